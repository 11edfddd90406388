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
//! after: leases that ran out, forgetting, replay, figures), `pipeline.rs` (how the work for a profile stands).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{error::DbResult, pool::Conn, schema::jobs};

mod care;
mod lease;
mod pipeline;

pub use care::{Figures, Listed, Selection, figures, forget, list, page, reclaim, replay};
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
/// out. One statement, whatever their number.
///
/// # Errors
/// As any query.
pub async fn enqueue(conn: &Conn, new: &[NewJob]) -> DbResult<usize> {
    if new.is_empty() {
        return Ok(0);
    }
    let rows: Vec<Row<'_>> = new.iter().map(Row::from).collect();
    conn.run(diesel::insert_into(jobs::table).values(rows).on_conflict_do_nothing().execute(&mut conn.raw()))
        .await
}
