//! How the work for profiles stands.

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{error::DbResult, fixed::Fixed, pool::Conn};

/// The jobs of one kind for a profile that are due or were given up.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Standing {
    /// The profile.
    #[diesel(sql_type = sql_types::Uuid)]
    pub profile_id: Uuid,
    /// The kind.
    #[diesel(sql_type = sql_types::Text)]
    pub kind: String,
    /// How many wait.
    #[diesel(sql_type = sql_types::BigInt)]
    pub ready: i64,
    /// How many are being done.
    #[diesel(sql_type = sql_types::BigInt)]
    pub running: i64,
    /// How many were given up.
    #[diesel(sql_type = sql_types::BigInt)]
    pub dead: i64,
    /// When the first of those was due that are neither done nor given up; one that is tried again, when it was due in the
    /// first place.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    pub waiting_since: Option<DateTime<Utc>>,
    /// When the first of those began that are being done.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    pub running_since: Option<DateTime<Utc>>,
    /// When the last was given up.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    pub dead_since: Option<DateTime<Utc>>,
    /// How long ago that was, in whole seconds; 0 if there are none.
    #[diesel(sql_type = sql_types::BigInt)]
    pub lag_seconds: i64,
}

/// How the work for profiles stands, kind by kind; what is done, and what is for a time to come, is left out. One statement,
/// answered by the index of what is not done.
///
/// # Errors
/// As any query.
pub async fn standing(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Standing>> {
    conn.run(
        Fixed(
            diesel::sql_query(
                "SELECT profile_id, kind, count(*) FILTER (WHERE state = 'READY') AS ready, \
                     count(*) FILTER (WHERE state = 'RUNNING') AS running, \
                     count(*) FILTER (WHERE state = 'DEAD') AS dead, \
                     min(due) FILTER (WHERE state <> 'DEAD') AS waiting_since, \
                     min(started_at) FILTER (WHERE state = 'RUNNING') AS running_since, \
                     max(finished_at) AS dead_since, \
                     coalesce(extract(epoch FROM now() - min(due) FILTER (WHERE state <> 'DEAD')), 0)::bigint \
                         AS lag_seconds \
                 FROM (SELECT profile_id, kind, state, started_at, finished_at, \
                     coalesce(due_at, least(run_at, started_at)) AS due FROM jobs \
                     WHERE profile_id = ANY ($1) AND state <> 'DONE' \
                     AND (state <> 'READY' OR attempt > 0 OR run_at <= now())) AS job GROUP BY profile_id, kind",
            )
            .bind::<sql_types::Array<sql_types::Uuid>, _>(profiles),
        )
        .load(&mut conn.raw()),
    )
    .await
}
