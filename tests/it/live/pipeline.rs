//! `pipelineStatus`: how the work for one's own profile stands.

use std::time::Duration;

use folio::{inbound::Apply, jobs::Registry, media::IngestPhoto};
use folio_db::jobs::{self, Room};
use folio_testkit::{Delivery, Member, Socket, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::inbound::payloads::user;

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

/// A job whose time comes, or came, at this distance from now.
async fn enqueue(app: &TestApp, kind: &str, profile: Uuid, due: &str) -> Uuid {
    let id = Uuid::now_v7();
    let insert = format!(
        "INSERT INTO jobs (id, kind, payload, profile_id, max_attempts, run_at)
        VALUES ($1, $2, '{{}}', $3, 8, now() + interval '{due}')"
    );
    app.sql(&insert, &[&id, &kind, &profile]).await;
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
    enqueue(&app, "photo.ingest", other.profile_id, "-90 seconds").await;
    // Nobody tells of anything.
    let job = enqueue(&app, "photo.ingest", owner.profile_id, "-90 seconds").await;
    let pending = socket.data("1").await;
    let photo = stage(&pending, "PHOTO");
    assert_eq!(photo["state"], "PENDING");
    assert!(photo["since"].is_string());
    assert!((90..120).contains(&photo["lagSeconds"].as_i64().expect("seconds")), "{photo}");
    assert_eq!(stage(&pending, "BADGES")["state"], "IDLE");

    move_to(&app, job, "state = 'RUNNING', started_at = now(), lease_until = now() + interval '1 minute'")
        .await;
    assert_eq!(stage(&socket.data("1").await, "PHOTO")["state"], "RUNNING");
    move_to(&app, job, "state = 'DEAD', lease_until = NULL, finished_at = now()").await;
    let failed = socket.data("1").await;
    assert_eq!(
        (&stage(&failed, "PHOTO")["state"], &stage(&failed, "PHOTO")["lagSeconds"]),
        (&json!("FAILED"), &json!(0))
    );
    // What is for a time to come is no work yet.
    let later = enqueue(&app, "badge.expire", owner.profile_id, "1 year").await;
    move_to(&app, job, "state = 'DONE'").await;
    let idle = socket.data("1").await;
    assert_eq!(
        (&stage(&idle, "PHOTO")["state"], &stage(&idle, "BADGES")["state"]),
        (&json!("IDLE"), &json!("IDLE"))
    );
    // Its time comes.
    move_to(&app, later, "run_at = now()").await;
    assert_eq!(stage(&socket.data("1").await, "BADGES")["state"], "PENDING");
}

/// What has failed, however often, waits since it was asked for.
#[tokio::test]
async fn work_that_is_tried_again_has_waited_since_it_was_due_first() {
    let app = TestApp::new().await;
    let owner = app.member().create().await;
    let job = enqueue(&app, "photo.ingest", owner.profile_id, "-96 seconds").await;
    let mut socket = follow(&app, &owner).await;
    let first = socket.data("1").await;
    let conn = app.db.conn().await.expect("a connection");
    let (room, lease) = (Room { kind: "photo.ingest", jobs: 1 }, Duration::from_secs(60));
    for _ in 0..2 {
        let claimed = jobs::claim(&conn, &[room], 1, lease).await.expect("jobs can be claimed");
        claimed[0].failed(&conn, "TEST", Duration::from_secs(600), false).await.expect("it is given back");
        move_to(&app, job, "run_at = now()").await;
    }
    let claimed = jobs::claim(&conn, &[room], 1, lease).await.expect("jobs can be claimed");
    claimed[0].failed(&conn, "TEST", Duration::from_secs(600), false).await.expect("it is given back");
    let again = follow(&app, &owner).await.data("1").await;
    let (first, again) = (stage(&first, "PHOTO"), stage(&again, "PHOTO"));
    assert_eq!((&again["state"], &again["since"]), (&json!("PENDING"), &first["since"]));
    assert!((96..200).contains(&again["lagSeconds"].as_i64().expect("seconds")), "{again}");
    // Another chance is asked for anew.
    move_to(&app, job, "state = 'DEAD', finished_at = now()").await;
    jobs::replay(&conn, &jobs::Selection::default()).await.expect("dead letters can be replayed");
    let replayed = follow(&app, &owner).await.data("1").await;
    let replayed = stage(&replayed, "PHOTO");
    assert!(replayed["lagSeconds"].as_i64().expect("seconds") < 60, "{replayed}");
}

/// The profile stays as it is until the photo is here, so that no event tells of it.
#[tokio::test]
async fn a_photo_that_alone_has_changed_at_clerk_is_followed() {
    let app = TestApp::new().await;
    let owner = app.member().create().await;
    let told = |seconds, url: &str| {
        user("updated", &owner.clerk_id, seconds, |user| {
            user["has_image"] = json!(true);
            user["image_url"] = json!(url);
        })
    };
    let hear = async |event: Value| {
        assert_eq!(Delivery::clerk(&event).send(&app).await.status, 200);
        app.do_jobs(Registry::default().with::<Apply>()).await;
    };
    // What may not be fetched leaves the avatar as it is: so nothing tells of the end either.
    hear(told(0, "file:///one")).await;
    app.do_jobs(Registry::default().with::<IngestPhoto>()).await;
    let before = app.trace(&owner).await;
    let mut socket = follow(&app, &owner).await;
    assert_eq!(stage(&socket.data("1").await, "PHOTO")["state"], "IDLE");

    hear(told(1, "file:///two")).await;
    assert_eq!(stage(&socket.data("1").await, "PHOTO")["state"], "PENDING");
    app.do_jobs(Registry::default().with::<IngestPhoto>()).await;
    assert_eq!(stage(&socket.data("1").await, "PHOTO")["state"], "IDLE");
    assert_eq!(app.trace(&owner).await, before, "there was no event");
}

#[tokio::test]
async fn one_statement_looks_for_all_who_follow_and_none_for_nobody() {
    let app = TestApp::new().await;
    let mut sockets = Vec::new();
    for busy in [false, true].into_iter().cycle().take(12) {
        let owner = app.member().create().await;
        if busy {
            enqueue(&app, "photo.ingest", owner.profile_id, "-90 seconds").await;
        }
        let mut socket = follow(&app, &owner).await;
        socket.data("1").await;
        sockets.push(socket);
    }
    let while_asleep = async |millis| {
        let asleep = async || tokio::time::sleep(Duration::from_millis(millis)).await;
        app.statements(asleep).await.0
    };
    let looks = while_asleep(1_500).await;
    assert!((1..=4).contains(&looks), "{looks} statements within three looks");
    for socket in &mut sockets {
        socket.send(json!({ "id": "1", "type": "complete" })).await;
        socket.subscribe("2", "{ privacyMatrix { field } }", Value::Null).await;
        socket.data("2").await;
    }
    // Whoever was in the middle of a look is done with it.
    while_asleep(100).await;
    assert_eq!(while_asleep(1_200).await, 0);
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
