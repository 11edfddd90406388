//! Editing the items of a section: what `educationAdd`, `projectUpdate` and their kin have in common.
//!
//! A section says in [`Section`] what its rows and its input are; the four changes are written once, here. They work on
//! the section's rows as they stand under the profile's lock, which are few: see [`Section::MAX_ITEMS`].

use std::collections::{HashMap, HashSet};

use async_graphql::ID;
use chrono::Utc;
use folio_db::{
    DbResult, Provenance,
    items::{Common, ItemRow, ItemTable, remember, remember_name},
    write::{Locked, Since, changes_since},
};
use folio_policy::{Field, Visibility, data_map};
use uuid::Uuid;

use crate::{
    graphql::id::{GlobalId, ItemKind},
    write::{Applied, Change, Checks, Conflict, UserError, UserErrorCode, Verdict},
};

mod feature;
mod mutations;

pub(crate) use feature::{Feature, Featured};
pub(crate) use mutations::item_mutations;

/// A section whose items are edited one by one.
pub trait Section: Send + Sync + 'static {
    /// What a row is.
    type Row: ItemTable;
    /// What the owner writes of it.
    type Input: ItemInput<Self::Row>;

    /// The kind in the items' ids.
    const KIND: ItemKind;
    /// The toggle that governs it.
    const SECTION: folio_policy::Section;
    /// Names of the mutations and of the events.
    const NAMES: Names;
    /// The most items of one profile.
    const MAX_ITEMS: usize;

    /// Notes why a row can't stand beside the profile's others.
    fn beside(_others: &[Self::Row], _row: &Self::Row, _checks: &mut Checks) {}

    /// Whether others tell of this item, so that its owner can't rewrite or remove it.
    fn is_told(_row: &Self::Row) -> bool {
        false
    }

    /// Why the rows can't stand in this order, if they can't.
    fn refuses_order(_rows: &[&Self::Row]) -> Option<&'static str> {
        None
    }

    /// Looks up what a row needs before it is written beside the profile's others, once what was given is in it; says what
    /// can't be taken.
    ///
    /// # Errors
    /// As any query.
    fn settle(
        _profile: &Locked<'_>,
        _input: &Self::Input,
        _row: &mut Self::Row,
        _others: &[Self::Row],
    ) -> impl Future<Output = DbResult<Vec<UserError>>> + Send {
        async { Ok(Vec::new()) }
    }

    /// Does away with what an item had beside its row, once it is removed.
    ///
    /// # Errors
    /// As any query.
    fn removed(_profile: &Locked<'_>, _row: &Self::Row) -> impl Future<Output = DbResult<()>> + Send {
        async { Ok(()) }
    }
}

/// What the owner writes of an item, when adding and when changing it.
pub trait ItemInput<R>: Send + Sync + 'static {
    /// Puts what was given into the row, and notes what can't be taken.
    fn apply(&self, row: &mut R, checks: &mut Checks);
}

/// Names of a section's mutations, and of the events that they emit.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Names {
    pub add: &'static str,
    pub added: &'static str,
    pub update: &'static str,
    pub updated: &'static str,
    pub remove: &'static str,
    pub removed: &'static str,
    pub reorder: &'static str,
    pub reordered: &'static str,
}

/// The [`Names`] of a section whose mutations begin with `$name`.
macro_rules! names {
    ($name:literal) => {
        $crate::items::Names {
            add: concat!($name, "Add"),
            added: concat!($name, ".added"),
            update: concat!($name, "Update"),
            updated: concat!($name, ".updated"),
            remove: concat!($name, "Remove"),
            removed: concat!($name, ".removed"),
            reorder: concat!($name, "Reorder"),
            reordered: concat!($name, ".reordered"),
        }
    };
}
pub(crate) use names;

/// Adds an item at the end of its section.
pub struct Add<S: Section> {
    /// What the owner wrote.
    pub input: S::Input,
    /// Its toggle from the first moment on; none follows the section.
    pub visibility: Option<Visibility>,
}

impl<S: Section> Change for Add<S> {
    fn action(&self) -> &'static str {
        S::NAMES.add
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let (id, now) = (Uuid::new_v4(), Utc::now());
        let mut row = S::Row::blank(profile.profile_id, id, now);
        let mut checks = Checks::of("input");
        self.input.apply(&mut row, &mut checks);
        let standing = S::Row::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        S::beside(&standing, &row, &mut checks);
        let mut errors = checks.finish();
        let most_open = S::SECTION.most_open();
        if self.visibility.is_some_and(|visibility| !visibility.within(most_open)) {
            let message = format!("the most open level here is {}", most_open.level());
            errors.push(UserError::new(UserErrorCode::TooOpen, message, &["visibility"]));
        }
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        if standing.len() >= S::MAX_ITEMS {
            let message = format!("there are {} already, which is the most there may be", standing.len());
            return Ok(UserError::new(UserErrorCode::TooMany, message, &["input"]).into());
        }
        let errors = S::settle(profile, &self.input, &mut row, &standing).await?;
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let fields = fields::<S>(&S::Row::blank(profile.profile_id, id, now), &row);
        row.set_common(Common {
            id,
            position: standing.last().map_or(0, |last| last.common().position + 1),
            visibility: self.visibility.map(|visibility| visibility.as_str().to_owned()),
            version: 1,
            created_at: now,
        });
        row.stamp(Provenance::Manual, now);
        S::Row::put(profile, &[row]).await?;
        Ok(done::<S>(S::NAMES.added, fields, Some((id, Some(1)))))
    }
}

/// Changes what an item tells.
pub struct Update<S: Section> {
    /// The item's global id, as the client sent it.
    pub id: ID,
    /// The item's version that the client saw.
    pub expected_version: i64,
    /// What the owner wrote; what they left out stays.
    pub input: S::Input,
}

impl<S: Section> Change for Update<S> {
    fn action(&self) -> &'static str {
        S::NAMES.update
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let (row, others) = match find::<S>(profile, &self.id, self.expected_version).await? {
            Ok(found) => found,
            Err(refused) => return Ok(refused),
        };
        if S::is_told(&row) {
            return Ok(UserError::told_by_others(&["id"]).into());
        }
        let mut changed = row.clone();
        let mut checks = Checks::of("input");
        self.input.apply(&mut changed, &mut checks);
        S::beside(&others, &changed, &mut checks);
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let errors = S::settle(profile, &self.input, &mut changed, &others).await?;
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let (fields, known) = (fields::<S>(&row, &changed), row.common());
        if changed.same_content(&row) {
            return Ok(Verdict::Unchanged(Some(known.id)));
        }
        let (id, version) = (known.id, known.version + 1);
        changed.set_common(Common { version, ..known });
        // What its owner has written over is the owner's: the next file doesn't take it back.
        changed.stamp(Provenance::Manual, Utc::now());
        if changed.key() != row.key() {
            // A file that has it as it was brings it again, as another item.
            remember_name(profile, &row).await?;
        }
        S::Row::put(profile, &[changed]).await?;
        Ok(done::<S>(S::NAMES.updated, fields, Some((id, Some(version)))))
    }
}

/// Removes an item; those behind it move up.
pub struct Remove<S: Section> {
    /// The item's global id, as the client sent it.
    pub id: ID,
    /// The item's version that the client saw.
    pub expected_version: i64,
    /// Which section.
    pub section: std::marker::PhantomData<fn() -> S>,
}

impl<S: Section> Change for Remove<S> {
    fn action(&self) -> &'static str {
        S::NAMES.remove
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let (row, others) = match find::<S>(profile, &self.id, self.expected_version).await? {
            Ok(found) => found,
            Err(refused) => return Ok(refused),
        };
        if S::is_told(&row) {
            return Ok(UserError::told_by_others(&["id"]).into());
        }
        let id = row.common().id;
        // It may be in a file that comes again.
        remember(profile, std::slice::from_ref(&row)).await?;
        S::Row::delete(profile, &[id]).await?;
        let others: Vec<Uuid> = others.iter().map(|row| row.common().id).collect();
        S::Row::reorder(profile, &others).await?;
        S::removed(profile, &row).await?;
        Ok(done::<S>(S::NAMES.removed, Vec::new(), Some((id, None))))
    }
}

/// Puts a section's items in another order.
pub struct Reorder<S: Section> {
    /// Every item's global id, in the order to be.
    pub ids: Vec<ID>,
    /// Which section.
    pub section: std::marker::PhantomData<fn() -> S>,
}

impl<S: Section> Change for Reorder<S> {
    fn action(&self) -> &'static str {
        S::NAMES.reorder
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let rows = S::Row::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        let standing: Vec<Uuid> = rows.iter().map(|row| row.common().id).collect();
        let wanted: Vec<Option<Uuid>> = self.ids.iter().map(|id| own_item::<S>(profile, id)).collect();
        let known: HashSet<Uuid> = standing.iter().copied().collect();
        let mut open = known.clone();
        let mut order = Vec::with_capacity(wanted.len());
        for (index, id) in wanted.into_iter().enumerate() {
            let index = index.to_string();
            let path = &["ids", &index];
            let Some(id) = id.filter(|id| known.contains(id)) else {
                return Ok(UserError::not_found(path).into());
            };
            if !open.remove(&id) {
                return Ok(UserError::new(UserErrorCode::Invalid, "names an item twice", path).into());
            }
            order.push(id);
        }
        if !open.is_empty() {
            let message = format!("name each of your {} items once", standing.len());
            return Ok(UserError::new(UserErrorCode::Invalid, message, &["ids"]).into());
        }
        if order == standing {
            return Ok(Verdict::Unchanged(None));
        }
        let by_id: HashMap<Uuid, &S::Row> = standing.iter().copied().zip(&rows).collect();
        let in_order: Vec<&S::Row> = order.iter().filter_map(|id| by_id.get(id).copied()).collect();
        if let Some(message) = S::refuses_order(&in_order) {
            return Ok(UserError::new(UserErrorCode::Invalid, message, &["ids"]).into());
        }
        S::Row::reorder(profile, &order).await?;
        Ok(done::<S>(S::NAMES.reordered, Vec::new(), None))
    }
}

/// The item if it is the caller's and at the version that they saw, with the others in their order; else why not. An id
/// of somebody else's item is answered as one that never was.
async fn find<S: Section>(
    profile: &Locked<'_>,
    id: &ID,
    expected_version: i64,
) -> DbResult<Result<(S::Row, Vec<S::Row>), Verdict>> {
    let not_found = || Ok(Err(UserError::not_found(&["id"]).into()));
    let Some(id) = own_item::<S>(profile, id) else { return not_found() };
    let mut rows = S::Row::of_profiles(profile.conn(), &[profile.profile_id]).await?;
    let Some(index) = rows.iter().position(|row| row.common().id == id) else { return not_found() };
    let row = rows.remove(index);
    let version = row.common().version;
    if version == expected_version {
        return Ok(Ok((row, rows)));
    }
    let since = Since::Item(id, expected_version);
    let changes = changes_since(profile.conn(), profile.profile_id, since).await?;
    Ok(Err(UserError::of_conflict(Conflict::new(version, changes)).into()))
}

fn own_item<S: Section>(owner: &Locked<'_>, id: &str) -> Option<Uuid> {
    match GlobalId::decode(id)? {
        GlobalId::Item { kind, profile, item } if kind == S::KIND && profile == owner.profile_id => {
            Some(item)
        }
        _ => None,
    }
}

/// The fields in which two rows differ. Columns that together are one field, as a date with its precision, count once.
fn fields<S: Section>(before: &S::Row, after: &S::Row) -> Vec<Field> {
    let columns = after.differences(before);
    let mut fields: Vec<Field> =
        columns.into_iter().filter_map(|column| data_map::field_of(S::Row::TABLE, column)).collect();
    fields.dedup();
    fields
}

fn done<S: Section>(
    event: &'static str,
    fields: Vec<Field>,
    subject: Option<(Uuid, Option<i64>)>,
) -> Verdict {
    Verdict::Done(Applied { fields, sections: vec![S::SECTION], subject, ..Applied::of(event) })
}
