//! The binary, run as a person would.

mod backfill;
mod behind;
mod commands;
mod crash;
mod dev;
mod events;
mod exchange;
mod extract;
mod import_resume;
mod inbox;
mod jobs;
mod pipes;
mod reconcile;
pub(crate) mod run;
mod server;
mod user;
