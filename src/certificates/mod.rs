//! Certificates (capability P5). `types.rs` is what viewers see; rows and SQL are in `folio_db::certificates`. What comes by
//! events is in [`crate::activity`].

mod types;

pub use types::Certificate;
