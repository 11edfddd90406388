//! Education (capability P5). `types.rs` is what viewers see, `input.rs` what owners write, `mutations.rs` how; rows and
//! SQL are in `folio_db::education`.

mod input;
mod mutations;
mod types;

pub use input::{EducationInput, EducationSection, GpaInput};
pub use mutations::{EducationMutation, EducationPayload};
pub use types::{Education, Gpa};
