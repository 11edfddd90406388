//! Two clients of one person's that edit at the same time, each by what it saw last, be it stale: no edit that was done is
//! lost, none that was refused is there, and the snapshot is that of the tables.
//!
//! What is right is known without a model of the server: of the edits of one thing that were done, no two were made of the
//! same version of it, and what stands in the end is what the one of the highest version wrote.

#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicU32, Ordering},
};

use folio_testkit::{Item, Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

use super::{cases::call, sections};
use crate::random::{Random, effort};

/// Edits of each client.
const EDITS: usize = 12;

/// What there is, as a client saw it.
#[derive(Debug, Clone, Default)]
struct Seen {
    version: i64,
    headline: Value,
    /// Items by their ids.
    items: BTreeMap<String, Known>,
    /// Ids in their order, by section.
    order: BTreeMap<usize, Vec<String>>,
}

#[derive(Debug, Clone, PartialEq)]
struct Known {
    section: usize,
    version: i64,
    /// The whole item.
    value: Value,
}

/// An edit that was done.
#[derive(Debug)]
enum Done {
    Headline { of: i64, text: String },
    Added { id: String, value: Value },
    Changed { id: String, of: i64, wrote: Value },
    Removed { id: String, of: i64 },
    Ordered { of: i64 },
}

fn lists() -> Vec<&'static str> {
    sections::all().iter().map(|section| section.item.list()).collect()
}

fn document() -> String {
    let field = |section: &sections::Section| {
        let written = (section.change)(0);
        written.as_object().expect("an object").keys().next().expect("a field").clone()
    };
    let lists: Vec<String> = sections::all()
        .iter()
        .map(|section| match section.item {
            Item::Link => format!("links {{ id version {} }}", field(section)),
            item => format!("{}(first: 40) {{ nodes {{ id version {} }} }}", item.list(), field(section)),
        })
        .collect();
    format!("{{ me {{ profile {{ version headline {} }} }} }}", lists.join(" "))
}

async fn look(visitor: &Visitor<'_>) -> Seen {
    let reply = visitor.query(&document()).await;
    let profile = &reply.data()["me"]["profile"];
    let mut seen = Seen {
        version: version(&profile["version"]),
        headline: profile["headline"].clone(),
        ..Seen::default()
    };
    for (section, list) in lists().into_iter().enumerate() {
        let nodes = profile[list].as_array().or_else(|| profile[list]["nodes"].as_array()).expect("a list");
        for node in nodes {
            let id = node["id"].as_str().expect("an id").to_owned();
            seen.order.entry(section).or_default().push(id.clone());
            seen.items.insert(id, Known { section, version: version(&node["version"]), value: node.clone() });
        }
    }
    seen
}

fn version(of: &Value) -> i64 {
    of.as_str().and_then(|text| text.parse().ok()).expect("a version")
}

/// What the mutation came to: whether it was done. What may be refused in a race is refused for that and nothing else.
#[track_caller]
fn was_done(reply: &Reply) -> bool {
    let errors = reply.data()["it"]["userErrors"].as_array().expect("a list");
    let codes: Vec<&str> = errors.iter().map(|error| error["code"].as_str().expect("a code")).collect();
    match codes.as_slice() {
        [] => true,
        // Stale; gone; another order than of what is there.
        ["CONFLICT" | "NOT_FOUND"] => false,
        other => panic!("{other:?}: {}", reply.text()),
    }
}

/// One client: edits by what it knows, and looks again each time that it is refused, and now and then.
async fn edit(app: &TestApp, member: &Member, seed: u64, number: &AtomicU32) -> Vec<Done> {
    let (visitor, mut random) = (app.as_(member), Random::new(seed));
    let (mut seen, mut done) = (look(&visitor).await, Vec::new());
    for _ in 0..EDITS {
        let n = number.fetch_add(1, Ordering::Relaxed);
        let all = sections::all();
        let at = random.below(all.len());
        let section = &all[at];
        let [add, update, remove, reorder] = section.mutations;
        let ids = seen.order.get(&at).cloned().unwrap_or_default();
        let id = (!ids.is_empty()).then(|| random.pick(&ids).clone());
        let (made, edit) = match (random.below(10), id) {
            (0 | 1, _) => {
                let text = format!("Headline {n}");
                let arguments = json!({ "input": { "headline": text } });
                let reply = call(&visitor, "profileUpdate", arguments, seen.version).await;
                (was_done(&reply), Done::Headline { of: seen.version, text })
            }
            (2..=4, _) | (_, None) => {
                let variables = json!({ "input": (section.new)(n), "version": seen.version.to_string() });
                let (input, it) = (section.input, add.strip_suffix("Add").expect("a name"));
                let document = format!(
                    "mutation($input: {input}, $version: Int64!) {{
                        it: {add}(input: $input, expectedVersion: $version) {{ {it} {{ id }} userErrors {{ code }} }} }}"
                );
                let reply = visitor.query_with(&document, variables).await;
                let id = reply.data()["it"][it]["id"].as_str().unwrap_or_default().to_owned();
                (was_done(&reply), Done::Added { id, value: (section.new)(n) })
            }
            (5..=7, Some(id)) => {
                let (of, wrote) = (seen.items[&id].version, (section.change)(n));
                let reply = call(&visitor, update, json!({ "id": id, "input": wrote }), of).await;
                (was_done(&reply), Done::Changed { id, of, wrote })
            }
            (8, Some(id)) => {
                let of = seen.items[&id].version;
                let reply = call(&visitor, remove, json!({ "id": id }), of).await;
                (was_done(&reply), Done::Removed { id, of })
            }
            // One alone has no other order.
            (_, Some(_)) if ids.len() < 2 => continue,
            (_, Some(_)) => {
                let backwards: Vec<&String> = ids.iter().rev().collect();
                let reply = call(&visitor, reorder, json!({ "ids": backwards }), seen.version).await;
                (was_done(&reply), Done::Ordered { of: seen.version })
            }
        };
        if made {
            done.push(edit);
        }
        // Who isn't refused goes on with what they knew, half of the time: the next edit may be stale.
        if !made || random.once_in(2) {
            seen = look(&visitor).await;
        }
    }
    done
}

/// What was done to one item.
#[derive(Debug, Default)]
struct Deeds {
    wrote: Value,
    versions: BTreeMap<i64, Value>,
    removed: Option<i64>,
}

/// What is there in the end is what was done.
fn assert_nothing_was_lost(done: Vec<Done>, end: &Seen, what: &str) {
    let (mut headlines, mut orders) = (BTreeMap::new(), BTreeMap::new());
    let mut items: BTreeMap<String, Deeds> = BTreeMap::new();
    for edit in done {
        match edit {
            Done::Headline { of, text } => {
                let twice = headlines.insert(of, text);
                assert_eq!(twice, None, "two were done to version {of}: {what}");
            }
            Done::Added { id, value } => items.entry(id).or_default().wrote = value,
            Done::Changed { id, of, wrote } => {
                let twice = items.entry(id).or_default().versions.insert(of, wrote);
                assert_eq!(twice, None, "two were done to version {of} of an item: {what}");
            }
            Done::Removed { id, of } => {
                let twice = items.entry(id).or_default().removed.replace(of);
                assert_eq!(twice, None, "an item was removed twice: {what}");
            }
            Done::Ordered { of } => {
                let twice = orders.insert(of, ());
                assert_eq!(twice, None, "two were done to version {of}: {what}");
            }
        }
    }
    // Both take the profile's version.
    for of in orders.keys() {
        assert!(!headlines.contains_key(of), "two were done to version {of}: {what}");
    }
    let headline = headlines.last_key_value().map_or(Value::Null, |(_, text)| json!(text));
    assert_eq!(end.headline, headline, "{what}");
    for (id, Deeds { wrote, versions, removed }) in &items {
        let Some(known) = end.items.get(id) else {
            let removed = removed.unwrap_or_else(|| panic!("an item that was added is gone: {what}"));
            let last = versions.last_key_value().map_or(0, |(of, _)| *of);
            assert!(last < removed, "an item was changed after it was removed: {what}");
            continue;
        };
        assert_eq!(*removed, None, "an item that was removed is there: {what}");
        let changes = i64::try_from(versions.len()).expect("few");
        assert_eq!(known.version, 1 + changes, "a version for each change: {what}");
        let of: Vec<i64> = versions.keys().copied().collect();
        assert_eq!(of, (1..=changes).collect::<Vec<_>>(), "each made of the one before: {what}");
        let last = versions.last_key_value().map_or(wrote, |(_, wrote)| wrote);
        for (field, value) in last.as_object().expect("an object") {
            if let Some(is) = known.value.get(field) {
                assert_eq!(is, value, "{field}: {what}");
            }
        }
    }
    for id in end.items.keys() {
        assert!(items.contains_key(id), "an item is there that nobody was told of: {what}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_clients_that_edit_at_the_same_time_lose_nothing() {
    let (histories, seed) = (effort("FOLIO_HISTORIES", 12), effort("FOLIO_HISTORIES_SEED", 1));
    let app = TestApp::new().await;
    let (mut edits, number) = (0, AtomicU32::new(0));
    for history in seed..seed + histories {
        let member = app.member().create().await;
        let one = edit(&app, &member, 2 * history, &number);
        let other = edit(&app, &member, 2 * history + 1, &number);
        let (one, other) = tokio::join!(one, other);
        let done: Vec<Done> = one.into_iter().chain(other).collect();
        edits += done.len();
        let end = look(&app.as_(&member)).await;
        assert_nothing_was_lost(done, &end, &format!("FOLIO_HISTORIES_SEED={history}"));
        app.assert_whole(&member).await;
    }
    println!("{histories} histories, {edits} edits that were done");
    assert!(edits as u64 > histories * 4, "of {EDITS} edits of each client many are done: {edits}");
}
