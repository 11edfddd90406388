//! Endorsements of a skill (capability T3): what mentors, employers and peers say of what somebody can do.
//!
//! Reading order: `types.rs` (what viewers see, below a skill), `parties.rs` (what the two see of what is between them),
//! `between.rs` (whether one of two people may speak of the other), `throttle.rs` (how often), `mutations/`, `jobs.rs` (what
//! follows when somebody who spoke is erased). Rows and SQL are in `folio_db::endorsements`. Recommendations
//! ([`crate::recommendations`]) go by the same rules.
//!
//! Invariants:
//! - Nothing that somebody says shows to anybody but the two before the one it is said of has accepted it, and it is gone the
//!   moment that either of them doesn't want it any more.
//! - Who says it is shown by their own profile's rules; how many do is not moved by that.
//! - What the one decides isn't told to the other: an endorser sees what the page shows them, and no more.

pub(crate) mod between;
mod input;
mod jobs;
mod mutations;
mod parties;
pub(crate) mod throttle;
mod types;

pub use input::{Capacity, EndorsementInput};
pub use jobs::RefreshSaid;
pub use mutations::{
    EndorsementDecision, EndorsementMutation, EndorsementPayload, ReceivedEndorsementPayload,
};
pub use parties::{EndorsementStateName, GivenEndorsement, ReceivedEndorsement};
pub(crate) use parties::{given, received};
pub use types::SkillEndorsement;
pub(crate) use types::{Endorsers, asked_for, shown};

/// The most endorsements that a skill shows.
pub const MAX_OF_SKILL: i64 = 100;
/// The most that all skills of a profile show together: they are read with the page.
pub const MAX_OF_PROFILE: i64 = 500;
