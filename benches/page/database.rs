//! The database that pages are read from: seeded profiles, each section of the page open to everyone.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use folio::seed::{self, SeedOptions};
use folio_db::{HashKey, PoolSettings, migrate};
use folio_local_postgres::{LocalPostgres, Options, Role};
use folio_policy::{Section, Toggles, Visibility};
use tokio_postgres::{Client, NoTls};

/// A database of its own, so that a home that is used for development keeps its data as they are.
const NAME: &str = "page_bench";

/// Room for all pages of the default number of profiles, as a server of that size would have.
const SHARED_BUFFERS_MIB: u32 = 1_024;

/// What is measured on.
pub(crate) struct Database {
    pub(crate) url: String,
    pub(crate) home: PathBuf,
    /// Slugs of the profiles of which everybody sees the whole page, one per line.
    pub(crate) slugs: PathBuf,
    server: folio_local_postgres::Database,
}

impl Database {
    /// Starts or finds the local Postgres and brings the data up to the number of profiles.
    pub(crate) fn open(home: &Path, profiles: u64) -> anyhow::Result<Self> {
        std::fs::create_dir_all(home)?;
        let home = home.canonicalize()?;
        let options = Options { shared_buffers_mib: SHARED_BUFFERS_MIB, ..Options::new(&home) };
        let server = LocalPostgres::start_or_attach(&options, &mut |step| eprintln!("{step}"))?;
        let database = Self {
            url: server.endpoint().url(NAME, Role::Application),
            slugs: home.join("page-slugs.txt"),
            home,
            server,
        };
        runtime()?.block_on(database.prepare(profiles))?;
        Ok(database)
    }

    /// Process id of the Postgres server.
    pub(crate) fn pid(&self) -> u32 {
        self.server.endpoint().pid()
    }

    /// A connection beside the servers' pools.
    pub(crate) async fn client(&self) -> anyhow::Result<Client> {
        connect(&self.url).await
    }

    async fn prepare(&self, profiles: u64) -> anyhow::Result<()> {
        let default = connect(&self.server.endpoint().url("postgres", Role::Application)).await?;
        let known = default.query_opt("SELECT FROM pg_database WHERE datname = $1", &[&NAME]).await?;
        if known.is_none() {
            default.batch_execute(&format!("CREATE DATABASE {NAME}")).await?;
        }
        let settings =
            PoolSettings { statement_timeout: None, ..PoolSettings::new(&self.url, HashKey::DEVELOPMENT) };
        migrate::run(&settings).await?;
        let report = seed::run(&settings, SeedOptions { profiles, seed: 1 }, |_| {}).await?;
        if report.profiles > 0 {
            eprintln!("seeded {} profiles in {:.1} s", report.profiles, report.elapsed.as_secs_f64());
        }
        let client = self.client().await?;
        open_pages(&client).await?;
        std::fs::write(&self.slugs, slugs(&client).await?.join("\n"))?;
        Ok(())
    }
}

/// Opens every section of the page to everyone, and the public address: then each viewer gets the same page, the one
/// that the hand-written SQL gives, and what is compared is the cost of deciding.
async fn open_pages(client: &Client) -> anyhow::Result<()> {
    let mut toggles = Toggles::defaults(None);
    for section in Section::ALL.iter().filter(|section| section.most_open() == Visibility::Public) {
        toggles.set_section(*section, Visibility::Public).ok().context("PUBLIC is within the bound")?;
    }
    let toggles = serde_json::to_string(&toggles)?;
    let opened = client
        .execute(
            "UPDATE profiles SET visibility = $1::text::json, public_url_enabled = true
             WHERE user_id IN (SELECT id FROM users WHERE clerk_id LIKE 'seed\\_%')
               AND (visibility::text <> $1 OR NOT public_url_enabled)",
            &[&toggles],
        )
        .await?;
    if opened > 0 {
        client.batch_execute("VACUUM (ANALYZE)").await?;
    }
    Ok(())
}

/// The active profiles without an item that has a toggle of its own.
async fn slugs(client: &Client) -> anyhow::Result<Vec<String>> {
    let rows = client
        .query(
            "SELECT slug FROM profiles p
             JOIN users u ON u.id = p.user_id AND u.clerk_id LIKE 'seed\\_%'
             WHERE p.state = 'ACTIVE'
               AND NOT EXISTS (SELECT FROM links i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM education i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
               AND NOT EXISTS (SELECT FROM projects i WHERE i.profile_id = p.id AND i.visibility IS NOT NULL)
             ORDER BY slug",
            &[],
        )
        .await?;
    ensure!(!rows.is_empty(), "no profile shows its whole page: seed more of them");
    Ok(rows.into_iter().map(|row| row.get(0)).collect())
}

/// A connection with the session settings of Folio's pool as far as they touch a plan.
pub(crate) async fn connect(url: &str) -> anyhow::Result<Client> {
    let mut config: tokio_postgres::Config = url.parse()?;
    let (client, connection) = config.options("-c jit=off").connect(NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// The runtime of the parts that are not measured.
pub(crate) fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
