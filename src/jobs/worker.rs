//! The worker: claims what is due, does it, and holds on to what takes longer.

use std::{
    collections::HashMap,
    sync::Arc,
    time::{Duration, Instant},
};

use folio_db::{
    DbError, DbResult,
    jobs::{self, Claimed, Failure, Room},
};
use tokio::task::{AbortHandle, JoinSet};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;
use uuid::Uuid;

use super::{JobError, Registry, Tools};
use crate::outage::Outage;

/// How a worker works.
#[derive(Debug, Clone)]
pub struct WorkerSettings {
    /// Jobs at once, of all kinds together. Default 8.
    pub jobs_at_once: usize,
    /// For how long a job is leased: what a worker that died was at is taken over after this. Leases of a worker that
    /// lives are renewed three times as often. Default 15 s.
    pub lease: Duration,
    /// Between two looks for work when there was none. Default 100 ms.
    pub beat: Duration,
    /// Time for jobs to end after a shutdown began, shorter than the lease; what has not ended is given back untried.
    /// Default 12 s.
    pub drain: Duration,
}

impl Default for WorkerSettings {
    fn default() -> Self {
        Self {
            jobs_at_once: 8,
            lease: Duration::from_secs(15),
            beat: Duration::from_millis(100),
            drain: Duration::from_secs(12),
        }
    }
}

/// Pause before the second attempt; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);
/// Between two looks for jobs whose worker has not been heard of.
const RECLAIM_EVERY: Duration = Duration::from_secs(2);
/// The longest that a look at the queue may take: a little more than a statement may.
const LOOK: Duration = Duration::from_secs(6);

/// Does jobs until it is told to stop.
pub struct Worker {
    registry: Registry,
    tools: Tools,
    settings: WorkerSettings,
    running: JoinSet<Ended>,
    /// What is being done, by attempt: after an outage one may still be at its end while the next has begun.
    held: HashMap<Attempt, Held>,
    /// Whether the queue can be asked.
    outage: Outage,
}

/// An attempt at a job: the job's id, and which attempt it is.
type Attempt = (Uuid, i32);

/// A job that this worker is at.
struct Held {
    kind: &'static str,
    claimed: Arc<Claimed>,
    task: AbortHandle,
}

/// A job that this worker is no longer at.
struct Ended {
    attempt: Attempt,
}

impl Worker {
    /// A worker for these kinds.
    #[must_use]
    pub fn new(registry: Registry, tools: Tools, settings: WorkerSettings) -> Self {
        let (running, held, outage) = (JoinSet::new(), HashMap::new(), Outage::default());
        Self { registry, tools, settings, running, held, outage }
    }

    /// Works until `shutdown`, then lets what it is at end, for a while.
    pub async fn run(mut self, shutdown: CancellationToken) {
        let mut renewed = Instant::now();
        let mut reclaimed: Option<Instant> = None;
        while !shutdown.is_cancelled() {
            // Before anything is taken back, so that other workers take nothing of this one's after an outage.
            if renewed.elapsed() >= self.settings.lease / 3 {
                let now = Instant::now();
                if self.renew().await {
                    renewed = now;
                }
            }
            if reclaimed.is_none_or(|at| at.elapsed() >= RECLAIM_EVERY) {
                reclaimed = Some(Instant::now());
                self.reclaim().await;
            }
            let begun = self.look().await;
            if begun == 0 || self.outage.lasts() {
                // Never so long that leases run out meanwhile.
                let pause = self.outage.pause(self.settings.beat).min(self.settings.lease / 3);
                self.wait(&shutdown, pause).await;
            }
            while let Some(ended) = self.running.try_join_next() {
                self.forget(ended);
            }
        }
        self.drain().await;
    }

    /// Does everything that is due now, and what that asks for, to its end; for tests, and for commands that wait for
    /// the work that they asked for.
    ///
    /// # Errors
    /// When the queue can't be read.
    pub async fn run_until_idle(mut self) -> DbResult<()> {
        loop {
            let claimed = self.claim().await?;
            let nothing = claimed.is_empty();
            claimed.into_iter().for_each(|job| self.start(job));
            match self.running.join_next().await {
                Some(ended) => self.forget(ended),
                None if nothing => return Ok(()),
                None => {}
            }
        }
    }

    /// Claims and begins; answers how many.
    async fn look(&mut self) -> usize {
        match self.claim().await {
            Ok(claimed) => {
                self.outage.over("the queue");
                let count = claimed.len();
                claimed.into_iter().for_each(|job| self.start(job));
                count
            }
            Err(error) => {
                self.outage.failed(&error, "the queue can't be read");
                0
            }
        }
    }

    async fn claim(&self) -> DbResult<Vec<Claimed>> {
        let room = self.settings.jobs_at_once.saturating_sub(self.held.len());
        // Each kind may have all the room that is left: a kind for which nothing waits takes it from none of the others.
        let mut rooms = Vec::new();
        for kind in self.registry.kinds() {
            let busy = self.held.values().filter(|held| held.kind == kind.name).count();
            let free = kind.concurrency.saturating_sub(busy).min(room);
            if free > 0 {
                rooms.push(Room { kind: kind.name, jobs: i64::try_from(free).unwrap_or(1) });
            }
        }
        if rooms.is_empty() {
            return Ok(Vec::new());
        }
        let (most, lease) = (i64::try_from(room).unwrap_or(1), self.settings.lease);
        within(async { jobs::claim(&self.tools.db.conn().await?, &rooms, most, lease).await }).await
    }

    fn start(&mut self, claimed: Claimed) {
        // Only kinds of the registry were asked for.
        let Some(kind) = self.registry.find(&claimed.kind).cloned() else { return };
        metrics::histogram!("folio_job_wait_duration_seconds", "kind" => kind.name)
            .record(claimed.waited_seconds.max(0.0));
        let (attempt, claimed) = ((claimed.id, claimed.attempt), Arc::new(claimed));
        let span = tracing::info_span!("job", kind = kind.name, id = %attempt.0, attempt = attempt.1);
        let (tools, job, name) = (self.tools.clone(), Arc::clone(&claimed), kind.name);
        let work = async move {
            let began = Instant::now();
            // A task of its own, so that a panic is one job's.
            let task = tokio::spawn(kind.run(tools.clone(), Arc::clone(&job)).in_current_span());
            let abort = AbortOnDrop(task.abort_handle());
            let outcome = tokio::time::timeout(kind.timeout, task).await;
            drop(abort);
            let outcome = match outcome {
                Ok(Ok(outcome)) => outcome.map(drop),
                Ok(Err(_)) => Err(JobError::Retry("PANICKED")),
                Err(_) => Err(JobError::Retry("TIMED_OUT")),
            };
            metrics::histogram!("folio_job_duration_seconds", "kind" => kind.name)
                .record(began.elapsed().as_secs_f64());
            let told = settle(&tools, &job, outcome).await;
            metrics::counter!("folio_jobs_total", "kind" => kind.name, "outcome" => told).increment(1);
            Ended { attempt }
        };
        let task = self.running.spawn(work.instrument(span));
        self.held.insert(attempt, Held { kind: name, claimed, task });
    }

    fn forget(&mut self, ended: Result<Ended, tokio::task::JoinError>) {
        match ended {
            Ok(Ended { attempt }) => drop(self.held.remove(&attempt)),
            // Aborted, or our own mistake: what is no longer running isn't held.
            Err(_) => self.held.retain(|_, held| !held.task.is_finished()),
        }
    }

    /// Waits for a job to end, or for the next look.
    async fn wait(&mut self, shutdown: &CancellationToken, pause: Duration) {
        tokio::select! {
            () = shutdown.cancelled() => {}
            () = tokio::time::sleep(pause) => {}
            Some(ended) = self.running.join_next() => self.forget(ended),
        }
    }

    /// Renews the leases; what this worker has lost it stops doing. Answers whether the database was reached, if there was
    /// anything to ask it.
    async fn renew(&mut self) -> bool {
        let held: Vec<Attempt> = self.held.keys().copied().collect();
        if held.is_empty() {
            return true;
        }
        let renewed =
            within(async { jobs::hold(&self.tools.db.conn().await?, &held, self.settings.lease).await });
        match renewed.await {
            Ok(kept) => {
                for (_, lost) in self.held.iter().filter(|(attempt, _)| !kept.contains(attempt)) {
                    // One that has just ended is not held any more either, and has nothing left to abort.
                    lost.task.abort();
                }
                true
            }
            Err(error) => {
                self.outage.failed(&error, "leases can't be renewed");
                false
            }
        }
    }

    async fn reclaim(&mut self) {
        let held: Vec<Uuid> = self.held.keys().map(|(id, _)| *id).collect();
        match within(async { jobs::reclaim(&self.tools.db.conn().await?, &held).await }).await {
            Ok(0) => {}
            Ok(reclaimed) => {
                tracing::warn!(reclaimed, "took back jobs whose worker was not heard of");
                metrics::counter!("folio_jobs_reclaimed_total").increment(reclaimed as u64);
            }
            Err(error) => self.outage.failed(&error, "lapsed leases can't be looked for"),
        }
    }

    /// Lets what is being done end, and gives back what doesn't.
    async fn drain(mut self) {
        self.renew().await;
        let drain = self.settings.drain;
        let ended = async {
            while let Some(ended) = self.running.join_next().await {
                self.forget(ended);
            }
        };
        if tokio::time::timeout(drain, ended).await.is_ok() {
            return;
        }
        self.running.shutdown().await;
        let left: Vec<Arc<Claimed>> = self.held.into_values().map(|held| held.claimed).collect();
        tracing::warn!(jobs = left.len(), "given back at the end of the drain time");
        let released = within(async {
            let conn = self.tools.db.conn().await?;
            jobs::release(&conn, &left.iter().map(|job| (job.id, job.attempt)).collect::<Vec<_>>()).await
        });
        if let Err(error) = released.await {
            tracing::warn!(cause = error.cause(), "jobs can't be given back: their leases will run out");
        }
    }
}

/// Takes an attempt down with the task that waits for it.
struct AbortOnDrop(AbortHandle);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Notes what became of an attempt; answers the metric's word for it.
async fn settle(tools: &Tools, job: &Claimed, outcome: Result<(), JobError>) -> &'static str {
    let (code, pause, hopeless) = match outcome {
        Ok(()) => return "done",
        Err(JobError::Lost) => return "lost",
        Err(JobError::Retry(code)) => (code, pause(job.attempt), false),
        Err(JobError::RetryAfter(code, least)) => (code, least.max(pause(job.attempt)) * 2, false),
        Err(JobError::Hopeless(code)) => (code, Duration::ZERO, true),
        Err(JobError::Db(error)) => {
            tracing::warn!(cause = error.cause(), "a job failed at the database");
            (db_code(&error), pause(job.attempt), false)
        }
    };
    let noted = within(async { job.failed(&tools.db.conn().await?, code, pause, hopeless).await });
    match noted.await {
        Ok(Failure::Lost) => "lost",
        Ok(Failure::Dead) => {
            tracing::error!(code, "a job is given up: see `folio jobs list`");
            "dead"
        }
        Ok(Failure::Again) => {
            tracing::warn!(code, "a job failed; another attempt follows");
            "retry"
        }
        Err(error) => {
            tracing::warn!(code, cause = error.cause(), "a failure can't be noted: the lease will run out");
            "retry"
        }
    }
}

fn pause(attempt: i32) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(16);
    FIRST_PAUSE.saturating_mul(1 << doublings).min(LONGEST_PAUSE)
}

fn db_code(error: &DbError) -> &'static str {
    match error {
        DbError::Unavailable(_) => "DATABASE_UNAVAILABLE",
        DbError::TimedOut(_) => "DATABASE_BUSY",
        DbError::Refused { .. } => "CONSTRAINT",
        _ => "DATABASE",
    }
}

async fn within<T>(work: impl Future<Output = DbResult<T>>) -> DbResult<T> {
    tokio::time::timeout(LOOK, work).await.map_err(|elapsed| DbError::Unavailable(elapsed.into()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double_up_to_the_longest() {
        assert_eq!(pause(1), FIRST_PAUSE);
        assert_eq!(pause(3), FIRST_PAUSE * 4);
        assert_eq!(pause(40), LONGEST_PAUSE);
    }
}
