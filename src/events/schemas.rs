//! The contract of the feed for other teams: JSON Schemas of everything that is told, and a page that lists them.
//! `folio events schemas` writes them to `frontend-contract/events/outbound`; a test compares.

use std::fmt::Write;

use folio_db::feed::{CATALOGUE, EventType, Item};
use serde_json::{Value, json};

use super::envelope::{TYPE_PREFIX, schema_of, type_of};
use crate::documents::cache_tags;

const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";
const GLOBAL_ID: &str = "^[A-Za-z0-9_-]+$";

/// The file of the envelope's schema.
const ENVELOPE: &str = "envelope.v1.schema.json";

/// The file that says which event means which tags.
const CACHE_TAGS: &str = "cache-tags.json";

/// The files, each with its content.
#[must_use]
pub fn files() -> Vec<(String, String)> {
    let pretty = |schema: &Value| format!("{schema:#}\n");
    let mut files = vec![
        ("README.md".to_owned(), format!("# Events that Folio tells\n\n{INTRODUCTION}\n{}", table())),
        (ENVELOPE.to_owned(), pretty(&envelope())),
        (CACHE_TAGS.to_owned(), pretty(&purged())),
    ];
    files.extend(CATALOGUE.iter().map(|known| (file_of(known), pretty(&data(known)))));
    files
}

const INTRODUCTION: &str = "\
Written by `folio events schemas`; do not edit by hand. [`docs/EVENTS.md`](../../../docs/EVENTS.md) says how to follow
the feed and what a consumer must do.

Every event is a CloudEvents 1.0 envelope ([`envelope.v1.schema.json`](envelope.v1.schema.json)). The schema of its `data`
is the one that `dataschema` names by its `$id`. Schemas are of JSON Schema's draft 2020-12.

Whoever keeps public documents or pages purges the tags of the last column, with the event's subject in them;
[`cache-tags.json`](cache-tags.json) has the same for machines, and [`docs/CACHING.md`](../../../docs/CACHING.md) says what a
tag covers.
";

/// The tags that each type purges, by the types.
fn purged() -> Value {
    CATALOGUE.iter().map(|known| (type_of(known), json!(cache_tags::purged_by(known)))).collect()
}

/// The catalogue as a table in Markdown.
fn table() -> String {
    let mut table = String::from("| type | told when | item | tags to purge |\n|---|---|---|---|\n");
    for known in CATALOGUE {
        let item = match known.item {
            Item::Never => "",
            Item::Maybe => "maybe",
            Item::Always => "yes",
        };
        let tags: Vec<String> = cache_tags::purged_by(known).iter().map(|tag| format!("`{tag}`")).collect();
        let tags = tags.join(", ");
        let _ = writeln!(
            table,
            "| [`{}`]({}) | {} | {item} | {tags} |",
            type_of(known),
            file_of(known),
            known.description
        );
    }
    table
}

fn file_of(known: &EventType) -> String {
    format!("{}.v{}.schema.json", known.name, known.version)
}

/// The schema of a type's data. It is open: what a type carries may grow.
fn data(known: &EventType) -> Value {
    let mut properties = json!({
        "profileId": {
            "description": "The global id of the profile, as node(id:) takes it; the same as the envelope's subject.",
            "type": "string",
            "pattern": GLOBAL_ID,
        },
        "version": {
            "description": "The version of the profile that the write left it at, an integer.",
            "type": "string",
            "pattern": "^[1-9][0-9]*$",
        },
        "sections": {
            "description": "Names of the sections that were touched, as the visibility matrix has them; more may come.",
            "type": "array",
            "uniqueItems": true,
            "items": { "type": "string", "pattern": "^[A-Z][A-Z_]*$" },
        },
    });
    let mut required = vec!["profileId", "version", "sections"];
    if known.item != Item::Never {
        properties["itemId"] = json!({
            "description": "The global id of the item, as node(id:) takes it.",
            "type": "string",
            "pattern": GLOBAL_ID,
        });
    }
    if known.item == Item::Always {
        required.push("itemId");
    }
    json!({
        "$schema": DRAFT,
        "$id": schema_of(known),
        "title": known.title,
        "description": known.description,
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

fn envelope() -> Value {
    let types: Vec<String> = CATALOGUE.iter().map(type_of).collect();
    let prefix = TYPE_PREFIX.replace('.', "\\.");
    json!({
        "$schema": DRAFT,
        "$id": "tag:gigsy.com,2026:folio/events/envelope/v1",
        "title": "An event of Folio's feed",
        "description": "CloudEvents 1.0 in the structured mode. Types that are not among the examples may come.",
        "type": "object",
        "properties": {
            "specversion": { "const": "1.0" },
            "id": {
                "description": "The event's own id: one that comes twice is the same event.",
                "type": "string",
                "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
            },
            "source": {
                "description": "Which Folio it comes from, a URI reference.",
                "type": "string",
                "minLength": 1,
            },
            "type": { "type": "string", "pattern": format!("^{prefix}[a-z_]+\\.[a-z_]+\\.v[1-9][0-9]*$"), "examples": types },
            "subject": { "description": "The profile's global id.", "type": "string", "pattern": GLOBAL_ID },
            "time": {
                "description": "When the write began, RFC 3339 in UTC. Nothing is ordered by it.",
                "type": "string",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{6}Z$",
            },
            "datacontenttype": { "const": "application/json" },
            "dataschema": {
                "description": "The $id of the schema of data.",
                "type": "string",
                "pattern": "^tag:gigsy\\.com,2026:folio/events/[a-z_.]+/v[1-9][0-9]*$",
            },
            "sequence": {
                "description": "The place in the feed, without gaps: 19 digits, so that texts sort as the numbers do.",
                "type": "string",
                "pattern": "^[0-9]{19}$",
            },
            "data": { "description": "What dataschema says.", "type": "object" },
        },
        "required": [
            "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "sequence", "data",
        ],
    })
}
