//! Relay connections over lists that are already filtered for the viewer.
//!
//! A cursor names the item that it stands at, not a position: a number would move when a hidden item comes or goes, and
//! so tell of it. A cursor whose item the viewer can't see is refused like one that never was.

use std::borrow::Cow;

use async_graphql::{
    Object, OutputType, Result, TypeName,
    connection::{CursorType, Edge, EmptyFields, PageInfo},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{
    cost::{DEFAULT_PAGE, MAX_PAGE},
    error::{bad_input, invalid_cursor},
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

/// A page of a list with `totalCount`. Ours rather than async-graphql's, which has no description in the schema.
pub struct CountedConnection<T: OutputType> {
    edges: Vec<Edge<Cursor, T, EmptyFields>>,
    has_previous_page: bool,
    has_next_page: bool,
    total_count: i32,
}

impl<T: OutputType> TypeName for CountedConnection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

/// A page of a list: what the viewer may see of it, in the owner's order.
#[Object(name_type)]
impl<T: OutputType> CountedConnection<T> {
    /// The items of this page, each with its cursor.
    async fn edges(&self) -> &[Edge<Cursor, T, EmptyFields>] {
        &self.edges
    }

    /// The items of this page.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where this page stands in the list.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.edges, self.has_previous_page, self.has_next_page)
    }

    /// How many items there are for this viewer.
    async fn total_count(&self) -> i32 {
        self.total_count
    }
}

/// What a list that is read page by page from the database is ordered by.
pub trait Key: Copy + Send + Sync {
    /// The bytes of a cursor.
    fn bytes(self) -> Vec<u8>;
    /// Reads them.
    fn read(bytes: &[u8]) -> Option<Self>;
}

impl Key for i64 {
    fn bytes(self) -> Vec<u8> {
        self.to_be_bytes().to_vec()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_be_bytes)
    }
}

impl Key for Uuid {
    fn bytes(self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        Self::from_slice(bytes).ok()
    }
}

/// An opaque cursor of a list that is read page by page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyCursor(Vec<u8>);

impl CursorType for KeyCursor {
    type Error = NotACursor;

    fn decode_cursor(text: &str) -> Result<Self, NotACursor> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotACursor)?;
        match bytes.split_first() {
            Some((b'#', key)) => Ok(Self(key.to_vec())),
            _ => Err(NotACursor),
        }
    }

    fn encode_cursor(&self) -> String {
        URL_SAFE_NO_PAD.encode([b"#", self.0.as_slice()].concat())
    }
}

/// Which page of such a list is asked for.
#[derive(Debug, Clone, Copy)]
pub struct KeysetPage<K> {
    /// The key of the item that it begins after.
    pub after: Option<K>,
    size: usize,
}

impl<K: Key> KeysetPage<K> {
    /// Reads the arguments.
    ///
    /// # Errors
    /// For a page size out of range, or a cursor that is none of such a list.
    pub fn read(first: Option<i32>, after: Option<&str>) -> Result<Self> {
        let key = |text: &str| {
            let KeyCursor(bytes) = KeyCursor::decode_cursor(text).ok()?;
            K::read(&bytes)
        };
        let after = after.map(|text| key(text).ok_or_else(invalid_cursor)).transpose()?;
        Ok(Self { after, size: size("first", first)?.unwrap_or(DEFAULT_PAGE) })
    }

    /// How many items to read: one more than are shown, which tells whether there are more.
    #[must_use]
    pub fn limit(&self) -> i64 {
        i64::try_from(self.size).unwrap_or(i64::MAX).saturating_add(1)
    }

    /// The page, of what was read.
    #[must_use]
    pub fn connection<R, T>(&self, rows: Vec<R>, key: impl Fn(&R) -> K) -> KeysetConnection<T>
    where
        T: OutputType + From<R>,
    {
        let has_next_page = rows.len() > self.size;
        let edge = |row: R| Edge::new(KeyCursor(key(&row).bytes()), row.into());
        KeysetConnection {
            edges: rows.into_iter().take(self.size).map(edge).collect(),
            has_previous_page: self.after.is_some(),
            has_next_page,
        }
    }
}

/// A page of a list that is too long to be counted.
pub struct KeysetConnection<T: OutputType> {
    edges: Vec<Edge<KeyCursor, T, EmptyFields>>,
    has_previous_page: bool,
    has_next_page: bool,
}

impl<T: OutputType> TypeName for KeysetConnection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

/// A page of a list, in the list's order.
#[Object(name_type)]
impl<T: OutputType> KeysetConnection<T> {
    /// The items of this page, each with its cursor.
    async fn edges(&self) -> &[Edge<KeyCursor, T, EmptyFields>] {
        &self.edges
    }

    /// The items of this page.
    async fn nodes(&self) -> Vec<&T> {
        self.edges.iter().map(|edge| &edge.node).collect()
    }

    /// Where this page stands in the list. Whether there is a page before it is known by its cursor alone.
    async fn page_info(&self) -> PageInfo {
        page_info(&self.edges, self.has_previous_page, self.has_next_page)
    }
}

fn page_info<C: CursorType + Send + Sync, T: OutputType>(
    edges: &[Edge<C, T, EmptyFields>],
    has_previous_page: bool,
    has_next_page: bool,
) -> PageInfo {
    let cursor = |edge: &Edge<C, T, EmptyFields>| edge.cursor.encode_cursor();
    PageInfo {
        has_previous_page,
        has_next_page,
        start_cursor: edges.first().map(cursor),
        end_cursor: edges.last().map(cursor),
    }
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

/// A page of `items`, which hold only what the viewer may see. `key` gives an item's own id.
///
/// # Errors
/// For a page size out of range, `first` together with `last`, or a cursor that is not of this list.
pub fn page<T>(items: &[T], key: impl Fn(&T) -> Uuid, args: &PageArgs) -> Result<CountedConnection<T>>
where
    T: OutputType + Clone,
{
    if args.first.is_some() && args.last.is_some() {
        return Err(bad_input("first", "give either `first` or `last`, not both"));
    }
    let from_back = args.last.is_some();
    let size = size("first", args.first)?.or(size("last", args.last)?).unwrap_or(DEFAULT_PAGE);
    let position = |cursor: &str| {
        let Cursor(id) = Cursor::decode_cursor(cursor).map_err(|_| invalid_cursor())?;
        items.iter().position(|item| key(item) == id).ok_or_else(invalid_cursor)
    };
    let start = args.after.as_deref().map(position).transpose()?.map_or(0, |at| at + 1);
    let end = args.before.as_deref().map(position).transpose()?.unwrap_or(items.len()).max(start);
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

fn size(argument: &'static str, value: Option<i32>) -> Result<Option<usize>> {
    match value.map(usize::try_from) {
        None => Ok(None),
        Some(Ok(size)) if size <= MAX_PAGE => Ok(Some(size)),
        Some(_) => Err(bad_input(argument, &format!("`{argument}` is a number from 0 to {MAX_PAGE}"))),
    }
}
