//! The feed: nothing is lost, nothing comes twice, and a profile's events stand in the order of its versions.

mod feed;
mod running;
