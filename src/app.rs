//! The application as the HTTP edge sees it: the schema, sign-in and the database.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{Data, ServerError};
use folio_db::Db;
use http::HeaderMap;

use crate::{
    auth::{AuthError, Authenticator, Identity},
    graphql::{self, FolioSchema, Introspection, cost::PriceList, session::Services},
    http::{Backend, Check, Refusal, RequestId},
    live::{Hub, LocalHub},
    write::Turns,
};

/// Everything that serves a request.
pub struct App {
    schema: FolioSchema,
    authenticator: Arc<Authenticator>,
    services: Services,
    /// Whether readiness asks the issuer for its keys: not when we are the issuer.
    remote_keys: bool,
}

impl App {
    /// The application over a database.
    #[must_use]
    pub fn new(
        db: Db,
        authenticator: Arc<Authenticator>,
        introspection: Introspection,
        remote_keys: bool,
    ) -> Self {
        let turns = Turns::new(db.usage().max);
        let services = Services::new(db, Arc::new(LocalHub::default()), turns);
        Self { schema: graphql::build(introspection), authenticator, services, remote_keys }
    }

    /// Turns at writing.
    #[must_use]
    pub fn turns(&self) -> Turns {
        self.services.turns.clone()
    }

    /// Where changes of profiles are told to their subscribers.
    #[must_use]
    pub fn hub(&self) -> Arc<dyn Hub> {
        Arc::clone(&self.services.hub)
    }
}

impl Backend for App {
    type Executor = FolioSchema;

    fn executor(&self) -> &FolioSchema {
        &self.schema
    }

    fn prices(&self) -> PriceList {
        graphql::prices(&self.schema)
    }

    async fn authenticate(&self, headers: &HeaderMap) -> Result<Option<Identity>, AuthError> {
        self.authenticator.authenticate(headers).await
    }

    async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        self.authenticator.verify(token).await
    }

    async fn request_data(&self, identity: Option<Identity>, _id: &RequestId) -> Result<Data, Refusal> {
        Ok(graphql::request_data(&self.services, identity))
    }

    async fn ready(&self) -> Vec<Check> {
        let database = Check { name: "database", ok: self.services.db.ping().await.is_ok() };
        if !self.remote_keys {
            return vec![database];
        }
        vec![database, Check { name: "sign-in keys", ok: self.authenticator.check_keys().await.is_ok() }]
    }

    fn describe_cause(&self, error: &ServerError) -> Cow<'static, str> {
        error
            .source::<folio_db::DbError>()
            .map_or(Cow::Borrowed("not described"), |error| error.cause().into())
    }
}
