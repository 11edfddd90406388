//! Mutations and those who follow: what a mutation did has been told when it answers.

use folio_policy::Role;
use folio_testkit::{Member, Socket, TestApp, Visitor};
use serde_json::{Value, json};

const PAGE: &str =
    "subscription($id: ID!) { profileChanged(profileId: $id) { profile { headline about version } } }";

async fn follow(visitor: &Visitor<'_>, member: &Member) -> Socket {
    let mut socket = visitor.socket().await;
    socket.subscribe("page", PAGE, json!({ "id": member.id() })).await;
    socket
}

fn profile(data: &Value) -> &Value {
    &data["profileChanged"]["profile"]
}

/// Runs a mutation of the owner's over their socket; gives the profile's new version.
async fn mutate(socket: &mut Socket, mutation: &str, version: &Value) -> Value {
    let document = format!(
        "mutation($v: Int64!) {{ it: {mutation} {{ profile {{ version }} userErrors {{ code }} }} }}"
    );
    socket.subscribe("write", &document, json!({ "v": version })).await;
    let data = socket.data("write").await;
    socket.completed("write").await;
    assert_eq!(data["it"]["userErrors"], json!([]));
    data["it"]["profile"]["version"].clone()
}

#[tokio::test]
async fn what_a_mutation_changes_is_an_event_for_those_who_see_it() {
    let app = TestApp::new().await;
    let owner = app.member().role(Role::Mentor).filled().create().await;
    let mut own = follow(&app.as_(&owner), &owner).await;
    let mut other = follow(&app.anonymous(), &owner).await;
    let mut writer = app.as_(&owner).socket().await;
    let version = profile(&own.data("page").await)["version"].clone();
    other.data("page").await;

    let edit = r#"profileUpdate(input: { headline: "Now mentoring" }, expectedVersion: $v)"#;
    let version = mutate(&mut writer, edit, &version).await;
    assert_eq!(profile(&own.data("page").await)["headline"], "Now mentoring");
    assert_eq!(profile(&other.data("page").await)["headline"], "Now mentoring");

    let shut = r#"visibilitySet(input: { sections: [{ section: ABOUT, visibility: { level: PRIVATE } }] }, expectedVersion: $v)"#;
    let version = mutate(&mut writer, shut, &version).await;
    assert_eq!(profile(&own.data("page").await)["version"], version);
    assert!(profile(&other.data("page").await)["about"].is_null());

    // Hidden from the one, and so no event for them: theirs is the end, which comes next.
    let hidden = r#"profileUpdate(input: { about: "For myself" }, expectedVersion: $v)"#;
    let version = mutate(&mut writer, hidden, &version).await;
    assert_eq!(profile(&own.data("page").await)["about"], "For myself");
    let away = "profileStateSet(state: DEACTIVATED, expectedVersion: $v)";
    let version = mutate(&mut writer, away, &version).await;
    assert_eq!(profile(&own.data("page").await)["version"], version);
    other.completed("page").await;
}

#[tokio::test]
async fn a_mutation_wakes_before_it_answers_and_one_that_is_refused_wakes_nobody() {
    let app = TestApp::new().await;
    let owner = app.member().role(Role::Mentor).create().await;
    let mut changes = app.hub.subscribe(owner.profile_id);
    let edit = async |version: &str| {
        let document = format!(
            r#"mutation {{ profileUpdate(input: {{ headline: "x" }}, expectedVersion: "{version}") {{ userErrors {{ code }} }} }}"#
        );
        app.as_(&owner).query(&document).await.data()["profileUpdate"]["userErrors"].clone()
    };
    assert_eq!(edit("99").await[0]["code"], "CONFLICT");
    assert!(!changes.seen());
    assert_eq!(edit("1").await, json!([]));
    assert!(changes.seen());
}
