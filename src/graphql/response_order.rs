//! The order of a response's fields.
//!
//! GraphQL wants them in the order of the document. async-graphql puts them in the order in which their resolvers end,
//! which for those that wait for the database is any order; and an order that depends on timing would tell of what was
//! looked up. So objects are put in order that have a field which waits, or one below which something waits: the roots,
//! what is below those of [`WAITING_BELOW`], and whatever leads to a field that [`waits`]. Elsewhere nothing waits, and the
//! order is the document's already.
//!
//! Types are not looked at: what is selected of objects of several types has one order for all of them, that of the
//! document, whichever of it a type has.

use std::collections::HashMap;

use async_graphql::{
    Name, Value,
    parser::types::{
        DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
    },
};

/// Roots of which each field may wait.
const WAITING_BELOW: &[&str] = &["me"];

/// Whether a field's resolver waits for the database: the catalogue's entry of somebody's skill, for what hangs off it, other
/// people who have to do with the profile, and what is read of the profile beside its page.
fn waits(document: &ExecutableDocument, field: &Field) -> bool {
    match field.name.node.as_str() {
        "author" | "client" | "extractionStatus" | "facets" | "review" => true,
        "skill" => asks_for(document, field, &["aliases", "parent", "children"]),
        "endorsements" => asks_for(document, field, &["endorser"]),
        _ => false,
    }
}

/// Whether one of these fields is asked for, however deep below.
fn asks_for(document: &ExecutableDocument, field: &Field, names: &[&str]) -> bool {
    let mut found = false;
    each_field(document, &field.selection_set.node, &mut |below| {
        found |= names.contains(&below.name.node.as_str()) || asks_for(document, below, names);
    });
    found
}

/// The response keys of an object in the document's order, each with those of what is below it if that has to be put in
/// order as well.
#[derive(Debug, Default)]
pub struct Order(Vec<(Name, Option<Order>)>);

/// The order of the operation of this name. Empty where there is none; its errors come from the execution.
#[must_use]
pub fn of(document: &ExecutableDocument, name: Option<&str>) -> Order {
    let Some(operation) = operation(document, name) else { return Order::default() };
    let anything = anything_waits(document);
    Order::of(document, &[&operation.selection_set.node], &mut |fields| {
        let below = sets(fields);
        let mut order = if anything { Order::on_the_way(document, &below) } else { None };
        if fields.iter().any(|field| WAITING_BELOW.contains(&field.name.node.as_str())) {
            order = order.or_else(|| Some(Order::of(document, &below, &mut |_| None)));
        }
        order
    })
}

/// The fields of one response key.
type Fields<'a> = [&'a Field];

impl Order {
    /// The keys of an object of which all this is selected.
    fn of(
        document: &ExecutableDocument,
        selected: &[&SelectionSet],
        below: &mut dyn FnMut(&Fields<'_>) -> Option<Self>,
    ) -> Self {
        let keys = by_key(document, selected).into_iter();
        Self(keys.map(|(key, fields)| (key.clone(), below(&fields))).collect())
    }

    /// The same, if one of its fields waits or something below them does.
    fn on_the_way(document: &ExecutableDocument, selected: &[&SelectionSet]) -> Option<Self> {
        let mut any = false;
        let order = Self::of(document, selected, &mut |fields| {
            let below = Self::on_the_way(document, &sets(fields));
            any |= below.is_some() || fields.iter().any(|field| waits(document, field));
            below
        });
        any.then_some(order)
    }
}

fn sets<'a>(fields: &Fields<'a>) -> Vec<&'a SelectionSet> {
    fields.iter().map(|field| &field.selection_set.node).filter(|set| !set.items.is_empty()).collect()
}

fn by_key<'a>(
    document: &'a ExecutableDocument,
    selected: &[&'a SelectionSet],
) -> Vec<(&'a Name, Vec<&'a Field>)> {
    let mut keys: Vec<(&Name, Vec<&Field>)> = Vec::new();
    let mut places: HashMap<&Name, usize> = HashMap::new();
    for set in selected {
        each_field(document, set, &mut |field| {
            let key = &field.response_key().node;
            let place = *places.entry(key).or_insert(keys.len());
            match keys.get_mut(place) {
                Some((_, fields)) => fields.push(field),
                None => keys.push((key, vec![field])),
            }
        });
    }
    keys
}

/// Whether there is a field in the document that waits, wherever: looked at once, without following its fragments.
fn anything_waits(document: &ExecutableDocument) -> bool {
    fn within(document: &ExecutableDocument, set: &SelectionSet) -> bool {
        set.items.iter().any(|selection| match &selection.node {
            Selection::Field(field) => {
                waits(document, &field.node) || within(document, &field.node.selection_set.node)
            }
            Selection::InlineFragment(fragment) => within(document, &fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => false,
        })
    }
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set);
    operations.chain(fragments).any(|set| within(document, &set.node))
}

pub(super) fn operation<'a>(
    document: &'a ExecutableDocument,
    name: Option<&str>,
) -> Option<&'a OperationDefinition> {
    match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(&operation.node),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name).map(|o| &o.node),
        (DocumentOperations::Multiple(operations), None) => operations.values().next().map(|o| &o.node),
    }
}

/// The guard has bounded the expansion and refused cycles.
pub(super) fn each_field<'a>(
    document: &'a ExecutableDocument,
    set: &'a SelectionSet,
    found: &mut impl FnMut(&'a Field),
) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => found(&field.node),
            Selection::InlineFragment(fragment) => {
                each_field(document, &fragment.node.selection_set.node, found);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    each_field(document, &fragment.node.selection_set.node, found);
                }
            }
        }
    }
}

/// Puts the fields of `data` in their order.
pub fn restore(data: &mut Value, order: &Order) {
    match data {
        Value::List(items) => items.iter_mut().for_each(|item| restore(item, order)),
        Value::Object(fields) => {
            if !fields.keys().eq(order.0.iter().map(|(key, _)| key).filter(|key| fields.contains_key(*key))) {
                let position = |name: &Name| order.0.iter().position(|(key, _)| key == name);
                fields.sort_by(|a, _, b, _| position(a).cmp(&position(b)));
            }
            for (key, below) in &order.0 {
                if let (Some(below), Some(value)) = (below, fields.get_mut(key)) {
                    restore(value, below);
                }
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn order_of(document: &str) -> Order {
        of(&parse_query(document).expect("it can be parsed"), None)
    }

    #[test]
    fn roots_stand_in_the_order_of_the_document_fragments_included() {
        let order = order_of("{ c ...F ... on Query { b } a: z } fragment F on Query { d b }");
        let mut data =
            Value::from_json(serde_json::json!({"a": 1, "b": 2, "d": 3, "c": 4})).expect("a value");
        restore(&mut data, &order);
        assert_eq!(data.to_string(), "{c: 4, d: 3, b: 2, a: 1}");
    }
    #[test]
    fn so_do_the_fields_of_whoever_asks() {
        let document = "{ x: me { c ...F } y: me { b: a } z { b a } x: me { b c } } fragment F on Me { d }";
        let order = order_of(document);
        let data = serde_json::json!({
            "z": { "a": 1, "b": 2 }, "y": { "b": 3 }, "x": { "b": 4, "d": 5, "c": 6 },
        });
        let mut data = Value::from_json(data).expect("a value");
        restore(&mut data, &order);
        assert_eq!(data.to_string(), "{x: {c: 6, d: 5, b: 4}, y: {b: 3}, z: {a: 1, b: 2}}");
    }

    #[test]
    fn so_does_whatever_leads_to_a_field_that_waits() {
        let document = "{ profile { id ...S badges { b a } } } fragment S on Profile { skills { totalCount nodes { name \
            skill { slug aliases } level } } links { b a } }";
        let order = order_of(document);
        let node = |level: u8| serde_json::json!({ "level": level, "name": 1, "skill": { "aliases": [], "slug": 2 } });
        let data = serde_json::json!({ "profile": {
            "badges": { "a": 1, "b": 2 }, "id": 3, "links": { "a": 4, "b": 5 },
            "skills": { "nodes": [node(6), node(7)], "totalCount": 8 },
        } });
        let mut data = Value::from_json(data).expect("a value");
        restore(&mut data, &order);
        let node = |level| format!("{{name: 1, skill: {{aliases: [], slug: 2}}, level: {level}}}");
        // What is below a field that waits, and beside the way to it, doesn't wait.
        let nodes = format!("[{}, {}]", node(6), node(7));
        let skills = format!("{{totalCount: 8, nodes: {nodes}}}");
        assert_eq!(
            data.to_string(),
            format!(
                "{{profile: {{id: 3, skills: {skills}, links: {{a: 4, b: 5}}, badges: {{a: 1, b: 2}}}}}}"
            )
        );
    }

    #[test]
    fn only_what_waits_is_put_in_order() {
        let order = order_of("{ profile { skills { nodes { skill { slug } } } } }");
        assert!(order.0.iter().all(|(_, below)| below.is_none()));
    }
}
