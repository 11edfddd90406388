//! Objects most of whose fields are there already.
//!
//! async-graphql makes a task of each field of each object, on the heap and in a queue, so that fields that wait for
//! something wait side by side. On a page hardly any field waits: it was read as a whole, and the tasks cost more than
//! what they do (benches/README.md). [`Ready`] writes down what is [`plain`](super::plain), and asks each other field once, in
//! the document's order, in the caller's own task. Those that have no answer yet wait side by side, as async-graphql's do.
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
    ops::Range,
    pin::Pin,
    sync::Arc,
    task::{Context as Task, Poll},
};

use async_graphql::{
    ContainerType, ContextSelectionSet, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry, resolver_utils::resolve_container,
};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};

use super::plain::{
    self, Awaited, Object, Outcome, Plain, Selected, TYPE_NAME, Unwritten, Writable, Writer, collect,
};

/// An object whose fields are asked at once; in the schema it is what it holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Ready<T>(pub T);

impl<T> std::ops::Deref for Ready<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Plain> Plain for Ready<T> {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        self.0.write(to, field)
    }
}

impl<T: ContainerType + Object> OutputType for Ready<T> {
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
        let set = &ctx.item.node;
        let writable = ctx.data_opt::<Writable>().copied();
        let mut fields = Vec::with_capacity(set.items.len());
        if !collect::<T>(ctx, set, writable, &mut fields) {
            return resolve_container(ctx, &self.0).await;
        }
        // On the heap, so that a list holds no more than a pointer for each, and a profile may name another one.
        let object: BoxFuture<'_, _> = Box::pin(at_once(ctx, &self.0, writable, fields));
        object.await
    }
}

/// What a field is answered.
enum Answer {
    /// Written down, there.
    Written(Range<usize>),
    /// By its resolver; null until then, or if that fails.
    Resolved(Value),
}

async fn at_once<T: ContainerType + Object>(
    ctx: &ContextSelectionSet<'_>,
    object: &T,
    writable: Option<Writable>,
    fields: Vec<&Selected>,
) -> ServerResult<Value> {
    let mut writer = writable.map(|writable| Writer::with_capacity(ctx, writable, ROOM));
    let mut answers = Vec::with_capacity(fields.len());
    let mut waiting = Vec::new();
    poll_fn(|task| {
        // One place for all fields that have their answer, since each is out of it before the next one comes.
        let mut place = Box::pin(None);
        for (at, &field) in fields.iter().enumerate() {
            if writer.is_none() && field.node.name.node == TYPE_NAME {
                let name = object.introspection_type_name().into_owned();
                answers.push(Answer::Resolved(Value::String(name)));
                continue;
            }
            let awaited = match writer.as_mut().map(|writer| writer.value(object, field)) {
                Some(Ok(written)) => {
                    answers.push(Answer::Written(written));
                    continue;
                }
                Some(Err(Unwritten::Awaits(awaited))) => writable.map(|writable| (writable, awaited)),
                Some(Err(Unwritten::Resolved)) | None => None,
            };
            place.set(Some(answer(ctx, object, field, awaited)));
            let answer = match poll(place.as_mut(), task) {
                Poll::Ready(answer) => value(ctx, answer),
                Poll::Pending => {
                    // Keeps its place in the document's order.
                    waiting.push((at, std::mem::replace(&mut place, Box::pin(None))));
                    Value::Null
                }
            };
            answers.push(Answer::Resolved(answer));
        }
        // Those that wait have been asked, and wake this task.
        Poll::Ready(())
    })
    .await;
    if !waiting.is_empty() {
        let mut waiting: FuturesUnordered<_> =
            waiting.into_iter().map(|(at, place)| answered(at, place)).collect();
        while let Some((at, answer)) = waiting.next().await {
            answers[at] = Answer::Resolved(value(ctx, answer));
        }
    }
    Ok(match writer {
        Some(writer) => joined(&writer, &fields, answers),
        None => apart(&[], &fields, answers),
    })
}

/// Bytes that an object has, as a guess.
const ROOM: usize = 1 << 10;

/// A field's value; if it failed, that is noted.
fn value(ctx: &ContextSelectionSet<'_>, answer: ServerResult<Option<Value>>) -> Value {
    match answer {
        Ok(value) => value.unwrap_or_default(),
        Err(error) => {
            ctx.add_error(error);
            Value::Null
        }
    }
}

/// The object as a part of a response: written down as a whole if each of its fields is, or else field by field.
fn joined(writer: &Writer<'_>, fields: &[&Selected], answers: Vec<Answer>) -> Value {
    let written = writer.written();
    let mut json = Vec::with_capacity(2 * written.len() + 2);
    json.push(b'{');
    for (at, (field, answer)) in fields.iter().zip(&answers).enumerate() {
        if at > 0 {
            json.push(b',');
        }
        plain::key(&mut json, field);
        match answer {
            Answer::Written(at) => json.extend_from_slice(&written[at.clone()]),
            Answer::Resolved(Value::Null) => json.extend_from_slice(b"null"),
            Answer::Resolved(value) => match plain::raw_text(value) {
                Some(text) => json.extend_from_slice(text.as_bytes()),
                // It may have to be put in order, and what failed in it into its place.
                None => return apart(written, fields, answers),
            },
        }
    }
    json.push(b'}');
    plain::raw(json)
}

fn apart(written: &[u8], fields: &[&Selected], answers: Vec<Answer>) -> Value {
    let values = answers.into_iter().map(|answer| match answer {
        Answer::Written(at) => plain::raw(written[at].to_vec()),
        Answer::Resolved(value) => value,
    });
    let keys = fields.iter().map(|field| field.node.response_key().node.clone());
    Value::Object(keys.zip(values).collect())
}

/// The answer of a field that can't be written yet: written once what it waits for has come, or else its resolver's.
async fn answer<T: ContainerType + Object>(
    ctx: &ContextSelectionSet<'_>,
    object: &T,
    field: &Selected,
    awaited: Option<(Writable, Arc<dyn Awaited>)>,
) -> ServerResult<Option<Value>> {
    let at_field = ctx.with_field(field);
    if let Some((writable, awaited)) = awaited
        && awaited.come(&at_field).await.is_ok()
    {
        let mut writer = Writer::with_capacity(ctx, writable, ROOM);
        if writer.value(object, field).is_ok() {
            return Ok(Some(plain::raw(writer.into_written())));
        }
    }
    object.resolve_field(&at_field).await
}

async fn answered<F: Future>(at: usize, mut place: Pin<Box<Option<F>>>) -> (usize, F::Output) {
    (at, poll_fn(|task| poll(place.as_mut(), task)).await)
}

/// Asks what is in this place.
fn poll<F: Future>(place: Pin<&mut Option<F>>, task: &mut Task<'_>) -> Poll<F::Output> {
    match place.as_pin_mut() {
        Some(future) => future.poll(task),
        None => Poll::Pending,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use async_graphql::{
        Context, EmptyMutation, EmptySubscription, Object, Request, Result, Schema, indexmap::IndexMap,
    };
    use tokio::sync::OnceCell;

    use super::*;
    use crate::graphql::{
        cost::{PriceList, Rules},
        guard::{Documents, Limits},
    };

    /// Tells in which order its fields were asked and answered.
    #[derive(Default)]
    struct Thing {
        told: Mutex<Vec<&'static str>>,
        comes: Arc<Comes>,
    }

    /// What comes in its own time.
    #[derive(Default)]
    struct Comes(OnceCell<()>);

    impl Awaited for Comes {
        fn come<'a>(&'a self, _: &'a Context<'a>) -> BoxFuture<'a, Result<()>> {
            Box::pin(async {
                self.0.get_or_init(tokio::task::yield_now).await;
                Ok(())
            })
        }
    }

    impl Plain for Thing {
        fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
            to.object(self, field)
        }
    }

    impl plain::Object for Thing {
        fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
            match field.node.name.node.as_str() {
                "plain" => to.text(PLAIN),
                "later" if self.comes.0.initialized() => {
                    to.argument::<i32>(field, "number")?.write(to, field)
                }
                "later" => Err(Unwritten::Awaits(Arc::clone(&self.comes) as _)),
                "plains" => to.list([Self::default(), Self::default()], field),
                _ => Err(Unwritten::Resolved),
            }
        }
    }

    const PLAIN: &str = "\"plain\"\n\u{1}é";

    impl Thing {
        fn note(&self, what: &'static str) {
            self.told.lock().expect("whole").push(what);
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

        async fn plain(&self) -> &str {
            PLAIN
        }

        async fn later(&self, number: i32) -> i32 {
            number
        }

        async fn plains(&self) -> Vec<Ready<Self>> {
            vec![Ready(Self::default()), Ready(Self::default())]
        }

        async fn asked(&self) -> Vec<&'static str> {
            self.told.lock().expect("whole").clone()
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

    fn documents() -> Documents {
        let rules = Rules { made: &[], asked: &[], lists: &[] };
        let sdl = Schema::new(Query, EmptyMutation, EmptySubscription).sdl();
        Documents::new(Limits::default(), PriceList::new(&sdl, &rules))
    }

    async fn answer(root: &str, selected: &str) -> async_graphql::Response {
        let (set, fragments) = selected.split_once('#').unwrap_or((selected, ""));
        let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
        let document = format!("{{ thing: {root} {{ {set} }} }} {fragments}");
        let mut request = Request::new(document);
        let writable = documents().check(&mut request).expect("it passes").writable;
        writable.into_iter().for_each(|writable| request.data.insert(writable));
        schema.execute(request).await
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
            "plain @skip(if: true)",
            "inner { plain @skip(if: true) } plains { plain @include(if: false) }",
            "plain one plain ...F # fragment F on Thing { plain one later(number: 1) }",
            "plains { plain ...F } # fragment F on Thing { plain other: plain later(number: 2) }",
            "a: waits(turns: 5) b: waits c: waits(turns: 3)",
            "one broken: waits(turns: -2) waits",
            "broken: waits(turns: -1)",
            "plain other: plain later(number: 3) plains { plain __typename ... on Thing { other: plain } }",
            "plains { plain one } a: plains { later(number: 1) } b: plains { plain waits(turns: -1) }",
            "... @include(if: false) { one plain } ... @skip(if: true) { waits } ...F @skip(if: true) # fragment F on Thing { plain }",
            "plains { ...F @skip(if: true) plain ... @include(if: true) { one: plain } } # fragment F on Thing { plain }",
            "plains { plain } plains { plain one } plains { later(number: 1) plain }",
            "inner { plains { plain } } inner { plains { other: plain } }",
            "__typename one inner { plains { plain __typename } one } inner { __typename plains { other: plain } plain }",
            "inner { one } inner { plain } plains { plain __typename ... on Thing { waits } }",
            "...F plains { plain } # fragment F on Thing { plains { other: plain later(number: 2) } }",
            "plains { plain plain } inner { plain @skip(if: true) one }",
        ] {
            let (ready, usual) = (answer("ready", selected).await, answer("usual", selected).await);
            // Neither cares for the order of an object's fields.
            let plainly = |response: &async_graphql::Response| {
                let data = response.data.clone().into_json().expect("it is JSON");
                without_nulls(Value::from_json(data).expect("it is a value"))
            };
            assert_eq!(plainly(&ready), plainly(&usual), "{selected}");
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
