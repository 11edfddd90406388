//! LinkedIn's archive as an upload.

use std::io::{Cursor, Write};

use base64::{Engine, engine::general_purpose::STANDARD};
use folio_testkit::{Reply, TestApp, Visitor};
use serde_json::{Value, json};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::zipped;
use crate::{
    media::{PDF, complete, put, ready, request, stored},
    write::cases::{assert_done, refusals},
};

const ZIP: &str = "application/zip";
const POSITIONS: &str =
    "Company Name,Title,Started On,Finished On\nEngines,Programmer,Mar 2019,\nHome,Pupil,2010,2012\n";
const PAGE: &str =
    "{ me { profile { version work { nodes { company title startDate endDate provenance } } } } }";

fn small() -> Vec<u8> {
    zipped(&[("Positions.csv", POSITIONS), ("messages.csv", "FROM\nsomebody")])
}

/// An archive as large as LinkedIn's are, for the messages in it.
fn large() -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in [("messages.csv", vec![b'x'; 11 << 20]), ("Positions.csv", POSITIONS.into())] {
        zip.start_file(name, stored).expect("it can be begun");
        zip.write_all(&bytes).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

async fn preview(visitor: &Visitor<'_>, arguments: Value) -> Value {
    let document = "query($archive: String, $upload: ID, $consent: Boolean!) {
        it: linkedInPreview(archive: $archive, upload: $upload, consent: $consent) {
            core draft sections { section added removed total } losses { path reason message } userErrors { code path } } }";
    visitor.query_with(document, arguments).await.data()["it"].clone()
}

async fn import(visitor: &Visitor<'_>, arguments: Value, version: i64, key: Option<&str>) -> Reply {
    let document = "mutation($archive: String, $upload: ID, $consent: Boolean!, $version: Int64!, $key: String) {
        it: linkedInImport(archive: $archive, upload: $upload, consent: $consent, expectedVersion: $version,
            idempotencyKey: $key) { profile { version } losses { path reason message } userErrors { code path } } }";
    let mut variables = arguments;
    (variables["version"], variables["key"]) = (json!(version.to_string()), json!(key));
    visitor.query_with(document, variables).await
}

fn here(archive: &[u8]) -> Value {
    json!({ "archive": STANDARD.encode(archive), "consent": true })
}

fn uploaded(upload: &Value) -> Value {
    json!({ "upload": upload, "consent": true })
}

fn not_found() -> [(String, String); 1] {
    [("NOT_FOUND".to_owned(), "upload".to_owned())]
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_gives_what_the_same_archive_in_the_request_gives_and_is_gone_then() {
    let app = TestApp::new().await;
    let [one, other] =
        [app.member(), app.member()].map(|member| member.rows(|rows| rows.profile.version = 1));
    let (one, other) = (one.create().await, other.create().await);
    let (by_upload, by_request) = (app.as_(&one), app.as_(&other));
    let upload = ready(&by_upload, "ARCHIVE", ZIP, &small()).await;

    let before = app.trace(&one).await;
    let told = preview(&by_upload, uploaded(&upload)).await;
    assert_eq!(told["sections"], json!([{ "section": "WORK", "added": 2, "removed": 0, "total": 2 }]));
    assert_eq!(told, preview(&by_request, here(&small())).await);
    assert_eq!(app.trace(&one).await, before);
    app.work().await;
    assert_eq!(stored(&app), (1, 0), "a preview leaves it there");

    let done = import(&by_upload, uploaded(&upload), 1, None).await;
    assert_done(&done);
    let same = import(&by_request, here(&small()), 1, None).await;
    assert_eq!(done.data(), same.data());
    assert_eq!(by_upload.query(PAGE).await.data(), by_request.query(PAGE).await.data());
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
    assert_eq!(refusals(&import(&by_upload, uploaded(&upload), 2, None).await), not_found());
    app.assert_whole(&one).await;

    // One that changes nothing was imported as well.
    let upload = ready(&by_upload, "ARCHIVE", ZIP, &small()).await;
    let unchanged = import(&by_upload, uploaded(&upload), 2, None).await;
    assert_done(&unchanged);
    assert_eq!(unchanged.data()["it"]["profile"]["version"], "2");
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_may_be_larger_than_a_request_and_a_picture() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "ARCHIVE", ZIP, &large()).await;
    assert_done(&import(&visitor, uploaded(&upload), 1, None).await);
    let profile = visitor.query(PAGE).await.data()["me"]["profile"].clone();
    assert_eq!(profile["work"]["nodes"].as_array().map(Vec::len), Some(2), "{profile}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_is_answered_as_the_first_though_the_upload_is_gone() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let positions =
        "Company Name,Title,Started On,My own column\nEngines,Programmer,Mar 2019,x\nHome,Pupil,soon,\n";
    let archive = zipped(&[("Positions.csv", positions), ("Skills.csv", "Name\nPoetry\npoetry\n")]);
    let upload = ready(&visitor, "ARCHIVE", ZIP, &archive).await;
    // What is refused uses up neither the key nor the upload.
    let stale = import(&visitor, uploaded(&upload), 7, Some("a-key")).await;
    assert_eq!(refusals(&stale), [("CONFLICT".to_owned(), "expectedVersion".to_owned())]);
    let first = import(&visitor, uploaded(&upload), 1, Some("a-key")).await;
    assert_done(&first);
    let before = app.trace(&member).await;
    let again = import(&visitor, uploaded(&upload), 1, Some("a-key")).await;
    assert_done(&again);
    assert_eq!((&again.data()["it"]["profile"]["version"], app.trace(&member).await), (&json!("2"), before));
    // What is kept of the report has none of the archive's words: neither what was read as what, nor what it calls a column.
    let losses = |reply: &Reply| reply.data()["it"]["losses"].as_array().expect("a list").clone();
    let (first, again) = (losses(&first), losses(&again));
    assert!(first.iter().any(|loss| loss["path"] == "Positions.csv, row 2, Started On"), "{first:?}");
    assert!(first.iter().any(|loss| loss["path"] == "Positions.csv, My own column"), "{first:?}");
    let without_words = |mut loss: Value| {
        if loss["path"] == "Positions.csv, My own column" {
            loss["path"] = json!("Positions.csv, another column");
        }
        if loss["reason"] == "NORMALISED" {
            loss["message"] = json!("kept in another form");
        }
        loss
    };
    assert_eq!(again, first.into_iter().map(without_words).collect::<Vec<_>>());
    let kept = "SELECT string_agg(outcome::text, ' ') FROM idempotency_keys";
    let kept: String = app.database.sql().await.query_one(kept, &[]).await.expect("a row").get(0);
    for word in ["My own", "2019", "Engines", "soon", "oetry"] {
        assert!(!kept.contains(word), "{word} in {kept}");
    }

    let another = import(&visitor, uploaded(&upload), 2, Some("another-key")).await;
    assert_eq!(refusals(&another), not_found());
    let reused = import(&visitor, uploaded(&json!("x")), 2, Some("a-key")).await;
    assert_eq!(refusals(&reused), [("IDEMPOTENCY_KEY_REUSED".to_owned(), "idempotencyKey".to_owned())]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_ones_own_archive_or_not_complete_is_not_there() {
    let app = TestApp::new().await;
    let (member, other) = (app.member().create().await, app.member().create().await);
    let (visitor, stranger) = (app.as_(&member), app.as_(&other));
    let announced = request(&visitor, "ARCHIVE", ZIP, small().len()).await["upload"].clone();
    let refused = async |visitor: &Visitor<'_>, upload: &Value| {
        let told = preview(visitor, uploaded(upload)).await;
        assert_eq!(told["userErrors"], json!([{ "code": "NOT_FOUND", "path": ["upload"] }]), "{told}");
        assert_eq!((&told["draft"], &told["losses"]), (&Value::Null, &json!([])));
        let version = app.trace(&member).await.version;
        assert_eq!(refusals(&import(visitor, uploaded(upload), version, None).await), not_found());
    };
    refused(&visitor, &announced["id"]).await;
    let incomplete = complete(&visitor, &announced["id"]).await;
    assert_eq!(refusals(&incomplete), [("UPLOAD_INCOMPLETE".to_owned(), "id".to_owned())]);
    assert_eq!(put(&announced, &small()).await.status().as_u16(), 204);
    refused(&visitor, &announced["id"]).await;
    assert!(complete(&visitor, &announced["id"]).await.data()["it"]["upload"]["url"].is_null());

    refused(&stranger, &announced["id"]).await;
    let theirs = import(&stranger, uploaded(&announced["id"]), 1, None).await;
    assert_eq!(theirs.bytes, import(&stranger, uploaded(&json!("nobodys")), 1, None).await.bytes);
    refused(&visitor, &json!("nobodys")).await;
    let document = ready(&visitor, "MEDIA", "application/pdf", PDF).await;
    refused(&visitor, &document).await;
    let nobody = preview(&app.anonymous(), uploaded(&announced["id"])).await;
    assert_eq!(nobody, Value::Null);
    assert_eq!(import(&app.anonymous(), uploaded(&announced["id"]), 1, None).await.code(), "UNAUTHENTICATED");

    // An archive becomes nothing else, and whose time is over is gone.
    let shown = "mutation($id: ID!) { it: mediaAdd(input: { title: \"x\", upload: $id }) { userErrors { code path } } }";
    let shown = visitor.query_with(shown, json!({ "id": announced["id"] })).await;
    assert_eq!(refusals(&shown), [("NOT_FOUND".to_owned(), "input.upload".to_owned())]);
    app.sql("UPDATE uploads SET expires_at = now() - interval '1 second' WHERE purpose = 'ARCHIVE'", &[])
        .await;
    refused(&visitor, &announced["id"]).await;
    folio::uploads::expire(&app.db).await.expect("it can");
    app.work().await;
    assert_eq!(stored(&app), (1, 0), "the document alone");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_archive_or_too_large_is_refused() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    for (purpose, content_type, size, field) in [
        ("ARCHIVE", ZIP, (20 << 20) + 1, "byteSize"),
        ("ARCHIVE", "image/png", 10, "contentType"),
        ("ARCHIVE", "application/pdf", 10, "contentType"),
        ("MEDIA", ZIP, 10, "contentType"),
        ("AVATAR", ZIP, 10, "contentType"),
    ] {
        let it = request(&visitor, purpose, content_type, size).await;
        let error = &it["userErrors"][0];
        assert_eq!((&error["code"], &error["path"]), (&json!("INVALID"), &json!(["input", field])), "{it}");
    }
    let whole = small();
    for (bytes, says) in [
        (b"not a zip".to_vec(), "no zip archive"),
        (PDF.to_vec(), "it is application/pdf"),
        (whole[..whole.len() - 30].to_vec(), "doesn't end as one"),
    ] {
        let upload = request(&visitor, "ARCHIVE", ZIP, bytes.len()).await["upload"].clone();
        assert_eq!(put(&upload, &bytes).await.status().as_u16(), 204);
        let reply = complete(&visitor, &upload["id"]).await;
        let error = &reply.data()["it"]["userErrors"][0];
        assert!(error["message"].as_str().is_some_and(|message| message.contains(says)), "{error}");
    }
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
    // What only the import can see is refused there, within the bounds of what is unpacked.
    let bomb = zipped(&[("Skills.csv", &"x".repeat(2 << 20))]);
    for bytes in [bomb, b"PK\x03\x04 and no entries PK\x05\x06".to_vec()] {
        let upload = ready(&visitor, "ARCHIVE", ZIP, &bytes).await;
        let version = app.trace(&member).await.version;
        let reply = import(&visitor, uploaded(&upload), version, None).await;
        assert_eq!(refusals(&reply), [("INVALID".to_owned(), "upload".to_owned())]);
        assert_eq!(app.trace(&member).await.version, version);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archive_comes_by_one_way_and_with_consent() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "ARCHIVE", ZIP, &small()).await;
    let both = json!({ "archive": STANDARD.encode(small()), "upload": upload, "consent": true });
    for (arguments, code, field) in [
        (json!({ "consent": true }), "REQUIRED", "archive"),
        (both, "INVALID", "upload"),
        (json!({ "upload": upload, "consent": false }), "REQUIRED", "consent"),
    ] {
        let told = preview(&visitor, arguments.clone()).await;
        assert_eq!(told["userErrors"], json!([{ "code": code, "path": [field] }]), "{told}");
        let reply = import(&visitor, arguments, 1, None).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), field.to_owned())]);
    }
    assert_eq!(app.trace(&member).await.version, 1);
}
