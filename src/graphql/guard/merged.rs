//! Documents that select from one object in several pieces.

use std::collections::HashSet;

use async_graphql::parser::types::{ExecutableDocument, SelectionSet};

use crate::graphql::response_order::each_field;

/// Whether any object is selected from in several pieces: two fields of one response key, `a { b } a { c }`, each with a part of
/// what `a` is to hold. The parts are put together once both are resolved, so neither may be written down before.
///
/// Types are not looked at: fragments on different types count as if an object could be of both.
pub(super) fn has_merged_objects(document: &ExecutableDocument) -> bool {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let mut sets = operations.chain(document.fragments.values().map(|f| &f.node.selection_set.node));
    sets.any(|set| is_merged(document, set))
}

fn is_merged(document: &ExecutableDocument, set: &SelectionSet) -> bool {
    let mut keys = HashSet::new();
    let mut merged = false;
    each_field(document, set, &mut |field| {
        if !field.selection_set.node.items.is_empty() {
            merged = merged
                || !keys.insert(field.response_key().node.clone())
                || is_merged(document, &field.selection_set.node);
        }
    });
    merged
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn one_object_in_several_pieces_is_found_wherever_they_stand() {
        for (document, merged) in [
            ("{ a b a }", false),
            ("{ a { b } c: a { b } }", false),
            ("{ a { b b } }", false),
            ("{ a { b } a { c } }", true),
            ("{ x { a { b } ... { a { c } } } }", true),
            ("{ x { a { b } ...F } } fragment F on X { a { c } }", true),
            ("{ x { ...F } y { ...F } } fragment F on X { a { c } }", false),
            ("{ x { a: one { b } a: one { c } } }", true),
            ("{ x { ...F } } fragment F on X { y { a { c } a { d } } }", true),
            ("query A { a { b } } query B { a { b } a { c } }", true),
            ("{ n { ... on X { a { b } } ... on Y { a { b } } } }", true),
        ] {
            let parsed = parse_query(document).expect("it parses");
            assert_eq!(has_merged_objects(&parsed), merged, "{document}");
        }
    }
}
