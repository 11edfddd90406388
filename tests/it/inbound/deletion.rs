//! `user.deleted`: final, in whatever order.

use folio_testkit::{Delivery, TestApp};
use serde_json::{Value, json};

use super::{
    clerk::{Somebody, count, inbox, tell, text},
    payloads::{clerk_id, deleted, email, session, user},
};

async fn assert_gone(app: &TestApp, id: &str) {
    let failed = text(app, "SELECT string_agg(kind || ' ' || last_error, ', ') FROM jobs").await;
    assert_eq!(failed, None);
    for table in ["users", "profiles", "media"] {
        assert_eq!(count(app, table).await, 0, "{table}");
    }
    let reply = app.as_(Somebody(id)).query("{ me { role } privacyMatrix { field } }").await;
    assert_eq!(reply.code(), "UNAUTHENTICATED");
    assert!(reply.text().contains("the account of this token was deleted"), "{}", reply.text());
    assert_eq!(count(app, "users").await, 0, "a token that is still good makes nobody anew");
}

#[tokio::test]
async fn everything_goes_but_keyed_hashes() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |user| email(user, "maya@example.com", "verified"))).await;
    let slug = text(&app, "SELECT slug FROM profiles").await.expect("a slug");
    tell(&app, &deleted(&id)).await;
    assert_gone(&app, &id).await;
    assert_eq!(count(&app, "inbound_events").await, 0, "what came in about them goes too");
    assert_eq!(count(&app, "tombstones").await, 3, "of the Clerk id, the profile and its address");
    let left = text(&app, "SELECT string_agg(t::text, '') FROM (
        SELECT to_json(tombstones)::text FROM tombstones UNION ALL SELECT to_json(outbox)::text FROM outbox
        UNION ALL SELECT to_json(audit_log)::text FROM audit_log UNION ALL SELECT to_json(jobs)::text FROM jobs) AS t (t)")
        .await
        .expect("rows");
    for value in [id.as_str(), slug.as_str(), "maya@example.com", "John"] {
        assert!(!left.contains(value), "{value} is left in {left}");
    }
    // A repeat and whatever else comes later.
    for event in [
        deleted(&id),
        user("updated", &id, 100, |_| ()),
        user("created", &id, 200, |_| ()),
        session("ended", &id, "sess_1"),
    ] {
        tell(&app, &event).await;
        assert_gone(&app, &id).await;
    }
    assert_eq!(
        inbox(&app).await,
        ["APPLIED REPEAT", "IGNORED DELETED", "IGNORED DELETED", "IGNORED DELETED"]
    );
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL").await, 0);
}

#[tokio::test]
async fn a_deletion_that_comes_first_counts() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &deleted(&id)).await;
    tell(&app, &user("created", &id, 0, |_| ())).await;
    assert_gone(&app, &id).await;
}

#[tokio::test]
async fn the_profile_is_hidden_at_once_and_the_address_is_kept_from_others() {
    let app = TestApp::new().await;
    let (id, other) = (clerk_id(), clerk_id());
    let mentor = |user: &mut Value| user["public_metadata"] = json!({ "role": "mentor" });
    for id in [&id, &other] {
        tell(&app, &user("created", id, 0, mentor)).await;
    }
    let query = format!("SELECT slug FROM profiles JOIN users ON user_id = users.id WHERE clerk_id = '{id}'");
    let slug = text(&app, &query).await.expect("a slug");
    let page = async || {
        let reply =
            app.anonymous().query(&format!("{{ profile(slug: \"{slug}\") {{ displayName }} }}")).await;
        reply.data()["profile"].clone()
    };
    assert_eq!(page().await["displayName"], "John Doe");
    Delivery::clerk(&deleted(&id)).send(&app).await;
    // The delivery alone, and not the erasure that it asks for.
    app.do_jobs(folio::jobs::Registry::default().with::<folio::inbound::Apply>()).await;
    assert_eq!(page().await, Value::Null);
    let own = app.as_(Somebody(&id)).query("{ me { profile { displayName } } }").await;
    assert_eq!(own.code(), "UNAUTHENTICATED", "a token that is still good opens nothing any more");
    assert_eq!(count(&app, "outbox WHERE event_type = 'profile.deleted'").await, 1);
    assert_eq!(count(&app, "users").await, 2);
    app.work().await;
    assert_eq!(count(&app, "users").await, 1);
    let take = format!(
        "mutation {{ slugSet(slug: \"{slug}\", expectedVersion: \"2\") {{ userErrors {{ code }} }} }}"
    );
    let reply = app.as_(Somebody(&other)).query(&take).await;
    assert_eq!(reply.data()["slugSet"]["userErrors"][0]["code"], "SLUG_UNAVAILABLE");
}

#[tokio::test]
async fn what_follows_a_profile_ends_with_it() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |user| user["public_metadata"] = json!({ "role": "mentor" }))).await;
    let profile =
        app.as_(Somebody(&id)).query("{ me { profile { id } } }").await.data()["me"]["profile"]["id"].clone();
    let follow = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { displayName } } }";
    let mut own = app.as_(Somebody(&id)).socket().await;
    let mut other = app.anonymous().socket().await;
    for socket in [&mut own, &mut other] {
        socket.subscribe("page", follow, json!({ "id": profile })).await;
        socket.data("page").await;
    }
    tell(&app, &deleted(&id)).await;
    other.completed("page").await;
    // Its owner sees it to the end.
    while own.next().await["type"] == "next" {}
    own.subscribe("again", follow, json!({ "id": profile })).await;
    let refused = own.next().await;
    assert!(
        refused.to_string().contains("\"UNAUTHENTICATED\"")
            && refused["payload"]["data"]["profileChanged"].is_null(),
        "{refused}"
    );
}

/// Whatever the tables have against it, a deletion isn't put aside.
#[tokio::test]
async fn a_deletion_that_is_refused_is_tried_until_it_is_done() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |_| ())).await;
    app.sql("ALTER TABLE profiles ADD CONSTRAINT nobody_goes CHECK (state <> 'ERASED')", &[]).await;
    tell(&app, &deleted(&id)).await;
    for _ in 0..4 {
        app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
        app.work().await;
    }
    assert_eq!(count(&app, "inbound_events WHERE state = 'RECEIVED'").await, 1);
    app.sql("ALTER TABLE profiles DROP CONSTRAINT nobody_goes", &[]).await;
    app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
    app.work().await;
    assert_eq!(count(&app, "users").await, 0);
}

/// Before the back-fill, and before the job that erases them.
#[tokio::test]
async fn whoever_is_deleted_gets_no_profile_by_the_back_fill() {
    let app = TestApp::new().await;
    let (gone, here) = (clerk_id(), clerk_id());
    for id in [&gone, &here] {
        app.sql(&format!("INSERT INTO users (id, clerk_id) VALUES (gen_random_uuid(), '{id}')"), &[]).await;
    }
    assert_eq!(Delivery::clerk(&deleted(&gone)).send(&app).await.status, 200);
    app.do_jobs(folio::jobs::Registry::default().with::<folio::inbound::Apply>()).await;
    let tx = app.db.begin().await.expect("it begins");
    let made =
        folio_db::accounts::backfill_batch(&tx, 10, || format!("p-{}", uuid::Uuid::new_v4().simple())).await;
    assert_eq!(tx.finish(made).await.expect("it is done").profiles, 1);
    let owner = text(&app, "SELECT clerk_id FROM users JOIN profiles ON user_id = users.id").await;
    assert_eq!(owner, Some(here));
    app.work().await;
    assert_gone_but(&app, 1).await;
}

async fn assert_gone_but(app: &TestApp, users: i64) {
    let failed = text(app, "SELECT string_agg(kind || ' ' || last_error, ', ') FROM jobs").await;
    assert_eq!((failed, count(app, "users").await, count(app, "profiles").await), (None, users, users));
}
