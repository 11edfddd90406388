//! What comes in by webhook: kept once, applied once, whatever comes how often and in whatever order.

mod clerk;
mod deletion;
mod doors;
mod parked;
pub(crate) mod payloads;
mod photos;
mod plans;
mod reconcile;
mod sessions;
mod shuffled;
mod users;
