//! How long the feed is kept: its beginning goes once it is old and everybody is past it, and whoever comes later is told.

use folio::{events::consumer::step, upkeep};
use folio_db::feed::{self, Head, Next, Rewound, Start};
use folio_testkit::TestDb;
use uuid::Uuid;

use super::{consumers::noting, elected, write};

/// Ten events with their places, the first seven of them 31 days old.
async fn aged(database: &TestDb) {
    let mut sequencer = elected(database).await;
    let (client, profile) = (database.sql().await, Uuid::new_v4());
    for version in 1..=10 {
        write(&client, profile, version).await;
    }
    assert_eq!(sequencer.round(100).await.expect("a round"), 10);
    age(database, 7).await;
}

async fn age(database: &TestDb, through: i64) {
    let sql = "UPDATE outbox SET sequenced_at = now() - interval '31 days' WHERE feed_seq <= $1";
    database.sql().await.execute(sql, &[&through]).await.expect("it can be aged");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_goes_in_order_and_a_reader_behind_it_is_told_so() {
    let database = TestDb::empty().await;
    aged(&database).await;
    // One in the middle is young: it and what stands behind it stay, however old.
    let young = "UPDATE outbox SET sequenced_at = now() WHERE feed_seq = 5";
    database.sql().await.execute(young, &[]).await.expect("it can be written");
    let db = database.pool();
    let conn = db.conn().await.expect("a connection");
    upkeep::trim_feed(&db, 32).await.expect("it is done");
    assert_eq!(feed::head(&conn).await.expect("it answers").gone_through, 0, "a day too early");
    upkeep::trim_feed(&db, 30).await.expect("it is done");
    let head = Head { last_seq: 10, gone_through: 4 };
    assert_eq!(feed::head(&conn).await.expect("it answers"), head);
    assert_eq!(feed::after(&conn, 0, 100).await.expect("it can be read")[0].seq, 5);

    for position in [0, 3] {
        assert_eq!(feed::next(&conn, position, 100).await.expect("it answers"), Next::Gone(head));
    }
    let Next::Events(events) = feed::next(&conn, 4, 100).await.expect("it answers") else { panic!("kept") };
    assert_eq!(events.len(), 6);
    assert_eq!(feed::next(&conn, 10, 100).await.expect("it answers"), Next::Events(Vec::new()));
    assert_eq!(
        feed::next(&conn, 11, 100).await.expect("it answers"),
        Next::Gone(head),
        "a place of a feed that was set back"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_may_hold_less_than_all_that_is_old() {
    let database = TestDb::empty().await;
    aged(&database).await;
    let db = database.pool();
    for gone_through in [3, 6, 7, 7] {
        feed::prune(&db, 30, 3).await.expect("it is done");
        let head = feed::head(&db.conn().await.expect("a connection")).await.expect("it answers");
        assert_eq!(head.gone_through, gone_through);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_consumer_has_before_it_stays() {
    let database = TestDb::empty().await;
    let (db, dispatch) = (database.pool(), noting());
    step(&db, &dispatch).await.expect("it is entered at the beginning of an empty feed");
    aged(&database).await;
    upkeep::trim_feed(&db, 30).await.expect("it is done");
    let conn = db.conn().await.expect("a connection");
    assert_eq!(feed::head(&conn).await.expect("it answers").gone_through, 0);
    step(&db, &dispatch).await.expect("a step");
    upkeep::trim_feed(&db, 30).await.expect("it is done");
    assert_eq!(feed::head(&conn).await.expect("it answers").gone_through, 7);

    // Whoever begins at the beginning begins with what is kept, and nobody goes back to what is gone.
    let tx = db.begin().await.expect("it begins");
    let position = feed::claim_position(&tx, "late", Start::Beginning).await.expect("it is free");
    assert_eq!(position, Some(7));
    assert_eq!(
        feed::rewind(&tx, "dispatch", 6).await.expect("it answers"),
        Rewound::OutOfRange(7, 10),
        "the places that it may go back to"
    );
    assert_eq!(feed::rewind(&tx, "dispatch", 11).await.expect("it answers"), Rewound::OutOfRange(7, 10));
    assert_eq!(feed::rewind(&tx, "nobody", 8).await.expect("it answers"), Rewound::Unknown);
    assert_eq!(feed::rewind(&tx, "dispatch", 8).await.expect("it answers"), Rewound::From(10));
    tx.commit().await.expect("it lasts");

    // What it is to do again is kept.
    age(&database, 10).await;
    upkeep::trim_feed(&db, 30).await.expect("it is done");
    assert_eq!(feed::head(&conn).await.expect("it answers").gone_through, 7, "nor does `late` let it go");
    assert!(feed::forget(&conn, "late").await.expect("it answers"));
    upkeep::trim_feed(&db, 30).await.expect("it is done");
    assert_eq!(feed::head(&conn).await.expect("it answers").gone_through, 8);
}
