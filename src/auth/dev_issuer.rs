//! The token issuer of `folio dev`, which stands in for Clerk on a developer's machine.
//!
//! Its issuer name lies under `.invalid`, which no real issuer can have, and [`super::Authenticator::clerk`]
//! refuses it: a production server can't be made to trust these tokens.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::Utc;
use serde_json::{Value, json};
use uuid::Uuid;

use super::signing::SigningKey;

/// The `iss` of development tokens.
pub const DEV_ISSUER: &str = "https://folio-dev.invalid";

/// The `azp` of development tokens: the place of the frontend on a developer's machine.
pub const DEV_AUTHORIZED_PARTY: &str = "http://localhost:3000";

/// How long `folio token` makes a token last: a working day without thinking of it.
pub const DEV_TOKEN_TTL: Duration = Duration::from_secs(24 * 60 * 60);

const DIRECTORY: &str = "dev-issuer";
const KEY_FILE: &str = "signing-key.der";

/// Why the development issuer has no key or can't sign.
#[derive(Debug, thiserror::Error)]
pub enum DevIssuerError {
    /// The key's file can't be written or read.
    #[error("the development issuer's key {path:?} can't be written or read: {source}")]
    File {
        /// The file or its directory.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The key's file holds something else.
    #[error("{path:?} is not an RSA key: delete it, and the next start makes a new one")]
    NotAKey {
        /// The file.
        path: PathBuf,
    },
    /// The cryptographic library refused.
    #[error("an RSA key can't be made or used on this machine")]
    Crypto,
}

/// Issues session tokens shaped like Clerk's, with a key that never leaves this machine.
pub struct DevIssuer {
    key: SigningKey,
    jwks: Value,
}

impl DevIssuer {
    /// The issuer of this `FOLIO_HOME`, with its key made on first use. Blocks for a moment (files, key
    /// generation).
    ///
    /// Processes that start at once end up with the same key.
    ///
    /// # Errors
    /// When the key can't be made, kept or read; the message names the file.
    pub fn open(folio_home: &Path) -> Result<Self, DevIssuerError> {
        let directory = folio_home.join(DIRECTORY);
        let path = directory.join(KEY_FILE);
        let failed = |source| DevIssuerError::File { path: path.clone(), source };
        let pkcs8 = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {
                create_key(&directory, &path)?;
                fs::read(&path).map_err(failed)?
            }
            outcome => outcome.map_err(failed)?,
        };
        let key = SigningKey::from_pkcs8(&pkcs8).map_err(|_| DevIssuerError::NotAKey { path })?;
        let jwks = json!({ "keys": [key.jwk()] });
        Ok(Self { key, jwks })
    }

    /// A token for the Clerk user id `subject` that begins now and ends after `ttl`.
    ///
    /// # Errors
    /// When the cryptographic library refuses to sign.
    pub fn issue(&self, subject: &str, ttl: Duration) -> Result<String, DevIssuerError> {
        let now = Utc::now().timestamp();
        let claims = json!({
            "iss": DEV_ISSUER,
            "azp": DEV_AUTHORIZED_PARTY,
            "sub": subject,
            "sid": format!("sess_dev_{}", Uuid::new_v4().simple()),
            "sts": "active",
            "iat": now,
            "nbf": now,
            "exp": now.saturating_add_unsigned(ttl.as_secs()),
        });
        self.key.sign(&claims).map_err(|_| DevIssuerError::Crypto)
    }

    /// The JSON Web Key Set for `/.well-known/jwks.json`.
    #[must_use]
    pub fn jwks(&self) -> &Value {
        &self.jwks
    }
}

/// Puts a new key at `path`, complete from the first moment; leaves the one that another process put there
/// meanwhile.
fn create_key(directory: &Path, path: &Path) -> Result<(), DevIssuerError> {
    let failed = |source| DevIssuerError::File { path: path.to_owned(), source };
    let pkcs8 = SigningKey::generate().and_then(|key| key.to_pkcs8()).map_err(|_| DevIssuerError::Crypto)?;

    DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed)?;
    let draft = directory.join(format!("{KEY_FILE}.{}", Uuid::new_v4().simple()));
    let outcome = write_private(&draft, pkcs8.as_ref()).and_then(|()| match fs::hard_link(&draft, path) {
        // Unlike a rename, a link never replaces: the first of two processes wins.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        linked => linked,
    });
    let tidied = fs::remove_file(&draft);
    outcome.and(tidied).map_err(failed)
}

fn write_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file: File = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(content)?;
    file.sync_all()
}
