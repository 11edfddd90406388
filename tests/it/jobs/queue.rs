//! Enqueueing, and what makes two jobs one.

use folio::jobs::{self, Dedupe, Job};
use folio_db::jobs::{NewJob, Room, claim};
use folio_testkit::TestApp;
use std::time::Duration;

use super::kinds::Count;

fn waiting(key: &str) -> NewJob {
    NewJob {
        kind: "test.waiting",
        payload: serde_json::json!({}),
        profile_id: None,
        dedupe: Dedupe::Waiting(key.to_owned()),
        max_attempts: 3,
        run_at: None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_is_there_if_the_transaction_that_asked_for_it_lasts() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let job = Count { profile_id: member.profile_id, key: None };
    let undone = app.db.begin().await.expect("it begins");
    assert!(jobs::enqueue(&undone, &job).await.expect("it can be asked for"));
    undone.rollback().await.expect("it is undone");
    assert!(super::kinds::jobs(&app).await.is_empty());
    jobs::enqueue(&app.db.conn().await.expect("free"), &job).await.expect("it can be asked for");
    assert_eq!(super::kinds::jobs(&app).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_once_is_good_for_one_job_done_or_not() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let job = || Count { profile_id: member.profile_id, key: Some("delivery-1".to_owned()) };
    let conn = app.db.conn().await.expect("free");
    assert!(jobs::enqueue(&conn, &job()).await.expect("it can be asked for"));
    assert!(!jobs::enqueue(&conn, &job()).await.expect("it can be asked for"));
    app.do_jobs(folio::jobs::Registry::default().with::<Count>()).await;
    assert!(!jobs::enqueue(&conn, &job()).await.expect("it can be asked for"), "it was done");
    app.do_jobs(folio::jobs::Registry::default().with::<Count>()).await;
    assert_eq!(super::kinds::version(&app, &member).await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_waiting_joins_jobs_that_nobody_has_begun() {
    let app = TestApp::new().await;
    let conn = app.db.conn().await.expect("free");
    let enqueue = async |key: &str| {
        folio_db::jobs::enqueue(&conn, &[waiting(key), waiting("b")]).await.expect("it can be asked for")
    };
    assert_eq!(enqueue("a").await, 2);
    assert_eq!(enqueue("a").await, 0, "both wait already");
    let room = [Room { kind: "test.waiting", jobs: 10 }];
    let held = claim(&conn, &room, 100, Duration::from_secs(60)).await.expect("they can be claimed");
    assert_eq!(held.len(), 2);
    assert_eq!(enqueue("a").await, 2, "what is being done may have read too early");
    for job in &held {
        job.failed(&conn, "TEST", Duration::ZERO, false).await.expect("it can be noted");
    }
    assert_eq!(enqueue("a").await, 0);
    let again = claim(&conn, &room, 100, Duration::from_secs(60)).await.expect("they can be claimed");
    assert_eq!(again.len(), 4, "one that was tried before stays beside the new one");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_for_later_waits_and_what_is_due_longest_comes_first() {
    let app = TestApp::new().await;
    let conn = app.db.conn().await.expect("free");
    let member = app.member().create().await;
    let job = Count { profile_id: member.profile_id, key: None };
    let hour = chrono::TimeDelta::hours(1);
    let now = chrono::Utc::now();
    for run_at in [now + hour, now - hour, now - hour * 2] {
        jobs::enqueue_at(&conn, &job, run_at).await.expect("it can be asked for");
    }
    let claimed = async |jobs| {
        let room = [Room { kind: Count::KIND, jobs }];
        claim(&conn, &room, 100, Duration::from_secs(60)).await.expect("they can be claimed")
    };
    let [first] = claimed(1).await.try_into().expect("one was asked for");
    assert!(first.waited_seconds > 7_000.0, "due two hours ago: {}", first.waited_seconds);
    assert_eq!(claimed(10).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_another_one_joins_is_not_begun_before_what_asked_for_it_is_there() {
    let app = TestApp::new().await;
    let conn = app.db.conn().await.expect("free");
    let hour = chrono::TimeDelta::hours(1);
    let later = NewJob { run_at: Some(chrono::Utc::now() + hour), ..waiting("a") };
    folio_db::jobs::enqueue(&conn, &[later]).await.expect("it can be asked for");
    folio_db::jobs::enqueue(&conn, &[waiting("b")]).await.expect("it can be asked for");
    let claimed = async || {
        let room = [Room { kind: "test.waiting", jobs: 10 }];
        claim(&conn, &room, 100, Duration::from_secs(60)).await.expect("they can be claimed").len()
    };
    let tx = app.db.begin().await.expect("it begins");
    let joined = folio_db::jobs::enqueue(&tx, &[waiting("b"), waiting("a"), waiting("b")]).await;
    assert_eq!(joined.expect("it can be asked for"), 0);
    assert_eq!(claimed().await, 0, "what they would see lacks what this transaction does");
    tx.commit().await.expect("it lasts");
    assert_eq!(claimed().await, 2, "the earlier time counts");
}
