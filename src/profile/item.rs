//! What the items of all sections have in common, as a viewer sees it.

use std::sync::Arc;

use async_graphql::SimpleObject;
use chrono::{DateTime, Utc};
use folio_db::items::{Bookkeeping, ItemSnapshot};
use folio_policy::Scope;
use uuid::Uuid;

use super::{
    queries::Beholder,
    shared::{ItemProvenance, Visibility},
};
use crate::{
    graphql::{
        connection::CountedConnection,
        id::{GlobalId, ItemKind},
        plain::Plain,
        scalar::Int64,
    },
    media_items::MediaItem,
};

/// What an item is made visible with.
pub(crate) struct Opening<'a> {
    /// What the viewer may see of it.
    pub(crate) scope: Scope<'a>,
    /// Whose it is.
    pub(crate) profile: Uuid,
    /// Who looks.
    pub(crate) beholder: &'a Beholder,
    /// The profile's media, as far as they are there for whoever looks: other items show some of them.
    pub(crate) media: &'a [Arc<MediaItem>],
}

impl Opening<'_> {
    /// The item's id, by which clients know it, and as a key.
    pub(crate) fn identify(&self, kind: ItemKind, item: &impl ItemSnapshot) -> (GlobalId, Uuid) {
        identify(self.scope, self.profile, kind, item)
    }

    /// Those of the profile's media that an item shows, in its order. One that isn't there by itself isn't there either.
    pub(crate) fn attached(&self, shown: &[Uuid]) -> Vec<Arc<MediaItem>> {
        let by_key = |key: &Uuid| self.media.iter().find(|media| media.key() == *key);
        shown.iter().filter_map(by_key).cloned().collect()
    }
}

/// An item's id, by which clients know it, and as a key.
pub(crate) fn identify(
    scope: Scope<'_>,
    profile: Uuid,
    kind: ItemKind,
    item: &impl ItemSnapshot,
) -> (GlobalId, Uuid) {
    let key = item.id(scope);
    (GlobalId::Item { kind, profile, item: key }, key)
}

/// An item of a section as a viewer sees it: made of what the snapshot holds, through the scope alone.
pub(crate) trait ItemView: Sized {
    /// What the snapshot holds of it.
    type Snapshot: ItemSnapshot;

    /// What the viewer sees of it.
    fn build(opening: &Opening<'_>, item: Self::Snapshot) -> Self;
    /// The item's own id, for cursors.
    fn key(&self) -> Uuid;

    /// The items that are shown together: what they need of others may be looked up for all of them.
    fn together(page: CountedConnection<Arc<Self>>) -> CountedConnection<Arc<Self>> {
        page
    }
}

/// The owner's own part of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct OwnersPart {
    /// Where the item came from. The owner's alone.
    provenance: Option<ItemProvenance>,
    /// The item's own toggle; null follows the section. The owner's alone.
    visibility: Option<Visibility>,
    /// Its place in the list, from 0. The owner's alone.
    position: Option<i32>,
    /// The item's version. The owner's alone.
    version: Option<Int64>,
    /// When it was added. The owner's alone.
    created_at: Option<DateTime<Utc>>,
    /// When it was last changed. The owner's alone.
    updated_at: Option<DateTime<Utc>>,
}

impl OwnersPart {
    /// The same, wherever the item stands.
    pub(crate) fn anywhere(self) -> Self {
        Self { position: None, ..self }
    }
}

impl From<Bookkeeping> for OwnersPart {
    fn from(bookkeeping: Bookkeeping) -> Self {
        let Bookkeeping { visibility, provenance, position, version, created_at, updated_at } = bookkeeping;
        Self {
            provenance: provenance.map(Into::into),
            visibility: visibility.map(Into::into),
            position,
            version: version.map(Int64),
            created_at,
            updated_at,
        }
    }
}
