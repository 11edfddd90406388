//! Where things stand that others tell of: told by the things themselves, never by when they came.

use std::cmp::Ordering;

use super::ItemTable;
use crate::{DbResult, write::Locked};

/// Rows whose order among themselves follows from what they tell.
pub trait Ordered: ItemTable {
    /// Whether this row has its place by that order; the others stay where their owner put them.
    fn is_ordered(&self) -> bool;
    /// Which of two comes first.
    fn order(&self, other: &Self) -> Ordering;
}

/// Puts the ordered ones of a profile's rows, which are given in their present order, into theirs: each of the places that
/// they have now is taken by one of them.
///
/// # Errors
/// As any query.
pub async fn arrange<R: Ordered>(profile: &Locked<'_>, rows: &[R]) -> DbResult<()> {
    let mut ordered: Vec<&R> = rows.iter().filter(|row| row.is_ordered()).collect();
    ordered.sort_by(|one, other| one.order(other));
    let mut next = ordered.into_iter();
    let ids: Vec<_> = rows
        .iter()
        .filter_map(|row| if row.is_ordered() { next.next() } else { Some(row) })
        .map(|row| row.common().id)
        .collect();
    R::reorder(profile, &ids).await
}
