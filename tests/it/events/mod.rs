//! The feed: nothing is lost, nothing comes twice, and a profile's events stand in the order of its versions.

mod consumers;
mod contract;
pub(crate) mod everything;
mod feed;
mod plans;
mod retention;
mod running;
mod stress;

use folio_db::{HashKey, PoolSettings, feed::Sequencer};
use folio_testkit::TestDb;
use tokio_postgres::Client;
use uuid::Uuid;

const INSERT: &str = "INSERT INTO outbox (id, profile_id, version, event_type, payload) \
                      VALUES ($1, $2, $3, 'profile.updated', '{\"sections\": [\"ABOUT\"]}')";

/// What the feed's own connections connect with.
pub(crate) fn settings(database: &TestDb) -> PoolSettings {
    PoolSettings::new(database.url(), HashKey::DEVELOPMENT)
}

async fn elected(database: &TestDb) -> Sequencer {
    Sequencer::elect(&settings(database)).await.expect("the database answers").expect("nobody else sequences")
}

/// Writes an event, as the write path does.
async fn write(client: &Client, profile: Uuid, version: i64) {
    client.execute(INSERT, &[&Uuid::now_v7(), &profile, &version]).await.expect("it can be written");
}
