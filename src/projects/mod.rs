//! Projects (capability P5). `types.rs` is what viewers see, `input.rs` what owners write, `mutations.rs` how; rows and SQL
//! are in `folio_db::projects`.

mod input;
mod mutations;
mod types;

pub use input::{ProjectInput, ProjectSection};
pub use mutations::{ProjectMutation, ProjectPayload};
pub use types::Project;
