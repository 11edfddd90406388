//! Configuration: its one home, checked at start.
//!
//! Read from `folio.toml` in the working directory (or the file that `FOLIO_CONFIG` names) and from the environment,
//! which wins. Every setting has the same name in both: `FOLIO_LISTEN` is `folio_listen` in the file. See
//! docs/CONFIGURATION.md for the list.

use std::{
    fmt,
    net::SocketAddr,
    ops::RangeInclusive,
    path::{Path, PathBuf},
    time::Duration,
};

use figment::{
    Figment,
    providers::{Env, Format, Toml},
    value::{Dict, Value},
};
use folio_db::{HashKey, PoolSettings, pages::ProfileReads};
use serde::Deserialize;

use crate::{
    auth::ClerkSettings,
    documents::Site,
    events::envelope::Source,
    facets::TokenLimit,
    imports::github::API_URL,
    inbound::{Doors, NotDoors, clerk},
    jobs::WorkerSettings,
};

mod expected;
mod extractor;
mod github;
mod limits;
mod problems;
mod storage;

use expected::expected;

/// The variables that are read, in the order of the documentation.
const VARIABLES: &[&str] = &[
    "database_url",
    "folio_database_max_connections",
    "folio_profile_reads",
    "folio_listen",
    "folio_metrics_listen",
    "folio_home",
    "folio_log",
    "folio_log_format",
    "folio_allowed_origins",
    "folio_trusted_proxies",
    "folio_user_rate",
    "folio_user_burst",
    "folio_address_rate",
    "folio_address_burst",
    "folio_address_connections",
    "folio_worker_jobs",
    "folio_worker_lease_seconds",
    "folio_feed_retention_days",
    "folio_event_source",
    "folio_postgres_wheel",
    "folio_hash_key",
    "clerk_issuer",
    "clerk_jwks_url",
    "clerk_authorized_parties",
    "clerk_secret_key",
    "clerk_webhook_secret",
    "folio_event_sources",
    "clerk_api_url",
    "folio_public_url",
    "folio_profile_url",
    "folio_media_dir",
    "folio_media_url",
    "folio_media_s3_endpoint",
    "folio_media_s3_region",
    "folio_media_s3_key_id",
    "folio_media_s3_secret",
    "folio_photo_hosts",
    "folio_github_url",
    "folio_github_token",
    "folio_extractor_url",
    "folio_extractor_api_key",
    "folio_extractor_model",
    "folio_extractor_timeout_seconds",
    "folio_extractor_max_characters",
    "folio_extractor_max_tokens",
    "folio_extractor_token_limit",
    "folio_extractor_daily_calls",
    "folio_extractor_daily_calls_per_profile",
];

/// What a worker's lease may be, in seconds: shorter, and a pause of the database's would cost it; longer, and what a
/// dead worker was at would wait for ever.
const WORKER_LEASES: RangeInclusive<u64> = 3..=3_600;

/// For how long the feed may be kept, in days.
const FEED_DAYS: RangeInclusive<u16> = 1..=3_650;

/// Everything that can be configured, as read and not yet judged: what is required depends on the command.
#[derive(Clone, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// `postgres://…`; without it, development starts a local Postgres.
    pub database_url: Option<String>,
    /// Most connections of the pool.
    pub folio_database_max_connections: usize,
    /// Where profiles are read from: `snapshot`, `tables`, or `tables=25` for 25 per cent of the profiles.
    pub folio_profile_reads: String,
    /// Where to serve.
    pub folio_listen: SocketAddr,
    /// Where to serve `/metrics`; loopback only.
    pub folio_metrics_listen: SocketAddr,
    /// The state of `folio dev`: local Postgres, development issuer.
    pub folio_home: PathBuf,
    /// What to log, as `tracing`'s filter has it: `info,folio=debug`.
    pub folio_log: String,
    /// `text` or `json`.
    pub folio_log_format: LogFormat,
    /// Origins whose pages may call us, beside the authorized parties: comma-separated. With Clerk by bearer token only,
    /// since the session cookie is accepted from the authorized parties alone.
    pub folio_allowed_origins: String,
    /// Proxies whose `X-Forwarded-For` is believed: addresses and networks, comma-separated.
    pub folio_trusted_proxies: String,
    /// Cost of operations that a signed-in user gets back each second; 0 is without limit.
    pub folio_user_rate: u32,
    /// The most that a signed-in user may spend at once.
    pub folio_user_burst: u32,
    /// Cost that an address gets back each second, for its requests and for its anonymous operations; 0 is without limit.
    pub folio_address_rate: u32,
    /// The most that an address may spend at once.
    pub folio_address_burst: u32,
    /// Most open connections of one address; 0 is without limit.
    pub folio_address_connections: usize,
    /// Jobs that a worker does at once.
    pub folio_worker_jobs: usize,
    /// For how long a worker that isn't heard of keeps its jobs, in seconds.
    pub folio_worker_lease_seconds: u64,
    /// For how many days the feed of events is kept.
    pub folio_feed_retention_days: u16,
    /// What events that other teams get name as their source: a URI reference.
    pub folio_event_source: String,
    /// A wheel of the pinned local Postgres that is already on this machine.
    pub folio_postgres_wheel: Option<PathBuf>,
    /// 64 hexadecimal digits: what hashes that stand in for values are keyed with. Needed with `DATABASE_URL`.
    pub folio_hash_key: Option<String>,
    /// The issuer of Clerk's session tokens.
    pub clerk_issuer: Option<String>,
    /// Where Clerk's public keys are.
    pub clerk_jwks_url: Option<String>,
    /// The origins of our frontends: comma-separated.
    pub clerk_authorized_parties: Option<String>,
    /// For Clerk's Backend API.
    pub clerk_secret_key: Option<String>,
    /// Signs Clerk's webhooks; several, while one takes the place of another: comma-separated.
    pub clerk_webhook_secret: Option<String>,
    /// Whose events are taken in, and what they sign with: `source=whsec_…|whsec_…`, comma-separated.
    pub folio_event_sources: String,
    /// Where Clerk's Backend API is, if not at its usual address: for tests.
    pub clerk_api_url: Option<String>,
    /// How browsers reach this server; without it, where it listens.
    pub folio_public_url: Option<String>,
    /// Where the profiles' pages are: an address with `{slug}` in its path.
    pub folio_profile_url: Option<String>,
    /// Where files are kept; without it, in a directory of `folio_home`.
    pub folio_media_dir: Option<PathBuf>,
    /// The bucket that files are kept in, in place of a directory: `s3://bucket` or `s3://bucket/prefix`.
    pub folio_media_url: Option<String>,
    /// Where the bucket's store is, if not at Amazon.
    pub folio_media_s3_endpoint: Option<String>,
    /// The bucket's region.
    pub folio_media_s3_region: String,
    /// The id of the access key to the bucket; without it, the role of the machine counts.
    pub folio_media_s3_key_id: Option<String>,
    /// The secret of that access key.
    pub folio_media_s3_secret: Option<String>,
    /// Where photos are fetched from: comma-separated.
    pub folio_photo_hosts: String,
    /// Where GitHub's REST API is, from which repositories are imported; `off` for none.
    pub folio_github_url: String,
    /// What it takes as a bearer token; without it, it answers less often.
    pub folio_github_token: Option<String>,
    /// Where a model is that reads for facets, up to `/chat/completions`; without it, patterns do.
    pub folio_extractor_url: Option<String>,
    /// What that takes as a bearer token.
    pub folio_extractor_api_key: Option<String>,
    /// The model's name.
    pub folio_extractor_model: Option<String>,
    /// The longest that a question may take, in seconds.
    pub folio_extractor_timeout_seconds: u64,
    /// The most characters of a profile that are sent.
    pub folio_extractor_max_characters: usize,
    /// The longest answer, in tokens.
    pub folio_extractor_max_tokens: u32,
    /// How that is said to the endpoint: `max_tokens` or `max_completion_tokens`.
    pub folio_extractor_token_limit: String,
    /// Questions in a day, about all profiles together.
    pub folio_extractor_daily_calls: i32,
    /// Questions in a day, about one profile.
    pub folio_extractor_daily_calls_per_profile: i16,
}

/// How log lines look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

impl Default for Config {
    fn default() -> Self {
        let limits = limits::Defaults::of_the_edge();
        let worker = WorkerSettings::default();
        Self {
            database_url: None,
            folio_database_max_connections: 16,
            folio_profile_reads: "snapshot".to_owned(),
            folio_listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            folio_metrics_listen: SocketAddr::from(([127, 0, 0, 1], 9090)),
            folio_home: PathBuf::from(".folio"),
            folio_log: "info".to_owned(),
            folio_log_format: LogFormat::Text,
            folio_allowed_origins: String::new(),
            folio_trusted_proxies: String::new(),
            folio_user_rate: limits.user_rate,
            folio_user_burst: limits.user_burst,
            folio_address_rate: limits.address_rate,
            folio_address_burst: limits.address_burst,
            folio_address_connections: limits.address_connections,
            folio_worker_jobs: worker.jobs_at_once,
            folio_worker_lease_seconds: worker.lease.as_secs(),
            folio_feed_retention_days: 30,
            folio_event_source: Source::default().to_string(),
            folio_postgres_wheel: None,
            folio_hash_key: None,
            clerk_issuer: None,
            clerk_jwks_url: None,
            clerk_authorized_parties: None,
            clerk_secret_key: None,
            clerk_webhook_secret: None,
            folio_event_sources: String::new(),
            clerk_api_url: None,
            folio_public_url: None,
            folio_profile_url: None,
            folio_media_dir: None,
            folio_media_url: None,
            folio_media_s3_endpoint: None,
            folio_media_s3_region: "us-east-1".to_owned(),
            folio_media_s3_key_id: None,
            folio_media_s3_secret: None,
            folio_photo_hosts: "img.clerk.com,images.clerk.dev".to_owned(),
            folio_github_url: API_URL.to_owned(),
            folio_github_token: None,
            folio_extractor_url: None,
            folio_extractor_api_key: None,
            folio_extractor_model: None,
            folio_extractor_timeout_seconds: 60,
            folio_extractor_max_characters: 20_000,
            folio_extractor_max_tokens: 4_000,
            folio_extractor_token_limit: TokenLimit::default().name().to_owned(),
            folio_extractor_daily_calls: 1_000,
            folio_extractor_daily_calls_per_profile: 10,
        }
    }
}

impl fmt::Debug for Config {
    /// Secrets stay out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("folio_listen", &self.folio_listen)
            .field("folio_metrics_listen", &self.folio_metrics_listen)
            .field("folio_home", &self.folio_home)
            .finish_non_exhaustive()
    }
}

/// A configuration that can't be used: each line names a setting and says what would be accepted.
#[derive(Debug, thiserror::Error)]
#[error("the configuration can't be used:{}", .0.iter().map(|line| format!("\n  - {line}")).collect::<String>())]
pub struct ConfigError(pub Vec<String>);

impl Config {
    /// Reads the file, if there is one, and the environment. A blank value is no value.
    ///
    /// # Errors
    /// When a value can't be read or used; the message names the setting and never quotes a secret.
    pub fn load() -> Result<Self, ConfigError> {
        let file = std::env::var("FOLIO_CONFIG").ok().filter(|name| !name.trim().is_empty());
        if let Some(named) = file.as_deref().filter(|named| !std::path::Path::new(named).is_file()) {
            return Err(ConfigError(vec![format!("FOLIO_CONFIG: there is no file {named}")]));
        }
        let file = Toml::file(file.as_deref().unwrap_or("folio.toml"));
        Self::read(&Figment::new().merge(file).merge(Env::raw().only(VARIABLES)))
    }

    fn read(figment: &Figment) -> Result<Self, ConfigError> {
        let blank = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
        let mut settings = figment.extract::<Dict>().map_err(unreadable)?;
        settings.retain(|_, value| !blank(value));
        let config: Self = Value::from(settings).deserialize().map_err(unreadable)?;
        let problems = config.problems();
        if problems.is_empty() { Ok(config) } else { Err(ConfigError(problems)) }
    }

    /// Where the profiles' pages are, if that is known.
    #[must_use]
    pub fn site(&self) -> Option<Site> {
        self.folio_profile_url.as_deref().and_then(|pattern| pattern.parse().ok())
    }

    /// Whose webhooks are taken in.
    ///
    /// # Errors
    /// When a setting can't be used; one that was loaded can.
    pub fn doors(&self) -> Result<Doors, NotDoors> {
        Doors::read(self.clerk_webhook_secret.as_deref(), &self.folio_event_sources)
    }

    /// Whether Clerk is configured: then only its tokens are trusted, in development too.
    #[must_use]
    pub const fn has_clerk(&self) -> bool {
        self.clerk_issuer.is_some() && self.clerk_jwks_url.is_some()
    }

    /// What the pool connects with.
    #[must_use]
    pub fn pool(&self, url: &str) -> PoolSettings {
        // Only the local Postgres does without a key, see `problems`.
        let key = self.folio_hash_key.as_deref().and_then(|key| key.parse().ok());
        let key = key.unwrap_or(HashKey::DEVELOPMENT);
        PoolSettings {
            max_connections: self.folio_database_max_connections,
            profile_reads: ProfileReads::parse(&self.folio_profile_reads).unwrap_or_default(),
            ..PoolSettings::new(url, key)
        }
    }

    /// How a worker works.
    #[must_use]
    pub fn worker(&self) -> WorkerSettings {
        let lease = Duration::from_secs(self.folio_worker_lease_seconds);
        let defaults = WorkerSettings::default();
        WorkerSettings {
            jobs_at_once: self.folio_worker_jobs,
            lease,
            drain: defaults.drain.min(lease * 4 / 5),
            ..defaults
        }
    }

    /// What our events name as their source.
    #[must_use]
    pub fn event_source(&self) -> Source {
        self.folio_event_source.parse().unwrap_or_default()
    }

    /// The origins that may call us with credentials.
    #[must_use]
    pub fn origins(&self) -> Vec<String> {
        let parties = self.clerk_authorized_parties.as_deref().unwrap_or_default();
        let mut origins: Vec<String> = list(&self.folio_allowed_origins).chain(list(parties)).collect();
        origins.sort();
        origins.dedup();
        origins
    }

    /// Clerk's settings as far as they are there, for development with a Clerk instance.
    #[must_use]
    pub fn clerk(&self) -> Option<ClerkSettings> {
        Some(ClerkSettings {
            issuer: self.clerk_issuer.clone()?,
            jwks_url: self.clerk_jwks_url.clone()?,
            authorized_parties: list(self.clerk_authorized_parties.as_deref().unwrap_or_default()).collect(),
            secret_key: self.clerk_secret_key.clone(),
        })
    }

    /// Clerk's API, if there is a key for it.
    ///
    /// # Errors
    /// When the key or the address can't be used.
    pub fn clerk_api(&self) -> Result<Option<clerk::Api>, clerk::ApiError> {
        let api =
            |key: &String| clerk::Api::new(self.clerk_api_url.as_deref().unwrap_or(clerk::API_URL), key);
        self.clerk_secret_key.as_ref().map(api).transpose()
    }
}

/// One line for each setting. Only the kind of error is told: figment's message would quote the value.
fn unreadable(errors: figment::Error) -> ConfigError {
    let line = |error: figment::Error| {
        let setting = error.path.join(".").to_uppercase();
        match error.kind {
            figment::error::Kind::UnknownField(field, _) => format!("{field}: there is no such setting"),
            _ if setting.is_empty() => "the configuration file can't be read as TOML".to_owned(),
            _ => format!("{setting}: {}", expected(&setting)),
        }
    };
    ConfigError(errors.into_iter().map(line).collect())
}

/// The home of local state, absolute, so that a change of directory doesn't move it.
///
/// # Errors
/// When it can't be made.
pub fn home(config: &Config) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(&config.folio_home)?;
    Path::new(&config.folio_home).canonicalize()
}

fn list(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .map(|item| item.trim_end_matches('/').to_owned())
}

#[cfg(test)]
mod tests;
