//! What writes do to the score.

use folio_testkit::{Item, TestApp, somebody_new};
use serde_json::json;

use super::{factor, points, strength, told, update};
use crate::write::cases::{assert_done, call};

fn event(version: i64, ordinal: i32, event_type: &str) -> (i64, i32, String) {
    (version, ordinal, event_type.to_owned())
}

#[tokio::test]
async fn doing_what_comes_next_gains_what_was_promised_until_nothing_is_left() {
    let app = TestApp::new().await;
    let member = app
        .member()
        .rows(|rows| rows.profile.avatar_url = Some("https://img.example/a.jpg".to_owned()))
        .create()
        .await;
    let visitor = app.as_(&member);
    let mut now = strength(&visitor).await;
    assert_eq!((&now["score"], &now["level"]), (&json!(7), &json!("STARTING")), "a photo is all there is");
    for (version, done) in (1..).zip(["education", "headline", "displayName", "projects", "projects"]) {
        let promised = factor(&now, done).clone();
        if done != "projects" {
            assert_eq!(now["nextStep"]["key"], done, "the highest gain comes first: {now}");
            assert_eq!(now["nextStep"]["action"], promised["action"]);
        }
        let add = async |name, field: &str| {
            call(&visitor, name, json!({ "input": { field: "One" } }), version).await
        };
        match done {
            "education" => assert_done(&add("educationAdd", "institution").await),
            "projects" => assert_done(&add("projectAdd", "name").await),
            field => update(&visitor, version, json!({ field: "Something" })).await,
        }
        let after = strength(&visitor).await;
        let gained = after["score"].as_i64().expect("a number") - now["score"].as_i64().expect("a number");
        assert_eq!(json!(gained), promised["gain"], "{done}");
        now = after;
    }
    assert_eq!(now["score"], 7 + 13 + 9 + 7 + 14);
    assert_eq!(factor(&now, "projects")["action"], json!(null));
    assert_eq!((&now["level"], &now["levelLabel"]), (&json!("SOLID"), &json!("Solid")));
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn a_text_of_half_the_length_earns_half() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let text = |strength: &serde_json::Value| factor(strength, "about")["action"]["text"].clone();
    assert_eq!(text(&strength(&visitor).await), "Write at least 150 characters about yourself");
    for (version, (length, earned)) in
        (1..).zip([(149, 0), (150, 5), (299, 5), (300, 10), (5_000, 10), (2, 0)])
    {
        update(&visitor, version, json!({ "about": "ß".repeat(length) })).await;
        let now = strength(&visitor).await;
        assert_eq!(factor(&now, "about")["earned"], earned, "{length} characters");
        if earned == 5 {
            assert_eq!(text(&now), "Write at least 300 characters about yourself");
        }
    }
}

#[tokio::test]
async fn a_score_that_moves_is_told_once_with_the_write_that_moved_it() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    assert_eq!(points(&app, &member).await, [(1, 0)], "the first score has its point and no event");
    update(&visitor, 1, json!({ "headline": "One" })).await;
    update(&visitor, 2, json!({ "headline": "Another" })).await;
    update(&visitor, 3, json!({ "settings": { "theme": "dark" } })).await;
    update(&visitor, 4, json!({ "headline": null })).await;
    assert_eq!(
        told(&app, &member).await,
        [
            event(2, 0, "profile.updated"),
            event(2, 1, "strength.changed"),
            event(3, 0, "profile.updated"),
            event(4, 0, "profile.updated"),
            event(5, 0, "profile.updated"),
            event(5, 1, "strength.changed"),
        ]
    );
    assert_eq!(points(&app, &member).await, [(1, 0), (2, 9), (5, 0)]);
    update(&visitor, 5, json!({ "displayName": "Maya" })).await;
    let refused = call(&visitor, "profileUpdate", json!({ "input": { "headline": "Late" } }), 1).await;
    assert!(!crate::write::cases::user_errors(&refused).is_empty());
    assert_eq!(points(&app, &member).await.last(), Some(&(6, 7)), "a refusal leaves no point");
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn the_event_holds_no_more_than_the_section() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    update(&app.as_(&member), 1, json!({ "headline": "One" })).await;
    let query = "SELECT payload::text FROM outbox WHERE event_type = 'strength.changed'";
    let row = app.database.sql().await.query_one(query, &[]).await.expect("one event");
    assert_eq!(row.get::<_, String>(0), r#"{"sections":["STRENGTH"]}"#);
}

/// One statement more when the score moves, none when it doesn't: it is counted in rows that a write reads anyway.
#[tokio::test]
async fn a_write_that_moves_no_score_sends_no_statement_for_it() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    // Nothing else hangs on this text, as facets do on a headline.
    update(&visitor, 1, json!({ "about": "a".repeat(150) })).await;
    let count =
        async |version, input| app.statements(async || update(&visitor, version, input).await).await.0;
    let without = count(2, json!({ "about": "b".repeat(150) })).await;
    assert_eq!(count(3, json!({ "pronouns": "she/her" })).await, without);
    assert_eq!(count(4, json!({ "about": null })).await, without + 1);
}

#[tokio::test]
async fn somebody_new_has_a_score_from_the_start() {
    let app = TestApp::new().await;
    let document = "{ me { profile { strength { score modelVersion factors { weight } } } \
                    strengthHistory { nodes { score change profileVersion } pageInfo { hasNextPage } } } }";
    let reply = app.as_(somebody_new()).query(document).await;
    let me = &reply.data()["me"];
    assert_eq!(me["profile"]["strength"]["score"], 0);
    let weights = me["profile"]["strength"]["factors"].as_array().expect("a list");
    assert_eq!(weights.iter().filter_map(|factor| factor["weight"].as_i64()).sum::<i64>(), 100);
    let first = json!([{ "score": 0, "change": null, "profileVersion": "1" }]);
    assert_eq!(me["strengthHistory"], json!({ "nodes": first, "pageInfo": { "hasNextPage": false } }));
    let events = "SELECT count(*) FROM outbox WHERE event_type = 'strength.changed'";
    let row = app.database.sql().await.query_one(events, &[]).await.expect("it can be counted");
    assert_eq!(row.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn what_is_taken_away_is_lost() {
    let app = TestApp::new().await;
    let member = app.member().filled().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let before = strength(&visitor).await["score"].as_i64().expect("a number");
    // Everything but a text of some length and a third skill.
    assert_eq!(before, 88);
    for (id, left) in member.filling.items(Item::Project).iter().zip([81, 74]) {
        let id = member.item_id(Item::Project, *id);
        let version = visitor.query("{ me { profile { projects { nodes { id version } } } } }").await;
        let nodes = version.data()["me"]["profile"]["projects"]["nodes"].as_array().expect("a list").clone();
        let item = nodes.iter().find(|item| item["id"] == id.as_str()).expect("it is there");
        let version = item["version"].as_str().expect("text").parse().expect("a number");
        assert_done(&call(&visitor, "projectRemove", json!({ "id": id }), version).await);
        assert_eq!(strength(&visitor).await["score"], left);
    }
}
