//! Certificates (capability P5). `types.rs` is what viewers see, `input.rs` what owners write, `mutations.rs` how; rows and
//! SQL are in `folio_db::certificates`. What comes by events is in [`crate::activity`].

mod input;
mod mutations;
mod types;

pub use input::{CertificateInput, CertificateSection};
pub use mutations::{CertificateMutation, CertificatePayload};
pub use types::Certificate;
