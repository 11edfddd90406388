//! The owner's items, as their privacy screens name them.

use async_graphql::ID;
use folio_db::{DbResult, items::ItemSnapshot, pages::Page};
use folio_policy::{Access, Audience, Field, Governed, GovernedField, Relation, Visibility, decide};
use uuid::Uuid;

use crate::graphql::id::{GlobalId, ItemKind};

/// An item of the owner's.
pub(super) struct OwnItem {
    pub(super) kind: ItemKind,
    pub(super) id: ID,
    /// What its owner calls it.
    pub(super) title: Option<String>,
    /// Its own toggle; `None` follows the section.
    pub(super) toggle: Option<Visibility>,
    /// The field whose row decides whether it exists for somebody.
    pub(super) existence: Field,
}

/// The owner's own access, by which they know everything.
pub(super) fn own_access(page: &Page) -> Option<Access> {
    decide(&Relation::typical(Audience::Owner), &page.policy).ok()
}

macro_rules! own_items {
    ($( $group:ident { $( $(#[$doc:meta])* $list:ident: $kind:ident = $tag:literal in $section:ident, $row:ty; $about:literal )* } )*) => {
        /// Every item of a profile, for its owner.
        pub(super) fn own_items(page: &Page, own: &Access) -> DbResult<Vec<OwnItem>> {
            let sections = page.snapshot()?.sections;
            let mut items = Vec::new();
            $($( items.extend(of(own, page.profile_id, ItemKind::$kind, sections.$list)); )*)*
            Ok(items)
        }
    };
}

crate::sections::for_each_section!(own_items);

fn of<F: GovernedField, T: ItemSnapshot>(
    own: &Access,
    profile: Uuid,
    kind: ItemKind,
    items: Governed<F, Vec<T>>,
) -> impl Iterator<Item = OwnItem> {
    items.reveal_items(own).map(move |(scope, item)| OwnItem {
        kind,
        id: GlobalId::Item { kind, profile, item: item.id(scope) }.encode(),
        title: item.title(scope),
        toggle: item.visibility(),
        existence: T::Existence::FIELD,
    })
}
