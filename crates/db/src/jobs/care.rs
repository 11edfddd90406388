//! What is looked after: leases that ran out, jobs that are over, dead letters that get another chance, and figures.

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::JobState;
use crate::{error::DbResult, fixed::Fixed, pool::Conn, schema::jobs};

/// Most rows that one statement here touches.
const BATCH: i64 = 5_000;

/// Takes back jobs whose worker has not been heard of until its lease ran out; answers how many. One that has used up
/// its attempts is dead: it may be what kills its workers. `held` are the jobs that the caller is at: they are not taken back,
/// since it has been heard of.
///
/// # Errors
/// As any query.
pub async fn reclaim(conn: &Conn, held: &[Uuid]) -> DbResult<usize> {
    conn.run(
        Fixed(
            diesel::sql_query(
                "UPDATE jobs SET lease_until = NULL, last_error = 'LEASE_EXPIRED', \
                     state = CASE WHEN attempt >= max_attempts THEN 'DEAD' ELSE 'READY' END, \
                     finished_at = CASE WHEN attempt >= max_attempts THEN now() END \
                 WHERE id = ANY (ARRAY ( \
                     SELECT id FROM jobs WHERE state = 'RUNNING' AND lease_until < clock_timestamp() \
                         AND id <> ALL ($2) \
                     ORDER BY lease_until LIMIT $1 FOR UPDATE SKIP LOCKED))",
            )
            .bind::<sql_types::BigInt, _>(BATCH)
            .bind::<sql_types::Array<sql_types::Uuid>, _>(held),
        )
        .execute(&mut conn.raw()),
    )
    .await
}

/// How long a job that was done is kept, in days: for as long its key says that it was.
const DONE_DAYS: i32 = 7;
/// How long a dead letter is kept, in days.
const DEAD_DAYS: i32 = 90;

/// The job that erases somebody; one that is dead is kept until it is done.
pub const ERASE_JOB: &str = "profile.erase";

/// Forgets jobs that are over for longer than they are kept, at most 5,000 of each sort at once; answers how many.
///
/// # Errors
/// As any query.
pub async fn forget(conn: &Conn) -> DbResult<usize> {
    conn.run(
        diesel::sql_query(
            "WITH done AS (SELECT id FROM jobs WHERE state = 'DONE' AND finished_at < now() - make_interval(days => $1) \
                 ORDER BY finished_at LIMIT $3 FOR UPDATE SKIP LOCKED), \
             dead AS (SELECT id FROM jobs WHERE state = 'DEAD' AND finished_at < now() - make_interval(days => $2) \
                 AND kind <> $4 ORDER BY finished_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
             DELETE FROM jobs WHERE id IN (SELECT id FROM done UNION ALL SELECT id FROM dead)",
        )
        .bind::<sql_types::Integer, _>(DONE_DAYS)
        .bind::<sql_types::Integer, _>(DEAD_DAYS)
        .bind::<sql_types::BigInt, _>(BATCH)
        .bind::<sql_types::Text, _>(ERASE_JOB)
        .execute(&mut conn.raw()),
    )
    .await
}

/// Which dead letters.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Those with these ids; empty for all.
    pub ids: Vec<Uuid>,
    /// Those of this kind; `None` for all.
    pub kind: Option<String>,
}

/// Gives dead letters another chance with all of their attempts, at most 5,000 at once; answers how many. The fence moves
/// on: whoever had them stays locked out.
///
/// # Errors
/// As any query.
pub async fn replay(conn: &Conn, selection: &Selection) -> DbResult<usize> {
    conn.run(
        diesel::sql_query(
            "WITH chosen AS (SELECT id FROM jobs WHERE state = 'DEAD' \
                 AND ($1 = '{}' OR id = ANY($1)) AND ($2 IS NULL OR kind = $2) \
                 ORDER BY finished_at LIMIT $3 FOR UPDATE SKIP LOCKED) \
             UPDATE jobs SET state = 'READY', run_at = now(), due_at = now(), finished_at = NULL, \
                 max_attempts = attempt + greatest(1, least(max_attempts, 25)) \
             FROM chosen WHERE jobs.id = chosen.id",
        )
        .bind::<sql_types::Array<sql_types::Uuid>, _>(&selection.ids)
        .bind::<sql_types::Nullable<sql_types::Text>, _>(selection.kind.as_deref())
        .bind::<sql_types::BigInt, _>(BATCH)
        .execute(&mut conn.raw()),
    )
    .await
}

/// How many jobs of a kind are in a state.
#[derive(Debug, Clone, PartialEq, QueryableByName)]
pub struct Figures {
    /// The kind.
    #[diesel(sql_type = sql_types::Text)]
    pub kind: String,
    /// READY, RUNNING or DEAD.
    #[diesel(sql_type = sql_types::Text)]
    pub state: String,
    /// How many.
    #[diesel(sql_type = sql_types::BigInt)]
    pub jobs: i64,
    /// For how long the one that is due longest has waited, in seconds; 0 if none is due, and for states other than
    /// READY.
    #[diesel(sql_type = sql_types::Double)]
    pub overdue_seconds: f64,
}

/// How many jobs there are of each kind that are not done. One statement, over the partial indexes of what is not
/// done.
///
/// # Errors
/// As any query.
pub async fn figures(conn: &Conn) -> DbResult<Vec<Figures>> {
    conn.run(
        diesel::sql_query(
            "SELECT kind, 'READY' AS state, count(*) AS jobs, \
                 greatest(0, extract(epoch FROM now() - min(run_at)))::double precision AS overdue_seconds \
             FROM jobs WHERE state = 'READY' GROUP BY kind \
             UNION ALL SELECT kind, 'RUNNING', count(*), 0 FROM jobs WHERE state = 'RUNNING' GROUP BY kind \
             UNION ALL SELECT kind, 'DEAD', count(*), 0 FROM jobs WHERE state = 'DEAD' AND finished_at IS NOT NULL \
                 GROUP BY kind",
        )
        .load(&mut conn.raw()),
    )
    .await
}

/// A job, as staff look at it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Listed {
    /// Which.
    pub id: Uuid,
    /// What sort of work.
    pub kind: String,
    /// Where it is in its life, see [`JobState::name`].
    pub state: String,
    /// The profile that it is for.
    pub profile_id: Option<Uuid>,
    /// How often it was tried.
    pub attempt: i32,
    /// How often it may be.
    pub max_attempts: i32,
    /// Not before this.
    pub run_at: DateTime<Utc>,
    /// A code.
    pub last_error: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it was done or given up.
    pub finished_at: Option<DateTime<Utc>>,
}

/// The jobs in a state, newest first.
///
/// # Errors
/// As any query.
pub async fn list(conn: &Conn, state: JobState, kind: Option<&str>, limit: i64) -> DbResult<Vec<Listed>> {
    page(conn, Some(state), kind, None, limit).await
}

/// The jobs before one of them, or all, newest first: in this state and of this kind, if they are named. Ids of jobs grow
/// with time. One statement.
///
/// # Errors
/// As any query.
pub async fn page(
    conn: &Conn,
    state: Option<JobState>,
    kind: Option<&str>,
    before: Option<Uuid>,
    limit: i64,
) -> DbResult<Vec<Listed>> {
    let mut query = jobs::table
        .order(jobs::id.desc())
        .limit(limit)
        .select((
            jobs::id,
            jobs::kind,
            jobs::state,
            jobs::profile_id,
            jobs::attempt,
            jobs::max_attempts,
            jobs::run_at,
            jobs::last_error,
            jobs::created_at,
            jobs::finished_at,
        ))
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(jobs::state.eq(state.name()));
        // Said, so that the index of what is over answers for the dead, who are few.
        if matches!(state, JobState::Done | JobState::Dead) {
            query = query.filter(jobs::finished_at.is_not_null());
        }
    }
    if let Some(kind) = kind {
        query = query.filter(jobs::kind.eq(kind.to_owned()));
    }
    if let Some(before) = before {
        query = query.filter(jobs::id.lt(before));
    }
    conn.run(query.load(&mut conn.raw())).await
}
