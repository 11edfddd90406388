//! The Postgres of the benchmarks: a local one, with a database for each of them.

use std::path::{Path, PathBuf};

use folio::{
    seed::{self, SeedOptions},
    skills,
};
use folio_db::{Db, HashKey, PoolSettings, migrate};
use folio_local_postgres::{Database, LocalPostgres, Options, Role};
use tokio_postgres::{Client, NoTls};

/// Room for all pages of the default number of profiles, as a server of that size would have.
const SHARED_BUFFERS_MIB: u32 = 1_024;

/// A local Postgres, started or found, and one database in it.
pub(crate) struct Postgres {
    pub(crate) home: PathBuf,
    /// Of the benchmark's own database, so that a home that is used for development keeps its data as they are.
    pub(crate) url: String,
    name: &'static str,
    server: Database,
}

impl Postgres {
    /// Starts or finds the local Postgres.
    pub(crate) fn open(home: &Path, name: &'static str) -> anyhow::Result<Self> {
        std::fs::create_dir_all(home)?;
        let home = home.canonicalize()?;
        let options = Options { shared_buffers_mib: SHARED_BUFFERS_MIB, ..Options::new(&home) };
        let server = LocalPostgres::start_or_attach(&options, &mut |step| eprintln!("{step}"))?;
        let url = server.endpoint().url(name, Role::Application);
        Ok(Self { home, url, name, server })
    }

    /// Process id of the server.
    pub(crate) fn pid(&self) -> u32 {
        self.server.endpoint().pid()
    }

    /// A connection beside the servers' pools.
    pub(crate) async fn client(&self) -> anyhow::Result<Client> {
        connect(&self.url).await
    }

    /// Drops the database, if there is one.
    pub(crate) async fn drop_database(&self) -> anyhow::Result<()> {
        let default = self.default_database().await?;
        default.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await?;
        Ok(())
    }

    /// Makes the database if there is none, and brings its schema and the shipped taxonomy of skills up to date.
    pub(crate) async fn migrate(&self) -> anyhow::Result<PoolSettings> {
        let default = self.default_database().await?;
        let known = default.query_opt("SELECT FROM pg_database WHERE datname = $1", &[&self.name]).await?;
        if known.is_none() {
            default.batch_execute(&format!("CREATE DATABASE {}", self.name)).await?;
        }
        let settings =
            PoolSettings { statement_timeout: None, ..PoolSettings::new(&self.url, HashKey::DEVELOPMENT) };
        migrate::run(&settings).await?;
        let db = Db::open(PoolSettings { max_connections: 1, ..settings.clone() })?;
        skills::load(&db).await?;
        db.close();
        Ok(settings)
    }

    /// The same, and brings its seeded profiles up to date.
    pub(crate) async fn seed(&self, profiles: u64) -> anyhow::Result<()> {
        let settings = self.migrate().await?;
        let report = seed::run(&settings, SeedOptions { profiles, seed: 1 }, |_| {}).await?;
        if report.profiles > 0 {
            eprintln!("seeded {} profiles in {:.1} s", report.profiles, report.elapsed.as_secs_f64());
        }
        Ok(())
    }

    /// From the next connection on, the server's log tells each statement's plan.
    pub(crate) async fn log_plans(&self) -> anyhow::Result<()> {
        let superuser = connect(&self.server.endpoint().url("postgres", Role::Superuser)).await?;
        for setting in [
            "session_preload_libraries = 'auto_explain'",
            "auto_explain.log_min_duration = 0",
            "auto_explain.log_analyze = on",
            "auto_explain.log_buffers = on",
        ] {
            superuser.batch_execute(&format!("ALTER DATABASE {} SET {setting}", self.name)).await?;
        }
        Ok(())
    }

    async fn default_database(&self) -> anyhow::Result<Client> {
        connect(&self.server.endpoint().url("postgres", Role::Application)).await
    }
}

/// A connection with the session settings of Folio's pool as far as they touch a plan.
pub(crate) async fn connect(url: &str) -> anyhow::Result<Client> {
    let mut config: tokio_postgres::Config = url.parse()?;
    let (client, connection) = config.options("-c jit=off").connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// Prints the plan that a prepared statement gets, run once to warm up and once to be shown; both are undone.
pub(crate) async fn explain(client: &Client, name: &str, sql: &str, arguments: &str) -> anyhow::Result<()> {
    client
        .batch_execute(&format!(
            "SET plan_cache_mode = force_generic_plan; PREPARE shown AS {sql}; \
             BEGIN; EXECUTE shown({arguments}); ROLLBACK"
        ))
        .await?;
    println!("\n{name}:");
    let explain =
        format!("BEGIN; EXPLAIN (ANALYZE, BUFFERS) EXECUTE shown({arguments}); ROLLBACK; DEALLOCATE shown");
    for message in client.simple_query(&explain).await? {
        if let tokio_postgres::SimpleQueryMessage::Row(row) = message {
            println!("  {}", row.get(0).unwrap_or_default());
        }
    }
    Ok(())
}
