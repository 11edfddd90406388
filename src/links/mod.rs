//! Links (capability P5). `types.rs` is what viewers see, `input.rs` what owners write, `mutations.rs` how; rows and SQL are
//! in `folio_db::links`.

mod input;
mod mutations;
mod types;

pub use input::{LinkInput, LinkSection};
pub use mutations::{LinkMutation, LinkPayload};
pub use types::{Link, LinkKind};
