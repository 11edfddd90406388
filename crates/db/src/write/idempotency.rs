//! Idempotency: a request that carries a key is done once, and a repeat gets the first one's outcome (design.md,
//! decision 12).

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    error::{DbError, DbResult},
    fixed::Fixed,
    json::RawJson,
    pool::Conn,
    schema::idempotency_keys,
};

/// How long an outcome is kept, in hours.
const KEPT_HOURS: i32 = 24;

/// A client's name for one request of one actor.
#[derive(Debug, Clone, Copy)]
pub struct IdempotencyKey<'a> {
    /// Whose: keys of different users never meet.
    pub actor_id: Uuid,
    /// The client's choice, 1 to 255 characters.
    pub key: &'a str,
}

/// SHA-256 of the mutation's name and its arguments.
pub type RequestHash = [u8; 32];

/// What a key turned out to be.
#[derive(Debug)]
pub enum Claim<T> {
    /// New: go on, and [`keep`] the outcome in the same transaction.
    Fresh,
    /// The same request was done before; this was its outcome.
    Repeat(T),
    /// The key belongs to another request.
    OtherRequest,
}

/// Claims a key. While another transaction is at work on the same key, this waits for its end: for as long as a lock may
/// be waited for.
///
/// # Errors
/// As any query; [`DbError::TimedOut`] when the first request takes too long.
pub async fn claim<T: DeserializeOwned>(
    conn: &Conn,
    key: IdempotencyKey<'_>,
    request: &RequestHash,
) -> DbResult<Claim<T>> {
    // The update is for a key whose time is over: such a row is as good as none.
    let claimed = conn
        .run(
            Fixed(
                diesel::sql_query(
                    "INSERT INTO idempotency_keys (actor_id, key, request_hash) VALUES ($1, $2, $3) \
                 ON CONFLICT (actor_id, key) DO UPDATE \
                 SET request_hash = excluded.request_hash, outcome = NULL, created_at = excluded.created_at \
                 WHERE idempotency_keys.created_at < now() - make_interval(hours => $4)",
                )
                .bind::<sql_types::Uuid, _>(key.actor_id)
                .bind::<sql_types::Text, _>(key.key)
                .bind::<sql_types::Bytea, _>(&request[..])
                .bind::<sql_types::Integer, _>(KEPT_HOURS),
            )
            .execute(&mut conn.raw()),
        )
        .await?;
    if claimed > 0 {
        return Ok(Claim::Fresh);
    }
    let (hash, outcome): (Vec<u8>, Option<RawJson>) = conn
        .run(
            idempotency_keys::table
                .find((key.actor_id, key.key))
                .select((idempotency_keys::request_hash, idempotency_keys::outcome))
                .first(&mut conn.raw()),
        )
        .await?;
    if hash != request {
        return Ok(Claim::OtherRequest);
    }
    let outcome = outcome.as_ref().and_then(RawJson::decode);
    outcome.map(Claim::Repeat).ok_or(DbError::Corrupt("idempotency_keys.outcome"))
}

/// Keeps the outcome of a claimed request.
///
/// # Errors
/// As any query.
pub async fn keep<T: Serialize>(conn: &Conn, key: IdempotencyKey<'_>, outcome: &T) -> DbResult<()> {
    let outcome =
        serde_json::to_value(outcome).map_err(|_| DbError::Corrupt("an outcome can't be written as JSON"))?;
    conn.run(
        Fixed(
            diesel::update(idempotency_keys::table.find((key.actor_id, key.key)))
                .set(idempotency_keys::outcome.eq(outcome)),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Most keys that [`forget_expired`] removes at once.
const BATCH: i64 = 10_000;

/// Removes outcomes that are no longer kept, at most 10,000 at once; answers how many.
///
/// # Errors
/// As any query.
pub async fn forget_expired(conn: &Conn) -> DbResult<usize> {
    conn.run(
        diesel::sql_query(
            "DELETE FROM idempotency_keys WHERE (actor_id, key) IN (\
                 SELECT actor_id, key FROM idempotency_keys WHERE created_at < now() - make_interval(hours => $1) \
                 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        )
        .bind::<sql_types::Integer, _>(KEPT_HOURS)
        .bind::<sql_types::BigInt, _>(BATCH)
        .execute(&mut conn.raw()),
    )
    .await
}
