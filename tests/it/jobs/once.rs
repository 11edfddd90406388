//! The fence: whoever has lost a job leaves nothing behind.

use std::time::Duration;

use folio::jobs::{self, Job, Registry, Worker, WorkerSettings};
use folio_db::{
    jobs::{Claimed, Failure, Room, claim, hold, reclaim},
    write::{self, Actor, Event, Record},
};
use folio_testkit::{Member, TestApp};
use futures_util::future::join_all;

use super::kinds::{ARRIVED, Count, GATE, Gated, jobs, tools, version};

async fn claimed(app: &TestApp) -> Claimed {
    let room = [Room { kind: Count::KIND, jobs: 1 }];
    let conn = app.db.conn().await.expect("free");
    let mut claimed = claim(&conn, &room, 100, Duration::from_secs(60)).await.expect("it can be claimed");
    claimed.pop().expect("one is due")
}

/// As if the worker had not been heard of for longer than its lease.
async fn lapse(app: &TestApp) {
    app.sql("UPDATE jobs SET lease_until = now() - interval '1 second' WHERE state = 'RUNNING'", &[]).await;
    assert_eq!(reclaim(&app.db.conn().await.expect("free"), &[]).await.expect("it can be taken back"), 1);
}

/// The effect of a [`Count`], and whether the fence let it pass.
async fn effect(app: &TestApp, member: &Member, job: &Claimed) -> bool {
    let tx = app.db.begin().await.expect("it begins");
    let profile = write::lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
    profile
        .record(&Record::of(Actor::Service, "test", Event::of("profile.updated")))
        .await
        .expect("it is recorded");
    let done = job.done(&tx).await.expect("it answers");
    if done {
        tx.commit().await.expect("it lasts")
    } else {
        tx.rollback().await.expect("it is undone")
    }
    done
}

#[tokio::test(flavor = "multi_thread")]
async fn who_comes_back_after_the_lease_has_run_out_changes_nothing() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let job = Count { profile_id: member.profile_id, key: None };
    jobs::enqueue(&app.db.conn().await.expect("free"), &job).await.expect("it can be asked for");

    let first = claimed(&app).await;
    lapse(&app).await;
    let second = claimed(&app).await;
    assert_eq!((first.id, second.attempt), (second.id, 2));
    let conn = app.db.conn().await.expect("free");
    let held = [(first.id, first.attempt)];
    assert!(hold(&conn, &held, Duration::from_secs(60)).await.expect("it answers").is_empty());
    assert!(!effect(&app, &member, &first).await);
    let failed = first.failed(&conn, "TEST", Duration::ZERO, true).await.expect("it answers");
    assert_eq!(failed, Failure::Lost);
    assert!(effect(&app, &member, &second).await);
    assert!(!effect(&app, &member, &second).await, "it is done");
    assert_eq!(version(&app, &member).await, 2);
    assert_eq!(jobs(&app).await, [("DONE".to_owned(), 2, Some("LEASE_EXPIRED".to_owned()))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_always_takes_its_worker_with_it_is_given_up() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let job = Count { profile_id: member.profile_id, key: None };
    jobs::enqueue(&app.db.conn().await.expect("free"), &job).await.expect("it can be asked for");
    for _ in 0..Count::MAX_ATTEMPTS {
        claimed(&app).await;
        lapse(&app).await;
    }
    let expected = ("DEAD".to_owned(), Count::MAX_ATTEMPTS, Some("LEASE_EXPIRED".to_owned()));
    assert_eq!(jobs(&app).await, [expected]);
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_side_by_side_do_each_job_once() {
    const JOBS: i64 = 60;
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let conn = app.db.conn().await.expect("free");
    for _ in 0..JOBS {
        let job = Count { profile_id: member.profile_id, key: None };
        jobs::enqueue(&conn, &job).await.expect("it can be asked for");
    }
    drop(conn);
    let worker = async |_| {
        let registry = Registry::default().with::<Count>();
        Worker::new(registry, tools(&app), WorkerSettings { jobs_at_once: 2, ..WorkerSettings::default() })
            .run_until_idle()
            .await
            .expect("the queue can be read");
    };
    join_all((0..3).map(worker)).await;
    assert_eq!(version(&app, &member).await, 1 + JOBS);
    assert!(jobs(&app).await.iter().all(|(state, attempt, _)| state == "DONE" && *attempt == 1));
}

/// One test for the gate: it is of the whole process.
#[tokio::test(flavor = "multi_thread")]
async fn a_worker_that_dies_or_stops_in_the_middle_leaves_the_job_to_another() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let conn = app.db.conn().await.expect("free");
    jobs::enqueue(&conn, &Gated { profile_id: member.profile_id }).await.expect("it can be asked for");
    let registry = || Registry::default().with::<Gated>();
    let settings = || WorkerSettings { drain: Duration::from_millis(1), ..WorkerSettings::default() };

    // One that dies: nobody hears of it until its lease has run out.
    let dying = tokio::spawn(Worker::new(registry(), tools(&app), settings()).run_until_idle());
    ARRIVED.acquire().await.expect("it arrives").forget();
    dying.abort();
    let _ = dying.await;
    lapse(&app).await;

    // One that is told to stop gives it back, and that was no attempt.
    let shutdown = tokio_util::sync::CancellationToken::new();
    let stopping = Worker::new(registry(), tools(&app), settings()).run(shutdown.clone());
    let stopping = tokio::spawn(stopping);
    ARRIVED.acquire().await.expect("it arrives").forget();
    shutdown.cancel();
    stopping.await.expect("it stops");
    assert_eq!(jobs(&app).await[0].0, "READY");

    GATE.add_permits(1);
    let worker = Worker::new(registry(), tools(&app), settings());
    worker.run_until_idle().await.expect("the queue can be read");
    assert_eq!(version(&app, &member).await, 2);
    assert_eq!(jobs(&app).await[0].0, "DONE");
}
