//! Which database a command works on: the one of `DATABASE_URL`, else the local Postgres of `FOLIO_HOME`, started for
//! the command or shared with a running `folio dev`.

use std::{
    io::IsTerminal,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::Context;
use folio_db::{Db, DbError, PoolSettings, migrate, skills::starter::Loaded};
use folio_local_postgres::{Database, LocalPostgres, Options, Progress, Role};
use indicatif::{ProgressBar, ProgressStyle};

use super::{made_by::Note, print::remark};
use crate::{
    config::{self, Config},
    skills,
};

/// The local Postgres's database.
const DATABASE: &str = "folio";

/// A database to work on. The local Postgres, if this process started it, ends with this value.
pub(super) struct OpenDatabase {
    pub(super) settings: PoolSettings,
    local: Option<Local>,
}

struct Local {
    made_by: Note,
    /// Held for its server, which [`OpenDatabase::keep`] looks after.
    database: Arc<Mutex<Database>>,
}

/// Between two looks at whether the local Postgres runs.
const LOOK: Duration = Duration::from_secs(1);
/// Before another try to start it, when one has failed.
const PATIENCE: Duration = Duration::from_secs(30);

impl OpenDatabase {
    /// Whether it is the local Postgres.
    pub(super) const fn is_local(&self) -> bool {
        self.local.is_some()
    }

    /// Sees to it that the local Postgres runs for as long as this future is polled, if it is this process's own: one that was
    /// killed, or has run out of memory, is started again.
    pub(super) fn keep(&self) -> impl Future<Output = ()> + use<> {
        let database = self.local.as_ref().map(|local| Arc::clone(&local.database));
        async move {
            let Some(database) = database else { return };
            loop {
                tokio::time::sleep(LOOK).await;
                let database = Arc::clone(&database);
                // A thread may wait for the start; nothing else does.
                let looked = tokio::task::spawn_blocking(move || revive(&database)).await;
                match looked {
                    Ok(Ok(false)) => {}
                    Ok(Ok(true)) => tracing::warn!("the local Postgres was gone; it was started again"),
                    Ok(Err(error)) => {
                        tracing::error!(%error, "the local Postgres is gone and can't be started; another try follows");
                        tokio::time::sleep(PATIENCE).await;
                    }
                    Err(_) => return,
                }
            }
        }
    }

    /// Brings the schema and the shipped taxonomy up to date and says what was done. Refuses a local database that other
    /// migrations made.
    pub(super) async fn migrate(&self) -> anyhow::Result<Migrated> {
        if let Some(local) = &self.local {
            local.made_by.check()?;
        }
        let versions = migrate::run(&self.settings)
            .await
            .map_err(|error| explain(error, "the database can't be migrated"))?;
        if let Some(local) = &self.local {
            local.made_by.write()?;
        }
        let db = Db::open(PoolSettings { max_connections: 1, ..self.settings.clone() })?;
        let skills = skills::load(&db).await.map_err(|error| explain(error, "the skills can't be loaded"))?;
        db.close();
        Ok(Migrated { versions, skills })
    }
}

fn revive(database: &Mutex<Database>) -> Result<bool, folio_local_postgres::Error> {
    match &mut *database.lock().unwrap_or_else(PoisonError::into_inner) {
        Database::Started(server) => server.revive(),
        Database::Attached(_) => Ok(false),
    }
}

/// What [`OpenDatabase::migrate`] has done.
pub(super) struct Migrated {
    /// The versions that were run.
    pub(super) versions: Vec<String>,
    /// What has come into the taxonomy of skills.
    pub(super) skills: Loaded,
}

/// Opens the database of a command that can share it with a running `folio dev`.
pub(super) fn open(config: &Config) -> anyhow::Result<OpenDatabase> {
    if let Some(url) = &config.database_url {
        return Ok(OpenDatabase { settings: config.pool(url), local: None });
    }
    let options = options(config)?;
    let bar = Steps::new();
    let database = LocalPostgres::start_or_attach(&options, &mut |step| bar.show(step))?;
    bar.done();
    Ok(of_local(config, &options, database))
}

/// Opens the database of `folio dev`, which owns its home.
pub(super) fn open_own(config: &Config) -> anyhow::Result<OpenDatabase> {
    if let Some(url) = &config.database_url {
        return Ok(OpenDatabase { settings: config.pool(url), local: None });
    }
    let options = options(config)?;
    let bar = Steps::new();
    let started = LocalPostgres::start(&options, &mut |step| bar.show(step)).map_err(|error| match error {
        folio_local_postgres::Error::InUse { .. } => anyhow::Error::new(error).context(
            "another folio dev uses this FOLIO_HOME; for a second one beside it set FOLIO_HOME, FOLIO_LISTEN and FOLIO_METRICS_LISTEN",
        ),
        other => other.into(),
    })?;
    bar.done();
    Ok(of_local(config, &options, Database::Started(Box::new(started))))
}

/// Runs `work` on a migrated database.
pub(super) fn with_database<T>(
    config: &Config,
    work: impl AsyncFnOnce(Db, PoolSettings) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let database = open(config)?;
    let settings = database.settings.clone();
    super::runtime()?.block_on(async {
        if database.is_local() {
            database.migrate().await?;
        } else {
            require_migrated(&settings).await?;
        }
        work(Db::open(settings.clone())?, settings.clone()).await
    })
}

/// Production migrates by a step of its own, so that a roll-back stays a choice.
pub(super) async fn require_migrated(settings: &PoolSettings) -> anyhow::Result<()> {
    let pending = migrate::pending(settings)
        .await
        .map_err(|error| explain(error, "what was migrated can't be read from the database"))?;
    if pending.is_empty() {
        return Ok(());
    }
    anyhow::bail!("the database lacks {} migration(s): run `folio migrate` first", pending.len())
}

/// Puts before an error what failed: that the server can't be reached only where that is known.
pub(super) fn explain(error: DbError, failed: &'static str) -> anyhow::Error {
    let failed = match error {
        DbError::Unavailable(_) => "the database can't be reached: check DATABASE_URL",
        _ => failed,
    };
    anyhow::Error::new(error).context(failed)
}

fn options(config: &Config) -> anyhow::Result<Options> {
    let home = config::home(config)
        .with_context(|| format!("FOLIO_HOME: {} can't be made", config.folio_home.display()))?;
    let mut options = Options::new(home);
    options.wheel.clone_from(&config.folio_postgres_wheel);
    Ok(options)
}

fn of_local(config: &Config, options: &Options, database: Database) -> OpenDatabase {
    let url = database.endpoint().url(DATABASE, Role::Application);
    let local = Local { made_by: Note::new(options.state_dir()), database: Arc::new(Mutex::new(database)) };
    OpenDatabase { settings: config.pool(&url), local: Some(local) }
}

/// What the local Postgres does at the moment: a bar on a terminal, a line for each new step elsewhere.
struct Steps {
    bar: ProgressBar,
    lines: bool,
    last: std::cell::Cell<Option<std::mem::Discriminant<Progress>>>,
}

impl Steps {
    fn new() -> Self {
        let bar = ProgressBar::new(0);
        bar.set_style(ProgressStyle::default_spinner());
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { bar, lines: !std::io::stderr().is_terminal(), last: std::cell::Cell::new(None) }
    }

    fn show(&self, step: Progress) {
        let new =
            self.last.replace(Some(std::mem::discriminant(&step))) != Some(std::mem::discriminant(&step));
        if self.lines {
            if new {
                remark!("{step}");
            }
            return;
        }
        let (position, length) = match step {
            Progress::Fetching { bytes, total, .. } => (bytes, total),
            Progress::Unpacking { done, total, .. } => (done as u64, total as u64),
            _ => (0, 0),
        };
        if new {
            let template = if length > 0 { "{msg} [{bar:30}] {percent}%" } else { "{spinner} {msg}" };
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
        }
        self.bar.set_length(length);
        self.bar.set_position(position);
        self.bar.set_message(step.to_string());
    }

    fn done(&self) {
        self.bar.finish_and_clear();
    }
}
