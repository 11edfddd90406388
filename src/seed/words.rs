//! The words that the seed's people are made of: all invented. Sentences have holes such as `{skill}`, which
//! `generate::prose` fills.
//!
//! An edit here changes the rows of every seeded database to come; nothing depends on particular rows.

mod disciplines;
mod names;
mod sentences;

pub(super) use disciplines::{DISCIPLINES, Discipline};
pub(super) use names::{CULTURES, Culture, Place};
pub(super) use sentences::*;
