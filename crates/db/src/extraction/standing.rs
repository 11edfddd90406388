//! How far the reading is.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, field};
use uuid::Uuid;

use super::{JOB, JOB_ATTEMPTS};
use crate::{error::DbResult, fixed::Fixed, pool::Conn};

/// How the reading of a profile stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExtractionState {
    /// Nobody has asked for it.
    None,
    /// What is written waits to be read, be it for another attempt.
    Pending,
    /// It is being read.
    Running,
    /// It has been read.
    Done,
    /// The last attempt has failed.
    Failed,
}

/// How the reading of a profile stands, and since when.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Standing {
    #[diesel(sql_type = sql_types::Text)]
    state: String,
    /// Since when what is written waits; none if it has been read.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    pub requested_at: Option<DateTime<Utc>>,
    /// For how long, in whole seconds; 0 if it has been read.
    #[diesel(sql_type = sql_types::BigInt)]
    pub lag_seconds: i64,
    /// When there was a result last.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Timestamptz>)]
    pub extracted_at: Option<DateTime<Utc>>,
    /// Whose result that was.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    pub extractor: Option<String>,
    /// And of which version.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    pub extractor_version: Option<String>,
}

impl Standing {
    /// The state.
    #[must_use]
    pub fn state(&self) -> ExtractionState {
        match self.state.as_str() {
            "PENDING" => ExtractionState::Pending,
            "RUNNING" => ExtractionState::Running,
            "DONE" => ExtractionState::Done,
            "FAILED" => ExtractionState::Failed,
            _ => ExtractionState::None,
        }
    }
}

/// How the reading of a profile stands; `None` for one that has nothing to read and never had. One statement.
///
/// # Errors
/// As any query.
pub async fn standing(
    conn: &Conn,
    profile_id: Uuid,
) -> DbResult<Governed<field::ProfileExtractionStatus, Option<Standing>>> {
    const STANDING: &str = "\
        SELECT CASE WHEN status <> 'PENDING' THEN status WHEN job.running THEN 'RUNNING'
                WHEN job.dead AND NOT job.ready THEN 'FAILED' ELSE 'PENDING' END AS state,
            requested_at, coalesce(extract(epoch FROM now() - requested_at), 0)::bigint AS lag_seconds,
            extracted_at, extractor, extractor_version
        FROM profile_extraction, LATERAL (
            SELECT bool_or(state = 'RUNNING') AS running, bool_or(state = 'READY') AS ready,
                bool_or(state = 'DEAD') AS dead
            FROM jobs WHERE jobs.profile_id = $1 AND state <> 'DONE' AND kind = $2
        ) AS job WHERE profile_extraction.profile_id = $1";
    let found = conn
        .run(async {
            Fixed(
                diesel::sql_query(STANDING)
                    .bind::<sql_types::Uuid, _>(profile_id)
                    .bind::<sql_types::Text, _>(JOB),
            )
            .get_result::<Standing>(&mut conn.raw())
            .await
            .optional()
        })
        .await?;
    Ok(Governed::new(found))
}

/// Who reads as things are: one that is asked first, and one that reads what the first one has nothing to be asked about. They
/// may be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Readers<'a> {
    /// Name and version of the first.
    pub first: (&'a str, &'a str),
    /// And of the other.
    pub other: (&'a str, &'a str),
}

/// Whether somebody's texts wait for `$1`, `$2` or, where those have nothing to be asked about, `$4`, `$5`; `$3`: everybody's.
macro_rules! waits {
    () => {
        "($3 OR status <> 'DONE' OR ((extractor, extractor_version) IS NOT DISTINCT FROM ($1, $2) \
            OR (instead_of, extractor, extractor_version) IS NOT DISTINCT FROM ($1 || ' ' || $2, $4, $5)) IS NOT TRUE)"
    };
}

/// How many profiles have texts that were never read, wait to be, or were read by others than these; all that have any with
/// `all`. One statement.
///
/// # Errors
/// As any query.
pub async fn waiting(conn: &Conn, readers: Readers<'_>, all: bool) -> DbResult<i64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = sql_types::BigInt)]
        count: i64,
    }
    let count =
        diesel::sql_query(concat!("SELECT count(*) AS count FROM profile_extraction WHERE ", waits!()))
            .bind::<sql_types::Text, _>(readers.first.0)
            .bind::<sql_types::Text, _>(readers.first.1)
            .bind::<sql_types::Bool, _>(all)
            .bind::<sql_types::Text, _>(readers.other.0)
            .bind::<sql_types::Text, _>(readers.other.1);
    let count: Count = conn.run(Fixed(count).get_result(&mut conn.raw())).await?;
    Ok(count.count)
}

/// Asks for the reading of some of the profiles that [`waiting`] counts, behind `after` in the order of their ids; answers
/// the last of them and how many they were. One statement, to be repeated until there is none.
///
/// # Errors
/// As any query.
pub async fn ask_all(
    conn: &Conn,
    readers: Readers<'_>,
    all: bool,
    after: Uuid,
    most: i64,
) -> DbResult<Option<(Uuid, usize)>> {
    const ASK: &str = concat!(
        "WITH chosen AS (
            SELECT profile_id FROM profile_extraction WHERE profile_id > $6 AND ",
        waits!(),
        " ORDER BY profile_id LIMIT $7 FOR UPDATE
        ), marked AS (
            UPDATE profile_extraction SET status = 'PENDING', requested_at = coalesce(requested_at, now())
            FROM chosen WHERE profile_extraction.profile_id = chosen.profile_id
        ), asked AS (
            INSERT INTO jobs (id, kind, payload, profile_id, dedupe, dedupe_key, max_attempts)
            SELECT gen_random_uuid(), $8, json_build_object('profileId', profile_id), profile_id, 'WAITING',
                profile_id::text, $9
            FROM chosen ORDER BY chosen.profile_id
            ON CONFLICT (kind, dedupe_key) WHERE dedupe = 'WAITING' AND state = 'READY' AND attempt = 0
            DO UPDATE SET run_at = least(jobs.run_at, excluded.run_at)
        )
        SELECT profile_id FROM chosen ORDER BY profile_id"
    );
    #[derive(QueryableByName)]
    struct Chosen {
        #[diesel(sql_type = sql_types::Uuid)]
        profile_id: Uuid,
    }
    let ask = diesel::sql_query(ASK)
        .bind::<sql_types::Text, _>(readers.first.0)
        .bind::<sql_types::Text, _>(readers.first.1)
        .bind::<sql_types::Bool, _>(all)
        .bind::<sql_types::Text, _>(readers.other.0)
        .bind::<sql_types::Text, _>(readers.other.1)
        .bind::<sql_types::Uuid, _>(after)
        .bind::<sql_types::BigInt, _>(most)
        .bind::<sql_types::Text, _>(JOB)
        .bind::<sql_types::Integer, _>(JOB_ATTEMPTS);
    let chosen: Vec<Chosen> = conn.run(Fixed(ask).load(&mut conn.raw())).await?;
    Ok(chosen.last().map(|last| (last.profile_id, chosen.len())))
}

/// Asks for the reading of profiles that a model could not be asked about when they were read, once the day has come on
/// which it can be; at most so many, and no more than there are questions left of today's `budget`, readings that wait already
/// counted as one each: a day's questions have no more profiles read than they are. Answers how many. One statement, to be
/// repeated until there is none.
///
/// Who is being written meanwhile is passed over, so that the order in which the days have come is no order of locks.
///
/// # Errors
/// As any query.
pub async fn ask_again(conn: &Conn, budget: i32, most: i64) -> DbResult<usize> {
    const AGAIN: &str = "\
        WITH today AS (
            SELECT (now() AT TIME ZONE 'UTC')::date AS day
        ), questions AS (
            SELECT $4 - coalesce((SELECT calls FROM extractor_days JOIN today USING (day)), 0)
                - (SELECT count(*) FROM jobs WHERE kind = $2 AND state IN ('READY', 'RUNNING')) AS more
        ), chosen AS (
            SELECT profile_id FROM profile_extraction WHERE again_on <= (SELECT day FROM today)
            ORDER BY again_on, profile_id LIMIT (SELECT greatest(least($1, more), 0) FROM questions)
            FOR UPDATE SKIP LOCKED
        ), marked AS (
            UPDATE profile_extraction SET again_on = NULL, status = 'PENDING',
                requested_at = coalesce(requested_at, now())
            FROM chosen WHERE profile_extraction.profile_id = chosen.profile_id
        )
        INSERT INTO jobs (id, kind, payload, profile_id, dedupe, dedupe_key, max_attempts)
        SELECT gen_random_uuid(), $2, json_build_object('profileId', profile_id), profile_id, 'WAITING',
            profile_id::text, $3
        FROM chosen ORDER BY chosen.profile_id
        ON CONFLICT (kind, dedupe_key) WHERE dedupe = 'WAITING' AND state = 'READY' AND attempt = 0
        DO UPDATE SET run_at = least(jobs.run_at, excluded.run_at)";
    conn.run(
        Fixed(
            diesel::sql_query(AGAIN)
                .bind::<sql_types::BigInt, _>(most)
                .bind::<sql_types::Text, _>(JOB)
                .bind::<sql_types::Integer, _>(JOB_ATTEMPTS)
                .bind::<sql_types::Integer, _>(budget),
        )
        .execute(&mut conn.raw()),
    )
    .await
}

/// How many readings are asked for and not done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Unread {
    /// Those that a worker will do.
    #[diesel(sql_type = sql_types::BigInt)]
    pub waiting: i64,
    /// Those that were given up.
    #[diesel(sql_type = sql_types::BigInt)]
    pub failed: i64,
}

/// How many readings are asked for and not done, of all profiles together. One statement.
///
/// # Errors
/// As any query.
pub async fn unread(conn: &Conn) -> DbResult<Unread> {
    conn.run(
        Fixed(
            diesel::sql_query(
                "SELECT count(*) FILTER (WHERE state IN ('READY', 'RUNNING')) AS waiting, \
                     count(*) FILTER (WHERE state = 'DEAD') AS failed \
                 FROM jobs WHERE kind = $1 AND state <> 'DONE'",
            )
            .bind::<sql_types::Text, _>(JOB),
        )
        .get_result(&mut conn.raw()),
    )
    .await
}
