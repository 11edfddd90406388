//! What is followed: over web sockets and event streams, on the real schema.

mod awards;
mod badges;
mod pipeline;
mod profile_changed;
mod socket;
mod tightening;
mod writes;
