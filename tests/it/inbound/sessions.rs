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

/// Puts the end of the token's session into the feed, as the sequencer of another process does, behind so many places that
/// are gone: twenty hours ago, since a token of the development issuer is good for a day.
async fn end_behind_a_gap(app: &TestApp, profile: &str, token: &str, gap: i64) {
    const PLACE: &str = "WITH head AS (
            UPDATE feed_head SET last_seq = last_seq + $3 + 1,
                gone_through = CASE WHEN $3 > 0 THEN last_seq + $3 ELSE gone_through END RETURNING last_seq
        )
        INSERT INTO outbox (id, profile_id, version, ordinal, event_type, payload, feed_seq, sequenced_at, created_at)
        SELECT gen_random_uuid(), id, version, 1000 + head.last_seq, 'session.ended', json_build_object('itemId', $2::uuid),
            head.last_seq, now(), now() - interval '20 hours'
        FROM head, profiles WHERE slug = $1";
    let key = app.db.session_key(&session_of(token));
    assert_eq!(app.sql(PLACE, &[&profile, &key, &gap]).await, 1);
}

/// Whoever follows the feed may have missed ends: those that came before it followed, and those behind what it can't read any
/// more.
#[tokio::test(flavor = "multi_thread")]
async fn an_end_that_was_not_followed_closes_what_is_open_all_the_same() {
    let app = TestApp::new().await;
    let (shutdown, id) = (CancellationToken::new(), clerk_id());
    tell(&app, &user("created", &id, 0, |_| ())).await;
    let slug = text(&app, "SELECT slug FROM profiles").await.expect("a profile");
    let [before, behind, lasting] = [(); 3].map(|()| token(Somebody(&id)));
    let reply = app.with_token(&lasting).query("{ me { profile { id } } }").await;
    let profile = json!({ "id": reply.data()["me"]["profile"]["id"] });
    let mut sockets = Vec::new();
    for token in [&before, &behind, &lasting] {
        let mut socket = app.with_token(token).socket().await;
        socket.subscribe("page", FOLLOW, profile.clone()).await;
        socket.data("page").await;
        sockets.push(socket);
    }
    let closed = (4401, "The session has ended; sign in again".to_owned());
    end_behind_a_gap(&app, &slug, &before, 0).await;
    let settings = PoolSettings::new(app.database.url(), HashKey::DEVELOPMENT);
    let feed = tokio::spawn(events::run(settings, app.db.clone(), app.hub.clone(), shutdown.clone()));
    assert_eq!(sockets[0].closed().await, closed, "it had ended before anybody followed");
    end_behind_a_gap(&app, &slug, &behind, 3).await;
    assert_eq!(sockets[1].closed().await, closed, "it stands behind a gap");
    for ended in [&before, &behind] {
        assert_eq!(app.with_token(ended).query("{ me { role } }").await.code(), "TOKEN_INVALID");
    }
    sockets[2].subscribe("2", "{ privacyMatrix { field } }", json!({})).await;
    sockets[2].data("2").await;
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
