//! The invariant: each value of a file is in the draft or in the report.
//!
//! Files are generated from the format's keys and unknown ones, with values of every shape at every place;
//! each text, number and date in a file is unique, so that finding it in the draft means that it was kept.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, json};

use super::*;

const SECTIONS: &[&str] = &[
    "basics",
    "education",
    "projects",
    "work",
    "languages",
    "certificates",
    "skills",
    "meta",
    "$schema",
    "cats",
];
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "name", "label", "title", "image", "picture", "email", "phone", "url", "website", "summary", "location",
    "profiles", "network", "username", "city", "region", "state", "country", "countryCode", "address",
    "postalCode", "institution", "area", "studyType", "startDate", "endDate", "releaseDate", "date", "score",
    "gpa", "honours", "courses", "description", "highlights", "keywords", "skills", "roles", "role", "entity",
    "type", "level", "firstName", "lastName", "cats", "dogs", "position", "company", "language", "fluency", "issuer",
];

/// What stands at a place; made unique afterwards.
#[derive(Clone, Debug)]
enum Shape {
    Word,
    Url,
    BareUrl,
    Email,
    Date,
    Open,
    Number,
    Bool(bool),
    Empty,
    List(Vec<Shape>),
    Object(Vec<(&'static str, Shape)>),
}

fn shape() -> impl Strategy<Value = Shape> {
    let leaf = prop_oneof![
        6 => Just(Shape::Word),
        2 => Just(Shape::Url),
        1 => Just(Shape::BareUrl),
        1 => Just(Shape::Email),
        2 => Just(Shape::Date),
        1 => Just(Shape::Open),
        1 => Just(Shape::Number),
        1 => any::<bool>().prop_map(Shape::Bool),
        1 => Just(Shape::Empty),
    ];
    leaf.prop_recursive(3, 40, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Shape::List),
            vec((select(KEYS), inner), 0..8).prop_map(Shape::Object),
        ]
    })
}

fn object() -> impl Strategy<Value = Shape> {
    vec((select(KEYS), shape()), 1..12).prop_map(Shape::Object)
}

fn resume() -> impl Strategy<Value = Vec<(&'static str, Shape)>> {
    let entries = || vec(object(), 1..3).prop_map(Shape::List);
    let others = vec((select(&SECTIONS[6..]), shape()), 0..4);
    let known = (object(), entries(), entries(), entries(), entries(), entries());
    (known, others).prop_map(|((basics, education, projects, work, languages, certificates), others)| {
        let known = [
            ("basics", basics),
            ("education", education),
            ("projects", projects),
            ("work", work),
            ("languages", languages),
            ("certificates", certificates),
        ];
        known.into_iter().chain(others).collect()
    })
}

/// Turns a shape into JSON in which every leaf is unique.
fn fill(shape: &Shape, next: &mut u32) -> Value {
    *next += 1;
    let number = 1_000_000 + *next;
    match shape {
        Shape::Word => json!(format!("w{number}")),
        Shape::Url => json!(format!("https://u{number}.example/")),
        Shape::BareUrl => json!(format!("u{number}.example/")),
        Shape::Email => json!(format!("e{number}@example.com")),
        Shape::Date => json!(format!("{}-{:02}", 1900 + *next / 12 % 300, 1 + *next % 12)),
        Shape::Open => json!("Present"),
        Shape::Number => json!(number),
        Shape::Bool(value) => json!(value),
        Shape::Empty => json!(""),
        Shape::List(items) => items.iter().map(|item| fill(item, next)).collect(),
        Shape::Object(entries) => {
            let mut object = Map::new();
            for (key, value) in entries {
                object.insert((*key).to_owned(), fill(value, next));
            }
            Value::Object(object)
        }
    }
}

/// Every leaf that says something, with its place.
fn leaves(value: &Value, path: String, found: &mut Vec<(String, String)>) {
    match value {
        Value::Null => {}
        Value::String(text) if text.is_empty() => {}
        Value::String(text) => found.push((path, text.clone())),
        Value::Bool(_) | Value::Number(_) => found.push((path, value.to_string())),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(item, format!("{path}[{index}]"), found);
            }
        }
        Value::Object(entries) => {
            for (key, value) in entries {
                let dot = if path.is_empty() { "" } else { "." };
                leaves(value, format!("{path}{dot}{key}"), found);
            }
        }
    }
}

/// Whether a row about `place` speaks for the leaf at `path`. A row that says "kept in another form" speaks
/// for its own place only.
fn speaks_for(loss: &Loss, path: &str) -> bool {
    match path.strip_prefix(loss.path.as_str()) {
        Some("") => true,
        Some(within) => !loss.reason.is_kept() && within.starts_with(['.', '[']),
        None => false,
    }
}

fn all_text(value: &Value, found: &mut Vec<String>) {
    let mut with_paths = Vec::new();
    leaves(value, String::new(), &mut with_paths);
    found.extend(with_paths.into_iter().map(|(_, text)| text));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_is_dropped_silently(shapes in resume(), roles in vec(10usize..95, 0..=20)) {
        let mut file = fill(&Shape::Object(shapes), &mut 0);
        // What an entry can't do without, lest most are left out as a whole.
        file["basics"]["name"] = json!("Ada Lovelace");
        for (section, key) in [
            ("education", "institution"),
            ("projects", "name"),
            ("work", "name"),
            ("work", "position"),
            ("certificates", "name"),
        ] {
            for entry in file[section].as_array_mut().into_iter().flatten() {
                entry[key] = json!("Somewhere");
            }
        }
        for (at, entry) in file["languages"].as_array_mut().into_iter().flatten().enumerate() {
            entry["language"] = json!(["en", "Deutsch", "deutsch"][at % 3]);
        }
        // More than the one line of a profile holds, now and then.
        for (at, project) in file["projects"].as_array_mut().into_iter().flatten().enumerate() {
            let role = |(index, length): (usize, &usize)| json!(format!("r{at}-{index}{}", "x".repeat(*length)));
            project["roles"] = roles.iter().enumerate().map(role).collect();
        }
        let import = import_value(&file);

        let mut kept = Vec::new();
        all_text(&serde_json::to_value(&import.draft).unwrap(), &mut kept);
        let mut expected = Vec::new();
        leaves(&file, String::new(), &mut expected);
        for (path, text) in expected {
            let is_kept = kept.contains(&text);
            let is_reported = import.losses.losses().iter().any(|loss| speaks_for(loss, &path));
            prop_assert!(is_kept || is_reported, "{path} = {text} vanished from\n{file:#}\n{}", import.losses);
        }
    }

    #[test]
    fn no_file_makes_it_panic(file in any::<Vec<u8>>(), text in "[\\[\\]{}\":,0-9a-z \\\\]{0,80}") {
        let _ = import(&file);
        let _ = import(text.as_bytes());
    }
}
