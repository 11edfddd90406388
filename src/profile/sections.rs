//! A profile's sections as one viewer sees them: the lists of the registry, [`crate::sections`], and what there is one of.

use std::{mem, sync::Arc};

use folio_db::snapshot::SectionSnapshots;
use folio_policy::{Access, Governed, GovernedField};
use uuid::Uuid;

use super::{
    item::{ItemView, Opening},
    queries::Beholder,
};
use crate::{
    availability::Availability, graphql::id::ItemKind, graphql::node::Node, sections::views,
    strength::Strength,
};

macro_rules! sections {
    ($( $group:ident { $( $(#[$doc:meta])* $list:ident: $kind:ident = $tag:literal in $section:ident, $row:ty; $about:literal )* } )*) => {
        /// A profile's lists.
        #[derive(Clone, Hash)]
        pub(super) struct Lists { $($( pub(super) $list: Vec<Arc<views::$kind>>, )*)* }

        impl Lists {
            /// What has this id, if it is there for the viewer.
            pub(super) fn find(&self, kind: ItemKind, item: Uuid) -> Option<Node> {
                match kind {
                    $($( ItemKind::$kind => with_key(&self.$list, item).map(Node::$kind), )*)*
                }
            }
        }

        impl Sections {
            pub(super) fn build(
                access: &Access,
                profile: Uuid,
                mut snapshot: SectionSnapshots,
                beholder: &Beholder,
            ) -> Self {
                let whole = access.whole();
                // First, since other items show some of them: through this list alone, so that what isn't in it is nowhere.
                let media = list(access, profile, mem::take(&mut snapshot.media), beholder, &[]);
                let mut lists = Lists {
                    $($( $list: list(access, profile, snapshot.$list, beholder, &media), )*)*
                };
                lists.media = media;
                Self {
                    availability: snapshot.availability.reveal(whole).and_then(|a| Availability::build(whole, a)),
                    strength: snapshot.strength.reveal(whole).and_then(|strength| Strength::build(&strength)),
                    lists,
                }
            }
        }
    };
}

crate::sections::for_each_section!(sections);

/// See the module.
pub(super) struct Sections {
    pub(super) availability: Option<Availability>,
    pub(super) strength: Option<Strength>,
    pub(super) lists: Lists,
}

fn list<F: GovernedField, V: ItemView>(
    access: &Access,
    profile: Uuid,
    items: Governed<F, Vec<V::Snapshot>>,
    beholder: &Beholder,
    media: &[Arc<views::MediaItem>],
) -> Vec<Arc<V>> {
    items
        .reveal_items(access)
        .map(|(scope, item)| Arc::new(V::build(&Opening { scope, profile, beholder, media }, item)))
        .collect()
}

fn with_key<V: ItemView + Clone>(items: &[Arc<V>], key: Uuid) -> Option<V> {
    items.iter().find(|item| item.key() == key).map(|item| V::clone(item))
}
