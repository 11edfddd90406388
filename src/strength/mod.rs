//! Profile strength (capability P9) as its owner sees it; how it is scored is `folio_db::strength`'s matter.
//!
//! Reading order: `types.rs` (what the profile scores, and why), `history.rs` (what it scored before), `insights.rs` (how it
//! has moved lately).
//!
//! Invariant: everything here is the owner's alone. It hangs off the sealed snapshot, or comes sealed like it.

mod history;
mod insights;
mod subscriptions;
mod types;

pub(crate) use history::PointCursor;
pub use history::{StrengthMove, StrengthPoint, StrengthPointConnection};
pub(crate) use insights::DAYS;
pub use insights::{StrengthChange, StrengthInsights};
pub use subscriptions::{StrengthMessage, StrengthSubscription};
pub use types::{Strength, StrengthAction, StrengthFactor};
