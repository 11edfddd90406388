//! A session that has ended closes what is open under it, whichever process heard of it.

use folio::events;
use folio_db::{HashKey, PoolSettings};
use folio_testkit::{Delivery, EventStream, TestApp, token};
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::{
    clerk::{Somebody, count, inbox, tell, text},
    payloads::{clerk_id, session, user},
};

/// The session that a token of the development issuer names.
fn session_of(token: &str) -> String {
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    let claims = token.split('.').nth(1).expect("claims");
    let claims = URL_SAFE_NO_PAD.decode(claims).expect("base64");
    let claims: serde_json::Value = serde_json::from_slice(&claims).expect("JSON");
    claims["sid"].as_str().expect("a session").to_owned()
}

const FOLLOW: &str = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { headline } } }";

#[tokio::test(flavor = "multi_thread")]
async fn sockets_and_streams_of_the_session_are_closed_and_no_others() {
    let app = TestApp::new().await;
    let shutdown = CancellationToken::new();
    let settings = PoolSettings::new(app.database.url(), HashKey::DEVELOPMENT);
    let feed = tokio::spawn(events::run(settings, app.db.clone(), app.hub.clone(), shutdown.clone()));
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |_| ())).await;
    let (ending, lasting) = (token(Somebody(&id)), token(Somebody(&id)));
    let reply = app.with_token(&ending).query("{ me { profile { id } } }").await;
    let profile = json!({ "id": reply.data()["me"]["profile"]["id"] });

    let mut closing = app.with_token(&ending).socket().await;
    let mut staying = app.with_token(&lasting).socket().await;
    let mut anonymous = app.anonymous().socket().await;
    closing.subscribe("page", FOLLOW, profile.clone()).await;
    closing.data("page").await;
    let mut stream: EventStream = app.with_token(&ending).events(FOLLOW, profile.clone()).await;
    stream.data().await;

    tell(&app, &session("ended", &id, &session_of(&ending))).await;
    assert_eq!(closing.closed().await, (4401, "The session has ended; sign in again".to_owned()));
    assert_eq!(stream.next().await, None, "without complete");
    for socket in [&mut staying, &mut anonymous] {
        socket.subscribe("page", "{ privacyMatrix { field } }", json!({})).await;
        socket.data("page").await;
        socket.completed("page").await;
    }
    // For as long as the token may be good by its own word.
    let reply = app.with_token(&ending).query("{ me { role } }").await;
    assert_eq!((reply.status.as_u16(), reply.code()), (401, "TOKEN_INVALID"));
    assert_eq!(app.with_token(&lasting).query("{ me { role } }").await.status, 200);
    let stored =
        text(&app, "SELECT string_agg(payload::text, '') FROM outbox WHERE event_type = 'session.ended'")
            .await;
    assert!(!stored.expect("an event").contains(&session_of(&ending)));
    shutdown.cancel();
    feed.await.expect("it stops when it is told to");
}

#[tokio::test]
async fn each_end_is_told_once_and_moves_no_version() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |_| ())).await;
    let version = text(&app, "SELECT version::text FROM profiles").await;
    for (kind, session_id) in [("ended", "sess_1"), ("removed", "sess_2"), ("revoked", "sess_3")] {
        let delivery = Delivery::clerk(&session(kind, &id, session_id)).id(session_id);
        for _ in 0..2 {
            assert_eq!(delivery.send(&app).await.status, 200);
            app.work().await;
        }
    }
    for kind in ["created", "pending"] {
        tell(&app, &session(kind, &id, "sess_4")).await;
    }
    tell(&app, &session("ended", &clerk_id(), "sess_5")).await;
    assert_eq!(count(&app, "outbox WHERE event_type = 'session.ended'").await, 3);
    assert_eq!(text(&app, "SELECT version::text FROM profiles").await, version);
    let ignored = ["IGNORED OF_NO_INTEREST", "IGNORED OF_NO_INTEREST", "IGNORED NOBODY"];
    assert_eq!(inbox(&app).await[4..], ignored);
}

#[tokio::test]
async fn a_session_that_ends_before_its_person_is_here_is_told_once_they_are() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let mut ended = session("ended", &id, "sess_1");
    ended["data"]["updated_at"] = json!(chrono::Utc::now().timestamp_millis());
    tell(&app, &ended).await;
    assert_eq!(inbox(&app).await, ["PARKED person"]);
    tell(&app, &user("created", &id, 0, |_| ())).await;
    assert_eq!(count(&app, "outbox WHERE event_type = 'session.ended'").await, 1);
    assert_eq!(inbox(&app).await, ["APPLIED", "APPLIED"]);
}
