//! What a server may do to find out whether it was migrated.

use folio_db::{HashKey, PoolSettings, migrate};
use folio_testkit::TestDb;

/// Sessions from now on may read and nothing else, as those of a role without rights on the schema.
const READ_ONLY: &str = "DO $$ BEGIN EXECUTE format( \
     'ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$";

#[tokio::test(flavor = "multi_thread")]
async fn what_is_pending_is_found_by_reading_alone() {
    let database = TestDb::empty().await;
    let settings = PoolSettings::new(database.url(), HashKey::DEVELOPMENT);
    let sql = database.sql().await;
    sql.batch_execute(READ_ONLY).await.expect("the database is ours");
    assert!(migrate::pending(&settings).await.expect("it can be read").is_empty());

    let latest = "DELETE FROM __diesel_schema_migrations \
                  WHERE version = (SELECT max(version) FROM __diesel_schema_migrations) RETURNING version";
    let latest: String = sql.query_one(latest, &[]).await.expect("one is the latest").get(0);
    assert_eq!(migrate::pending(&settings).await.expect("it can be read"), [latest]);

    sql.batch_execute("DROP TABLE __diesel_schema_migrations").await.expect("it is ours");
    let all = migrate::pending(&settings).await.expect("a new database can be read");
    assert!(all.len() > 1 && all.is_sorted(), "{all:?}");
}
