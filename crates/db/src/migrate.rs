//! Migrations, embedded in the binary.

use diesel::{
    ConnectionError, ConnectionResult,
    migration::{Migration, MigrationSource},
    pg::Pg,
};
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::{
    error::{DbError, DbResult},
    pool::PoolSettings,
    tls::Connector,
};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// Two processes that start at once migrate one after the other: the second waits here.
const LOCK_KEY: i64 = 0x0066_6F6C_696F;

/// Runs what is pending and gives the versions that were run.
///
/// Works on a connection of its own, before the pool opens: migrations have no statement time-out, and one that
/// changes a type would leave a pooled connection with stale plans. Waits up to a minute for another process that
/// migrates.
///
/// # Errors
/// When the database can't be reached or a migration fails; what ran before it stays, each in a transaction.
pub async fn run(settings: &PoolSettings) -> DbResult<Vec<String>> {
    let mut conn = connect(settings).await?;
    conn.batch_execute(&format!(
        "SET lock_timeout = '60s'; SELECT pg_advisory_lock({LOCK_KEY}); SET lock_timeout = '10s'"
    ))
    .await?;
    // The harness blocks on the connection, so it needs a thread that may block.
    let versions = tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(conn);
        harness
            .run_pending_migrations(MIGRATIONS)
            .map(|versions| versions.iter().map(ToString::to_string).collect::<Vec<_>>())
            .map_err(|error| error.to_string())
    })
    .await
    .map_err(|error| DbError::Unavailable(Box::new(error)))?;
    // The session ends here and with it the advisory lock.
    versions.map_err(|error| DbError::Unavailable(error.into()))
}

/// The versions that the binary knows and the database lacks, oldest first.
///
/// # Errors
/// When the database can't be reached.
pub async fn pending(settings: &PoolSettings) -> DbResult<Vec<String>> {
    let conn = connect(settings).await?;
    tokio::task::spawn_blocking(move || {
        let mut harness = AsyncMigrationHarness::new(conn);
        harness
            .pending_migrations(MIGRATIONS)
            .map(|all| all.iter().map(|m| m.name().version().to_string()).collect())
            .map_err(|error| DbError::Unavailable(error.to_string().into()))
    })
    .await
    .map_err(|error| DbError::Unavailable(Box::new(error)))?
}

/// A digest of every embedded migration's name, to name test templates with.
#[must_use]
pub fn fingerprint() -> String {
    let mut names: Vec<String> = MigrationSource::<Pg>::migrations(&MIGRATIONS)
        .map(|all: Vec<Box<dyn Migration<Pg>>>| all.iter().map(|m| m.name().to_string()).collect())
        .unwrap_or_default();
    names.sort();
    names.join("_")
}

async fn connect(settings: &PoolSettings) -> DbResult<AsyncPgConnection> {
    let unlimited = PoolSettings { statement_timeout: None, lock_timeout: None, ..settings.clone() };
    let connected: ConnectionResult<AsyncPgConnection> =
        tokio::time::timeout(settings.connect_timeout, Connector::new(&unlimited)?.connect(|_| {}))
            .await
            .unwrap_or_else(|_| Err(ConnectionError::BadConnection("timed out".to_owned())));
    connected.map_err(|error| DbError::Unavailable(Box::new(error)))
}
