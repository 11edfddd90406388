//! The key behind every hash that stands in for a value: in the audit log, and in tombstones.

use std::{fmt, str::FromStr};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// 32 secret bytes. Whoever has them can test a guess against a hash, so they are kept apart from the database.
#[derive(Clone, PartialEq, Eq)]
pub struct HashKey([u8; 32]);

impl HashKey {
    /// The key of local development and of tests: known to everybody, so it protects nothing.
    pub const DEVELOPMENT: Self = Self(*b"folio development, not a secret.");

    /// A key of these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA-256 of `value`.
    #[must_use]
    pub fn hash(&self, value: &[u8]) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes a key of any length");
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    /// As [`Self::hash`], of a value of one sort: hashes of the same value as different sorts have nothing in common.
    #[must_use]
    pub fn hash_as(&self, sort: &str, value: &[u8]) -> [u8; 32] {
        self.hash(&[sort.as_bytes(), &[0], value].concat())
    }

    /// An id that stands for a value of one sort where the value itself may not stand.
    #[must_use]
    pub fn id_of(&self, sort: &str, value: &[u8]) -> Uuid {
        let hash = self.hash_as(sort, value);
        uuid::Builder::from_custom_bytes(hash[..16].try_into().expect("sixteen of thirty-two")).into_uuid()
    }

    /// The key as 64 hexadecimal digits, to be kept in a file.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex::encode(self.0)
    }
}

/// A text that is no key. Doesn't quote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a key is 64 hexadecimal digits, as `openssl rand -hex 32` makes them")]
pub struct NotAKey;

impl FromStr for HashKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| NotAKey)?;
        Ok(Self(bytes))
    }
}

/// Never the bytes.
impl fmt::Debug for HashKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HashKey")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_written_and_read() {
        let key = HashKey::new(std::array::from_fn(|i| u8::try_from(i * 8).expect("below 256")));
        assert_eq!(key.to_hex().parse(), Ok(key));
        assert_eq!("zz".repeat(32).parse::<HashKey>(), Err(NotAKey));
        assert_eq!("ab".repeat(31).parse::<HashKey>(), Err(NotAKey));
    }

    #[test]
    fn sorts_keep_apart_what_is_the_same() {
        let key = HashKey::DEVELOPMENT;
        assert_ne!(key.hash_as("one", b"x"), key.hash_as("two", b"x"));
        assert_ne!(key.hash_as("one", b"x"), key.hash(b"x"));
        assert_eq!(key.id_of("one", b"x"), key.id_of("one", b"x"));
        assert_ne!(key.id_of("one", b"x"), key.id_of("two", b"x"));
    }

    /// RFC 4231, test case 2, with the key filled up with zeros, which HMAC does to a short key anyway.
    #[test]
    fn the_hash_is_hmac_sha_256() {
        let mut key = [0; 32];
        key[..4].copy_from_slice(b"Jefe");
        let hash = HashKey::new(key).hash(b"what do ya want for nothing?");
        assert_eq!(hex::encode(hash), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}
