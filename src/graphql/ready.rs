//! Objects most of whose fields are there already.
//!
//! async-graphql makes a task of each field of each object, on the heap and in a queue, so that fields that wait for
//! something wait side by side. On a page hardly any field waits: it was read as a whole, and the tasks cost more than
//! what they do (benches/README.md). [`Ready`] asks each field once, in the document's order, in the caller's own task. Those
//! that have no answer yet wait side by side, as async-graphql's do.
//!
//! So all fields have been asked before any of them is waited for: who looks something up does it in one batch with
//! everybody else, whatever else is there or is hidden. Were they asked one after the other, the number of statements
//! would tell of it.
//!
//! What is resolved, by which resolver, with which arguments and errors, stays async-graphql's; but for that a field that
//! failed is null in its place here, where async-graphql leaves it out.

use std::{
    borrow::Cow,
    future::poll_fn,
    pin::Pin,
    task::{Context as Task, Poll},
};

use async_graphql::{
    ContainerType, ContextSelectionSet, OutputType, Positioned, ServerResult, Value,
    indexmap::IndexMap,
    parser::types::{Field, Selection, SelectionSet},
    registry::Registry,
    resolver_utils::resolve_container,
};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};

/// An object whose fields are asked at once; in the schema it is what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ready<T>(pub T);

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
        let selected = &ctx.item.node.items;
        let mut fields = Vec::with_capacity(selected.len());
        if !collect::<T>(ctx, &ctx.item.node, &mut fields) {
            return resolve_container(ctx, &self.0).await;
        }
        // On the heap, so that a list holds no more than a pointer for each, and a profile may name another one.
        let object: BoxFuture<'_, _> = Box::pin(at_once(ctx, &self.0, fields));
        object.await
    }
}

async fn at_once<T: ContainerType>(
    ctx: &ContextSelectionSet<'_>,
    object: &T,
    fields: Vec<&Positioned<Field>>,
) -> ServerResult<Value> {
    let resolve = |field| async move { object.resolve_field(&ctx.with_field(field)).await };
    let mut values = IndexMap::with_capacity(fields.len());
    let mut waiting = Vec::new();
    poll_fn(|task| {
        // One place for all fields that have their answer, since each is out of it before the next one comes.
        let mut place = Box::pin(None);
        for field in &fields {
            let key = &field.node.response_key().node;
            if field.node.name.node == TYPE_NAME {
                values.insert(key.clone(), Value::String(object.introspection_type_name().into_owned()));
                continue;
            }
            place.set(Some(resolve(field)));
            match poll(place.as_mut(), task) {
                Poll::Ready(Ok(value)) => {
                    values.insert(key.clone(), value.unwrap_or_default());
                }
                Poll::Ready(Err(error)) => {
                    values.insert(key.clone(), Value::Null);
                    ctx.add_error(error);
                }
                Poll::Pending => {
                    // Keeps its place in the document's order.
                    values.insert(key.clone(), Value::Null);
                    waiting.push((key, std::mem::replace(&mut place, Box::pin(None))));
                }
            }
        }
        // Those that wait have been asked, and wake this task.
        Poll::Ready(())
    })
    .await;
    let mut waiting: FuturesUnordered<_> = match waiting.len() {
        0 => return Ok(Value::Object(values)),
        _ => waiting.into_iter().map(|(key, place)| answered(key, place)).collect(),
    };
    while let Some((key, value)) = waiting.next().await {
        match value {
            Ok(value) => {
                values.insert(key.clone(), value.unwrap_or_default());
            }
            Err(error) => ctx.add_error(error),
        }
    }
    Ok(Value::Object(values))
}

async fn answered<K, F: Future>(key: K, mut place: Pin<Box<Option<F>>>) -> (K, F::Output) {
    (key, poll_fn(|task| poll(place.as_mut(), task)).await)
}

/// Asks what is in this place.
fn poll<F: Future>(place: Pin<&mut Option<F>>, task: &mut Task<'_>) -> Poll<F::Output> {
    match place.as_pin_mut() {
        Some(future) => future.poll(task),
        None => Poll::Pending,
    }
}

const TYPE_NAME: &str = "__typename";

/// The fields that are selected of an object of this type, in the document's order. False if it takes more than looking to
/// say which those are: a fragment on another type, a directive, or a response key that stands there twice.
fn collect<'a, T: ContainerType>(
    ctx: &ContextSelectionSet<'a>,
    set: &'a SelectionSet,
    fields: &mut Vec<&'a Positioned<Field>>,
) -> bool {
    set.items.iter().all(|selection| {
        let (on, below) = match &selection.node {
            Selection::Field(field) => {
                let single = field.node.directives.is_empty() && !has_key(fields, &field.node);
                fields.push(field);
                return single;
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
        on.is_none_or(|on| *on.node.on.node == *T::type_name()) && collect::<T>(ctx, below, fields)
    })
}

/// Whether one of these fields has the same response key. Most are told apart by their lengths and last letters.
fn has_key(fields: &[&Positioned<Field>], field: &Field) -> bool {
    let key = field.response_key().node.as_bytes();
    fields.iter().any(|other| {
        let other = other.node.response_key().node.as_bytes();
        other.len() == key.len() && other.last() == key.last() && other == key
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_graphql::{EmptyMutation, EmptySubscription, Object, Result, Schema};

    use super::*;

    /// Tells in which order its fields were asked and answered.
    #[derive(Default)]
    struct Thing(Mutex<Vec<&'static str>>);

    impl Thing {
        fn note(&self, what: &'static str) {
            self.0.lock().expect("whole").push(what);
        }
    }

    #[Object]
    impl Thing {
        async fn one(&self, #[graphql(default = 1)] times: i32) -> i32 {
            self.note("one");
            times
        }

        async fn waits(&self, #[graphql(default = 1)] turns: i32) -> Result<i32> {
            self.note("waits");
            for _ in 0..turns.abs() {
                tokio::task::yield_now().await;
            }
            self.note("waited");
            if turns < 0 { Err("in vain".into()) } else { Ok(turns) }
        }

        async fn fails(&self) -> Result<Option<i32>> {
            Err("no".into())
        }

        async fn inner(&self) -> Ready<Self> {
            Ready(Self::default())
        }

        async fn many(&self) -> Vec<Ready<Self>> {
            vec![Ready(Self::default()), Ready(Self::default())]
        }

        async fn asked(&self) -> Vec<&'static str> {
            self.0.lock().expect("whole").clone()
        }
    }

    struct Query;

    #[Object]
    impl Query {
        /// At once.
        async fn ready(&self) -> Ready<Thing> {
            Ready(Thing::default())
        }

        /// As async-graphql does it.
        async fn usual(&self) -> Thing {
            Thing::default()
        }
    }

    async fn answer(root: &str, selected: &str) -> async_graphql::Response {
        let (set, fragments) = selected.split_once('#').unwrap_or((selected, ""));
        let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
        schema.execute(format!("{{ thing: {root} {{ {set} }} }} {fragments}")).await
    }

    /// Null for an object without fields, too: async-graphql leaves out those that failed.
    fn without_nulls(value: Value) -> Value {
        match value {
            Value::Object(fields) => {
                let left: IndexMap<_, _> = fields
                    .into_iter()
                    .map(|(key, value)| (key, without_nulls(value)))
                    .filter(|(_, value)| *value != Value::Null)
                    .collect();
                if left.is_empty() { Value::Null } else { Value::Object(left) }
            }
            Value::List(items) => Value::List(items.into_iter().map(without_nulls).collect()),
            value => value,
        }
    }

    #[tokio::test]
    async fn what_is_answered_is_what_async_graphql_answers() {
        for selected in [
            "one",
            "b: one a: one(times: 3) __typename",
            "waits one",
            "fails",
            "one fails",
            "many { one waits(turns: 3) fails } inner { inner { waits } one }",
            "one one inner { one } inner { two: one }",
            "... { one } ... on Thing { waits } ...F # fragment F on Thing { fails other: waits(turns: 2) }",
            "one @include(if: true) waits @skip(if: true)",
            "a: waits(turns: 5) b: waits c: waits(turns: 3)",
            "one broken: waits(turns: -2) waits",
            "broken: waits(turns: -1)",
        ] {
            let (ready, usual) = (answer("ready", selected).await, answer("usual", selected).await);
            // Neither cares for the order of an object's fields.
            assert_eq!(without_nulls(ready.data.clone()), without_nulls(usual.data.clone()), "{selected}");
            let messages = |response: &async_graphql::Response| -> Vec<_> {
                response
                    .errors
                    .iter()
                    .map(|e| (e.message.clone(), e.path.clone(), e.locations.clone()))
                    .collect()
            };
            assert_eq!(messages(&ready), messages(&usual), "{selected}");
        }
    }

    #[tokio::test]
    async fn fields_stand_in_the_order_of_the_document_however_long_they_wait() {
        let selected = "a: waits(turns: 9) b: one c: waits d: fails e: waits(turns: 3)";
        let data = answer("ready", selected).await.data;
        assert_eq!(data.to_string(), "{thing: {a: 9, b: 1, c: 1, d: null, e: 3}}");
    }

    #[tokio::test]
    async fn every_field_is_asked_before_any_is_waited_for() {
        let data = answer("ready", "a: waits(turns: 2) b: one c: waits asked").await.data;
        let asked = data.into_json().expect("it is JSON")["thing"]["asked"].clone();
        assert_eq!(asked, serde_json::json!(["waits", "one", "waits"]));
    }
}
