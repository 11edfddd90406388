//! What stands for a session at Clerk where its id may not stand: in events and in memory.

use uuid::Uuid;

use crate::pool::{Conn, Db};

const SORT: &str = "clerk session";

impl Db {
    /// The key of a session, which tells nothing of its id.
    #[must_use]
    pub fn session_key(&self, session_id: &str) -> Uuid {
        self.hash_key().id_of(SORT, session_id.as_bytes())
    }
}

impl Conn {
    /// As [`Db::session_key`].
    #[must_use]
    pub fn session_key(&self, session_id: &str) -> Uuid {
        self.hash_key().id_of(SORT, session_id.as_bytes())
    }
}
