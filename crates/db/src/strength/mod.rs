//! Profile strength (capability P9): how complete a profile is for its owner's role, from 0 to 100.
//!
//! Weights are data: `data/strength/v1.json` and its successors, one file a version. Adding a factor touches two places: the
//! newest file, and a line in `measure.rs` that counts in an aggregate's rows what the factor is about.
//!
//! Invariants:
//! - Counting and scoring are pure functions over rows; integers alone.
//! - The score is the sum of what the factors have earned, and the gain that is promised for a next step is exactly what the
//!   score rises by when it is done.
//! - Each write counts what the profile has, in rows that it has read anyway; it scores anew, stores and tells only if a count,
//!   the role or the model is another than what is stored (`rows.rs`).
//! - No toggle earns anything: nobody is paid for showing more of themselves.
//!
//! Reading order: `model.rs` (the data), `measure.rs` (what is counted), `score.rs` (what it comes to), `rows.rs` (what is
//! stored), `history.rs` (what it was before).

use std::borrow::Cow;

use folio_policy::Section;

use crate::write::Event;

mod history;
mod measure;
mod model;
mod rows;
mod score;
#[cfg(test)]
mod tests;

pub use history::{HistoryPage, Point, PointKey, TurningPoint, history, turning_points};
pub use model::{Action, Factor, Level, MAX_FACTORS, Model};
pub use rows::StrengthRow;
pub(crate) use rows::{Moved, PointRow, store};
pub use score::{Factored, Scored, StrengthSnapshot};

/// Told when a score, or what it is made of, is another.
pub(crate) static CHANGED: Event = Event {
    event_type: "strength.changed",
    sections: Cow::Borrowed(&[Section::Strength.name()]),
    item_id: None,
};
