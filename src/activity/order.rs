//! Where things stand in their lists: told by the things themselves, never by when they came.

use std::cmp::{Ordering, Reverse};

use folio_db::{
    DbResult, Provenance, badge_awards::BadgeAwardRow, certificates::CertificateRow, gigs::GigRow,
    items::ItemTable, write::Locked,
};

/// Rows whose order among themselves follows from what they tell.
pub(crate) trait Ordered: ItemTable {
    /// Whether this row has its place by that order; the others stay where their owner put them.
    fn is_ordered(&self) -> bool;
    /// Which of two comes first.
    fn order(&self, other: &Self) -> Ordering;
}

impl Ordered for BadgeAwardRow {
    fn is_ordered(&self) -> bool {
        true
    }

    /// Featured ones first, as their owner has them; then the newest first.
    fn order(&self, other: &Self) -> Ordering {
        let place = |row: &Self| (row.featured.is_none(), row.featured, Reverse(row.awarded_at));
        place(self)
            .cmp(&place(other))
            .then_with(|| (&self.source, &self.source_id).cmp(&(&other.source, &other.source_id)))
    }
}

impl Ordered for CertificateRow {
    fn is_ordered(&self) -> bool {
        self.provenance == Provenance::Event.name()
    }

    fn order(&self, other: &Self) -> Ordering {
        (Reverse(self.issued_date), &self.source, &self.source_id).cmp(&(
            Reverse(other.issued_date),
            &other.source,
            &other.source_id,
        ))
    }
}

impl Ordered for GigRow {
    fn is_ordered(&self) -> bool {
        self.provenance == Provenance::Event.name()
    }

    fn order(&self, other: &Self) -> Ordering {
        (Reverse(self.completed_at), &self.source, &self.source_id).cmp(&(
            Reverse(other.completed_at),
            &other.source,
            &other.source_id,
        ))
    }
}

/// Puts the ordered ones of a profile's rows, which are given in their present order, into theirs: each of the places that
/// they have now is taken by one of them.
///
/// # Errors
/// As any query.
pub(crate) async fn arrange<R: Ordered>(profile: &Locked<'_>, rows: &[R]) -> DbResult<()> {
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
