//! Following for good: what events ask for is done once, in their order, whichever process does it.

use std::sync::atomic::{AtomicUsize, Ordering};

use folio::{
    events::{
        Dispatch,
        consumer::{Consumer, Step, step},
    },
    jobs::{Finished, Job, JobError, Lease, Tools},
};
use folio_db::{
    DbError, DbResult, Transaction,
    feed::{self, Event, Sequencer, Start},
};
use folio_testkit::TestDb;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{elected, write};

/// Work that an event asks for: the jobs in the table say which events were seen to, and how often.
#[derive(Serialize, Deserialize)]
pub(super) struct Noted {
    event: Uuid,
}

impl Job for Noted {
    const KIND: &'static str = "test.noted";

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        lease.finish_alone(&tools.db).await
    }
}

/// Asks for one job for each `profile.updated`, and leaves no other trace.
pub(super) fn noting() -> Dispatch {
    Dispatch::default().on::<Noted>(&["profile.updated"], |event| Some(Noted { event: event.id }))
}

/// The events that were seen to, in the order in which they were.
async fn noted(database: &TestDb) -> Vec<Uuid> {
    let rows = database
        .sql()
        .await
        .query(
            "SELECT (payload->>'event')::uuid FROM jobs WHERE kind = 'test.noted' ORDER BY created_at, id",
            &[],
        )
        .await;
    rows.expect("they can be read").iter().map(|row| row.get(0)).collect()
}

/// Writes so many events of a profile and gives them their places.
async fn grow(database: &TestDb, sequencer: &mut Sequencer, events: i64) {
    let (client, profile) = (database.sql().await, Uuid::new_v4());
    for version in 1..=events {
        write(&client, profile, version).await;
    }
    while sequencer.round(1_000).await.expect("a round") > 0 {}
}

#[tokio::test(flavor = "multi_thread")]
async fn events_ask_for_jobs_from_the_first_worker_on() {
    let database = TestDb::empty().await;
    let (db, dispatch, mut sequencer) = (database.pool(), noting(), elected(&database).await);
    grow(&database, &mut sequencer, 3).await;
    assert_eq!(step(&db, &dispatch).await.expect("a step"), Step::Idle, "what was before asks for nothing");
    grow(&database, &mut sequencer, 700).await;
    assert_eq!(step(&db, &dispatch).await.expect("a step"), Step::Moved(500), "a batch at a time");
    assert_eq!(step(&db, &dispatch).await.expect("a step"), Step::Moved(200));
    assert_eq!(step(&db, &dispatch).await.expect("a step"), Step::Idle);
    let conn = db.conn().await.expect("a connection");
    let events = feed::after(&conn, 3, 1_000).await.expect("it can be read");
    assert_eq!(noted(&database).await, events.iter().map(|event| event.id).collect::<Vec<_>>());
    assert_eq!(feed::position(&conn, "dispatch").await.expect("it answers"), Some(703));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_processes_each_event_is_seen_to_by_one() {
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    step(&database.pool(), &noting()).await.expect("it is entered");
    grow(&database, &mut sequencer, 2_000).await;
    let processes = (0..4).map(|_| {
        let db = database.pool();
        tokio::spawn(async move {
            let dispatch = noting();
            while step(&db, &dispatch).await.expect("a step") != Step::Idle {}
        })
    });
    for process in processes.collect::<Vec<_>>() {
        process.await.expect("it ends");
    }
    let conn = database.pool().conn().await.expect("a connection");
    let events = feed::after(&conn, 0, 10_000).await.expect("it can be read");
    assert_eq!(noted(&database).await, events.iter().map(|event| event.id).collect::<Vec<_>>());
}

/// Fails with its second batch, after it has done what it asks for.
struct Failing {
    inner: Dispatch,
    batches: AtomicUsize,
}

impl Consumer for Failing {
    fn name(&self) -> &'static str {
        "failing"
    }

    fn start(&self) -> Start {
        Start::Beginning
    }

    async fn apply(&self, tx: &Transaction, events: &[Event]) -> DbResult<()> {
        self.inner.apply(tx, events).await?;
        match self.batches.fetch_add(1, Ordering::Relaxed) {
            1 => Err(DbError::Corrupt("on purpose")),
            _ => Ok(()),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_fails_has_not_happened_and_comes_again() {
    let database = TestDb::empty().await;
    let (db, mut sequencer) = (database.pool(), elected(&database).await);
    let failing = Failing { inner: noting(), batches: AtomicUsize::new(0) };
    grow(&database, &mut sequencer, 3).await;
    assert_eq!(step(&db, &failing).await.expect("a step"), Step::Moved(3), "from the beginning, as declared");
    grow(&database, &mut sequencer, 2).await;
    step(&db, &failing).await.expect_err("it fails");
    assert_eq!(noted(&database).await.len(), 3, "what it had done is undone");
    assert_eq!(step(&db, &failing).await.expect("a step"), Step::Moved(2));
    assert_eq!(noted(&database).await.len(), 5);
}

#[test]
#[should_panic(expected = "not in the catalogue")]
fn no_rule_is_for_an_event_that_never_comes() {
    let _ = Dispatch::default().on::<Noted>(&["profile.exploded"], |_| None);
}
