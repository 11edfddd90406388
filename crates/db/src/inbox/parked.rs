//! What waits: for its person to register, for its badge to be defined, or for room.

use std::{collections::HashMap, fmt};

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use serde_json::json;
use uuid::Uuid;

use super::subject_hash;
use crate::{
    error::DbResult,
    jobs::{self, Dedupe, NewJob},
    pool::Conn,
    schema::users,
};

/// What a parked delivery waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WaitsFor {
    /// That its person registers.
    Person,
    /// That a badge with this key is defined.
    Badge(String),
    /// That the profile with this id has room for one more award.
    Room(Uuid),
}

impl fmt::Display for WaitsFor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person => f.write_str("person"),
            Self::Badge(key) => write!(f, "badge:{key}"),
            Self::Room(profile_id) => write!(f, "room:{profile_id}"),
        }
    }
}

/// The job that applies what has waited, which a worker does: its payload is `{"user": …}`, `{"badge": …}`
/// or `{"room": …}`.
pub const RELEASE_JOB: &str = "inbound.release";

/// Has a worker apply what came about somebody before they registered, once this transaction lasts.
///
/// # Errors
/// As any query.
pub async fn release_person(conn: &Conn, clerk_id: &str, user_id: Uuid) -> DbResult<()> {
    if parked_for_person(conn, clerk_id, None, 1).await?.is_empty() {
        return Ok(());
    }
    release(conn, json!({ "user": user_id })).await
}

/// As [`release_person`], for many at once. At most three statements.
///
/// # Errors
/// As any query.
pub(crate) async fn release_users(conn: &Conn, user_ids: &[Uuid]) -> DbResult<()> {
    #[derive(QueryableByName)]
    struct WaitedFor {
        #[diesel(sql_type = sql_types::Bytea)]
        subject_hash: Vec<u8>,
    }
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
    let hashes: Vec<Vec<u8>> = by_hash.keys().cloned().collect();
    let waiting: Vec<WaitedFor> = conn
        .run(
            diesel::sql_query(
                "SELECT DISTINCT subject_hash FROM inbound_events \
                 WHERE state = 'PARKED' AND waits_for = 'person' AND subject_hash = ANY ($1)",
            )
            .bind::<sql_types::Array<sql_types::Bytea>, _>(hashes)
            .load(&mut conn.raw()),
        )
        .await?;
    let users = waiting.into_iter().filter_map(|WaitedFor { subject_hash }| by_hash.get(&subject_hash));
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
    if parked_for(conn, &WaitsFor::Badge(key.to_owned()), None, 1).await?.is_empty() {
        return Ok(());
    }
    release(conn, json!({ "badge": key })).await
}

/// Has a worker apply awards that found no room on a profile, once this transaction lasts, in which an award has ceased to
/// stand. The caller holds the profile's lock. One statement, and another one if something waits.
///
/// # Errors
/// As any query.
pub async fn release_room(conn: &Conn, profile_id: Uuid) -> DbResult<()> {
    if parked_for(conn, &WaitsFor::Room(profile_id), None, 1).await?.is_empty() {
        return Ok(());
    }
    release(conn, json!({ "room": profile_id })).await
}

async fn release(conn: &Conn, payload: serde_json::Value) -> DbResult<()> {
    jobs::enqueue(conn, &[release_job(payload)]).await?;
    Ok(())
}

fn release_job(payload: serde_json::Value) -> NewJob {
    let (profile_id, run_at) = (None, None);
    NewJob { kind: RELEASE_JOB, payload, profile_id, dedupe: Dedupe::None, max_attempts: 20, run_at }
}

/// What waits for a person, by the hash of their Clerk id. The state and what is waited for are no parameters, so that the
/// index is used by a plan that is made once as well.
pub const PARKED_FOR_PERSON: &str = "SELECT id FROM inbound_events WHERE state = 'PARKED' AND waits_for = 'person' \
    AND subject_hash = $1 AND id > $2 ORDER BY id LIMIT $3";

/// What waits for a badge or for room, by its [`WaitsFor`]. As [`PARKED_FOR_PERSON`].
pub const PARKED_FOR_BADGE: &str = "SELECT id FROM inbound_events WHERE state = 'PARKED' AND waits_for <> 'person' \
    AND waits_for = $1 AND id > $2 ORDER BY id LIMIT $3";

#[derive(QueryableByName)]
struct Waiting {
    #[diesel(sql_type = sql_types::Uuid)]
    id: Uuid,
}

/// At most `limit` deliveries that wait for this person to register, in the order in which they came, behind `after`. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn parked_for_person(
    conn: &Conn,
    clerk_id: &str,
    after: Option<Uuid>,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    let hash = subject_hash(conn.hash_key(), clerk_id).to_vec();
    let waiting: Vec<Waiting> = conn
        .run(
            diesel::sql_query(PARKED_FOR_PERSON)
                .bind::<sql_types::Bytea, _>(hash)
                .bind::<sql_types::Uuid, _>(after.unwrap_or_default())
                .bind::<sql_types::BigInt, _>(limit)
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(waiting.into_iter().map(|Waiting { id }| id).collect())
}

/// As [`parked_for_person`], for anything but a person.
///
/// # Errors
/// As any query.
pub async fn parked_for(
    conn: &Conn,
    waits_for: &WaitsFor,
    after: Option<Uuid>,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    let waiting: Vec<Waiting> = conn
        .run(
            diesel::sql_query(PARKED_FOR_BADGE)
                .bind::<sql_types::Text, _>(waits_for.to_string())
                .bind::<sql_types::Uuid, _>(after.unwrap_or_default())
                .bind::<sql_types::BigInt, _>(limit)
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(waiting.into_iter().map(|Waiting { id }| id).collect())
}
