//! The order of a response's fields.
//!
//! GraphQL wants them in the order of the document. async-graphql puts them in the order in which their resolvers end,
//! which for roots that wait for the database is any order; and an order that depends on timing would tell of what was
//! looked up. Below the roots nothing waits, so there the order is the document's already.

use async_graphql::{
    Name, Request, Value,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet},
};

/// The response keys of the operation's root fields, in the document's order. Empty for a document that does not
/// parse; its errors come from the execution.
#[must_use]
pub fn root_keys(request: &mut Request) -> Vec<Name> {
    let name = request.operation_name.clone();
    let Ok(document) = request.parsed_query() else { return Vec::new() };
    let mut keys = Vec::new();
    if let Some(operation) = operation(document, name.as_deref()) {
        collect(document, &operation.selection_set.node, &mut keys);
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
fn collect(document: &ExecutableDocument, set: &SelectionSet, keys: &mut Vec<Name>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => {
                let key = &field.node.response_key().node;
                if !keys.contains(key) {
                    keys.push(key.clone());
                }
            }
            Selection::InlineFragment(fragment) => collect(document, &fragment.node.selection_set.node, keys),
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.node.fragment_name.node) {
                    collect(document, &fragment.node.selection_set.node, keys);
                }
            }
        }
    }
}

/// Puts the root fields of `data` in the order of `keys`.
pub fn restore(data: &mut Value, keys: &[Name]) {
    let Value::Object(fields) = data else { return };
    if fields.keys().eq(keys.iter().filter(|key| fields.contains_key(*key))) {
        return;
    }
    let position = |name: &Name| keys.iter().position(|key| key == name);
    fields.sort_by(|a, _, b, _| position(a).cmp(&position(b)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_stand_in_the_order_of_the_document_fragments_included() {
        let mut request = Request::new("{ c ...F ... on Query { b } a: z } fragment F on Query { d b }");
        let keys = root_keys(&mut request);
        assert_eq!(keys, ["c", "d", "b", "a"].map(Name::new));
        let mut data =
            Value::from_json(serde_json::json!({"a": 1, "b": 2, "d": 3, "c": 4})).expect("a value");
        restore(&mut data, &keys);
        assert_eq!(data.to_string(), "{c: 4, d: 3, b: 2, a: 1}");
    }
}
