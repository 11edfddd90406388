//! What other parts of the platform tell of people: courses and gigs completed, badges awarded and revoked (capability T1).
//!
//! An event is read into a [`Fact`], field by field, and a fact is applied to a profile. **The order in which facts come
//! doesn't matter, nor how often**: what a fact is about is known by its source and the source's own id; of two facts about
//! one thing the later wins, by the time and then the id of its event; and nothing but what the facts say decides about
//! content and order of what stands in the profile.
//!
//! Reading order: `fact.rs` (what can be told), `read.rs` and `reader.rs` (how it is read; the shapes are published in
//! `frontend-contract/events/inbound/`), `apply.rs` (what becomes of it). Where a thing stands in its list is told by
//! [`folio_db::items::Ordered`].

mod apply;
mod fact;
mod read;
mod reader;

pub use apply::{Applied, MOST_KEPT, MOST_TOLD, apply, has_room_for_award};
pub use fact::{
    BadgeAwarded, BadgeRevoked, Client, CourseCompleted, Fact, GigCompleted, Origin, Review, Told,
};
pub use read::{NotAFact, TYPES};
pub use reader::{CLOCKS_APART, Problem};
