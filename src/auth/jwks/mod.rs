//! The issuer's public keys: where they come from ([`KeySource`]), how long they are trusted ([`JwksCache`]).

mod cache;
mod http;

use std::collections::HashMap;

use clerk_rs::validators::jwks::JwksKey;
use futures_util::future::BoxFuture;
use serde::Deserialize;

pub(super) use cache::{JwksCache, KeyError};
pub(super) use http::HttpJwks;

/// Where the issuer publishes its keys.
pub(super) trait KeySource: Send + Sync {
    /// Brings the present keys. [`JwksCache`] bounds the time this may take.
    fn fetch(&self) -> BoxFuture<'_, Result<KeySet, KeySourceError>>;

    /// Whether every fetch brings the same keys, so that one tells which ids there are.
    fn is_fixed(&self) -> bool {
        false
    }
}

/// Why the issuer's keys could not be brought.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeySourceError {
    /// Nobody has asked for them so far.
    #[error("the key set has not been fetched yet")]
    NotFetched,
    /// No connection, or it broke.
    #[error("the key set can't be reached: {0}")]
    Unreachable(String),
    /// No answer in time.
    #[error("the key set did not arrive within {} s", cache::FETCH_TIMEOUT.as_secs())]
    TimedOut,
    /// An HTTP status other than 200.
    #[error("the key set's address answers with status {0}")]
    Status(u16),
    /// More bytes than a key set can have.
    #[error("the key set is larger than {} KiB", http::MAX_DOCUMENT_BYTES / 1024)]
    TooLarge,
    /// Not a JSON Web Key Set.
    #[error("the answer is not a JSON Web Key Set")]
    Malformed,
    /// A JSON Web Key Set that can't verify an RS256 signature.
    #[error("the key set holds no RSA signing key for RS256")]
    NoUsableKey,
}

impl KeySourceError {
    /// What the operator can do about it.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::NotFetched => "ask again",
            Self::Unreachable(_) | Self::TimedOut => {
                "check CLERK_JWKS_URL, name resolution, the outgoing firewall and Clerk's status page"
            }
            Self::Status(401 | 403) => "check CLERK_SECRET_KEY: the key set's address asks for a valid one",
            Self::Status(300..=399) => "set CLERK_JWKS_URL to the final address: redirects are not followed",
            Self::Status(_) | Self::TooLarge | Self::Malformed | Self::NoUsableKey => {
                "check CLERK_JWKS_URL: the Clerk dashboard shows it under API keys"
            }
        }
    }
}

/// The keys of one issuer by their id, all fit for RS256.
#[derive(Clone)]
pub(super) struct KeySet(HashMap<String, JwksKey>);

impl KeySet {
    /// Reads a JSON Web Key Set, passing over the keys that are not for RS256 signatures.
    pub(super) fn from_json(document: &[u8]) -> Result<Self, KeySourceError> {
        let document: Document = serde_json::from_slice(document).map_err(|_| KeySourceError::Malformed)?;
        let keys: HashMap<_, _> = document
            .keys
            .into_iter()
            .filter_map(|key| serde_json::from_value::<RsaKey>(key).ok()?.usable())
            .map(|key| (key.kid.clone(), key))
            .collect();
        if keys.is_empty() { Err(KeySourceError::NoUsableKey) } else { Ok(Self(keys)) }
    }

    fn get(&self, kid: &str) -> Option<&JwksKey> {
        self.0.get(kid)
    }

    fn len(&self) -> usize {
        self.0.len()
    }
}

/// Keys that are part of this process: no wait, no failure.
impl KeySource for KeySet {
    fn fetch(&self) -> BoxFuture<'_, Result<KeySet, KeySourceError>> {
        Box::pin(async { Ok(self.clone()) })
    }

    fn is_fixed(&self) -> bool {
        true
    }
}

#[derive(Deserialize)]
struct Document {
    keys: Vec<serde_json::Value>,
}

/// One entry of the set; `use` and `alg` are optional by RFC 7517.
#[derive(Deserialize)]
struct RsaKey {
    kty: String,
    kid: String,
    n: String,
    e: String,
    #[serde(rename = "use", default = "signatures")]
    purpose: String,
    #[serde(default = "rs256")]
    alg: String,
}

fn signatures() -> String {
    "sig".to_owned()
}

fn rs256() -> String {
    "RS256".to_owned()
}

impl RsaKey {
    fn usable(self) -> Option<JwksKey> {
        let fit = self.kty == "RSA" && self.purpose == "sig" && self.alg == "RS256" && !self.kid.is_empty();
        let decodes =
            super::base64url_decode(&self.n).is_some() && super::base64url_decode(&self.e).is_some();
        (fit && decodes).then_some(JwksKey {
            use_key: self.purpose,
            kty: self.kty,
            kid: self.kid,
            alg: self.alg,
            n: self.n,
            e: self.e,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_rs256_signing_keys_are_taken() {
        let set = KeySet::from_json(
            br#"{"keys": [
                {"kty": "RSA", "kid": "plain", "n": "AQAB", "e": "AQAB"},
                {"kty": "RSA", "kid": "encrypts", "use": "enc", "n": "AQAB", "e": "AQAB"},
                {"kty": "RSA", "kid": "other-alg", "alg": "PS256", "n": "AQAB", "e": "AQAB"},
                {"kty": "RSA", "kid": "not-base64", "n": "*", "e": "AQAB"},
                {"kty": "EC", "kid": "curve", "crv": "P-256", "x": "AQAB", "y": "AQAB"},
                {"kty": "oct", "kid": "secret", "k": "AQAB"}
            ]}"#,
        )
        .expect("one key is usable");
        assert_eq!(set.0.into_keys().collect::<Vec<_>>(), ["plain"]);
    }

    #[test]
    fn a_set_without_a_usable_key_is_an_error() {
        assert_eq!(KeySet::from_json(br#"{"keys": []}"#).err(), Some(KeySourceError::NoUsableKey));
        assert_eq!(KeySet::from_json(b"<html>").err(), Some(KeySourceError::Malformed));
    }
}
