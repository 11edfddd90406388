//! The documents that `docs/EDITING.md` shows are ones that the server takes.

use folio_testkit::TestApp;
use serde_json::json;

const GUIDE: &str = include_str!("../../../docs/EDITING.md");

#[tokio::test]
async fn the_examples_of_the_guide_fit_the_schema() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let examples: Vec<&str> = GUIDE
        .split("```graphql\n")
        .skip(1)
        .map(|rest| rest.split("```").next().expect("what is before the next fence"))
        .collect();
    assert_eq!(examples.len(), 3);
    for example in examples {
        let variables = json!({ "id": "an id", "version": "1", "key": null });
        let reply = app.as_(&member).query_with(example, variables).await;
        assert!(reply.data().is_object(), "{example}");
    }
}
