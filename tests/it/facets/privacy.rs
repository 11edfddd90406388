//! Nobody but the owner hears anything of facets, by any way.

use folio_policy::{Role, Section, Staff};
use folio_testkit::TestApp;
use serde_json::{Value, json};

use super::{add_work, facets, page};

const FIELDS: &str =
    "{ displayName facets(first: 5) { totalCount pageInfo { hasNextPage } nodes { value } edges { cursor } }
    extractionStatus { state } }";

#[tokio::test]
async fn no_way_to_a_profile_leads_to_its_facets_but_the_owners() {
    let app = TestApp::new().await;
    let mut builder = app.member().role(Role::Mentor).filled().public_url();
    for section in Section::ALL.iter().filter(|section| section.parent().is_none()) {
        builder = builder.section(*section, section.most_open());
    }
    let owner = builder.create().await;
    add_work(&app.as_(&owner), "{ company: \"Hooli\", title: \"Zqxxo Cook\", startDate: \"2021\" }").await;
    app.work().await;
    assert!(!facets(&app.as_(&owner)).await.is_empty());

    let document = format!(
        "query($slug: String!, $id: ID!) {{ profile(slug: $slug) {FIELDS} node(id: $id) {{ ... on Profile {FIELDS} }}
            nodes(ids: [$id]) {{ ... on Profile {FIELDS} }} }}"
    );
    let variables = json!({ "slug": owner.slug, "id": owner.id() });
    let hidden = |profile: &Value| {
        assert!(profile["displayName"].is_string(), "it is open: {profile}");
        let empty =
            json!({ "totalCount": 0, "pageInfo": { "hasNextPage": false }, "nodes": [], "edges": [] });
        assert_eq!((&profile["facets"], &profile["extractionStatus"]), (&empty, &Value::Null));
    };
    let member = app.member().create().await;
    let employer = app.member().verified_employer().create().await;
    let moderator = app.member().staff(Staff::Moderator).create().await;
    let admin = app.member().staff(Staff::Admin).create().await;
    for visitor in
        [app.anonymous(), app.as_(&member), app.as_(&employer), app.as_(&moderator), app.as_(&admin)]
    {
        let (sent, reply) =
            app.statements(async || visitor.query_with(&document, variables.clone()).await).await;
        for profile in [&reply.data()["profile"], &reply.data()["node"], &reply.data()["nodes"][0]] {
            hidden(profile);
        }
        assert!(sent <= 5, "nothing is asked for them: {sent}");
    }
    let reply = app.as_(&owner).query_with(&document, variables.clone()).await;
    assert!(reply.data()["profile"]["facets"]["totalCount"].as_i64().is_some_and(|count| count > 0));

    let view =
        format!("query($slug: String!, $as: Audience) {{ profile(slug: $slug, viewAs: $as) {FIELDS} }}");
    for audience in ["ANONYMOUS", "MEMBER", "MENTOR", "EMPLOYER", "GRANTEE"] {
        let reply = app.as_(&owner).query_with(&view, json!({ "slug": owner.slug, "as": audience })).await;
        hidden(&reply.data()["profile"]);
    }
    // Staff would see them, as everything that is private, once they had stated a purpose.
    for audience in ["MODERATOR", "ADMIN"] {
        let reply = app.as_(&owner).query_with(&view, json!({ "slug": owner.slug, "as": audience })).await;
        assert_ne!(reply.data()["profile"]["facets"]["totalCount"], json!(0), "{audience}");
    }
    // Somebody else's cursor leads nowhere, here or at one's own.
    let cursor =
        page(&app.as_(&owner), json!({ "first": 1 })).await["facets"]["pageInfo"]["endCursor"].clone();
    let after = "query($slug: String!, $after: String) {
        profile(slug: $slug) { facets(after: $after) { nodes { value } } } }";
    for visitor in [app.as_(&member), app.anonymous()] {
        for slug in [&owner.slug, &member.slug] {
            let reply = visitor.query_with(after, json!({ "slug": slug, "after": cursor })).await;
            assert!(!reply.text().contains("Zqxxo"), "{}", reply.text());
        }
    }
    let follow =
        format!("subscription($id: ID!) {{ profileChanged(profileId: $id) {{ profile {FIELDS} }} }}");
    for (visitor, shown) in [(app.as_(&member), false), (app.as_(&owner), true)] {
        let mut events = visitor.events(&follow, json!({ "id": owner.id() })).await;
        let event = format!("{:?}", events.next().await);
        assert!(event.contains("displayName"), "{event}");
        assert_eq!(event.contains("DONE"), shown, "{event}");
    }
}

/// What is derived of hidden work tells nobody of it: not by what a subscription sends, and not by when.
#[tokio::test]
async fn a_reading_is_no_event_for_others() {
    let app = TestApp::new().await;
    let owner =
        app.member().public_url().section(Section::Header, folio_policy::Visibility::Public).create().await;
    let follow = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { displayName headline facets { totalCount } } } }";
    let mut socket = app.anonymous().socket().await;
    socket.subscribe("1", follow, json!({ "id": owner.id() })).await;
    socket.data("1").await;
    super::change(
        &app.as_(&owner),
        "workAdd(input: { company: \"Hooli\", title: \"Cook\", startDate: \"2021\" }, visibility: { level: PRIVATE })
            { userErrors { code message path } }",
    )
    .await;
    app.work().await;
    super::set_headline(&app.as_(&owner), "Seen").await;
    let next = socket.data("1").await;
    assert_eq!(next["profileChanged"]["profile"]["headline"], "Seen", "nothing came before: {next}");
}
