//! Languages (capability P5). `types.rs` is what viewers see, `input.rs` what owners write, `mutations.rs` how; rows and SQL
//! are in `folio_db::languages`.

mod input;
mod mutations;
mod types;

pub use input::{LanguageInput, LanguageSection};
pub use mutations::{LanguageMutation, LanguagePayload};
pub use types::{LanguageLevel, LanguageSkill};
