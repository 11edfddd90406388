//! Variables that are missing or of another type are refused before anything runs.

use folio_testkit::TestApp;
use serde_json::{Value, json};

const TWO: &str = r#"mutation($v: Int64!, $w: Int64!) {
    a: profileUpdate(expectedVersion: $v, input: { headline: "half done" }) { userErrors { code } }
    b: profileUpdate(expectedVersion: $w, input: { headline: "done" }) { userErrors { code } } }"#;

#[tokio::test]
async fn a_needed_variable_without_a_value_is_named() {
    let app = TestApp::new().await;
    let reply =
        app.anonymous().query_with("query($s: String!) { profile(slug: $s) { id } }", json!({})).await;
    assert_eq!(reply.code(), "GRAPHQL_VALIDATION_FAILED");
    let message = reply.errors()[0]["message"].as_str().expect("text");
    assert!(message.contains("$s") && message.contains("String!"), "{message}");
}

#[tokio::test]
async fn nothing_is_done_by_halves_because_of_a_variable() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let before = app.trace(&member).await;
    for (variables, named) in [
        (json!({ "v": "1" }), "$w"),
        (json!({ "v": "1", "w": 2 }), "expectedVersion"),
        (json!({ "v": "1", "w": "two" }), "expectedVersion"),
        (json!({ "v": "1", "w": null }), "expectedVersion"),
    ] {
        let reply = app.as_(&member).query_with(TWO, variables.clone()).await;
        assert_eq!(reply.code(), "GRAPHQL_VALIDATION_FAILED", "{variables}: {}", reply.text());
        let message = reply.errors()[0]["message"].as_str().expect("text");
        assert!(message.contains(named), "{variables}: {message}");
        assert_eq!(app.trace(&member).await, before, "{variables}");
    }
}

#[tokio::test]
async fn a_default_counts_where_fields_are_skipped_and_included() {
    let app = TestApp::new().await;
    let root = |key: &str, condition: &str| format!("{key}: profile(slug: \"\") @{condition} {{ id }} ");
    let asked = format!(
        "query($yes: Boolean! = true, $no: Boolean! = false) {{ {} {} {} {} }}",
        root("a", "include(if: $yes)"),
        root("b", "skip(if: $yes)"),
        root("c", "include(if: $no)"),
        root("d", "skip(if: $no)")
    );
    for (variables, answered) in [
        (json!({}), ["a", "d"]),
        (json!({ "yes": false }), ["b", "d"]),
        (json!({ "yes": false, "no": true }), ["b", "c"]),
    ] {
        let reply = app.anonymous().query_with(&asked, variables.clone()).await;
        let keys: Vec<&String> = reply.data().as_object().expect("an object").keys().collect();
        assert_eq!(keys, answered, "{variables}");
    }
}

/// What is written down at once travels through the response under serde_json's own name for raw values. Nobody else can bring a
/// value of that name: it is read as the JSON that it holds, or not at all.
#[tokio::test]
async fn nobody_brings_a_raw_value() {
    const RAW: &str = "$serde_json::private::RawValue";
    const SET: &str = "mutation($v: Int64!, $s: JSON) {
        profileUpdate(expectedVersion: $v, input: { settings: $s }) { profile { preferences { settings } } userErrors { code } } }";
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let set =
        async |settings: Value| app.as_(&member).query_with(SET, json!({ "v": "1", "s": settings })).await;
    let before = app.trace(&member).await;
    for broken in ["not json", "1}} , {{", ""] {
        assert_eq!(set(json!({ "theme": { RAW: broken } })).await.code(), "BAD_REQUEST", "{broken}");
        assert_eq!(app.trace(&member).await, before, "{broken}");
    }
    let reply = set(json!({ "theme": { RAW: r#"{"dark":true}"# } })).await;
    let changed = &reply.data()["profileUpdate"];
    assert_eq!(changed["userErrors"], json!([]));
    assert_eq!(changed["profile"]["preferences"]["settings"], json!({ "theme": { "dark": true } }));
}

#[tokio::test]
async fn what_is_accepted_in_place_of_a_value_is_said() {
    let app = TestApp::builder().introspection().start().await;
    let member = app.member().create().await;
    let education =
        "mutation($input: EducationInput!) { educationAdd(input: $input) { userErrors { code } } }";
    let skill =
        "mutation($input: ProfileSkillInput!) { profileSkillAdd(input: $input) { userErrors { code } } }";
    for (document, input, said) in [
        (education, json!({ "startDate": 2021 }), "expected type \"PartialDate\", a string like \"2021\""),
        (education, json!({ "gpa": { "value": 3.8 } }), "expected type \"Decimal\", a string like \"3.81\""),
        (
            skill,
            json!({ "name": "Rust", "level": "GURU" }),
            "it has ADVANCED, BEGINNER, EXPERT, INTERMEDIATE",
        ),
        (skill, json!({ "name": 5 }), "expected type \"String\", a string"),
    ] {
        let reply = app.as_(&member).query_with(document, json!({ "input": input })).await;
        assert_eq!(reply.code(), "GRAPHQL_VALIDATION_FAILED", "{}", reply.text());
        let message = reply.errors()[0]["message"].as_str().expect("text");
        assert!(message.contains(said), "{message}");
    }
}
