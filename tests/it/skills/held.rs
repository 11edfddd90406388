//! Skills on profiles: each once, by whatever name; what is typed twice by two people is nothing to either; and what staff
//! decide shows on the profiles.

use folio_policy::{Section, Visibility};
use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

use super::{admin, assert_done, change, propose, refusal};

const LOOK: &str =
    "query($slug: String!) { profile(slug: $slug) { skillKeywords skills(first: 100) { totalCount nodes {
    id name level years version visibility { level } skill { slug name aliases } } } } }";

async fn somebody(app: &TestApp) -> Member {
    app.member()
        .public_url()
        .section(Section::Header, Visibility::Public)
        .section(Section::Skills, Visibility::Public)
        .create()
        .await
}

async fn add(visitor: &Visitor<'_>, input: Value) -> Reply {
    let document = "mutation($input: ProfileSkillInput!) { it: profileSkillAdd(input: $input) {
        profileSkill { id name level years version skill { slug } } didYouMean { slug }
        userErrors { code message path } } }";
    visitor.query_with(document, json!({ "input": input })).await
}

async fn look(visitor: &Visitor<'_>, member: &Member) -> Value {
    visitor.query_with(LOOK, json!({ "slug": member.slug })).await.data()["profile"].clone()
}

async fn keywords(visitor: &Visitor<'_>, names: Value) -> Reply {
    let version = "{ me { profile { version } } }";
    let version = visitor.query(version).await.data()["me"]["profile"]["version"].clone();
    let document = "mutation($names: [String!], $version: Int64!) {
        it: profileUpdate(input: { skillKeywords: $names }, expectedVersion: $version) {
            profile { version skillKeywords } userErrors { code message path } } }";
    visitor.query_with(document, json!({ "names": names, "version": version })).await
}

#[tokio::test]
async fn a_skill_is_there_once_whatever_it_is_called() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let owner = app.as_(&member);
    let reply = add(&owner, json!({ "name": "JS", "level": "ADVANCED", "years": 7 })).await;
    assert_done(&reply);
    let added = &reply.data()["it"]["profileSkill"];
    assert_eq!((&added["name"], &added["skill"]["slug"]), (&json!("JavaScript"), &json!("javascript")));
    assert_eq!((&added["level"], &added["years"]), (&json!("ADVANCED"), &json!(7)));
    for (input, field) in [
        (json!({ "name": "JavaScript" }), "name"),
        (json!({ "name": " javascript " }), "name"),
        (json!({ "slug": "javascript" }), "slug"),
    ] {
        let reply = add(&owner, input).await;
        assert_eq!(refusal(&reply), ("INVALID", json!(["input", field])));
        let message = reply.data()["it"]["userErrors"][0]["message"].as_str().expect("a text").to_owned();
        assert!(message.contains("\"JavaScript\""), "{message}");
    }
    assert_done(&add(&owner, json!({ "name": "Zqxxo weaving" })).await);
    let again = add(&owner, json!({ "name": "ZQXXO  Weaving" })).await;
    assert_eq!(refusal(&again), ("INVALID", json!(["input", "name"])));
    assert_done(&add(&owner, json!({ "slug": "python" })).await);
    let seen = look(&app.anonymous(), &member).await;
    assert_eq!(seen["skillKeywords"], json!(["JavaScript", "Zqxxo weaving", "Python"]));
    let nodes = &seen["skills"]["nodes"];
    assert!(nodes[0]["skill"]["aliases"].as_array().expect("a list").contains(&json!("js")), "{nodes}");
    assert_eq!((&nodes[1]["skill"], &nodes[1]["level"]), (&Value::Null, &Value::Null));
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn what_can_not_be_taken_is_named() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let owner = app.as_(&member);
    for (input, code, field) in [
        (json!({}), "REQUIRED", "name"),
        (json!({ "name": "x".repeat(101) }), "TOO_LONG", "name"),
        (json!({ "name": "a\u{202e}b" }), "FORBIDDEN_CHARACTER", "name"),
        (json!({ "name": "Rust", "slug": "rust" }), "INVALID", "slug"),
        (json!({ "slug": "no-such-skill-at-all" }), "NOT_FOUND", "slug"),
        (json!({ "slug": "Not An Address" }), "NOT_FOUND", "slug"),
        (json!({ "name": "Rust", "years": -1 }), "INVALID", "years"),
    ] {
        assert_eq!(refusal(&add(&owner, input.clone()).await), (code, json!(["input", field])), "{input}");
    }
    let hundred: Vec<String> = (0..100).map(|number| format!("Weave number {number}")).collect();
    assert_done(&keywords(&owner, json!(hundred)).await);
    assert_eq!(refusal(&add(&owner, json!({ "name": "One more" })).await), ("TOO_MANY", json!(["input"])));
    let more: Vec<String> = (0..101).map(|number| format!("Weave number {number}")).collect();
    let path = json!(["input", "skillKeywords"]);
    assert_eq!(refusal(&keywords(&owner, json!(more)).await), ("TOO_MANY", path));
}

/// What each of two people gets to see who type the same word that the catalogue lacks, and what others do of both.
#[tokio::test]
async fn two_who_type_the_same_unknown_word_do_not_learn_of_each_other() {
    let app = TestApp::new().await;
    let word = "Zqxxo juggling";
    let without_ids = |mut reply: Value| {
        reply["it"]["profileSkill"]["id"] = Value::Null;
        reply
    };
    let (first, second, third) = (somebody(&app).await, somebody(&app).await, somebody(&app).await);
    let (alone, sent_alone) = {
        let (sent, reply) =
            app.statements(async || add(&app.as_(&first), json!({ "name": word })).await).await;
        (reply, sent)
    };
    // With other letters, so that one who got the other's would see it.
    let (sent, after) =
        app.statements(async || add(&app.as_(&second), json!({ "name": "zqxxo JUGGLING" })).await).await;
    assert_done(&alone);
    assert_eq!(sent, sent_alone, "as many statements, whether somebody typed it before or not");
    let mut expected = without_ids(alone.data().clone());
    expected["it"]["profileSkill"]["name"] = json!("zqxxo JUGGLING");
    assert_eq!(without_ids(after.data().clone()), expected);

    let seen = look(&app.anonymous(), &second).await;
    assert_eq!(seen["skillKeywords"], json!(["zqxxo JUGGLING"]));
    let proposal = propose(&app, &[word]).await[0].skill_id.to_string();
    for member in [&first, &second] {
        let page = app.as_(&third).query_with(LOOK, json!({ "slug": member.slug })).await;
        assert!(!page.text().contains(&proposal), "the proposal's id is nobody's business");
        let stored = "SELECT profile::text FROM users WHERE id = $1";
        let stored: String =
            app.database.sql().await.query_one(stored, &[&member.user_id]).await.expect("one row").get(0);
        assert!(!stored.contains(&proposal), "nor does the snapshot hold it");
    }
    // What is spelt much like it is told of the catalogue alone.
    let near = add(&app.as_(&third), json!({ "name": "Zqxxo jugglin" })).await;
    assert_eq!(near.data()["it"]["didYouMean"], json!([]));
    let near = add(&app.as_(&third), json!({ "name": "Javascrpt" })).await;
    assert_eq!(near.data()["it"]["didYouMean"][0]["slug"], "javascript");
}

#[tokio::test]
async fn a_list_of_names_keeps_what_is_named_again() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let owner = app.as_(&member);
    assert_done(&add(&owner, json!({ "name": "Rust", "level": "EXPERT", "years": 9 })).await);
    assert_done(&add(&owner, json!({ "name": "Zqxxo weaving", "level": "BEGINNER" })).await);
    assert_done(&add(&owner, json!({ "name": "Python" })).await);
    let before = look(&owner, &member).await;
    let named = before["skillKeywords"].clone();
    let same = keywords(&owner, named.clone()).await;
    assert_eq!(same.data()["it"]["profile"]["version"], "4", "nothing to do: {}", same.text());

    let hide = "mutation($id: ID!) { it: visibilitySet(expectedVersion: \"4\",
        input: { items: [{ id: $id, visibility: { level: PRIVATE } }] }) { userErrors { code path } } }";
    assert_done(&owner.query_with(hide, json!({ "id": before["skills"]["nodes"][1]["id"] })).await);
    assert_eq!(look(&app.anonymous(), &member).await["skillKeywords"], json!(["Rust", "Python"]));

    let reply = keywords(&owner, json!(["JS", "ZQXXO weaving", "rust"])).await;
    assert_done(&reply);
    let names = json!(["JavaScript", "Zqxxo weaving", "Rust"]);
    assert_eq!(reply.data()["it"]["profile"], json!({ "version": "6", "skillKeywords": names }));
    let after = look(&owner, &member).await;
    let (old, new) = (&before["skills"]["nodes"], &after["skills"]["nodes"]);
    assert_eq!((&new[2], &new[1]["id"]), (&old[0], &old[1]["id"]), "they stay what they were");
    assert_eq!((&new[1]["level"], &new[1]["visibility"]["level"]), (&json!("BEGINNER"), &json!("PRIVATE")));
    assert_eq!(look(&app.anonymous(), &member).await["skillKeywords"], json!(["JavaScript", "Rust"]));

    let twice = keywords(&owner, json!(["Rust", "JS", "javascript"])).await;
    assert_eq!(refusal(&twice), ("INVALID", json!(["input", "skillKeywords", "2"])));
    let blank = keywords(&owner, json!(["Rust", " "])).await;
    assert_eq!(refusal(&blank), ("REQUIRED", json!(["input", "skillKeywords", "1"])));
    assert_eq!(look(&owner, &member).await, after);
    assert_done(&keywords(&owner, Value::Null).await);
    assert_eq!(look(&owner, &member).await["skills"]["totalCount"], 0);
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn what_staff_decide_shows_on_the_profiles_that_have_it() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let staff = app.as_(&admin);
    let (one, two, other) = (somebody(&app).await, somebody(&app).await, somebody(&app).await);
    for (member, name) in [(&one, "Zqxxo juggling"), (&two, "zqxxo JUGGLING"), (&other, "Rust")] {
        assert_done(&add(&app.as_(member), json!({ "name": name })).await);
    }
    let names = async |member: &Member| look(&app.anonymous(), member).await["skillKeywords"].clone();
    let id = propose(&app, &["Zqxxo juggling"]).await[0].skill_id.to_string();
    assert_done(
        &change(&staff, "skillAccept", json!({ "id": id, "input": { "name": "Juggling (zqxxo)" } })).await,
    );
    assert_eq!(names(&two).await, json!(["zqxxo JUGGLING"]), "a little later");
    app.work().await;
    for member in [&one, &two] {
        assert_eq!(names(member).await, json!(["Juggling (zqxxo)"]));
        app.assert_whole(member).await;
        let trace = app.trace(member).await;
        assert_eq!((trace.version, trace.action.as_deref()), (3, Some("skill.refresh")));
    }
    assert_eq!(app.trace(&other).await.version, 2, "who hasn't got it is left alone");

    // Merged into one that somebody has by now: both stand until their owner removes one, as one keyword.
    assert_done(&add(&app.as_(&one), json!({ "slug": "rust" })).await);
    assert_done(&change(&staff, "skillMerge", json!({ "skill": "juggling-zqxxo", "into": "rust" })).await);
    app.work().await;
    assert_eq!(names(&two).await, json!(["Rust"]));
    assert_eq!(names(&one).await, json!(["Rust"]));
    assert_eq!(look(&app.anonymous(), &one).await["skills"]["totalCount"], 2);
    let again = add(&app.as_(&two), json!({ "name": "Rust" })).await;
    assert_eq!(refusal(&again), ("INVALID", json!(["input", "name"])));

    assert_done(&change(&staff, "skillUnmerge", json!({ "skill": "juggling-zqxxo" })).await);
    app.work().await;
    assert_eq!(names(&one).await, json!(["Juggling (zqxxo)", "Rust"]));
    for member in [&one, &two, &other] {
        app.assert_whole(member).await;
    }
}

#[tokio::test]
async fn a_name_that_two_merged_skills_share_keeps_both() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let (staff, member) = (app.as_(&admin), somebody(&app).await);
    let owner = app.as_(&member);
    let id = propose(&app, &["Zqxxo juggling"]).await[0].skill_id.to_string();
    assert_done(&change(&staff, "skillAccept", json!({ "id": id, "input": { "name": "Juggling" } })).await);
    assert_done(&add(&owner, json!({ "name": "Rust", "level": "EXPERT", "years": 9 })).await);
    assert_done(&add(&owner, json!({ "name": "Python" })).await);
    assert_done(&add(&owner, json!({ "name": "Juggling", "level": "BEGINNER", "years": 2 })).await);
    assert_done(&change(&staff, "skillMerge", json!({ "skill": "juggling", "into": "rust" })).await);
    let version = async || app.trace(&member).await.version;
    let names = async || look(&owner, &member).await["skillKeywords"].clone();
    let kept = async || {
        let skills = look(&owner, &member).await["skills"]["nodes"].clone();
        let skills = skills.as_array().expect("a list").iter();
        let of = |skill: &Value| skill["years"].as_i64().map(|years| (skill["id"].clone(), years));
        skills.filter_map(of).collect::<Vec<_>>()
    };
    let before = kept().await;
    assert_eq!(before.len(), 2);

    // As it is shown before a job has brought that in, and after it.
    for shown in [json!(["Rust", "Python", "Juggling"]), json!(["Rust", "Python"])] {
        assert_eq!(names().await, shown);
        let at = version().await;
        assert_done(&keywords(&owner, shown).await);
        assert_eq!((version().await, kept().await), (at, before.clone()), "what is so changes nothing");
        app.work().await;
    }
    let twice = keywords(&owner, json!(["Rust", "Python", "Juggling", "juggling"])).await;
    assert_eq!(refusal(&twice), ("INVALID", json!(["input", "skillKeywords", "3"])));

    let reply = keywords(&owner, json!(["JS", "juggling", "Python"])).await;
    assert_done(&reply);
    assert_eq!(reply.data()["it"]["profile"]["skillKeywords"], json!(["JavaScript", "Rust", "Python"]));
    assert_eq!(kept().await, before, "a name that stays keeps all that it stands for");
    assert_done(&keywords(&owner, json!(["Rust"])).await);
    assert_eq!(kept().await, before);
    assert_done(&change(&staff, "skillUnmerge", json!({ "skill": "juggling" })).await);
    app.work().await;
    assert_eq!(names().await, json!(["Rust", "Juggling"]));

    // Nor do they get more than a profile may have.
    assert_done(&change(&staff, "skillMerge", json!({ "skill": "juggling", "into": "rust" })).await);
    app.work().await;
    let weaves = (0..99).map(|number| format!("Weave number {number}"));
    let many: Vec<String> = std::iter::once("Rust".to_owned()).chain(weaves).collect();
    assert_eq!(
        refusal(&keywords(&owner, json!(many)).await),
        ("TOO_MANY", json!(["input", "skillKeywords"]))
    );
    assert_eq!(kept().await, before);
    assert_done(&keywords(&owner, json!(["Python"])).await);
    assert_eq!((names().await, kept().await.len()), (json!(["Python"]), 0), "and go when it does");
    app.assert_whole(&member).await;
}
