//! The binary, run as a person would.

mod backfill;
mod commands;
mod dev;
mod import_resume;
mod run;
mod user;
