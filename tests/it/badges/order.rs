//! Where badges stand: featured ones first, then the newest; whichever came first.

use folio_testkit::TestApp;
use serde_json::{Value, json};

use super::{assert_done, award, awarded, badges, offer, refusal, revoke, staff};

#[tokio::test]
async fn featured_ones_come_first_then_the_newest() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    let member = app.member().create().await;
    let (owner, moderator) = (app.as_(&member), app.as_(&moderator));
    let mut ids = Vec::new();
    for (key, year) in [("middle", 2022), ("oldest", 2020), ("newest", 2024)] {
        offer(&app.as_(&admin), key).await;
        let input = json!({ "badge": key, "awardedAt": format!("{year}-01-01T00:00:00Z") });
        ids.push(awarded(&award(&moderator, &member.id(), input).await));
    }
    assert_eq!(badges(&owner, &member).await, ["newest", "middle", "oldest"]);

    let feature = async |ids: &[&String], version: i64| {
        let document = "mutation($ids: [ID!]!, $version: Int64!) {
            it: badgesFeature(ids: $ids, expectedVersion: $version) {
                profile { version badges { nodes { featured } } } userErrors { code path } } }";
        owner.query_with(document, json!({ "ids": ids, "version": version.to_string() })).await
    };
    let [middle, oldest, newest] = [&ids[0], &ids[1], &ids[2]];
    let reply = feature(&[oldest, middle], 4).await;
    assert_done(&reply);
    let featured = json!([{ "featured": true }, { "featured": true }, { "featured": false }]);
    assert_eq!(reply.data()["it"]["profile"], json!({ "version": "5", "badges": { "nodes": featured } }));
    assert_eq!(badges(&owner, &member).await, ["oldest", "middle", "newest"]);
    let same = feature(&[oldest, middle], 5).await;
    assert_eq!(same.data()["it"]["profile"]["version"], "5", "nothing to do");

    assert_eq!(refusal(&feature(&[oldest, oldest], 5).await), ("INVALID", json!(["ids", "1"])));
    let many = vec![oldest; 13];
    assert_eq!(refusal(&feature(&many, 5).await), ("TOO_MANY", json!(["ids"])));
    assert_done(&revoke(&moderator, oldest, None, None).await);
    assert_eq!(refusal(&feature(&[newest, oldest], 6).await), ("INVALID", json!(["ids", "1"])));
    assert_eq!(
        badges(&owner, &member).await,
        ["middle", "newest", "oldest"],
        "what is revoked isn't featured"
    );
    assert_done(&feature(&[], 6).await);
    assert_eq!(badges(&owner, &member).await, ["newest", "middle", "oldest"]);
    let versions = "query($id: ID!) { node(id: $id) { ... on BadgeAward { version } } }";
    let reply = owner.query_with(versions, json!({ "id": middle })).await;
    assert_eq!(reply.data()["node"]["version"], Value::from("1"), "where it stands is the profile's affair");
    app.assert_whole(&member).await;
}
