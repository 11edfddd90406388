//! The laws of what administrators change: rights, versions, idempotency, what is left behind, and the way back.

use folio_policy::{ProfileState, Staff};
use folio_testkit::{Reply, TestApp, Visitor};
use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{OF_STAFF, admin, assert_done, change, found, propose, refusal};

const PROPOSED: &str = "query($first: Int, $after: String) { proposedSkills(first: $first, after: $after) {
    nodes { id name version similar { skill { slug } } } pageInfo { hasNextPage endCursor } } }";

async fn proposed(visitor: &Visitor<'_>, variables: Value) -> Value {
    visitor.query_with(PROPOSED, variables).await.data()["proposedSkills"].clone()
}

/// A proposal of this name; gives its id.
async fn proposal(app: &TestApp, name: &str) -> String {
    propose(app, &[name]).await[0].skill_id.to_string()
}

/// Everything that the tables say, to tell that nothing has changed.
async fn state(app: &TestApp) -> String {
    let query = "SELECT json_build_array(
        (SELECT json_agg(skills ORDER BY id) FROM skills WHERE status <> 'CANONICAL' OR curated_at IS NOT NULL),
        (SELECT json_agg(skill_names ORDER BY name_key) FROM skill_names WHERE NOT listed OR skill_id <> canonical_id),
        (SELECT count(*) FROM skill_names),
        (SELECT json_agg(skill_changes ORDER BY skill_id, version) FROM skill_changes))::text";
    app.database.sql().await.query_one(query, &[]).await.expect("it can be read").get(0)
}

/// Arguments that each mutation takes, of a proposal.
fn valid(name: &str, id: &str) -> Value {
    match name {
        "skillAccept" => json!({ "id": id, "input": {} }),
        "skillMerge" => json!({ "skill": id, "into": "javascript" }),
        "skillUnmerge" => json!({ "skill": "debugging" }),
        _ => json!({ "slug": "javascript", "name": "Livescript" }),
    }
}

#[tokio::test]
async fn nobody_but_an_administrator_can_and_nothing_is_told() {
    let app = TestApp::new().await;
    let id = proposal(&app, "Typed by somebody").await;
    let before = state(&app).await;
    let suspended = app.member().staff(Staff::Admin).state(ProfileState::Suspended).create().await;
    let moderator = app.member().staff(Staff::Moderator).create().await;
    let member = app.member().create().await;
    for visitor in [app.as_(&member), app.as_(&moderator), app.as_(&suspended)] {
        assert_eq!(proposed(&visitor, json!({})).await, Value::Null);
        for name in OF_STAFF {
            let there = change(&visitor, name, valid(name, &id)).await;
            assert_eq!(refusal(&there), ("FORBIDDEN", json!([])), "{name}");
            let never = change(&visitor, name, valid(name, &Uuid::new_v4().to_string())).await;
            assert_eq!(there.text(), never.text(), "{name}");
        }
    }
    assert_eq!(proposed(&app.anonymous(), json!({})).await, Value::Null);
    for name in OF_STAFF {
        assert_eq!(change(&app.anonymous(), name, valid(name, &id)).await.code(), "UNAUTHENTICATED");
    }
    assert_eq!(state(&app).await, before);
}

#[tokio::test]
async fn proposals_are_read_page_by_page_the_oldest_first_with_what_they_may_mean() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    let names = ["Javascrpt", "Zzzz One", "Aaaa Two", "Mmmm Three", "Kuberntes"];
    for name in names {
        proposal(&app, name).await;
    }
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    for more in [true, true, false] {
        let variables = json!({ "first": 2, "after": after });
        let (statements, page) = app.statements(async || proposed(&curator, variables).await).await;
        assert!(statements <= 3, "{statements}");
        assert_eq!(page["pageInfo"]["hasNextPage"], json!(more));
        seen.extend(page["nodes"].as_array().expect("a list").iter().map(|node| node["name"].clone()));
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen, names);
    let all = proposed(&curator, json!({})).await;
    assert_eq!(all["nodes"][0]["similar"][0]["skill"]["slug"], "javascript");
    assert_eq!(all["nodes"][1]["similar"], json!([]));
    assert_eq!(all["nodes"][4]["similar"][0]["skill"]["slug"], "kubernetes");
    assert_eq!(curator.query_with(PROPOSED, json!({ "after": "nonsense" })).await.code(), "INVALID_CURSOR");
}

#[tokio::test]
async fn what_is_accepted_is_a_part_of_the_catalogue() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    let id = proposal(&app, "leptos framwork").await;
    let input = json!({ "name": "Leptos", "category": "SOFTWARE", "parent": "rust",
        "escoUri": "http://data.europa.eu/esco/skill/x" });
    let reply =
        change(&curator, "skillAccept", json!({ "id": id, "input": input, "expectedVersion": "1" })).await;
    assert_done(&reply);
    let expected = json!({ "slug": "leptos", "name": "Leptos", "category": "SOFTWARE", "aliases": [], "version": "2",
        "parent": { "slug": "rust" }, "escoUri": "http://data.europa.eu/esco/skill/x" });
    assert_eq!(reply.data()["it"]["skill"], expected);
    // What was typed leads to it, and is shown to nobody.
    assert_eq!(found(&app.anonymous(), "leptos").await[0], ("leptos".to_owned(), "EXACT".to_owned()));
    let known = propose(&app, &["Leptos Framwork"]).await[0];
    assert_eq!((known.skill_id.to_string(), known.canonical_id.is_some()), (id.clone(), true));
    assert!(!super::suggestions(&app.anonymous(), "leptos f", None).await.text().contains("framwork"));
    assert_eq!(proposed(&curator, json!({})).await["nodes"], json!([]));

    let row = "SELECT actor_id, action, version, fields FROM skill_changes";
    let row = app.database.sql().await.query_one(row, &[]).await.expect("one row");
    assert_eq!(
        (row.get::<_, Uuid>(0), row.get::<_, &str>(1), row.get::<_, i64>(2)),
        (admin.user_id, "skillAccept", 2)
    );
    // As it is: nothing to do.
    let before = state(&app).await;
    assert_done(&change(&curator, "skillAccept", json!({ "id": id, "input": {} })).await);
    assert_eq!(state(&app).await, before);

    let plain = proposal(&app, "Bevy & ECS").await;
    let reply = change(&curator, "skillAccept", json!({ "id": plain, "input": {} })).await;
    assert_eq!(reply.data()["it"]["skill"]["slug"], "bevy-and-ecs");
}

#[tokio::test]
async fn a_merge_can_be_taken_back_and_so_can_one_of_many() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    let id = proposal(&app, "Refactring").await;
    let look = async |name: &str| {
        let document = "query($name: String!) { skillLookup(name: $name) { skill { slug } } }";
        let reply = curator.query_with(document, json!({ "name": name })).await;
        reply.data()["skillLookup"]["skill"]["slug"].as_str().map(str::to_owned)
    };
    let merge = async |skill: &str, into: &str| {
        assert_done(&change(&curator, "skillMerge", json!({ "skill": skill, "into": into })).await);
    };
    let part = async |skill: &str| -> Reply {
        let reply = change(&curator, "skillUnmerge", json!({ "skill": skill })).await;
        assert_done(&reply);
        reply
    };
    merge(&id, "refactoring").await;
    merge("refactoring", "code-review").await;
    merge("code-review", "debugging").await;
    for name in ["refactring", "refactoring", "code review", "debugging"] {
        assert_eq!(look(name).await.as_deref(), Some("debugging"), "{name}");
    }
    let skill = "{ skill(slug: \"refactoring\") { slug aliases } }";
    let seen = curator.query(skill).await;
    assert_eq!(
        seen.data()["skill"],
        json!({ "slug": "debugging", "aliases": ["Code review", "Refactoring"] })
    );

    // The one in the middle goes, with what was merged into it.
    assert_eq!(part("code-review").await.data()["it"]["skill"]["slug"], "code-review");
    for (name, slug) in
        [("refactring", "code-review"), ("refactoring", "code-review"), ("debugging", "debugging")]
    {
        assert_eq!(look(name).await.as_deref(), Some(slug), "{name}");
    }
    part("refactoring").await;
    assert_eq!(look("refactring").await.as_deref(), Some("refactoring"));
    // A proposal again: of no catalogue.
    assert_eq!(part(&id).await.data()["it"]["skill"], Value::Null);
    assert_eq!(look("refactring").await, None);
    assert_eq!(proposed(&curator, json!({})).await["nodes"][0]["name"], "Refactring");
    let before = state(&app).await;
    part(&id).await;
    assert_eq!(state(&app).await, before, "there was nothing to take back");
}

#[tokio::test]
async fn what_is_refused_names_its_argument_and_changes_nothing() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    let id = proposal(&app, "Typed once").await;
    let other = proposal(&app, "Typed twice").await;
    let gone = proposal(&app, "Typed and merged").await;
    assert_done(&change(&curator, "skillMerge", json!({ "skill": gone, "into": "rust" })).await);
    assert_done(
        &change(&curator, "skillMerge", json!({ "skill": "debugging", "into": "code-review" })).await,
    );
    let before = state(&app).await;
    let nobody = Uuid::new_v4().to_string();
    let accept = |input: Value| json!({ "id": id, "input": input });
    for (name, arguments, code, path) in [
        ("skillAccept", json!({ "id": nobody, "input": {} }), "NOT_FOUND", json!(["id"])),
        ("skillAccept", json!({ "id": "rust", "input": {} }), "NOT_FOUND", json!(["id"])),
        ("skillAccept", json!({ "id": gone, "input": {} }), "INVALID", json!(["id"])),
        ("skillAccept", accept(json!({ "slug": "Not One" })), "INVALID", json!(["input", "slug"])),
        ("skillAccept", accept(json!({ "slug": "rust" })), "SLUG_UNAVAILABLE", json!(["input", "slug"])),
        ("skillAccept", accept(json!({ "name": " " })), "INVALID", json!(["input", "name"])),
        ("skillAccept", accept(json!({ "name": "JS" })), "INVALID", json!(["input", "name"])),
        ("skillAccept", accept(json!({ "name": "typed twice" })), "INVALID", json!(["input", "name"])),
        ("skillAccept", accept(json!({ "name": "!?" })), "REQUIRED", json!(["input", "slug"])),
        ("skillAccept", accept(json!({ "parent": "no-such" })), "NOT_FOUND", json!(["input", "parent"])),
        ("skillAccept", accept(json!({ "parent": "debugging" })), "INVALID", json!(["input", "parent"])),
        ("skillAccept", accept(json!({ "escoUri": "ftp://x" })), "INVALID", json!(["input", "escoUri"])),
        ("skillMerge", json!({ "skill": nobody, "into": "rust" }), "NOT_FOUND", json!(["skill"])),
        ("skillMerge", json!({ "skill": "no\u{0}such", "into": "rust" }), "NOT_FOUND", json!(["skill"])),
        ("skillMerge", json!({ "skill": id, "into": "no-such" }), "NOT_FOUND", json!(["into"])),
        ("skillMerge", json!({ "skill": id, "into": other }), "NOT_FOUND", json!(["into"])),
        ("skillMerge", json!({ "skill": id, "into": "debugging" }), "INVALID", json!(["into"])),
        ("skillMerge", json!({ "skill": "rust", "into": "rust" }), "INVALID", json!(["into"])),
        ("skillMerge", json!({ "skill": gone, "into": "go" }), "INVALID", json!(["skill"])),
        // Python is a part of it: it would stand above itself.
        (
            "skillMerge",
            json!({ "skill": "software-development", "into": "python" }),
            "INVALID",
            json!(["into"]),
        ),
        ("skillUnmerge", json!({ "skill": nobody }), "NOT_FOUND", json!(["skill"])),
        ("skillAliasAdd", json!({ "slug": "no-such", "name": "x" }), "NOT_FOUND", json!(["slug"])),
        ("skillAliasAdd", json!({ "slug": "debugging", "name": "x" }), "INVALID", json!(["slug"])),
        ("skillAliasAdd", json!({ "slug": "rust", "name": "x".repeat(101) }), "INVALID", json!(["name"])),
        ("skillAliasAdd", json!({ "slug": "rust", "name": "K8s" }), "INVALID", json!(["name"])),
        ("skillAliasAdd", json!({ "slug": "rust", "name": "typed once" }), "INVALID", json!(["name"])),
    ] {
        let reply = change(&curator, name, arguments.clone()).await;
        assert_eq!(refusal(&reply), (code, path), "{name} {arguments}");
    }
    assert_eq!(state(&app).await, before);
}

#[tokio::test]
async fn a_stale_version_changes_nothing() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    let id = proposal(&app, "Typed once").await;
    assert_done(
        &change(&curator, "skillMerge", json!({ "skill": "debugging", "into": "code-review" })).await,
    );
    let before = state(&app).await;
    for (name, current) in OF_STAFF.into_iter().zip(["1", "1", "1", "2"]) {
        let mut arguments = valid(name, &id);
        arguments["expectedVersion"] = json!("7");
        let reply = change(&curator, name, arguments).await;
        assert_eq!(refusal(&reply), ("CONFLICT", json!(["expectedVersion"])), "{name}");
        assert_eq!(reply.data()["it"]["userErrors"][0]["conflict"]["currentVersion"], current, "{name}");
    }
    assert_eq!(state(&app).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_gets_the_same_answer_and_does_nothing() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    let id = proposal(&app, "Typed once").await;
    assert_done(
        &change(&curator, "skillMerge", json!({ "skill": "debugging", "into": "code-review" })).await,
    );
    for (name, arguments) in [
        ("skillAliasAdd", json!({ "slug": "javascript", "name": "Livescript" })),
        ("skillMerge", json!({ "skill": id, "into": "javascript" })),
        ("skillUnmerge", json!({ "skill": id })),
        ("skillAccept", json!({ "id": id, "input": {} })),
    ] {
        let mut arguments = arguments;
        arguments["idempotencyKey"] = json!(name);
        let replies = join_all((0..5).map(|_| change(&curator, name, arguments.clone()))).await;
        assert_done(&replies[0]);
        assert!(replies.iter().all(|reply| reply.text() == replies[0].text()), "{name}: {replies:?}");
        let before = state(&app).await;
        assert_eq!(change(&curator, name, arguments.clone()).await.text(), replies[0].text());
        arguments["idempotencyKey"] = json!("skillAliasAdd");
        if name != "skillAliasAdd" {
            assert_eq!(refusal(&change(&curator, name, arguments).await).0, "IDEMPOTENCY_KEY_REUSED");
        }
        assert_eq!(state(&app).await, before, "{name}");
    }
    let count = "SELECT count(*) FROM skill_changes";
    let row = app.database.sql().await.query_one(count, &[]).await.expect("one row");
    assert_eq!(row.get::<_, i64>(0), 5);
}
