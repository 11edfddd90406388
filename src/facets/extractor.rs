//! What an extractor is: it is given texts, and says what it found and where. It reads nothing by itself and writes nothing.

use std::{collections::HashMap, time::Duration};

use chrono::NaiveDate;
use folio_db::extraction::{FacetKind, Source};
use futures_util::future::BoxFuture;

use crate::text::name_key;

/// Which extractor a facet is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtractorId {
    /// Its name: `patterns`, `model`.
    pub name: String,
    /// Its version: another one may find something else in the same text.
    pub version: String,
}

impl ExtractorId {
    /// As the database takes it.
    #[must_use]
    pub fn pair(&self) -> (&str, &str) {
        (&self.name, &self.version)
    }
}

/// What is to be read. Not `Debug`: it is somebody's data.
pub struct Task {
    /// The texts.
    pub source: Source,
    /// The skills of the catalogue that may be named in them, and those that the owner names.
    pub vocabulary: Vocabulary,
    /// The day that what goes on is counted to.
    pub today: NaiveDate,
}

/// Names of skills by their keys.
#[derive(Clone, Default)]
pub struct Vocabulary {
    names: HashMap<String, Name>,
}

/// What a name leads to.
#[derive(Clone, PartialEq, Eq)]
pub struct Name {
    /// What the skill is called.
    pub skill: String,
    /// Whether this is the skill's own name, whose letters can be compared; an alias may be written in any way.
    pub own: bool,
}

impl Vocabulary {
    /// Adds a name of a skill.
    pub fn add(&mut self, key: String, skill: &str) {
        let own = name_key(skill) == key;
        self.names.insert(key, Name { skill: skill.to_owned(), own });
    }

    /// What a key leads to.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<&Name> {
        self.names.get(key)
    }
}

/// The part of a field that says something: characters, the end excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first.
    pub start: usize,
    /// The one behind the last.
    pub end: usize,
}

/// What something that was found follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// The item alone.
    Item,
    /// When each place of work began and ended.
    Dates,
    /// All that is said of work.
    Work,
}

/// Something that was found. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq)]
pub struct Candidate {
    /// What it says.
    pub kind: FacetKind,
    /// In words, or as a code.
    pub value: String,
    /// What the years are years of.
    pub subject: Option<String>,
    /// How many.
    pub years: Option<i16>,
    /// How sure, in per cent.
    pub confidence: i16,
    /// Which of the source's items says it.
    pub item: usize,
    /// In which field.
    pub field: String,
    /// Where in it; none for what isn't a text.
    pub span: Option<Span>,
    /// What it follows from.
    pub basis: Basis,
    /// Whether patterns found it, whoever read the rest.
    pub by_patterns: bool,
}

impl Candidate {
    /// Something that an item's field says at a place.
    #[must_use]
    pub fn said(
        kind: FacetKind,
        value: impl Into<String>,
        confidence: i16,
        item: usize,
        field: &str,
        span: Span,
    ) -> Self {
        Self {
            kind,
            value: value.into(),
            subject: None,
            years: None,
            confidence,
            item,
            field: field.to_owned(),
            span: Some(span),
            basis: Basis::Item,
            by_patterns: false,
        }
    }
}

/// Why nothing was found out. Codes are in capitals, and tell nothing of anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ExtractError {
    /// Another attempt may do.
    #[error("{0}")]
    Retry(&'static str),
    /// Another attempt may do, but not before this time has passed.
    #[error("{0}, again in {1:?}")]
    RetryAfter(&'static str, Duration),
    /// No attempt will do.
    #[error("{0}, for good")]
    Hopeless(&'static str),
}

impl ExtractError {
    /// The code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Retry(code) | Self::RetryAfter(code, _) | Self::Hopeless(code) => code,
        }
    }
}

/// Finds facets in texts.
pub trait Extractor: Send + Sync + 'static {
    /// Which one it is.
    fn id(&self) -> ExtractorId;

    /// What it finds. No connection to the database is held meanwhile.
    fn extract<'a>(&'a self, task: &'a Task) -> BoxFuture<'a, Result<Vec<Candidate>, ExtractError>>;
}
