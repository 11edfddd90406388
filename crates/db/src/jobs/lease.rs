//! The worker's side: claiming, holding on, ending.

use std::time::Duration;

use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    error::DbResult,
    fixed::Fixed,
    pool::{Conn, Transaction},
};

/// How many jobs of a kind a worker has room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    /// The kind.
    pub kind: &'static str,
    /// How many more.
    pub jobs: i64,
}

/// A job that this worker has, for as long as its lease lasts. Not `Clone`: it is ended once.
#[derive(Debug, QueryableByName)]
pub struct Claimed {
    /// Which.
    #[diesel(sql_type = sql_types::Uuid)]
    pub id: Uuid,
    /// What sort of work.
    #[diesel(sql_type = sql_types::Text)]
    pub kind: String,
    /// Ids, as they were enqueued.
    #[diesel(sql_type = sql_types::Json)]
    pub payload: serde_json::Value,
    /// Which attempt this is, from 1.
    #[diesel(sql_type = sql_types::Integer)]
    pub attempt: i32,
    /// How many there may be.
    #[diesel(sql_type = sql_types::Integer)]
    pub max_attempts: i32,
    /// How long it waited since it was due.
    #[diesel(sql_type = sql_types::Double)]
    pub waited_seconds: f64,
}

/// What became of a job that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It will be tried again.
    Again,
    /// It was given up.
    Dead,
    /// It is somebody else's by now, and was left alone.
    Lost,
}

/// Claims what is due, at most as much of each kind as there is room for and `most` of all together, longest due first.
/// What another worker is just claiming is passed over. One statement.
///
/// # Errors
/// As any query.
pub async fn claim(conn: &Conn, rooms: &[Room], most: i64, lease: Duration) -> DbResult<Vec<Claimed>> {
    let kinds: Vec<&str> = rooms.iter().map(|room| room.kind).collect();
    let of_each: Vec<i64> = rooms.iter().map(|room| room.jobs).collect();
    conn.run(
        Fixed(
            diesel::sql_query(
                // An array rather than a join: how many are due can't be guessed, and a wrong guess reads the whole table.
                "UPDATE jobs SET state = 'RUNNING', attempt = attempt + 1, started_at = now(), \
                     lease_until = clock_timestamp() + make_interval(secs => $3) \
                 WHERE id = ANY (ARRAY ( \
                     SELECT due.id FROM unnest($1, $2) AS room (kind, jobs), LATERAL ( \
                         SELECT id, run_at FROM jobs WHERE state = 'READY' AND kind = room.kind AND run_at <= now() \
                         ORDER BY run_at, id LIMIT room.jobs FOR UPDATE SKIP LOCKED \
                     ) AS due ORDER BY due.run_at, due.id LIMIT $4 \
                 )) \
                 RETURNING id, kind, payload, attempt, max_attempts, \
                     extract(epoch FROM now() - run_at)::double precision AS waited_seconds",
            )
            .bind::<sql_types::Array<sql_types::Text>, _>(kinds)
            .bind::<sql_types::Array<sql_types::BigInt>, _>(of_each)
            .bind::<sql_types::Double, _>(lease.as_secs_f64())
            .bind::<sql_types::BigInt, _>(most),
        )
        .load(&mut conn.raw()),
    )
    .await
}

/// Holds on to jobs for a while longer, given with their attempts; answers which of them this worker still has. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn hold(conn: &Conn, held: &[(Uuid, i32)], lease: Duration) -> DbResult<Vec<(Uuid, i32)>> {
    let (ids, attempts): (Vec<Uuid>, Vec<i32>) = held.iter().copied().unzip();
    #[derive(QueryableByName)]
    struct Held {
        #[diesel(sql_type = sql_types::Uuid)]
        id: Uuid,
        #[diesel(sql_type = sql_types::Integer)]
        attempt: i32,
    }
    let held: Vec<Held> = conn
        .run(
            Fixed(
                diesel::sql_query(
                    "UPDATE jobs SET lease_until = clock_timestamp() + make_interval(secs => $3) \
                     FROM unnest($1, $2) AS held (id, attempt) \
                     WHERE jobs.id = held.id AND jobs.attempt = held.attempt AND jobs.state = 'RUNNING' \
                     RETURNING jobs.id, jobs.attempt",
                )
                .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
                .bind::<sql_types::Array<sql_types::Integer>, _>(attempts)
                .bind::<sql_types::Double, _>(lease.as_secs_f64()),
            )
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(held.into_iter().map(|held| (held.id, held.attempt)).collect())
}

/// Gives jobs back untried, as a worker does that is told to stop. The attempt was none, but its number is the fence and
/// stays: so there may be one more. One statement.
///
/// # Errors
/// As any query.
pub async fn release(conn: &Conn, held: &[(Uuid, i32)]) -> DbResult<usize> {
    let (ids, attempts): (Vec<Uuid>, Vec<i32>) = held.iter().copied().unzip();
    conn.run(
        Fixed(
            diesel::sql_query(
                "UPDATE jobs SET state = 'READY', lease_until = NULL, run_at = now(), \
                     due_at = coalesce(due_at, run_at), max_attempts = max_attempts + 1 \
                 FROM unnest($1, $2) AS held (id, attempt) \
                 WHERE jobs.id = held.id AND jobs.attempt = held.attempt AND jobs.state = 'RUNNING'",
            )
            .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
            .bind::<sql_types::Array<sql_types::Integer>, _>(attempts),
        )
        .execute(&mut conn.raw()),
    )
    .await
}

impl Claimed {
    /// Marks the job done in the transaction that holds its effects, which the caller commits. `false`: the job is
    /// somebody else's by now, and the transaction must be rolled back.
    ///
    /// # Errors
    /// As any query.
    pub async fn done(&self, tx: &Transaction) -> DbResult<bool> {
        let conn: &Conn = tx;
        let ended = conn
            .run(
                Fixed(
                    diesel::sql_query(
                        "UPDATE jobs SET state = 'DONE', finished_at = now(), lease_until = NULL \
                         WHERE id = $1 AND attempt = $2 AND state = 'RUNNING'",
                    )
                    .bind::<sql_types::Uuid, _>(self.id)
                    .bind::<sql_types::Integer, _>(self.attempt),
                )
                .execute(&mut conn.raw()),
            )
            .await?;
        Ok(ended == 1)
    }

    /// Gives the job back after a failure: for another attempt after a while, or as a dead letter if it was the last
    /// one, or `hopeless`. `code` tells why, and is no text of somebody's.
    ///
    /// The pause is between half and all of `pause`, by lot, so that what failed together doesn't come back together.
    ///
    /// # Errors
    /// As any query.
    pub async fn failed(
        &self,
        conn: &Conn,
        code: &'static str,
        pause: Duration,
        hopeless: bool,
    ) -> DbResult<Failure> {
        let dead = hopeless || self.attempt >= self.max_attempts;
        let moved = conn.run(
            Fixed(
                diesel::sql_query(
                    "UPDATE jobs SET state = CASE WHEN $3 THEN 'DEAD' ELSE 'READY' END, lease_until = NULL, \
                         finished_at = CASE WHEN $3 THEN now() END, last_error = $4, \
                         due_at = coalesce(due_at, run_at), \
                         run_at = CASE WHEN $3 THEN run_at \
                             ELSE clock_timestamp() + make_interval(secs => $5 * (0.5 + random() / 2)) END \
                     WHERE id = $1 AND attempt = $2 AND state = 'RUNNING'",
                )
                .bind::<sql_types::Uuid, _>(self.id)
                .bind::<sql_types::Integer, _>(self.attempt)
                .bind::<sql_types::Bool, _>(dead)
                .bind::<sql_types::Text, _>(code)
                .bind::<sql_types::Double, _>(pause.as_secs_f64()),
            )
            .execute(&mut conn.raw()),
        )
        .await?;
        Ok(match (moved, dead) {
            (0, _) => Failure::Lost,
            (_, true) => Failure::Dead,
            (_, false) => Failure::Again,
        })
    }
}
