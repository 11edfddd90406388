//! `jobs`: the queue, newest first.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::jobs::{self, Listed};
use uuid::Uuid;

use super::is_admin;
use crate::graphql::{
    error::fault,
    id::GlobalId,
    keyset::{KeysetConnection, KeysetPage},
    loader,
    plain::Plain,
};

/// Where a job is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Plain)]
#[graphql(remote = "folio_db::jobs::JobState")]
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

/// A job: what is to be done, and how often it was tried; not with what.
#[derive(Debug, Clone, SimpleObject, Plain)]
pub struct Job {
    /// Which.
    id: ID,
    /// What sort of work.
    kind: String,
    /// Where it is in its life.
    state: Option<JobState>,
    /// The profile that it is for, if it is for one.
    profile_id: Option<ID>,
    /// How often it was tried.
    attempt: i32,
    /// How often it may be.
    max_attempts: i32,
    /// It is not tried before this.
    run_at: DateTime<Utc>,
    /// The code of the last failure.
    last_error: Option<String>,
    /// When it was asked for.
    created_at: DateTime<Utc>,
    /// When it was done or given up.
    finished_at: Option<DateTime<Utc>>,
}

impl From<Listed> for Job {
    fn from(job: Listed) -> Self {
        Self {
            id: ID(job.id.to_string()),
            kind: job.kind,
            state: jobs::JobState::parse(&job.state).map(JobState::from),
            profile_id: job.profile_id.map(|id| GlobalId::Profile(id).encode()),
            attempt: job.attempt,
            max_attempts: job.max_attempts,
            run_at: job.run_at,
            last_error: job.last_error,
            created_at: job.created_at,
            finished_at: job.finished_at,
        }
    }
}

/// The queue, for administrators.
#[derive(Default)]
pub struct StaffJobsQuery;

#[Object]
impl StaffJobsQuery {
    /// The jobs, newest first, in one state or all, of one kind or all. For administrators; null for anybody else.
    async fn jobs(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are older")] after: Option<String>,
        #[graphql(desc = "In this state alone")] state: Option<JobState>,
        #[graphql(desc = "Of this kind alone")] kind: Option<String>,
    ) -> Result<Option<KeysetConnection<Job>>> {
        if !is_admin(ctx).await? {
            return Ok(None);
        }
        let page = KeysetPage::<Uuid>::read(first, after.as_deref())?;
        let state = state.map(jobs::JobState::from);
        let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
        let found =
            jobs::page(&conn, state, kind.as_deref(), page.after, page.limit()).await.map_err(fault)?;
        drop(conn);
        Ok(Some(page.connection(found, |job| job.id)))
    }
}
