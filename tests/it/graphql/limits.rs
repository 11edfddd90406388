//! What would kill, hang or flood the process is refused at once against the real schema, and the process lives.

use std::time::{Duration, Instant};

use folio_testkit::{Persona, Reply, TestApp, Visitor};
use http::header::CONTENT_TYPE;
use serde_json::json;

async fn assert_lives(app: &TestApp) {
    let reply = app.as_(Persona::Student).query("{ me { role } }").await;
    assert_eq!(reply.data()["me"]["role"], "STUDENT");
}

/// Refused without running anything, with this code, in much less time than running it would take.
async fn refused(app: &TestApp, document: &str, code: &str) {
    let started = Instant::now();
    let reply = app.anonymous().query(document).await;
    let took = started.elapsed();
    let shown: String = document.chars().take(60).collect();
    assert_eq!((reply.status.as_u16(), reply.code()), (400, code), "{shown}");
    assert!(reply.json().get("data").is_none(), "{shown}");
    assert!(took < Duration::from_secs(2), "{shown}: {took:?}");
    assert_lives(app).await;
}

#[tokio::test]
async fn documents_that_are_too_much() {
    let app = TestApp::demo().await;
    for bracket in ["[", "{a:", "(", "{"] {
        let nested = format!("{{ profile(slug: {}", bracket.repeat(2_000));
        refused(&app, &nested, "DOCUMENT_TOO_DEEP").await;
    }
    let closed = format!("{{ nodes(ids: {}{}) {{ id }} }}", "[".repeat(2_000), "]".repeat(2_000));
    refused(&app, &closed, "DOCUMENT_TOO_DEEP").await;

    let chain: String =
        (0..20).map(|i| format!("fragment F{i} on Profile {{ ...F{} ...F{} }} ", i + 1, i + 1)).collect();
    let bomb = format!("{{ me {{ profile {{ ...F0 }} }} }} {chain} fragment F20 on Profile {{ id }}");
    refused(&app, &bomb, "DOCUMENT_TOO_MANY_SELECTIONS").await;
    let circle = "{ me { profile { ...A } } } fragment A on Profile { ...B } fragment B on Profile { ...A }";
    refused(&app, circle, "GRAPHQL_VALIDATION_FAILED").await;

    let aliases: String =
        (0..100).map(|i| format!("p{i}: profile(slug: \"maya-okonkwo\") {{ id }} ")).collect();
    refused(&app, &format!("{{ {aliases} }}"), "DOCUMENT_TOO_MANY_ALIASES").await;
    let wide = "{ profile(slug: \"maya-okonkwo\") { skills(first: 100) { nodes { endorsements(first: 100) { nodes { note } } } } education(first: 100) { edges { node { id institution degree
        honours coursework } } nodes { id institution degree honours coursework gpa { value scale text } } }
        projects(first: 100) { nodes { id name kind role organization description highlights links skills startDate
        endDate } edges { node { id name kind role organization description highlights links skills startDate endDate
        provenance position version createdAt updatedAt } } } accessReport { fields { field section visible reason
        decidedBy openTo } } } }";
    refused(&app, wide, "QUERY_TOO_COMPLEX").await;
}

#[tokio::test]
async fn the_deepest_that_the_schema_offers_is_served_and_one_more_is_not() {
    let app = TestApp::builder().demo().introspection().start().await;
    let nested = |levels: usize| {
        format!(
            "{{ __type(name: \"Query\") {{ {} name {} }} }}",
            "ofType { ".repeat(levels),
            "}".repeat(levels)
        )
    };
    assert!(app.anonymous().query(&nested(14)).await.errors().is_empty());
    assert_eq!(app.anonymous().query(&nested(15)).await.code(), "QUERY_TOO_DEEP");
    assert_eq!(app.anonymous().query(&nested(40)).await.code(), "DOCUMENT_TOO_DEEP");
}

#[tokio::test]
async fn more_ids_than_a_page_holds() {
    let app = TestApp::demo().await;
    let ask = async |count: usize| {
        let ids = vec!["x"; count];
        app.anonymous()
            .query_with("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({ "ids": ids }))
            .await
    };
    assert_eq!(ask(100).await.data()["nodes"].as_array().expect("a list").len(), 100);
    assert_eq!(ask(101).await.code(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn requests_that_are_no_graphql_requests() {
    let app = TestApp::demo().await;
    let visitor = app.as_(Persona::Student);
    let post = async |content_type: &str, body: String| {
        Reply::of(visitor.request("POST", "/graphql").header(CONTENT_TYPE, content_type).body(body)).await
    };
    let query = json!({ "query": "{ me { role } }" }).to_string();
    let batch = format!("[{query},{query}]");
    let huge = json!({ "query": "{ me { role } }", "padding": "x".repeat(300_000) }).to_string();
    for (reply, status, code) in [
        (post("text/plain", query.clone()).await, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("application/x-www-form-urlencoded", query.clone()).await, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("multipart/form-data; boundary=x", query).await, 415, "UNSUPPORTED_MEDIA_TYPE"),
        (post("application/json", batch).await, 400, "BATCH_NOT_SUPPORTED"),
        (post("application/json", huge).await, 413, "BODY_TOO_LARGE"),
        (post("application/json", "[".repeat(100_000)).await, 400, "BATCH_NOT_SUPPORTED"),
        (post("application/json", "{\"query\":".to_owned()).await, 400, "BAD_REQUEST"),
        (get(&visitor, "mutation%7Bx%7D").await, 405, "METHOD_NOT_ALLOWED"),
        (get(&visitor, "subscription%7Bx%7D").await, 400, "OPERATION_NOT_SUPPORTED"),
    ] {
        assert_eq!((reply.status.as_u16(), reply.code()), (status, code), "{}", reply.text());
    }
    assert_eq!(get(&visitor, "%7Bme%7Brole%7D%7D").await.data()["me"]["role"], "STUDENT");
    assert_lives(&app).await;
}

async fn get(visitor: &Visitor<'_>, query: &str) -> Reply {
    Reply::of(visitor.request("GET", &format!("/graphql?query={query}"))).await
}

/// What GraphiQL 1.5.1 sends when it opens: the standard query of graphql-js 15.
const INTROSPECTION: &str = "query IntrospectionQuery { __schema {
    queryType { name } mutationType { name } subscriptionType { name }
    types { ...FullType } directives { name description locations args { ...InputValue } } } }
fragment FullType on __Type { kind name description
    fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated
        deprecationReason }
    inputFields { ...InputValue } interfaces { ...TypeRef }
    enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
    possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name
    ofType { kind name ofType { kind name ofType { kind name } } } } } } } }";

#[tokio::test]
async fn graphiql_finds_the_schema_in_development_only() {
    let development = TestApp::builder().introspection().start().await;
    let reply = development.anonymous().query(INTROSPECTION).await;
    let types = reply.data()["__schema"]["types"].as_array().expect("types").clone();
    assert!(types.iter().any(|ty| ty["name"] == "Profile"));

    let production = TestApp::new().await;
    for document in
        [INTROSPECTION, "{ __schema { types { name } } }", "{ __type(name: \"Profile\") { name } }"]
    {
        let reply = production.anonymous().query(document).await;
        let data = reply.data().as_object().expect("an object");
        assert!(data.values().all(serde_json::Value::is_null), "{}", reply.text());
    }
    // Clients need it to tell the types of an interface apart.
    assert_eq!(production.anonymous().query("{ __typename }").await.data()["__typename"], "Query");
}

#[tokio::test]
async fn production_guesses_for_nobody_what_they_meant() {
    let (development, production) = (TestApp::builder().introspection().start().await, TestApp::new().await);
    for (document, meant) in [
        ("{ profil(slug: \"a\") { id } }", "profile"),
        ("{ me { profile { displayNam } } }", "displayName"),
        ("{ profile(slug: \"a\", viewAs: MENTR) { id } }", "MENTOR"),
        ("{ profile(slugg: \"a\") { id } }", "\"slug\""),
    ] {
        let reply = production.anonymous().query(document).await;
        assert_eq!(reply.code(), "GRAPHQL_VALIDATION_FAILED");
        assert!(!reply.text().contains(meant) && !reply.text().contains("Did you mean"), "{}", reply.text());
    }
    let helpful = development.anonymous().query("{ me { profile { displayNam } } }").await;
    assert!(helpful.text().contains("Did you mean"), "{}", helpful.text());
}
