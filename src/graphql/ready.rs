//! Objects whose fields are there already.
//!
//! async-graphql resolves the fields of an object side by side: a boxed future and a task for each, so that those that wait for
//! something wait together. Of what a page is made of, nothing waits: it was read as a whole. [`Ready`] resolves the fields
//! of such an object one after the other in the caller's own future, which costs a fraction of it (benches/README.md).
//!
//! What is resolved, by which resolver, with which arguments and errors, stays async-graphql's. A field that does wait is
//! right here as well, but the fields behind it wait for it: so it's for objects of which at most one field looks something
//! up, or of which one look-up serves all that stand beside each other.

use std::{borrow::Cow, pin::Pin};

use async_graphql::{
    ContainerType, ContextSelectionSet, Name, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::{Field, Selection, SelectionSet},
    registry::Registry,
    resolver_utils::resolve_container,
};

/// An object that is resolved field by field; in the schema it is what it holds.
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
        let mut fields = Vec::with_capacity(ctx.item.node.items.len());
        if !collect(ctx, &ctx.item.node, &T::type_name(), &mut fields) {
            return resolve_container(ctx, &self.0).await;
        }
        // One future on the heap for the object, so that a list holds no more than a pointer for each, and a profile may name
        // another one.
        let object: Pin<Box<dyn Future<Output = _> + Send>> = Box::pin(one_by_one(ctx, &self.0, fields));
        object.await
    }
}

async fn one_by_one<T: ContainerType>(
    ctx: &ContextSelectionSet<'_>,
    object: &T,
    fields: Vec<&Positioned<Field>>,
) -> ServerResult<Value> {
    let mut values = IndexMap::with_capacity(fields.len());
    for field in fields {
        let key = field.node.response_key().node.clone();
        if field.node.name.node == TYPE_NAME {
            values.insert(key, Value::String(object.introspection_type_name().into_owned()));
            continue;
        }
        match object.resolve_field(&ctx.with_field(field)).await {
            Ok(value) => {
                values.insert(key, value.unwrap_or_default());
            }
            // As async-graphql does it.
            Err(error) => ctx.add_error(error),
        }
    }
    Ok(if values.is_empty() { Value::Null } else { Value::Object(values) })
}

const TYPE_NAME: &str = "__typename";

/// The fields that are selected of an object of this type, in the document's order. False if it takes more than looking to
/// say which those are: a fragment on another type, a directive, or a response key that stands there twice.
fn collect<'a>(
    ctx: &ContextSelectionSet<'a>,
    set: &'a SelectionSet,
    type_name: &str,
    fields: &mut Vec<&'a Positioned<Field>>,
) -> bool {
    set.items.iter().all(|selection| {
        let (on, below) = match &selection.node {
            Selection::Field(field) => {
                let key: &Name = &field.node.response_key().node;
                let single = fields.iter().all(|other| other.node.response_key().node != *key);
                fields.push(field);
                return single && field.node.directives.is_empty();
            }
            Selection::InlineFragment(fragment) => {
                (fragment.node.type_condition.as_ref(), &fragment.node.selection_set.node)
            }
            Selection::FragmentSpread(spread) => {
                match ctx.query_env.fragments.get(&spread.node.fragment_name.node) {
                    Some(fragment) => {
                        (Some(&fragment.node.type_condition), &fragment.node.selection_set.node)
                    }
                    None => return false,
                }
            }
        };
        on.is_none_or(|on| on.node.on.node == type_name) && collect(ctx, below, type_name, fields)
    })
}
