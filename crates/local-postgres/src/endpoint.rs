use std::fmt::Write as _;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use crate::{APP_ROLE, SUPERUSER};

/// Whom to connect as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The application's role: owns its database, may create others, is no superuser.
    Application,
    /// The superuser: for tests that need one, never for the application.
    Superuser,
}

impl Role {
    /// The role's name in the cluster.
    pub fn name(self) -> &'static str {
        match self {
            Self::Application => APP_ROLE,
            Self::Superuser => SUPERUSER,
        }
    }
}

/// Where a running server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    pub(crate) socket_dir: PathBuf,
    pub(crate) port: u16,
    pub(crate) pid: u32,
}

impl Endpoint {
    /// A connection string for tokio-postgres and libpq alike.
    pub fn url(&self, database: &str, role: Role) -> String {
        format!(
            "postgresql://{}@/{}?host={}&port={}&sslmode=disable",
            role.name(),
            percent_encode(database.as_bytes()),
            percent_encode(self.socket_dir.as_os_str().as_bytes()),
            self.port
        )
    }

    /// The directory of the unix socket.
    pub fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The port, which over a unix socket is part of the socket's file name.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Process id of the server, for looking at its CPU time.
    pub fn pid(&self) -> u32 {
        self.pid
    }
}

fn percent_encode(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len()), |mut encoded, &byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("writing to a String cannot fail");
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_survives_awkward_names() {
        let endpoint = Endpoint { socket_dir: "/tmp/a b/é&host=x".into(), port: 5432, pid: 1 };
        assert_eq!(
            endpoint.url("test/1?", Role::Application),
            "postgresql://folio@/test%2F1%3F?host=%2Ftmp%2Fa%20b%2F%C3%A9%26host%3Dx&port=5432&sslmode=disable"
        );
        assert!(endpoint.url("folio", Role::Superuser).starts_with("postgresql://postgres@/folio?"));
    }
}
