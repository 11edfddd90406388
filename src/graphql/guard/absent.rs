//! Variables that were not given.
//!
//! Those that have a default get it: async-graphql looks at defaults where an argument is read, and not where `@skip` and
//! `@include` are.
//!
//! Others may stand inside of input objects.
//! GraphQL says that `{ about: $about }` without a value for `$about` is `{}`. async-graphql makes `{ about: null }` of it,
//! and to a mutation null means "empty this". So such fields are taken out of the document before it runs.

use std::collections::HashSet;

use async_graphql::{
    Name, Positioned, Variables,
    parser::types::{
        Directive, DocumentOperations, ExecutableDocument, OperationDefinition, Selection, SelectionSet,
    },
};
use async_graphql_value::Value;

/// Whether a variable stands inside of an object anywhere in the document; the others need no look at each request.
pub(super) fn has_variables_in_objects(document: &ExecutableDocument) -> bool {
    let mut found = false;
    let mut copy = document.clone();
    each_argument(&mut copy, &mut |value| found |= in_object(value));
    found
}

/// Gives each variable of the operation that has none its default, if it has one.
pub(super) fn fill_in(document: &ExecutableDocument, operation: Option<&str>, variables: &mut Variables) {
    let Some(operation) = selected(document, operation) else { return };
    for definition in operation.variable_definitions.iter().map(|definition| &definition.node) {
        if let Some(default) = &definition.default_value
            && !variables.contains_key(&definition.name.node)
        {
            variables.insert(definition.name.node.clone(), default.node.clone());
        }
    }
}

/// The first variable that must have a value and has none, with its type. async-graphql would find out while it runs, with
/// a part of the operation done.
pub(super) fn missing(
    document: &ExecutableDocument,
    operation: Option<&str>,
    variables: &Variables,
) -> Option<(Name, String)> {
    let definitions =
        selected(document, operation)?.variable_definitions.iter().map(|definition| &definition.node);
    definitions
        .filter(|definition| !definition.var_type.node.nullable && definition.default_value.is_none())
        .find(|definition| !variables.contains_key(&definition.name.node))
        .map(|definition| (definition.name.node.clone(), definition.var_type.node.to_string()))
}

/// Takes out what has no value.
pub(super) fn leave_out(document: &mut ExecutableDocument, operation: Option<&str>, variables: &Variables) {
    let Some(absent) = selected(document, operation).map(|operation| absent(operation, variables)) else {
        return;
    };
    if absent.is_empty() {
        return;
    }
    keep_only(document, operation);
    let mut pruned = HashSet::new();
    each_argument(document, &mut |value| prune(value, &absent, &mut pruned));
    // What is no longer used is no longer declared, or validation would complain of it.
    each_value(document, &mut |value| forget_used(value, &mut pruned));
    for operation in operations_mut(document) {
        operation.variable_definitions.retain(|definition| !pruned.contains(&definition.node.name.node));
    }
}

fn selected<'a>(document: &'a ExecutableDocument, name: Option<&str>) -> Option<&'a OperationDefinition> {
    let mut operations = document.operations.iter();
    let operation = match name {
        Some(name) => operations.find(|(known, _)| known.is_some_and(|known| known.as_str() == name)),
        None => operations.next(),
    };
    operation.map(|(_, operation)| &operation.node)
}

/// Variables that the operation declares without a default, and that the request has no value for.
fn absent(operation: &OperationDefinition, variables: &Variables) -> Vec<Name> {
    let declared = operation.variable_definitions.iter().map(|definition| &definition.node);
    declared
        .filter(|definition| definition.default_value.is_none())
        .map(|definition| &definition.name.node)
        .filter(|name| !variables.contains_key(*name))
        .cloned()
        .collect()
}

fn in_object(value: &Value) -> bool {
    match value {
        Value::Object(fields) => {
            fields.values().any(|field| matches!(field, Value::Variable(_)) || in_object(field))
        }
        Value::List(items) => items.iter().any(in_object),
        _ => false,
    }
}

fn prune(value: &mut Value, absent: &[Name], pruned: &mut HashSet<Name>) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| match field {
                Value::Variable(name) if absent.contains(name) => {
                    pruned.insert(name.clone());
                    false
                }
                _ => true,
            });
            fields.values_mut().for_each(|field| prune(field, absent, pruned));
        }
        Value::List(items) => items.iter_mut().for_each(|item| prune(item, absent, pruned)),
        _ => {}
    }
}

/// Leaves the operation that runs, and the fragments that it uses: what has a value for this operation may have none for
/// its neighbours.
fn keep_only(document: &mut ExecutableDocument, operation: Option<&str>) {
    // Of a document with one operation, what is not used is for validation to report.
    let (DocumentOperations::Multiple(operations), Some(name)) = (&mut document.operations, operation) else {
        return;
    };
    operations.retain(|known, _| known.as_str() == name);
    let mut used: HashSet<Name> = HashSet::new();
    let mut open: Vec<&SelectionSet> =
        document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node).collect();
    while let Some(set) = open.pop() {
        for selection in &set.items {
            match &selection.node {
                Selection::Field(field) => open.push(&field.node.selection_set.node),
                Selection::InlineFragment(inline) => open.push(&inline.node.selection_set.node),
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = document.fragments.get(name)
                        && used.insert(name.clone())
                    {
                        open.push(&fragment.node.selection_set.node);
                    }
                }
            }
        }
    }
    document.fragments.retain(|name, _| used.contains(name));
}

/// Takes out the names that are used in `value`.
fn forget_used(value: &Value, names: &mut HashSet<Name>) {
    match value {
        Value::Variable(name) => {
            names.remove(name);
        }
        Value::Object(fields) => fields.values().for_each(|field| forget_used(field, names)),
        Value::List(items) => items.iter().for_each(|item| forget_used(item, names)),
        _ => {}
    }
}

fn operations_mut(document: &mut ExecutableDocument) -> impl Iterator<Item = &mut OperationDefinition> {
    let (single, multiple) = match &mut document.operations {
        DocumentOperations::Single(operation) => (Some(&mut operation.node), None),
        DocumentOperations::Multiple(operations) => (None, Some(operations.values_mut())),
    };
    single.into_iter().chain(multiple.into_iter().flatten().map(|operation| &mut operation.node))
}

/// Calls `change` with every argument of every field. The guard has bounded the document's size and depth.
fn each_argument(document: &mut ExecutableDocument, change: &mut impl FnMut(&mut Value)) {
    each_selection(document, &mut |selection| {
        if let Selection::Field(field) = selection {
            field.node.arguments.iter_mut().for_each(|(_, value)| change(&mut value.node));
        }
    });
}

/// Calls `look` with every value in which a variable may stand: arguments of fields and of directives.
fn each_value(document: &mut ExecutableDocument, look: &mut impl FnMut(&Value)) {
    for operation in operations_mut(document) {
        of_directives(&operation.directives, look);
    }
    for fragment in document.fragments.values() {
        of_directives(&fragment.node.directives, look);
    }
    each_selection(document, &mut |selection| match selection {
        Selection::Field(field) => {
            field.node.arguments.iter().for_each(|(_, value)| look(&value.node));
            of_directives(&field.node.directives, look);
        }
        Selection::InlineFragment(inline) => of_directives(&inline.node.directives, look),
        Selection::FragmentSpread(spread) => of_directives(&spread.node.directives, look),
    });
}

fn of_directives(directives: &[Positioned<Directive>], look: &mut impl FnMut(&Value)) {
    let arguments = directives.iter().flat_map(|directive| &directive.node.arguments);
    arguments.for_each(|(_, value)| look(&value.node));
}

fn each_selection(document: &mut ExecutableDocument, visit: &mut impl FnMut(&mut Selection)) {
    for operation in operations_mut(document) {
        walk(&mut operation.selection_set.node, visit);
    }
    for fragment in document.fragments.values_mut() {
        walk(&mut fragment.node.selection_set.node, visit);
    }
}

fn walk(set: &mut SelectionSet, visit: &mut impl FnMut(&mut Selection)) {
    for selection in &mut set.items {
        visit(&mut selection.node);
        match &mut selection.node {
            Selection::Field(field) => walk(&mut field.node.selection_set.node, visit),
            Selection::InlineFragment(inline) => walk(&mut inline.node.selection_set.node, visit),
            Selection::FragmentSpread(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;
    use serde_json::json;

    use super::*;

    fn arguments(query: &str, variables: serde_json::Value) -> Vec<String> {
        let mut document = parse_query(query).expect("it parses");
        leave_out(&mut document, None, &Variables::from_json(variables));
        let mut found = Vec::new();
        each_argument(&mut document, &mut |value| found.push(value.to_string()));
        found
    }

    #[test]
    fn a_field_whose_variable_has_no_value_is_not_there() {
        let query = "mutation($a: Int, $b: Int, $c: Int = 3) { x(in: { a: $a, b: $b, c: $c, list: [{ b: $b }, $b] }) { \
                     ...F } } fragment F on T { y(in: { deep: { b: $b, one: 1 } }) }";
        let found = arguments(query, json!({ "a": null }));
        assert_eq!(found, ["{a: $a, c: $c, list: [{}, $b]}", "{deep: {one: 1}}"]);
        assert_eq!(arguments(query, json!({ "b": 2 }))[1], "{deep: {b: $b, one: 1}}");
    }

    #[test]
    fn the_neighbours_of_an_operation_are_not_asked() {
        let query = "query A($a: Int) { x(in: { f: $a }) ...F } query B($a: Int!) { x(n: $a) y(in: { r: $a }) ...G } \
                     fragment F on T { z } fragment G on T { z(in: { a: $a }) }";
        let mut document = parse_query(query).expect("it parses");
        leave_out(&mut document, Some("A"), &Variables::default());
        assert_eq!(document.operations.iter().count(), 1);
        assert_eq!(document.fragments.keys().map(Name::as_str).collect::<Vec<_>>(), ["F"]);
        assert!(operations_mut(&mut document).all(|operation| operation.variable_definitions.is_empty()));
    }

    #[test]
    fn what_is_not_used_any_more_is_not_declared() {
        let query = "mutation($a: Int, $b: Int, $c: Boolean, $unused: Int) { x(in: { a: $a, b: $b, c: $c }, b: $b) { \
                     y @include(if: $c) } }";
        let mut document = parse_query(query).expect("it parses");
        leave_out(&mut document, None, &Variables::default());
        let declared: Vec<String> = operations_mut(&mut document)
            .flat_map(|operation| &operation.variable_definitions)
            .map(|definition| definition.node.name.node.to_string())
            .collect();
        assert_eq!(declared, ["b", "c", "unused"]);
    }

    #[test]
    fn documents_without_such_a_place_are_known() {
        for (query, expected) in [
            ("query($a: Int) { x(a: $a, b: [$a], c: { d: 1 }) }", false),
            ("query($a: Int) { x(c: [{ d: $a }]) }", true),
            ("{ ...F } fragment F on T { y { x(c: { d: { e: $a } }) } }", true),
        ] {
            assert_eq!(
                has_variables_in_objects(&parse_query(query).expect("it parses")),
                expected,
                "{query}"
            );
        }
    }
}
