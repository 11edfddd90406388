//! Relay global ids: opaque, typed, and random underneath.
//!
//! An item's id carries its profile's id, so that `node(id:)` reads the same one indexed row as a page and takes the
//! same decision; there is no second path to an item.

use std::borrow::Cow;

use async_graphql::{
    ContextSelectionSet, ID, OutputType, Positioned, ServerResult, Value, parser::types::Field,
    registry::Registry,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::plain::{Outcome, Plain, Selected, Writer};

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
    /// An endorsement, for the two that it is between: it is no node, since it stands within its skill.
    Endorsement {
        /// Whose skill it is of.
        profile: Uuid,
        /// Which.
        id: Uuid,
    },
}

macro_rules! item_kinds {
    ($( $group:ident { $( $(#[$doc:meta])* $list:ident: $kind:ident = $tag:literal in $section:ident, $row:ty; $about:literal )* } )*) => {
        /// The kinds of items that have an id of their own: see [`crate::sections`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum ItemKind { $($( $(#[$doc])* $kind, )*)* }

        impl ItemKind {
            /// Every kind.
            pub const ALL: [Self; [$($( $tag, )*)*].len()] = [$($( Self::$kind, )*)*];

            /// The section that items of this kind are in.
            #[must_use]
            pub const fn section(self) -> folio_policy::Section {
                match self { $($( Self::$kind => folio_policy::Section::$section, )*)* }
            }

            /// The type's name in the schema.
            #[must_use]
            pub const fn type_name(self) -> &'static str {
                match self { $($( Self::$kind => stringify!($kind), )*)* }
            }

            /// The field of a profile that lists them.
            #[must_use]
            pub const fn list(self) -> &'static str {
                match self { $($( Self::$kind => stringify!($list), )*)* }
            }

            /// The table that they are kept in.
            #[must_use]
            pub const fn table(self) -> &'static str {
                match self { $($( Self::$kind => <$row as folio_db::items::ItemRow>::TABLE, )*)* }
            }

            const fn tag(self) -> u8 {
                match self { $($( Self::$kind => $tag, )*)* }
            }
        }
    };
}

crate::sections::for_each_section!(item_kinds);

const PROFILE: u8 = 1;
const ENDORSEMENT: u8 = 12;

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
            Self::Endorsement { profile, id } => {
                bytes.push(ENDORSEMENT);
                bytes.extend_from_slice(profile.as_bytes());
                bytes.extend_from_slice(id.as_bytes());
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
        let (profile, item) = rest.split_at_checked(16)?;
        let (profile, item) = (Uuid::from_slice(profile).ok()?, Uuid::from_slice(item).ok()?);
        if tag == ENDORSEMENT {
            return Some(Self::Endorsement { profile, id: item });
        }
        let kind = ItemKind::ALL.into_iter().find(|kind| kind.tag() == tag)?;
        Some(Self::Item { kind, profile, item })
    }

    /// The profile that it belongs to.
    #[must_use]
    pub const fn profile(self) -> Uuid {
        match self {
            Self::Profile(profile) | Self::Item { profile, .. } | Self::Endorsement { profile, .. } => {
                profile
            }
        }
    }
}

/// An `ID` in the schema. Written only where somebody asks for it: a page has some fifty of them, and few do.
impl OutputType for GlobalId {
    fn type_name() -> Cow<'static, str> {
        <ID as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <ID as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::String(self.encode().0))
    }
}

impl Plain for GlobalId {
    fn write<'a>(&self, to: &mut Writer<'a>, _: &'a Selected) -> Outcome {
        to.text(&self.encode())
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
