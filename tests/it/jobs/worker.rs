//! What becomes of jobs that fail, and how many are done at once.

use std::{sync::atomic::Ordering, time::Duration};

use folio::jobs::{self, Registry, Worker, WorkerSettings};
use folio_db::jobs::{Selection, figures, replay};
use folio_testkit::TestApp;
use tokio_util::sync::CancellationToken;

use super::kinds::{self, Crowd, Endless, Held, MOST, Poison};

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_done_is_kept_with_a_code_and_gets_another_chance_when_asked() {
    let app = TestApp::new().await;
    let conn = app.db.conn().await.expect("free");
    let poison = [Poison::Fails, Poison::Panics, Poison::Hopeless];
    for job in &poison {
        jobs::enqueue(&conn, job).await.expect("it can be asked for");
    }
    jobs::enqueue(&conn, &Endless).await.expect("it can be asked for");
    app.sql(
        "INSERT INTO jobs (id, kind, payload, max_attempts) \
         VALUES ('ffffffff-0000-7000-8000-000000000000', 'test.poison', '{\"Unheard\": 1}', 2)",
        &[],
    )
    .await;
    let registry = || Registry::default().with::<Poison>().with::<Endless>();
    app.do_jobs(registry()).await;
    let told = |state: &str, attempt, code: &str| (state.to_owned(), attempt, Some(code.to_owned()));
    assert_eq!(
        kinds::jobs(&app).await,
        [
            told("READY", 1, "NOT_TODAY"),
            told("READY", 1, "PANICKED"),
            told("DEAD", 1, "NEVER"),
            told("READY", 1, "TIMED_OUT"),
            told("DEAD", 1, "UNREADABLE"),
        ]
    );
    let paused =
        "SELECT bool_and(run_at >= started_at + interval '500 milliseconds') FROM jobs WHERE state = 'READY'";
    let paused: bool = app.database.sql().await.query_one(paused, &[]).await.expect("one row").get(0);
    assert!(paused, "there is a pause before the next");
    app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
    app.do_jobs(registry()).await;
    let dead = kinds::jobs(&app).await;
    assert!(dead.iter().all(|(state, ..)| state == "DEAD"), "{dead:?}");

    let selection = Selection { ids: Vec::new(), kind: Some("test.poison".to_owned()) };
    assert_eq!(replay(&conn, &selection).await.expect("they can be replayed"), poison.len() + 1);
    // The endless one is of another kind and stays dead.
    let mut figures = figures(&conn).await.expect("they can be counted");
    figures.sort_by(|a, b| a.kind.cmp(&b.kind));
    let [endless, poison] = figures.as_slice() else { panic!("{figures:?}") };
    assert_eq!((endless.state.as_str(), endless.jobs), ("DEAD", 1));
    assert_eq!((poison.state.as_str(), poison.jobs), ("READY", 4));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_has_no_more_at_work_than_it_allows() {
    let app = TestApp::new().await;
    let conn = app.db.conn().await.expect("free");
    for _ in 0..20 {
        jobs::enqueue(&conn, &Crowd).await.expect("it can be asked for");
    }
    drop(conn);
    app.do_jobs(Registry::default().with::<Crowd>()).await;
    assert!(kinds::jobs(&app).await.iter().all(|(state, ..)| state == "DONE"));
    assert!((1..=2).contains(&MOST.load(Ordering::Relaxed)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_that_nobody_knows_stays_in_the_queue() {
    let app = TestApp::new().await;
    jobs::enqueue(&app.db.conn().await.expect("free"), &Crowd).await.expect("it can be asked for");
    app.do_jobs(Registry::default().with::<Poison>()).await;
    assert_eq!(kinds::jobs(&app).await, [("READY".to_owned(), 0, None)]);
}

/// A database that was away for longer than a lease: what a worker is still at it goes on with, instead of taking it from
/// itself and doing it a second time.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_takes_nothing_from_itself_after_an_outage() {
    let app = TestApp::new().await;
    jobs::enqueue(&app.db.conn().await.expect("free"), &Held).await.expect("it can be asked for");
    let settings = WorkerSettings { lease: Duration::from_millis(400), ..WorkerSettings::default() };
    let shutdown = CancellationToken::new();
    let worker = Worker::new(Registry::default().with::<Held>(), app.tools(), settings);
    let worker = tokio::spawn(worker.run(shutdown.clone()));
    kinds::BEGUN.acquire().await.expect("it is never closed").forget();

    let sql = app.database.sql().await;
    for _ in 0..3 {
        // Nothing of the queue can be read or written for longer than the lease.
        sql.batch_execute("BEGIN; LOCK TABLE jobs; SELECT pg_sleep(0.8); COMMIT")
            .await
            .expect("the table is there");
        // Longer than from one look for lapsed leases to the next.
        sql.batch_execute("SELECT pg_sleep(2.2)").await.expect("it sleeps");
    }
    kinds::LET.add_permits(1);
    let done = async {
        while kinds::jobs(&app).await[0].0 != "DONE" {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), done).await.expect("it comes to its end");
    assert_eq!(kinds::jobs(&app).await, [("DONE".to_owned(), 1, None)], "in its first attempt");
    shutdown.cancel();
    worker.await.expect("it ends");
}
