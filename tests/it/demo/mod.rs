//! The demo people: all of them, or nobody.

use std::time::Duration;

use folio::demo;
use folio_db::{Db, HashKey, PoolSettings, accounts};
use folio_testkit::{Persona, TestApp, TestDb};

/// Long enough for a busy machine; a test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

/// Waits until the pool's connections are all in this state, seen from a connection of the test's own.
async fn until(database: &TestDb, state: &str) {
    let sql = database.sql().await;
    let query = format!(
        "SELECT EXISTS (SELECT FROM pg_stat_activity \
         WHERE datname = current_database() AND application_name = 'folio' AND {state})"
    );
    let reached = async {
        while !sql.query_one(&query, &[]).await.expect("it can be asked").get::<_, bool>(0) {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, reached).await.expect("it should come to this");
}

#[tokio::test(flavor = "multi_thread")]
async fn given_up_midway_nobody_is_there_and_the_next_start_makes_everybody() {
    let database = TestDb::empty().await;
    let settings =
        PoolSettings { lock_timeout: None, ..PoolSettings::new(database.url(), HashKey::DEVELOPMENT) };
    let db = Db::open(settings).expect("the URL is one");
    let there = async || {
        let conn = db.conn().await.expect("a connection is free");
        accounts::count(&conn).await.expect("they can be counted")
    };

    // Somebody who isn't there yet stands in the way of the last of them.
    let obstacle = database.sql().await;
    let last = Persona::Admin.clerk_id();
    obstacle.batch_execute("BEGIN").await.expect("a transaction begins");
    let insert = "INSERT INTO users (id, clerk_id) VALUES (gen_random_uuid(), $1)";
    obstacle.execute(insert, &[&last]).await.expect("nobody has this id");
    tokio::select! {
        made = demo::populate_if_empty(&db) => panic!("the last of them has to wait: {made:?}"),
        () = until(&database, "wait_event_type = 'Lock'") => {}
    }
    obstacle.batch_execute("ROLLBACK").await.expect("it can be undone");
    assert_eq!(there().await, 0);

    demo::populate_if_empty(&db).await.expect("the demo people can be made");
    assert_eq!(there().await, 5);
    let named = "SELECT count(*) FROM profiles WHERE display_name IS NOT NULL";
    let named: i64 = database.sql().await.query_one(named, &[]).await.expect("one row").get(0);
    assert_eq!(named, 5);

    let stored = "SELECT string_agg(profile::text, ',' ORDER BY clerk_id) FROM users";
    let stored =
        async || -> String { database.sql().await.query_one(stored, &[]).await.expect("one row").get(0) };
    let before = stored().await;
    demo::populate_if_empty(&db).await.expect("there is nothing to do");
    assert_eq!(stored().await, before);
}

#[tokio::test]
async fn one_project_is_for_nobody_but_its_owner() {
    let app = TestApp::demo().await;
    let page = r#"{ profile(slug: "maya-okonkwo") { projects { nodes { name } } } }"#;
    let names = async |visitor: folio_testkit::Visitor<'_>| {
        visitor.query(page).await.data()["profile"]["projects"]["nodes"].as_array().expect("a list").len()
    };
    assert_eq!(names(app.as_(Persona::Student)).await, 2);
    assert_eq!(names(app.as_(Persona::Mentor)).await, 1);
    assert_eq!(names(app.as_(Persona::Employer)).await, 1);
}
