//! Imports by the owner of a profile (capability P10): what a file would change, and the change, as one.
//!
//! A source is read into a draft with an account of what is lost on the way ([`crate::resume`]); the draft is rehearsed or
//! applied. Reading order: `archive.rs` (how an archive comes), `source.rs` (what was read), `preview.rs`, `apply.rs`,
//! `types.rs` and `queries.rs`, `mutations.rs` (GraphQL), `consents.rs` (what the owner agreed to), `linkedin/` (the archive
//! that LinkedIn gives its members), `github/` (public repositories).
//!
//! Invariants: files are brought by their owner, and nothing is fetched but repositories, after consent and while no connection
//! of the pool is held; consent is recorded with the import, and its owner sees it and takes it back; a preview writes nothing; an
//! import is one change, with one version, one audit row and one event; an uploaded archive goes with its import; what it may
//! bring is bounded before it is looked at.

mod apply;
mod archive;
mod consents;
pub mod github;
pub mod linkedin;
mod mutations;
mod preview;
mod queries;
mod source;
mod types;

pub(crate) use consents::own_consents;
pub use consents::{ImportConsent, ImportConsentPayload, ImportConsentSource};
pub use mutations::{ImportMutation, ImportPayload};
pub use queries::ImportQuery;
pub use source::CONSENT_TEXT;
pub use types::{ImportLoss, ImportLossReason, ImportPreview, ImportSection};
