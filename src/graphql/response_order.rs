//! The order of a response's fields.
//!
//! GraphQL wants them in the order of the document. async-graphql puts them in the order in which their resolvers end,
//! which for roots that wait for the database is any order; and an order that depends on timing would tell of what was
//! looked up. Below the roots nothing waits but below those of [`WAITING`], so elsewhere the order is the document's already.

use async_graphql::{
    Name, Request, Value,
    parser::types::{
        DocumentOperations, ExecutableDocument, Field, OperationDefinition, Selection, SelectionSet,
    },
};

/// Roots below which resolvers wait for the database, too. Their type has no others that implement it, so that a
/// selection of theirs has one order.
const WAITING: &[&str] = &["me"];

/// The response keys of an operation's root fields, each with those of the fields below it where these may wait, in the
/// document's order.
#[derive(Debug, Default)]
pub struct Order(Vec<(Name, Vec<Name>)>);

/// The order of an operation. Empty for a document that does not parse; its errors come from the execution.
#[must_use]
pub fn of(request: &mut Request) -> Order {
    let name = request.operation_name.clone();
    let Ok(document) = request.parsed_query() else { return Order::default() };
    let mut order = Order::default();
    if let Some(operation) = operation(document, name.as_deref()) {
        each_field(document, &operation.selection_set.node, &mut |root| order.add(document, root));
    }
    order
}

impl Order {
    fn add(&mut self, document: &ExecutableDocument, root: &Field) {
        let key = &root.response_key().node;
        let known = self.0.iter().position(|(known, _)| known == key);
        let index = known.unwrap_or_else(|| {
            self.0.push((key.clone(), Vec::new()));
            self.0.len() - 1
        });
        if WAITING.contains(&root.name.node.as_str()) {
            let below = &mut self.0[index].1;
            each_field(document, &root.selection_set.node, &mut |field| {
                let key = &field.response_key().node;
                if !below.contains(key) {
                    below.push(key.clone());
                }
            });
        }
    }
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
fn each_field(document: &ExecutableDocument, set: &SelectionSet, found: &mut impl FnMut(&Field)) {
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
    let roots: Vec<&Name> = order.0.iter().map(|(key, _)| key).collect();
    sort(data, &roots);
    let Value::Object(fields) = data else { return };
    for (key, below) in order.0.iter().filter(|(_, below)| !below.is_empty()) {
        if let Some(value) = fields.get_mut(key) {
            sort(value, &below.iter().collect::<Vec<_>>());
        }
    }
}

fn sort(object: &mut Value, keys: &[&Name]) {
    let Value::Object(fields) = object else { return };
    if fields.keys().eq(keys.iter().copied().filter(|key| fields.contains_key(*key))) {
        return;
    }
    let position = |name: &Name| keys.iter().position(|key| *key == name);
    fields.sort_by(|a, _, b, _| position(a).cmp(&position(b)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_stand_in_the_order_of_the_document_fragments_included() {
        let mut request = Request::new("{ c ...F ... on Query { b } a: z } fragment F on Query { d b }");
        let order = of(&mut request);
        let mut data =
            Value::from_json(serde_json::json!({"a": 1, "b": 2, "d": 3, "c": 4})).expect("a value");
        restore(&mut data, &order);
        assert_eq!(data.to_string(), "{c: 4, d: 3, b: 2, a: 1}");
    }
    #[test]
    fn so_do_the_fields_of_whoever_asks() {
        let document = "{ x: me { c ...F } y: me { b: a } z { b a } x: me { b c } } fragment F on Me { d }";
        let order = of(&mut Request::new(document));
        let data = serde_json::json!({
            "z": { "a": 1, "b": 2 }, "y": { "b": 3 }, "x": { "b": 4, "d": 5, "c": 6 },
        });
        let mut data = Value::from_json(data).expect("a value");
        restore(&mut data, &order);
        assert_eq!(data.to_string(), "{x: {c: 6, d: 5, b: 4}, y: {b: 3}, z: {a: 1, b: 2}}");
    }
}
