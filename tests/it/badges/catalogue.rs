//! The catalogue: the same for everybody, page by page.

use folio_testkit::TestApp;
use serde_json::{Value, json};

use super::{assert_done, define, offer, staff};

const PAGE: &str = "query($first: Int, $after: String, $category: String) {
    badgeCatalogue(first: $first, after: $after, category: $category) {
        totalCount nodes { key } pageInfo { hasNextPage hasPreviousPage endCursor } } }";

#[tokio::test]
async fn everybody_reads_it_page_by_page() {
    let app = TestApp::new().await;
    let [admin, _] = staff(&app).await;
    let curator = app.as_(&admin);
    for key in ["delta", "alpha", "echo", "bravo", "charlie", "gone"] {
        offer(&curator, key).await;
    }
    assert_done(&define(&curator, json!({ "key": "gone", "retired": true }), Some(1), None).await);
    for key in ["alpha", "echo"] {
        let input = json!({ "key": key, "category": "signs", "tier": "SILVER" });
        let reply = define(&curator, input, Some(1), None).await;
        assert_eq!(
            (&reply.data()["it"]["badge"]["tier"], &reply.data()["it"]["badge"]["version"]),
            (&json!("SILVER"), &json!("2"))
        );
    }

    let (mut after, mut seen) = (Value::Null, Vec::new());
    for (size, before) in [(2, false), (2, true), (1, true)] {
        let variables = json!({ "first": 2, "after": after });
        let (statements, reply) =
            app.statements(async || app.anonymous().query_with(PAGE, variables).await).await;
        assert!(statements <= 3, "{statements}");
        let page = &reply.data()["badgeCatalogue"];
        let keys: Vec<String> =
            page["nodes"].as_array().expect("a list").iter().map(|n| n["key"].to_string()).collect();
        assert_eq!((keys.len(), &page["totalCount"]), (size, &json!(5)));
        let info = &page["pageInfo"];
        assert_eq!((&info["hasPreviousPage"], &info["hasNextPage"]), (&json!(before), &json!(size == 2)));
        seen.extend(keys);
        after = info["endCursor"].clone();
    }
    assert_eq!(seen, ["alpha", "bravo", "charlie", "delta", "echo"].map(|key| format!("\"{key}\"")));

    let reply = app.anonymous().query_with(PAGE, json!({ "category": "signs" })).await;
    assert_eq!(reply.data()["badgeCatalogue"]["totalCount"], 2);
    assert_eq!(reply.data()["badgeCatalogue"]["nodes"], json!([{ "key": "alpha" }, { "key": "echo" }]));
}

#[tokio::test]
async fn what_can_not_be_asked_is_told() {
    let app = TestApp::new().await;
    for (variables, code) in [
        (json!({ "first": 101 }), "BAD_USER_INPUT"),
        (json!({ "first": -1 }), "BAD_USER_INPUT"),
        (json!({ "after": "nonsense" }), "INVALID_CURSOR"),
        (json!({ "after": "QOXVdJCt8U5WuUOzquDeplE" }), "INVALID_CURSOR"),
        (json!({ "category": "no\u{0}thing" }), "BAD_USER_INPUT"),
    ] {
        let reply = app.anonymous().query_with(PAGE, variables.clone()).await;
        assert_eq!(reply.code(), code, "{variables}");
    }
}
