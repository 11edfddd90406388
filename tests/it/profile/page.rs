//! The demo student's page: each viewer sees what is theirs to see.

use folio_testkit::{Persona, TestApp};

const PAGE: &str = r#"{ profile(slug: "maya-okonkwo") {
    displayName pronouns about
    contact { email phone }
    availability { status }
    education { totalCount edges { node { institution gpa { value } } } }
    preferences { timezone }
} }"#;

#[tokio::test]
async fn each_viewer_sees_what_is_theirs_to_see() {
    let app = TestApp::demo().await;
    let page =
        async |visitor: folio_testkit::Visitor<'_>| visitor.query(PAGE).await.data()["profile"].clone();
    let (owner, employer) = (page(app.as_(Persona::Student)).await, page(app.as_(Persona::Employer)).await);
    let (mentor, anonymous) = (page(app.as_(Persona::Mentor)).await, page(app.anonymous()).await);

    for viewer in [&owner, &employer, &mentor, &anonymous] {
        assert_eq!(viewer["displayName"], "Maya Okonkwo");
    }
    assert!(owner["contact"]["phone"].is_string() && employer["contact"]["phone"].is_null());
    assert!(employer["contact"]["email"].is_string() && mentor["contact"].is_null());
    assert!(mentor["pronouns"].is_string() && anonymous["pronouns"].is_null());
    assert!(owner["preferences"].is_object() && employer["preferences"].is_null());
    assert!(employer["education"]["edges"][0]["node"]["gpa"]["value"].is_string());
    assert!(mentor["education"]["edges"][0]["node"]["gpa"].is_null());
    assert!(mentor["education"]["edges"][0]["node"]["institution"].is_string());
    assert_eq!(anonymous["education"]["totalCount"], 0);
}

#[tokio::test]
async fn a_page_takes_one_statement_and_one_more_for_who_asks() {
    let app = TestApp::demo().await;
    // Of the snapshot's path alone: from the tables a page takes a statement for each of them.
    if app.db.profile_reads() != folio_db::pages::ProfileReads::SNAPSHOT {
        return;
    }
    // Connections are made on first use; what that sends isn't a page's.
    app.as_(Persona::Student).query(PAGE).await;
    let (anonymous, _) = app.statements(async || app.anonymous().query(PAGE).await).await;
    let (signed_in, _) = app.statements(async || app.as_(Persona::Mentor).query(PAGE).await).await;
    assert_eq!((anonymous, signed_in), (1, 2));

    let everything = r#"{ me { role profile { displayName } } again: me { staff }
        profile(slug: "maya-okonkwo") { education { nodes { id } } projects { nodes { id } } links { id } }
        other: profile(slug: "daniel-reyes") { displayName } nobody: profile(slug: "nobody-at-all") { id } }"#;
    app.as_(Persona::Student).query(everything).await;
    let (statements, _) = app.statements(async || app.as_(Persona::Student).query(everything).await).await;
    assert_eq!(statements, 3, "the viewer, the slugs, the viewer's own page");
    let (statements, _) =
        app.statements(async || app.as_(Persona::Student).query("{ me { role } }").await).await;
    assert_eq!(statements, 1, "the viewer");
}

#[tokio::test]
async fn many_nodes_take_as_many_statements_as_one() {
    let app = TestApp::new().await;
    let mut ids = Vec::new();
    for _ in 0..50 {
        ids.push(app.member().role(folio_policy::Role::Mentor).create().await.id());
    }
    let document = "query($ids: [ID!]!) { nodes(ids: $ids) { id } }";
    let ask = async |ids: &[String]| {
        let variables = serde_json::json!({ "ids": ids });
        app.statements(async || app.anonymous().query_with(document, variables).await).await
    };
    ask(&ids[..1]).await;
    let (for_one, one) = ask(&ids[..1]).await;
    let (for_all, all) = ask(&ids).await;
    assert_eq!(for_all, for_one);
    assert_eq!(one.data()["nodes"][0]["id"], ids[0].as_str());
    let found: Vec<_> =
        all.data()["nodes"].as_array().expect("a list").iter().map(|n| n["id"].clone()).collect();
    assert_eq!(found, ids, "in the order of the question");
}

#[tokio::test]
async fn the_answer_has_the_order_of_the_document() {
    let app = TestApp::demo().await;
    let id = app.as_(Persona::Student).query("{ me { profile { id } } }").await;
    let id = id.data()["me"]["profile"]["id"].as_str().expect("an id").to_owned();
    let document = format!(
        r#"{{ node(id: "{id}") {{ id }} z: profile(slug: "daniel-reyes") {{ slug displayName }} me {{ role staff }}
             a: profile(slug: "maya-okonkwo") {{ headline displayName id }} privacyMatrix {{ field }} }}"#
    );
    let first = app.as_(Persona::Student).query(&document).await;
    let positions: Vec<_> = ["\"node\"", "\"z\"", "\"me\"", "\"a\"", "\"headline\"", "\"privacyMatrix\""]
        .map(|key| first.text().find(key).expect(key))
        .into();
    assert!(positions.is_sorted(), "{}", first.text());
    for _ in 0..50 {
        assert_eq!(app.as_(Persona::Student).query(&document).await.text(), first.text());
    }
}

#[tokio::test]
async fn me_is_the_same_page_as_the_address() {
    // Everything at once is more than one operation may ask for.
    let app = TestApp::builder().http(|settings| settings.document.cost = 20_000).start().await;
    let somebody = app.member().filled().create().await;
    let all = folio_testkit::Sdl::read().select_all("Profile", &[]);
    let me = app.as_(&somebody).query(&format!("{{ me {{ profile {all} }} }}")).await;
    let page = app.as_(&somebody).query(&format!("{{ profile(slug: \"{}\") {all} }}", somebody.slug)).await;
    assert_eq!(me.data()["me"]["profile"], page.data()["profile"]);
    assert!(app.anonymous().query("{ me { role } }").await.data()["me"].is_null());
}

#[tokio::test]
async fn answers_are_kept_by_no_cache() {
    let app = TestApp::demo().await;
    for visitor in [app.anonymous(), app.as_(Persona::Student)] {
        let reply = visitor.query(PAGE).await;
        let cache = reply.headers["cache-control"].to_str().expect("text");
        assert!(cache.contains("no-store"), "{cache}");
    }
}
