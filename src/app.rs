//! The application as the HTTP edge sees it: the schema, sign-in and the database.

use std::{borrow::Cow, sync::Arc};

use async_graphql::{Data, ServerError};
use axum::body::Body;
use folio_db::Db;
use futures_util::{FutureExt, future::BoxFuture};
use http::{HeaderMap, HeaderValue, header};
use uuid::Uuid;

use crate::{
    auth::{AuthError, Authenticator, Identity},
    documents::{self, PublicAnswer, PublicFile, Site},
    graphql::{self, FolioExecutor, Introspection, codes::ErrorCode, cost::PriceList, session::Services},
    http::{Backend, Check, Door, ItemFile, Refusal, RequestId},
    imports::github::Repositories,
    inbound::{Doors, NotReceived, Receipt},
    live::{Hub, LocalHub, SessionEnd},
    media::{Media, MediaError, Picture},
    media_items, uploads,
    write::Turns,
};

/// Everything that serves a request.
pub struct App {
    executor: FolioExecutor,
    authenticator: Arc<Authenticator>,
    services: Services,
    /// Whose webhooks are taken in.
    doors: Doors,
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
        let hub = LocalHub::remembering(authenticator.sessions_remembered());
        let services = Services::new(db, Arc::new(hub), turns);
        let doors = Doors::default();
        Self { executor: graphql::build(introspection), authenticator, services, doors, remote_keys }
    }

    /// Taking in webhooks; without this it takes in none.
    #[must_use]
    pub fn with_doors(self, doors: Doors) -> Self {
        Self { doors, ..self }
    }

    /// Keeping and showing files; without this it has none.
    #[must_use]
    pub fn with_media(mut self, media: Media) -> Self {
        self.services.media = Some(media);
        self
    }

    /// Knowing where the profiles' pages are; without this their documents name no address, and there are no sitemaps.
    #[must_use]
    pub fn with_site(mut self, site: Option<Site>) -> Self {
        self.services.site = site.map(Arc::new);
        self
    }

    /// With somebody to ask for the repositories that are to be imported; without, none can be.
    #[must_use]
    pub fn with_repositories(mut self, github: Option<Arc<dyn Repositories>>) -> Self {
        self.services.github = github;
        self
    }

    /// What a session is followed by; `None` for tokens that name none.
    fn session(&self, identity: &Identity) -> Option<SessionEnd> {
        let session_id = identity.session_id.as_deref()?;
        Some(self.services.hub.session(self.services.db.session_key(session_id)))
    }

    /// A token whose session ended a short while ago is good by its own word for up to a minute, one of the development
    /// issuer for up to a day, and is refused.
    fn in_session(&self, identity: Identity) -> Result<Identity, AuthError> {
        if self.session(&identity).is_some_and(|session| session.has_ended()) {
            return Err(AuthError::InvalidToken { reason: "its session has ended" });
        }
        Ok(identity)
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
    type Executor = FolioExecutor;

    fn executor(&self) -> &FolioExecutor {
        &self.executor
    }

    fn prices(&self) -> PriceList {
        graphql::prices(&self.executor)
    }

    async fn authenticate(&self, headers: &HeaderMap) -> Result<Option<Identity>, AuthError> {
        let identity = self.authenticator.authenticate(headers).await?;
        identity.map(|identity| self.in_session(identity)).transpose()
    }

    async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        self.in_session(self.authenticator.verify(token).await?)
    }

    async fn request_data(&self, identity: Option<Identity>, _id: &RequestId) -> Result<Data, Refusal> {
        Ok(graphql::request_data(&self.services, identity))
    }

    async fn receive(&self, door: Door, headers: &HeaderMap, body: &[u8]) -> Result<Receipt, Refusal> {
        let db = &self.services.db;
        let received = match door {
            Door::Clerk => self.doors.clerk(db, headers, body).await,
            Door::Events => self.doors.event(db, headers, body).await,
        };
        received.map_err(not_received)
    }

    async fn picture(&self, id: Uuid) -> Result<Option<Picture>, Refusal> {
        let Some(media) = &self.services.media else { return Ok(None) };
        media.picture(&self.services.db, id).await.map_err(|error| not_read(&error))
    }

    async fn file(&self, address: &str, known: Option<&str>) -> Result<Option<ItemFile>, Refusal> {
        let Services { db, media: Some(media), .. } = &self.services else { return Ok(None) };
        let Some(ticket) = media.ticket(db.hash_key(), address) else { return Ok(None) };
        let opened = media_items::open(db, &ticket).await.map_err(|error| not_read(&error.into()))?;
        let Some(media_items::Opened { file, content_type, filename, indexable }) = opened else {
            return Ok(None);
        };
        let personal = ticket.viewer.is_some();
        let tag = db.hash_key().id_of("tags of files", file.as_bytes()).simple().to_string();
        let item = ItemFile { content_type, filename, tag, file: None, personal, indexable };
        if !personal && known.is_some_and(|known| known.contains(&item.tag)) {
            return Ok(Some(item));
        }
        // Without a file it was removed in this very moment.
        let file = media.file(file).await.map_err(|error| not_read(&error))?;
        Ok(file.map(|file| ItemFile { file: Some(file), ..item }))
    }

    async fn put_upload(&self, pass: &str, headers: &HeaderMap, body: Body) -> Result<(), Refusal> {
        let Services { db, media: Some(media), .. } = &self.services else {
            return Err(not_put(uploads::NotPut::Refused));
        };
        let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        let length = text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
        uploads::put(db, media, pass, text(header::CONTENT_TYPE), length, body).await.map_err(not_put)
    }

    async fn public_file(&self, file: PublicFile) -> Result<Option<PublicAnswer>, Refusal> {
        let Services { db, site, .. } = &self.services;
        documents::answer(db, site.as_deref(), file).await.map_err(|error| {
            tracing::error!(cause = error.cause(), "a public file can't be made");
            Refusal::new(ErrorCode::ServiceUnavailable, "this can't be read for the moment: try again")
        })
    }

    fn session_end(&self, identity: &Identity) -> BoxFuture<'static, ()> {
        match self.session(identity) {
            Some(mut session) => async move { session.ended().await }.boxed(),
            None => std::future::pending().boxed(),
        }
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

fn not_read(error: &MediaError) -> Refusal {
    let cause = match error {
        MediaError::Db(error) => error.cause(),
        other => other.to_string(),
    };
    tracing::error!(cause, "a file can't be read");
    Refusal::new(ErrorCode::ServiceUnavailable, "the file can't be read for the moment: try again")
}

fn not_put(error: uploads::NotPut) -> Refusal {
    let code = match &error {
        uploads::NotPut::Refused => ErrorCode::UploadRefused,
        uploads::NotPut::Mismatch(_) | uploads::NotPut::Broken => ErrorCode::UploadMismatch,
        uploads::NotPut::Db(cause) => {
            tracing::error!(cause = cause.cause(), "an upload can't be looked up");
            return Refusal::new(ErrorCode::ServiceUnavailable, "try again in a moment");
        }
        uploads::NotPut::Store(cause) => {
            tracing::error!(%cause, "an upload can't be kept");
            return Refusal::new(ErrorCode::ServiceUnavailable, "try again in a moment");
        }
    };
    Refusal::new(code, error.to_string())
}

fn not_received(error: NotReceived) -> Refusal {
    let code = match &error {
        NotReceived::NotConfigured(_) => ErrorCode::WebhookNotConfigured,
        NotReceived::Unsigned => ErrorCode::SignatureMissing,
        NotReceived::Forged => ErrorCode::SignatureInvalid,
        NotReceived::Stale => ErrorCode::SignatureStale,
        NotReceived::UnknownSource => ErrorCode::EventSourceUnknown,
        NotReceived::Malformed(_) => ErrorCode::EventMalformed,
        NotReceived::Db(cause) => {
            tracing::error!(cause = cause.cause(), "a delivery can't be kept: its sender is to try again");
            let message = "the delivery can't be kept for the moment: send it again";
            return Refusal::new(ErrorCode::ServiceUnavailable, message);
        }
    };
    Refusal::new(code, error.to_string())
}
