//! What is told to other teams: every type has its schema, and whatever is really told keeps to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use folio::events::{
    envelope::{Envelope, Source, schema_of},
    schemas,
};
use folio_db::feed::{self, CATALOGUE, Event, Item, Payload, event_type};
use folio_testkit::TestApp;
use jsonschema::Validator;
use serde_json::{Value, json};
use uuid::Uuid;

use super::everything;

const FOLDER: &str = "frontend-contract/events/outbound";

/// The committed schemas, by their ids.
fn committed() -> BTreeMap<String, Validator> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
    let files = fs::read_dir(folder).expect("the folder is there").map(|file| file.expect("a file").path());
    let schemas = files.filter(|path| path.to_string_lossy().ends_with(".schema.json"));
    schemas
        .map(|path| {
            let schema: Value =
                serde_json::from_str(&fs::read_to_string(&path).expect("it can be read")).expect("JSON");
            let id = schema["$id"].as_str().expect("a schema has an id").to_owned();
            (id, jsonschema::draft202012::new(&schema).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
        })
        .collect()
}

#[track_caller]
fn assert_valid(schemas: &BTreeMap<String, Validator>, event: &Event) {
    let source = Source::default();
    let envelope = Envelope::of(&source, event).expect("its type is in the catalogue");
    let envelope = serde_json::to_value(envelope).expect("it can be written");
    let data = envelope["dataschema"].as_str().expect("it names its schema").to_owned();
    for (schema, value) in
        [("tag:gigsy.com,2026:folio/events/envelope/v1", &envelope), (&*data, &envelope["data"])]
    {
        let problems: Vec<String> =
            schemas[schema].iter_errors(value).map(|problem| problem.to_string()).collect();
        assert!(problems.is_empty(), "{schema}: {problems:?} in {envelope:#}");
    }
    // The schemas are open, so that what is told may grow; but nothing is told that they don't name.
    let known = ["profileId", "version", "sections", "itemId"];
    assert!(envelope["data"].as_object().expect("an object").keys().all(|key| known.contains(&key.as_str())));
    assert_eq!(envelope["subject"], envelope["data"]["profileId"]);
}

#[test]
fn no_schema_is_missing_and_none_is_stale() {
    for (name, content) in schemas::files() {
        let path = format!("{FOLDER}/{name}");
        let committed = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path));
        assert_eq!(
            committed.unwrap_or_default(),
            content,
            "{path}: `cargo run -- events schemas {FOLDER}` writes it"
        );
    }
    let committed: BTreeSet<String> = committed().into_keys().collect();
    let mut expected: BTreeSet<String> = CATALOGUE.iter().map(schema_of).collect();
    expected.insert("tag:gigsy.com,2026:folio/events/envelope/v1".to_owned());
    assert_eq!(committed, expected);
}

#[test]
fn an_event_that_lacks_what_its_schema_asks_for_is_found() {
    let schemas = committed();
    let data = &schemas["tag:gigsy.com,2026:folio/events/badge.awarded/v1"];
    let whole = json!({ "profileId": "AQ", "version": "3", "sections": ["BADGES"], "itemId": "Bg" });
    assert!(data.is_valid(&whole));
    for (field, value) in [
        ("itemId", Value::Null),
        ("version", json!(3)),
        ("version", json!("0")),
        ("sections", json!("BADGES")),
    ] {
        let mut broken = whole.clone();
        broken[field] = value;
        assert!(!data.is_valid(&broken), "{broken}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_really_told_keeps_to_its_schema() {
    let app = TestApp::new().await;
    let told = everything::tell(&app).await;
    let schemas = committed();
    told.iter().for_each(|event| assert_valid(&schemas, event));
    let names: BTreeSet<&str> = told.iter().map(|event| event.event_type.as_str()).collect();
    for known in CATALOGUE {
        let elsewhere = everything::TOLD_ELSEWHERE.contains(&known.name);
        assert!(names.contains(known.name) || elsewhere, "{}: tell it in everything.rs", known.name);
    }
    // What isn't told here is made up.
    for name in everything::TOLD_ELSEWHERE {
        let known = event_type(name).expect("it is in the catalogue");
        if known.item != Item::Always {
            let payload = Payload { sections: vec!["ABOUT".to_owned()], item_id: None };
            assert_valid(&schemas, &Event { event_type: (*name).to_owned(), payload, ..told[0].clone() });
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_whose_type_is_not_in_the_catalogue_is_not_written() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let tx = app.db.begin().await.expect("a transaction begins");
    let profile = folio_db::write::lock(&tx, member.profile_id).await.expect("it can be locked");
    let unknown = folio_db::write::Event::of("profile.exploded");
    let refused = profile.expect("it is there").tell(&unknown).await.expect_err("nobody could read it");
    assert!(refused.to_string().contains("catalogue"), "{refused}");
    tx.rollback().await.expect("it is undone");

    let newer = Event {
        id: Uuid::now_v7(),
        seq: 1,
        profile_id: member.profile_id,
        version: 2,
        ordinal: 0,
        event_type: "profile.exploded".to_owned(),
        payload: Payload::default(),
        at: chrono::Utc::now(),
    };
    assert!(
        Envelope::of(&Source::default(), &newer).is_none(),
        "a newer program's event has no envelope here"
    );
    assert_eq!(
        feed::head(&app.db.conn().await.expect("a connection")).await.expect("it answers").last_seq,
        0
    );
}
