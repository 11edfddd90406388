//! Nobody but the owner hears anything of it. That what hangs off the profile is hidden from everybody else is held by
//! `promise`, too, by every way; here it is what `me` tells, and that a toggle opens none of it.

use folio_policy::{Role, Section, Staff};
use folio_testkit::TestApp;
use serde_json::{Value, json};

#[tokio::test]
async fn everybody_has_the_history_of_their_own_profile_alone() {
    let app = TestApp::new().await;
    let owner = app.member().filled().create().await;
    let others = [
        app.member().create().await,
        app.member().verified_employer().create().await,
        app.member().role(Role::Mentor).create().await,
        app.member().staff(Staff::Admin).create().await,
    ];
    let document = "{ me { strengthHistory { nodes { score profileVersion moved { key } } edges { cursor } }
        strengthInsights { score changes { from } } onboarding { steps { key done } } } }";
    let own = app.as_(&owner).query(document).await.data()["me"].clone();
    assert_eq!(own["strengthHistory"]["nodes"][0]["score"], 88);
    for other in &others {
        let me = app.as_(other).query(document).await.data()["me"].clone();
        assert_eq!(me["strengthInsights"]["score"], 0);
        assert_eq!(
            me["strengthHistory"]["nodes"],
            json!([{ "score": 0, "profileVersion": "1", "moved": [] }])
        );
        // Somebody else's cursor names a version, and leads to nothing of theirs.
        let cursor = &own["strengthHistory"]["edges"][0]["cursor"];
        let after = "query($after: String) { me { strengthHistory(after: $after) { nodes { score } } } }";
        let reply = app.as_(other).query_with(after, json!({ "after": cursor })).await;
        assert_eq!(reply.data()["me"]["strengthHistory"]["nodes"], json!([{ "score": 0 }]));
    }
    assert_eq!(app.anonymous().query(document).await.data()["me"], json!(null));
}

#[tokio::test]
async fn no_way_to_a_profile_leads_to_its_strength_but_the_owners() {
    let app = TestApp::new().await;
    let mut builder = app.member().role(Role::Mentor).filled().public_url();
    for section in Section::ALL.iter().filter(|section| section.parent().is_none()) {
        builder = builder.section(*section, section.most_open());
    }
    let owner = builder.create().await;
    let fields = "{ displayName strength { score level factors { key } nextStep { key } } }";
    let document = format!(
        "query($slug: String!, $id: ID!) {{ profile(slug: $slug) {fields} node(id: $id) {{ ... on Profile {fields} }}
            nodes(ids: [$id]) {{ ... on Profile {fields} }} }}"
    );
    let variables = json!({ "slug": owner.slug, "id": owner.id() });
    let seen = |answer: &Value| -> Vec<bool> {
        [&answer["profile"], &answer["node"], &answer["nodes"][0]]
            .iter()
            .inspect(|profile| assert!(profile["displayName"].is_string(), "it is open: {profile}"))
            .map(|profile| !profile["strength"].is_null())
            .collect()
    };
    let member = app.member().create().await;
    let employer = app.member().verified_employer().create().await;
    let moderator = app.member().staff(Staff::Moderator).create().await;
    for visitor in [app.anonymous(), app.as_(&member), app.as_(&employer), app.as_(&moderator)] {
        let reply = visitor.query_with(&document, variables.clone()).await;
        assert_eq!(seen(reply.data()), [false; 3], "{}", reply.text());
    }
    let reply = app.as_(&owner).query_with(&document, variables.clone()).await;
    assert_eq!(seen(reply.data()), [true; 3]);

    let view =
        format!("query($slug: String!, $as: Audience) {{ profile(slug: $slug, viewAs: $as) {fields} }}");
    for (audience, shown) in
        [("OWNER", true), ("ANONYMOUS", false), ("MEMBER", false), ("EMPLOYER", false), ("GRANTEE", false)]
    {
        let reply = app.as_(&owner).query_with(&view, json!({ "slug": owner.slug, "as": audience })).await;
        assert_eq!(!reply.data()["profile"]["strength"].is_null(), shown, "{audience}");
    }
    let follow =
        format!("subscription($id: ID!) {{ profileChanged(profileId: $id) {{ profile {fields} }} }}");
    for (visitor, shown) in [(app.as_(&member), false), (app.as_(&owner), true)] {
        let mut events = visitor.events(&follow, json!({ "id": owner.id() })).await;
        let event = format!("{:?}", events.next().await);
        assert!(event.contains("displayName"), "{event}");
        assert_eq!(event.contains("score"), shown, "{event}");
    }
}
