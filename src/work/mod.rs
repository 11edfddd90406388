//! Work history (capability P5). `types.rs` is what viewers see, `input.rs` what owners write, `mutations.rs` how; rows and
//! SQL are in `folio_db::work`.

mod input;
mod mutations;
mod types;

pub(crate) use input::last_possible_end;
pub use input::{WorkInput, WorkSection};
pub use mutations::{WorkMutation, WorkPayload};
pub use types::WorkExperience;
