//! What the benchmarks share: the server under load, the Postgres under it, their CPU time, and the client.

use std::{path::Path, time::Duration};

pub(crate) mod client;
pub(crate) mod cpu;
pub(crate) mod folio;
pub(crate) mod outcome;
pub(crate) mod postgres;
pub(crate) mod random;
pub(crate) mod server;

/// The runtime of the parts that are not measured.
pub(crate) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}

/// A token of this person, long enough for any measurement.
pub(crate) fn token(home: &Path, clerk_id: &str) -> anyhow::Result<String> {
    const TTL: Duration = Duration::from_secs(24 * 3_600);
    Ok(::folio::auth::DevIssuer::open(home)?.issue(clerk_id, TTL)?)
}
