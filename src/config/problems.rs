//! What is wrong with a configuration: each line names a setting and says what would be accepted.

use folio_db::{HashKey, pages::ProfileReads};

use super::{Config, FEED_DAYS, WORKER_LEASES, expected::expected, extractor, limits, list, storage};
use crate::{auth::check_origins, events::envelope::Source, media::Hosts};

impl Config {
    /// What can't work whatever the command is.
    pub(super) fn problems(&self) -> Vec<String> {
        let unusable = [
            (self.folio_database_max_connections == 0, "FOLIO_DATABASE_MAX_CONNECTIONS"),
            (ProfileReads::parse(&self.folio_profile_reads).is_none(), "FOLIO_PROFILE_READS"),
            (self.folio_worker_jobs == 0, "FOLIO_WORKER_JOBS"),
            (!WORKER_LEASES.contains(&self.folio_worker_lease_seconds), "FOLIO_WORKER_LEASE_SECONDS"),
            (!FEED_DAYS.contains(&self.folio_feed_retention_days), "FOLIO_FEED_RETENTION_DAYS"),
            (Hosts::parse(&self.folio_photo_hosts).is_none(), "FOLIO_PHOTO_HOSTS"),
            (self.folio_public_url.as_deref().is_some_and(|url| !is_site(url)), "FOLIO_PUBLIC_URL"),
            (self.folio_profile_url.is_some() && self.site().is_none(), "FOLIO_PROFILE_URL"),
        ];
        let unusable = unusable.into_iter().filter(|(is_unusable, _)| *is_unusable);
        let mut problems: Vec<String> =
            unusable.map(|(_, setting)| format!("{setting}: {}", expected(setting))).collect();
        if let Err(error) = self.folio_event_source.parse::<Source>() {
            problems.push(format!("FOLIO_EVENT_SOURCE: {error}"));
        }
        let hash_key = "FOLIO_HASH_KEY";
        match &self.folio_hash_key {
            Some(key) if key.parse::<HashKey>().is_err() => {
                problems.push(format!("{hash_key}: {}", expected(hash_key)));
            }
            None if self.database_url.is_some() => {
                problems.push(format!(
                    "{hash_key} is not set; with DATABASE_URL it must be: {}",
                    expected(hash_key)
                ));
            }
            _ => {}
        }
        let allowed: Vec<String> = list(&self.folio_allowed_origins).collect();
        let parties: Vec<String> =
            list(self.clerk_authorized_parties.as_deref().unwrap_or_default()).collect();
        for (setting, origins) in [("FOLIO_ALLOWED_ORIGINS", allowed), ("CLERK_AUTHORIZED_PARTIES", parties)]
        {
            problems.extend(check_origins(setting, &origins).err().map(|error| error.to_string()));
        }
        problems.extend(limits::problems(self));
        problems.extend(storage::problems(self));
        problems.extend(self.doors().err().map(|error| error.to_string()));
        problems.extend(extractor::problems(self));
        problems.extend(self.github().err().map(|error| error.to_string()));
        problems
    }

    /// What is wrong with Clerk's settings as a whole, where development may do without them.
    #[must_use]
    pub const fn half_of_clerk(&self) -> Option<&'static str> {
        if self.clerk_issuer.is_some() == self.clerk_jwks_url.is_some() {
            return None;
        }
        Some(
            "CLERK_ISSUER and CLERK_JWKS_URL belong together: set both to trust Clerk, or neither for the development issuer",
        )
    }

    /// What production needs and this configuration lacks or gets wrong: one line each, with what would be accepted.
    #[must_use]
    pub fn production_problems(&self) -> Vec<String> {
        let required = [
            ("DATABASE_URL", &self.database_url, "postgres://user:password@host:5432/folio?sslmode=require"),
            (
                "FOLIO_HASH_KEY",
                &self.folio_hash_key,
                "64 hexadecimal digits, as `openssl rand -hex 32` makes them",
            ),
            ("CLERK_ISSUER", &self.clerk_issuer, "https://clerk.example.com"),
            ("CLERK_JWKS_URL", &self.clerk_jwks_url, "https://clerk.example.com/.well-known/jwks.json"),
            (
                "CLERK_AUTHORIZED_PARTIES",
                &self.clerk_authorized_parties,
                "https://app.example.com,https://www.example.com",
            ),
            ("CLERK_SECRET_KEY", &self.clerk_secret_key, "sk_live_…, from Clerk's dashboard"),
            ("CLERK_WEBHOOK_SECRET", &self.clerk_webhook_secret, "whsec_…, from Clerk's dashboard"),
        ];
        let mut problems: Vec<String> = required
            .into_iter()
            .filter(|(_, value, _)| value.is_none())
            .map(|(name, _, example)| format!("{name} is not set; for example {example}"))
            .collect();
        if self.database_url.as_deref().is_some_and(|url| !is_postgres_url(url)) {
            problems.push("DATABASE_URL is not a postgres:// URL".to_owned());
        }
        for (name, value) in [("CLERK_ISSUER", &self.clerk_issuer), ("CLERK_JWKS_URL", &self.clerk_jwks_url)]
        {
            if value.as_deref().is_some_and(|value| !value.starts_with("https://") && !is_loopback(value)) {
                problems.push(format!("{name} must be an https:// address"));
            }
        }
        problems
    }
}

fn is_postgres_url(url: &str) -> bool {
    ["postgres://", "postgresql://"].iter().any(|scheme| url.starts_with(scheme)) || url.contains("host=")
}

/// http is fine on this machine, for tests and tunnels.
fn is_loopback(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| match url.host() {
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        Some(url::Host::Domain(domain)) => domain == "localhost",
        None => false,
    })
}

/// https, or http on this machine, with nothing behind the host.
pub(super) fn is_site(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| {
        let scheme = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(address));
        scheme && url.has_host() && url.path() == "/" && url.query().is_none() && url.username().is_empty()
    })
}
