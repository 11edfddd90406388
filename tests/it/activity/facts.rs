//! What each kind of event becomes, and what is wrong with one that can't be taken.

use chrono::{DateTime, TimeDelta, Utc};
use folio::activity::{Applied, NotAFact};
use folio_testkit::{Member, TestApp};
use serde_json::{Value, json};

use super::{Told, offer, tell};

fn told(event_type: &'static str, hour: i64, data: Value) -> Told {
    let time = DateTime::from_timestamp(1_760_000_000, 0).expect("a time") + TimeDelta::hours(hour);
    Told { event_type, source: "https://platform.example", event_id: format!("at-{hour}"), time, data }
}

async fn page(app: &TestApp, member: &Member, selection: &str) -> Value {
    let document = format!("{{ me {{ profile {{ {selection} }} }} }}");
    app.as_(member).query(&document).await.data()["me"]["profile"].clone()
}

async fn events(app: &TestApp, member: &Member) -> Vec<(String, String)> {
    let query = "SELECT event_type, payload::text FROM outbox \
                 WHERE profile_id = $1 AND event_type <> 'strength.changed' ORDER BY version, ordinal";
    let rows = app.database.sql().await.query(query, &[&member.profile_id]).await.expect("it can be read");
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}

#[tokio::test]
async fn a_course_becomes_a_certificate() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let course = json!({ "completionId": "c-1", "title": "Rust in Practice", "provider": "Academy",
        "completedOn": "2026-05", "expiresOn": "2028", "url": "https://academy.example/rust",
        "credentialId": "A-17", "credentialUrl": "https://academy.example/A-17", "skills": ["Rust", "Rust", "SQL"] });
    tell(&app, &member, &told("com.gigsy.course.completed.v1", 1, course.clone())).await;
    let earlier =
        json!({ "completionId": "c-0", "title": "Before", "provider": "Academy", "completedOn": "2025" });
    tell(&app, &member, &told("com.gigsy.course.completed.v1", 2, earlier)).await;
    let selection = "certificates { nodes { title provider url credentialId credentialUrl issuedAt expiresAt skills provenance } }";
    let certificates = page(&app, &member, selection).await["certificates"]["nodes"].clone();
    assert_eq!(
        certificates[0],
        json!({ "title": "Rust in Practice", "provider": "Academy", "url": "https://academy.example/rust",
            "credentialId": "A-17", "credentialUrl": "https://academy.example/A-17", "issuedAt": "2026-05",
            "expiresAt": "2028", "skills": ["Rust", "SQL"], "provenance": "EVENT" })
    );
    assert_eq!(certificates[1]["title"], "Before", "the newest first, though it came first");

    let corrected = json!({ "completionId": "c-1", "title": "Rust in Practice, second edition", "provider": "Academy",
        "completedOn": "2024-05" });
    tell(&app, &member, &told("com.gigsy.course.completed.v1", 3, corrected)).await;
    let titles =
        page(&app, &member, "certificates { nodes { title version } }").await["certificates"]["nodes"]
            .clone();
    assert_eq!(
        titles,
        json!([{ "title": "Before", "version": "1" }, { "title": "Rust in Practice, second edition", "version": "2" }])
    );
    let late = tell(&app, &member, &told("com.gigsy.course.completed.v1", 2, course)).await;
    assert!(matches!(late, Applied::Unchanged), "what stands is newer");
    let types: Vec<String> = events(&app, &member).await.into_iter().map(|(ty, _)| ty).collect();
    let (added, changed) =
        (["course.completed", "certificate.added"], ["course.completed", "certificate.changed"]);
    assert_eq!(types, [added, added, changed].concat());
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn a_revocation_finds_its_award_whichever_comes_first() {
    let app = TestApp::new().await;
    offer(&app, "rust-basics").await;
    let award = told("com.gigsy.badge.awarded.v1", 1, json!({ "awardId": "a-1", "badge": "rust-basics" }));
    let revocation =
        told("com.gigsy.badge.revoked.v1", 2, json!({ "awardId": "a-1", "reason": "By mistake." }));
    let mut seen = Vec::new();
    for order in [[&award, &revocation], [&revocation, &award]] {
        let member = app.member().create().await;
        for fact in order {
            tell(&app, &member, fact).await;
        }
        let selection = "badges { nodes { badge { key } status awardedAt revokedAt revocationReason } }";
        seen.push(page(&app, &member, selection).await);
        let types: Vec<String> = events(&app, &member).await.into_iter().map(|(ty, _)| ty).collect();
        assert_eq!(types, ["badge.awarded", "badge.revoked"]);
        app.assert_whole(&member).await;
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0]["badges"]["nodes"][0]["status"], "REVOKED");
    assert_eq!(seen[0]["badges"]["nodes"][0]["revocationReason"], "By mistake.");
}

#[tokio::test]
async fn a_badge_that_is_not_in_the_catalogue_waits_until_it_is() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let before = app.trace(&member).await;
    let award = told("com.gigsy.badge.awarded.v1", 1, json!({ "awardId": "a-1", "badge": "to-come" }));
    assert!(matches!(tell(&app, &member, &award).await, Applied::UnknownBadge));
    assert_eq!(app.trace(&member).await, before);
    offer(&app, "to-come").await;
    assert!(matches!(tell(&app, &member, &award).await, Applied::Changed(_)));
}

/// The same thing told by another source is another thing; and an event tells nothing of what it holds.
#[tokio::test]
async fn things_are_known_by_their_source_and_events_hold_ids_alone() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let data = json!({ "gigId": "g-1", "title": "SECRETTITLE", "completedAt": "2026-01-01T00:00:00Z" });
    let here = told("com.gigsy.gig.completed.v1", 1, data);
    let there = Told { source: "https://elsewhere.example", ..here.clone() };
    tell(&app, &member, &here).await;
    tell(&app, &member, &there).await;
    assert_eq!(page(&app, &member, "gigs { totalCount }").await["gigs"]["totalCount"], 2);
    for (event_type, payload) in events(&app, &member).await {
        assert!(!payload.contains("SECRETTITLE") && payload.contains("\"GIGS\""), "{event_type}: {payload}");
    }
}

#[test]
fn what_can_not_be_taken_names_every_field() {
    let read = |event_type, data| match told(event_type, 1, data).read() {
        Ok(_) => panic!("it was taken"),
        Err(NotAFact::UnknownType) => vec!["unknown type".to_owned()],
        Err(NotAFact::Invalid(problems)) => problems.into_iter().map(|problem| problem.path).collect(),
    };
    assert_eq!(read("com.gigsy.course.completed.v2", json!({})), ["unknown type"]);
    assert_eq!(read("com.gigsy.course.completed.v1", json!([])), ["data"]);
    assert_eq!(
        read("com.gigsy.course.completed.v1", json!({})),
        ["data.completionId", "data.title", "data.provider", "data.completedOn"]
    );
    let course = json!({ "completionId": "a b", "title": 7, "provider": "\u{202E}", "completedOn": "2024-13",
        "expiresOn": "x", "url": "javascript:alert(1)", "skills": ["", 1], "misspelt": true });
    let paths =
        ["completionId", "title", "provider", "completedOn", "expiresOn", "url", "skills.0", "skills.1"];
    let mut expected: Vec<String> = paths.iter().map(|path| format!("data.{path}")).collect();
    expected.push("data".to_owned());
    assert_eq!(read("com.gigsy.course.completed.v1", course), expected);
    let gig = json!({ "gigId": "g", "title": "T", "completedAt": "yesterday", "client": { "name": "A", "userId": "u" },
        "review": { "rating": 6, "reviewedAt": "2026-01-01" } });
    assert_eq!(
        read("com.gigsy.gig.completed.v1", gig),
        ["data.client.userId", "data.completedAt", "data.review.rating", "data.review.reviewedAt"]
    );
    let gig = json!({ "gigId": "g", "title": "T", "startedAt": "2026-01-02T00:00:00Z",
        "completedAt": "2026-01-01T00:00:00Z", "client": {} });
    assert_eq!(read("com.gigsy.gig.completed.v1", gig), ["data.client.name", "data.completedAt"]);
    let award = json!({ "awardId": "a", "badge": "Not A Key", "expiresAt": "1999-01-01T00:00:00Z" });
    assert_eq!(read("com.gigsy.badge.awarded.v1", award), ["data.badge", "data.expiresAt"]);
    let revoked = json!({ "awardId": "a".repeat(201), "reason": "x".repeat(1_001) });
    assert_eq!(read("com.gigsy.badge.revoked.v1", revoked), ["data.awardId", "data.reason"]);
}

#[test]
fn a_repeat_is_no_later_than_what_it_repeats() {
    let time: DateTime<Utc> = "2026-01-01T00:00:00.123456789Z".parse().expect("a time");
    let origin = folio::activity::Origin::new("s", "e", time);
    let kept: DateTime<Utc> = "2026-01-01T00:00:00.123456Z".parse().expect("a time");
    assert!(!origin.is_newer_than(kept, "e"));
    assert!(origin.is_newer_than(kept, "d"));
}
