//! Objects whose fields are there already: marked, so that they may be resolved in one go.
//!
//! They aren't yet. Resolved one after the other, fields that do wait ask in batches of their own, and how many batches there are
//! told of what is hidden: the non-interference test counts the statements. So all fields of an object ask side by side.

use std::borrow::Cow;

use async_graphql::{
    ContainerType, ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry, resolver_utils::resolve_container,
};

/// An object of a page; in the schema it is what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ready<T>(pub T);

impl<T> From<T> for Ready<T> {
    fn from(object: T) -> Self {
        Self(object)
    }
}

impl<T> std::ops::Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ContainerType> OutputType for Ready<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn introspection_type_name(&self) -> Cow<'static, str> {
        self.0.introspection_type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, &self.0).await
    }
}
