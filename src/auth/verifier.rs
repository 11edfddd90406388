//! Decides whether a session token is genuine, ours and in force.
//!
//! clerk-rs checks the signature; it allows a minute of clock skew and looks at neither the issuer, the
//! authorized party nor the session's status, so all of that is checked here. It refuses tokens with an
//! `aud`, which session tokens lack, and holds times in 32 bits, so that it refuses tokens that end after
//! January 2038.
//!
//! Verified tokens are not remembered: a check costs about 20 µs of one core, and what is not kept can't leak
//! or go stale.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use clerk_rs::validators::authorizer::{ClerkError, ClerkJwt, validate_jwt_with_key};
use serde::Deserialize;
use serde_json::Value;

use super::clock::Clock;
use super::jwks::{JwksCache, KeyError};
use super::{AuthError, Identity};

/// Session tokens live in a cookie, so they have less than 4 KiB; twice that is no session token.
const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// How far the issuer's clock and ours may be apart.
pub(super) const MAX_SKEW: TimeDelta = TimeDelta::seconds(5);

/// Verifies the tokens of one issuer.
pub(super) struct Verifier {
    /// The only `iss` that is accepted.
    pub(super) issuer: String,
    /// The `azp` that are accepted; a token without one (from a native client) is accepted too.
    pub(super) authorized_parties: Vec<String>,
    pub(super) keys: JwksCache,
    pub(super) clock: Arc<dyn Clock>,
}

impl Verifier {
    /// Who this token stands for.
    pub(super) async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        let key_id = signing_key_id(token)?;
        let key = self.keys.key(&key_id).await.map_err(|error| match error {
            KeyError::Unknown => AuthError::InvalidToken { reason: "its key is not one of the issuer's" },
            KeyError::Unavailable => AuthError::KeysUnavailable,
        })?;
        let claims = validate_jwt_with_key(token, &key).map_err(|error| match error {
            // The cause has no type of its own; tests pin this word.
            ClerkError::Unauthorized(cause) if cause.ends_with("ExpiredSignature") => AuthError::ExpiredToken,
            ClerkError::Unauthorized(_) => {
                AuthError::InvalidToken { reason: "its signature or its claims can't be accepted" }
            }
            ClerkError::InternalServerError(_) => AuthError::KeysUnavailable,
        })?;
        self.check(claims)
    }

    fn check(&self, claims: ClerkJwt) -> Result<Identity, AuthError> {
        let refuse = |reason| Err(AuthError::InvalidToken { reason });
        if claims.iss != self.issuer {
            return refuse("it is from another issuer");
        }
        if claims.azp.as_ref().is_some_and(|party| !self.authorized_parties.contains(party)) {
            return refuse("it was issued to another application");
        }
        // A status that we don't know yet is not an active session.
        if claims.other.get("sts").is_some_and(|status| status != "active") {
            return refuse("its session is not active");
        }
        if claims.sub.is_empty() {
            return refuse("it names nobody");
        }

        let now = self.clock.now();
        let (issued_at, not_before, expires_at) = (time(claims.iat)?, time(claims.nbf)?, time(claims.exp)?);
        if now > expires_at + MAX_SKEW {
            return Err(AuthError::ExpiredToken);
        }
        if now < not_before - MAX_SKEW || now < issued_at - MAX_SKEW {
            return refuse("it is not in force yet");
        }
        Ok(Identity { clerk_id: claims.sub, session_id: claims.sid, expires_at })
    }
}

/// The parts of a token's header that choose the key. Nothing here is proved yet.
#[derive(Deserialize)]
struct TokenHeader {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    crit: Option<Value>,
}

/// Refuses what can't be a session token before anything is asked of the issuer.
fn signing_key_id(token: &str) -> Result<String, AuthError> {
    let refuse = |reason| Err(AuthError::InvalidToken { reason });
    if token.len() > MAX_TOKEN_BYTES {
        return refuse("it is longer than a session token can be");
    }
    let header = token.split_once('.').and_then(|(header, _)| super::base64url_decode(header));
    let Some(header) = header.and_then(|json| serde_json::from_slice::<TokenHeader>(&json).ok()) else {
        return refuse("it is not a signed JSON Web Token");
    };
    if header.alg != "RS256" {
        return refuse("it is not signed with RS256");
    }
    // Clerk signs OAuth access tokens (`at+jwt`) with the same keys: they stand for a third party's limited
    // access.
    if header.typ.is_some_and(|typ| !typ.eq_ignore_ascii_case("JWT")) {
        return refuse("it is not a session token");
    }
    if header.crit.is_some() {
        return refuse("it asks for an extension that is not supported");
    }
    match header.kid {
        Some(kid) if !kid.is_empty() => Ok(kid),
        _ => refuse("it does not name its key"),
    }
}

fn time(seconds: i32) -> Result<DateTime<Utc>, AuthError> {
    DateTime::from_timestamp(seconds.into(), 0)
        .ok_or(AuthError::InvalidToken { reason: "it holds an impossible time" })
}
