//! Availability (capability P4): when, how much and at what rate somebody works. `types.rs` is what viewers see,
//! `input.rs` what owners write, `mutations.rs` how; rows and SQL are in `folio_db::availability`.

mod input;
mod mutations;
mod types;

pub use input::AvailabilityInput;
pub use mutations::AvailabilityMutation;
pub use types::{Availability, AvailabilityStatus, Money, RemoteWork};
