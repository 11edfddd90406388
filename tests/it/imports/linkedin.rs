//! The archive that LinkedIn gives its members, over GraphQL.

use folio_testkit::TestApp;
use serde_json::{Value, json};

use super::archive;
use crate::write::cases::{assert_done, call, refusals};

const POSITIONS: &str =
    "Company Name,Title,Started On,Finished On\nEngines,Programmer,Mar 2019,\nHome,Pupil,2010,2012\n";

#[tokio::test]
async fn an_archive_changes_what_it_tells_of_and_nothing_else() {
    let app = TestApp::new().await;
    let member = app.member().named("Ada Lovelace").rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let file = json!({
        "basics": { "name": "Ada Lovelace" },
        "education": [{ "institution": "Home" }],
        "work": [{ "name": "Elsewhere", "position": "Guest", "startDate": "2001" }],
    });
    assert_done(&call(&visitor, "resumeImport", json!({ "document": file }), 1).await);

    let packed = archive(&[("Positions.csv", POSITIONS), ("messages.csv", "FROM\nsomebody")]);
    let document = "query($archive: String!) { linkedInPreview(archive: $archive) { core draft
        sections { section added removed total } losses { path reason } userErrors { code } } }";
    let before = app.trace(&member).await;
    let told =
        visitor.query_with(document, json!({ "archive": packed })).await.data()["linkedInPreview"].clone();
    assert_eq!(app.trace(&member).await, before);
    let work = json!([{ "section": "WORK", "added": 2, "removed": 1, "total": 2 }]);
    assert_eq!((&told["sections"], &told["core"], &told["userErrors"]), (&work, &json!([]), &json!([])));
    let losses = told["losses"].as_array().expect("a list");
    assert!(losses.iter().any(|loss| loss["path"] == "Positions.csv, row 1, Started On"), "{losses:?}");

    let arguments = json!({ "archive": packed, "consent": true });
    assert_done(&call(&visitor, "linkedInImport", arguments, 2).await);
    let page = "{ me { profile { displayName education { nodes { institution } }
        work { nodes { company title startDate endDate provenance } } } } }";
    let profile = visitor.query(page).await.data()["me"]["profile"].clone();
    assert_eq!(profile["displayName"], "Ada Lovelace");
    assert_eq!(profile["education"]["nodes"], json!([{ "institution": "Home" }]));
    assert_eq!(
        profile["work"]["nodes"],
        json!([
            { "company": "Engines", "title": "Programmer", "startDate": "2019-03", "endDate": null, "provenance": "IMPORT" },
            { "company": "Home", "title": "Pupil", "startDate": "2010", "endDate": "2012", "provenance": "IMPORT" },
        ])
    );
    assert_eq!(app.trace(&member).await.version, 3);
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn what_is_no_archive_or_too_much_of_one_is_refused() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let bomb = "x".repeat(2 << 20);
    for (archive, said) in [
        ("not base64!".to_owned(), "base64"),
        ("bm90IGEgemlw".to_owned(), "zip archive"),
        (archive(&[("Skills.csv", &bomb)]), "Skills.csv is longer than"),
        (archive(&[("messages.csv", "FROM\nx")]), "holds nothing"),
    ] {
        let reply = call(&visitor, "linkedInImport", json!({ "archive": archive, "consent": true }), 1).await;
        assert_eq!(refusals(&reply), [("INVALID".to_owned(), "archive".to_owned())]);
        let message = &reply.data()["it"]["userErrors"][0]["message"];
        assert!(message.as_str().is_some_and(|message| message.contains(said)), "{message}");
    }
    assert_eq!(app.trace(&member).await.version, 1);
    let document = "query($archive: String!) { linkedInPreview(archive: $archive) { core } }";
    let nobody = app.anonymous().query_with(document, json!({ "archive": "" })).await;
    assert_eq!(nobody.data()["linkedInPreview"], Value::Null);
}
