//! Events of other teams: applied when their person is there, parked until then, and gone when the person is.

use chrono::{TimeDelta, Utc};
use folio_testkit::{Delivery, EVENT_SOURCE, TestApp};
use serde_json::{Value, json};

use super::{
    clerk::{Somebody, count, inbox, me, tell, text},
    payloads::{clerk_id, deleted, user},
};
use crate::live::awards::offer;

fn event(kind: &str, id: &str, subject: &str, data: Value) -> Value {
    json!({
        "specversion": "1.0", "id": id, "source": EVENT_SOURCE, "type": format!("com.gigsy.{kind}.v1"),
        "subject": subject, "time": "2026-01-31T12:00:00Z", "data": data,
    })
}

fn course(id: &str, subject: &str, title: &str) -> Value {
    let data = json!({ "completionId": id, "title": title, "provider": "Harbourlight", "completedOn": "2026-01-30" });
    event("course.completed", id, subject, data)
}

fn award(id: &str, subject: &str, badge: &str) -> Value {
    event("badge.awarded", id, subject, json!({ "awardId": id, "badge": badge }))
}

async fn deliver(app: &TestApp, event: &Value) {
    let reply = Delivery::event(event).send(app).await;
    assert_eq!(reply.status, 202, "{}", reply.text());
    app.work().await;
}

async fn certificates(app: &TestApp) -> Option<String> {
    text(app, "SELECT string_agg(title, ', ' ORDER BY title) FROM certificates").await
}

#[tokio::test]
async fn what_is_told_of_somebody_here_is_applied_once() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    deliver(&app, &course("c-1", &id, "Rust")).await;
    assert_eq!(certificates(&app).await.as_deref(), Some("Rust"));
    let again = Delivery::event(&course("c-1", &id, "Rust")).send(&app).await;
    assert_eq!(again.status, 200);
    app.work().await;
    assert_eq!(count(&app, "certificates").await, 1);
    assert_eq!(inbox(&app).await, ["APPLIED"]);
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL").await, 0);
    assert_eq!(count(&app, "outbox WHERE event_type = 'course.completed'").await, 1);
}

#[tokio::test]
async fn whoever_is_not_here_yet_finds_what_waited_for_them() {
    let app = TestApp::new().await;
    offer(&app, "rustacean").await;
    let (by_request, by_webhook) = (clerk_id(), clerk_id());
    for id in [&by_request, &by_webhook] {
        deliver(&app, &course(&format!("c-{id}"), id, "Rust")).await;
        deliver(&app, &award(&format!("a-{id}"), id, "rustacean")).await;
    }
    assert_eq!(inbox(&app).await, ["PARKED person"; 4]);
    me(&app, &by_request).await;
    app.work().await;
    assert_eq!((count(&app, "certificates").await, count(&app, "badge_awards").await), (1, 1));
    tell(&app, &user("created", &by_webhook, 0, |_| ())).await;
    assert_eq!((count(&app, "certificates").await, count(&app, "badge_awards").await), (2, 2));
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL").await, 0);
}

/// Each has a job of its own.
#[tokio::test]
async fn one_that_can_not_be_applied_holds_up_no_other() {
    let app = TestApp::new().await;
    let id = clerk_id();
    for title in ["Bad", "Rust", "SQL"] {
        deliver(&app, &course(&format!("c-{title}"), &id, title)).await;
    }
    app.sql("ALTER TABLE certificates ADD CHECK (title <> 'Bad')", &[]).await;
    me(&app, &id).await;
    app.work().await;
    assert_eq!(certificates(&app).await.as_deref(), Some("Rust, SQL"));
    assert_eq!(inbox(&app).await, ["PARKED person", "APPLIED", "APPLIED"], "it is tried again");
    for _ in 0..2 {
        app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
        app.work().await;
    }
    assert_eq!(inbox(&app).await, ["FAILED REFUSED", "APPLIED", "APPLIED"], "told to operators");
}

#[tokio::test]
async fn an_award_waits_for_its_badge() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    deliver(&app, &award("a-1", &id, "late")).await;
    assert_eq!(inbox(&app).await, ["PARKED badge:late"]);
    offer(&app, "late").await;
    let conn = app.db.conn().await.expect("a connection is free");
    folio_db::inbox::release_badge(&conn, "late").await.expect("it can be released");
    drop(conn);
    app.work().await;
    assert_eq!((count(&app, "badge_awards").await, inbox(&app).await), (1, vec!["APPLIED".to_owned()]));
}

#[tokio::test]
async fn what_waits_for_somebody_goes_with_them() {
    let app = TestApp::new().await;
    let (never, here) = (clerk_id(), clerk_id());
    me(&app, &here).await;
    deliver(&app, &course("c-1", &never, "Rust")).await;
    deliver(&app, &award("a-1", &here, "nothing")).await;
    for id in [&never, &here] {
        tell(&app, &deleted(id)).await;
    }
    deliver(&app, &course("c-2", &never, "Rust")).await;
    deliver(&app, &course("c-3", &here, "Rust")).await;
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL").await, 0);
    assert_eq!((count(&app, "users").await, count(&app, "certificates").await), (0, 0));
    let reply = app.as_(Somebody(&never)).query("{ me { role } }").await;
    assert_eq!(reply.code(), "UNAUTHENTICATED");
}

#[tokio::test]
async fn what_a_known_type_lacks_is_named_at_the_door() {
    let app = TestApp::new().await;
    let mut untitled = course("c-1", &clerk_id(), "Rust");
    untitled["data"].as_object_mut().expect("an object").remove("title");
    let mut of_nobody = course("c-1", &clerk_id(), "Rust");
    of_nobody.as_object_mut().expect("an object").remove("subject");
    for (wrong, named) in [(untitled, "data.title"), (of_nobody, "subject")] {
        let reply = Delivery::event(&wrong).send(&app).await;
        assert_eq!((reply.status.as_u16(), reply.code()), (400, "EVENT_MALFORMED"));
        assert!(reply.text().contains(named), "{}", reply.text());
    }
    assert_eq!(count(&app, "inbound_events").await, 0);
}

#[tokio::test]
async fn the_longest_id_is_as_good_as_any() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    offer(&app, "rustacean").await;
    let long = |first: &str| format!("{first}{}", "x".repeat(254));
    let mut events = vec![course(&long("c"), &id, "Rust"), award(&long("a"), &id, "rustacean")];
    events.push(event("badge.revoked", &long("r"), &id, json!({ "awardId": "a-1" })));
    events[0]["data"]["completionId"] = json!("c-1");
    events[1]["data"]["awardId"] = json!("a-1");
    for event in &events {
        deliver(&app, event).await;
    }
    assert_eq!(inbox(&app).await, ["APPLIED"; 3]);
}

#[tokio::test]
async fn what_the_tables_refuse_is_told_to_operators() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    app.sql("ALTER TABLE certificates ADD CONSTRAINT not_this CHECK (title <> 'Rust')", &[]).await;
    deliver(&app, &course("c-1", &id, "Rust")).await;
    assert_eq!(inbox(&app).await, ["RECEIVED"], "once may be a race");
    for _ in 0..2 {
        app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
        app.work().await;
    }
    assert_eq!(inbox(&app).await, ["FAILED REFUSED"]);
    assert_eq!(count(&app, "jobs WHERE state <> 'DONE'").await, 0);
}

#[tokio::test]
async fn an_event_of_a_known_type_says_when_and_not_of_a_time_to_come() {
    let app = TestApp::new().await;
    let id = clerk_id();
    let (mut timeless, mut early) = (course("c-1", &id, "Rust"), course("c-1", &id, "Rust"));
    timeless.as_object_mut().expect("an object").remove("time");
    early["time"] = json!((Utc::now() + TimeDelta::minutes(6)).to_rfc3339());
    for wrong in [timeless.clone(), early] {
        let reply = Delivery::event(&wrong).send(&app).await;
        assert_eq!((reply.status.as_u16(), reply.code()), (400, "EVENT_MALFORMED"));
        assert!(reply.text().contains("time: expected"), "{}", reply.text());
    }
    let mut soon = course("c-1", &id, "Rust");
    soon["time"] = json!((Utc::now() + TimeDelta::minutes(4)).to_rfc3339());
    deliver(&app, &soon).await;
    timeless["type"] = json!("com.gigsy.course.completed.v9");
    timeless["id"] = json!("c-2");
    deliver(&app, &timeless).await;
    assert_eq!(inbox(&app).await, ["PARKED person", "UNKNOWN TYPE"]);
}

#[tokio::test]
async fn nothing_about_somebody_who_is_gone_is_kept_whatever_its_type() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &deleted(&id)).await;
    let unknown = event("course.completed", "u-1", &id, json!({ "title": "secret" }));
    let mut unknown = unknown;
    unknown["type"] = json!("com.gigsy.course.completed.v9");
    deliver(&app, &unknown).await;
    let mut unreadable = user("updated", &id, 10, |_| ());
    unreadable["data"]["updated_at"] = json!(null);
    tell(&app, &unreadable).await;
    let mut session = json!({ "type": "session.something", "data": { "id": "sess_1", "user_id": id } });
    session["timestamp"] = json!(1_716_883_200_000_i64);
    tell(&app, &session).await;
    assert_eq!(inbox(&app).await[1..], ["IGNORED DELETED"; 3]);
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL").await, 0);
}

#[tokio::test]
async fn whoever_gets_their_profile_by_the_back_fill_finds_what_waited() {
    let app = TestApp::new().await;
    let id = clerk_id();
    deliver(&app, &course("c-1", &id, "Rust")).await;
    let insert = format!("INSERT INTO users (id, clerk_id) VALUES (gen_random_uuid(), '{id}')");
    app.sql(&insert, &[]).await;
    let tx = app.db.begin().await.expect("it begins");
    let made = folio_db::accounts::backfill_batch(&tx, 10, || "a-new-address".to_owned()).await;
    assert_eq!(tx.finish(made).await.expect("it is done").profiles, 1);
    app.work().await;
    assert_eq!(
        (certificates(&app).await.as_deref(), inbox(&app).await),
        (Some("Rust"), vec!["APPLIED".to_owned()])
    );
}

#[tokio::test]
async fn a_badge_that_is_not_awarded_any_more_is_told_to_operators() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    offer(&app, "rustacean").await;
    app.sql("UPDATE badges SET retired_at = '2026-01-15Z'", &[]).await;
    let mut before = award("a-1", &id, "rustacean");
    before["data"]["awardedAt"] = json!("2026-01-14T12:00:00Z");
    deliver(&app, &before).await;
    deliver(&app, &award("a-2", &id, "rustacean")).await;
    assert_eq!(inbox(&app).await, ["APPLIED", "FAILED RETIRED"], "what was awarded before may come late");
    // What is held is corrected by whoever says when it was awarded. Of the other corrections it can't be told, and none of them
    // counts, whether it comes before the award or behind it.
    let mut correction = award("a-3", &id, "rustacean");
    correction["time"] = json!("2026-02-01T12:00:00Z");
    correction["data"] = json!({ "awardId": "a-1", "badge": "rustacean", "evidenceText": "Corrected." });
    correction["data"]["awardedAt"] = json!("2026-01-14T12:00:00Z");
    deliver(&app, &correction).await;
    let evidence = async |app: &TestApp| text(app, "SELECT evidence_text FROM badge_awards").await;
    assert_eq!(evidence(&app).await.as_deref(), Some("Corrected."));
    let mut undated = award("a-4", &id, "rustacean");
    undated["time"] = json!("2026-02-02T12:00:00Z");
    undated["data"] = json!({ "awardId": "a-1", "badge": "rustacean", "evidenceText": "Undated." });
    deliver(&app, &undated).await;
    assert_eq!(evidence(&app).await.as_deref(), Some("Corrected."));
    let other = TestApp::new().await;
    me(&other, &id).await;
    offer(&other, "rustacean").await;
    other.sql("UPDATE badges SET retired_at = '2026-01-15Z'", &[]).await;
    for event in [&undated, &correction, &before] {
        deliver(&other, event).await;
    }
    assert_eq!(evidence(&other).await, evidence(&app).await, "another order, the same portfolio");
    app.sql("UPDATE badges SET retired_at = NULL", &[]).await;
    let conn = app.db.conn().await.expect("a connection is free");
    let failed = [folio_db::inbox::InboxState::Failed];
    let (retried, _) = folio::inbound::retry(&conn, &failed, None, None).await.expect("it can be retried");
    drop(conn);
    app.work().await;
    assert_eq!((retried, count(&app, "badge_awards").await), (2, 2));
}

fn revoked(id: &str, subject: &str, award: &str) -> Value {
    event("badge.revoked", id, subject, json!({ "awardId": award, "reason": "By mistake." }))
}

/// How many of the awards that were delivered stand.
async fn standing(app: &TestApp) -> i64 {
    count(app, "badge_awards WHERE revoked_at IS NULL AND expired_at IS NULL AND source_id LIKE 'a-%'").await
}

/// However many revocations wait for their awards, each finds its own.
#[tokio::test]
async fn no_revocation_is_lost_whichever_comes_first() {
    for revocation_first in [true, false] {
        let app = TestApp::new().await;
        let id = clerk_id();
        me(&app, &id).await;
        offer(&app, "rustacean").await;
        let waiting = "INSERT INTO badge_revocations
                (profile_id, source, source_id, revoked_at, revocation_time, revocation_event)
            SELECT id, 'https://wild.example', n::text, now(), now(), n::text FROM profiles, generate_series(1, 1000) AS n";
        assert_eq!(app.sql(waiting, &[]).await, 1_000);
        let (award, revocation) = (award("a-1", &id, "rustacean"), revoked("r-1", &id, "a-1"));
        let order = if revocation_first { [&revocation, &award] } else { [&award, &revocation] };
        for event in order {
            deliver(&app, event).await;
        }
        assert!(inbox(&app).await.iter().all(|state| state.starts_with("APPLIED")), "{revocation_first}");
        assert_eq!(count(&app, "badge_awards WHERE revoked_at IS NOT NULL").await, 1, "{revocation_first}");
    }
}

/// An award that finds no room is applied once there is, be it that another one was revoked or that its time is over; and one
/// that was revoked meanwhile comes as such.
#[tokio::test]
async fn an_award_waits_for_room() {
    let app = TestApp::new().await;
    let id = clerk_id();
    me(&app, &id).await;
    offer(&app, "rustacean").await;
    let many = "INSERT INTO badge_awards (profile_id, id, position, badge_id, awarded_at, source, source_id, source_time,
            source_event, provenance)
        SELECT profiles.id, gen_random_uuid(), n, badges.id, now(), $1, 'old-' || n, '2026-01-01Z', n::text, 'EVENT'
        FROM profiles, badges, generate_series(0, 199) AS n";
    assert_eq!(app.sql(many, &[&EVENT_SOURCE]).await, 200);
    for name in ["a-1", "a-2", "a-3", "a-4"] {
        deliver(&app, &award(name, &id, "rustacean")).await;
    }
    let profile = text(&app, "SELECT id::text FROM profiles").await.expect("a profile");
    assert_eq!(inbox(&app).await, vec![format!("PARKED room:{profile}"); 4]);
    assert_eq!(standing(&app).await, 0);

    deliver(&app, &revoked("r-1", &id, "a-1")).await;
    assert_eq!(standing(&app).await, 0, "what waits takes no place by being revoked");
    deliver(&app, &revoked("r-2", &id, "old-7")).await;
    assert_eq!(standing(&app).await, 1, "whichever of them came first");
    assert_eq!(count(&app, "badge_awards WHERE source_id = 'a-1' AND revoked_at IS NOT NULL").await, 1);

    let over = "UPDATE badge_awards SET expires_at = now() - interval '1 second' WHERE source_id = 'old-8'
        RETURNING json_build_object('profileId', profile_id, 'awardId', id)::text";
    let job = text(&app, over).await.expect("it is there");
    let ask = "INSERT INTO jobs (id, kind, payload, profile_id, max_attempts)
        SELECT gen_random_uuid(), 'badge.expire', $1::text::json, id, 20 FROM profiles";
    app.sql(ask, &[&job]).await;
    app.work().await;
    assert_eq!(standing(&app).await, 2);
    let parked = inbox(&app).await.into_iter().filter(|state| state.starts_with("PARKED")).count();
    assert_eq!(parked, 1, "there is room for no more");
}
