//! Education (capability P5). `types.rs` is what viewers see; rows and SQL are in `folio_db::education`.

mod types;

pub use types::{Education, Gpa};
