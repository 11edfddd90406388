//! What staff look after the platform with: there for administrators alone, page by page, with ids and nothing else.

use folio_policy::{ProfileState, Staff};
use folio_testkit::{Member, TestApp, Visitor};
use serde_json::{Value, json};

use crate::events::everything;

const OUTBOX: &str = "query($first: Int, $after: String, $profile: ID, $types: [String!]) {
    outbox(first: $first, after: $after, profileId: $profile, types: $types) {
        nodes { id position eventType profileId profileVersion ordinal sections at }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }";
const JOBS: &str = "query($first: Int, $after: String, $state: JobState, $kind: String) {
    jobs(first: $first, after: $after, state: $state, kind: $kind) {
        nodes { id kind state profileId attempt maxAttempts runAt lastError createdAt finishedAt }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }";

async fn admin(app: &TestApp) -> Member {
    app.member().staff(Staff::Admin).create().await
}

async fn ask(visitor: &Visitor<'_>, query: &str, variables: Value) -> Value {
    let field = if query == OUTBOX { "outbox" } else { "jobs" };
    visitor.query_with(query, variables).await.data()[field].clone()
}

/// All pages of this size, and how many there were.
async fn pages(visitor: &Visitor<'_>, query: &str, variables: Value) -> (Vec<Value>, usize) {
    let (mut nodes, mut count, mut variables) = (Vec::new(), 0, variables);
    loop {
        let page = ask(visitor, query, variables.clone()).await;
        count += 1;
        nodes.extend(page["nodes"].as_array().expect("a list").iter().cloned());
        assert_eq!(page["pageInfo"]["hasPreviousPage"], json!(count > 1));
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            return (nodes, count);
        }
        variables["after"] = page["pageInfo"]["endCursor"].clone();
    }
}

fn texts<'a>(nodes: &'a [Value], field: &str) -> Vec<&'a str> {
    nodes.iter().map(|node| node[field].as_str().expect("a text")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn for_anybody_but_an_administrator_they_are_not_there() {
    let app = TestApp::new().await;
    everything::tell(&app).await;
    let member = app.member().create().await;
    let moderator = app.member().staff(Staff::Moderator).create().await;
    let suspended = app.member().staff(Staff::Admin).state(ProfileState::Suspended).create().await;
    for visitor in [app.anonymous(), app.as_(&member), app.as_(&moderator), app.as_(&suspended)] {
        assert_eq!(ask(&visitor, OUTBOX, json!({})).await, Value::Null);
        assert_eq!(ask(&visitor, JOBS, json!({})).await, Value::Null);
    }
    let admin = admin(&app).await;
    assert!(ask(&app.as_(&admin), OUTBOX, json!({})).await.is_object());
    assert!(ask(&app.as_(&admin), JOBS, json!({})).await.is_object());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_feed_is_read_from_its_end_page_by_page() {
    let app = TestApp::new().await;
    let mut told = everything::tell(&app).await;
    told.reverse();
    let admin = admin(&app).await;
    let admin = app.as_(&admin);
    let expected: Vec<String> = told.iter().map(|event| event.id.to_string()).collect();
    let (nodes, count) = pages(&admin, OUTBOX, json!({ "first": 3 })).await;
    assert_eq!(texts(&nodes, "id"), expected);
    assert_eq!(count, expected.len().div_ceil(3));
    assert_eq!(nodes[0]["position"], json!(told[0].seq.to_string()));

    let types = json!({ "types": ["project.added", "com.gigsy.folio.project.removed.v1"] });
    let (of_types, _) = pages(&admin, OUTBOX, types).await;
    assert_eq!(texts(&of_types, "eventType"), ["project.removed", "project.added"]);
    let profile = nodes[1]["profileId"].clone();
    let (of_profile, _) = pages(&admin, OUTBOX, json!({ "profile": profile })).await;
    let expected: Vec<&Value> =
        nodes.iter().filter(|node| node["profileId"] == nodes[1]["profileId"]).collect();
    assert_eq!(of_profile.iter().collect::<Vec<_>>(), expected);

    let (few, _) = app.statements(async || ask(&admin, OUTBOX, json!({ "first": 1 })).await).await;
    let (many, _) = app.statements(async || ask(&admin, OUTBOX, json!({ "first": 100 })).await).await;
    assert_eq!(few, many, "however many rows");

    for (variables, code) in [
        (json!({ "types": ["profile.exploded"] }), "BAD_USER_INPUT"),
        (json!({ "profile": "nobody" }), "BAD_USER_INPUT"),
        (json!({ "first": 101 }), "BAD_USER_INPUT"),
        (json!({ "after": "Iw" }), "INVALID_CURSOR"),
    ] {
        let reply = admin.query_with(OUTBOX, variables).await;
        assert_eq!(reply.code(), code, "{}", reply.text());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_are_listed_by_state_and_kind_without_what_they_are_about() {
    let app = TestApp::new().await;
    app.sql(
        "INSERT INTO jobs (id, kind, payload, profile_id, state, attempt, max_attempts, last_error, finished_at) \
         SELECT lpad(to_hex(n), 32, '0')::uuid, CASE n % 2 WHEN 0 THEN 'test.even' ELSE 'test.odd' END, \
             '{\"secret\": \"sentinel\"}', gen_random_uuid(), CASE n % 3 WHEN 0 THEN 'DEAD' ELSE 'READY' END, 1, 8, \
             'NOT_TODAY', CASE n % 3 WHEN 0 THEN now() END \
         FROM generate_series(1, 12) AS n",
        &[],
    )
    .await;
    let admin = admin(&app).await;
    let admin = app.as_(&admin);
    let (all, count) = pages(&admin, JOBS, json!({ "first": 5 })).await;
    assert_eq!((all.len(), count), (12, 3));
    assert!(texts(&all, "id").is_sorted_by(|one, next| one > next), "newest first");
    assert!(!serde_json::to_string(&all).expect("JSON").contains("sentinel"));
    let (dead, _) = pages(&admin, JOBS, json!({ "first": 2, "state": "DEAD" })).await;
    assert_eq!(texts(&dead, "state"), ["DEAD"; 4]);
    assert_eq!(texts(&dead, "lastError"), ["NOT_TODAY"; 4]);
    let (even_and_dead, _) = pages(&admin, JOBS, json!({ "state": "DEAD", "kind": "test.even" })).await;
    assert_eq!(texts(&even_and_dead, "kind"), ["test.even"; 2]);
    let (none, _) = pages(&admin, JOBS, json!({ "kind": "test.other" })).await;
    assert!(none.is_empty());
}
