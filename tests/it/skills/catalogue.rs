//! A skill with what hangs off it.

use folio_testkit::TestApp;
use serde_json::{Value, json};

#[tokio::test]
async fn a_skill_stands_among_wider_and_narrower_ones() {
    let app = TestApp::new().await;
    let document = "query($slug: String!) { skill(slug: $slug) {
        slug name category escoUri version aliases parent { slug parent { slug parent { slug parent { slug } } } }
        children { slug parent { slug } } } }";
    let look = async |slug: &str| {
        let variables = json!({ "slug": slug });
        let (statements, reply) =
            app.statements(async || app.anonymous().query_with(document, variables).await).await;
        assert!(statements <= 8, "{statements}");
        reply.data()["skill"].clone()
    };
    let python = look("python").await;
    assert_eq!(python["name"], "Python");
    assert_eq!((&python["category"], &python["version"]), (&json!("SOFTWARE"), &json!("1")));
    assert_eq!(python["escoUri"], "http://data.europa.eu/esco/skill/ccd0a1d9-afda-43d9-b901-96344886e14d");
    assert_eq!(python["aliases"], json!(["py", "python 3", "python programming"]));
    assert_eq!(python["parent"]["slug"], "programming-languages");
    assert_eq!(python["parent"]["parent"]["parent"]["slug"], "software-development");
    assert_eq!(python["parent"]["parent"]["parent"]["parent"], Value::Null);

    let languages = look("programming-languages").await;
    let children = languages["children"].as_array().expect("a list");
    assert!(children.len() > 30, "{}", children.len());
    assert!(children.iter().all(|child| child["parent"]["slug"] == "programming-languages"));
    let slugs: Vec<&str> = children.iter().map(|child| child["slug"].as_str().expect("a text")).collect();
    assert_eq!(slugs[..3], ["abap", "assembly-language", "c"]);
    assert_eq!((&look("xml").await["escoUri"], &look("xml").await["aliases"]), (&Value::Null, &json!([])));
}

/// As many statements for fifty skills as for one.
#[tokio::test]
async fn what_hangs_off_many_is_read_at_once() {
    let app = TestApp::new().await;
    let document = "query($first: Int!) { skills(query: \"s\", first: $first) {
        skill { aliases parent { slug aliases } } } }";
    let count = async |first: i32| {
        let work = async || app.anonymous().query_with(document, json!({ "first": first })).await;
        let (statements, reply) = app.statements(work).await;
        assert_eq!(reply.data()["skills"].as_array().map(Vec::len), usize::try_from(first).ok());
        statements
    };
    let most = count(50).await;
    assert!(most <= 4, "{most}");
}

#[tokio::test]
async fn nobody_asks_for_more_than_it_costs() {
    let app = TestApp::new().await;
    let deep = "{ skills(query: \"a\", first: 50) { skill { children { children { slug } } } } }";
    assert_eq!(app.anonymous().query(deep).await.code(), "QUERY_TOO_COMPLEX");
}
