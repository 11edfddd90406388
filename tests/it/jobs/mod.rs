//! Jobs: each is done once, whoever dies in the middle, and what can't be done is kept.

mod crash;
mod kinds;
mod once;
mod queue;
mod worker;
