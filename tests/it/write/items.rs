//! The mutations of sections: limits, dates, grades, order, origin, and the toggle of the first moment.

use folio::resume;
use folio_db::items::{Common, ItemRow};
use folio_policy::Role;
use folio_testkit::{Item, Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};
use uuid::Uuid;

use super::cases::{assert_done, call, refusal, refusals, user_errors};

/// A public mentor with two items in each section, everything at version 1.
async fn somebody(app: &TestApp) -> Member {
    let member = app.member().role(Role::Mentor).public_url().filled().rows(|rows| {
        rows.profile.version = 1;
        rows.education.iter_mut().zip(0..).for_each(|(row, at)| (row.version, row.position) = (1, at));
        rows.projects.iter_mut().zip(0..).for_each(|(row, at)| (row.version, row.position) = (1, at));
    });
    member.create().await
}

async fn add(visitor: &Visitor<'_>, version: i64, input: Value) -> Reply {
    call(visitor, "educationAdd", json!({ "input": input }), version).await
}

async fn update(visitor: &Visitor<'_>, id: &str, version: i64, input: Value) -> Reply {
    call(visitor, "educationUpdate", json!({ "id": id, "input": input }), version).await
}

/// The items of a section, in order, as the visitor reads them.
async fn items(visitor: &Visitor<'_>, member: &Member, section: &str) -> Vec<Value> {
    let own = match section {
        "education" => "institution startDate endDate gpa { value scale text } coursework",
        _ => "name description links skills highlights",
    };
    let document = format!(
        "query($slug: String!) {{ profile(slug: $slug) {{ {section}(first: 100) {{ nodes {{
            id provenance position version visibility {{ level to }} {own} }} }} }} }}"
    );
    let reply = visitor.query_with(&document, json!({ "slug": member.slug })).await;
    reply.data()["profile"][section]["nodes"].as_array().expect("a list").clone()
}

/// So many items like this one, in order.
fn copies<R: ItemRow>(item: &R, count: usize) -> Vec<R> {
    let copy = |position| {
        let mut copy = item.clone();
        copy.set_common(Common { id: Uuid::new_v4(), position, ..item.common() });
        copy
    };
    (0..).map(copy).take(count).collect()
}

#[tokio::test]
async fn a_section_holds_so_many_items_and_no_more() {
    let app = TestApp::new().await;
    for (mutation, name, most, section) in
        [("educationAdd", "institution", 50, "education"), ("projectAdd", "name", 100, "projects")]
    {
        let member = app.member().filled().rows(|rows| {
            rows.profile.version = 1;
            match section {
                "education" => rows.education = copies(&rows.education[0], most - 1),
                _ => rows.projects = copies(&rows.projects[0], most - 1),
            }
        });
        let member = member.create().await;
        let visitor = app.as_(&member);
        let input = json!({ "input": { name: "The last one" } });
        assert_done(&call(&visitor, mutation, input.clone(), 1).await);
        let reply = call(&visitor, mutation, input, 2).await;
        assert_eq!(refusals(&reply), [("TOO_MANY".into(), "input".into())]);
        let standing = items(&visitor, &member, section).await;
        assert_eq!(standing.len(), most);
        assert_eq!(standing[most - 1]["position"], most - 1);
    }
}

#[tokio::test]
async fn dates_keep_their_precision_and_their_order() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let id = member.item_id(Item::Education, member.filling.items(Item::Education)[0]);
    let dates = async || {
        let item = &items(&visitor, &member, "education").await[0];
        (item["startDate"].clone(), item["endDate"].clone())
    };
    for (version, start, end) in [
        (1, json!("2021"), json!("2021-01")),
        // The same first day, told more exactly: a change all the same.
        (2, json!("2021-01"), json!("2021")),
        (3, json!("2021-01-01"), json!("2021-01-01")),
        (4, json!("2020-02-29"), Value::Null),
    ] {
        assert_done(&update(&visitor, &id, version, json!({ "startDate": start, "endDate": end })).await);
        assert_eq!(dates().await, (start, end));
        assert_eq!(items(&visitor, &member, "education").await[0]["version"], (version + 1).to_string());
    }
    let before = app.trace(&member).await;
    for (input, path) in [
        (json!({ "startDate": "2022", "endDate": "2021" }), "endDate"),
        (json!({ "startDate": "2021-06", "endDate": "2021-05-31" }), "endDate"),
        (json!({ "endDate": "2019" }), "endDate"),
        (json!({ "startDate": "2021-02-29" }), "startDate"),
        (json!({ "startDate": "21" }), "startDate"),
        (json!({ "endDate": "2021-13" }), "endDate"),
        (json!({ "endDate": "today" }), "endDate"),
    ] {
        let reply = update(&visitor, &id, 5, input.clone()).await;
        assert_eq!(refusals(&reply), [("INVALID".to_owned(), format!("input.{path}"))], "{input}");
    }
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn a_grade_is_given_as_a_whole() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let id = member.item_id(Item::Education, member.filling.items(Item::Education)[0]);
    for (version, gpa, read) in [
        (
            1,
            json!({ "value": "3.9", "scale": "4" }),
            json!({ "value": "3.90", "scale": "4.00", "text": null }),
        ),
        (2, json!({ "value": "0" }), json!({ "value": "0.00", "scale": null, "text": null })),
        (
            3,
            json!({ "text": " First class " }),
            json!({ "value": null, "scale": null, "text": "First class" }),
        ),
        (4, Value::Null, Value::Null),
    ] {
        assert_done(&update(&visitor, &id, version, json!({ "gpa": gpa })).await);
        assert_eq!(items(&visitor, &member, "education").await[0]["gpa"], read);
    }
    let before = app.trace(&member).await;
    for (gpa, code, path) in [
        (json!({ "value": "4.1", "scale": "4" }), "INVALID", "gpa.value"),
        (json!({ "scale": "4" }), "REQUIRED", "gpa.value"),
        (json!({ "value": "1", "scale": "0" }), "INVALID", "gpa.scale"),
        (json!({ "value": "-1" }), "INVALID", "gpa.value"),
        (json!({ "value": "1000.01" }), "INVALID", "gpa.value"),
        (json!({ "value": "3.999" }), "INVALID", "gpa.value"),
        (json!({ "text": "x".repeat(61) }), "TOO_LONG", "gpa.text"),
    ] {
        let reply = update(&visitor, &id, 5, json!({ "gpa": gpa })).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), format!("input.{path}"))], "{gpa}");
    }
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn every_problem_of_an_item_is_told_at_once() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let mut coursework = vec!["Fine".to_owned(); 3];
    coursework[1] = " ".to_owned();
    coursework[2] = "x".repeat(201);
    let arguments = json!({
        "input": { "institutionUrl": "ftp://a.example", "coursework": coursework, "degree": "a\u{200B}b" },
        "visibility": { "level": "PRIVATE" },
    });
    let mut told = refusals(&call(&app.as_(&member), "educationAdd", arguments, 1).await);
    told.sort_by(|one, other| one.1.cmp(&other.1));
    let expected = [
        ("REQUIRED", "input.coursework.1"),
        ("TOO_LONG", "input.coursework.2"),
        ("FORBIDDEN_CHARACTER", "input.degree"),
        ("REQUIRED", "input.institution"),
        ("INVALID", "input.institutionUrl"),
    ];
    assert_eq!(told, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
    let project = json!({ "input": {
        "name": "P", "links": vec!["https://a.example"; 21], "skills": vec!["s"; 101], "highlights": [""],
    } });
    let mut told = refusals(&call(&app.as_(&member), "projectAdd", project, 1).await);
    told.sort_by(|one, other| one.1.cmp(&other.1));
    let expected =
        [("REQUIRED", "input.highlights.0"), ("TOO_MANY", "input.links"), ("TOO_MANY", "input.skills")];
    assert_eq!(told, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
}

#[tokio::test]
async fn an_order_names_every_item_once() {
    let app = TestApp::new().await;
    let [member, other] = [somebody(&app).await, somebody(&app).await];
    let visitor = app.as_(&member);
    let [first, second] =
        [0, 1].map(|at| member.item_id(Item::Project, member.filling.items(Item::Project)[at]));
    let before = app.trace(&member).await;
    for (ids, code, path) in [
        (json!([]), "INVALID", "ids"),
        (json!([second]), "INVALID", "ids"),
        (json!([second, first, second]), "INVALID", "ids.2"),
        (
            json!([second, other.item_id(Item::Project, other.filling.items(Item::Project)[0])]),
            "NOT_FOUND",
            "ids.1",
        ),
        (
            json!([second, member.item_id(Item::Education, member.filling.items(Item::Education)[0])]),
            "NOT_FOUND",
            "ids.1",
        ),
        (json!(["", first]), "NOT_FOUND", "ids.0"),
    ] {
        let reply = call(&visitor, "projectReorder", json!({ "ids": ids }), 1).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), path.to_owned())], "{ids}");
    }
    assert_done(&call(&visitor, "projectReorder", json!({ "ids": [first, second] }), 1).await);
    assert_eq!(app.trace(&member).await, before, "the order that stands is no change");
    assert_done(&call(&visitor, "projectReorder", json!({ "ids": [second, first] }), 1).await);
    let standing = items(&visitor, &member, "projects").await;
    assert_eq!([&standing[0]["id"], &standing[1]["id"]], [&json!(second), &json!(first)]);
    assert_eq!([&standing[0]["position"], &standing[0]["version"]], [&json!(0), &json!("1")]);
}

#[tokio::test]
async fn what_is_removed_leaves_no_gap() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    assert_done(&add(&visitor, 1, json!({ "institution": "Third" })).await);
    let id = member.item_id(Item::Education, member.filling.items(Item::Education)[0]);
    assert_done(&call(&visitor, "educationRemove", json!({ "id": id }), 1).await);
    assert_done(&add(&visitor, 3, json!({ "institution": "Fourth" })).await);
    let standing = items(&visitor, &member, "education").await;
    let places: Vec<&Value> = standing.iter().map(|item| &item["position"]).collect();
    assert_eq!(places, [0, 1, 2]);
    assert_eq!([&standing[1]["institution"], &standing[2]["institution"]], ["Third", "Fourth"]);
    assert!(standing.iter().all(|item| item["version"] == "1"), "a place is the profile's affair");
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn what_is_so_already_moves_nothing() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let id = member.item_id(Item::Education, member.filling.items(Item::Education)[0]);
    let before = (app.trace(&member).await, items(&visitor, &member, "education").await);
    let institution = &before.1[0]["institution"];
    for input in
        [json!({}), json!({ "institution": institution }), json!({ "coursework": before.1[0]["coursework"] })]
    {
        assert_done(&update(&visitor, &id, 1, input).await);
    }
    let after = (app.trace(&member).await, items(&visitor, &member, "education").await);
    assert_eq!(after, before, "the item keeps its origin, too");
    for input in [json!({ "institution": null }), json!({ "institution": "" })] {
        let reply = update(&visitor, &id, 1, input).await;
        assert_eq!(refusals(&reply), [("REQUIRED".into(), "input.institution".into())]);
    }
}

#[tokio::test]
async fn an_item_is_shown_to_nobody_else_from_the_first_moment() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let mentor = app.member().role(Role::Mentor).create().await;
    let reader = app.member().create().await;
    let adding = |visibility: Value| json!({ "input": { "name": "New" }, "visibility": visibility });
    for (version, visibility, seen_by) in [
        (1, Value::Null, [true, true]),
        (2, json!({ "level": "RESTRICTED", "to": ["MENTORS"] }), [false, true]),
        (3, json!({ "level": "RESTRICTED" }), [false, false]),
        (4, json!({ "level": "PRIVATE" }), [false, false]),
    ] {
        let names = async |visitor: &Visitor<'_>| items(visitor, &member, "projects").await.len();
        let before = [names(&app.as_(&reader)).await, names(&app.as_(&mentor)).await];
        assert_done(&call(&visitor, "projectAdd", adding(visibility), version).await);
        let after = [names(&app.as_(&reader)).await, names(&app.as_(&mentor)).await];
        assert_eq!([after[0] > before[0], after[1] > before[1]], seen_by);
    }
    let told = app.database.sql().await;
    let row = told
        .query_one(
            "SELECT string_agg(payload::text, '') FROM outbox WHERE profile_id = $1",
            &[&member.profile_id],
        )
        .await
        .expect("one row");
    assert!(!row.get::<_, &str>(0).contains("New"));
}

async fn import(app: &TestApp, member: &Member, file: &Value) -> resume::Applied {
    let mut import = resume::import(file.to_string().as_bytes()).expect("the file is a resume");
    app.apply(member, &import.draft, &mut import.losses)
        .await
        .expect("the database takes it")
        .expect("the profile is there")
}

/// What its owner has written over is theirs: a file that comes again neither takes it back nor shows what they hid.
#[tokio::test]
async fn an_imported_item_that_its_owner_edited_is_theirs() {
    let app = TestApp::new().await;
    let member = app.member().role(Role::Mentor).public_url().create().await;
    let visitor = app.as_(&member);
    let reader = app.member().create().await;
    let file = json!({ "basics": { "name": "Ada" }, "projects": [
        { "name": "Note G", "description": "A program" }, { "name": "Flyology", "description": "Wings" },
    ] });
    import(&app, &member, &file).await;
    let imported = items(&visitor, &member, "projects").await;
    let [note, wings] = [0, 1].map(|at| imported[at]["id"].as_str().expect("an id").to_owned());
    let edit = async |id: &str, input: Value| {
        let reply = call(&visitor, "projectUpdate", json!({ "id": id, "input": input }), 1).await;
        assert_done(&reply);
    };
    edit(&note, json!({ "description": "The first program" })).await;
    edit(&wings, json!({ "name": "On flying" })).await;
    let version = app.trace(&member).await.version;
    let private = json!({ "items": [
        { "id": note, "visibility": { "level": "PRIVATE" } }, { "id": wings, "visibility": { "level": "PRIVATE" } },
    ] });
    assert_done(&call(&visitor, "visibilitySet", json!({ "input": private }), version).await);
    let mine = items(&visitor, &member, "projects").await;
    assert!(mine.iter().all(|item| item["provenance"] == "MANUAL" && item["version"] == "2"), "{mine:?}");

    assert_eq!(import(&app, &member, &file).await.projects, 1, "the one whose name is another now");
    let after = items(&visitor, &member, "projects").await;
    assert_eq!(after[..2], mine);
    assert_eq!(
        (&after[2]["name"], &after[2]["visibility"]["level"]),
        (&json!("Flyology"), &json!("PRIVATE"))
    );
    assert!(items(&app.as_(&reader), &member, "projects").await.is_empty());
    app.assert_whole(&member).await;
}

/// Two windows: an item that was toggled in one is edited in the other, and none is told of a conflict that is none.
#[tokio::test]
async fn a_toggle_is_no_conflict_for_an_edit() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let id = member.item_id(Item::Education, member.filling.items(Item::Education)[0]);
    let private = json!({ "items": [{ "id": id, "visibility": { "level": "PRIVATE" } }] });
    assert_done(&call(&visitor, "visibilitySet", json!({ "input": private }), 1).await);
    assert_done(&update(&visitor, &id, 1, json!({ "institution": "Edited" })).await);
    let item = &items(&visitor, &member, "education").await[0];
    assert_eq!((&item["institution"], &item["visibility"]["level"]), (&json!("Edited"), &json!("PRIVATE")));
    let stale = update(&visitor, &id, 1, json!({ "institution": "Again" })).await;
    assert_eq!(
        (refusal(&stale), &user_errors(&stale)[0]["conflict"]["currentVersion"]),
        ("CONFLICT", &json!("2"))
    );
}
