//! The order of a response's fields.
//!
//! GraphQL wants them in the order of the document. async-graphql puts them in the order in which their resolvers end, which for
//! those that wait for the database is any order; and an order that depends on timing would tell of what was looked up. So
//! every object of an answer is put in order. What was [written down](super::plain) is in order already.
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

use super::plain::raw_text;

/// The response keys of an object in the document's order, each with those of what is below it.
#[derive(Debug, Default)]
pub struct Order(Vec<(Name, Option<Order>)>);

/// The order of the operation of this name. Empty where there is none; its errors come from the execution.
#[must_use]
pub fn of(document: &ExecutableDocument, name: Option<&str>) -> Order {
    let operation = operation(document, name);
    operation.map(|operation| Order::of(document, &[&operation.selection_set.node])).unwrap_or_default()
}

impl Order {
    /// The keys of an object of which all this is selected.
    fn of(document: &ExecutableDocument, selected: &[&SelectionSet]) -> Self {
        let keys = by_key(document, selected).into_iter().map(|(key, fields)| {
            let below = fields.iter().map(|field| &field.selection_set.node);
            let below: Vec<&SelectionSet> = below.filter(|set| !set.items.is_empty()).collect();
            (key.clone(), (!below.is_empty()).then(|| Self::of(document, &below)))
        });
        Self(keys.collect())
    }
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
        written if raw_text(written).is_some() => {}
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
        assert_eq!(data.to_string(), "{x: {c: 6, d: 5, b: 4}, y: {b: 3}, z: {b: 2, a: 1}}");
    }

    #[test]
    fn so_do_objects_and_lists_of_them_however_deep_below() {
        let document = "{ profile { id ...S links { b a } } } fragment S on Profile { skills { totalCount nodes { name \
            skill { slug aliases } level } } links { c } }";
        let order = order_of(document);
        let node = |level: u8| serde_json::json!({ "level": level, "name": 1, "skill": { "aliases": [], "slug": 2 } });
        let data = serde_json::json!({ "profile": {
            "links": [{ "a": 4, "b": 5, "c": 6 }, null], "id": 3,
            "skills": { "nodes": [node(6), node(7)], "totalCount": 8 },
        } });
        let mut data = Value::from_json(data).expect("a value");
        restore(&mut data, &order);
        let node = |level| format!("{{name: 1, skill: {{slug: 2, aliases: []}}, level: {level}}}");
        let skills = format!("{{totalCount: 8, nodes: [{}, {}]}}", node(6), node(7));
        assert_eq!(
            data.to_string(),
            format!("{{profile: {{id: 3, skills: {skills}, links: [{{c: 6, b: 5, a: 4}}, null]}}}}")
        );
    }
}
