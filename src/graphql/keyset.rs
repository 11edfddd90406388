//! Relay connections over lists that are too long to be counted, and are read from the database page by page, by the key
//! that they are ordered by.

use std::borrow::Cow;

use async_graphql::{
    ContainerType, Object, Result, TypeName,
    connection::{CursorType, PageInfo},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{
    connection::{Edge, NotACursor, page_info, page_size},
    error::invalid_cursor,
    plain,
    ready::Ready,
};

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
        Ok(Self { after, size: page_size("first", first)? })
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
        T: From<R>,
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
pub struct KeysetConnection<T> {
    edges: Vec<Edge<KeyCursor, T>>,
    has_previous_page: bool,
    has_next_page: bool,
}

impl<T: ContainerType + plain::Object> TypeName for KeysetConnection<T> {
    fn type_name() -> Cow<'static, str> {
        format!("{}Connection", T::type_name()).into()
    }
}

/// A page of a list, in the list's order.
#[Object(name_type)]
impl<T: ContainerType + plain::Object> KeysetConnection<T> {
    /// The items of this page, each with its cursor.
    async fn edges(&self) -> Vec<Ready<&Edge<KeyCursor, T>>> {
        self.edges.iter().map(Ready).collect()
    }

    /// The items of this page.
    async fn nodes(&self) -> Vec<Ready<&T>> {
        self.edges.iter().map(|edge| Ready(edge.node())).collect()
    }

    /// Where this page stands in the list. Whether there is a page before it is known by its cursor alone.
    async fn page_info(&self) -> Ready<PageInfo> {
        Ready(page_info(&self.edges, self.has_previous_page, self.has_next_page))
    }
}
