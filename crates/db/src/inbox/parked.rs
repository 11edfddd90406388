//! What waits: for its person to register, or for its badge to be defined.

use std::fmt;

use diesel::{
    dsl::{exists, select},
    prelude::*,
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::{InboxState, subject_hash};
use crate::{error::DbResult, pool::Conn, schema::inbound_events};

/// What a parked delivery waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitsFor {
    /// That its person registers.
    Person,
    /// That a badge with this key is defined.
    Badge(String),
}

impl fmt::Display for WaitsFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person => f.write_str("person"),
            Self::Badge(key) => write!(f, "badge:{key}"),
        }
    }
}

/// Whether something waits for a person.
///
/// # Errors
/// As any query.
pub async fn person_waits(conn: &Conn, clerk_id: &str) -> DbResult<bool> {
    let hash = subject_hash(conn.hash_key(), clerk_id);
    let waiting = inbound_events::table
        .filter(inbound_events::subject_hash.eq(hash.to_vec()))
        .filter(inbound_events::state.eq(InboxState::Parked.name()))
        .filter(inbound_events::waits_for.eq(WaitsFor::Person.to_string()));
    conn.run(select(exists(waiting)).get_result(&mut conn.raw())).await
}

/// At most `limit` deliveries that wait for this, in the order in which they happened; of one person, if one is named.
/// One statement.
///
/// # Errors
/// As any query.
pub async fn parked(
    conn: &Conn,
    waits_for: &WaitsFor,
    clerk_id: Option<&str>,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    let mut waiting = inbound_events::table
        .filter(inbound_events::state.eq(InboxState::Parked.name()))
        .filter(inbound_events::waits_for.eq(waits_for.to_string()))
        .order((inbound_events::happened_at, inbound_events::id))
        .limit(limit)
        .select(inbound_events::id)
        .into_boxed();
    if let Some(clerk_id) = clerk_id {
        let hash = subject_hash(conn.hash_key(), clerk_id);
        waiting = waiting.filter(inbound_events::subject_hash.eq(hash.to_vec()));
    }
    conn.run(waiting.load(&mut conn.raw())).await
}
