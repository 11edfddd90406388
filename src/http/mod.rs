//! The HTTP edge: everything between a TCP connection and the GraphQL schema.
//!
//! Reading order: `router` (what is served), `endpoint` (GraphQL over HTTP), `params` and `media_type` (what comes
//! in), `admission` and `operation` (what may run, and how), `outcome` and `refusal` (what goes out), `socket` and
//! `events` (what stays open), `webhooks` (what other systems send), `pictures` (files), `public_files` (what anybody may open), `around` (what holds for every request), `server` (the accept loop).
//!
//! The edge knows nothing of profiles or the database: it sees the application through [`Backend`].

use std::{borrow::Cow, future::Future};

use async_graphql::{Data, Executor, ServerError};
use axum::body::Body;
use futures_util::{FutureExt, future::BoxFuture};
use http::HeaderMap;
use uuid::Uuid;

use crate::{
    auth::{AuthError, Identity},
    documents::{PublicAnswer, PublicFile},
    graphql::{codes::ErrorCode, cost::PriceList},
    inbound::Receipt,
    media::Picture,
};

mod admission;
mod around;
mod client_address;
mod endpoint;
mod events;
mod graphiql;
mod health;
mod live;
mod live_page;
mod media_type;
mod metrics;
mod operation;
mod outcome;
mod params;
mod pictures;
mod public_files;
mod rate_limit;
mod refusal;
mod request_id;
mod router;
mod server;
mod settings;
mod socket;
#[cfg(test)]
mod tests;
mod webhooks;

pub use client_address::{NotNetworks, TrustedProxies};
pub use health::Check;
pub use live::LiveSettings;
pub use metrics::{install_metrics, metrics_router, metrics_upkeep};
pub use pictures::ItemFile;
pub use rate_limit::{ManualClock, Rate, RateClock, RateLimits};
pub use refusal::Refusal;
pub use request_id::RequestId;
pub use router::router;
pub use server::{Drained, serve};
pub use settings::HttpSettings;
pub use webhooks::Door;

/// The application, as the edge sees it.
pub trait Backend: Send + Sync + 'static {
    /// What runs GraphQL operations: the schema.
    type Executor: Executor;

    /// The schema.
    fn executor(&self) -> &Self::Executor;

    /// What the schema's fields cost, for the limits of what one operation and one client may ask.
    fn prices(&self) -> PriceList;

    /// Who sends these headers; `None` is anonymous.
    fn authenticate(
        &self,
        headers: &HeaderMap,
    ) -> impl Future<Output = Result<Option<Identity>, AuthError>> + Send;

    /// Who this token stands for: for tokens that don't come in headers.
    fn verify(&self, token: &str) -> impl Future<Output = Result<Identity, AuthError>> + Send;

    /// What resolvers find in the request's context: the viewer, loaders and the like.
    ///
    /// Called for operations that are about to run. A [`Refusal`] is answered in place of running the operation.
    fn request_data(
        &self,
        identity: Option<Identity>,
        id: &RequestId,
    ) -> impl Future<Output = Result<Data, Refusal>> + Send;

    /// Whether requests can be served: the database and whatever else they need. Bounded by
    /// [`HttpSettings::readiness_timeout`].
    fn ready(&self) -> impl Future<Output = Vec<Check>> + Send;

    /// Takes in what another system sends by webhook: verified over the raw body, and kept before it is acknowledged.
    fn receive(
        &self,
        _door: Door,
        _headers: &HeaderMap,
        _body: &[u8],
    ) -> impl Future<Output = Result<Receipt, Refusal>> + Send {
        async { Err(Refusal::new(ErrorCode::WebhookNotConfigured, "no webhooks are taken in here")) }
    }

    /// The picture at an address, if it is to be shown.
    fn picture(&self, _id: Uuid) -> impl Future<Output = Result<Option<Picture>, Refusal>> + Send {
        async { Ok(None) }
    }

    /// The file of an item, for whoever the address was given to; without its bytes if `known` are the tags that they have.
    fn file(
        &self,
        _address: &str,
        _known: Option<&str>,
    ) -> impl Future<Output = Result<Option<ItemFile>, Refusal>> + Send {
        async { Ok(None) }
    }

    /// Takes what somebody puts with a pass.
    fn put_upload(
        &self,
        _pass: &str,
        _headers: &HeaderMap,
        _body: Body,
    ) -> impl Future<Output = Result<(), Refusal>> + Send {
        async { Err(Refusal::new(ErrorCode::UploadRefused, "nothing is put here")) }
    }

    /// A file for crawlers and signed-out visitors; `None` is as for one that never was.
    fn public_file(
        &self,
        _file: PublicFile,
    ) -> impl Future<Output = Result<Option<PublicAnswer>, Refusal>> + Send {
        async { Ok(None) }
    }

    /// Ends when the session of this identity has ended, which its token doesn't know; never otherwise.
    fn session_end(&self, _identity: &Identity) -> BoxFuture<'static, ()> {
        std::future::pending().boxed()
    }

    /// What the log says of a resolver's failure that the client is not told about: what failed, never a value of
    /// somebody's data. An error's message may hold such values, so it isn't logged by default.
    fn describe_cause(&self, _error: &ServerError) -> Cow<'static, str> {
        Cow::Borrowed("not described")
    }
}
