//! Availability (capability P4): when, how much and at what rate somebody works. Rows and SQL are in
//! `folio_db::availability`.

mod types;

pub use types::{Availability, AvailabilityStatus, Money, RemoteWork};
