//! Sign-in: who is asking, proved by a Clerk session token.
//!
//! Anonymous is a normal viewer: no token means `Ok(None)`. A token that is there but bad is refused, never ignored.

use std::fmt;

use chrono::{DateTime, Utc};
use http::HeaderMap;

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

impl fmt::Debug for Identity {
    /// Ids of people stay out of logs, even by accident.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// Why a request's credentials were not accepted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The token is malformed, forged, expired, pending or meant for somebody else: HTTP 401.
    #[error("the session token is not valid: {reason}")]
    InvalidToken {
        /// What is wrong with it; never holds a part of the token.
        reason: &'static str,
    },
    /// The cookie was sent from an origin that is not ours: HTTP 403.
    #[error("the session cookie is not accepted from this origin")]
    ForeignOrigin,
    /// The issuer's keys can't be had, so nothing can be said of the token: HTTP 503.
    #[error("sign-in is not available for the moment")]
    KeysUnavailable,
}

/// Verifies session tokens.
pub struct Authenticator {}

impl Authenticator {
    /// Who sends these headers: `None` for anonymous.
    ///
    /// # Errors
    /// See [`AuthError`]; a bad token is never downgraded to anonymous.
    pub async fn authenticate(&self, _headers: &HeaderMap) -> Result<Option<Identity>, AuthError> {
        Ok(None)
    }
}
