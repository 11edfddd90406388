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
    let document = "query($archive: String!) { linkedInPreview(archive: $archive, consent: true) { core draft
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
    let document = "query($archive: String!) { linkedInPreview(archive: $archive, consent: true) { core } }";
    let nobody = app.anonymous().query_with(document, json!({ "archive": "" })).await;
    assert_eq!(nobody.data()["linkedInPreview"], Value::Null);
}

#[tokio::test]
async fn why_no_file_of_an_archive_can_be_read_is_told_of_each() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let long = format!("Name\n{}", "Poetry\n".repeat(2_000));
    let packed = archive(&[
        ("Profile.csv", b"First Name,Last Name\nAda,L\xf6velace\n".as_slice()),
        ("Positions.csv", b"Engines,Programmer,Mar 2019\n"),
        ("Education.csv", b"School Name\n\"Home\n"),
        ("Skills.csv", long.as_bytes()),
        ("Languages.csv", b""),
        ("Projects.csv", b"Title,Description\n"),
    ]);
    let reply =
        call(&app.as_(&member), "linkedInImport", json!({ "archive": packed, "consent": true }), 1).await;
    let errors = reply.data()["it"]["userErrors"].as_array().expect("a list");
    let told: Vec<&str> = errors.iter().map(|error| error["message"].as_str().expect("a text")).collect();
    let expected = [
        "Profile.csv: is not UTF-8 text",
        "Positions.csv: its first row names none of the columns that are read: Company Name, Title, Description, Location, \
         Started On, Finished On",
        "Education.csv: a quoted field that begins on line 2 doesn't end",
        "Skills.csv: has more than 2000 rows",
        "Languages.csv: is empty",
        "Projects.csv: has nothing below its first row in the columns that are read",
    ];
    assert_eq!(told, expected);
    assert!(refusals(&reply).iter().all(|refusal| *refusal == ("INVALID".to_owned(), "archive".to_owned())));
    assert_eq!(app.trace(&member).await.version, 1);
}

#[tokio::test]
async fn nothing_is_looked_at_without_consent() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let document = "query($archive: String!) { linkedInPreview(archive: $archive, consent: false) {
        draft losses { path } userErrors { code path } } }";
    // What isn't even an archive is refused for nothing else.
    for archive in [archive(&[("Positions.csv", POSITIONS)]), "not base64!".to_owned()] {
        let told = app.as_(&member).query_with(document, json!({ "archive": archive })).await;
        let told = &told.data()["linkedInPreview"];
        assert_eq!(told["userErrors"], json!([{ "code": "REQUIRED", "path": ["consent"] }]), "{told}");
        assert_eq!((&told["draft"], &told["losses"]), (&Value::Null, &json!([])));
    }
}

/// LinkedIn's tables know less of a place of work than a JSON Resume file: what they don't know stays.
#[tokio::test]
async fn a_poorer_source_leaves_what_it_does_not_know() {
    let app = TestApp::new().await;
    let member = app.member().named("Ada Lovelace").rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let file = json!({
        "basics": { "name": "Ada Lovelace", "location": { "city": "Berlin", "region": "Land Berlin", "countryCode": "DE" } },
        "work": [{ "name": "Engines", "position": "Programmer", "startDate": "2019-03", "summary": "Old words",
            "url": "https://engines.example/", "highlights": ["Note G"], "keywords": ["Mathematics"] }],
        "education": [{ "institution": "Home", "area": "Mathematics", "startDate": "2010", "score": "3.9", "courses": ["Algebra"] }],
        "skills": [{ "name": "Poetry", "level": "Expert" }],
    });
    assert_done(&call(&visitor, "resumeImport", json!({ "document": file }), 1).await);
    let packed = archive(&[
        (
            "Profile.csv",
            "First Name,Last Name,Headline,Geo Location\nAda,Lovelace,Analyst,\"Berlin, Germany\"\n",
        ),
        (
            "Positions.csv",
            "Company Name,Title,Description,Started On\nEngines,Programmer,New words,Mar 2019\n",
        ),
        ("Education.csv", "School Name,Field Of Study,Start Date,Degree Name\nHome,Mathematics,2010,BSc\n"),
        ("Skills.csv", "Name\nPoetry\n"),
    ]);
    let arguments = json!({ "archive": packed, "consent": true });
    assert_done(&call(&visitor, "linkedInImport", arguments.clone(), 2).await);
    let page = "{ me { profile { version location { city region countryCode } skills { nodes { name level } }
        work { nodes { company companyUrl description highlights skills } }
        education { nodes { institution degree coursework gpa { value } } } } } }";
    let profile = visitor.query(page).await.data()["me"]["profile"].clone();
    assert_eq!(
        profile["location"],
        json!({ "city": "Berlin", "region": "Land Berlin", "countryCode": "DE" })
    );
    let work = &profile["work"]["nodes"][0];
    assert_eq!(
        (&work["description"], &work["companyUrl"], &work["highlights"], &work["skills"]),
        (
            &json!("New words"),
            &json!("https://engines.example/"),
            &json!(["Note G"]),
            &json!(["Mathematics"])
        )
    );
    let school = &profile["education"]["nodes"][0];
    assert_eq!((&school["degree"], &school["coursework"]), (&json!("BSc"), &json!(["Algebra"])));
    assert!(!school["gpa"].is_null(), "{school}");
    assert_eq!(profile["skills"]["nodes"][0]["level"], "EXPERT");
    // The same archive again changes nothing.
    assert_done(&call(&visitor, "linkedInImport", arguments, 3).await);
    assert_eq!(app.trace(&member).await.version, 3);
    // Another place: what is no longer true goes, and that is told.
    let packed = archive(&[("Profile.csv", "First Name,Last Name,Geo Location\nAda,Lovelace,Hamburg\n")]);
    let document = "mutation($archive: String!) { it: linkedInImport(archive: $archive, consent: true, expectedVersion: \"3\") {
        losses { path message } userErrors { code } } }";
    let reply = visitor.query_with(document, json!({ "archive": packed })).await;
    let losses = reply.data()["it"]["losses"].to_string();
    assert!(losses.contains("without the region and the country"), "{losses}");
    let profile = visitor.query(page).await.data()["me"]["profile"].clone();
    assert_eq!(profile["location"], json!({ "city": "Hamburg", "region": null, "countryCode": null }));
}
