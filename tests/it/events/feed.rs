//! Giving places, and reading in their order.

use std::collections::HashMap;

use folio_db::{
    Db,
    feed::{self, Event, Listener, Sequencer},
};
use folio_testkit::TestDb;
use futures_util::future::join_all;
use tokio_postgres::Client;
use uuid::Uuid;

use super::settings;

const INSERT: &str = "INSERT INTO outbox (id, profile_id, version, event_type, payload) \
                      VALUES ($1, $2, $3, 'profile.updated', '{\"sections\": [\"ABOUT\"]}')";

async fn elected(database: &TestDb) -> Sequencer {
    Sequencer::elect(&settings(database)).await.expect("the database answers").expect("nobody else sequences")
}

async fn write(client: &Client, profile: Uuid, version: i64) {
    client.execute(INSERT, &[&Uuid::now_v7(), &profile, &version]).await.expect("it can be written");
}

/// Everything in the feed, read in small steps as a consumer would.
async fn read(db: &Db) -> Vec<Event> {
    let conn = db.conn().await.expect("a connection is free");
    let mut events: Vec<Event> = Vec::new();
    loop {
        let position = events.last().map_or(0, |event| event.seq);
        let next = feed::after(&conn, position, 7).await.expect("it can be read");
        if next.is_empty() {
            return events;
        }
        events.extend(next);
    }
}

#[track_caller]
fn assert_whole(events: &[Event], expected: usize) {
    assert_eq!(events.len(), expected);
    assert!(events.iter().zip(1..).all(|(event, seq)| event.seq == seq), "places are without gaps");
    let mut last: HashMap<Uuid, i64> = HashMap::new();
    for event in events {
        let before = last.insert(event.profile_id, event.version).unwrap_or(0);
        assert_eq!(event.version, before + 1, "a profile's events are in the order of its versions");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_at_once_get_their_places_while_the_sequencer_runs() {
    const WRITERS: usize = 8;
    const EACH: i64 = 40;
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    let writers = join_all((0..WRITERS).map(async |_| {
        let client = database.sql().await;
        let profile = Uuid::new_v4();
        for version in 1..=EACH {
            write(&client, profile, version).await;
        }
    }));
    let mut writers = std::pin::pin!(writers);
    loop {
        tokio::select! {
            _ = &mut writers => break,
            // Small batches, so that some look leaves events behind.
            placed = sequencer.round(5) => { placed.expect("a round"); }
        }
    }
    // A round that was dropped in the middle has lost the connection's state: elect another, as a process would.
    drop(sequencer);
    let mut sequencer = reelected(&database).await;
    while sequencer.round(5).await.expect("a round") > 0 {}
    assert_whole(&read(&database.pool()).await, WRITERS * usize::try_from(EACH).expect("small"));
}

/// The lock goes when the server has noticed that the connection is gone.
async fn reelected(database: &TestDb) -> Sequencer {
    loop {
        if let Some(sequencer) = Sequencer::elect(&settings(database)).await.expect("the database answers") {
            return sequencer;
        }
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_commits_late_is_not_passed_over() {
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    let (mut late, other) = (database.sql().await, database.sql().await);
    let held = late.transaction().await.expect("it begins");
    let (slow, quick) = (Uuid::new_v4(), Uuid::new_v4());
    held.execute(INSERT, &[&Uuid::now_v7(), &slow, &1_i64]).await.expect("it can be written");
    for version in 1..=50 {
        write(&other, quick, version).await;
        assert_eq!(sequencer.round(100).await.expect("a round"), 1);
    }
    assert_eq!(sequencer.round(100).await.expect("a round"), 0, "it is not there yet");
    held.commit().await.expect("it lasts");
    assert_eq!(sequencer.round(100).await.expect("a round"), 1);
    assert_whole(&read(&database.pool()).await, 51);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_sequences_and_another_takes_over_when_it_is_gone() {
    let database = TestDb::empty().await;
    let first = elected(&database).await;
    assert!(Sequencer::elect(&settings(&database)).await.expect("the database answers").is_none());
    let client = database.sql().await;
    let profile = Uuid::new_v4();
    write(&client, profile, 1).await;
    drop(first);
    let mut second = reelected(&database).await;
    assert_eq!(second.round(100).await.expect("a round"), 1);
    assert_whole(&read(&database.pool()).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_listens_is_woken_when_the_feed_has_grown() {
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    let mut listener = Listener::connect(&settings(&database)).await.expect("it connects");
    let client = database.sql().await;
    write(&client, Uuid::new_v4(), 1).await;
    sequencer.round(100).await.expect("a round");
    let patience = std::time::Duration::from_secs(30);
    let started = std::time::Instant::now();
    listener.grown(patience).await.expect("the connection stands");
    assert!(started.elapsed() < patience, "it was woken, it did not run out of patience");
    assert_eq!(read(&database.pool()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_goes_on_where_it_was_and_only_one_of_its_processes_does() {
    let database = TestDb::empty().await;
    let db = database.pool();
    let (one, two) = (db.begin().await.expect("it begins"), db.begin().await.expect("it begins"));
    assert_eq!(feed::claim_position(&one, "search").await.expect("it is free"), Some(0));
    feed::advance(&one, "search", 41).await.expect("it is noted");
    one.commit().await.expect("it lasts");
    let again = db.begin().await.expect("it begins");
    assert_eq!(feed::claim_position(&again, "search").await.expect("it is free"), Some(41));
    assert_eq!(feed::claim_position(&two, "search").await.expect("it answers"), None);
    assert_eq!(feed::position(&two, "nobody").await.expect("it answers"), 0);
}
