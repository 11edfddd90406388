//! Recommendations (capability T3): what others write of somebody, in words.
//!
//! ```text
//! requested ──┐ (who was asked writes)      ┌── accepted ◄─► declined   (the person, at any time)
//!             ├──► draft ──► submitted ─────┤
//! unasked ────┘                             └── withdrawn               (the author, at any time)
//! ```
//!
//! Reading order: `types.rs` (what viewers see), `parties.rs` (what the two see of what is between them), `mutations/`. Rows
//! and SQL are in `folio_db::recommendations`; who may speak of whom and how often is [`crate::endorsements`]'s.
//!
//! Invariants are those of endorsements; and nobody but its author sees a draft.

mod input;
mod mutations;
mod parties;
mod types;

pub use input::RecommendationInput;
pub use mutations::{RecommendationMutation, RecommendationPayload};
pub use parties::{ReceivedRecommendation, RecommendationStateName, WrittenRecommendation};
pub(crate) use parties::{received, written};
pub use types::Recommendation;

/// How often a draft may be written anew.
pub const MAX_REWRITES: i64 = 500;
/// The most recommendations that a profile shows: they are read with the page.
pub const MAX_SHOWN: i64 = 50;
