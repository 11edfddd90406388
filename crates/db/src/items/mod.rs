//! What the sections share that are lists: their items have an order, a version, an origin and a toggle of their own.
//! [`ItemTable`] is how they are read and written, [`ItemSnapshot`] what of them is sealed; a section's own file declares
//! both with the macros of `section.rs`.

use std::hash::Hash;

use chrono::{DateTime, Utc};
use folio_policy::{GovernedItem, Scope, Visibility};
use uuid::Uuid;

use crate::{Conn, DbResult, ImportSource, Provenance, bulk::CopyRow, write::Locked};

mod moment;
mod order;
pub(crate) mod queries;
mod renew;
mod returning;
mod section;

pub(crate) use moment::Moment;
pub use order::{Ordered, arrange};
use renew::{About, renew};
pub use returning::{KeyPart, remember, remember_name};
pub(crate) use section::{item_row, item_snapshot};

/// The columns that the rows of every section have, the profile apart.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct Common {
    pub id: Uuid,
    pub position: i32,
    pub visibility: Option<String>,
    pub version: i64,
    pub created_at: DateTime<Utc>,
}

/// A row of a section.
pub trait ItemRow: Clone + Send + Sync + 'static {
    /// What tells, from outside, that two rows mean the same thing.
    type Key<'a>: Eq + Hash + KeyPart
    where
        Self: 'a;

    /// The table, as the data map names it.
    const TABLE: &'static str;

    /// An item of which nothing is known yet.
    fn blank(profile_id: Uuid, id: Uuid, now: DateTime<Utc>) -> Self;
    /// See [`ItemRow::Key`].
    fn key(&self) -> Self::Key<'_>;
    /// Whether the two tell the same, where they stand and who sees them apart.
    fn same_content(&self, other: &Self) -> bool {
        self.differences(other).is_empty()
    }
    /// The columns in which the two differ, where they stand and who sees them apart.
    fn differences(&self, other: &Self) -> Vec<&'static str>;
    /// Takes these columns of another row, where they stand and who sees them apart.
    fn take(&mut self, other: &Self, columns: impl Fn(&str) -> bool);
    /// Where it came from, see [`crate::Provenance`].
    fn provenance(&self) -> &str;
    /// Which import brought it, see [`ImportSource`].
    fn import_source(&self) -> Option<&str>;
    /// Writes which import brings it.
    fn brought_by(&mut self, source: ImportSource);
    /// Writes where it came from, if not by an import, and when it was changed.
    fn stamp(&mut self, provenance: Provenance, now: DateTime<Utc>);
    /// The columns that every section has.
    fn common(&self) -> Common;
    /// Writes the columns that every section has.
    fn set_common(&mut self, common: Common);
}

/// The bookkeeping of an item, which is its owner's alone.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bookkeeping {
    /// The item's own toggle; `None` follows the section.
    pub visibility: Option<Visibility>,
    /// Where it came from.
    pub provenance: Option<Provenance>,
    /// Its place, from 0.
    pub position: Option<i32>,
    /// Its version.
    pub version: Option<i64>,
    /// When it was added.
    pub created_at: Option<DateTime<Utc>>,
    /// When it was last changed.
    pub updated_at: Option<DateTime<Utc>>,
}

/// What the snapshot holds of an item: sealed, to be opened within a scope.
pub trait ItemSnapshot: GovernedItem + Sized {
    /// The item's id, for whom it exists.
    fn id(&self, scope: Scope<'_>) -> Uuid;
    /// The bookkeeping, as far as the viewer may see it.
    fn bookkeeping(&self, scope: Scope<'_>) -> Bookkeeping;
    /// What its owner calls it, as far as the viewer may see it.
    fn title(&self, scope: Scope<'_>) -> Option<String>;
}

/// An entry of one of an aggregate's lists.
pub(crate) trait Listed: Sized + Send {
    /// What of it goes into the section's table.
    type Row: CopyRow;

    /// Whose it is.
    fn profile_id(&self) -> Uuid;
    /// See [`Listed::Row`].
    fn row(&self) -> &Self::Row;
    /// The entries of these profiles, in order of position. One statement.
    fn load(conn: &Conn, profiles: &[Uuid]) -> impl Future<Output = DbResult<Vec<Self>>> + Send;
}

/// What [`ItemTable::replace_imported`] made of a file's items, beside taking them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Replaced {
    /// How many got a toggle that was not certainly theirs.
    pub narrowed: usize,
    /// How many were left out, since the owner has them as their own.
    pub superseded: usize,
    /// How many of an earlier file this one doesn't have, and stay for what others have said of them.
    pub kept: usize,
    /// How many items are new.
    pub added: usize,
    /// How many of an earlier file are not as they were.
    pub changed: usize,
    /// How many of an earlier file are gone.
    pub removed: usize,
    /// How many of an earlier file are as they were.
    pub unchanged: usize,
    /// How many the section has now, the owner's own among them.
    pub total: usize,
}

/// The table of a section. Every change needs the profile's lock.
pub trait ItemTable: ItemRow {
    /// The rows of these profiles, in order of position. One statement.
    ///
    /// # Errors
    /// As any query.
    fn of_profiles(conn: &Conn, profiles: &[Uuid]) -> impl Future<Output = DbResult<Vec<Self>>> + Send;

    /// Writes whole rows: inserts those that are new and replaces those that are there. One statement.
    ///
    /// # Errors
    /// As any query.
    fn put(profile: &Locked<'_>, rows: &[Self]) -> impl Future<Output = DbResult<()>> + Send;

    /// Deletes items.
    ///
    /// # Errors
    /// As any query.
    fn delete(profile: &Locked<'_>, ids: &[Uuid]) -> impl Future<Output = DbResult<()>> + Send;

    /// Puts the profile's items in this order, which names each of them once. No item's own version moves: where it
    /// stands is the profile's affair.
    ///
    /// # Errors
    /// As any query.
    fn reorder(profile: &Locked<'_>, ids: &[Uuid]) -> impl Future<Output = DbResult<()>> + Send;

    /// Writes items' own toggles; `None` lets an item follow its section. Answers how many of the items the profile has.
    /// No item's own version moves: who sees what is the profile's affair. One statement.
    ///
    /// # Errors
    /// As any query.
    fn set_visibilities(
        profile: &Locked<'_>,
        toggles: &[(Uuid, Option<Visibility>)],
    ) -> impl Future<Output = DbResult<usize>> + Send;

    /// Puts `rows` in place of what earlier files brought, after what didn't come from a file, which stays as it is. What an
    /// import of another kind brought stays too, see [`ImportSource::replaces`].
    ///
    /// An item that is known again keeps its id, its time of creation and its own toggle; its version moves if it
    /// changed. An item that isn't known for certain is shown to no more people than any that it may have been, and neither is
    /// one that was there before and gone meanwhile. One that means the same thing as an item that didn't come from a file is
    /// left out. A skill that people have endorsed stays without a file. The rows' positions, toggles and versions are set here.
    ///
    /// `told`: the columns that this source knows, where it doesn't know them all; an item that is known again keeps the others.
    ///
    /// # Errors
    /// As any query.
    fn replace_imported(
        profile: &Locked<'_>,
        mut rows: Vec<Self>,
        source: ImportSource,
        told: Option<&'static [&'static str]>,
    ) -> impl Future<Output = DbResult<Replaced>> + Send {
        async move {
            let standing = Self::of_profiles(profile.conn(), &[profile.profile_id]).await?;
            let about = About {
                endorsed: returning::endorsed::<Self>(profile).await?,
                typed_in: returning::typed_in(profile, &standing).await?,
            };
            let toggles = returning::toggles(&standing);
            rows.iter_mut().for_each(|row| row.brought_by(source));
            let mut renewal = renew(standing, rows, source, told, &about);
            let new = &renewal.new;
            let mut added: Vec<&mut Self> =
                renewal.changed.iter_mut().filter(|row| new.contains(&row.common().id)).collect();
            let added_count = added.len();
            renewal.narrowed += returning::recall(profile, &mut added, &toggles).await?;
            remember(profile, &renewal.gone).await?;
            let gone: Vec<Uuid> = renewal.gone.iter().map(|row| row.common().id).collect();
            Self::delete(profile, &gone).await?;
            Self::put(profile, &renewal.changed).await?;
            Ok(Replaced {
                narrowed: renewal.narrowed,
                superseded: renewal.superseded,
                kept: renewal.kept,
                added: added_count,
                changed: renewal.changed.len() - added_count,
                removed: gone.len(),
                unchanged: renewal.unchanged,
                total: renewal.total,
            })
        }
    }
}

pub(crate) fn stored(visibility: Option<Visibility>) -> Option<String> {
    visibility.map(|visibility| visibility.as_str().to_owned())
}
