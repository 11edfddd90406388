//! Documents that select the same of one object more than once.

use std::collections::HashSet;

use async_graphql::parser::types::{ExecutableDocument, SelectionSet};

use crate::graphql::{plain::Writable, response_order::each_field};

/// Whether what is there already may be written down: not if any object is selected from in several pieces: two fields of one
/// response key, `a { b } a { c }`, each with a part of what `a` is to hold. The parts are put together once both are resolved, so
/// neither may be written down before. The same value of an object may well be asked for twice, as `a b a`: fragments do.
///
/// Types are not looked at: fragments on different types count as if an object could be of both.
pub(super) fn writable(document: &ExecutableDocument) -> Option<Writable> {
    let operations = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let mut sets = operations.chain(document.fragments.values().map(|f| &f.node.selection_set.node));
    let mut found = Found::default();
    sets.all(|set| {
        found.look(document, set);
        !found.in_pieces
    })
    .then_some(Writable { repeats: found.repeats })
}

#[derive(Default)]
struct Found {
    /// An object is selected from in several pieces.
    in_pieces: bool,
    /// A value is asked for twice.
    repeats: bool,
}

impl Found {
    fn look(&mut self, document: &ExecutableDocument, set: &SelectionSet) {
        let mut keys = HashSet::new();
        each_field(document, set, &mut |field| {
            let is_object = !field.selection_set.node.items.is_empty();
            if !keys.insert(field.response_key().node.clone()) {
                self.in_pieces |= is_object;
                self.repeats = true;
            }
            if is_object && !self.in_pieces {
                self.look(document, &field.selection_set.node);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    #[test]
    fn one_object_in_several_pieces_is_found_wherever_they_stand() {
        let (once, twice, pieces) = (Some(false), Some(true), None);
        for (document, found) in [
            ("{ a b a }", twice),
            ("{ a { b } c: a { b } }", once),
            ("{ a { b b } }", twice),
            ("query P { a b: a } query Q { b }", once),
            ("{ a { b ...F } } fragment F on X { c b }", twice),
            ("{ a { b } a { c } }", pieces),
            ("{ x { a { b } ... { a { c } } } }", pieces),
            ("{ x { a { b } ...F } } fragment F on X { a { c } }", pieces),
            ("{ x { ...F } y { ...F } } fragment F on X { a { c } }", once),
            ("{ x { a: one { b } a: one { c } } }", pieces),
            ("{ x { ...F } } fragment F on X { y { a { c } a { d } } }", pieces),
            ("query A { a { b } } query B { a { b } a { c } }", pieces),
            ("{ n { ... on X { a { b } } ... on Y { a { b } } } }", pieces),
        ] {
            let parsed = parse_query(document).expect("it parses");
            assert_eq!(writable(&parsed).map(|w| w.repeats), found, "{document}");
        }
    }
}
