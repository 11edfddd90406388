//! Sign-in: who is asking, proved by a Clerk session token.
//!
//! Anonymous is a normal viewer: no token means `Ok(None)`. A token that is there but bad is refused, never
//! ignored; when nothing can be said of it because the issuer's keys can't be had, that is an error of its
//! own ([`AuthError`]).
//!
//! Reading order: [`Authenticator`] here, `credentials` (which tokens a request carries, and the origin rule
//! for cookies), `verifier` (what makes a token good), `jwks` (the issuer's keys and how long they are
//! trusted), `dev_issuer` (the stand-in for Clerk in `folio dev`).

mod clock;
mod credentials;
mod dev_issuer;
mod error;
mod jwks;
mod signing;
mod verifier;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use http::HeaderMap;
use url::Url;

use clock::{Clock, SystemClock};
use jwks::{HttpJwks, JwksCache, KeySet, KeySource};
use verifier::Verifier;

pub use dev_issuer::{DEV_AUTHORIZED_PARTY, DEV_ISSUER, DEV_TOKEN_TTL, DevIssuer, DevIssuerError};
pub use error::{AuthError, SetupError};
pub use jwks::KeySourceError;

/// A verified session: what the token proves and nothing more. Roles come from our database, never from here.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// Clerk's user id (the token's `sub`).
    pub clerk_id: String,
    /// Clerk's session id (the token's `sid`), if the token names one.
    pub session_id: Option<String>,
    /// When the token ends; a socket opened with it may not outlive this without a renewal.
    pub expires_at: DateTime<Utc>,
}

impl Identity {
    /// The moment from which nothing may be shown by this token any more: its end, with the allowed difference of clocks.
    #[must_use]
    pub fn good_until(&self) -> DateTime<Utc> {
        self.expires_at + verifier::MAX_SKEW
    }
}

impl fmt::Debug for Identity {
    /// Ids of people stay out of logs, even by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// How to verify the tokens of a Clerk instance.
#[derive(Clone)]
pub struct ClerkSettings {
    /// `CLERK_ISSUER`: the `iss` of its tokens, to the letter.
    pub issuer: String,
    /// `CLERK_JWKS_URL`: where its public keys are. https, or http on this machine.
    pub jwks_url: String,
    /// `CLERK_AUTHORIZED_PARTIES`: the origins of our frontends. A token's `azp` must be one of them if it
    /// has any, and the session cookie is accepted from them only.
    pub authorized_parties: Vec<String>,
    /// `CLERK_SECRET_KEY`, which Clerk's Backend API asks for; a public `/.well-known/` address is never sent
    /// it.
    pub secret_key: Option<String>,
}

impl fmt::Debug for ClerkSettings {
    /// Everything but the secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClerkSettings")
            .field("issuer", &self.issuer)
            .field("jwks_url", &self.jwks_url)
            .field("authorized_parties", &self.authorized_parties)
            .finish_non_exhaustive()
    }
}

/// How long the end of a session at Clerk is remembered: longer than the minute that a token of it is good for.
pub const CLERK_SESSIONS_REMEMBERED: Duration = Duration::from_secs(120);

/// Verifies session tokens of one issuer.
pub struct Authenticator {
    verifier: Verifier,
    /// From where the session cookie is accepted.
    origins: Vec<String>,
}

impl Authenticator {
    /// Trusts one Clerk instance. Connects to nothing yet: see [`Self::check_keys`].
    ///
    /// # Errors
    /// When a setting can't work; the message names it and what would be accepted.
    pub fn clerk(settings: ClerkSettings) -> Result<Self, SetupError> {
        let ClerkSettings { issuer, jwks_url, authorized_parties, secret_key } = settings;
        if issuer.is_empty() || issuer == DEV_ISSUER {
            return Err(SetupError::new("CLERK_ISSUER", "must be the Clerk instance's Frontend API URL"));
        }
        const PARTIES: &str = "CLERK_AUTHORIZED_PARTIES";
        if authorized_parties.is_empty() {
            return Err(SetupError::new(
                PARTIES,
                "must name at least one origin, such as https://www.example.com",
            ));
        }
        check_origins(PARTIES, &authorized_parties)?;
        let source = HttpJwks::new(&jwks_url, secret_key.as_deref())?;
        let origins = authorized_parties.clone();
        Ok(Self::new(issuer, source, authorized_parties, origins, Arc::new(SystemClock)))
    }

    /// Trusts the development issuer of this machine only; accepts its tokens in cookies from these origins.
    ///
    /// # Errors
    /// When an origin can't be one.
    pub fn dev(issuer: &DevIssuer, origins: Vec<String>) -> Result<Self, SetupError> {
        check_origins("The list of development origins", &origins)?;
        let keys = KeySet::from_json(issuer.jwks().to_string().as_bytes())
            .map_err(|_| SetupError::new("The development issuer", "must have an RSA key"))?;
        let parties = vec![DEV_AUTHORIZED_PARTY.to_owned()];
        Ok(Self::new(DEV_ISSUER.to_owned(), keys, parties, origins, Arc::new(SystemClock)))
    }

    fn new(
        issuer: String,
        source: impl KeySource + 'static,
        authorized_parties: Vec<String>,
        origins: Vec<String>,
        clock: Arc<dyn Clock>,
    ) -> Self {
        let keys = JwksCache::new(source, Arc::clone(&clock));
        Self { verifier: Verifier { issuer, authorized_parties, keys, clock }, origins }
    }

    /// Who sends these headers: `None` for anonymous. `credentials` says where a token may be.
    ///
    /// # Errors
    /// See [`AuthError`]; a bad token is never downgraded to anonymous.
    pub async fn authenticate(&self, headers: &HeaderMap) -> Result<Option<Identity>, AuthError> {
        let mut refusal = None::<AuthError>;
        for token in credentials::tokens(headers, &self.origins)? {
            match self.verify(token).await {
                Ok(identity) => return Ok(Some(identity)),
                Err(error) => refusal = Some(refusal.map_or(error, |earlier| earlier.more_telling(error))),
            }
        }
        refusal.map_or(Ok(None), Err)
    }

    /// Who this token stands for: for tokens that don't come in headers, such as those of web sockets.
    ///
    /// # Errors
    /// See [`AuthError`].
    pub async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        self.verifier.verify(token).await
    }

    /// How long the end of a session is to be remembered: longer than a token of this issuer is good for.
    #[must_use]
    pub fn sessions_remembered(&self) -> Duration {
        if self.verifier.issuer == DEV_ISSUER {
            DEV_TOKEN_TTL + CLERK_SESSIONS_REMEMBERED
        } else {
            CLERK_SESSIONS_REMEMBERED
        }
    }

    /// Fetches the issuer's keys now, or reports the latest fetch if that began less than 30 s ago; answers
    /// how many there are. Takes 3 s at most.
    ///
    /// # Errors
    /// Why there are none, with its [`KeySourceError::remedy`].
    pub async fn check_keys(&self) -> Result<usize, KeySourceError> {
        self.verifier.keys.check().await
    }
}

/// Refuses what can't be an origin: one with a path or a trailing slash would match nothing, silently.
pub(crate) fn check_origins(setting: &'static str, origins: &[String]) -> Result<(), SetupError> {
    let well_formed = |origin: &String| match Url::parse(origin) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => url.origin().ascii_serialization() == *origin,
        // Browser extensions and apps: their origins are compared as they are.
        Ok(url) => url.has_host() && !origin.ends_with('/'),
        Err(_) => false,
    };
    if origins.iter().all(well_formed) {
        Ok(())
    } else {
        let expected =
            "must hold origins: scheme, host and port in lower case, without a path or a slash at the end";
        Err(SetupError::new(setting, expected))
    }
}

fn base64url(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn base64url_decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

#[cfg(test)]
mod tests;
