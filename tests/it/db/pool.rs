//! A dropped future takes its connection with it, and nothing else.

use std::time::Duration;

use folio_db::{Db, DbError, HashKey, PoolSettings, profiles, write};
use folio_policy::ProfileState;
use folio_testkit::TestDb;
use uuid::Uuid;

/// Long enough for a busy machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A pool of one connection, so that a spoilt one would be noticed at once.
fn single(database: &TestDb) -> Db {
    let settings = PoolSettings {
        max_connections: 1,
        wait_timeout: Duration::from_millis(500),
        lock_timeout: None,
        statement_timeout: None,
        ..PoolSettings::new(database.url(), HashKey::DEVELOPMENT)
    };
    Db::open(settings).expect("the URL is one")
}

async fn some_profile(database: &TestDb) -> Uuid {
    let row = database.sql().await.query_one("SELECT id FROM profiles ORDER BY id LIMIT 1", &[]).await;
    row.expect("the demo people are there").get(0)
}

/// Waits until no backend of this database is in `state`, seen from a connection of its own.
async fn until_none(database: &TestDb, state: &str) {
    let sql = database.sql().await;
    let query = format!(
        "SELECT count(*) FROM pg_stat_activity \
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND {state}"
    );
    let clear = async {
        while sql.query_one(&query, &[]).await.expect("it can be asked").get::<_, i64>(0) > 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, clear).await.expect("the backend should be gone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_query_is_cancelled_and_its_connection_leaves_the_pool() {
    let database = TestDb::demo().await;
    let (pool, holder) = (single(&database), database.pool());
    let profile = some_profile(&database).await;
    let lock = holder.begin().await.expect("a transaction begins");
    write::lock(&lock, profile).await.expect("the row can be locked");

    let conn = pool.begin().await.expect("a connection is free");
    let waiting = tokio::time::timeout(Duration::from_millis(100), write::lock(&conn, profile)).await;
    assert!(waiting.is_err(), "the row is locked, so the query has to wait");
    drop(conn);

    // The next borrower gets a fresh connection at once, although the lock is still held.
    let next = pool.conn().await.expect("the pool is whole");
    assert!(profiles::find(&next, "maya-okonkwo").await.expect("it answers").len() == 1);
    until_none(&database, "wait_event_type = 'Lock'").await;
    lock.rollback().await.expect("it can be undone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dropped_transaction_is_undone() {
    let database = TestDb::demo().await;
    let pool = single(&database);
    let profile = some_profile(&database).await;
    let sql = database.sql().await;
    let state = async || -> String {
        sql.query_one("SELECT state FROM profiles WHERE id = $1", &[&profile]).await.expect("there").get(0)
    };
    let before = state().await;

    let tx = pool.begin().await.expect("a transaction begins");
    let locked = write::lock(&tx, profile).await.expect("it can be locked").expect("it is there");
    profiles::set_state(&locked, ProfileState::Suspended).await.expect("it changes");
    drop(tx);

    pool.ping().await.expect("the pool is whole");
    until_none(&database, "state LIKE 'idle in transaction%'").await;
    assert_eq!(state().await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finished_transaction_gives_its_connection_back() {
    let database = TestDb::demo().await;
    let pool = single(&database);
    let profile = some_profile(&database).await;
    for commit in [true, false, true] {
        let tx = pool.begin().await.expect("the one connection is free again");
        write::lock(&tx, profile).await.expect("it can be locked");
        if commit { tx.commit().await } else { tx.rollback().await }.expect("it ends");
    }
    assert_eq!(pool.usage().idle, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exhausted_pool_says_so_in_time() {
    let database = TestDb::empty().await;
    let pool = single(&database);
    let held = pool.conn().await.expect("a connection is free");
    let refused = pool.conn().await.err();
    assert!(matches!(refused, Some(DbError::Unavailable(_))), "{refused:?}");
    drop(held);
    pool.ping().await.expect("it is free again");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_that_takes_too_long_is_a_time_out() {
    let database = TestDb::demo().await;
    let profile = some_profile(&database).await;
    let holder = database.pool();
    let lock = holder.begin().await.expect("a transaction begins");
    write::lock(&lock, profile).await.expect("the row can be locked");

    let settings = PoolSettings {
        lock_timeout: Some(Duration::from_millis(50)),
        ..PoolSettings::new(database.url(), HashKey::DEVELOPMENT)
    };
    let impatient = Db::open(settings).expect("the URL is one");
    let conn = impatient.begin().await.expect("a connection is free");
    let refused = write::lock(&conn, profile).await.err();
    assert!(matches!(refused, Some(DbError::TimedOut(_))), "{refused:?}");
    lock.rollback().await.expect("it can be undone");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_backend_costs_one_query_at_most() {
    let database = TestDb::demo().await;
    let pool = single(&database);
    pool.ping().await.expect("it answers");
    let killed = database
        .sql()
        .await
        .execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'folio'",
            &[],
        )
        .await
        .expect("it may be killed");
    assert_eq!(killed, 1);
    // Either the pool saw the closed socket, or this query meets it; the one after that is on a fresh connection.
    let _ = pool.ping().await;
    pool.ping().await.expect("the pool is whole");
}
