//! Autocomplete, and what may have been meant.

use folio_testkit::TestApp;
use serde_json::{Value, json};

use super::{admin, assert_done, change, found, propose, suggestions};

fn slugs(found: &[(String, String)]) -> Vec<&str> {
    found.iter().map(|(slug, _)| slug.as_str()).collect()
}

#[tokio::test]
async fn the_best_comes_first_and_the_order_is_always_the_same() {
    let app = TestApp::new().await;
    let visitor = app.anonymous();
    let java = found(&visitor, "Java").await;
    assert_eq!(java[0], ("java".to_owned(), "EXACT".to_owned()));
    assert_eq!(java[1], ("javascript".to_owned(), "PREFIX".to_owned()));

    // A name that begins with it, then a word of one: "Amazon Web Services" by its second word.
    let web = found(&visitor, "web").await;
    let rank = |how: &str| ["EXACT", "PREFIX", "WORD", "SIMILAR"].iter().position(|known| *known == how);
    let ranks: Vec<_> = web.iter().map(|(_, how)| rank(how)).collect();
    assert!(ranks.is_sorted(), "{web:?}");
    let words = found(&visitor, "services").await;
    assert!(words.contains(&("amazon-web-services".to_owned(), "WORD".to_owned())), "{words:?}");

    // Of equals the shorter name first: what is left to be typed is least.
    let machine = found(&visitor, "machine").await;
    // A spelling comes in where nothing else is found: "Machining" doesn't.
    assert_eq!(slugs(&machine), ["machine-learning", "machine-operation"], "{machine:?}");
    for query in ["web", "s", "design", "javascrpt"] {
        let once = suggestions(&visitor, query, Some(50)).await.text();
        assert_eq!(once, suggestions(&visitor, query, Some(50)).await.text());
    }
}

#[tokio::test]
async fn a_skill_is_found_by_any_of_its_names_and_once() {
    let app = TestApp::new().await;
    let visitor = app.anonymous();
    for (alias, slug) in [
        ("js", "javascript"),
        ("K8S", "kubernetes"),
        ("postgres", "postgresql"),
        ("ml", "machine-learning"),
        ("c++", "c-plus-plus"),
        ("cpp", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".net", "dot-net"),
        ("ｐｙ", "python"),
    ] {
        let hits = found(&visitor, alias).await;
        assert_eq!(hits[0], (slug.to_owned(), "EXACT".to_owned()), "{alias}: {hits:?}");
        assert_eq!(hits.iter().filter(|(found, _)| found == slug).count(), 1, "{alias}: {hits:?}");
    }
    let reply = suggestions(&visitor, "postgr", None).await;
    let hit = json!({ "match": "PREFIX", "matched": "postgres", "skill": { "slug": "postgresql", "name": "PostgreSQL" } });
    assert_eq!(reply.data()["skills"][0], hit);
}

#[tokio::test]
async fn who_mistypes_is_told_what_may_be_meant() {
    let app = TestApp::new().await;
    let visitor = app.anonymous();
    let document = "query($name: String!) { skillLookup(name: $name) {
        skill { slug } similar { match matched skill { slug } } } }";
    let look = async |name: &str| {
        visitor.query_with(document, json!({ "name": name })).await.data()["skillLookup"].clone()
    };
    for (typed, meant) in [
        ("Javascrpt", "javascript"),
        ("Kuberntes", "kubernetes"),
        ("Pyton", "python"),
        ("Machine Lerning", "machine-learning"),
        ("Photoshp", "adobe-photoshop"),
    ] {
        let looked = look(typed).await;
        assert_eq!(looked["skill"], Value::Null);
        assert_eq!(looked["similar"][0]["skill"]["slug"], meant, "{typed}: {looked}");
        assert_eq!(looked["similar"][0]["match"], "SIMILAR");
        assert!(looked["similar"].as_array().expect("a list").len() <= 5);
        assert_eq!(found(&visitor, typed).await[0], (meant.to_owned(), "SIMILAR".to_owned()));
    }
    assert_eq!(look("javascript ").await, json!({ "skill": { "slug": "javascript" }, "similar": [] }));
    assert_eq!(look("Qwertzuiop").await, json!({ "skill": null, "similar": [] }));
}

#[tokio::test]
async fn what_can_not_be_asked_is_told_and_signs_are_no_patterns() {
    let app = TestApp::new().await;
    let visitor = app.anonymous();
    for (query, first) in [("x", Some(51)), ("x", Some(-1)), ("no\u{0}thing", None)] {
        assert_eq!(suggestions(&visitor, query, first).await.code(), "BAD_USER_INPUT", "{query:?}");
    }
    assert_eq!(suggestions(&visitor, &"x".repeat(101), None).await.code(), "BAD_USER_INPUT");
    for nothing in ["", "   ", "%", "_", "\\", "%%%", "__"] {
        assert_eq!(found(&visitor, nothing).await, [], "{nothing:?}");
    }
    assert_eq!(suggestions(&visitor, "java", Some(0)).await.data()["skills"], json!([]));
    let few = suggestions(&visitor, "s", Some(3)).await;
    assert_eq!(few.data()["skills"].as_array().map(Vec::len), Some(3));
    let most = suggestions(&visitor, "s", Some(50)).await;
    assert_eq!(most.data()["skills"].as_array().map(Vec::len), Some(50));
    for nowhere in ["", "No-Such", "no-such", "c++", "no\u{0}such"] {
        let document = "query($slug: String!) { skill(slug: $slug) { name } }";
        let reply = visitor.query_with(document, json!({ "slug": nowhere })).await;
        assert_eq!(reply.data()["skill"], Value::Null, "{nowhere:?}");
    }
}

/// What somebody typed is nobody else's: no search, however near, tells that it was typed, before it was accepted.
#[tokio::test]
async fn a_proposal_moves_no_answer() {
    let app = TestApp::new().await;
    let typed = ["Jane Doe, 12 Elm Street", "Javascripting at Secret Corp", "Javascrpt", "js for Jane"];
    let member = app.member().create().await;
    let document = "query($query: String!) {
        skills(query: $query, first: 50) { match matched skill { slug aliases } }
        skillLookup(name: $query) { skill { slug aliases } similar { matched skill { slug } } } }";
    let questions =
        ["Jane", "Jane Doe, 12 Elm Street", "Doe", "Elm", "Secret", "Javascrpt", "Javascripting", "js", "j"];
    let ask = async || {
        let mut answers = Vec::new();
        for visitor in [app.anonymous(), app.as_(&member)] {
            for question in questions {
                let variables = json!({ "query": question });
                let (statements, reply) =
                    app.statements(async || visitor.query_with(document, variables).await).await;
                answers.push((question, statements, reply.text()));
            }
        }
        answers
    };
    ask().await;
    let before = ask().await;
    let proposed = propose(&app, &typed).await;
    assert!(proposed.iter().all(|known| known.canonical_id.is_none()));
    assert_eq!(ask().await, before);

    // Merged, it leads whoever types the whole of it to the skill, and is still shown to nobody.
    let admin = admin(&app).await;
    let id = proposed[0].skill_id.to_string();
    assert_done(&change(&app.as_(&admin), "skillMerge", json!({ "skill": id, "into": "javascript" })).await);
    let visitor = app.anonymous();
    for question in ["Jane", "Doe", "Elm", "12 Elm", "Jane Doe, 12 Elm Stree"] {
        assert_eq!(found(&visitor, question).await, [], "{question}");
    }
    let skill = "{ skill(slug: \"javascript\") { aliases } }";
    assert!(!visitor.query(skill).await.text().contains("Jane"));
    let lookup = "{ skillLookup(name: \"jane doe, 12 elm street\") { skill { slug } } }";
    assert_eq!(visitor.query(lookup).await.data()["skillLookup"]["skill"]["slug"], "javascript");
}
