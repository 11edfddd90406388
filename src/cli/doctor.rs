//! `folio doctor`: looks at everything that the server needs, and says for each what to do about it.

use std::fmt::Display;

use chrono::Utc;
use folio_db::{Db, PoolSettings, health, migrate};

use super::{database, print::say, serve};
use crate::{
    auth::{Authenticator, DevIssuer},
    config::{self, Config},
};

/// The database's clock and ours may differ by this much before tokens and leases suffer.
const CLOCK_SKEW_SECONDS: i64 = 5;

/// Findings, printed as they come.
#[derive(Default)]
struct Findings {
    problems: usize,
}

impl Findings {
    fn good(&self, what: &str, detail: impl Display) {
        say!("ok    {what}: {detail}");
    }

    fn bad(&mut self, what: &str, detail: impl Display, remedy: impl Display) {
        self.problems += 1;
        say!("FAIL  {what}: {detail}\n      -> {remedy}");
    }

    fn note(&self, what: &str, detail: impl Display) {
        say!("note  {what}: {detail}");
    }
}

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    let mut findings = Findings::default();
    configuration(config, &mut findings);
    let database = match database::open(config) {
        Ok(database) => Some(database),
        Err(error) => {
            findings.bad(
                "database",
                format!("{error:#}"),
                "set DATABASE_URL, or let `folio` start a local Postgres",
            );
            None
        }
    };
    super::runtime()?.block_on(async {
        if let Some(database) = &database {
            look_at_database(&database.settings, database.is_local(), &mut findings).await;
        }
        sign_in(config, &mut findings).await;
    });
    match findings.problems {
        0 => {
            say!("\nEverything is in order.");
            Ok(())
        }
        count => anyhow::bail!("{count} problem(s) found"),
    }
}

fn configuration(config: &Config, findings: &mut Findings) {
    if let Some(problem) = config.half_of_clerk() {
        findings.bad("configuration", "Clerk is configured by half", problem);
    }
    let production = config.production_problems();
    if config.database_url.is_none() && config.clerk_issuer.is_none() && config.clerk_jwks_url.is_none() {
        findings.good("configuration", "development (no DATABASE_URL, no CLERK_ISSUER)");
        return;
    }
    if production.is_empty() {
        findings.good("configuration", "complete for production");
    }
    for problem in production {
        findings.note("production would need", problem);
    }
}

async fn look_at_database(settings: &PoolSettings, local: bool, findings: &mut Findings) {
    let facts = match facts(settings).await {
        Ok(facts) => facts,
        Err(error) => {
            let remedy = "is the server up, and are host, user and password of DATABASE_URL right?";
            findings.bad("database", error.cause(), remedy);
            return;
        }
    };
    let kind = if local { "local, for development" } else { "of DATABASE_URL" };
    if facts.server_version >= health::MIN_SERVER_VERSION {
        findings.good("database", format!("PostgreSQL {} ({kind})", facts.version_name()));
    } else {
        findings.bad(
            "database",
            format!("PostgreSQL {} is too old", facts.version_name()),
            "use PostgreSQL 17 or newer: the schema names collations that older ones lack",
        );
    }
    match &facts.vector_version {
        Some(version) => findings.good("extensions", format!("pgvector {version} is installed")),
        None if facts.vector_available => {
            findings.note("extensions", "pgvector is available, not created yet")
        }
        None => {
            findings.bad("extensions", "pgvector is not there", "install pgvector 0.8 or newer on the server")
        }
    }
    let skew = (Utc::now() - facts.now).num_seconds().abs();
    if skew <= CLOCK_SKEW_SECONDS {
        findings.good("clock", format!("within {CLOCK_SKEW_SECONDS} s of the database's"));
    } else {
        findings.bad(
            "clock",
            format!("{skew} s away from the database's"),
            "synchronise both machines by NTP: tokens are refused beyond 5 s",
        );
    }
    if !local && let Ok(true) = invented_people(settings).await {
        findings.note("production would refuse", "this database: it holds demo people or seeded ones");
    }
    match migrate::pending(settings).await {
        Ok(pending) if pending.is_empty() => findings.good("migrations", "up to date"),
        Ok(pending) => {
            findings.bad("migrations", format!("{} pending", pending.len()), "run `folio migrate`");
        }
        Err(error) => {
            findings.bad("migrations", error.cause(), "may the user of DATABASE_URL read the schema?")
        }
    }
}

async fn invented_people(settings: &PoolSettings) -> folio_db::DbResult<bool> {
    serve::holds_invented_people(&Db::open(settings.clone())?).await
}

async fn facts(settings: &PoolSettings) -> folio_db::DbResult<health::Facts> {
    let db = Db::open(settings.clone())?;
    let conn = db.conn().await?;
    health::facts(&conn).await
}

async fn sign_in(config: &Config, findings: &mut Findings) {
    let Some(clerk) = config.clerk() else {
        match config::home(config).map(|home| DevIssuer::open(&home)) {
            Ok(Ok(_)) => findings.good("sign-in", "the development issuer of FOLIO_HOME"),
            Ok(Err(error)) => {
                findings.bad("sign-in", error, "remove the file that it names, or set FOLIO_HOME")
            }
            Err(error) => findings.bad("sign-in", error, "set FOLIO_HOME to a directory that can be made"),
        }
        return;
    };
    match Authenticator::clerk(clerk) {
        Err(error) => findings.bad("sign-in", error, "correct the setting"),
        Ok(authenticator) => match authenticator.check_keys().await {
            Ok(keys) => findings.good("sign-in", format!("Clerk's key set was fetched: {keys} key(s)")),
            Err(error) => findings.bad("sign-in", &error, error.remedy()),
        },
    }
}
