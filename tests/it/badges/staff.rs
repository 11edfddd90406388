//! The laws of what staff change: rights, versions, idempotency, and what is left behind.

use folio_policy::{ProfileState, Role, Section, Staff, Visibility};
use folio_testkit::{Member, TestApp, Visitor};
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    assert_done, award, award_with, awarded, badges, define, offer, refusal, revoke, revoke_for, staff, told,
};

/// Somebody who shows their badges to everybody.
async fn somebody(app: &TestApp) -> Member {
    app.member()
        .public_url()
        .section(Section::Header, Visibility::Public)
        .section(Section::Badges, Visibility::Public)
        .create()
        .await
}

#[tokio::test]
async fn what_staff_award_shows_and_is_written_down() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = somebody(&app).await;
    let input = json!({ "badge": "rust-basics", "awardedAt": "2026-01-05T10:00:00Z",
        "evidenceUrl": "https://example.com/exam", "evidenceText": " 95 of 100 " });
    let reply = award(&app.as_(&moderator), &member.id(), input).await;
    let id = awarded(&reply);
    assert_eq!(reply.data()["it"]["award"], json!({ "id": id, "status": "ACTIVE" }));

    let document = "query($id: ID!) { node(id: $id) { ... on BadgeAward {
        badge { key name issuerName } status awardedAt expiresAt evidenceUrl evidenceText featured
        revokedAt revocationReason provenance version } } }";
    let look = async |visitor: Visitor<'_>| {
        visitor.query_with(document, json!({ "id": id })).await.data()["node"].clone()
    };
    let mut expected = json!({
        "badge": { "key": "rust-basics", "name": "Badge rust-basics", "issuerName": "Academy" },
        "status": "ACTIVE", "awardedAt": "2026-01-05T10:00:00+00:00", "expiresAt": null,
        "evidenceUrl": "https://example.com/exam", "evidenceText": "95 of 100", "featured": false,
        "revokedAt": null, "revocationReason": null, "provenance": null, "version": null,
    });
    assert_eq!(look(app.anonymous()).await, expected);
    (expected["provenance"], expected["version"]) = (json!("EVENT"), json!("1"));
    assert_eq!(look(app.as_(&member)).await, expected);

    let trace = app.trace(&member).await;
    assert_eq!((trace.version, trace.action.as_deref()), (2, Some("badgeAward")));
    assert_eq!(told(&app, &member).await, ["badge.awarded"]);
    let audit = "SELECT actor_kind, actor_id FROM audit_log WHERE profile_id = $1";
    let row = app.database.sql().await.query_one(audit, &[&member.profile_id]).await.expect("one row");
    assert_eq!((row.get::<_, &str>(0), row.get::<_, Uuid>(1)), ("STAFF", moderator.user_id));
    app.assert_whole(&member).await;
}

/// The three mutations, aimed at somebody.
async fn attempts(visitor: &Visitor<'_>, profile: &str, award_id: &str) -> Vec<String> {
    let input = json!({ "key": "another-badge", "name": "Another", "issuerName": "Academy" });
    let replies = [
        award(visitor, profile, json!({ "badge": "rust-basics" })).await,
        revoke(visitor, award_id, None, None).await,
        define(visitor, input, None, None).await,
    ];
    replies.iter().map(folio_testkit::Reply::text).collect()
}

/// Whoever has no right learns nothing: neither whether there is such a profile, nor such a badge or award.
#[tokio::test]
async fn nobody_else_can_and_nothing_is_told() {
    let app = TestApp::new().await;
    let [admin, _] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = somebody(&app).await;
    let id = awarded(&award(&app.as_(&admin), &member.id(), json!({ "badge": "rust-basics" })).await);
    let before = app.trace(&member).await;
    let nobody = Member { profile_id: Uuid::new_v4(), ..member.clone() };
    let never = nobody.item_id(folio_testkit::Item::BadgeAward, Uuid::new_v4());

    let document = r#"mutation { badgeRevoke(id: "x", reason: "y") { awardId } }"#;
    assert_eq!(app.anonymous().query(document).await.code(), "UNAUTHENTICATED");
    let suspended = app.member().staff(Staff::Admin).state(ProfileState::Suspended).create().await;
    for visitor in
        [app.as_(&app.member().role(Role::Employer).create().await), app.as_(&suspended), app.as_(&member)]
    {
        let there = attempts(&visitor, &member.id(), &id).await;
        assert!(there.iter().all(|answer| answer.contains("FORBIDDEN")), "{there:?}");
        assert_eq!(there, attempts(&visitor, &nobody.id(), &never).await);
        assert_eq!(there, attempts(&visitor, "no id", "nor this").await);
    }
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn a_moderator_does_not_change_the_catalogue_and_nobody_awards_themselves() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let input = json!({ "key": "mine", "name": "Mine", "issuerName": "Me" });
    assert_eq!(refusal(&define(&app.as_(&moderator), input, None, None).await).0, "FORBIDDEN");
    let own = award(&app.as_(&moderator), &moderator.id(), json!({ "badge": "rust-basics" })).await;
    assert_eq!(refusal(&own), ("FORBIDDEN", json!(["profileId"])));
    let id = awarded(&award(&app.as_(&admin), &moderator.id(), json!({ "badge": "rust-basics" })).await);
    assert_eq!(refusal(&revoke(&app.as_(&moderator), &id, None, None).await), ("FORBIDDEN", json!(["id"])));
}

#[tokio::test]
async fn what_is_refused_names_its_field_and_changes_nothing() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    let (curator, moderator) = (app.as_(&admin), app.as_(&moderator));
    offer(&curator, "rust-basics").await;
    offer(&curator, "gone").await;
    assert_done(&define(&curator, json!({ "key": "gone", "retired": true }), Some(1), None).await);
    let member = somebody(&app).await;
    let before = app.trace(&member).await;
    for (input, code, field) in [
        (json!({ "badge": "no-such" }), "NOT_FOUND", "badge"),
        (json!({ "badge": "no\u{0}such" }), "NOT_FOUND", "badge"),
        (json!({ "badge": "gone" }), "INVALID", "badge"),
        (json!({ "badge": "rust-basics", "awardedAt": "2199-01-01T00:00:00Z" }), "INVALID", "awardedAt"),
        (
            json!({ "badge": "rust-basics", "awardedAt": "2026-01-02T00:00:00Z", "expiresAt": "2026-01-01T00:00:00Z" }),
            "INVALID",
            "expiresAt",
        ),
        (json!({ "badge": "rust-basics", "evidenceUrl": "ftp://x" }), "INVALID", "evidenceUrl"),
        (json!({ "badge": "rust-basics", "evidenceText": "x".repeat(2_001) }), "TOO_LONG", "evidenceText"),
    ] {
        let reply = award(&moderator, &member.id(), input).await;
        assert_eq!(refusal(&reply), (code, json!(["input", field])));
    }
    let nobody = Member { profile_id: Uuid::new_v4(), ..member.clone() };
    let unknown = award(&moderator, &nobody.id(), json!({ "badge": "rust-basics" })).await;
    assert_eq!(refusal(&unknown), ("NOT_FOUND", json!(["profileId"])));
    for target in [&member, &nobody] {
        let id = target.item_id(folio_testkit::Item::BadgeAward, Uuid::new_v4());
        assert_eq!(refusal(&revoke(&moderator, &id, None, None).await), ("NOT_FOUND", json!(["id"])));
        assert_eq!(
            refusal(&revoke_for(&moderator, &id, " ", None, None).await).0,
            if target.profile_id == member.profile_id { "REQUIRED" } else { "NOT_FOUND" }
        );
    }
    assert_eq!(app.trace(&member).await, before);
    for (input, code, field) in [
        (json!({ "key": "Not A Key", "name": "N", "issuerName": "I" }), "INVALID", "key"),
        (json!({ "key": "new-one", "issuerName": "I" }), "REQUIRED", "name"),
        (json!({ "key": "new-one", "name": "N" }), "REQUIRED", "issuerName"),
        (json!({ "key": "new-one", "name": "N", "issuerName": "I", "imageUrl": "x" }), "INVALID", "imageUrl"),
    ] {
        assert_eq!(refusal(&define(&curator, input, None, None).await), (code, json!(["input", field])));
    }
}

#[tokio::test]
async fn a_stale_version_changes_nothing() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    let (curator, moderator) = (app.as_(&admin), app.as_(&moderator));
    offer(&curator, "rust-basics").await;
    let member = somebody(&app).await;
    let input = json!({ "badge": "rust-basics" });
    let id = awarded(&award_with(&moderator, &member.id(), input.clone(), Some(1), None).await);
    let before = app.trace(&member).await;
    let stale = [
        award_with(&moderator, &member.id(), input, Some(1), None).await,
        revoke(&moderator, &id, Some(7), None).await,
        define(&curator, json!({ "key": "rust-basics", "name": "Other" }), Some(2), None).await,
        define(&curator, json!({ "key": "rust-basics", "name": "Other" }), None, None).await,
        define(&curator, json!({ "key": "new-one", "name": "N", "issuerName": "I" }), Some(1), None).await,
    ];
    // Versions of a person's are theirs alone; the catalogue's are nobody's.
    let versions = [Value::Null, Value::Null, json!("1"), json!("1"), json!("0")];
    for (reply, current) in stale.iter().zip(versions) {
        assert_eq!(refusal(reply), ("CONFLICT", json!(["expectedVersion"])));
        assert_eq!(reply.data()["it"]["userErrors"][0]["conflict"]["currentVersion"], current);
    }
    assert_eq!(app.trace(&member).await, before);
}

/// How often and what somebody has edited in private is nothing that a stale version brings to light.
#[tokio::test]
async fn a_stale_version_tells_staff_nothing_of_what_happened_since() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let (quiet, busy) = (somebody(&app).await, somebody(&app).await);
    let edit = "mutation($input: ProfileInput!, $version: Int64!) {
        it: profileUpdate(input: $input, expectedVersion: $version) { userErrors { code } } }";
    for (version, headline) in [("1", "One"), ("2", "Two"), ("3", "Three")] {
        let variables = json!({ "input": { "headline": headline }, "version": version });
        assert_done(&app.as_(&busy).query_with(edit, variables).await);
    }
    let document = "mutation($profile: ID!, $input: BadgeAwardInput!) {
        it: badgeAward(profileId: $profile, input: $input, expectedVersion: \"77\") { userErrors {
            code message path conflict { currentVersion changes { version action fields by at } } } } }";
    let ask = async |member: &Member| {
        let variables = json!({ "profile": member.id(), "input": { "badge": "rust-basics" } });
        app.as_(&moderator).query_with(document, variables).await.text()
    };
    assert!(app.trace(&busy).await.version > app.trace(&quiet).await.version);
    let told = ask(&quiet).await;
    assert!(told.contains("CONFLICT"), "{told}");
    assert_eq!(ask(&busy).await, told);

    // Nor does what is refused in any case tell which version is the right one.
    let unknown = document.replace("77", &app.trace(&busy).await.version.to_string());
    let mut answers = Vec::new();
    for document in [unknown.as_str(), document] {
        let variables = json!({ "profile": busy.id(), "input": { "badge": "no-such" } });
        answers.push(app.as_(&moderator).query_with(document, variables).await.text());
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_gets_the_same_answer_and_does_nothing() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    let (curator, moderator) = (app.as_(&admin), app.as_(&moderator));
    let input = json!({ "key": "rust-basics", "name": "N", "issuerName": "I" });
    let defined = define(&curator, input.clone(), None, Some("d")).await;
    assert_eq!(define(&curator, input, None, Some("d")).await.text(), defined.text());
    let other = json!({ "key": "rust-basics", "name": "Other", "issuerName": "I" });
    assert_eq!(refusal(&define(&curator, other, None, Some("d")).await).0, "IDEMPOTENCY_KEY_REUSED");

    let member = somebody(&app).await;
    let (profile, input) = (member.id(), json!({ "badge": "rust-basics" }));
    let five = (0..5).map(|_| award_with(&moderator, &profile, input.clone(), None, Some("a")));
    let replies = join_all(five).await;
    let id = awarded(&replies[0]);
    assert!(replies.iter().all(|reply| reply.text() == replies[0].text()), "{replies:?}");
    assert_eq!(app.trace(&member).await.version, 2);
    let revoked = revoke(&moderator, &id, Some(1), Some("r")).await;
    assert_done(&revoked);
    assert_eq!(revoke(&moderator, &id, Some(1), Some("r")).await.text(), revoked.text());
    // Taken back already: nothing to do, whatever the version.
    assert_done(&revoke(&moderator, &id, Some(1), None).await);
    assert_eq!(refusal(&revoke(&moderator, &id, Some(2), Some("a")).await).0, "IDEMPOTENCY_KEY_REUSED");
    assert_eq!(app.trace(&member).await.version, 3);
    assert_eq!(told(&app, &member).await, ["badge.awarded", "badge.revoked"]);
    app.assert_whole(&member).await;
}

/// A badge that was taken back is its owner's alone, by every way, whatever its toggle says.
#[tokio::test]
async fn what_is_revoked_is_gone_for_everybody_but_the_owner() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "kept").await;
    offer(&app.as_(&admin), "lost").await;
    let member = somebody(&app).await;
    let owner = app.as_(&member);
    awarded(&award(&app.as_(&moderator), &member.id(), json!({ "badge": "kept" })).await);
    let id = awarded(&award(&app.as_(&moderator), &member.id(), json!({ "badge": "lost" })).await);
    let revoked = revoke(&app.as_(&moderator), &id, Some(1), None).await;
    assert_done(&revoked);
    assert_eq!(revoked.data()["it"]["award"], Value::Null, "staff read as members");
    let open = "mutation($id: ID!) { it: visibilitySet(expectedVersion: \"4\",
        input: { items: [{ id: $id, visibility: { level: PUBLIC } }] }) { userErrors { code path } } }";
    assert_done(&owner.query_with(open, json!({ "id": id })).await);

    let node =
        "query($id: ID!) { node(id: $id) { ... on BadgeAward { status revocationReason badge { key } } } }";
    let employer = app.member().verified_employer().create().await;
    for visitor in [app.anonymous(), app.as_(&employer), app.as_(&moderator), app.as_(&admin)] {
        assert_eq!(badges(&visitor, &member).await, ["kept"]);
        assert_eq!(visitor.query_with(node, json!({ "id": id })).await.data()["node"], Value::Null);
    }
    let own = owner.query_with(node, json!({ "id": id })).await;
    let expected =
        json!({ "status": "REVOKED", "revocationReason": "Found out.", "badge": { "key": "lost" } });
    assert_eq!(own.data()["node"], expected);
    assert_eq!(badges(&owner, &member).await.len(), 2);
    let as_others =
        "query($slug: String!) { profile(slug: $slug, viewAs: ANONYMOUS) { badges { totalCount } } }";
    let reply = owner.query_with(as_others, json!({ "slug": member.slug })).await;
    assert_eq!(reply.data()["profile"]["badges"]["totalCount"], 1);
    app.assert_whole(&member).await;
}
