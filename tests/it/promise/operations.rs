//! The operations that clients send: those of `frontend-contract/`, each with the fragments that it uses.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/frontend-contract/operations");

/// Every operation by its name, as a document that can be sent.
pub(super) fn of_the_frontend() -> BTreeMap<String, String> {
    let mut operations = BTreeMap::new();
    let mut fragments = BTreeMap::new();
    for entry in fs::read_dir(Path::new(FOLDER)).into_iter().flatten() {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "graphql") {
            let text = fs::read_to_string(&path).expect("an operation can be read");
            for (keyword, name, definition) in definitions(&text) {
                let into = if keyword == "fragment" { &mut fragments } else { &mut operations };
                assert_eq!(into.insert(name.clone(), definition), None, "{name} is defined twice");
            }
        }
    }
    operations.into_iter().map(|(name, operation)| (name, with_fragments(operation, &fragments))).collect()
}

/// Variables for whichever of them: of a profile, as its owner, with pages of this size; of skills with as many as bring their first endorsers
/// along.
pub(super) fn variables(slug: &str, page: usize) -> Value {
    json!({
        "slug": slug, "audience": "OWNER", "educationFirst": page, "projectsFirst": page, "badgesFirst": page,
        "certificatesFirst": page, "gigsFirst": page, "workFirst": page, "languagesFirst": page, "mediaFirst": page, "skillsFirst": page.clamp(20, 50), "skillQuery": "s",
        "skillName": "Javascrpt", "document": { "basics": { "name": "Ada" } },
        "consent": true, "login": "somebody",
        "archive": crate::imports::archive(&[("Skills.csv", "Name\nPoetry\n")]),
    })
}

/// The top-level definitions: each begins and ends at the margin, as the formatter has it.
fn definitions(text: &str) -> Vec<(String, String, String)> {
    let mut definitions: Vec<(String, String, String)> = Vec::new();
    let mut open = false;
    for line in text.lines() {
        let mut words = line.split([' ', '(']);
        match words.next() {
            Some(keyword @ ("query" | "mutation" | "subscription" | "fragment")) => {
                let name = words.next().expect("every operation has a name").to_owned();
                definitions.push((keyword.to_owned(), name, String::new()));
            }
            _ if !open => continue,
            _ => {}
        }
        let definition = &mut definitions.last_mut().expect("one is open").2;
        definition.push_str(line);
        definition.push('\n');
        open = line != "}";
    }
    definitions
}

fn with_fragments(mut document: String, fragments: &BTreeMap<String, String>) -> String {
    let mut used = Vec::new();
    loop {
        let missing = fragments.iter().find(|(name, _)| {
            !used.contains(name) && document.lines().any(|line| line.trim() == format!("...{name}"))
        });
        let Some((name, fragment)) = missing else { return document };
        document.push_str(fragment);
        used.push(name);
    }
}
