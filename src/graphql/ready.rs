//! Objects most of whose fields are there already.
//!
//! async-graphql makes a task of each field of each object, on the heap and in a queue, so that fields that wait for
//! something wait side by side. On a page hardly any field waits: it was read as a whole, and the tasks cost more than
//! what they do (benches/README.md). [`Ready`] writes down what is [`plain`], and asks each other field once, in
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
mod tests;
