//! Links (capability P5). `types.rs` is what viewers see; rows and SQL are in `folio_db::links`.

mod types;

pub use types::{Link, LinkKind};
