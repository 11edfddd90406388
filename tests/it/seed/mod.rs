//! The bulk seed: the same people every time, through the same builder, beside whoever is there.

use folio::seed::{self, SeedError, SeedOptions};
use folio_db::{HashKey, PoolSettings, aggregate};
use folio_testkit::TestDb;
use uuid::Uuid;

const TABLES: [&str; 11] = [
    "users",
    "profiles",
    "availability",
    "links",
    "profile_skills",
    "education",
    "projects",
    "badges",
    "badge_awards",
    "certificates",
    "gigs",
];

async fn load(database: &TestDb, profiles: u64, seed: u64) -> Result<seed::Report, SeedError> {
    seed::run(
        &PoolSettings::new(database.url(), HashKey::DEVELOPMENT),
        SeedOptions { profiles, seed },
        |_| {},
    )
    .await
}

/// What stands in each table, as one hash.
async fn hashes(database: &TestDb) -> Vec<String> {
    let sql = database.sql().await;
    let mut hashes = Vec::new();
    for table in TABLES {
        let query = format!("SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {table} t");
        hashes.push(sql.query_one(&query, &[]).await.expect("it can be read").get(0));
    }
    hashes
}

#[tokio::test(flavor = "multi_thread")]
async fn a_seed_that_was_stopped_goes_on_and_ends_the_same() {
    let (at_once, in_parts) = (TestDb::empty().await, TestDb::empty().await);
    load(&at_once, 300, 1).await.expect("it loads");
    load(&in_parts, 70, 1).await.expect("it loads");
    let report = load(&in_parts, 300, 1).await.expect("it goes on");
    assert_eq!((report.already_there, report.profiles), (70, 230));
    assert_eq!(hashes(&at_once).await, hashes(&in_parts).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn its_snapshots_are_those_of_the_tables() {
    let database = TestDb::empty().await;
    load(&database, 200, 1).await.expect("it loads");
    let before = hashes(&database).await;
    let sql = database.sql().await;
    let rows = sql.query("SELECT id FROM profiles", &[]).await.expect("they can be read");
    let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    let pool = database.pool();
    let conn = pool.conn().await.expect("a connection is free");
    aggregate::refresh_snapshots(&conn, &ids).await.expect("they can be rebuilt");
    assert_eq!(hashes(&database).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn people_who_are_there_stay_as_they_are() {
    let database = TestDb::demo().await;
    let people =
        "SELECT md5(string_agg(u::text, '' ORDER BY u.id)) FROM users u WHERE clerk_id LIKE 'demo_%'";
    let sql = database.sql().await;
    let before: String = sql.query_one(people, &[]).await.expect("it can be read").get(0);
    load(&database, 50, 1).await.expect("it loads");
    let after: String = sql.query_one(people, &[]).await.expect("it can be read").get(0);
    assert_eq!(before, after);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_it_cannot_do_it_refuses_and_leaves_everything_as_it_was() {
    let database = TestDb::empty().await;
    assert!(matches!(load(&database, 0, 1).await, Err(SeedError::Profiles { .. })));
    load(&database, 20, 1).await.expect("it loads");
    let before = hashes(&database).await;
    assert!(matches!(load(&database, 40, 2).await, Err(SeedError::OtherSeed)));
    assert_eq!(hashes(&database).await, before);
}
