//! Relay global ids: opaque, typed, and random underneath.
//!
//! An item's id carries its profile's id, so that `node(id:)` reads the same one indexed row as a page and takes the
//! same decision; there is no second path to an item.

use async_graphql::ID;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

/// What an id points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GlobalId {
    /// A profile.
    Profile(Uuid),
    /// An item of a profile.
    Item {
        /// Of which section.
        kind: ItemKind,
        /// Whose.
        profile: Uuid,
        /// Which.
        item: Uuid,
    },
}

/// The kinds of items that have an id of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// An education item.
    Education,
    /// A project.
    Project,
    /// A link.
    Link,
    /// A badge that was awarded.
    BadgeAward,
    /// A certificate.
    Certificate,
    /// A gig.
    Gig,
}

const PROFILE: u8 = 1;

impl ItemKind {
    const ALL: [Self; 6] =
        [Self::Education, Self::Project, Self::Link, Self::BadgeAward, Self::Certificate, Self::Gig];

    /// The section that items of this kind are in.
    #[must_use]
    pub const fn section(self) -> folio_policy::Section {
        match self {
            Self::Education => folio_policy::Section::Education,
            Self::Project => folio_policy::Section::Projects,
            Self::Link => folio_policy::Section::Links,
            Self::BadgeAward => folio_policy::Section::Badges,
            Self::Certificate => folio_policy::Section::Certificates,
            Self::Gig => folio_policy::Section::Gigs,
        }
    }

    /// Part of stored ids in clients: never reuse or change one.
    const fn tag(self) -> u8 {
        match self {
            Self::Education => 2,
            Self::Project => 3,
            Self::Link => 4,
            Self::BadgeAward => 5,
            Self::Certificate => 6,
            Self::Gig => 7,
        }
    }
}

impl GlobalId {
    /// The id in its written form.
    #[must_use]
    pub fn encode(self) -> ID {
        let mut bytes = Vec::with_capacity(33);
        match self {
            Self::Profile(profile) => {
                bytes.push(PROFILE);
                bytes.extend_from_slice(profile.as_bytes());
            }
            Self::Item { kind, profile, item } => {
                bytes.push(kind.tag());
                bytes.extend_from_slice(profile.as_bytes());
                bytes.extend_from_slice(item.as_bytes());
            }
        }
        ID(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// Reads an id; `None` for anything that isn't one of ours. A caller answers that as for an id that never was.
    #[must_use]
    pub fn decode(id: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(id).ok()?;
        let (&tag, rest) = bytes.split_first()?;
        if tag == PROFILE {
            return Some(Self::Profile(Uuid::from_slice(rest).ok()?));
        }
        let kind = ItemKind::ALL.into_iter().find(|kind| kind.tag() == tag)?;
        let (profile, item) = rest.split_at_checked(16)?;
        Some(Self::Item {
            kind,
            profile: Uuid::from_slice(profile).ok()?,
            item: Uuid::from_slice(item).ok()?,
        })
    }

    /// The profile that it belongs to.
    #[must_use]
    pub const fn profile(self) -> Uuid {
        match self {
            Self::Profile(profile) | Self::Item { profile, .. } => profile,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_round_trip(profile: u128, item: u128, kind in 0..ItemKind::ALL.len()) {
            let (profile, item) = (Uuid::from_u128(profile), Uuid::from_u128(item));
            for id in [GlobalId::Profile(profile), GlobalId::Item { kind: ItemKind::ALL[kind], profile, item }] {
                prop_assert_eq!(GlobalId::decode(&id.encode()), Some(id));
            }
        }

        #[test]
        fn anything_else_is_no_id(text in ".{0,80}") {
            if let Some(id) = GlobalId::decode(&text) {
                prop_assert_eq!(id.encode().0, text);
            }
        }
    }
}
