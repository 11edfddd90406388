//! The write path: what holds for every mutation (`laws.rs`, over the table in `cases.rs`), and what each one does.

mod cases;
mod laws;
