//! The write path: what holds for every mutation (`laws.rs`, over the table in `cases.rs`), and what each one does.

pub(crate) mod cases;
mod disconnect;
mod guide;
mod histories;
mod items;
mod laws;
mod profile;
mod rules;
pub(crate) mod sections;
mod slug;
mod state;
mod statements;
mod visibility;
