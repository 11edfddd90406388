//! Gigs: other people on one's profile are shown by their own profiles' rules.

use folio_policy::{ProfileState, Role, Section, Visibility};
use folio_testkit::{Member, TestApp, Visitor};
use serde_json::{Value, json};

use crate::activity::{Told, tell};

fn gig(number: usize, reviewer: &str, client: Value) -> Told {
    let time = "2026-01-01T00:00:00Z".parse().expect("a time");
    Told {
        event_type: "com.gigsy.gig.completed.v1",
        source: "https://gigs.example",
        event_id: format!("event-{number}"),
        time,
        data: json!({ "gigId": format!("gig-{number}"), "title": format!("Gig {number}"), "role": "Designer",
            "category": "design", "client": client, "startedAt": "2025-01-01T00:00:00Z",
            "completedAt": format!("2025-02-{:02}T00:00:00Z", 28 - number), "skills": ["Figma"],
            "review": { "rating": 5, "text": "Very good.", "reviewedAt": "2025-03-01T00:00:00Z", "reviewerId": reviewer } }),
    }
}

/// Somebody who shows their gigs to everybody.
async fn somebody(app: &TestApp) -> Member {
    app.member()
        .public_url()
        .section(Section::Header, Visibility::Public)
        .section(Section::Gigs, Visibility::Public)
        .create()
        .await
}

async fn look(visitor: &Visitor<'_>, member: &Member, arguments: &str) -> Value {
    let document = format!(
        "query($slug: String!) {{ profile(slug: $slug{arguments}) {{ gigs {{ nodes {{
            title client {{ name profile {{ displayName }} }}
            review {{ rating text reviewer {{ displayName headline }} }} }} }} }} }}"
    );
    visitor.query_with(&document, json!({ "slug": member.slug })).await.data()["profile"]["gigs"]["nodes"]
        .clone()
}

#[tokio::test]
async fn a_reviewer_is_shown_by_their_own_rules() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    // Open to members, to nobody, to everybody, and put away.
    let person = |name: &str| app.member().role(Role::Mentor).named(name).public_url();
    let members = person("Members").section(Section::Header, Visibility::Platform).create().await;
    let private = person("Private").section(Section::Header, Visibility::Private).create().await;
    let public =
        person("Public").rows(|rows| rows.profile.headline = Some("Hirer".to_owned())).create().await;
    let away = person("Away").state(ProfileState::Deactivated).create().await;
    let people = [&members, &private, &public, &away].map(|person| person.clerk_id.clone());
    for (number, clerk_id) in people.iter().map(String::as_str).chain(["user_never_seen"]).enumerate() {
        tell(&app, &member, &gig(number, clerk_id, json!({ "userId": clerk_id }))).await;
    }
    let reviewers = |gigs: &Value| -> Vec<Value> {
        let gigs = gigs.as_array().expect("a list");
        for gig in gigs {
            assert_eq!((&gig["review"]["rating"], &gig["review"]["text"]), (&json!(5), &json!("Very good.")));
            let named = &gig["review"]["reviewer"]["displayName"];
            let client = if named.is_null() {
                Value::Null
            } else {
                json!({ "name": null, "profile": { "displayName": named } })
            };
            assert_eq!(gig["client"], client, "an object of nothing but nulls would tell");
        }
        gigs.iter().map(|gig| gig["review"]["reviewer"]["displayName"].clone()).collect()
    };
    let (stranger, null) = (app.member().create().await, Value::Null);
    let seen = [json!("Members"), null.clone(), json!("Public"), null.clone(), null.clone()];
    assert_eq!(reviewers(&look(&app.as_(&stranger), &member, "").await), seen);
    assert_eq!(reviewers(&look(&app.as_(&member), &member, "").await), seen);
    assert_eq!(reviewers(&look(&app.as_(&members), &member, "").await), seen);
    let own = [json!("Members"), json!("Private"), json!("Public"), null.clone(), null.clone()];
    assert_eq!(reviewers(&look(&app.as_(&private), &member, "").await), own);
    let signed_out = [null.clone(), null.clone(), json!("Public"), null.clone(), null];
    assert_eq!(reviewers(&look(&app.anonymous(), &member, "").await), signed_out);
    assert_eq!(reviewers(&look(&app.as_(&member), &member, ", viewAs: ANONYMOUS").await), signed_out);

    // What the one says who was named, the other's tables don't hold.
    let held = "SELECT count(*) FROM gigs WHERE gigs::text ~ 'Members|Private|user_'";
    let row = app.database.sql().await.query_one(held, &[]).await.expect("it can be read");
    assert_eq!(row.get::<_, i64>(0), 0);
}

#[tokio::test]
async fn people_come_in_one_statement_however_many_they_are() {
    let app = TestApp::new().await;
    let (few, many) = (somebody(&app).await, somebody(&app).await);
    for number in 0..12 {
        let reviewer = app.member().role(Role::Mentor).named("Somebody").public_url().create().await;
        tell(&app, &many, &gig(number, &reviewer.clerk_id, json!({ "name": "Bright Ltd" }))).await;
        if number < 2 {
            tell(&app, &few, &gig(number, &reviewer.clerk_id, json!({ "name": "Bright Ltd" }))).await;
        }
    }
    let count = async |member: &Member| {
        let (statements, gigs) = app.statements(async || look(&app.anonymous(), member, "").await).await;
        assert_eq!(gigs[1]["review"]["reviewer"]["displayName"], "Somebody");
        assert_eq!(gigs[1]["client"], json!({ "name": "Bright Ltd", "profile": null }));
        (statements, gigs.as_array().map(Vec::len))
    };
    assert_eq!(count(&few).await, (2, Some(2)), "the page, and the people");
    assert_eq!(count(&many).await, (2, Some(12)));
}

#[tokio::test]
async fn the_owner_s_own_come_first_then_the_newest() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    for number in 0..3 {
        tell(&app, &member, &gig(number, "somebody", json!({ "name": "Gigsy" }))).await;
    }
    let owner = app.as_(&member);
    let list = "{ me { profile { version gigs { nodes { id title featured } } } } }";
    let gigs = async || owner.query(list).await.data()["me"]["profile"].clone();
    let titles = |profile: &Value| -> Vec<String> {
        let nodes = profile["gigs"]["nodes"].as_array().expect("a list").clone();
        nodes.iter().map(|gig| gig["title"].as_str().expect("a title").to_owned()).collect()
    };
    let before = gigs().await;
    let ids: Vec<Value> =
        before["gigs"]["nodes"].as_array().expect("a list").iter().map(|gig| gig["id"].clone()).collect();
    let feature = async |ids: &[&Value], version: &Value| {
        let document = "mutation($ids: [ID!]!, $version: Int64!) {
            it: gigsFeature(ids: $ids, expectedVersion: $version) { userErrors { code path } } }";
        let reply = owner.query_with(document, json!({ "ids": ids, "version": version })).await;
        reply.data()["it"]["userErrors"].clone()
    };
    assert_eq!(feature(&[&ids[2], &ids[1]], &before["version"]).await, json!([]));
    let now = gigs().await;
    let [first, second, third] = <[String; 3]>::try_from(titles(&before)).expect("three gigs");
    assert_eq!(titles(&now), [third, second, first.clone()]);
    assert_eq!(now["gigs"]["nodes"][0]["featured"], json!(true));

    // A newer fact about a gig leaves it where its owner has put it.
    let twice = feature(&[&ids[1], &ids[1]], &now["version"]).await;
    assert_eq!(twice, json!([{ "code": "INVALID", "path": ["ids", "1"] }]));
    tell(&app, &member, &gig(3, "somebody", json!({ "name": "Gigsy" }))).await;
    let later = gigs().await;
    assert_eq!(titles(&later)[..2], titles(&now)[..2]);
    assert_eq!(feature(&[], &later["version"]).await, json!([]));
    assert!(titles(&gigs().await).iter().position(|title| *title == first) < Some(2));
    app.assert_whole(&member).await;
}

/// Neither how long an answer takes nor what follows it tells whether somebody hidden is named.
#[tokio::test]
async fn who_is_hidden_costs_what_nobody_costs() {
    let app = TestApp::new().await;
    let hidden = app.member().role(Role::Mentor).section(Section::Header, Visibility::Private).create().await;
    let (with, without) = (somebody(&app).await, somebody(&app).await);
    for (member, person) in [(&with, hidden.clerk_id.as_str()), (&without, "user_never_seen")] {
        tell(&app, member, &gig(1, person, json!({ "userId": person }))).await;
    }
    for selection in [
        "title",
        "client { name }",
        "client { profile { displayName } }",
        "review { rating }",
        "review { reviewer { displayName } }",
        "client { profile { displayName } } review { rating reviewer { displayName } }",
    ] {
        let document = format!(
            "query($slug: String!) {{ profile(slug: $slug) {{ gigs {{ nodes {{ {selection} }} }} }} }}"
        );
        let ask = async |member: &Member| {
            let variables = json!({ "slug": member.slug });
            let visitor = app.anonymous();
            let (statements, reply) =
                app.statements(async || visitor.query_with(&document, variables).await).await;
            (statements, reply.text())
        };
        assert_eq!(ask(&with).await, ask(&without).await, "{selection}");
    }
}

#[tokio::test]
async fn a_hidden_person_who_is_named_or_not_is_no_event() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let hidden = app.member().role(Role::Mentor).section(Section::Header, Visibility::Private).create().await;
    tell(&app, &member, &gig(1, "user_never_seen", json!({ "userId": "user_never_seen" }))).await;
    let mut socket = app.anonymous().socket().await;
    let follow = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { headline gigs { nodes { title } } } } }";
    socket.subscribe("1", follow, json!({ "id": member.id() })).await;
    let mut owner = app.as_(&member).socket().await;
    owner.subscribe("1", follow, json!({ "id": member.id() })).await;
    owner.data("1").await;
    let first = socket.data("1").await;
    assert_eq!(first["profileChanged"]["profile"]["gigs"]["nodes"][0]["title"], "Gig 1");
    for named in [Some(hidden.profile_id), None] {
        let update = "UPDATE gigs SET client_id = $2, reviewer_id = $2 WHERE profile_id = $1";
        app.sql(update, &[&member.profile_id, &named]).await;
        app.sql("UPDATE profiles SET version = version + 1 WHERE id = $1", &[&member.profile_id]).await;
        app.refresh(&member).await;
        app.publish(&member);
        // The owner's event shows that the change was taken up.
        owner.data("1").await;
    }
    app.sql("UPDATE gigs SET title = 'Another' WHERE profile_id = $1", &[&member.profile_id]).await;
    app.sql("UPDATE profiles SET version = version + 1 WHERE id = $1", &[&member.profile_id]).await;
    app.refresh(&member).await;
    app.publish(&member);
    let next = socket.data("1").await;
    assert_eq!(next["profileChanged"]["profile"]["gigs"]["nodes"][0]["title"], "Another");
}

/// It doesn't matter which comes first, a person or what others' profiles say of them.
#[tokio::test]
async fn who_registers_later_is_found_where_they_were_named_before() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let clerk_id = "user_who_comes_later";
    tell(&app, &member, &gig(1, clerk_id, json!({ "userId": clerk_id }))).await;
    let stranger = app.member().create().await;
    let named = async || {
        let gigs = look(&app.as_(&stranger), &member, "").await;
        (gigs[0]["client"].clone(), gigs[0]["review"]["reviewer"].clone())
    };
    assert_eq!(named().await, (Value::Null, Value::Null));
    folio::accounts::first_sight(&app.db, clerk_id).await.expect("they are registered");
    let name = "UPDATE profiles SET display_name = 'Late'
        WHERE user_id = (SELECT id FROM users WHERE clerk_id = $1) RETURNING id";
    let row = app.database.sql().await.query_one(name, &[&clerk_id]).await.expect("it is there");
    let late = Member { profile_id: row.get(0), ..member.clone() };
    app.refresh(&late).await;
    let (client, reviewer) = named().await;
    assert_eq!(client, json!({ "name": null, "profile": { "displayName": "Late" } }));
    assert_eq!(reviewer["displayName"], "Late");
}

/// Whoever sees one of the two persons is told at once, and whoever sees neither isn't.
#[tokio::test]
async fn another_person_who_is_named_is_an_event_for_who_sees_them() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let person = |name: &str| app.member().role(Role::Mentor).named(name).public_url();
    let (one, other) = (person("One").create().await, person("Other").create().await);
    let hidden = person("Hidden").section(Section::Header, Visibility::Private).create().await;
    let telling = async |number: usize, client: &Member, reviewer: &Member| {
        let told = gig(1, &reviewer.clerk_id, json!({ "userId": client.clerk_id }));
        let event_id = format!("event-{number}");
        tell(&app, &member, &Told { event_id, ..told }).await;
        app.publish(&member);
    };
    telling(1, &one, &hidden).await;
    let follow = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { headline gigs { nodes {
        title client { profile { displayName } } review { reviewer { displayName } } } } } } }";
    let visitor = app.anonymous();
    let mut socket = visitor.socket().await;
    socket.subscribe("1", follow, json!({ "id": member.id() })).await;
    let mut hidden_one = app.as_(&hidden).socket().await;
    hidden_one.subscribe("1", follow, json!({ "id": member.id() })).await;
    let people = |data: &Value| {
        let gig = &data["profileChanged"]["profile"]["gigs"]["nodes"][0];
        [&gig["client"]["profile"]["displayName"], &gig["review"]["reviewer"]["displayName"]]
            .map(Value::clone)
    };
    assert_eq!(people(&socket.data("1").await), [json!("One"), Value::Null]);
    assert_eq!(people(&hidden_one.data("1").await), [json!("One"), json!("Hidden")]);
    telling(2, &other, &hidden).await;
    assert_eq!(people(&socket.data("1").await), [json!("Other"), Value::Null]);
    assert_eq!(people(&hidden_one.data("1").await), [json!("Other"), json!("Hidden")]);
    telling(3, &other, &one).await;
    assert_eq!(people(&socket.data("1").await), [json!("Other"), json!("One")]);
    assert_eq!(people(&hidden_one.data("1").await), [json!("Other"), json!("One")]);
    telling(4, &hidden, &one).await;
    assert_eq!(people(&socket.data("1").await), [Value::Null, json!("One")]);
    assert_eq!(people(&hidden_one.data("1").await), [json!("Hidden"), json!("One")]);

    // What the others do with their own profiles is no change of this one, and isn't told by the next hidden edit either.
    let shown = folio_policy::Toggles::defaults(Some(Role::Mentor));
    app.set_toggles(&hidden, shown).await;
    let mut owner = app.as_(&member).socket().await;
    owner.subscribe("1", follow, json!({ "id": member.id() })).await;
    owner.data("1").await;
    app.sql(
        "UPDATE profiles SET settings = '{\"a\": 1}', version = version + 1 WHERE id = $1",
        &[&member.profile_id],
    )
    .await;
    app.refresh(&member).await;
    app.publish(&member);
    owner.data("1").await;
    app.sql("UPDATE gigs SET title = 'Another' WHERE profile_id = $1", &[&member.profile_id]).await;
    app.sql("UPDATE profiles SET version = version + 1 WHERE id = $1", &[&member.profile_id]).await;
    app.refresh(&member).await;
    app.publish(&member);
    let next = socket.data("1").await;
    assert_eq!(next["profileChanged"]["profile"]["gigs"]["nodes"][0]["title"], "Another");
}
