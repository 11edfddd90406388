//! What is followed: over web sockets and event streams, on the real schema.

pub(crate) mod awards;
mod badges;
mod pipeline;
mod profile_changed;
mod socket;
mod storms;
mod strength;
mod tightening;
mod writes;
