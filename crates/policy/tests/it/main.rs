//! The policy against an independent model.
//!
//! Reading order: [`model`] tells the specification a second time, naively; the others hold the crate against it.

mod decide;
mod explain;
mod governed;
mod laws;
mod model;
mod persons;
mod settings;
mod table;
mod toggles;
