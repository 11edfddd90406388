//! Jobs: work that is done later, once, by whichever worker is free (design.md, decision 5).
//!
//! A job is enqueued in the transaction that asks for it. A worker [`claim`]s it for a time by the database's clock; each
//! claim is another attempt, and **the attempt is the fence**: what a worker does goes into a transaction that ends with
//! [`Claimed::done`], and that refuses whoever has lost the job meanwhile. So an effect on the database happens once,
//! however often workers die in the middle.
//!
//! ```text
//! enqueue ── READY ──claim──▶ RUNNING ──done──▶ DONE
//!              ▲                 │ failed, or its lease ran out
//!              └── after a while ┴──▶ DEAD, once every attempt was used up ── replay ──▶ READY
//! ```
//!
//! Reading order: this file (what a job is, [`enqueue`]), `lease.rs` (the worker's side), `care.rs` (what is looked
//! after: leases that ran out, forgetting, replay, figures), `pipeline.rs` (how the work for profiles stands).

use chrono::{DateTime, Utc};
use diesel::{dsl::sql, prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{error::DbResult, pool::Conn, schema::jobs};

mod care;
mod lease;
mod pipeline;

pub use care::{ERASE_JOB, Figures, Listed, Selection, figures, forget, list, page, reclaim, replay};
pub use lease::{Claimed, Failure, Room, claim, hold, release};
pub use pipeline::{Standing, standing};

/// Where a job is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum JobState {
    /// Waits for its time or for a worker.
    Ready,
    /// A worker is at it.
    Running,
    /// Done.
    Done,
    /// Given up: a dead letter.
    Dead,
}

impl JobState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Ready, Self::Running, Self::Done, Self::Dead];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ready => "READY",
            Self::Running => "RUNNING",
            Self::Done => "DONE",
            Self::Dead => "DEAD",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What makes a second job of a kind the same as the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dedupe {
    /// Nothing: each is done.
    None,
    /// This key, for as long as the first is kept, be it done or not: the work is done once. At most 200 characters.
    Once(String),
    /// This key, while the first has not been tried: what it will see is what the second one would. At most 200
    /// characters.
    Waiting(String),
}

/// A job to be.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// What sort of work: `photo.ingest`.
    pub kind: &'static str,
    /// Ids; nothing that somebody wrote.
    pub payload: serde_json::Value,
    /// The profile that it is for, if it is for one.
    pub profile_id: Option<Uuid>,
    /// See [`Dedupe`].
    pub dedupe: Dedupe,
    /// How often it may be tried.
    pub max_attempts: i32,
    /// Not before this; `None` is at once.
    pub run_at: Option<DateTime<Utc>>,
}

#[derive(Insertable)]
#[diesel(table_name = jobs)]
struct Row<'a> {
    id: Uuid,
    kind: &'static str,
    payload: &'a serde_json::Value,
    profile_id: Option<Uuid>,
    dedupe: Option<&'static str>,
    dedupe_key: Option<&'a str>,
    max_attempts: i32,
    run_at: Option<DateTime<Utc>>,
}

impl<'a> From<&'a NewJob> for Row<'a> {
    fn from(job: &'a NewJob) -> Self {
        let (dedupe, dedupe_key) = match &job.dedupe {
            Dedupe::None => (None, None),
            Dedupe::Once(key) => (Some("ONCE"), Some(key.as_str())),
            Dedupe::Waiting(key) => (Some("WAITING"), Some(key.as_str())),
        };
        Self {
            id: Uuid::now_v7(),
            kind: job.kind,
            payload: &job.payload,
            profile_id: job.profile_id,
            dedupe,
            dedupe_key,
            max_attempts: job.max_attempts,
            run_at: job.run_at,
        }
    }
}

/// Asks for work, in the caller's transaction; answers how many jobs are new. One that is the same as another is left
/// out. One statement, whatever their number; two where some have keys of [`Dedupe::Waiting`] and some don't.
///
/// A job that waits already is held until the transaction ends, and whoever claims passes over it: begun before, it would
/// see the world without what the caller has done.
///
/// # Errors
/// As any query.
pub async fn enqueue(conn: &Conn, new: &[NewJob]) -> DbResult<usize> {
    let mut waiting: Vec<Row<'_>> = Vec::new();
    let mut others: Vec<Row<'_>> = Vec::new();
    for job in new {
        let rows = if matches!(job.dedupe, Dedupe::Waiting(_)) { &mut waiting } else { &mut others };
        rows.push(job.into());
    }
    // One row of each key, in one order for everybody.
    waiting.sort_by(|a, b| (a.kind, a.dedupe_key, a.id).cmp(&(b.kind, b.dedupe_key, b.id)));
    waiting.dedup_by(|a, b| (a.kind, a.dedupe_key) == (b.kind, b.dedupe_key));
    let mut inserted = 0;
    if !others.is_empty() {
        let insert = diesel::insert_into(jobs::table).values(others).on_conflict_do_nothing();
        inserted += conn.run(insert.execute(&mut conn.raw())).await?;
    }
    if !waiting.is_empty() {
        // In the words of the partial index, so that it is recognised.
        let index = sql::<sql_types::Bool>("dedupe = 'WAITING' AND state = 'READY' AND attempt = 0");
        let earlier = sql::<sql_types::Timestamptz>("least(jobs.run_at, excluded.run_at)");
        let insert = diesel::insert_into(jobs::table)
            .values(waiting)
            .on_conflict((jobs::kind, jobs::dedupe_key))
            .filter_target(index)
            .do_update()
            .set(jobs::run_at.eq(earlier))
            // No transaction has locked a row that is new.
            .returning(sql::<sql_types::Bool>("jobs.xmax = 0"));
        let is_new: Vec<bool> = conn.run(insert.get_results(&mut conn.raw())).await?;
        inserted += is_new.into_iter().filter(|is_new| *is_new).count();
    }
    Ok(inserted)
}
