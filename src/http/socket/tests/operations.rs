//! Operations over the socket: the same answers as over HTTP.

use std::sync::atomic::Ordering;

use super::*;
use crate::{graphql::guard::Limits, http::tests::SENTINEL};

/// The code of the first error of an `error` message for this operation.
async fn refused(pair: &mut Pair, id: &str) -> String {
    let message = pair.client.next().await;
    assert_eq!((&message["type"], &message["id"]), (&json!("error"), &json!(id)), "{message}");
    message["payload"][0]["extensions"]["code"].as_str().expect("a code").to_owned()
}

#[tokio::test]
async fn queries_mutations_and_subscriptions_run_to_their_end() {
    let mut pair = Pair::signed_in("ann").await;
    for (query, data) in [
        ("{ viewer hello }", r#"{"viewer":"user_ann","hello":"hello "}"#),
        ("{ b: hello a: hello }", r#"{"b":"hello ","a":"hello "}"#),
        ("mutation { touch }", r#"{"touch":1}"#),
    ] {
        pair.client.subscribe("1", query, Value::Null).await;
        let text = pair.client.text().await.expect("a message");
        assert_eq!(text, format!(r#"{{"type":"next","id":"1","payload":{{"data":{data}}}}}"#));
        pair.client.completed("1").await;
    }
    pair.client.subscribe("1", "subscription { c: count(to: 3) }", Value::Null).await;
    for n in 0..3 {
        assert_eq!(pair.client.data("1").await, json!({ "c": n }));
    }
    pair.client.completed("1").await;
    pair.assert_quiet().await;
}

#[tokio::test]
async fn what_is_refused_over_http_is_refused_here_with_the_same_code() {
    let document = Limits { cost: 100, ..Limits::default() };
    let mut pair = Pair::with(HttpSettings { document, ..HttpSettings::default() }, HeaderMap::new()).await;
    pair.client.init(Value::Null).await;
    let deep = format!("{{ node {}{{ id }}{} }}", "{ child ".repeat(9), "}".repeat(9));
    for (query, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { count(to: 1) beats }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { hello } query B { hello }", "OPERATION_NOT_FOUND"),
        (&"[".repeat(2_000), "DOCUMENT_TOO_DEEP"),
        (&deep, "QUERY_TOO_DEEP"),
        (&format!("{{ nodes {{ {} }} }}", "id ".repeat(60)), "QUERY_TOO_COMPLEX"),
    ] {
        pair.client.subscribe("1", query, Value::Null).await;
        assert_eq!(refused(&mut pair, "1").await, code, "{query}");
    }
    pair.assert_quiet().await;
}

#[tokio::test]
async fn errors_beside_data_are_masked_as_over_http() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("1", "{ hello broken refused }", Value::Null).await;
    let message = pair.client.next().await;
    assert_eq!(message["type"], "next");
    assert_eq!(message["payload"]["data"], json!({ "hello": "hello ", "broken": null, "refused": null }));
    let text = message.to_string();
    assert!(text.contains("\"INTERNAL\"") && text.contains("\"TOY_REFUSED\"") && !text.contains(SENTINEL));
    pair.client.completed("1").await;
}

#[tokio::test]
async fn a_subscription_that_fails_says_so_and_ends() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("1", "subscription { breaks }", Value::Null).await;
    assert_eq!(pair.client.data("1").await, json!({ "breaks": 1 }));
    let failed = pair.client.next().await;
    assert_eq!((&failed["type"], &failed["payload"]["data"]), (&json!("next"), &json!({ "breaks": null })));
    assert_eq!(failed["payload"]["errors"][0]["extensions"]["code"], "INTERNAL");
    assert!(!failed.to_string().contains(SENTINEL));
    pair.client.completed("1").await;
}

#[tokio::test]
async fn a_panic_ends_its_operation_and_nothing_else() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("lives", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    pair.client.subscribe("1", "{ panics }", Value::Null).await;
    assert_eq!(refused(&mut pair, "1").await, "INTERNAL");
    pair.client.subscribe("2", "subscription { panics }", Value::Null).await;
    assert_eq!(pair.client.data("2").await, json!({ "panics": 1 }));
    assert_eq!(refused(&mut pair, "2").await, "INTERNAL");
    pair.toy.beat.send_replace(7);
    assert_eq!(pair.client.data("lives").await, json!({ "beats": 7 }));
}

#[tokio::test]
async fn an_operation_that_is_completed_says_nothing_more_and_frees_its_id() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    pair.client.send(json!({ "type": "complete", "id": "1" })).await;
    pair.client.send(json!({ "type": "complete", "id": "never there" })).await;
    pair.assert_quiet().await;
    assert_eq!(pair.toy.beat.receiver_count(), 0, "it has stopped");
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    pair.toy.beat.send_replace(1);
    assert_eq!(pair.client.data("1").await, json!({ "beats": 1 }));
}

#[tokio::test]
async fn one_operation_too_many_is_refused_and_the_others_go_on() {
    let mut pair = Pair::ready().await;
    for i in 0..20 {
        pair.client.subscribe(&format!("{i}"), "subscription { beats }", Value::Null).await;
        pair.toy.waiting.notified().await;
    }
    pair.client.subscribe("20", "{ hello }", Value::Null).await;
    assert_eq!(refused(&mut pair, "20").await, "TOO_MANY_OPERATIONS");
    pair.client.send(json!({ "type": "complete", "id": "7" })).await;
    pair.client.subscribe("20", "{ hello }", Value::Null).await;
    assert_eq!(pair.client.data("20").await, json!({ "hello": "hello " }));
    pair.client.completed("20").await;
    pair.toy.beat.send_replace(1);
    let mut told = std::collections::BTreeSet::new();
    for _ in 0..19 {
        told.insert(pair.client.next().await["id"].as_str().expect("an id").to_owned());
    }
    assert!(told.len() == 19 && !told.contains("7"), "{told:?}");
}

/// What the next event shows is decided when it can be sent. Until then it isn't even looked for.
#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_read_is_closed_and_nothing_is_gathered_for_it() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("1", "subscription { flood(bytes: 40000) }", Value::Null).await;
    assert_eq!(pair.served.await.expect("no panic"), None, "nobody listens to a goodbye");
    // The pipe holds 16 KiB: the first event didn't fit, and no other was looked for.
    assert_eq!(pair.toy.pulled.load(Ordering::SeqCst), 1);
}
