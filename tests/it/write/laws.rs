//! What holds for every mutation, whatever it changes.

use std::collections::BTreeSet;

use folio_policy::ProfileState;
use folio_testkit::{Item, Member, Sdl, TestApp, somebody_new};
use futures_util::future::join_all;
use serde_json::json;

use super::{
    cases::{Case, Refusal, refusal, user_errors},
    sections,
};
use crate::{badges, endorsements, imports, media, skills};

/// Somebody with two items in each section, everything at version 1.
async fn somebody(app: &TestApp) -> Member {
    somebody_in(app, ProfileState::Active).await
}

async fn somebody_in(app: &TestApp, state: ProfileState) -> Member {
    let member = app.member().public_url().state(state).filled().rows(sections::at_version_1);
    member.create().await
}

#[test]
fn every_mutation_of_the_schema_is_here() {
    let sdl = Sdl::read();
    let schema: BTreeSet<String> =
        sdl.fields_of("Mutation").map(|field| field.name.node.to_string()).collect();
    let owners = Case::all().into_iter().map(|case| case.name);
    let here: BTreeSet<String> = owners
        .chain(badges::OF_STAFF)
        .chain(skills::OF_STAFF)
        .chain(media::BESIDE)
        .chain(imports::NOTED)
        .chain(endorsements::OF_TWO)
        .map(str::to_owned)
        .collect();
    assert_eq!(schema, here);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_done_moves_the_version_by_one_and_leaves_one_row_of_each_kind() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let reply = case.call(&app.as_(&member), &(case.valid)(&member, 0), 1, None).await;
        assert!(user_errors(&reply).is_empty(), "{}: {}", case.name, reply.text());
        assert_eq!(reply.data()["it"]["profile"]["version"], "2", "{}", case.name);
        let trace = app.trace(&member).await;
        assert_eq!((trace.version, trace.action.as_deref()), (2, Some(case.name)));
        app.assert_whole(&member).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_who_is_not_signed_in_changes_anything() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let before = app.trace(&member).await;
        let reply = case.call(&app.anonymous(), &(case.valid)(&member, 0), 1, None).await;
        assert_eq!(reply.code(), "UNAUTHENTICATED", "{}", case.name);
        assert!(reply.partial_data()["it"].is_null(), "{}", reply.text());
        assert_eq!(app.trace(&member).await, before, "{}", case.name);
    }
}

/// An item of somebody else, be it visible to the caller or not, is answered as one that never was.
#[tokio::test(flavor = "multi_thread")]
async fn nobody_changes_what_is_not_theirs() {
    let app = TestApp::new().await;
    for case in Case::all()
        .into_iter()
        .filter(|case| case.of_item || case.name.ends_with("Reorder") || case.name.ends_with("Feature"))
    {
        let (victim, caller) = (somebody(&app).await, somebody(&app).await);
        let before = (app.trace(&victim).await, app.trace(&caller).await);
        let theirs = case.call(&app.as_(&caller), &(case.valid)(&victim, 0), 1, None).await;
        assert_eq!(refusal(&theirs), "NOT_FOUND", "{}", case.name);
        let nobodys = Member { profile_id: uuid::Uuid::from_u128(11), ..victim.clone() };
        let never = case.call(&app.as_(&caller), &(case.valid)(&nobodys, 0), 1, None).await;
        assert_eq!(theirs.bytes, never.bytes, "{}", case.name);
        assert_eq!((app.trace(&victim).await, app.trace(&caller).await), before, "{}", case.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stale_version_changes_nothing_and_tells_what_has_changed() {
    let app = TestApp::new().await;
    let cases = Case::all();
    for case in &cases {
        let member = somebody(&app).await;
        let visitor = app.as_(&member);
        // Another window: for an item it changes that item, else anything of the profile.
        let section = case.name.trim_end_matches("Update").trim_end_matches("Remove");
        let other = if case.of_item { format!("{section}Update") } else { "profileUpdate".to_owned() };
        let other = cases.iter().find(|case| case.name == other).expect("it is in the table");
        let first = other.call(&visitor, &(other.valid)(&member, 7), 1, None).await;
        assert!(user_errors(&first).is_empty(), "{}", first.text());

        let before = app.trace(&member).await;
        let reply = case.call(&visitor, &(case.valid)(&member, 0), 1, None).await;
        assert_eq!(refusal(&reply), "CONFLICT", "{}", case.name);
        let error = &user_errors(&reply)[0];
        assert_eq!(error["path"], json!(["expectedVersion"]));
        let conflict = &error["conflict"];
        assert_eq!(conflict["currentVersion"], "2", "{}", case.name);
        let [change] = conflict["changes"].as_array().expect("a list").as_slice() else {
            panic!("one change: {conflict}")
        };
        assert_eq!((&change["action"], &change["by"]), (&json!(other.name), &json!("OWNER")));
        // What a skill is called, and what that leads to.
        let moved = if other.name == "profileSkillUpdate" { 2 } else { 1 };
        assert_eq!(change["fields"].as_array().map(Vec::len), Some(moved), "{change}");
        assert_eq!(app.trace(&member).await, before, "{}", case.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_names_its_field_and_changes_nothing() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let before = app.trace(&member).await;
        let Refusal { arguments, code, path } = (case.invalid)(&member);
        let reply = case.call(&app.as_(&member), &arguments, 1, None).await;
        assert_eq!(refusal(&reply), code, "{}", case.name);
        assert_eq!(user_errors(&reply)[0]["path"], path, "{}", case.name);
        assert_eq!(app.trace(&member).await, before, "{}", case.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_with_the_same_key_gets_the_same_answer_and_does_nothing() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let (visitor, arguments) = (app.as_(&member), (case.valid)(&member, 0));
        let first = case.call(&visitor, &arguments, 1, Some("a-key")).await;
        assert!(user_errors(&first).is_empty(), "{}", first.text());
        let before = app.trace(&member).await;
        let again = case.call(&visitor, &arguments, 1, Some("a-key")).await;
        assert_eq!(again.text(), first.text(), "{}", case.name);
        assert_eq!(app.trace(&member).await, before, "{}", case.name);
        assert_eq!(before.version, 2);
    }
}

/// What was refused is forgotten: the corrected request may carry the same key.
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_uses_up_no_key() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let visitor = app.as_(&member);
        let Refusal { arguments, .. } = (case.invalid)(&member);
        let first = case.call(&visitor, &arguments, 1, Some("a-key")).await;
        let again = case.call(&visitor, &arguments, 1, Some("a-key")).await;
        assert_eq!((again.text(), app.trace(&member).await.version), (first.text(), 1), "{}", case.name);
        let corrected = case.call(&visitor, &(case.valid)(&member, 0), 1, Some("a-key")).await;
        assert!(user_errors(&corrected).is_empty(), "{}: {}", case.name, corrected.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_one_mutation_is_no_key_of_another() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let [first, rest @ ..] = &Case::all()[..] else { panic!("there are mutations") };
    let reply = first.call(&visitor, &(first.valid)(&member, 0), 1, Some("a-key")).await;
    assert!(user_errors(&reply).is_empty(), "{}", reply.text());
    let before = app.trace(&member).await;
    for case in rest {
        let version = if case.of_item { 1 } else { 2 };
        let reply = case.call(&visitor, &(case.valid)(&member, 0), version, Some("a-key")).await;
        assert_eq!(refusal(&reply), "IDEMPOTENCY_KEY_REUSED", "{}", case.name);
    }
    assert_eq!(app.trace(&member).await, before);
}

/// A document that names all fields, sent with some of its variables: what has no value isn't there.
#[tokio::test(flavor = "multi_thread")]
async fn a_field_whose_variable_has_no_value_stays_as_it_is() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let document =
        "mutation($headline: String, $about: String, $city: String, $settings: JSON, $v: Int64!, $id: ID!,
            $degree: String, $visibility: VisibilityInput) {
        profileUpdate(expectedVersion: $v, input: { headline: $headline, about: $about,
            location: { city: $city }, settings: $settings }) { userErrors { code path } }
        educationUpdate(id: $id, expectedVersion: $v, input: { degree: $degree, endDate: null })
            { userErrors { code path } }
        visibilitySet(expectedVersion: \"3\", input: { items: [{ id: $id, visibility: $visibility }] })
            { userErrors { code path } } }";
    let school = member.item_id(Item::Education, member.filling.items(Item::Education)[0]);
    let look = "query($slug: String!) { profile(slug: $slug) { headline about location { city region }
        preferences { settings } education(first: 1) { nodes { degree institution endDate visibility { level } } } } }";
    let seen = async || {
        app.as_(&member).query_with(look, json!({ "slug": member.slug })).await.data()["profile"].clone()
    };
    let before = seen().await;
    let reply = visitor.query_with(document, json!({ "headline": "New", "v": "1", "id": school })).await;
    assert_eq!(reply.data()["profileUpdate"]["userErrors"], json!([]), "{}", reply.text());
    assert_eq!(reply.data()["educationUpdate"]["userErrors"], json!([]), "{}", reply.text());
    let refused = json!([{ "code": "REQUIRED", "path": ["input", "items", "0", "visibility"] }]);
    assert_eq!(reply.data()["visibilitySet"]["userErrors"], refused);
    let mut expected = before;
    expected["headline"] = json!("New");
    expected["education"]["nodes"][0]["endDate"] = json!(null);
    assert_eq!(seen().await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_with_another_body_is_an_error() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let visitor = app.as_(&member);
        let first = case.call(&visitor, &(case.valid)(&member, 0), 1, Some("a-key")).await;
        assert!(user_errors(&first).is_empty(), "{}", first.text());
        let before = app.trace(&member).await;
        let other = case.call(&visitor, &(case.valid)(&member, 1), 2, Some("a-key")).await;
        assert_eq!(refusal(&other), "IDEMPOTENCY_KEY_REUSED", "{}", case.name);
        assert_eq!(user_errors(&other)[0]["path"], json!(["idempotencyKey"]));
        assert_eq!(app.trace(&member).await, before, "{}", case.name);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_racing_clients_one_wins_and_the_other_is_told() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let visitor = app.as_(&member);
        // Two different changes of the same version, where there are two.
        let arguments = [(case.valid)(&member, 0), (case.valid)(&member, 2)];
        let replies =
            join_all(arguments.iter().map(|arguments| case.call(&visitor, arguments, 1, None))).await;
        let (won, lost): (Vec<_>, Vec<_>) = replies.iter().partition(|reply| user_errors(reply).is_empty());
        assert_eq!((won.len(), lost.len()), (1, 1), "{}: {replies:?}", case.name);
        let expected = if case.name.ends_with("Remove") { "NOT_FOUND" } else { "CONFLICT" };
        assert_eq!(refusal(lost[0]), expected, "{}", case.name);
        assert_eq!(app.trace(&member).await.version, 2, "{}", case.name);
        app.assert_whole(&member).await;
    }
}

/// A client that gave up waiting sends the same request again, perhaps while the first is still at work.
#[tokio::test(flavor = "multi_thread")]
async fn of_many_repeats_at_once_one_is_done_and_all_get_its_answer() {
    let app = TestApp::new().await;
    for case in Case::all() {
        let member = somebody(&app).await;
        let (visitor, arguments) = (app.as_(&member), (case.valid)(&member, 0));
        let replies = join_all((0..5).map(|_| case.call(&visitor, &arguments, 1, Some("a-key")))).await;
        for reply in &replies {
            assert_eq!(reply.text(), replies[0].text(), "{}", case.name);
        }
        assert!(user_errors(&replies[0]).is_empty(), "{}", replies[0].text());
        assert_eq!(app.trace(&member).await.version, 2, "{}", case.name);
        app.assert_whole(&member).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_thing_that_somebody_does_may_be_a_mutation() {
    let app = TestApp::new().await;
    let newcomer = somebody_new();
    let document = r#"mutation { profileUpdate(input: { displayName: "New" }, expectedVersion: "1") {
        profile { displayName } userErrors { code } } }"#;
    let reply = app.as_(&newcomer).query(document).await;
    assert_eq!(reply.data()["profileUpdate"]["profile"]["displayName"], "New", "{}", reply.text());
}

/// The owner of a profile that isn't active reads it, and changes nothing but its state, if it is their own doing, and what
/// they have agreed to.
#[tokio::test(flavor = "multi_thread")]
async fn a_profile_that_is_not_active_is_read_only() {
    let app = TestApp::new().await;
    for case in Case::all() {
        for state in [ProfileState::Deactivated, ProfileState::Suspended] {
            let member = somebody_in(&app, state).await;
            let before = app.trace(&member).await;
            let reply = case.call(&app.as_(&member), &(case.valid)(&member, 1), 1, None).await;
            let is_consent = case.name == "modelConsentSet";
            if is_consent || case.name == "profileStateSet" && state == ProfileState::Deactivated {
                assert!(user_errors(&reply).is_empty(), "{}", reply.text());
                continue;
            }
            assert_eq!(refusal(&reply), "READ_ONLY", "{} while {state:?}", case.name);
            assert_eq!(app.trace(&member).await, before, "{}", case.name);
        }
    }
}
