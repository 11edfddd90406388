//! Jobs to try the machinery with. Their effect is a version of somebody's profile, so that what was done twice shows.

use std::{
    sync::{
        LazyLock, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use folio::jobs::{Dedupe, Finished, Job, JobError, Lease, Tools};
use folio_db::{
    DbError,
    write::{self, Actor, Event, Record},
};
use folio_testkit::{Member, TestApp};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;
use uuid::Uuid;

/// Moves a profile's version by one.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Count {
    pub(crate) profile_id: Uuid,
    pub(crate) key: Option<String>,
}

impl Job for Count {
    const KIND: &'static str = "test.count";

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    fn dedupe(&self) -> Dedupe {
        self.key.clone().map_or(Dedupe::None, Dedupe::Once)
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let profile = write::lock(&tx, self.profile_id).await?.ok_or(DbError::Corrupt("nobody is there"))?;
        profile.record(&Record::of(Actor::Service, "test", Event::of("profile.updated"))).await?;
        lease.finish(tx).await
    }
}

/// Does what [`Count`] does once it is let, and tells when it has got so far.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Gated {
    pub(crate) profile_id: Uuid,
}

/// How many gated jobs have come to the gate.
pub(crate) static ARRIVED: Semaphore = Semaphore::const_new(0);
/// The gate.
pub(crate) static GATE: Semaphore = Semaphore::const_new(0);

impl Job for Gated {
    const KIND: &'static str = "test.gated";

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        ARRIVED.add_permits(1);
        GATE.acquire().await.expect("the gate is never closed").forget();
        Count { profile_id: self.profile_id, key: None }.run(tools, lease).await
    }
}

/// Fails each time, in its own way.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Poison {
    Fails,
    Panics,
    Hopeless,
}

impl Job for Poison {
    const KIND: &'static str = "test.poison";
    const MAX_ATTEMPTS: i32 = 2;

    async fn run(self, _: &Tools, _: Lease) -> Result<Finished, JobError> {
        match self {
            Self::Fails => Err(JobError::Retry("NOT_TODAY")),
            Self::Panics => panic!("a test's job panics"),
            Self::Hopeless => Err(JobError::Hopeless("NEVER")),
        }
    }
}

/// Tells that it has begun, and does nothing until it is let.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Held;

/// How many of them have begun.
pub(crate) static BEGUN: Semaphore = Semaphore::const_new(0);
/// How many are let.
pub(crate) static LET: Semaphore = Semaphore::const_new(0);

impl Job for Held {
    const KIND: &'static str = "test.held";

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        BEGUN.add_permits(1);
        LET.acquire().await.expect("it is never closed").forget();
        lease.finish_alone(&tools.db).await
    }
}

/// Never ends.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Endless;

impl Job for Endless {
    const KIND: &'static str = "test.endless";
    const MAX_ATTEMPTS: i32 = 2;
    const TIMEOUT: Duration = Duration::from_millis(50);

    async fn run(self, _: &Tools, _: Lease) -> Result<Finished, JobError> {
        std::future::pending().await
    }
}

/// Notes how many are at work at the same time.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Crowd;

pub(crate) static MOST: AtomicUsize = AtomicUsize::new(0);
static NOW: LazyLock<Mutex<usize>> = LazyLock::new(Mutex::default);

impl Job for Crowd {
    const KIND: &'static str = "test.crowd";
    const CONCURRENCY: usize = 2;

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let now = {
            let mut now = NOW.lock().expect("nobody panics with it");
            *now += 1;
            *now
        };
        MOST.fetch_max(now, Ordering::Relaxed);
        tokio::task::yield_now().await;
        let finished = lease.finish_alone(&tools.db).await;
        *NOW.lock().expect("nobody panics with it") -= 1;
        finished
    }
}

pub(crate) fn tools(app: &TestApp) -> Tools {
    app.tools()
}

/// The version that somebody's profile is at.
pub(crate) async fn version(app: &TestApp, member: &Member) -> i64 {
    let client = app.database.sql().await;
    let row = client.query_one("SELECT version FROM profiles WHERE id = $1", &[&member.profile_id]).await;
    row.expect("the profile is there").get(0)
}

/// State, attempts and error of every job, in the order in which they were enqueued.
pub(crate) async fn jobs(app: &TestApp) -> Vec<(String, i32, Option<String>)> {
    let client = app.database.sql().await;
    let rows = client.query("SELECT state, attempt, last_error FROM jobs ORDER BY id", &[]).await;
    rows.expect("they can be read").iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect()
}
