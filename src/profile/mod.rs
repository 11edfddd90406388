//! The profile: the core and the door to its sections (capability P4).
//!
//! Reading order: `queries.rs` (who may ask for what), `types.rs` (the view, built from a page and an
//! [`folio_policy::Access`]), `sections.rs` (the lists of the
//! registry, [`crate::sections`]), `subscriptions.rs` (the
//! same view, again whenever it changes).
//!
//! Invariant: a view has private fields and is made only by [`types::Profile::build`], which gets at values through the
//! access alone. What is hidden is absent from the view before any resolver runs.

mod core;
mod item;
mod mutations;
mod people;
mod queries;
mod sections;
mod shared;
mod subscriptions;
mod types;

pub use core::{Contact, Location, Preferences, Publication, PublicationState};
pub use item::OwnersPart;
pub(crate) use item::{ItemView, Opening, identify};
pub use mutations::{
    FieldVisibilityInput, ItemRemovedPayload, ItemVisibilityInput, LocationInput, ProfileInput,
    ProfileMutation, ProfilePayload, SectionVisibilityInput, SwitchesInput, VisibilitySetInput,
};
pub(crate) use mutations::{Written, written};
pub(crate) use people::{Named, Part, People, mark, opened};
pub(crate) use queries::{Beholder, Depth, access, own_access, own_profile};
pub use queries::{Me, MeQuery, ProfileQuery, StaffRight, open};
pub use shared::{Circle, ItemProvenance, RoleName, Visibility, VisibilityInput, VisibilityLevel};
pub use subscriptions::{ProfileChanged, ProfileSubscription};
pub use types::Profile;
