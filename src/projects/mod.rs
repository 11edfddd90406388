//! Projects (capability P5). `types.rs` is what viewers see; rows and SQL are in `folio_db::projects`.

mod types;

pub use types::Project;
