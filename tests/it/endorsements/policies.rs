//! Who said it is shown by their own rules, what was said by those of whom it was said of; and the one doesn't move the other.

use folio_db::endorsements::FIRST;
use folio_policy::{Role, Section, Visibility};
use folio_testkit::{Member, TestApp, Visitor};
use serde_json::{Value, json};

use super::{accepted, assert_done, look, names, reachable, skilful, somebody};

/// Changes who sees a section of somebody's.
async fn set(app: &TestApp, member: &Member, section: &str, level: &str) {
    let visitor = app.as_(member);
    let version =
        visitor.query("{ me { profile { version } } }").await.data()["me"]["profile"]["version"].clone();
    let document = "mutation($version: Int64!, $input: VisibilitySetInput!) {
        it: visibilitySet(expectedVersion: $version, input: $input) { userErrors { code path } } }";
    let input = json!({ "sections": [{ "section": section, "visibility": { "level": level } }] });
    assert_done(&visitor.query_with(document, json!({ "version": version, "input": input })).await);
}

#[tokio::test]
async fn an_endorser_is_shown_by_their_own_rules_and_counts_all_the_same() {
    let app = TestApp::new().await;
    let person = skilful(&app, 1).await;
    let stranger = somebody(&app, "Stranger").await;
    let members = somebody(&app, "Members").await;
    let public = reachable(app.member().role(Role::Mentor).named("Public").public_url()).create().await;
    let shy = somebody(&app, "Shy").await;
    let away = somebody(&app, "Away").await;
    for who in [&members, &public, &shy, &away] {
        accepted(&app, who, &person, 0).await;
    }
    let all = |shown: [Option<&str>; 4]| shown.map(|name| json!(name));
    let open = all([Some("Away"), Some("Shy"), Some("Public"), Some("Members")]);
    assert_eq!(names(&app.as_(&stranger), &person.member).await, open);
    let signed_out = all([None, None, Some("Public"), None]);
    assert_eq!(names(&app.anonymous(), &person.member).await, signed_out);

    let follow = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { id skills { nodes { years endorsementCount } } } } }";
    let mut events = app.as_(&stranger).events(follow, json!({ "id": person.member.id() })).await;
    events.next().await;
    let count = async || app.statements(async || look(&app.as_(&stranger), &person.member).await).await.0;
    let before = count().await;
    set(&app, &shy, "HEADER", "PRIVATE").await;
    let document = "mutation { it: profileStateSet(state: DEACTIVATED, expectedVersion: \"1\") { userErrors { code } } }";
    assert_done(&app.as_(&away).query(document).await);
    let now = all([None, None, Some("Public"), Some("Members")]);
    assert_eq!(names(&app.as_(&stranger), &person.member).await, now);
    assert_eq!(names(&app.as_(&person.member), &person.member).await, now, "nor to whom it is said of");
    let own = all([None, Some("Shy"), Some("Public"), Some("Members")]);
    assert_eq!(names(&app.as_(&shy), &person.member).await, own);
    assert_eq!(count().await, before, "somebody hidden costs as much as somebody shown");
    // What they said goes with their names, from everybody but themselves; what counts is that somebody said it.
    let words = async |visitor: &Visitor<'_>| {
        let skills = look(visitor, &person.member).await;
        let said = skills[0]["endorsements"]["nodes"].as_array().expect("a list").clone();
        let word = |one: &Value| {
            ["capacity", "relationship", "note", "endorsedAt"].map(|field| !one[field].is_null())
        };
        said.iter().map(word).collect::<Vec<_>>()
    };
    let (all, none) = ([true; 4], [false; 4]);
    assert_eq!(words(&app.as_(&stranger)).await, [none, none, all, all]);
    assert_eq!(words(&app.as_(&shy)).await, [none, all, all, all]);
    assert_eq!(words(&app.anonymous()).await, [none, none, all, none]);
    // That others put themselves away is no change of this page: the next event is that of one.
    let rename = "mutation($id: ID!) { it: profileSkillUpdate(id: $id, expectedVersion: \"1\", input: { years: 3 }) { userErrors { code } } }";
    assert_done(&app.as_(&person.member).query_with(rename, json!({ "id": person.skill(0) })).await);
    let event = format!("{:?}", events.next().await).replace("\\\"", "\"").replace(' ', "");
    assert!(event.contains("\"years\":3") || event.contains("years\":Number(3)"), "{event}");
}

#[tokio::test]
async fn what_was_said_is_shown_by_the_rules_of_whom_it_was_said_of() {
    let app = TestApp::new().await;
    let person = skilful(&app, 1).await;
    let (endorser, stranger) = (somebody(&app, "Endorser").await, somebody(&app, "Stranger").await);
    let blank = look(&app.as_(&stranger), &person.member).await;
    accepted(&app, &endorser, &person, 0).await;
    let given = "{ me { endorsementsGiven { nodes { shown skill { name } profile { id } } } } }";
    let given =
        async || app.as_(&endorser).query(given).await.data()["me"]["endorsementsGiven"]["nodes"][0].clone();

    set(&app, &person.member, "ENDORSEMENTS", "PLATFORM").await;
    assert_eq!(look(&app.anonymous(), &person.member).await, blank, "as if nobody had ever said anything");
    assert_eq!(names(&app.as_(&stranger), &person.member).await, [json!("Endorser")]);
    set(&app, &person.member, "ENDORSEMENTS", "PRIVATE").await;
    assert_eq!(look(&app.as_(&stranger), &person.member).await, blank);
    assert_eq!(names(&app.as_(&person.member), &person.member).await, [json!("Endorser")]);
    assert_eq!(given().await["shown"], json!(false), "its endorser sees what the page shows them");
    // A skill that is hidden is no way to what it is called, for its endorser neither.
    set(&app, &person.member, "ENDORSEMENTS", "PUBLIC").await;
    set(&app, &person.member, "SKILLS", "PRIVATE").await;
    let seen = given().await;
    assert_eq!((&seen["skill"], &seen["shown"]), (&Value::Null, &json!(false)));
    assert_eq!(seen["profile"]["id"], json!(person.member.id()));
    set(&app, &person.member, "HEADER", "PRIVATE").await;
    assert_eq!(given().await, json!({ "shown": false, "skill": null, "profile": null }));
    app.assert_whole(&person.member).await;
}

/// Those who say the first three things of each skill are read with the page: one statement in all, whoever of them is there.
#[tokio::test]
async fn the_first_who_say_something_come_along_with_the_page() {
    let app = TestApp::new().await;
    let person = skilful(&app, 2).await;
    let mut people = Vec::new();
    for name in ["Ada", "Ben", "Cleo", "Dan", "Eve"] {
        people.push(somebody(&app, name).await);
        accepted(&app, people.last().expect("just made"), &person, 0).await;
    }
    accepted(&app, &people[0], &person, 1).await;
    let stranger = somebody(&app, "Stranger").await;
    // What is asked of those that these arguments choose, and the statements that it took.
    let ask =
        async |visitor: &Visitor<'_>, view: &str, arguments: &str, of_each: &str| -> (u64, Vec<Value>) {
            let document = format!(
                "query($slug: String!, $none: Int) {{ profile(slug: $slug {view}) {{ skills {{ nodes {{ \
                endorsements(last: $none, {arguments}) {{ nodes {{ {of_each} }} }} }} }} }} }}"
            );
            let variables = json!({ "slug": person.member.slug, "none": null });
            let (statements, reply) =
                app.statements(async || visitor.query_with(&document, variables).await).await;
            let skills = &reply.data()["profile"]["skills"]["nodes"];
            assert_eq!(skills.as_array().map(Vec::len), Some(2));
            (statements, skills[0]["endorsements"]["nodes"].as_array().expect("a list").clone())
        };
    const SAID: &str = "note capacity endorser { slug displayName }";
    let compare = async |visitor: &Visitor<'_>, view: &str, hidden: usize| {
        let ask = async |arguments: String, of_each| ask(visitor, view, &arguments, of_each).await;
        let (looked_up, all) = ask("first: 20".to_owned(), SAID).await;
        assert_eq!(all.iter().filter(|said| said["endorser"].is_null()).count(), hidden, "{all:?}");
        for first in 1..=FIRST {
            let (statements, nodes) = ask(format!("first: {first}"), SAID).await;
            assert_eq!(nodes, all[..first]);
            assert_eq!(statements, looked_up - 1, "nobody is looked up");
        }
        // More of them, or more of each, is looked up.
        assert_eq!(
            ask(format!("first: {}", FIRST + 1), SAID).await,
            (looked_up, all[..all.len().min(FIRST + 1)].to_vec())
        );
        assert_eq!(ask("first: null".to_owned(), SAID).await, (looked_up, all.clone()));
        let (statements, nodes) = ask(format!("first: {FIRST}"), "endorser { slug about }").await;
        assert_eq!(statements, looked_up);
        assert_eq!(nodes[0]["endorser"]["slug"], all[0]["endorser"]["slug"]);
        assert_eq!(ask("first: 0".to_owned(), SAID).await, (looked_up - 1, Vec::new()));
    };
    let (visitor, owner) = (app.as_(&stranger), app.as_(&person.member));
    compare(&visitor, "", 0).await;
    compare(&owner, "viewAs: ANONYMOUS", 5).await;
    // Eve said hers last, and so is the first.
    set(&app, &people[4], "HEADER", "PRIVATE").await;
    compare(&visitor, "", 1).await;
    let document = "mutation { it: profileStateSet(state: DEACTIVATED, expectedVersion: \"1\") { userErrors { code } } }";
    assert_done(&app.as_(&people[3]).query(document).await);
    compare(&visitor, "", 2).await;
    compare(&owner, "viewAs: MEMBER", 2).await;
    let several = format!(
        "query($slug: String!) {{ {} }}",
        ["a: profile(slug: $slug)", "b: profile(slug: \"nobody-of-this-name\")", "c: profile(slug: $slug)"]
            .map(|root| format!(
                "{root} {{ skills {{ nodes {{ endorsements(first: 3) {{ nodes {{ {SAID} }} }} }} }} }}"
            ))
            .join(" ")
    );
    let reply = visitor.query_with(&several, json!({ "slug": person.member.slug })).await;
    for key in ["a", "c"] {
        let together = &reply.data()[key]["skills"]["nodes"][0]["endorsements"]["nodes"];
        assert_eq!(together.as_array().expect("a list"), &ask(&visitor, "", "first: 3", SAID).await.1);
    }
}

/// The page is one statement, the endorsers of all its skills another, however many there are of both.
#[tokio::test]
async fn endorsers_come_in_one_statement_however_many_they_are() {
    let app = TestApp::new().await;
    let (few, many) = (skilful(&app, 1).await, skilful(&app, 8).await);
    let mut people = Vec::new();
    for number in 0..6 {
        let name = format!("Person {number}");
        people.push(
            reachable(app.member().role(Role::Mentor).named(&name).public_url())
                .rows(|rows| {
                    rows.profile.created_at -= chrono::TimeDelta::days(30);
                })
                .section(Section::Header, Visibility::Public)
                .create()
                .await,
        );
    }
    accepted(&app, &people[0], &few, 0).await;
    for (skill, person) in
        (0..8).flat_map(|skill| people.iter().take(5).map(move |person| (skill, person))).take(25)
    {
        // Five of a pair within 30 days.
        if skill < 5 {
            accepted(&app, person, &many, skill).await;
        }
    }
    let count = async |visitor: &Visitor<'_>, member: &Member| {
        let (statements, skills) = app.statements(async || look(visitor, member).await).await;
        assert!(skills[0]["endorsements"]["nodes"][0]["endorser"]["displayName"].is_string(), "{skills}");
        statements
    };
    assert_eq!(count(&app.anonymous(), &few.member).await, 2, "the page, and the people");
    assert_eq!(count(&app.anonymous(), &many.member).await, 2);
    // Whoever asks for no more than how many, pays for nobody.
    let document = "query($slug: String!) { profile(slug: $slug) { skills { nodes { endorsementCount endorsements(first: 3) { totalCount } } } } }";
    let (statements, reply) = app
        .statements(async || app.anonymous().query_with(document, json!({ "slug": many.member.slug })).await)
        .await;
    assert_eq!(statements, 1);
    assert_eq!(reply.data()["profile"]["skills"]["nodes"][0]["endorsementCount"], json!(5));
    // A page of them, and the next.
    let document = "query($slug: String!, $after: String) { profile(slug: $slug) { skills(first: 1) { nodes {
        endorsements(first: 3, after: $after) { totalCount nodes { endorser { displayName } } pageInfo { hasNextPage endCursor } } } } } }";
    let mut seen: Vec<Value> = Vec::new();
    let mut after = Value::Null;
    for _ in 0..2 {
        let variables = json!({ "slug": many.member.slug, "after": after });
        let reply = app.anonymous().query_with(document, variables).await;
        let page = reply.data()["profile"]["skills"]["nodes"][0]["endorsements"].clone();
        assert_eq!(page["totalCount"], json!(5));
        seen.extend(
            page["nodes"]
                .as_array()
                .expect("a list")
                .iter()
                .map(|node| node["endorser"]["displayName"].clone()),
        );
        after = page["pageInfo"]["endCursor"].clone();
    }
    assert_eq!(seen, ["Person 4", "Person 3", "Person 2", "Person 1", "Person 0"].map(|name| json!(name)));
}

/// Of those who say something no more is read than is asked; whatever is asked, and in however many pieces, is answered as on their
/// own page.
#[tokio::test]
async fn what_is_asked_of_an_endorser_is_what_their_own_page_says() {
    let app = TestApp::new().await;
    let (person, by) = (skilful(&app, 1).await, skilful(&app, 2).await);
    accepted(&app, &by.member, &person, 0).await;
    let visitor = app.as_(&person.member);
    let whole = "{ id displayName headline slug version about skillKeywords skills { totalCount } }";
    let document = format!(
        "query($slug: String!, $id: ID!) {{
            profile(slug: $slug) {{ skills(first: 1) {{ nodes {{
                endorsements(first: 1) {{ nodes {{ endorser {{ id displayName }} }} }}
                endorsements(first: 1) {{ nodes {{ endorser {whole} }} }}
                header: endorsements(first: 1) {{ edges {{ node {{ endorser {{ ...Header }} }} }} }}
                deeper: endorsements(first: 1) {{ nodes {{ endorser {{ ... on Profile {{ ...Header skills {{ totalCount }} }} }} }} }}
            }} }} }}
            own: node(id: $id) {{ ... on Profile {whole} }}
        }} fragment Header on Profile {{ id displayName headline }}"
    );
    let variables = json!({ "slug": person.member.slug, "id": by.member.id() });
    let data = visitor.query_with(&document, variables).await.data().clone();
    let (skill, own) = (&data["profile"]["skills"]["nodes"][0], &data["own"]);
    assert_eq!(own["skills"]["totalCount"], 2);
    assert_eq!(skill["endorsements"]["nodes"][0]["endorser"], *own);
    let header = json!({ "id": own["id"], "displayName": own["displayName"], "headline": own["headline"] });
    assert_eq!(skill["header"]["edges"][0]["node"]["endorser"], header);
    assert_eq!(skill["deeper"]["nodes"][0]["endorser"]["skills"], own["skills"]);
}
