//! Connections over what the viewer may see, and nothing else.

use folio_db::education::EducationRow;
use folio_policy::{Role, Section, Visibility};
use folio_testkit::{Item, Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};
use uuid::Uuid;

const COUNT: usize = 25;

/// A mentor with 25 items of education, every fifth of them for nobody else.
async fn learned(app: &TestApp) -> Member {
    let items = |one: &EducationRow| {
        let item = |at: usize| EducationRow {
            id: Uuid::new_v4(),
            position: i32::try_from(at).expect("a small number"),
            institution: format!("School {at}"),
            visibility: at.is_multiple_of(5).then(|| "PRIVATE".to_owned()),
            ..one.clone()
        };
        (0..COUNT).map(item).collect()
    };
    app.member()
        .role(Role::Mentor)
        .section(Section::Education, Visibility::Public)
        .filled()
        .rows(|rows| rows.education = items(&rows.education[0]))
        .create()
        .await
}

async fn page(visitor: &Visitor<'_>, member: &Member, arguments: &str) -> Reply {
    let document = format!(
        "query($slug: String!) {{ profile(slug: $slug) {{ displayName education({arguments}) {{
            totalCount edges {{ cursor node {{ institution }} }} nodes {{ institution }}
            pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} projects {{ totalCount }} }} }}"
    );
    visitor.query_with(&document, json!({ "slug": member.slug })).await
}

fn institutions(connection: &Value) -> Vec<String> {
    let edges = connection["edges"].as_array().expect("a list");
    let of_edges: Vec<_> = edges.iter().map(|edge| &edge["node"]).collect();
    let nodes: Vec<_> = connection["nodes"].as_array().expect("a list").iter().collect();
    assert_eq!(of_edges, nodes, "both lists hold the same");
    nodes.iter().map(|node| node["institution"].as_str().expect("a name").to_owned()).collect()
}

fn visible() -> Vec<String> {
    (0..COUNT).filter(|at| !at.is_multiple_of(5)).map(|at| format!("School {at}")).collect()
}

#[tokio::test]
async fn forwards_and_backwards_each_item_is_met_once() {
    let app = TestApp::new().await;
    let owner = learned(&app).await;
    for size in [1, 3, 7, 20, 100] {
        let (mut forwards, mut backwards) = (Vec::new(), Vec::new());
        let mut after = String::new();
        loop {
            let reply = page(&app.anonymous(), &owner, &format!("first: {size} {after}")).await;
            let connection = &reply.data()["profile"]["education"];
            assert_eq!(connection["totalCount"], visible().len(), "what is hidden isn't counted");
            assert_eq!(connection["pageInfo"]["hasPreviousPage"], !forwards.is_empty());
            forwards.extend(institutions(connection));
            if connection["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = format!("after: {}", connection["pageInfo"]["endCursor"]);
        }
        let mut before = String::new();
        loop {
            let reply = page(&app.anonymous(), &owner, &format!("last: {size} {before}")).await;
            let connection = &reply.data()["profile"]["education"];
            backwards.splice(0..0, institutions(connection));
            if connection["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
            before = format!("before: {}", connection["pageInfo"]["startCursor"]);
        }
        assert_eq!((&forwards, &backwards), (&visible(), &visible()), "pages of {size}");
    }
}

#[tokio::test]
async fn a_page_has_twenty_items_unless_told_and_a_hundred_at_most() {
    let app = TestApp::new().await;
    let owner = learned(&app).await;
    let owners = app.as_(&owner);
    let size = async |arguments: &str| {
        institutions(&page(&owners, &owner, arguments).await.data()["profile"]["education"]).len()
    };
    assert_eq!(size("first: null").await, 20);
    assert_eq!((size("first: 0").await, size("last: 0").await, size("first: 100").await), (0, 0, COUNT));
    for (arguments, named) in [
        ("first: 101", "first"),
        ("first: -1", "first"),
        ("last: 101", "last"),
        ("first: 1 last: 1", "first"),
    ] {
        let reply = page(&owners, &owner, arguments).await;
        assert_eq!(reply.code(), "BAD_USER_INPUT");
        assert_eq!(reply.errors()[0]["extensions"]["argument"], named, "{}", reply.text());
    }
}

#[tokio::test]
async fn a_cursor_tells_no_position() {
    let app = TestApp::new().await;
    let owner = learned(&app).await;
    let cursors = async |visitor: &Visitor<'_>| -> Vec<String> {
        let reply = page(visitor, &owner, "first: 100").await;
        let edges = reply.data()["profile"]["education"]["edges"].as_array().expect("a list").clone();
        edges.iter().map(|edge| edge["cursor"].as_str().expect("a cursor").to_owned()).collect()
    };
    let (all, seen) = (cursors(&app.as_(&owner)).await, cursors(&app.anonymous()).await);
    assert_eq!((all.len(), seen.len()), (COUNT, visible().len()));
    assert!(seen.iter().all(|cursor| all.contains(cursor)), "an item has the same cursor for everybody");
    assert!(!all.is_sorted(), "an order would tell how many stand between two");
    assert!(all.iter().all(|cursor| cursor.parse::<i64>().is_err()));
}

#[tokio::test]
async fn the_cursor_of_a_hidden_item_is_as_good_as_none() {
    let app = TestApp::new().await;
    let owner = learned(&app).await;
    let other = learned(&app).await;
    let first = async |visitor: Visitor<'_>, of: &Member| {
        let reply = page(&visitor, of, "first: 1").await;
        reply.data()["profile"]["education"]["pageInfo"]["endCursor"].as_str().expect("a cursor").to_owned()
    };
    // The owner's first item is hidden from everybody else.
    let hidden = first(app.as_(&owner), &owner).await;
    let elsewhere = first(app.anonymous(), &other).await;
    let after =
        async |cursor: &str| page(&app.anonymous(), &owner, &format!("first: 2 after: {cursor:?}")).await;
    let unknown = after(&elsewhere).await;
    assert_eq!(unknown.code(), "INVALID_CURSOR");
    for cursor in
        [hidden.as_str(), "", "5", "QDE", &owner.item_id(Item::Link, owner.filling.items(Item::Link)[0])]
    {
        assert_eq!(after(cursor).await.text(), unknown.text(), "{cursor}");
    }
}

#[tokio::test]
async fn a_failed_list_of_an_item_leaves_the_rest_of_the_item() {
    let app = TestApp::new().await;
    let owner = app.member().filled().create().await;
    let document = format!(
        "{{ profile(slug: \"{}\") {{ displayName skills {{ nodes {{ name endorsements(after: \"x\") {{ totalCount }} }} }} }} }}",
        owner.slug
    );
    let reply = app.as_(&owner).query(&document).await;
    let profile = &reply.partial_data()["profile"];
    assert!(profile["displayName"].is_string(), "{}", reply.text());
    let nodes = profile["skills"]["nodes"].as_array().expect("a list");
    assert_eq!(nodes.len(), 2);
    for (index, node) in nodes.iter().enumerate() {
        assert!(node["name"].is_string() && node["endorsements"].is_null(), "{}", reply.text());
        let path = json!(["profile", "skills", "nodes", index, "endorsements"]);
        assert!(reply.errors().iter().any(|error| error["path"] == path), "{}", reply.text());
    }
}

#[tokio::test]
async fn a_failed_list_leaves_the_rest_of_the_page() {
    let app = TestApp::new().await;
    let owner = learned(&app).await;
    let reply = page(&app.anonymous(), &owner, "after: \"x\"").await;
    let profile = &reply.partial_data()["profile"];
    assert_eq!(reply.status, 200);
    assert!(profile["displayName"].is_string(), "{}", reply.text());
    assert!(profile["education"].is_null() && profile.as_object().expect("a page").contains_key("education"));
    assert_eq!(reply.errors()[0]["path"], json!(["profile", "education"]));
}
