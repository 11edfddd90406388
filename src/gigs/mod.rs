//! Gigs (capability T1): work done on the platform, and what the client said of it. `types.rs` is what viewers see,
//! `mutations.rs` what owners put first; rows and SQL are in `folio_db::gigs`. What comes by events is in [`crate::activity`].
//!
//! Invariant: clients and reviewers are known by the ids of their profiles alone. Who they are is decided by their own
//! profile's rules, when somebody looks.

mod mutations;
mod types;

pub use mutations::GigMutation;
pub use types::{Gig, GigClient, GigReview};
