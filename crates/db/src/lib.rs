//! Tables, rows and queries: the only crate that speaks SQL.
//!
//! Invariants:
//! - It never sees async-graphql or HTTP.
//! - **What hangs off a profile leaves this crate sealed**: reads give a [`snapshot::Snapshot`] whose values are
//!   [`folio_policy::Governed`], together with the inputs of the decision. Rows with plain values are for writing.
//! - The number of statements of a function never depends on the number of rows.
//! - What hangs off a profile is changed through a [`write::Locked`] alone, which knows how to end the change.
//!
//! Reading order: [`pool`] (how a connection is borrowed and what happens to a dropped query), [`pages`] (the read of a
//! profile page), [`accounts`] (users and registration), [`snapshot`] (what is stored in `users.profile`), then a file
//! per section and [`items`] (what the sections with lists share, a renewed import above all), [`write`](mod@write) (how a change is
//! made to last).

pub mod accounts;
pub mod aggregate;
pub mod availability;
pub mod badge_awards;
pub mod badges;
pub mod bulk;
pub mod certificates;
pub mod civil_date;
pub mod education;
pub mod endorsements;
pub mod erasure;
mod error;
pub mod external;
pub mod extraction;
pub mod feed;
mod fixed;
pub mod gigs;
mod hash_key;
pub mod health;
pub mod import_consents;
pub mod inbox;
pub mod items;
pub mod jobs;
mod json;
pub mod languages;
pub mod links;
pub mod listed;
pub mod media;
pub mod media_items;
pub mod migrate;
pub mod pages;
pub mod parties;
pub mod pool;
pub mod profile_skills;
pub mod profiles;
pub mod projects;
pub mod provenance;
pub mod recommendations;
pub mod reconcile;
pub mod schema;
mod sections;
mod sessions;
pub mod skills;
pub mod slugs;
pub mod snapshot;
pub mod strength;
mod tls;
pub mod tombstones;
pub mod uploads;
pub mod work;
pub mod write;
mod written;

pub use civil_date::{CivilDate, DatePrecision};
pub use error::{DbError, DbResult};
pub use hash_key::HashKey;
pub use json::Json;
pub use pool::{Conn, Db, PoolSettings, Transaction};
pub use provenance::{ImportSource, Provenance};
