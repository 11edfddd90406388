//! Work that is done later, once, by whichever worker is free (design.md, decision 5).
//!
//! A job is a value of a type that implements [`Job`], enqueued in the transaction that asks for it ([`enqueue`]). A
//! worker (`worker.rs`) leases it and runs it; what it does to the database goes into one transaction that
//! [`Lease::finish`] ends, so it happens once, however often workers die in the middle. The machinery itself is
//! [`folio_db::jobs`].
//!
//! Reading order: this file, `registry.rs` (which kinds there are), `worker.rs`.
//!
//! Invariants: a payload holds ids, never what somebody wrote; a failure is told by a code; what a job does outside of
//! the database it can do again.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use folio_db::{
    Conn, Db, DbError, DbResult, Transaction,
    jobs::{self, Claimed, NewJob},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

pub use folio_db::jobs::Dedupe;

mod figures;
mod registry;
mod worker;

pub use figures::report_figures;
pub use registry::Registry;
pub use worker::{Worker, WorkerSettings};

use crate::{facets::Extractors, inbound::clerk, live::Hub, media::Media};

/// A piece of work, known by ids.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The kind, as the table and the metrics have it: `photo.ingest`. Stored: never change one.
    const KIND: &'static str;
    /// How often it may be tried. With the pauses between attempts twenty span more than an hour.
    const MAX_ATTEMPTS: i32 = 20;
    /// How many a worker does at once.
    const CONCURRENCY: usize = 4;
    /// The longest that one attempt may take.
    const TIMEOUT: Duration = Duration::from_secs(30);

    /// The profile that it is for, if it is for one.
    fn profile_id(&self) -> Option<Uuid> {
        None
    }

    /// What makes another one the same.
    fn dedupe(&self) -> Dedupe {
        Dedupe::None
    }

    /// Does it. There is no way to a [`Finished`] but by ending the lease.
    fn run(
        self,
        tools: &Tools,
        lease: Lease,
    ) -> impl Future<Output = std::result::Result<Finished, JobError>> + Send;
}

/// What jobs work with.
#[derive(Clone)]
pub struct Tools {
    /// The database.
    pub db: Db,
    /// Where a committed change is told to those who watch the profile.
    pub hub: Arc<dyn Hub>,
    /// Pictures: fetched, kept and removed.
    pub media: Media,
    /// Who reads texts for facets.
    pub extractors: Extractors,
    /// Clerk's API, where there is a key for it.
    pub clerk: Option<clerk::Api>,
}

/// Why a job wasn't done. Codes are in capitals and tell nothing of anybody.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Another attempt may do it.
    #[error("{0}")]
    Retry(&'static str),
    /// Another attempt may do it, but not before this time has passed.
    #[error("{0}, again in {1:?}")]
    RetryAfter(&'static str, Duration),
    /// No attempt will ever do it.
    #[error("{0}, for good")]
    Hopeless(&'static str),
    /// The job is another worker's by now; nothing of this attempt lasts.
    #[error("another worker has taken over")]
    Lost,
    /// The database didn't do what it should.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// The hold on a job, for one attempt.
#[derive(Debug)]
pub struct Lease {
    claimed: Arc<Claimed>,
}

/// A job that was done: only [`Lease::finish`] and its kin make one.
#[derive(Debug)]
#[must_use]
pub struct Finished(());

impl Lease {
    /// Which job it is.
    #[must_use]
    pub fn id(&self) -> Uuid {
        self.claimed.id
    }

    /// Which attempt this is, from 1.
    #[must_use]
    pub fn attempt(&self) -> i32 {
        self.claimed.attempt
    }

    /// Whether there is none after it.
    #[must_use]
    pub fn is_last(&self) -> bool {
        self.claimed.attempt >= self.claimed.max_attempts
    }

    /// Commits the job's effects, and with them that it is done.
    ///
    /// # Errors
    /// [`JobError::Lost`] when another worker has the job by now, and as any query; nothing lasts then.
    pub async fn finish(self, tx: Transaction) -> std::result::Result<Finished, JobError> {
        if !self.claimed.done(&tx).await? {
            tx.rollback().await?;
            return Err(JobError::Lost);
        }
        tx.commit().await?;
        Ok(Finished(()))
    }

    /// Marks a job done that had nothing to write.
    ///
    /// # Errors
    /// As [`Self::finish`].
    pub async fn finish_alone(self, db: &Db) -> std::result::Result<Finished, JobError> {
        self.finish(db.begin().await?).await
    }
}

/// The row of a job.
///
/// # Errors
/// [`DbError::Corrupt`] for a job that can't be written as JSON.
pub fn row<J: Job>(job: &J, run_at: Option<DateTime<Utc>>) -> DbResult<NewJob> {
    Ok(NewJob {
        kind: J::KIND,
        payload: serde_json::to_value(job).map_err(|_| DbError::Corrupt("a job is no JSON"))?,
        profile_id: job.profile_id(),
        dedupe: job.dedupe(),
        max_attempts: J::MAX_ATTEMPTS,
        run_at,
    })
}

/// Asks for a job in the caller's transaction; answers whether it is a new one.
///
/// # Errors
/// As any query.
pub async fn enqueue<J: Job>(conn: &Conn, job: &J) -> DbResult<bool> {
    Ok(jobs::enqueue(conn, &[row(job, None)?]).await? == 1)
}

/// As [`enqueue`], for a time to come.
///
/// # Errors
/// As any query.
pub async fn enqueue_at<J: Job>(conn: &Conn, job: &J, run_at: DateTime<Utc>) -> DbResult<bool> {
    Ok(jobs::enqueue(conn, &[row(job, Some(run_at))?]).await? == 1)
}
