//! Relay connections over lists that are already filtered for the viewer.
//!
//! A cursor names the item that it stands at, not a position: a number would move when a hidden item comes or goes, and
//! so tell of it. A cursor whose item the viewer can't see is refused like one that never was.

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Object, Result, TypeName,
    connection::{CursorType, PageInfo},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{
    cost::{DEFAULT_PAGE, MAX_PAGE},
    error::{bad_input, invalid_cursor},
    plain::{self, Outcome, Plain, Selected, Unwritten, Writer},
    ready::Ready,
};

/// An opaque cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor(Uuid);

/// A text that is not a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a cursor")]
pub struct NotACursor;

impl CursorType for Cursor {
    type Error = NotACursor;

    fn decode_cursor(text: &str) -> Result<Self, NotACursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotACursor)?;
        match bytes.split_first() {
            Some((b'@', id)) => Ok(Self(Uuid::from_slice(id).map_err(|_| NotACursor)?)),
            _ => Err(NotACursor),
        }
    }

    fn encode_cursor(&self) -> String {
        let mut bytes = vec![b'@'];
        bytes.extend_from_slice(self.0.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }
}

/// An item of a page. Ours rather than async-graphql's, which resolves each field on its own.
#[derive(Debug, Clone)]
pub struct Edge<C, T> {
    cursor: C,
    node: T,
}

impl<C: CursorType, T> Edge<C, T> {
    /// An item with its cursor.
    #[must_use]
    pub const fn new(cursor: C, node: T) -> Self {
        Self { cursor, node }
    }

    /// The cursor as it is written.
    pub(super) fn written(&self) -> String {
        self.cursor.encode_cursor()
    }

    /// The item.
    pub(super) const fn node(&self) -> &T {
        &self.node
    }
}

impl<C: CursorType + Send + Sync, T: ContainerType + plain::Object> TypeName for Edge<C, T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Edge", T::type_name()).into()
    }
}

/// An edge in a connection.
#[Object(name_type)]
impl<C: CursorType + Send + Sync, T: ContainerType + plain::Object> Edge<C, T> {
    /// The item at the end of the edge
    #[graphql(name = "node")]
    async fn item(&self) -> Ready<&T> {
        Ready(&self.node)
    }

    /// A cursor for use in pagination
    async fn cursor(&self) -> String {
        self.written()
    }
}

impl<C: CursorType + Send + Sync, T: ContainerType + plain::Object> plain::Object for Edge<C, T> {
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        match field.node.name.node.as_str() {
            "node" => to.object(&self.node, field),
            "cursor" => to.text(&self.written()),
            _ => Err(Unwritten::Resolved),
        }
    }
}

impl<C: CursorType + Send + Sync, T: ContainerType + plain::Object> Plain for Edge<C, T> {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        to.object(self, field)
    }
}

/// Where a page stands in its list.
pub(super) fn page_info<C: CursorType, T>(
    edges: &[Edge<C, T>],
    has_previous_page: bool,
    has_next_page: bool,
) -> PageInfo {
    PageInfo {
        has_previous_page,
        has_next_page,
        start_cursor: edges.first().map(Edge::written),
        end_cursor: edges.last().map(Edge::written),
    }
}

/// A page of a list with `totalCount`. Ours rather than async-graphql's, which has no description in the schema.
pub struct CountedConnection<T> {
    edges: Vec<Edge<Cursor, T>>,
    has_previous_page: bool,
    has_next_page: bool,
    total_count: i32,
}

impl<T: ContainerType + plain::Object> TypeName for CountedConnection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

/// A page of a list: what the viewer may see of it, in the owner's order.
#[Object(name_type)]
impl<T: ContainerType + plain::Object> CountedConnection<T> {
    /// The items of this page, each with its cursor.
    async fn edges(&self) -> Vec<Ready<&Edge<Cursor, T>>> {
        self.edges.iter().map(Ready).collect()
    }

    /// The items of this page.
    async fn nodes(&self) -> Vec<Ready<&T>> {
        self.edges.iter().map(|edge| Ready(&edge.node)).collect()
    }

    /// Where this page stands in the list.
    async fn page_info(&self) -> Ready<PageInfo> {
        Ready(page_info(&self.edges, self.has_previous_page, self.has_next_page))
    }

    /// How many items there are for this viewer.
    async fn total_count(&self) -> i32 {
        self.total_count
    }
}

impl<T: ContainerType + plain::Object> plain::Object for CountedConnection<T> {
    fn write_field<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        match field.node.name.node.as_str() {
            "edges" => to.list(&self.edges, field),
            "nodes" => to.objects(self.items(), field),
            "pageInfo" => page_info(&self.edges, self.has_previous_page, self.has_next_page).write(to, field),
            "totalCount" => self.total_count.write(to, field),
            _ => Err(Unwritten::Resolved),
        }
    }
}

impl<T: ContainerType + plain::Object> Plain for CountedConnection<T> {
    fn write<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
        to.object(self, field)
    }
}

/// A part of a list that the database cut out.
pub struct Part<T> {
    /// The items, each with its own id.
    pub items: Vec<(Uuid, T)>,
    /// Whether there are items before them.
    pub before: bool,
    /// Whether there are more behind them.
    pub more: bool,
    /// How many items there are in all.
    pub total: i64,
}

impl<T> CountedConnection<T> {
    /// The items of this page.
    pub fn items(&self) -> impl Iterator<Item = &T> + Clone {
        self.edges.iter().map(|edge| &edge.node)
    }

    /// The same page with other items.
    #[must_use]
    pub fn map(mut self, change: impl Fn(T) -> T) -> Self {
        self.edges = self.edges.into_iter().map(|edge| Edge::new(edge.cursor, change(edge.node))).collect();
        self
    }

    /// A page of a list that the database cut out.
    #[must_use]
    pub fn of(part: Part<T>) -> Self {
        Self {
            edges: part.items.into_iter().map(|(id, item)| Edge::new(Cursor(id), item)).collect(),
            has_previous_page: part.before,
            has_next_page: part.more,
            total_count: i32::try_from(part.total).unwrap_or(i32::MAX),
        }
    }
}

/// The id that a cursor stands at.
///
/// # Errors
/// For a text that is no cursor.
pub fn position(cursor: &str) -> Result<Uuid> {
    Cursor::decode_cursor(cursor).map(|Cursor(id)| id).map_err(|_| invalid_cursor())
}

/// How many items a page has.
///
/// # Errors
/// For a number out of range.
pub fn page_size(argument: &'static str, value: Option<i32>) -> Result<usize> {
    Ok(size(argument, value)?.unwrap_or(DEFAULT_PAGE))
}

/// The four arguments of a Relay connection.
#[derive(Debug, Clone, Default)]
pub struct PageArgs {
    /// At most this many from the front.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// At most this many from the back.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

impl PageArgs {
    /// Those of a field that is written down.
    ///
    /// # Errors
    /// When one isn't good: its resolver says why.
    pub(crate) fn read<'a>(to: &Writer<'a>, field: &'a Selected) -> std::result::Result<Self, Unwritten> {
        Ok(Self {
            first: to.argument(field, "first")?,
            after: to.argument(field, "after")?,
            last: to.argument(field, "last")?,
            before: to.argument(field, "before")?,
        })
    }

    /// Whether they ask for no other items than the first so many.
    pub(crate) fn is_of_the_first(&self, many: usize) -> bool {
        let Self { first, after, last, before } = self;
        let few = first.is_some_and(|first| usize::try_from(first).is_ok_and(|first| first <= many));
        few && after.is_none() && last.is_none() && before.is_none()
    }
}

/// A page of `items`, which hold only what the viewer may see. `key` gives an item's own id.
///
/// # Errors
/// For a page size out of range, `first` together with `last`, or a cursor that is not of this list.
pub fn page<T>(items: &[T], key: impl Fn(&T) -> Uuid, args: &PageArgs) -> Result<CountedConnection<T>>
where
    T: Clone,
{
    if args.first.is_some() && args.last.is_some() {
        return Err(bad_input("first", "give either `first` or `last`, not both"));
    }
    let from_back = args.last.is_some();
    let size = size("first", args.first)?.or(size("last", args.last)?).unwrap_or(DEFAULT_PAGE);
    let place = |cursor: &str| {
        let id = position(cursor)?;
        items.iter().position(|item| key(item) == id).ok_or_else(invalid_cursor)
    };
    let start = args.after.as_deref().map(place).transpose()?.map_or(0, |at| at + 1);
    let end = args.before.as_deref().map(place).transpose()?.unwrap_or(items.len()).max(start);
    let (from, to) = if from_back {
        (start.max(end.saturating_sub(size)), end)
    } else {
        (start, end.min(start.saturating_add(size)))
    };

    Ok(CountedConnection {
        edges: items[from..to].iter().map(|item| Edge::new(Cursor(key(item)), item.clone())).collect(),
        has_previous_page: from > 0,
        has_next_page: to < items.len(),
        total_count: i32::try_from(items.len()).unwrap_or(i32::MAX),
    })
}

/// A page size as a client gives it.
///
/// # Errors
/// For one that is out of range.
fn size(argument: &'static str, value: Option<i32>) -> Result<Option<usize>> {
    match value.map(usize::try_from) {
        None => Ok(None),
        Some(Ok(size)) if size <= MAX_PAGE => Ok(Some(size)),
        Some(_) => Err(bad_input(argument, &format!("`{argument}` is a number from 0 to {MAX_PAGE}"))),
    }
}
