//! Facets: asked for by whatever changes what they are derived from, gone with it, and their owner's alone.

mod asking;
mod consent;
mod model;
mod patience;
mod privacy;
mod racing;

use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

const FACETS: &str = "query($kind: FacetKind, $first: Int, $after: String) { me { profile {
    version extractionStatus { state since lagSeconds extractedAt extractor extractorVersion }
    facets(kind: $kind, first: $first, after: $after) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor }
        edges { cursor } nodes { id kind value subject years confidence extractor extractorVersion createdAt
            source { kind itemId field start end } } } } } }";

/// What the owner sees of a page of their facets.
async fn page(visitor: &Visitor<'_>, variables: Value) -> Value {
    visitor.query_with(FACETS, variables).await.data()["me"]["profile"].clone()
}

/// Every facet, as `KIND value`, or `KIND subject value`.
async fn facets(visitor: &Visitor<'_>) -> Vec<String> {
    let profile = page(visitor, json!({ "first": 100 })).await;
    let nodes = profile["facets"]["nodes"].as_array().expect("a list");
    let text = |facet: &Value| {
        let words = [&facet["kind"], &facet["subject"], &facet["value"]];
        words.into_iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
    };
    nodes.iter().map(text).collect()
}

async fn state(visitor: &Visitor<'_>) -> String {
    let profile = page(visitor, json!({})).await;
    profile["extractionStatus"]["state"].as_str().expect("a state").to_owned()
}

/// A mutation `it`, whose arguments stand in the document; answers it.
async fn change(visitor: &Visitor<'_>, mutation: &str) -> Reply {
    let document = format!("mutation {{ it: {mutation} }}");
    let reply = visitor.query(&document).await;
    assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{}", reply.text());
    reply
}

/// Adds a place of work; answers its id.
async fn add_work(visitor: &Visitor<'_>, input: &str) -> String {
    let add = format!("workAdd(input: {input}) {{ work {{ id }} userErrors {{ code message }} }}");
    change(visitor, &add).await.data()["it"]["work"]["id"].as_str().expect("an id").to_owned()
}

async fn set_headline(visitor: &Visitor<'_>, headline: &str) {
    let version = page(visitor, json!({})).await["version"].clone();
    let input = format!("input: {{ headline: {} }}, expectedVersion: {version}", json!(headline));
    change(visitor, &format!("profileUpdate({input}) {{ userErrors {{ code message path }} }}")).await;
}

/// Agrees to the text about models, or takes that back.
async fn agree(visitor: &Visitor<'_>, text: Option<&str>) {
    let version = page(visitor, json!({})).await["version"].clone();
    let arguments = format!("textVersion: {}, expectedVersion: {version}", json!(text));
    change(visitor, &format!("modelConsentSet({arguments}) {{ userErrors {{ code message path }} }}")).await;
}

/// Jobs that wait to read somebody's texts.
async fn jobs(app: &TestApp, member: &Member) -> i64 {
    let query =
        "SELECT count(*) FROM jobs WHERE kind = 'profile.extract' AND profile_id = $1 AND state = 'READY'";
    app.database.sql().await.query_one(query, &[&member.profile_id]).await.expect("it can be counted").get(0)
}

async fn events(app: &TestApp, member: &Member) -> i64 {
    let query = "SELECT count(*) FROM outbox WHERE event_type = 'profile.facets_changed' AND profile_id = $1";
    app.database.sql().await.query_one(query, &[&member.profile_id]).await.expect("it can be counted").get(0)
}
