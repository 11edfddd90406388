//! Registration, the back-fill, and the look for people who don't exist.

use folio_db::{
    Db,
    accounts::{self, Backfilled, Registered, Registration},
    profiles::ContactRow,
    write,
};
use folio_testkit::TestDb;
use futures_util::future::join_all;
use uuid::Uuid;

fn registration(clerk_id: &str) -> Registration {
    Registration {
        clerk_id: clerk_id.to_owned(),
        slug: format!("p-{}", Uuid::new_v4().simple()),
        role: None,
        staff: None,
        verified_employer: false,
        contact: ContactRow::default(),
        defaults_pending: false,
    }
}

async fn batch(pool: &Db) -> Backfilled {
    let tx = pool.begin().await.expect("a transaction begins");
    let done = accounts::backfill_batch(&tx, 100, || format!("p-{}", Uuid::new_v4().simple())).await;
    tx.finish(done).await.expect("it can be filled in")
}

async fn pending(pool: &Db) -> (i64, i64) {
    accounts::backfill_pending(&pool.conn().await.expect("one is free")).await.expect("it can be counted")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_many_firsts_one_makes_the_user() {
    let database = TestDb::empty().await;
    let pool = database.pool();
    let firsts = (0..8).map(|_| async { accounts::register(&pool, &registration("user_first")).await });
    let made = join_all(firsts)
        .await
        .into_iter()
        .filter(|made| *made.as_ref().expect("it registers") == Registered::New)
        .count();
    assert_eq!(made, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_fill_leaves_nobody_without_a_snapshot_and_ends() {
    let database = TestDb::demo().await;
    let (pool, sql) = (database.pool(), database.sql().await);
    sql.batch_execute(
        "INSERT INTO users (id, clerk_id) SELECT gen_random_uuid(), 'user_' || n FROM generate_series(1, 3) n; \
         UPDATE users SET profile_schema_version = 0 WHERE clerk_id = 'demo_student'",
    )
    .await
    .expect("the tables are there");
    assert_eq!(pending(&pool).await, (3, 1));
    assert_eq!(batch(&pool).await, Backfilled { profiles: 3, snapshots: 1 });
    assert_eq!(pending(&pool).await, (0, 0));
    assert_eq!(batch(&pool).await, Backfilled::default());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_back_fill_passes_over_a_profile_that_is_being_written() {
    let database = TestDb::demo().await;
    let (pool, sql) = (database.pool(), database.sql().await);
    let student = "UPDATE users u SET profile_schema_version = 0 FROM profiles p \
                   WHERE p.user_id = u.id AND clerk_id = 'demo_student' RETURNING p.id";
    let student: Uuid = sql.query_one(student, &[]).await.expect("the student is there").get(0);
    let writer = pool.begin().await.expect("a transaction begins");
    write::lock(&writer, student).await.expect("it can be locked");
    assert_eq!(batch(&pool).await, Backfilled::default());

    writer.rollback().await.expect("it can be undone");
    assert_eq!(batch(&pool).await, Backfilled { profiles: 0, snapshots: 1 });
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_found_by_how_their_clerk_id_begins() {
    let database = TestDb::empty().await;
    let pool = database.pool();
    let conn = pool.conn().await.expect("a connection is free");
    for (clerk_id, expected) in [("user_1", false), ("seed", false), ("seedling", false), ("seed_7", true)] {
        accounts::register(&pool, &registration(clerk_id)).await.expect("it registers");
        let found = accounts::any_with_prefix(&conn, &["demo_", "seed_"]).await.expect("it can be asked");
        assert_eq!(found, expected, "{clerk_id}");
    }
}
