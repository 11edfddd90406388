//! `pipelineStatus`: how the work for one's own profile stands.

use std::time::Duration;

use folio_testkit::{Member, Socket, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

const FOLLOW: &str = "subscription { pipelineStatus { stages { stage state since lagSeconds } } }";

async fn follow(app: &TestApp, member: &Member) -> Socket {
    let mut socket = app.as_(member).socket().await;
    socket.subscribe("1", FOLLOW, Value::Null).await;
    socket
}

fn stage<'a>(data: &'a Value, name: &str) -> &'a Value {
    let stages = data["pipelineStatus"]["stages"].as_array().expect("stages");
    stages.iter().find(|stage| stage["stage"] == name).expect("every stage is there")
}

async fn enqueue(app: &TestApp, kind: &str, profile: Uuid) -> Uuid {
    let id = Uuid::now_v7();
    let insert = "INSERT INTO jobs (id, kind, payload, profile_id, max_attempts, run_at)
        VALUES ($1, $2, '{}', $3, 8, now() - interval '90 seconds')";
    app.sql(insert, &[&id, &kind, &profile]).await;
    id
}

async fn move_to(app: &TestApp, job: Uuid, change: &str) {
    assert_eq!(app.sql(&format!("UPDATE jobs SET {change} WHERE id = $1"), &[&job]).await, 1);
}

#[tokio::test]
async fn a_stage_is_followed_from_idle_to_the_end_of_its_work() {
    let app = TestApp::new().await;
    let (owner, other) = (app.member().create().await, app.member().create().await);
    let mut socket = follow(&app, &owner).await;
    let first = socket.data("1").await;
    for name in ["PHOTO", "BADGES"] {
        assert_eq!(
            stage(&first, name),
            &json!({ "stage": name, "state": "IDLE", "since": null, "lagSeconds": 0 })
        );
    }
    enqueue(&app, "photo.ingest", other.profile_id).await;
    let job = enqueue(&app, "photo.ingest", owner.profile_id).await;
    app.publish(&owner);
    let pending = socket.data("1").await;
    let photo = stage(&pending, "PHOTO");
    assert_eq!(photo["state"], "PENDING");
    assert!(photo["since"].is_string());
    assert!((90..120).contains(&photo["lagSeconds"].as_i64().expect("seconds")), "{photo}");
    assert_eq!(stage(&pending, "BADGES")["state"], "IDLE");

    // From here on nobody tells: while there is work, it is looked at.
    move_to(&app, job, "state = 'RUNNING', started_at = now(), lease_until = now() + interval '1 minute'")
        .await;
    assert_eq!(stage(&socket.data("1").await, "PHOTO")["state"], "RUNNING");
    move_to(&app, job, "state = 'DEAD', lease_until = NULL, finished_at = now()").await;
    let failed = socket.data("1").await;
    assert_eq!(
        (&stage(&failed, "PHOTO")["state"], &stage(&failed, "PHOTO")["lagSeconds"]),
        (&json!("FAILED"), &json!(0))
    );
    move_to(&app, job, "state = 'DONE'").await;
    // What is for a time to come is no work yet.
    let later = enqueue(&app, "badge.expire", owner.profile_id).await;
    move_to(&app, later, "run_at = now() + interval '1 year'").await;
    app.publish(&owner);
    let idle = socket.data("1").await;
    assert_eq!(
        (&stage(&idle, "PHOTO")["state"], &stage(&idle, "BADGES")["state"]),
        (&json!("IDLE"), &json!("IDLE"))
    );
}

#[tokio::test]
async fn nobody_is_asked_while_there_is_nothing_to_do() {
    let app = TestApp::new().await;
    let owner = app.member().create().await;
    let mut socket = follow(&app, &owner).await;
    socket.data("1").await;
    let (statements, ()) =
        app.statements(async || tokio::time::sleep(Duration::from_millis(1_500)).await).await;
    assert_eq!(statements, 0);
}

#[tokio::test]
async fn the_work_is_its_owners_alone() {
    let app = TestApp::new().await;
    let mut socket = app.anonymous().socket().await;
    socket.subscribe("1", FOLLOW, Value::Null).await;
    let message = socket.next().await;
    assert_eq!(message["payload"]["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{message}");
    socket.completed("1").await;

    let owner = app.member().create().await;
    let mut socket = follow(&app, &owner).await;
    socket.data("1").await;
    app.sql("DELETE FROM users WHERE id = $1", &[&owner.user_id]).await;
    app.publish(&owner);
    socket.completed("1").await;
}
