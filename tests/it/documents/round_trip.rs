//! What went in comes out again, apart from what the report of the import told, and is a file by the public schema.

use std::{collections::BTreeMap, fs, path::Path};

use folio_testkit::{Member, TestApp, Visitor};
use serde_json::{Value, json};

const FIXTURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures");

fn fixture(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(FIXTURES).join(path)).expect("the fixture is there");
    serde_json::from_str(&text).expect("it is JSON")
}

const IMPORT: &str = "mutation($document: JSON!, $version: Int64!) {
    resumeImport(document: $document, expectedVersion: $version) {
        losses { path reason message } userErrors { code message path } profile { version } } }";

async fn import(visitor: &Visitor<'_>, document: &Value, version: &str) -> Value {
    let variables = json!({ "document": document, "version": version });
    let payload = visitor.query_with(IMPORT, variables).await.data()["resumeImport"].clone();
    assert_eq!(payload["userErrors"], json!([]), "{payload}");
    payload
}

async fn export(visitor: &Visitor<'_>) -> Value {
    visitor.query("{ me { jsonResume } }").await.data()["me"]["jsonResume"].clone()
}

async fn somebody(app: &TestApp) -> Member {
    app.member().rows(|rows| rows.profile.version = 1).create().await
}

/// Every leaf that says something, by its place. A group of skills is a list of names, each of which is a skill: their
/// places aren't compared, but what stands there is.
fn leaves(value: &Value, path: &str, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, &format!("{path}[{index}]"), found);
            }
        }
        Value::Object(fields) => {
            for (key, item) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(item, &format!("{path}{dot}{key}"), found);
            }
        }
        Value::String(text) => drop(found.insert(path.to_owned(), text.clone())),
        plain => drop(found.insert(path.to_owned(), plain.to_string())),
    }
}

fn skills(file: &mut Value) -> Vec<String> {
    let groups = file.as_object_mut().expect("an object").remove("skills").unwrap_or_default();
    let mut names = Vec::new();
    for group in groups.as_array().into_iter().flatten() {
        let keywords = group["keywords"].as_array().into_iter().flatten();
        names.extend(
            [&group["name"]].into_iter().chain(keywords).filter_map(Value::as_str).map(str::to_owned),
        );
    }
    names
}

#[tokio::test]
async fn each_file_comes_out_as_it_went_in_apart_from_what_was_told() {
    let schema = jsonschema::draft7::new(&fixture("jsonresume/schema.json")).expect("it is a schema");
    let app = TestApp::new().await;
    for name in ["sample", "new-grad", "career-changer", "old-format"] {
        let member = somebody(&app).await;
        let visitor = app.as_(&member);
        let mut original = fixture(&format!("resumes/{name}.json"));
        let payload = import(&visitor, &original, "1").await;
        let mut exported = export(&visitor).await;
        let problems: Vec<String> = schema.iter_errors(&exported).map(|error| error.to_string()).collect();
        assert!(problems.is_empty(), "{name}: {problems:#?}\n{exported:#}");

        let losses: Vec<(&str, &str)> = payload["losses"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|loss| (loss["path"].as_str().expect("text"), loss["message"].as_str().expect("text")))
            .collect();
        let told = |place: &str| {
            losses.iter().any(|(path, _)| {
                place.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        };
        // Nothing of a file that comes again is another: what was written is read as what it was.
        let again = import(&visitor, &exported, "2").await;
        assert_eq!(
            again["profile"]["version"], "2",
            "{name}: an import of the export changed something\n{again:#}"
        );
        assert_eq!(export(&visitor).await, exported);

        let (went, came) = (skills(&mut original), skills(&mut exported));
        assert_eq!(went.len(), came.len(), "{name}: {went:?} and {came:?}");
        let renamed = went.iter().zip(&came).filter(|(went, came)| went != came).count();
        let message = format!("{renamed} of these are shown by the names");
        let known = losses.iter().any(|(path, text)| *path == "skills" && text.starts_with(&message));
        assert!(
            renamed == 0 || known,
            "{name}: {renamed} skills have other names, and none was told: {losses:#?}"
        );

        let (mut before, mut after) = (BTreeMap::new(), BTreeMap::new());
        leaves(&original, "", &mut before);
        leaves(&exported, "", &mut after);
        for (place, text) in &before {
            let same = after.get(place) == Some(text);
            assert!(
                same || told(place),
                "{name}: {place} was {text:?} and is {:?}, and nobody was told",
                after.get(place)
            );
        }
        // What the account has, and what the file is, comes beside it.
        let own = ["$schema", "meta.version", "basics.email", "basics.phone", "basics.image"];
        for place in after.keys() {
            // An address that was made of an account's name was told at the name.
            let told = |place: &str| told(place) || told(&place.replace(".url", ".username"));
            assert!(
                before.contains_key(place) || told(place) || own.contains(&place.as_str()),
                "{name}: {place} is new"
            );
        }
    }
}

/// What others get of a profile as a file is what they see of it.
#[tokio::test]
async fn a_file_holds_what_its_reader_may_see() {
    let app = TestApp::new().await;
    let member = app.member().filled().create().await;
    let other = app.member().create().await;
    let ask = async |visitor: Visitor<'_>| {
        let variables = json!({ "slug": member.slug });
        let document = "query($slug: String!) { jsonResume(slug: $slug) }";
        visitor.query_with(document, variables).await.data()["jsonResume"].clone()
    };
    let own = ask(app.as_(&member)).await;
    assert_eq!(own, export(&app.as_(&member)).await);
    assert!(own["basics"]["email"].is_string() && own["education"][0]["score"].is_string(), "{own:#}");
    let seen = ask(app.as_(&other)).await;
    assert_eq!(seen["basics"]["name"], own["basics"]["name"]);
    assert!(seen["basics"].get("email").is_none() && seen["education"][0].get("score").is_none(), "{seen:#}");
    // A student's page isn't public.
    assert_eq!(ask(app.anonymous()).await, Value::Null);
    assert_eq!(app.anonymous().query("{ me { jsonResume } }").await.data()["me"], Value::Null);
}
