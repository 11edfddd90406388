//! Events of other teams: applied when their person is there, parked until then, and gone when the person is.

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
    assert_eq!(count(&app, "inbound_events WHERE state = 'PARKED'").await, 1, "it is tried again");
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
