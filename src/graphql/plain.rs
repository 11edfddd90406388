//! What is there already, written down without a resolver.
//!
//! A page has some hundreds of fields, and all but a few of them are values that were read and decided on before. To resolve
//! them one by one, into a tree that is then serialised, costs more than everything else that a page does (benches/README.md).
//! What is [`Plain`] is written as JSON at once, as the document selects from it. Each type says how by `#[derive(Plain)]`, from
//! the same struct of which async-graphql makes the schema.
//!
//! Nothing is decided here: a view holds what its viewer may see, and no more. What can't be written is resolved as ever: a
//! field that has to be looked up, a fragment on another type, an argument that isn't good; and nothing at all is written of a document
//! that selects from one object in several pieces ([`Writable`]). So whoever writes can always leave it
//! ([`Unwritten::Resolved`]); the tests ask for every field both ways.

use std::{ops::Range, sync::Arc};

use async_graphql::{
    Context, ContextSelectionSet, ID, InputType, Json, Name, OutputType, Positioned, ScalarType, Value,
    connection::PageInfo,
    indexmap::IndexMap,
    parser::types::{Field, Selection, SelectionSet},
};
use async_graphql_value::RAW_VALUE_TOKEN;
use chrono::{DateTime, Utc};
pub use folio_plain_derive::Plain;
use futures_util::future::BoxFuture;
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// Part of an operation's data if what is there already may be written: nothing that is written is put together with anything else
/// afterwards. Without it everything is resolved.
#[derive(Debug, Clone, Copy)]
pub struct Writable {
    /// Whether any object is asked twice for the same value. It is answered once.
    pub repeats: bool,
}

/// A field as a document selects it.
pub type Selected = Positioned<Field>;

/// Whether something was written. If not, what was written of it is of no use.
pub type Outcome = Result<(), Unwritten>;

/// Why something isn't written.
pub enum Unwritten {
    /// Its resolver has to be asked.
    Resolved,
    /// It can be, once this has come.
    Awaits(Arc<dyn Awaited>),
}

/// What is looked up for several objects at once.
pub trait Awaited: Send + Sync {
    /// Asks for it, if nobody has yet, and waits until it is there.
    fn come<'a>(&'a self, ctx: &'a Context<'a>) -> BoxFuture<'a, async_graphql::Result<()>>;
}

/// A value that can be written down.
pub trait Plain {
    /// Writes what `field` selects of it.
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome;
}

/// An object that can be written down.
pub trait Object: OutputType {
    /// Writes the value of this field of it.
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome;
}

/// Those fields of a complex object that have resolvers of their own.
pub trait Computed {
    /// Writes the value of such a field, if it is there without asking.
    fn write_computed<'a>(&self, _: &mut Writer<'a>, _: &'a Selected) -> Outcome {
        Err(Unwritten::Resolved)
    }
}

/// Where things are written: JSON, as a document selects from them.
pub struct Writer<'a> {
    ctx: &'a ContextSelectionSet<'a>,
    repeats: bool,
    json: Vec<u8>,
}

impl<'a> Writer<'a> {
    /// With room for this many bytes.
    pub(super) fn with_capacity(
        ctx: &'a ContextSelectionSet<'a>,
        Writable { repeats }: Writable,
        capacity: usize,
    ) -> Self {
        Self { ctx, repeats, json: Vec::with_capacity(capacity) }
    }

    /// Writes the value of a field, and tells where it stands. What can't be written leaves nothing behind.
    pub(super) fn value(
        &mut self,
        object: &impl Object,
        field: &'a Selected,
    ) -> Result<Range<usize>, Unwritten> {
        let from = self.json.len();
        match self.member(object, field) {
            Ok(()) => Ok(from..self.json.len()),
            Err(unwritten) => {
                self.json.truncate(from);
                Err(unwritten)
            }
        }
    }

    fn member<T: Object>(&mut self, object: &T, field: &'a Selected) -> Outcome {
        if field.node.name.node == TYPE_NAME {
            self.text(&object.introspection_type_name())
        } else {
            object.write_field(self, field)
        }
    }

    /// What has been written.
    pub(super) fn written(&self) -> &[u8] {
        &self.json
    }

    /// What has been written.
    pub(super) fn into_written(self) -> Vec<u8> {
        self.json
    }

    /// The context of a field.
    pub fn at(&self, field: &'a Selected) -> Context<'a> {
        self.ctx.with_field(field)
    }

    /// An argument of a field; one that isn't good is for the resolver to refuse.
    pub fn argument<T: InputType>(&self, field: &'a Selected, name: &str) -> Result<T, Unwritten> {
        let (_, value) = self.at(field).param_value(name, None).map_err(|_| Unwritten::Resolved)?;
        Ok(value)
    }

    /// Writes whatever serialises as GraphQL has it.
    pub fn json(&mut self, value: &(impl Serialize + ?Sized)) -> Outcome {
        serde_json::to_writer(&mut self.json, value).map_err(|_| Unwritten::Resolved)
    }

    /// Writes a text.
    pub fn text(&mut self, text: &str) -> Outcome {
        self.json(text)
    }

    /// Writes an object, as far as it is selected.
    pub fn object<T: Object>(&mut self, object: &T, field: &'a Selected) -> Outcome {
        self.json.push(b'{');
        self.fields(object, &field.node.selection_set.node, &mut Vec::new())?;
        self.json.push(b'}');
        Ok(())
    }

    /// Writes what is selected here of an object; `before` is what of it was written before, as far as that matters.
    fn fields<T: Object>(
        &mut self,
        object: &T,
        set: &'a SelectionSet,
        before: &mut Vec<&'a Selected>,
    ) -> Outcome {
        for selection in &set.items {
            match Below::of::<T>(self.ctx, &selection.node).ok_or(Unwritten::Resolved)? {
                Below::Field(field) => {
                    if self.repeats {
                        if has_key(before, &field.node) {
                            continue;
                        }
                        before.push(field);
                    }
                    if self.json.last() != Some(&b'{') {
                        self.json.push(b',');
                    }
                    key(&mut self.json, field);
                    self.member(object, field)?;
                }
                Below::Set(set) => self.fields(object, set, before)?,
            }
        }
        Ok(())
    }

    /// Writes a list of objects.
    pub fn objects<'o, T: Object + 'o>(
        &mut self,
        objects: impl Iterator<Item = &'o T>,
        field: &'a Selected,
    ) -> Outcome {
        self.json.push(b'[');
        for (at, object) in objects.enumerate() {
            if at > 0 {
                self.json.push(b',');
            }
            self.object(object, field)?;
        }
        self.json.push(b']');
        Ok(())
    }

    /// Writes a list.
    pub fn list<T: Plain>(&mut self, items: impl IntoIterator<Item = T>, field: &'a Selected) -> Outcome {
        self.json.push(b'[');
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.json.push(b',');
            }
            item.write(self, field)?;
        }
        self.json.push(b']');
        Ok(())
    }
}

/// The key of a field of an object.
pub(super) fn key(json: &mut Vec<u8>, field: &Selected) {
    // A name: nothing in it has to be escaped.
    json.push(b'"');
    json.extend_from_slice(field.node.response_key().node.as_bytes());
    json.extend_from_slice(b"\":");
}

/// JSON as a part of a response: async-graphql hands it on as it stands.
pub(super) fn raw(json: Vec<u8>) -> Value {
    // Everything written is UTF-8; if it weren't, it would be no JSON either.
    let json = String::from_utf8(json).unwrap_or_default();
    Value::Object(IndexMap::from([(Name::new(RAW_VALUE_TOKEN), Value::String(json))]))
}

/// The JSON in a part of a response that was written down.
pub(crate) fn raw_text(value: &Value) -> Option<&str> {
    let Value::Object(fields) = value else { return None };
    match fields.first() {
        Some((name, Value::String(json))) if fields.len() == 1 && name == RAW_VALUE_TOKEN => Some(json),
        _ => None,
    }
}

/// The data of a response as it goes out: as async-graphql serialises it, but for that what was written down isn't read as JSON once
/// more to find out whether it is any. No request brings such a value: serde_json takes its name for what it holds.
pub struct Data<'a>(pub &'a Value);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(json) = raw_text(self.0) {
            let mut raw = serializer.serialize_struct(RAW_VALUE_TOKEN, 1)?;
            raw.serialize_field(RAW_VALUE_TOKEN, json)?;
            return raw.end();
        }
        match self.0 {
            Value::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(name, value)| (name, Data(value))))
            }
            Value::List(items) => serializer.collect_seq(items.iter().map(Data)),
            value => value.serialize(serializer),
        }
    }
}

pub(super) const TYPE_NAME: &str = "__typename";

/// What a selection on an object is, if it takes no more than looking to say that.
enum Below<'a> {
    Field(&'a Selected),
    /// Selected of the same object.
    Set(&'a SelectionSet),
}

impl<'a> Below<'a> {
    /// On an object of this type. `None` for a fragment on another type, and for what has a directive.
    fn of<T: OutputType>(ctx: &ContextSelectionSet<'a>, selection: &'a Selection) -> Option<Self> {
        let (on, directives, set) = match selection {
            Selection::Field(field) => {
                return field.node.directives.is_empty().then_some(Self::Field(field));
            }
            Selection::InlineFragment(fragment) => {
                let fragment = &fragment.node;
                (fragment.type_condition.as_ref(), &fragment.directives, &fragment.selection_set)
            }
            Selection::FragmentSpread(spread) => {
                let fragment = &ctx.query_env.fragments.get(&spread.node.fragment_name.node)?.node;
                (Some(&fragment.type_condition), &spread.node.directives, &fragment.selection_set)
            }
        };
        let is_on = directives.is_empty() && on.is_none_or(|on| *on.node.on.node == *T::type_name());
        is_on.then_some(Self::Set(&set.node))
    }
}

/// Adds the fields that are selected of an object of this type, each response key once, in the document's order. False if it takes
/// more than looking to say which those are: a fragment on another type, a directive, or an object that is selected from in several
/// pieces.
pub(super) fn collect<'a, T: OutputType>(
    ctx: &ContextSelectionSet<'a>,
    set: &'a SelectionSet,
    writable: Option<Writable>,
    fields: &mut Vec<&'a Selected>,
) -> bool {
    let repeats = writable.is_none_or(|writable| writable.repeats);
    set.items.iter().all(|selection| match Below::of::<T>(ctx, &selection.node) {
        Some(Below::Field(field)) => {
            if repeats && has_key(fields, &field.node) {
                return field.node.selection_set.node.items.is_empty();
            }
            fields.push(field);
            true
        }
        Some(Below::Set(set)) => collect::<T>(ctx, set, writable, fields),
        None => false,
    })
}

/// Whether one of these fields has the same response key.
fn has_key(fields: &[&Selected], field: &Field) -> bool {
    let key = &field.response_key().node;
    fields.iter().any(|other| other.node.response_key().node == *key)
}

impl<T: Plain + ?Sized> Plain for &T {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        (**self).write(to, field)
    }
}

impl<T: Plain + ?Sized> Plain for Arc<T> {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        (**self).write(to, field)
    }
}

impl<T: Object + ?Sized> Object for &T {
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        (**self).write_field(to, field)
    }
}

impl<T: Object + ?Sized> Object for Arc<T> {
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        (**self).write_field(to, field)
    }
}

impl<T: Plain> Plain for Option<T> {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        match self {
            Some(value) => value.write(to, field),
            None => to.json(&()),
        }
    }
}

impl<T: Plain> Plain for [T] {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        to.list(self, field)
    }
}

impl<T: Plain> Plain for Vec<T> {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        to.list(self, field)
    }
}

macro_rules! serialised {
    ($( $scalar:ty: |$value:ident| $json:expr ),* $(,)?) => {$(
        impl Plain for $scalar {
            fn write<'a>(&self, to: &mut Writer<'a>, _: &'a Selected) -> Outcome {
                let $value = self;
                to.json($json)
            }
        }
    )*};
}

serialised! {
    String: |text| text.as_str(),
    ID: |id| id.as_str(),
    i32: |number| number,
    f64: |number| number,
    bool: |flag| flag,
    DateTime<Utc>: |time| &time.to_rfc3339(),
}

impl<T: Serialize> Plain for Json<T> {
    fn write<'a>(&self, to: &mut Writer<'a>, _: &'a Selected) -> Outcome {
        to.json(&self.0)
    }
}

/// Writes a scalar of our own by what it is in a response.
pub(super) fn write_scalar(scalar: &impl ScalarType, to: &mut Writer<'_>) -> Outcome {
    to.json(&scalar.to_value())
}

impl Object for PageInfo {
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        match field.node.name.node.as_str() {
            "hasPreviousPage" => self.has_previous_page.write(to, field),
            "hasNextPage" => self.has_next_page.write(to, field),
            "startCursor" => self.start_cursor.write(to, field),
            "endCursor" => self.end_cursor.write(to, field),
            _ => Err(Unwritten::Resolved),
        }
    }
}

impl Plain for PageInfo {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        to.object(self, field)
    }
}
