//! The skills of a profile (capabilities P5, S3): a section whose items lead into the taxonomy ([`crate::skills`]).
//!
//! `types.rs` is what viewers see, `input.rs` what owners write, `known.rs` what a name leads to, `keywords.rs` the same
//! section as a list of names, `mutations.rs` how it is changed, `jobs.rs` what follows when staff change the taxonomy. Rows
//! and SQL are in `folio_db::profile_skills`.
//!
//! Invariants:
//! - A profile has each skill once, whatever name it was added by: "JS" and "JavaScript" are one.
//! - What two people typed is nothing to either of them: a name that the catalogue lacks is answered as if nobody else had
//!   ever typed it.

mod input;
mod jobs;
mod keywords;
mod known;
mod mutations;
mod types;

pub use input::{ProfileSkillInput, ProfileSkillSection};
pub use jobs::{FindSkillHolders, RefreshSkills};
pub(crate) use keywords::{keywords, set_keywords};
pub use known::MAX_SKILLS;
pub(crate) use known::{Standing, settle_all};
pub use mutations::{ProfileSkillMutation, ProfileSkillPayload};
pub use types::{ProfileSkill, SkillLevel};
