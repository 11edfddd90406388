//! When a profile is read, and what the owner sees of it.

use folio_testkit::{TestApp, metrics};
use serde_json::{Value, json};

use super::{add_work, change, events, facets, jobs, page, set_headline, state};

const JOB: &str = "{ company: \"Initech\", title: \"Senior Backend Engineer\", startDate: \"2015-01\", endDate: \"2019-12\", \
    description: \"Rebuilt the billing in Rust. Cut costs by 30 %.\" }";

/// The acceptance criteria of work history: changes trigger another reading, nobody waits for it, and what is read is shown.
#[tokio::test]
async fn what_is_written_is_pending_at_once_and_read_later() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let before = page(&owner, json!({})).await;
    assert_eq!(before["extractionStatus"]["state"], "NONE");
    assert_eq!(before["facets"]["totalCount"], 0);

    let work = add_work(&owner, JOB).await;
    let pending = page(&owner, json!({})).await;
    let status = &pending["extractionStatus"];
    assert_eq!((&status["state"], &status["extractor"]), (&json!("PENDING"), &Value::Null));
    assert!(
        status["since"].is_string() && status["lagSeconds"].as_i64().is_some_and(|lag| lag < 60),
        "{status}"
    );
    assert_eq!((pending["facets"]["totalCount"].clone(), jobs(&app, &member).await), (json!(0), 1));

    app.work().await;
    let read = page(&owner, json!({ "first": 100 })).await;
    let status = &read["extractionStatus"];
    assert_eq!(
        (&status["state"], &status["since"], &status["lagSeconds"]),
        (&json!("DONE"), &Value::Null, &json!(0))
    );
    assert_eq!((&status["extractor"], &status["extractorVersion"]), (&json!("patterns"), &json!("1")));
    assert_eq!(read["version"], pending["version"], "what is derived moves no version");
    let mut said = facets(&owner).await;
    said.sort();
    assert_eq!(
        said,
        [
            "EXPERIENCE_YEARS 5",
            "EXPERIENCE_YEARS Back-end development 5",
            "EXPERIENCE_YEARS Rust 5",
            "ROLE Backend Engineer",
            "SENIORITY SENIOR",
            "SKILL Back-end development",
            "SKILL Rust",
            "TRACK_RECORD Cut costs by 30 %",
        ]
    );
    // Each is at a place of the item that it names.
    let description = "Rebuilt the billing in Rust. Cut costs by 30 %.";
    let nodes = read["facets"]["nodes"].as_array().expect("a list");
    for node in nodes {
        let source = &node["source"];
        assert_eq!((&source["kind"], &source["itemId"]), (&json!("WORK"), &json!(work)), "{node}");
        assert_eq!((&node["extractor"], node["createdAt"].is_string()), (&json!("patterns"), true));
        assert!(node["confidence"].as_f64().is_some_and(|sure| (0.5..=1.0).contains(&sure)), "{node}");
        match node["kind"].as_str().expect("a kind") {
            "EXPERIENCE_YEARS" => {
                assert_eq!((&source["field"], &source["start"]), (&json!("startDate"), &Value::Null));
                assert_eq!(node["years"], 5);
            }
            "SKILL" | "TRACK_RECORD" if node["value"] != "Back-end development" => {
                let place =
                    |field: &str| usize::try_from(source[field].as_u64().expect("a place")).expect("small");
                assert_eq!(source["field"], "description");
                assert_eq!(
                    description[place("start")..place("end")],
                    *node["value"].as_str().expect("a text")
                );
            }
            _ => assert_eq!(source["field"], "title"),
        }
    }
    assert_eq!(events(&app, &member).await, 1);
    app.assert_whole(&member).await;
    assert!(metrics().contains("folio_extractions_total{extractor=\"patterns\",outcome=\"changed\"}"));
}

#[tokio::test]
async fn only_what_is_read_asks_for_a_reading_and_once() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let work = add_work(&owner, JOB).await;
    app.work().await;

    let other = "{ company: \"Hooli\", title: \"Cook\", startDate: \"2021\" }";
    let second = add_work(&owner, other).await;
    app.work().await;
    let version = async || page(&owner, json!({})).await["version"].clone();
    let errors = "userErrors { code message path }";
    for change_of_nothing in [
        "educationAdd(input: { institution: \"A school\" }",
        "profileUpdate(input: { about: \"Rust\" }, expectedVersion: VERSION",
    ] {
        let version = version().await.to_string();
        let change_of_nothing = change_of_nothing.replace("VERSION", &version) + ")";
        change(&owner, &format!("{change_of_nothing} {{ {errors} }}")).await;
        assert_eq!(
            (state(&owner).await, jobs(&app, &member).await),
            ("DONE".to_owned(), 0),
            "{change_of_nothing}"
        );
    }
    let reorder =
        format!("workReorder(ids: [\"{second}\", \"{work}\"], expectedVersion: {})", version().await);
    change(&owner, &format!("{reorder} {{ {errors} }}")).await;
    assert_eq!((state(&owner).await, jobs(&app, &member).await), ("DONE".to_owned(), 0));
    let hide = format!(
        "visibilitySet(input: {{ items: [{{ id: \"{work}\", visibility: {{ level: PRIVATE }} }}] }}, expectedVersion: {})",
        version().await
    );
    change(&owner, &format!("{hide} {{ {errors} }}")).await;
    assert_eq!((state(&owner).await, jobs(&app, &member).await), ("DONE".to_owned(), 0));
    let before = facets(&owner).await;

    for change_of_something in [
        format!("workUpdate(id: \"{work}\", expectedVersion: \"1\", input: {{ title: \"Engineer\" }})"),
        "profileSkillAdd(input: { name: \"Python\" })".to_owned(),
        "certificateAdd(input: { title: \"First aid\" })".to_owned(),
        format!("workRemove(id: \"{second}\", expectedVersion: \"1\")"),
    ] {
        change(&owner, &format!("{change_of_something} {{ {errors} }}")).await;
        assert_eq!(
            (state(&owner).await, jobs(&app, &member).await),
            ("PENDING".to_owned(), 1),
            "{change_of_something}"
        );
    }
    set_headline(&owner, "Engineer").await;
    assert_eq!(jobs(&app, &member).await, 1, "one job for all of them");
    app.work().await;
    let after = facets(&owner).await;
    assert_ne!(after, before);
    for facet in ["SKILL Python", "CERTIFICATE First aid", "ROLE Engineer"] {
        assert!(after.iter().any(|found| found == facet), "{facet}: {after:?}");
    }
    assert!(!after.iter().any(|found| found == "ROLE Cook"), "{after:?}");

    // There and back again is another text twice, and the same facets: nothing is told.
    let told = events(&app, &member).await;
    let by_id = page(&owner, json!({ "first": 100 })).await["facets"]["nodes"].clone();
    set_headline(&owner, "Baker").await;
    set_headline(&owner, "Engineer").await;
    app.work().await;
    let again = page(&owner, json!({ "first": 100 })).await["facets"]["nodes"].clone();
    let ids = |nodes: &Value| -> Vec<Value> {
        nodes.as_array().expect("a list").iter().map(|node| node["id"].clone()).collect()
    };
    assert_eq!(ids(&again), ids(&by_id), "what is found again is the same");
    assert!(events(&app, &member).await <= told + 1);
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn what_a_facet_is_from_takes_it_along_at_once() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let work = add_work(&owner, JOB).await;
    let other = add_work(
        &owner,
        "{ company: \"Hooli\", title: \"Cook\", startDate: \"2021\", skills: [\"Baking\"] }",
    )
    .await;
    set_headline(&owner, "Lead developer").await;
    let errors = "userErrors { code message path }";
    change(
        &owner,
        &format!("profileSkillAdd(input: {{ name: \"Zqxxo weaving\", years: 3 }}) {{ {errors} }}"),
    )
    .await;
    change(&owner, &format!("certificateAdd(input: {{ title: \"First aid\" }}) {{ {errors} }}")).await;
    app.work().await;
    let all = facets(&owner).await;
    for facet in [
        "SKILL Baking",
        "SKILL Zqxxo weaving",
        "EXPERIENCE_YEARS Zqxxo weaving 3",
        "CERTIFICATE First aid",
        "SENIORITY LEAD",
        "ROLE Lead developer",
        "ROLE Cook",
    ] {
        let there = all.iter().any(|found| found == facet);
        assert!(there || facet == "ROLE Lead developer", "{facet}: {all:?}");
    }

    // Removed: gone before anything is read again, with what was counted from it; what others say stays.
    change(&owner, &format!("workRemove(id: \"{other}\", expectedVersion: \"1\") {{ {errors} }}")).await;
    let left = facets(&owner).await;
    assert_eq!(state(&owner).await, "PENDING");
    assert!(!left.iter().any(|facet| ["SKILL Baking", "ROLE Cook"].contains(&facet.as_str())), "{left:?}");
    assert!(
        !left.iter().any(|facet| facet.starts_with("EXPERIENCE_YEARS") && !facet.contains("Zqxxo")),
        "{left:?}"
    );
    for facet in ["SKILL Rust", "SENIORITY SENIOR", "SENIORITY LEAD", "CERTIFICATE First aid"] {
        assert!(left.iter().any(|found| found == facet), "{facet}: {left:?}");
    }
    // Written over: what the text no longer says is not said of it for a moment.
    let input = "input: { description: \"Nothing to tell\" }";
    change(&owner, &format!("workUpdate(id: \"{work}\", expectedVersion: \"1\", {input}) {{ {errors} }}"))
        .await;
    set_headline(&owner, "Gone fishing").await;
    let left = facets(&owner).await;
    assert_eq!(
        left,
        [
            "SKILL Zqxxo weaving",
            "SKILL First aid",
            "EXPERIENCE_YEARS Zqxxo weaving 3",
            "CERTIFICATE First aid"
        ]
    );
    app.work().await;
    let read = facets(&owner).await;
    assert!(
        read.contains(&"EXPERIENCE_YEARS 5".to_owned()) && !read.contains(&"SKILL Rust".to_owned()),
        "{read:?}"
    );

    // Past the write path, too: the database itself keeps no facet without its item.
    let left_over = "SELECT count(*) FROM profile_facets WHERE profile_id = $1 AND source <> 'HEADLINE'";
    for table in ["work_history", "profile_skills", "certificates"] {
        app.sql(&format!("DELETE FROM {table} WHERE profile_id = $1"), &[&member.profile_id]).await;
    }
    let client = app.database.sql().await;
    let count: i64 = client.query_one(left_over, &[&member.profile_id]).await.expect("counted").get(0);
    assert_eq!(count, 0);
    app.sql("DELETE FROM users WHERE id = $1", &[&member.user_id]).await;
    let count: i64 =
        client.query_one("SELECT count(*) FROM profile_extraction", &[]).await.expect("counted").get(0);
    assert_eq!(count, 0);
}

#[tokio::test]
async fn facets_are_paged_and_filtered() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let names: Vec<String> = (0..25).map(|n| format!("\"Weave number {n:02}\"")).collect();
    let input = format!(
        "{{ company: \"Loom\", title: \"Weaver\", startDate: \"2021\", skills: [{}] }}",
        names.join(", ")
    );
    add_work(&owner, &input).await;
    app.work().await;
    let all = page(&owner, json!({ "first": 100, "kind": "SKILL" })).await["facets"].clone();
    assert_eq!(
        (all["totalCount"].clone(), all["pageInfo"]["hasNextPage"].clone()),
        (json!(25), json!(false))
    );
    let (mut seen, mut after) = (Vec::new(), Value::Null);
    for turn in 0..3 {
        let variables = json!({ "first": 10, "kind": "SKILL", "after": after });
        let (statements, part) =
            app.statements(async || page(&owner, variables).await["facets"].clone()).await;
        assert!(statements < 12, "{statements}");
        assert_eq!(part["totalCount"], 25);
        assert_eq!(part["pageInfo"]["hasPreviousPage"], turn > 0);
        assert_eq!(part["pageInfo"]["hasNextPage"], turn < 2);
        seen.extend(part["nodes"].as_array().expect("a list").clone());
        after = part["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(json!(seen), all["nodes"]);
    let none = page(&owner, json!({ "first": 0 })).await["facets"].clone();
    assert_eq!((none["nodes"].clone(), none["pageInfo"]["hasNextPage"].clone()), (json!([]), json!(true)));
    assert_eq!(page(&owner, json!({ "kind": "CERTIFICATE" })).await["facets"]["totalCount"], 0);
    for (first, after) in [(json!(101), Value::Null), (json!(-1), Value::Null), (json!(1), json!("cursor"))] {
        let variables = json!({ "first": first, "after": after });
        let reply = owner.query_with(super::FACETS, variables).await;
        assert_eq!(reply.errors().len(), 1, "{}", reply.text());
    }
    // A cursor whose facet is gone is none.
    let cursor = all["edges"][3]["cursor"].clone();
    app.sql("DELETE FROM profile_facets WHERE profile_id = $1", &[&member.profile_id]).await;
    let reply = owner.query_with(super::FACETS, json!({ "after": cursor })).await;
    assert_eq!(reply.errors().len(), 1, "{}", reply.text());
}

#[tokio::test]
async fn an_imported_resume_is_read_like_what_was_typed() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let file = include_bytes!("../../fixtures/resumes/sample.json");
    let mut import = folio::resume::import(file).expect("it is a resume");
    app.apply(&member, &import.draft, &mut import.losses)
        .await
        .expect("it can be applied")
        .expect("the profile is there");
    let owner = app.as_(&member);
    assert_eq!(state(&owner).await, "PENDING");
    app.work().await;
    assert_eq!(state(&owner).await, "DONE");
    assert!(facets(&owner).await.len() > 5);
}
