//! The shape of a subscription's root.
//!
//! GraphQL wants exactly one root field there, and no condition on it. async-graphql checks neither: it would run several
//! at once, and pass over a root in a fragment without a word.

use async_graphql::{
    Request,
    parser::types::{OperationDefinition, Selection},
};

use super::response_order;

/// Why a subscription's root can't be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RootError {
    /// There are several, or none.
    #[error("a subscription selects exactly one field of the root")]
    NotOne,
    /// It stands in a fragment.
    #[error("a subscription selects the field of the root directly, not in a fragment")]
    InFragment,
    /// It is selected under a condition.
    #[error("the field at the root of a subscription takes no @skip and no @include")]
    Conditional,
}

/// Checks the root of the operation that would run; it is a subscription, and the guard has let its document pass.
///
/// # Errors
/// The first rule that is broken.
pub fn check(request: &mut Request) -> Result<(), RootError> {
    let name = request.operation_name.clone();
    // One that does not parse gets its error from the execution.
    let Ok(document) = request.parsed_query() else { return Ok(()) };
    response_order::operation(document, name.as_deref()).map_or(Ok(()), check_operation)
}

fn check_operation(operation: &OperationDefinition) -> Result<(), RootError> {
    let [selection] = operation.selection_set.node.items.as_slice() else { return Err(RootError::NotOne) };
    match &selection.node {
        Selection::Field(field) if field.node.name.node.starts_with("__") => Err(RootError::NotOne),
        Selection::Field(field) if field.node.directives.is_empty() => Ok(()),
        Selection::Field(_) => Err(RootError::Conditional),
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => Err(RootError::InFragment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subscription_has_one_plain_field_at_its_root() {
        for (document, expected) in [
            ("subscription { a(b: 1) { c d } }", Ok(())),
            ("subscription A { a: b ...{ c } }", Err(RootError::NotOne)),
            ("subscription { a b }", Err(RootError::NotOne)),
            ("subscription { __typename }", Err(RootError::NotOne)),
            ("subscription { ...F } fragment F on S { a }", Err(RootError::InFragment)),
            ("subscription { ... on S { a } }", Err(RootError::InFragment)),
            ("subscription { a @skip(if: false) }", Err(RootError::Conditional)),
        ] {
            assert_eq!(check(&mut Request::new(document)), expected, "{document}");
        }
        let two = "subscription A { a } subscription B { a b }";
        assert_eq!(check(&mut Request::new(two).operation_name("A")), Ok(()));
        assert_eq!(check(&mut Request::new(two).operation_name("B")), Err(RootError::NotOne));
    }
}
