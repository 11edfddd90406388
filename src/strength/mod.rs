//! Profile strength (capability P9) as its owner sees it; how it is scored is `folio_db::strength`'s matter.
//!
//! Reading order: `types.rs` (what the profile scores, and why).
//!
//! Invariant: everything here is the owner's alone. It hangs off the sealed snapshot, or off what is sealed like it.

mod types;

pub use types::{Strength, StrengthAction, StrengthFactor};
