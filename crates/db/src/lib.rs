//! Tables, rows and queries: the only crate that speaks SQL.
//!
//! Invariants:
//! - It never sees async-graphql or HTTP.
//! - **What hangs off a profile leaves this crate sealed**: reads give a [`snapshot::Snapshot`] whose values are
//!   [`folio_policy::Governed`], together with the inputs of the decision. Rows with plain values are for writing.
//! - The number of statements of a function never depends on the number of rows.
//!
//! Reading order: [`pool`] (how a connection is borrowed and what happens to a dropped query), [`pages`] (the read of a
//! profile page), [`accounts`] (users and registration), [`snapshot`] (what is stored in `users.profile`), then a file
//! per section and `items` (what the sections with lists share, a renewed import above all).

pub mod accounts;
pub mod aggregate;
pub mod availability;
pub mod bulk;
pub mod civil_date;
pub mod education;
mod error;
pub mod health;
mod items;
mod json;
pub mod links;
pub mod migrate;
pub mod pages;
pub mod pool;
pub mod profiles;
pub mod projects;
pub mod provenance;
pub mod schema;
pub mod snapshot;
mod tls;

pub use civil_date::{CivilDate, DatePrecision};
pub use error::{DbError, DbResult};
pub use json::Json;
pub use pool::{Conn, Db, PoolSettings};
pub use provenance::Provenance;
