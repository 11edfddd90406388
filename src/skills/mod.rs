//! The taxonomy of skills (capability S3): a catalogue that everybody reads, and that staff look after.
//!
//! `name.rs` and `slug.rs` say what a name and an address are, without I/O; `load.rs` brings what is shipped into the
//! database; `types.rs`, `view.rs` and `queries.rs` are what everybody reads, `proposals.rs` what administrators do, and
//! `mutations/` what they change. Rows and SQL are in `folio_db::skills`.
//!
//! Invariant: a skill that was only proposed holds what somebody typed. It reaches no answer but those of
//! `proposals.rs` and `mutations/`, which are for administrators; [`Skill`] is made of what is canonical alone.

mod load;
mod mutations;
mod name;
mod proposals;
mod queries;
pub(crate) mod slug;
mod types;
pub(crate) mod view;

pub use load::load;
pub use mutations::{SkillAcceptInput, SkillMutation, SkillPayload};
pub use name::{NameError, SkillName};
pub use proposals::{ProposedSkill, ProposedSkillQuery};
pub use queries::{MOST_SIMILAR, MOST_SUGGESTIONS, SkillCatalogueQuery, SkillQuery};
pub use types::{Skill, SkillCategory, SkillLookup, SkillMatch, SkillSuggestion};
