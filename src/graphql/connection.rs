//! Relay connections over lists that are already filtered for the viewer.
//!
//! A cursor names the item that it stands at, not a position: a number would move when a hidden item comes or goes, and
//! so tell of it. A cursor whose item the viewer can't see is refused like one that never was.

use async_graphql::{
    OutputType, Result, SimpleObject,
    connection::{Connection, CursorType, Edge, EmptyFields},
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

/// What a connection says of the whole list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, SimpleObject)]
pub struct Totals {
    /// How many items there are for this viewer.
    total_count: i32,
}

/// A connection with `totalCount`.
pub type CountedConnection<T> = Connection<Cursor, T, Totals, EmptyFields>;

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

    let total_count = i32::try_from(items.len()).unwrap_or(i32::MAX);
    let mut connection =
        Connection::with_additional_fields(from > 0, to < items.len(), Totals { total_count });
    connection.edges.extend(items[from..to].iter().map(|item| Edge::new(Cursor(key(item)), item.clone())));
    Ok(connection)
}

fn size(argument: &'static str, value: Option<i32>) -> Result<Option<usize>> {
    match value.map(usize::try_from) {
        None => Ok(None),
        Some(Ok(size)) if size <= MAX_PAGE => Ok(Some(size)),
        Some(_) => Err(bad_input(argument, &format!("`{argument}` is a number from 0 to {MAX_PAGE}"))),
    }
}
