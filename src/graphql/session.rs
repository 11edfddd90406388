//! What one operation knows of its viewer, resolved at most once and only if asked for.

use std::sync::Arc;

use folio_db::Db;
use tokio::sync::OnceCell;

use crate::{accounts::Viewer, auth::Identity, live::Hub};

/// One operation's session. Made by the HTTP edge for each request, never shared between viewers.
pub struct Session {
    /// The database.
    pub db: Db,
    /// Who signed in; `None` for the anonymous.
    pub identity: Option<Identity>,
    /// Where a committed change is told to those who watch the profile.
    pub hub: Arc<dyn Hub>,
    /// The viewer as far as one statement tells: `None` in it is somebody never seen before.
    pub(crate) known: OnceCell<Option<Viewer>>,
    pub(crate) viewer: OnceCell<Viewer>,
}

impl Session {
    /// The session of one operation.
    #[must_use]
    pub fn new(db: Db, hub: Arc<dyn Hub>, identity: Option<Identity>) -> Self {
        Self { db, identity, hub, known: OnceCell::new(), viewer: OnceCell::new() }
    }
}
