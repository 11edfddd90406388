//! Facets (capability P8): what is derived from work history, headline, skills and certificates for matching; the owner's
//! alone. What is stored, and when it is asked for, is `folio_db::extraction`'s matter.
//!
//! Reading order: `extractor.rs` (what an extractor is), `patterns/` (the one that needs no network), `model/` (the one that
//! asks a model), `choice.rs` (which of them reads), `check.rs` (what of it is kept), `jobs.rs` (when), `types.rs` (what the
//! owner sees).
//!
//! Invariants:
//! - A mutation never waits for an extractor, and an extractor never holds a connection.
//! - A result of an older text is discarded; the job of the newer one does it anew.
//! - A facet cites words that are in its text. Nothing of a text or of an answer is logged.

mod check;
mod choice;
mod extractor;
mod jobs;
mod model;
mod patterns;
mod types;

pub use choice::{Extractors, Limits};
pub use extractor::{Basis, Candidate, ExtractError, Extractor, ExtractorId, Name, Span, Task, Vocabulary};
pub use jobs::ExtractProfile;
pub use model::{Model, ModelSettings, NotAModel, TokenLimit};
pub use patterns::Patterns;
pub(crate) use types::OwnFacets;
pub use types::{ExtractionState, ExtractionStatus, Facet, FacetKind, FacetSource, FacetSourceKind};
