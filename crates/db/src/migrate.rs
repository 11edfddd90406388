//! Migrations, embedded in the binary.

use std::collections::HashSet;

use diesel::{
    ConnectionError, ConnectionResult, QueryDsl,
    dsl::sql,
    migration::{Migration, MigrationSource},
    pg::Pg,
    sql_types::Bool,
};
use diesel_async::{AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use sha2::{Digest, Sha256};

use crate::{
    error::{DbError, DbResult},
    pool::PoolSettings,
    tls::Connector,
    write,
};

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

diesel::table! {
    /// diesel's own record of what was run.
    #[sql_name = "__diesel_schema_migrations"]
    applied_migrations (version) {
        /// The version in a migration's name, without its hyphens.
        version -> Text,
    }
}

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
    let unlimited = PoolSettings { statement_timeout: None, lock_timeout: None, ..settings.clone() };
    let mut conn = connect(&unlimited).await?;
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
    })
    .await
    .map_err(|error| DbError::Migration(Box::new(error)))?;
    // The session ends here and with it the advisory lock.
    let versions = versions.map_err(DbError::Migration)?;
    // With the usual time-outs: making a partition locks the table, and must not have every write queue behind it.
    connect(settings).await?.batch_execute(write::MAKE_PARTITIONS).await?;
    Ok(versions)
}

/// The versions that the binary knows and the database lacks, oldest first. Only reads, so that the role of a server
/// needs no right to change the schema.
///
/// # Errors
/// As any query.
pub async fn pending(settings: &PoolSettings) -> DbResult<Vec<String>> {
    let applied = applied(&mut connect(settings).await?).await?;
    let mut pending: Vec<String> =
        embedded()?.iter().map(|migration| migration.name().version().to_string()).collect();
    pending.retain(|version| !applied.contains(version));
    pending.sort();
    Ok(pending)
}

/// What was run, in no order. diesel's own reading of this table makes it first, which needs the right to.
async fn applied(conn: &mut AsyncPgConnection) -> DbResult<HashSet<String>> {
    let table = sql::<Bool>("to_regclass('__diesel_schema_migrations') IS NOT NULL");
    if !diesel::select(table).get_result::<bool>(conn).await? {
        return Ok(HashSet::new());
    }
    let versions: Vec<String> =
        applied_migrations::table.select(applied_migrations::version).load(conn).await?;
    Ok(versions.into_iter().collect())
}

fn embedded() -> DbResult<Vec<Box<dyn Migration<Pg>>>> {
    MIGRATIONS.migrations().map_err(DbError::Migration)
}

/// The embedded migrations, a line for each: its name, two spaces, and the SHA-256 of what it runs.
#[must_use]
pub const fn manifest() -> &'static str {
    include_str!(concat!(env!("OUT_DIR"), "/migrations.sha256"))
}

/// A digest of all embedded migrations, in hexadecimal: another one for another schema.
#[must_use]
pub fn fingerprint() -> String {
    hex::encode(Sha256::digest(manifest()))
}

async fn connect(settings: &PoolSettings) -> DbResult<AsyncPgConnection> {
    let connected: ConnectionResult<AsyncPgConnection> =
        tokio::time::timeout(settings.connect_timeout, Connector::new(settings)?.connect(|_| {}))
            .await
            .unwrap_or_else(|_| Err(ConnectionError::BadConnection("timed out".to_owned())));
    connected.map_err(|error| DbError::Unavailable(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifest_names_each_embedded_migration_once() {
        let mut embedded: Vec<String> =
            embedded().expect("they are well-formed").iter().map(|one| one.name().to_string()).collect();
        embedded.sort();
        let named: Vec<&str> = manifest().lines().filter_map(|line| Some(line.split_once("  ")?.0)).collect();
        assert_eq!(named, embedded);
    }
}
