//! JSON Resume over GraphQL: a preview that writes nothing and tells what the import does.

use folio_policy::ProfileState;
use folio_testkit::{Member, TestApp, Visitor};
use serde_json::{Value, json};

use crate::write::{
    cases::{assert_done, call, refusals},
    sections,
};

const PREVIEW: &str = "query($document: JSON!) { resumePreview(document: $document) { draft core
    sections { section added changed removed unchanged leftOut total }
    losses { path reason } userErrors { code message path } } }";

async fn preview(visitor: &Visitor<'_>, document: &Value) -> Value {
    let reply = visitor.query_with(PREVIEW, json!({ "document": document })).await;
    reply.data()["resumePreview"].clone()
}

async fn somebody(app: &TestApp) -> Member {
    app.member().rows(|rows| rows.profile.version = 1).create().await
}

fn file() -> Value {
    json!({
        "basics": { "name": "Ada Lovelace", "label": "Analyst", "email": "ada@example.com" },
        "work": [
            { "name": "Engines", "position": "Programmer", "startDate": "1842" },
            { "name": "Home", "position": "Pupil", "startDate": "1820", "endDate": "1840" },
        ],
        "skills": [{ "name": "A skill that nobody has named before" }],
        "volunteer": [{ "organization": "Society" }],
    })
}

fn section<'a>(preview: &'a Value, name: &str) -> &'a Value {
    let sections = preview["sections"].as_array().expect("a list");
    sections.iter().find(|section| section["section"] == name).expect("the section is told of")
}

#[tokio::test]
async fn a_preview_tells_what_the_import_does_and_writes_nothing() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let before = (app.trace(&member).await, proposals(&app).await);
    let told = preview(&visitor, &file()).await;
    assert_eq!((app.trace(&member).await, proposals(&app).await), before);
    assert_eq!(told["userErrors"], json!([]));
    assert_eq!(told["draft"]["core"]["displayName"], "Ada Lovelace");
    assert_eq!(told["core"], json!(["Profile.displayName", "Profile.headline"]));
    let work = json!({ "section": "WORK", "added": 2, "changed": 0, "removed": 0, "unchanged": 0, "leftOut": 0, "total": 2 });
    assert_eq!(section(&told, "WORK"), &work);
    assert_eq!(section(&told, "SKILLS")["added"], 1);
    let losses = told["losses"].as_array().expect("a list");
    for lost in ["basics.email", "volunteer"] {
        assert!(losses.iter().any(|loss| loss["path"] == lost), "{lost} in {losses:?}");
    }

    assert_done(&call(&visitor, "resumeImport", json!({ "document": file() }), 1).await);
    let after = app.trace(&member).await;
    assert_eq!((after.version, after.action.as_deref()), (2, Some("resumeImport")));
    assert_eq!((after.audited.last(), after.told.last()), (Some(&2), Some(&2)));
    app.assert_whole(&member).await;

    // The same file again is no change, and another one tells what is another.
    assert_done(&call(&visitor, "resumeImport", json!({ "document": file() }), 2).await);
    assert_eq!(app.trace(&member).await, after);
    let mut other = file();
    other["work"][0]["position"] = json!("Analyst");
    other["work"].as_array_mut().expect("a list").remove(1);
    other["basics"]["label"] = json!("Analyst");
    let told = preview(&visitor, &other).await;
    let work = json!({ "section": "WORK", "added": 1, "changed": 0, "removed": 2, "unchanged": 0, "leftOut": 0, "total": 1 });
    assert_eq!((section(&told, "WORK"), &told["core"]), (&work, &json!([])));
}

async fn proposals(app: &TestApp) -> i64 {
    app.database.sql().await.query_one("SELECT count(*) FROM skills", &[]).await.expect("a number").get(0)
}

/// Which fields and sections moved is told by the audit row and by the event.
#[tokio::test]
async fn an_import_tells_which_fields_and_sections_it_moved() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    assert_done(&call(&app.as_(&member), "resumeImport", json!({ "document": file() }), 1).await);
    let client = app.database.sql().await;
    let query = "SELECT a.fields, o.payload FROM audit_log a JOIN outbox o ON o.profile_id = a.profile_id AND o.version = 2 \
                 WHERE a.profile_id = $1 AND a.profile_version = 2 AND o.event_type = 'profile.imported'";
    let row = client.query_one(query, &[&member.profile_id]).await.expect("one of each");
    let fields: Vec<String> = row.get(0);
    assert_eq!(fields, ["Profile.displayName", "Profile.headline", "Profile.skills", "Profile.work"]);
    let payload: Value = row.get(1);
    assert_eq!(payload["sections"], json!(["HEADER", "SKILLS", "WORK"]));
}

#[tokio::test]
async fn what_can_not_be_read_names_its_place() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let mut deep = json!("end");
    for _ in 0..20 {
        deep = json!([deep]);
    }
    let long = json!({ "basics": { "name": "Ada", "summary": "x\u{202E}y" }, "work": [{ "name": "a\u{202E}b", "position": "c" }] });
    for (document, code, path) in [
        (json!([]), "INVALID", "document"),
        (json!("text"), "INVALID", "document"),
        (json!({}), "REQUIRED", "document.basics.name"),
        (json!({ "basics": { "name": "a\u{202E}b" } }), "FORBIDDEN_CHARACTER", "document.basics.name"),
        (json!({ "basics": { "name": 5 } }), "INVALID", "document.basics.name"),
        (
            json!({ "basics": { "name": "Ada" }, "work": deep }),
            "INVALID",
            "document.work.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0",
        ),
    ] {
        let told = preview(&visitor, &document).await;
        assert_eq!(told["userErrors"][0]["code"], code, "{told}");
        assert_eq!((&told["sections"], &told["draft"]), (&json!([]), &Value::Null));
        let reply = call(&visitor, "resumeImport", json!({ "document": document }), 1).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), path.to_owned())]);
    }
    let told = preview(&visitor, &json!({ "basics": { "name": 5 } })).await;
    let message = told["userErrors"][0]["message"].as_str().expect("a text");
    assert!(message.contains("`basics.name` is not text"), "{message}");
    // What can't be kept of a file that can is told by its place.
    let told = preview(&visitor, &long).await;
    let losses = told["losses"].as_array().expect("a list");
    for place in ["basics.summary", "work[0].name"] {
        assert!(
            losses.iter().any(|loss| loss["path"] == place && loss["reason"] == "UNREADABLE"),
            "{place}: {losses:?}"
        );
    }
    assert_eq!(app.trace(&member).await.version, 1);
}

#[tokio::test]
async fn a_section_takes_no_more_items_than_it_may() {
    let app = TestApp::new().await;
    let full = app.member().filled().rows(|rows| {
        sections::at_version_1(rows);
        let row = rows.languages[0].clone();
        rows.languages = (0..50)
            .map(|at| {
                let id = uuid::Uuid::new_v4();
                let mut row = folio_db::languages::LanguageRow { id, position: at, ..row.clone() };
                row.language = format!("x-lang{at}");
                row.provenance = "MANUAL".to_owned();
                row
            })
            .collect();
    });
    let member = full.create().await;
    let visitor = app.as_(&member);
    let document = json!({ "basics": { "name": "Ada" }, "languages": [{ "language": "en" }] });
    let before = app.trace(&member).await;
    let told = preview(&visitor, &document).await;
    assert_eq!(told["userErrors"][0]["path"], json!(["document", "languages"]), "{told}");
    assert_eq!(section(&told, "LANGUAGES")["total"], 51);
    let reply = call(&visitor, "resumeImport", json!({ "document": document }), 1).await;
    assert_eq!(refusals(&reply), [("TOO_MANY".to_owned(), "document.languages".to_owned())]);
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn nobody_previews_into_what_is_not_theirs_to_change() {
    let app = TestApp::new().await;
    assert_eq!(preview(&app.anonymous(), &file()).await, Value::Null);
    let away = app.member().state(ProfileState::Deactivated).create().await;
    let told = preview(&app.as_(&away), &file()).await;
    assert_eq!(told["userErrors"][0]["code"], "READ_ONLY", "{told}");
}

/// However long the file, a preview costs as many statements.
#[tokio::test]
async fn a_preview_takes_as_many_statements_whatever_its_length() {
    let app = TestApp::new().await;
    let mut statements = Vec::new();
    for count in [2, 40] {
        let member = somebody(&app).await;
        let work: Value =
            (0..count).map(|at| json!({ "name": format!("Company {at}"), "position": "Tester" })).collect();
        let document = json!({ "basics": { "name": "Ada" }, "work": work });
        statements.push(app.statements(async || preview(&app.as_(&member), &document).await).await.0);
    }
    assert_eq!(statements[0], statements[1]);
}

/// With what the file loses, and with what meeting the profile has lost, which a repeat wouldn't meet again.
#[tokio::test]
async fn a_repeat_is_told_of_the_same_losses() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let add = "mutation { it: workAdd(input: { company: \"Engines\", title: \"Programmer\", startDate: \"2010\" }) {
        profile { version } userErrors { code } } }";
    assert_done(&visitor.query(add).await);
    let import = "mutation($document: JSON!) { it: resumeImport(document: $document, expectedVersion: \"2\", idempotencyKey: \"k\") {
        profile { version } losses { path reason message } userErrors { code } } }";
    let mut document = file();
    document["my diary"] = json!("secret");
    document["work"][0]["startDate"] = json!("2010");
    let document = json!({ "document": document });
    let first = visitor.query_with(import, document.clone()).await;
    assert_done(&first);
    let losses = first.data()["it"]["losses"].as_array().expect("a list");
    for path in ["work", "volunteer", "[\"my diary\"]"] {
        assert!(losses.iter().any(|loss| loss["path"] == path), "{path} in {losses:?}");
    }
    let again = visitor.query_with(import, document).await;
    assert_eq!(again.data(), first.data());
    let kept = "SELECT outcome::text FROM idempotency_keys WHERE key = 'k'";
    let kept: String = app.database.sql().await.query_one(kept, &[]).await.expect("a row").get(0);
    assert!(!kept.contains("diary") && !kept.contains("secret"), "{kept}");
}
