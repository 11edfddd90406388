//! Documents that a profile is handed on as: JSON Resume, and what crawlers get (capabilities P10, E5): schema.org's
//! `ProfilePage` as JSON-LD, Open Graph data, robots directives, sitemaps.
//!
//! Reading order: `disclosed.rs` (what of a profile the reader may see, as plain values), `json_resume.rs`, `json_ld.rs` and
//! `open_graph.rs` (pure functions of that), `queries.rs` and `public.rs` (who asks), `cache_tags.rs` (by what they are found again), `sitemap.rs`, `site.rs` (where the
//! pages are).
//!
//! Invariants:
//! - A document is made of what an [`folio_policy::Access`] discloses, and of nothing else.
//! - What crawlers get is what the anonymous see; where that is nothing, it is as for an address that never was. It is told to the
//!   signed-out, and to the owner.
//! - No document tells when a profile was changed: that moves with hidden edits.

pub mod cache_tags;
mod disclosed;
mod json_ld;
mod json_resume;
mod open_graph;
mod public;
mod queries;
mod site;
mod sitemap;
#[cfg(test)]
mod tests;

pub use disclosed::Disclosed;
pub use json_resume::json_resume;
pub use open_graph::OpenGraph;
pub use public::{PublicAnswer, PublicFile, answer};
pub(crate) use queries::own_json_resume;
pub use queries::{DocumentQuery, ProfileDocument};
pub use site::{NotASite, Site};
pub use sitemap::PER_SITEMAP;
