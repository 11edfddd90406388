//! What the owner is told of the scores before.

use folio_testkit::{Member, TestApp, Visitor};
use serde_json::{Value, json};

use super::update;

async fn page(visitor: &Visitor<'_>, arguments: Value) -> Value {
    let document = "query($first: Int, $after: String) { me { strengthHistory(first: $first, after: $after) {
        nodes { score change moved { key change } } edges { cursor node { score } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }";
    visitor.query_with(document, arguments).await.data()["me"]["strengthHistory"].clone()
}

/// Somebody whose profile scored 0, 9, 16 and 7.
async fn somebody(app: &TestApp) -> Member {
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    update(&visitor, 1, json!({ "headline": "One" })).await;
    update(&visitor, 2, json!({ "displayName": "Maya" })).await;
    update(&visitor, 3, json!({ "headline": null })).await;
    member
}

#[tokio::test]
async fn the_history_tells_what_moved_the_score_newest_first() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let history = page(&app.as_(&member), json!({})).await;
    assert_eq!(
        history["nodes"],
        json!([
            { "score": 7, "change": -9, "moved": [{ "key": "headline", "change": -9 }] },
            { "score": 16, "change": 7, "moved": [{ "key": "displayName", "change": 7 }] },
            { "score": 9, "change": 9, "moved": [{ "key": "headline", "change": 9 }] },
            { "score": 0, "change": null, "moved": [] },
        ])
    );
}

#[tokio::test]
async fn it_is_read_page_by_page_whatever_comes_on_top_meanwhile() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let (mut scores, mut after, mut changes) = (Vec::new(), Value::Null, Vec::new());
    loop {
        let page = page(&visitor, json!({ "first": 1, "after": after })).await;
        assert_eq!(page["pageInfo"]["hasPreviousPage"], !after.is_null());
        let node = &page["nodes"][0];
        scores.push(node["score"].clone());
        changes.push(node["change"].clone());
        if scores.len() == 2 {
            update(&visitor, 4, json!({ "headline": "Again" })).await;
        }
        assert_eq!(page["pageInfo"]["endCursor"], page["edges"][0]["cursor"]);
        after = page["pageInfo"]["endCursor"].clone();
        if page["pageInfo"]["hasNextPage"] == false {
            break;
        }
    }
    assert_eq!(scores, [7, 16, 9, 0]);
    assert_eq!(changes, [json!(-9), json!(7), json!(9), json!(null)]);
    let beyond = page(&visitor, json!({ "after": after })).await;
    assert_eq!(beyond["nodes"], json!([]));
    let none = page(&visitor, json!({ "first": 0 })).await;
    assert_eq!((&none["nodes"], &none["pageInfo"]["hasNextPage"]), (&json!([]), &json!(true)));
}

#[tokio::test]
async fn a_page_costs_as_many_statements_however_long_it_is() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let count =
        async |first: i32| app.statements(async || page(&visitor, json!({ "first": first })).await).await.0;
    assert_eq!(count(1).await, count(100).await);
}

/// What waits for the database comes where it was asked for, whatever is ready before it.
#[tokio::test]
async fn the_fields_come_in_the_order_of_the_document() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let document =
        "{ me { strengthHistory { nodes { score } } role strengthInsights { score } onboarding { done }
        profile { id } verifiedEmployer } }";
    let text = app.as_(&member).query(document).await.text();
    let places = ["strengthHistory", "role", "strengthInsights", "onboarding", "profile", "verifiedEmployer"]
        .map(|field| text.find(&format!("\"{field}\":")).expect("it is there"));
    assert!(places.is_sorted(), "{text}");
}

#[tokio::test]
async fn what_is_no_page_of_it_is_refused() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let document = "query($first: Int, $after: String) {
        me { strengthHistory(first: $first, after: $after) { nodes { score } } } }";
    for (arguments, code) in [
        (json!({ "first": 101 }), "BAD_USER_INPUT"),
        (json!({ "first": -1 }), "BAD_USER_INPUT"),
        (json!({ "after": "nonsense" }), "INVALID_CURSOR"),
        (json!({ "after": "" }), "INVALID_CURSOR"),
    ] {
        assert_eq!(visitor.query_with(document, arguments.clone()).await.code(), code, "{arguments}");
    }
}

#[tokio::test]
async fn insights_tell_what_was_gained_and_lost_over_some_days() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let insights = async || {
        let document = "{ me { strengthInsights { score daysSinceLastGain changes { days from change
            gained { key label change } lost { key change } } } } }";
        visitor.query(document).await.data()["me"]["strengthInsights"].clone()
    };
    // Nobody has been here for longer than a moment: what counts is how it began.
    let since_the_first = |days| {
        json!({ "days": days, "from": 0, "change": 7,
            "gained": [{ "key": "displayName", "label": "Name", "change": 7 }], "lost": [] })
    };
    assert_eq!(
        insights().await,
        json!({ "score": 7, "daysSinceLastGain": 0, "changes": [since_the_first(7), since_the_first(30)] })
    );
    for (version, days) in [(1, 60), (2, 31), (3, 10), (4, 1)] {
        let put = "UPDATE strength_history SET at = now() - make_interval(days => $3, hours => 1)
            WHERE profile_id = $1 AND profile_version = $2";
        app.sql(put, &[&member.profile_id, &i64::from(version), &days]).await;
    }
    let put = "UPDATE profile_strength SET gained_at = now() - make_interval(days => 10, hours => 1)";
    app.sql(put, &[]).await;
    assert_eq!(
        insights().await,
        json!({ "score": 7, "daysSinceLastGain": 10, "changes": [
            { "days": 7, "from": 16, "change": -9, "gained": [], "lost": [{ "key": "headline", "change": -9 }] },
            { "days": 30, "from": 9, "change": -2,
                "gained": [{ "key": "displayName", "label": "Name", "change": 7 }],
                "lost": [{ "key": "headline", "change": -9 }] },
        ] })
    );
}

#[tokio::test]
async fn a_score_that_never_rose_has_no_last_gain() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let document = "{ me { strengthInsights { score lastGainAt daysSinceLastGain } } }";
    let insights = app.as_(&member).query(document).await.data()["me"]["strengthInsights"].clone();
    assert_eq!(insights, json!({ "score": 0, "lastGainAt": null, "daysSinceLastGain": null }));
}
