//! `profileStateSet`: whoever puts their profile away is gone for all others at once, by every path.

use folio_policy::{Role, Staff};
use folio_testkit::{Item, Member, Sdl, TestApp, Visitor};
use serde_json::{Value, json};
use uuid::Uuid;

use super::cases::{assert_done, call, refusals};

async fn set_state(visitor: &Visitor<'_>, state: &str, version: i64) {
    assert_done(&call(visitor, "profileStateSet", json!({ "state": state }), version).await);
}

/// Every way to somebody: the address, the one before, the id, the items' ids.
async fn look(visitor: &Visitor<'_>, member: &Member, slugs: [&str; 2]) -> Vec<String> {
    let all = Sdl::read().select_all("Profile", &["Profile.accessReport"]);
    let mut answers = Vec::new();
    let by_slug = format!("query($slug: String!) {{ profile(slug: $slug) {all} }}");
    for slug in slugs {
        answers.push(visitor.query_with(&by_slug, json!({ "slug": slug })).await.text());
    }
    let items = [Item::Link, Item::Education, Item::Project]
        .into_iter()
        .flat_map(|kind| member.filling.items(kind).iter().map(move |item| member.item_id(kind, *item)));
    let ids: Vec<String> = items.chain([member.id()]).collect();
    let by_id = "query($id: ID!) { node(id: $id) { __typename id } }";
    for id in &ids {
        answers.push(visitor.query_with(by_id, json!({ "id": id })).await.text());
    }
    let by_ids = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }";
    answers.push(visitor.query_with(by_ids, json!({ "ids": ids })).await.text());
    answers
}

#[tokio::test]
async fn whoever_is_away_never_was_and_comes_back_as_they_were() {
    let app = TestApp::new().await;
    let member = app
        .member()
        .role(Role::Mentor)
        .public_url()
        .filled()
        .rows(|rows| rows.profile.version = 1)
        .create()
        .await;
    let owner = app.as_(&member);
    let slug = "a-new-address-of-mine";
    assert_done(&call(&owner, "slugSet", json!({ "slug": slug }), 1).await);
    let addresses = [slug, member.slug.as_str()];

    let reader = app.member().verified_employer().create().await;
    let admin = app.member().staff(Staff::Admin).create().await;
    let others = [app.anonymous(), app.as_(&reader), app.as_(&admin)];
    let nobody = Member { profile_id: Uuid::new_v4(), ..member.clone() };
    let unknown = ["no-such-address", "nor-this-one"];
    let mut before = Vec::new();
    for visitor in &others {
        let shown = look(visitor, &member, addresses).await;
        assert!(shown[..2].iter().all(|page| page.contains(&member.id())), "{shown:?}");
        before.push(shown);
    }

    set_state(&owner, "DEACTIVATED", 2).await;
    for visitor in &others {
        assert_eq!(look(visitor, &member, addresses).await, look(visitor, &nobody, unknown).await);
    }
    let me = owner.query("{ me { profile { about publication { state } education { totalCount } } } }").await;
    let profile = &me.data()["me"]["profile"];
    assert_eq!(
        (&profile["publication"]["state"], &profile["education"]["totalCount"]),
        (&json!("DEACTIVATED"), &json!(2))
    );
    assert!(profile["about"].is_string());
    let own = look(&owner, &member, addresses).await;
    assert!(own.iter().all(|answer| answer.contains("__typename")), "{own:?}");

    set_state(&owner, "ACTIVE", 3).await;
    for (visitor, before) in others.iter().zip(before) {
        assert_eq!(look(visitor, &member, addresses).await, before);
    }
    app.assert_whole(&member).await;
}

/// Whoever is away is no active member themselves: they read as anybody from the street.
#[tokio::test]
async fn whoever_is_away_reads_like_a_passer_by() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let other = app.member().named("For members").create().await;
    let page = format!("{{ profile(slug: \"{}\") {{ displayName }} }}", other.slug);
    let visitor = app.as_(&member);
    assert_eq!(visitor.query(&page).await.data()["profile"]["displayName"], "For members");
    set_state(&visitor, "DEACTIVATED", 1).await;
    assert_eq!(visitor.query(&page).await.data()["profile"], Value::Null);
}

#[tokio::test]
async fn the_same_state_again_moves_nothing_and_staffs_states_are_not_the_owners() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let (visitor, before) = (app.as_(&member), app.trace(&member).await);
    set_state(&visitor, "ACTIVE", 1).await;
    for state in ["SUSPENDED", "ERASED"] {
        let reply = call(&visitor, "profileStateSet", json!({ "state": state }), 1).await;
        assert_eq!(refusals(&reply), [("INVALID".into(), "state".into())]);
    }
    assert_eq!(app.trace(&member).await, before);
    set_state(&visitor, "DEACTIVATED", 1).await;
    let query = "SELECT toggles::text FROM audit_log WHERE profile_id = $1";
    let row = app.database.sql().await.query_one(query, &[&member.profile_id]).await.expect("one row");
    let toggles: Value = serde_json::from_str(row.get(0)).expect("JSON");
    assert_eq!(toggles, json!({ "Publication.state": ["ACTIVE", "DEACTIVATED"] }));
}
