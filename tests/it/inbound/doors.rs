//! What is taken in, and what is not: nothing of that is stored.

use chrono::{TimeDelta, Utc};
use folio::inbound::Doors;
use folio_testkit::{Delivery, EVENT_SOURCE, SECRET, TestApp, metrics};
use serde_json::{Value, json};

use super::{
    clerk::{count, inbox},
    payloads::{clerk_id, deleted, documented, user},
};

const OTHER: &str = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMh";

fn event() -> Value {
    json!({
        "specversion": "1.0", "id": "evt-1", "source": EVENT_SOURCE, "type": "com.gigsy.something.else.v1",
        "subject": clerk_id(), "time": "2026-01-31T12:00:00Z", "data": { "title": "Rust" },
    })
}

/// Signed, and not accepted: with which status and code.
async fn refused(app: &TestApp, delivery: Delivery, status: u16, code: &str) {
    let reply = delivery.send(app).await;
    assert_eq!((reply.status.as_u16(), reply.code()), (status, code), "{delivery:?}");
    assert_eq!((count(app, "inbound_events").await, count(app, "jobs").await), (0, 0), "{delivery:?}");
}

#[tokio::test]
async fn what_is_not_signed_well_is_refused_and_nothing_of_it_is_kept() {
    let app = TestApp::new().await;
    for good in [Delivery::clerk(&user("created", &clerk_id(), 0, |_| ())), Delivery::event(&event())] {
        refused(&app, good.clone().signature(""), 400, "SIGNATURE_MISSING").await;
        for forged in ["v1,bm90IGEgc2lnbmF0dXJl", "v2,bm90IGEgc2lnbmF0dXJl", "v1a,", "nonsense"] {
            refused(&app, good.clone().signature(forged), 401, "SIGNATURE_INVALID").await;
        }
        refused(&app, good.clone().secret(OTHER), 401, "SIGNATURE_INVALID").await;
        for away in [TimeDelta::seconds(-310), TimeDelta::seconds(310)] {
            refused(&app, good.clone().at(Utc::now() + away), 401, "SIGNATURE_STALE").await;
        }
    }
    // The signature is over the raw body, to the byte.
    let signed = Delivery::clerk(&documented("user.created"));
    let reply = signed.send(&app).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

#[tokio::test]
async fn what_is_no_event_is_refused_by_name() {
    let app = TestApp::new().await;
    for body in ["", "[]", "{}", r#"{"type": "user.created"}"#, r#"{"type": 7, "data": {}}"#] {
        refused(&app, Delivery::clerk(&json!({})).body(body), 400, "EVENT_MALFORMED").await;
    }
    for odd in [json!(null), json!([]), json!("x"), json!({ "id": 7 }), json!({ "updated_at": "noon" })] {
        let odd = json!({ "type": "user.created", "data": odd });
        refused(&app, Delivery::clerk(&odd), 400, "EVENT_MALFORMED").await;
    }
    let good = || Delivery::clerk(&documented("user.created"));
    refused(&app, good().content_type("text/plain"), 415, "UNSUPPORTED_MEDIA_TYPE").await;
    refused(&app, good().body("x".repeat(300_000)), 413, "BODY_TOO_LARGE").await;
    for (field, value) in [
        ("specversion", json!("0.3")),
        ("id", json!(null)),
        ("id", json!("a\0")),
        ("subject", json!("a\u{1}")),
        ("time", json!("noon")),
    ] {
        let mut wrong = event();
        wrong[field] = value;
        let delivery = Delivery::event(&wrong);
        let reply = delivery.send(&app).await;
        assert!(reply.text().contains(&format!("{field}: expected")), "{}", reply.text());
        refused(&app, delivery, 400, "EVENT_MALFORMED").await;
    }
    let award = |data: Value| {
        let mut award = event();
        award["type"] = json!("com.gigsy.badge.awarded.v1");
        award["data"] = json!({ "awardId": "awd_1", "badge": "rust-basics" });
        let known = award["data"].as_object_mut().expect("an object");
        known.extend(data.as_object().expect("an object").clone());
        Delivery::event(&award)
    };
    let later = |minutes| (Utc::now() + TimeDelta::minutes(minutes)).to_rfc3339();
    let long = "a".repeat(300);
    for (data, told) in [
        (
            json!({ "awardedAt": "2036-01-01T00:00:00Z" }),
            "data.awardedAt: must be at most five minutes in the future",
        ),
        (json!({ "awardedAt": later(6) }), "data.awardedAt: must be at most five minutes in the future"),
        (
            json!({ "awardedat": "secret" }),
            "data: has an unknown field, \\\"awardedat\\\"; the known ones are awardId, ",
        ),
        (json!({ "b": 1, "c": 1 }), "data: has 2 unknown fields, \\\"b\\\", \\\"c\\\"; the known"),
        (json!({ "b": 1, "c": 1, "d": 1, "e": 1 }), "\\\"c\\\", \\\"d\\\" among them; the known"),
        (json!({ long: 1 }), &format!("\\\"{}\\\"…; the known", "a".repeat(40))),
    ] {
        let reply = award(data.clone()).send(&app).await;
        assert!(reply.text().contains(told) && !reply.text().contains("secret"), "{}", reply.text());
        refused(&app, award(data), 400, "EVENT_MALFORMED").await;
    }
    let mut unkeepable = documented("user.created");
    unkeepable["data"]["id"] = json!("user_\0");
    let reply = Delivery::clerk(&unkeepable).send(&app).await;
    assert!(reply.text().contains("data.id"), "{}", reply.text());
    refused(&app, Delivery::clerk(&unkeepable), 400, "EVENT_MALFORMED").await;
    let get = app.anonymous().request("GET", "/webhooks/clerk");
    assert_eq!(folio_testkit::Reply::of(get).await.status, 405);
}

/// Their clock may be a little ahead of ours.
#[tokio::test]
async fn an_award_of_the_next_minutes_is_taken() {
    let app = TestApp::new().await;
    let mut award = event();
    award["type"] = json!("com.gigsy.badge.awarded.v1");
    let soon = (Utc::now() + TimeDelta::minutes(4)).to_rfc3339();
    award["data"] = json!({ "awardId": "awd_1", "badge": "rust-basics", "awardedAt": soon });
    assert_eq!(Delivery::event(&award).send(&app).await.status, 202);
}

/// What isn't known may be made in any way: it waits for a program that knows it.
#[tokio::test]
async fn an_unknown_type_of_clerks_is_kept_whatever_its_data_are() {
    let app = TestApp::new().await;
    let odd = [
        json!(null),
        json!([]),
        json!("x"),
        json!(7),
        json!({ "id": 7, "user_id": "a\u{1}", "updated_at": "x" }),
    ];
    for data in &odd {
        let event = json!({ "type": "user.something_new", "timestamp": "noon", "data": data });
        let reply = Delivery::clerk(&event).send(&app).await;
        assert_eq!(reply.status, 200, "{data}: {}", reply.text());
    }
    app.work().await;
    assert_eq!(inbox(&app).await, ["UNKNOWN TYPE"; 5]);
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL AND subject_hash IS NULL").await, 5);
    // It has to be an event all the same.
    let unnamed = json!({ "type": "a\u{1}", "data": null });
    assert_eq!(Delivery::clerk(&unnamed).send(&app).await.code(), "EVENT_MALFORMED");
}

#[tokio::test]
async fn only_structured_mode_is_accepted_since_headers_are_not_signed() {
    let app = TestApp::new().await;
    let good = || Delivery::event(&event());
    for (delivery, accepted) in [
        (good().content_type("application/cloudevents-batch+json"), "batches"),
        (good().content_type("application/json").header("ce-specversion", "1.0"), "binary mode"),
        (good().content_type("application/json"), "structured mode"),
    ] {
        let reply = delivery.send(&app).await;
        assert!(reply.text().contains(accepted), "{}", reply.text());
        refused(&app, delivery, 415, "UNSUPPORTED_MEDIA_TYPE").await;
    }
    let mut foreign = event();
    foreign["source"] = json!("https://elsewhere.example");
    refused(&app, Delivery::event(&foreign), 401, "EVENT_SOURCE_UNKNOWN").await;
}

#[tokio::test]
async fn a_key_is_changed_without_a_gap_and_each_source_has_its_own() {
    let sources = format!("{EVENT_SOURCE}={SECRET}|{OTHER},https://gigs.example={OTHER}");
    let doors = Doors::read(Some(&format!("{OTHER},{SECRET}")), &sources).expect("keys");
    let app = TestApp::builder().doors(doors).start().await;
    for secret in [SECRET, OTHER] {
        let delivery = Delivery::clerk(&user("created", &clerk_id(), 0, |_| ())).secret(secret);
        assert_eq!(delivery.send(&app).await.status, 200);
        let mut new = event();
        new["id"] = json!(secret);
        assert_eq!(Delivery::event(&new).secret(secret).send(&app).await.status, 202);
    }
    let mut gigs = event();
    gigs["source"] = json!("https://gigs.example");
    assert_eq!(Delivery::event(&gigs).secret(SECRET).send(&app).await.code(), "SIGNATURE_INVALID");
    assert_eq!(Delivery::event(&gigs).secret(OTHER).send(&app).await.status, 202);
}

#[tokio::test]
async fn without_a_key_nothing_is_taken_in() {
    let app = TestApp::builder().doors(Doors::default()).start().await;
    for delivery in [Delivery::clerk(&documented("user.created")), Delivery::event(&event())] {
        refused(&app, delivery, 404, "WEBHOOK_NOT_CONFIGURED").await;
    }
}

#[tokio::test]
async fn a_repeat_is_acknowledged_and_does_nothing() {
    let app = TestApp::new().await;
    let delivery = Delivery::clerk(&user("created", &clerk_id(), 0, |_| ())).id("msg_1");
    for expected in ["accepted", "repeat", "repeat"] {
        let reply = delivery.send(&app).await;
        assert_eq!((reply.status.as_u16(), &reply.json()["status"]), (200, &json!(expected)));
    }
    assert_eq!((count(&app, "inbound_events").await, count(&app, "jobs").await), (1, 1));
    for (status, expected) in [(202, "accepted"), (200, "repeat")] {
        let reply = Delivery::event(&event()).id("any").send(&app).await;
        // The event's own id counts, and this one has another subject each time: the first is kept.
        assert_eq!((reply.status.as_u16(), &reply.json()["status"]), (status, &json!(expected)));
    }
    assert_eq!(count(&app, "inbound_events WHERE other_bodies = 1").await, 1);
    assert_eq!(count(&app, "inbound_events").await, 2);
}

#[tokio::test]
async fn what_is_not_known_is_kept_and_what_is_of_no_interest_is_emptied() {
    let app = TestApp::new().await;
    let mut unknown = documented("user.created");
    unknown["type"] = json!("user.teleported");
    for event in [&documented("session.created"), &documented("email.created"), &unknown] {
        assert_eq!(Delivery::clerk(event).send(&app).await.status, 200);
    }
    let mut unreadable = documented("user.created");
    unreadable["data"]["updated_at"] = json!("yesterday");
    unreadable["data"].as_object_mut().expect("an object").remove("updated_at");
    Delivery::clerk(&unreadable).send(&app).await;
    Delivery::event(&event()).send(&app).await;
    app.work().await;
    assert_eq!(
        inbox(&app).await,
        [
            "IGNORED OF_NO_INTEREST",
            "IGNORED OF_NO_INTEREST",
            "UNKNOWN TYPE",
            "FAILED UNREADABLE",
            "UNKNOWN TYPE"
        ]
    );
    assert_eq!(count(&app, "inbound_events WHERE body IS NOT NULL").await, 3);
    assert_eq!(count(&app, "users").await, 0);
}

/// A deletion throws away what is still to be applied about its person, and that is settled, too.
#[tokio::test]
async fn what_goes_with_its_person_is_counted_once() {
    let source = "https://gone.example";
    let doors = Doors::read(Some(SECRET), &format!("{source}={SECRET}")).expect("keys");
    let app = TestApp::builder().doors(doors).start().await;
    let mut event = event();
    event["source"] = json!(source);
    assert_eq!(Delivery::event(&event).send(&app).await.status, 202);
    // The deletion is applied first.
    app.sql("UPDATE jobs SET run_at = now() + interval '1 hour'", &[]).await;
    let id = event["subject"].as_str().expect("a subject");
    assert_eq!(Delivery::clerk(&deleted(id)).send(&app).await.status, 200);
    app.work().await;
    assert_eq!(inbox(&app).await, ["IGNORED DELETED", "APPLIED"]);
    app.sql("UPDATE jobs SET run_at = now()", &[]).await;
    app.work().await;
    let counted = metrics();
    let counted: Vec<&str> =
        counted.lines().filter(|line| line.contains("settled") && line.contains(source)).collect();
    let once = format!("folio_inbound_settled_total{{source=\"{source}\",state=\"IGNORED\"}} 1");
    assert_eq!(counted, [once]);
}

/// What an attempt did that was undone didn't happen, and is not counted either.
#[tokio::test]
async fn only_what_lasts_is_counted() {
    let source = "https://counted.example";
    let doors = Doors::read(Some(SECRET), &format!("{source}={SECRET}")).expect("keys");
    let app = TestApp::builder().doors(doors).start().await;
    let settled = || {
        let of = format!("folio_inbound_settled_total{{source=\"{source}\"");
        metrics().lines().filter(|line| line.starts_with(&of)).map(str::to_owned).collect::<Vec<_>>()
    };
    app.sql("CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$", &[])
        .await;
    // The delivery has been settled by then.
    let trigger = "CREATE TRIGGER no BEFORE UPDATE ON jobs FOR EACH ROW WHEN (NEW.state = 'DONE') EXECUTE FUNCTION no()";
    app.sql(trigger, &[]).await;
    let mut event = event();
    event["source"] = json!(source);
    assert_eq!(Delivery::event(&event).send(&app).await.status, 202);
    app.work().await;
    assert_eq!((inbox(&app).await, settled()), (vec!["RECEIVED".to_owned()], Vec::new()));
    app.sql("DROP TRIGGER no ON jobs", &[]).await;
    app.sql("UPDATE jobs SET run_at = now()", &[]).await;
    app.work().await;
    assert_eq!(inbox(&app).await, ["UNKNOWN TYPE"]);
    let counted = settled();
    assert!(counted.len() == 1 && counted[0].ends_with(" 1"), "{counted:?}");
}
