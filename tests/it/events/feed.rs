//! Giving places, and reading in their order.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use folio_db::{
    Db, Transaction,
    feed::{self, Candidate, Event, Listener, Sequencer, Start},
};
use folio_testkit::{TestApp, TestDb};
use futures_util::{FutureExt, future::join_all};
use uuid::Uuid;

use super::{INSERT, elected, settings, write};

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
        tokio::time::sleep(Duration::from_millis(20)).await;
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

/// A transaction that began before another and came to a profile after it: however small the batches are, the profile's
/// versions get their places in order.
#[tokio::test(flavor = "multi_thread")]
async fn who_began_first_and_wrote_last_stands_last() {
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    let (mut early, other) = (database.sql().await, database.sql().await);
    let (profile, elsewhere) = (Uuid::new_v4(), Uuid::new_v4());
    let held = early.transaction().await.expect("it begins");
    held.execute(INSERT, &[&Uuid::now_v7(), &elsewhere, &1_i64]).await.expect("it can be written");
    for version in 1..=10 {
        write(&other, profile, version).await;
    }
    held.execute(INSERT, &[&Uuid::now_v7(), &profile, &11_i64]).await.expect("it can be written");
    held.commit().await.expect("it lasts");
    write(&other, profile, 12).await;
    let (mut rounds, mut placed) = (0, 0);
    loop {
        match sequencer.round(1).await.expect("a round") {
            0 => break,
            more => placed += more,
        }
        rounds += 1;
    }
    assert!(placed == 13 && rounds >= 3, "{placed} in {rounds} rounds");
    assert_whole(&read(&database.pool()).await, 13);
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
    let patience = Duration::from_secs(30);
    let started = Instant::now();
    listener.grown(patience).await.expect("the connection stands");
    assert!(started.elapsed() < patience, "it was woken, it did not run out of patience");
    assert_eq!(read(&database.pool()).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_goes_on_where_it_was_and_only_one_of_its_processes_does() {
    let database = TestDb::empty().await;
    let db = database.pool();
    let (one, two) = (db.begin().await.expect("it begins"), db.begin().await.expect("it begins"));
    assert_eq!(claimed(&one).await, Some(0));
    feed::advance(&one, "search", 41).await.expect("it is noted");
    one.commit().await.expect("it lasts");
    let again = db.begin().await.expect("it begins");
    assert_eq!(claimed(&again).await, Some(41));
    assert_eq!(claimed(&two).await, None);
    assert_eq!(feed::position(&two, "nobody").await.expect("it answers"), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_profiles_events_are_read_from_a_place_on_and_by_type() {
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    let client = database.sql().await;
    let (one, other) = (Uuid::new_v4(), Uuid::new_v4());
    for version in 1..=6 {
        write(&client, one, version).await;
        write(&client, other, version).await;
    }
    let awarded = "UPDATE outbox SET event_type = 'badge.awarded' WHERE version % 3 = 0";
    client.execute(awarded, &[]).await.expect("it can be written");
    assert_eq!(sequencer.round(100).await.expect("a round"), 12);
    let conn = database.pool().conn().await.expect("a connection");
    let versions = async |after: i64, types: &[&str], limit: i64| {
        let events = feed::of_profile(&conn, one, after, types, limit).await.expect("it can be read");
        assert!(events.iter().all(|event| event.profile_id == one && event.seq > after));
        events.iter().map(|event| event.version).collect::<Vec<_>>()
    };
    assert_eq!(versions(0, &[], 100).await, [1, 2, 3, 4, 5, 6]);
    assert_eq!(versions(0, &[], 2).await, [1, 2]);
    assert_eq!(versions(6, &[], 100).await, [4, 5, 6], "each version has two places");
    assert_eq!(versions(0, &["badge.awarded", "badge.revoked"], 100).await, [3, 6]);
    assert_eq!(versions(0, &["badge.revoked"], 100).await, [0_i64; 0]);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sequences_hears_of_what_another_process_has_committed() {
    let database = TestDb::empty().await;
    let mut sequencer = elected(&database).await;
    let candidate = Candidate::stand(&settings(&database)).await.expect("the database answers");
    let mut candidate = candidate.elect().await.expect("it answers").expect_err("another one sequences");
    candidate.hint().await.expect("it is told");
    let patience = Duration::from_secs(4);
    let started = Instant::now();
    sequencer.hinted(patience).await.expect("the connection stands");
    assert!(started.elapsed() < patience, "it was told, it did not run out of patience");
}

/// What was told while another process sequenced is that one's: who takes over begins with a look anyway.
#[tokio::test(flavor = "multi_thread")]
async fn who_waits_to_be_elected_keeps_nothing_that_was_told() {
    let database = TestDb::empty().await;
    let first = elected(&database).await;
    let candidate = Candidate::stand(&settings(&database)).await.expect("the database answers");
    let client = database.sql().await;
    for _ in 0..100 {
        client.batch_execute("NOTIFY folio_written").await.expect("it is told");
    }
    let mut candidate = Some(candidate);
    // What is told comes with an answer, or behind it.
    for _ in 0..3 {
        let waiting = candidate.take().expect("it waits").elect().await.expect("it answers");
        candidate = Some(waiting.expect_err("another one sequences"));
    }
    drop(first);
    let mut next = loop {
        match candidate.take().expect("it waits").elect().await.expect("it answers") {
            Ok(sequencer) => break sequencer,
            Err(waiting) => candidate = Some(waiting),
        }
    };
    let heard = next.hinted(Duration::from_secs(60)).now_or_never();
    assert!(heard.is_none(), "nothing was left to be heard");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_stands_still_loses_the_lock_and_can_give_no_place_any_more() {
    let database = TestDb::empty().await;
    let mut still = elected(&database).await;
    write(&database.sql().await, Uuid::new_v4(), 1).await;
    let mut next = reelected(&database).await;
    still.round(100).await.expect_err("its session has ended");
    assert_eq!(next.round(100).await.expect("a round"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_commit_that_left_events_is_heard_of_in_its_process() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let heard = || app.db.pulse().written().now_or_never().is_some();
    assert!(!heard(), "a bulk load tells nothing");
    app.change(&member, async |_| {}).await;
    assert!(heard() && !heard(), "once");
    let tx = app.db.begin().await.expect("it begins");
    let profile =
        folio_db::write::lock(&tx, member.profile_id).await.expect("it answers").expect("it is there");
    profile.tell(&folio_db::write::Event::of("session.ended")).await.expect("it is told");
    assert!(!heard(), "nothing is committed yet");
    tx.rollback().await.expect("it is undone");
    assert!(!heard());
}

async fn claimed(tx: &Transaction) -> Option<i64> {
    feed::claim_position(tx, "search", Start::End).await.expect("it answers")
}
