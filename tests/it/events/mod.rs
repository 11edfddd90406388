//! The feed: nothing is lost, nothing comes twice, and a profile's events stand in the order of its versions.

mod contract;
mod everything;
mod feed;
mod running;

use folio_db::{HashKey, PoolSettings};
use folio_testkit::TestDb;

/// What the feed's own connections connect with.
fn settings(database: &TestDb) -> PoolSettings {
    PoolSettings::new(database.url(), HashKey::DEVELOPMENT)
}
