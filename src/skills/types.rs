//! The catalogue as everybody reads it.

use async_graphql::{Enum, SimpleObject};
use folio_db::{
    profile_skills::SkillSnapshot,
    skills::{SkillRow, search},
};
use uuid::Uuid;

use crate::graphql::scalar::Int64;

macro_rules! categories {
    ($($name:ident = $text:literal, $meaning:literal;)*) => {
        /// What a skill is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
        pub enum SkillCategory {
            $(#[doc = $meaning] $name,)*
        }

        impl SkillCategory {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The name in the schema and the database.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

categories! {
    Business = "BUSINESS", "Running an organisation: projects, products, sales, people.";
    Communication = "COMMUNICATION", "Writing, speaking, translating.";
    Creative = "CREATIVE", "Music, film, photography, the arts.";
    Data = "DATA", "Data, statistics and machine learning.";
    Design = "DESIGN", "How things look and are used.";
    Education = "EDUCATION", "Teaching and training.";
    Engineering = "ENGINEERING", "Machines, electronics, buildings.";
    Finance = "FINANCE", "Money, accounts, insurance.";
    Health = "HEALTH", "Medicine, nursing and care.";
    Hospitality = "HOSPITALITY", "Food, guests and travel.";
    Infrastructure = "INFRASTRUCTURE", "Clouds, networks, systems and their operation.";
    Law = "LAW", "Law, compliance and public administration.";
    Marketing = "MARKETING", "Being known and found.";
    Personal = "PERSONAL", "How somebody works, whatever they work at.";
    Science = "SCIENCE", "Natural and social sciences.";
    Security = "SECURITY", "Keeping systems and data safe.";
    Software = "SOFTWARE", "Programming and what is used for it.";
    Trades = "TRADES", "Building, repairing, making, growing and driving.";
}

impl SkillCategory {
    /// The category of this name.
    #[must_use]
    pub fn parse(stored: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|category| category.name() == stored)
    }
}

/// A skill of the catalogue: open to everybody. Who has it is told by their profile alone.
#[derive(Debug, Clone, SimpleObject)]
pub struct Skill {
    /// Its address in the catalogue: "c-plus-plus".
    slug: String,
    /// What it is called.
    name: String,
    /// Other names that it is found by, in order.
    pub(super) aliases: Option<Vec<String>>,
    /// The wider skill that it is a part of.
    pub(super) parent: Option<Box<Skill>>,
    /// The narrower skills that are a part of it, in the order of their names; the first hundred.
    pub(super) children: Option<Vec<Skill>>,
    /// What it is about.
    category: Option<SkillCategory>,
    /// The same skill in ESCO, the European classification; null for most.
    esco_uri: Option<String>,
    /// The version of the entry.
    version: Int64,
    #[graphql(skip)]
    pub(super) id: Uuid,
    #[graphql(skip)]
    pub(super) parent_id: Option<Uuid>,
}

impl Skill {
    /// A skill of the catalogue, and of nothing else. What hangs off it is read by `view.rs`, if it is asked for.
    pub(super) fn of(row: SkillRow) -> Option<Self> {
        SkillSnapshot::of(row).map(Into::into)
    }
}

impl From<SkillSnapshot> for Skill {
    fn from(skill: SkillSnapshot) -> Self {
        let SkillSnapshot { id, slug, name, category, parent_id, esco_uri, version } = skill;
        Self {
            slug,
            name,
            aliases: None,
            parent: None,
            children: None,
            category: category.as_deref().and_then(SkillCategory::parse),
            esco_uri,
            version: Int64(version),
            id,
            parent_id,
        }
    }
}

/// How a skill was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "search::Match")]
pub enum SkillMatch {
    /// One of its names is what was typed.
    Exact,
    /// One of its names begins with it.
    Prefix,
    /// A later word of one of its names begins with it.
    Word,
    /// One of its names is spelt much like it: "did you mean …?"
    Similar,
}

/// A skill that may be meant.
#[derive(Debug, Clone, SimpleObject)]
pub struct SkillSuggestion {
    /// Which.
    pub(super) skill: Skill,
    /// The name by which it was found: its own, or an alias.
    pub(super) matched: String,
    /// How it was found.
    #[graphql(name = "match")]
    pub(super) how: SkillMatch,
}

/// What the catalogue makes of a name.
#[derive(Debug, Clone, SimpleObject)]
pub struct SkillLookup {
    /// The skill that the name leads to; null when the catalogue has none. Such a name can be used all the same.
    pub(super) skill: Option<Skill>,
    /// When it has none: those with a name spelt much like it, the most alike first, for "did you mean …?"
    pub(super) similar: Vec<SkillSuggestion>,
}
