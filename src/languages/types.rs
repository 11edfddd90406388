//! Languages as a viewer sees them.

use async_graphql::{Enum, SimpleObject};
use folio_db::{items::ItemSnapshot, languages::LanguageSnapshot};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        plain::Plain,
    },
    profile::{ItemView, Opening, OwnersPart},
};

/// How well somebody knows a language: a level of the Common European Framework of Reference, or that it is their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Serialize, Deserialize, Plain)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LanguageLevel {
    /// Beginner.
    A1,
    /// Elementary.
    A2,
    /// Intermediate.
    B1,
    /// Upper intermediate.
    B2,
    /// Advanced.
    C1,
    /// Mastery.
    C2,
    /// Grown up with it.
    Native,
}

impl LanguageLevel {
    const ALL: [Self; 7] = [Self::A1, Self::A2, Self::B1, Self::B2, Self::C1, Self::C2, Self::Native];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::A1 => "A1",
            Self::A2 => "A2",
            Self::B1 => "B1",
            Self::B2 => "B2",
            Self::C1 => "C1",
            Self::C2 => "C2",
            Self::Native => "NATIVE",
        }
    }

    /// The level with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// A language that somebody knows.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct LanguageSkill {
    /// The global id.
    pub(crate) id: GlobalId,
    /// BCP 47 language tag: "pt-BR".
    language: Option<String>,
    /// How well; null where it isn't known.
    level: Option<LanguageLevel>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

impl ItemView for LanguageSkill {
    type Snapshot = LanguageSnapshot;

    fn build(opening: &Opening<'_>, item: LanguageSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::LanguageSkill, &item);
        Self {
            id,
            language: item.language.reveal(scope),
            level: item.level.reveal(scope).as_deref().and_then(LanguageLevel::parse),
            own,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}
