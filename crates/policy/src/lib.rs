//! Who sees what: the visibility matrix as data, and the decision as pure functions.
//!
//! Invariants of this crate: no I/O, no async, no database, no GraphQL. Everything that decides whether a viewer may
//! see a value of a profile is here and nowhere else.
//!
//! Reading order:
//! 1. [`audience`]: the classes that a viewer falls into.
//! 2. [`visibility`]: the levels that an owner may choose, as sets of audiences.
//! 3. [`section`]: the toggles, with their defaults by role and their bounds.
//! 4. [`matrix`]: a row for every field, naming the section that governs it. **Start here to find a field.**
//! 5. [`decide()`]: `(relation, profile) → Access`, computed once per viewer and profile.
//! 6. [`governed`]: the door: a governed value comes out of its wrapper only through an [`Access`].
//! 7. [`Explanation`] and [`settings`]: why it decided so, for the owner.
//! 8. [`data_map`]: every column of the database, and what erasure and export do to it.

pub mod audience;
pub mod data_map;
pub mod decide;
mod explain;
pub mod governed;
pub mod matrix;
pub mod section;
pub mod settings;
pub mod toggles;
pub mod visibility;

pub use audience::{Audience, AudienceSet, Relation, Role, Staff};
pub use decide::{Absence, Access, ProfilePolicy, ProfileState, Scope, decide, indexable};
pub use explain::{Explanation, Reason};
pub use governed::{Governed, GovernedField, GovernedItem};
pub use matrix::{DataClass, Export, Field, Row, field};
pub use section::{Section, SectionSet};
pub use settings::Setting;
pub use toggles::Toggles;
pub use visibility::{Circle, Visibility};
