//! The owner's items, as their privacy screens name them: what a new section adds a line to.

use async_graphql::ID;
use folio_db::{DbResult, pages::Page, snapshot::SectionSnapshots};
use folio_policy::{
    Access, Audience, Field, Governed, GovernedField, GovernedItem, Relation, Scope, Visibility, decide,
};
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

/// Every item of a profile, for its owner.
pub(super) fn own_items(page: &Page, own: &Access) -> DbResult<Vec<OwnItem>> {
    let SectionSnapshots {
        availability: _,
        strength: _,
        links,
        education,
        projects,
        badges,
        certificates,
        gigs,
    } = page.snapshot()?.sections;
    let profile = page.profile_id;
    let mut items = of(own, profile, ItemKind::Link, links, |item, scope| {
        let title = item.label.reveal(scope).or(item.username.reveal(scope)).or(item.url.reveal(scope));
        (item.id.reveal(scope), title)
    });
    items.extend(of(own, profile, ItemKind::Education, education, |item, scope| {
        (item.id.reveal(scope), item.institution.reveal(scope))
    }));
    items.extend(of(own, profile, ItemKind::Project, projects, |item, scope| {
        (item.id.reveal(scope), item.name.reveal(scope))
    }));
    items.extend(of(own, profile, ItemKind::BadgeAward, badges, |item, scope| {
        (item.id.reveal(scope), item.badge.reveal(scope).map(|badge| badge.name))
    }));
    items.extend(of(own, profile, ItemKind::Certificate, certificates, |item, scope| {
        (item.id.reveal(scope), item.title.reveal(scope))
    }));
    items.extend(of(own, profile, ItemKind::Gig, gigs, |item, scope| {
        (item.id.reveal(scope), item.title.reveal(scope))
    }));
    Ok(items)
}

fn of<F: GovernedField, T: GovernedItem>(
    own: &Access,
    profile: Uuid,
    kind: ItemKind,
    items: Governed<F, Vec<T>>,
    id_and_title: impl Fn(T, Scope<'_>) -> (Uuid, Option<String>),
) -> Vec<OwnItem> {
    items
        .reveal_items(own)
        .map(|(scope, item)| {
            let toggle = item.visibility();
            let (item, title) = id_and_title(item, scope);
            let id = GlobalId::Item { kind, profile, item }.encode();
            OwnItem { kind, id, title, toggle, existence: T::Existence::FIELD }
        })
        .collect()
}
