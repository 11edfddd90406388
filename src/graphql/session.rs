//! What one operation knows of its viewer, resolved at most once and only if asked for.

use std::sync::Arc;

use folio_db::Db;
use tokio::sync::OnceCell;

use crate::{
    accounts::Viewer,
    auth::Identity,
    documents::Site,
    imports::github::Repositories,
    live::{CursorSeal, Hub, Reader},
    media::Media,
    write::Turns,
};

/// What every operation works with.
#[derive(Clone)]
pub struct Services {
    /// The database.
    pub db: Db,
    /// Where a committed change is told to those who watch the profile.
    pub hub: Arc<dyn Hub>,
    /// Reads for those who follow.
    pub reader: Reader,
    /// Seals the cursors of subscriptions.
    pub cursors: Arc<CursorSeal>,
    /// Turns at writing.
    pub turns: Turns,
    /// Files, where they are kept.
    pub media: Option<Media>,
    /// Where the profiles' pages are, if that is known.
    pub site: Option<Arc<Site>>,
    /// Who knows the repositories that can be imported, if anybody is asked.
    pub github: Option<Arc<dyn Repositories>>,
}

impl Services {
    /// Services over a database.
    #[must_use]
    pub fn new(db: Db, hub: Arc<dyn Hub>, turns: Turns) -> Self {
        let cursors = Arc::new(CursorSeal::new(db.hash_key()));
        Self {
            reader: Reader::new(db.clone()),
            cursors,
            db,
            hub,
            turns,
            media: None,
            site: None,
            github: None,
        }
    }
}

/// One operation's session. Made by the HTTP edge for each request, never shared between viewers.
pub struct Session {
    /// What it works with.
    pub services: Services,
    /// Who signed in; `None` for the anonymous.
    pub identity: Option<Identity>,
    /// The viewer as far as one statement tells: `None` in it is somebody never seen before.
    pub(crate) known: OnceCell<Option<Viewer>>,
    pub(crate) viewer: OnceCell<Viewer>,
}

impl Session {
    /// The session of one operation.
    #[must_use]
    pub fn new(services: Services, identity: Option<Identity>) -> Self {
        Self { services, identity, known: OnceCell::new(), viewer: OnceCell::new() }
    }
}
