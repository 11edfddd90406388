//! What waits: for its person to register, or for its badge to be defined.

use std::{collections::HashMap, fmt};

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use serde_json::json;
use uuid::Uuid;

use super::{InboxState, subject_hash};
use crate::{
    error::DbResult,
    jobs::{self, Dedupe, NewJob},
    pool::Conn,
    schema::{inbound_events, users},
};

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

/// The job that applies what has waited, which a worker does: its payload is `{"user": …}` or `{"badge": …}`.
pub const RELEASE_JOB: &str = "inbound.release";

/// Has a worker apply what came about somebody before they registered, once this transaction lasts.
///
/// # Errors
/// As any query.
pub async fn release_person(conn: &Conn, clerk_id: &str, user_id: Uuid) -> DbResult<()> {
    if parked(conn, &WaitsFor::Person, Some(clerk_id), None, 1).await?.is_empty() {
        return Ok(());
    }
    release(conn, json!({ "user": user_id })).await
}

/// As [`release_person`], for many at once. At most three statements.
///
/// # Errors
/// As any query.
pub(crate) async fn release_users(conn: &Conn, user_ids: &[Uuid]) -> DbResult<()> {
    let known: Vec<(Uuid, String)> = conn
        .run(
            users::table
                .filter(users::id.eq_any(user_ids))
                .select((users::id, users::clerk_id))
                .load(&mut conn.raw()),
        )
        .await?;
    let mut by_hash: HashMap<Vec<u8>, Uuid> = HashMap::new();
    for (user_id, clerk_id) in known {
        by_hash.insert(subject_hash(conn.hash_key(), &clerk_id).to_vec(), user_id);
    }
    let waiting: Vec<Option<Vec<u8>>> = conn
        .run(
            inbound_events::table
                .filter(inbound_events::state.eq(InboxState::Parked.name()))
                .filter(inbound_events::waits_for.eq(WaitsFor::Person.to_string()))
                .filter(inbound_events::subject_hash.eq_any(by_hash.keys().cloned().collect::<Vec<_>>()))
                .select(inbound_events::subject_hash)
                .distinct()
                .load(&mut conn.raw()),
        )
        .await?;
    let users = waiting.into_iter().flatten().filter_map(|hash| by_hash.get(&hash));
    let jobs: Vec<NewJob> = users.map(|user_id| release_job(json!({ "user": user_id }))).collect();
    jobs::enqueue(conn, &jobs).await?;
    Ok(())
}

/// Waits until nobody else defines a badge of this key, or parks what came about it, for as long as the transaction lasts:
/// whoever looks after this finds the badge, or is found by whoever defines it.
///
/// # Errors
/// As any query.
pub async fn wait_for_badge(conn: &Conn, key: &str) -> DbResult<()> {
    let lock = diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended('badge:' || $1, 0))");
    conn.run(lock.bind::<sql_types::Text, _>(key).execute(&mut conn.raw())).await?;
    Ok(())
}

/// Has a worker apply what came about a badge before it was defined, once this transaction lasts.
///
/// # Errors
/// As any query.
pub async fn release_badge(conn: &Conn, key: &str) -> DbResult<()> {
    if parked(conn, &WaitsFor::Badge(key.to_owned()), None, None, 1).await?.is_empty() {
        return Ok(());
    }
    release(conn, json!({ "badge": key })).await
}

async fn release(conn: &Conn, payload: serde_json::Value) -> DbResult<()> {
    jobs::enqueue(conn, &[release_job(payload)]).await?;
    Ok(())
}

fn release_job(payload: serde_json::Value) -> NewJob {
    let (profile_id, run_at) = (None, None);
    NewJob { kind: RELEASE_JOB, payload, profile_id, dedupe: Dedupe::None, max_attempts: 20, run_at }
}

/// At most `limit` deliveries that wait for this, in the order in which they came, behind `after`; of one person, if one is
/// named. One statement.
///
/// # Errors
/// As any query.
pub async fn parked(
    conn: &Conn,
    waits_for: &WaitsFor,
    clerk_id: Option<&str>,
    after: Option<Uuid>,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    let mut waiting = inbound_events::table
        .filter(inbound_events::state.eq(InboxState::Parked.name()))
        .filter(inbound_events::waits_for.eq(waits_for.to_string()))
        .order(inbound_events::id)
        .limit(limit)
        .select(inbound_events::id)
        .into_boxed();
    if let Some(after) = after {
        waiting = waiting.filter(inbound_events::id.gt(after));
    }
    if let Some(clerk_id) = clerk_id {
        let hash = subject_hash(conn.hash_key(), clerk_id);
        waiting = waiting.filter(inbound_events::subject_hash.eq(hash.to_vec()));
    }
    conn.run(waiting.load(&mut conn.raw())).await
}
