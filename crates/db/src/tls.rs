//! Connecting, with TLS when the URL asks for it.

use std::time::Duration;

use diesel::{ConnectionError, ConnectionResult};
use diesel_async::AsyncPgConnection;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio_postgres::{CancelToken, Client, Config, NoTls, config::SslMode};
use tokio_postgres_rustls::MakeRustlsConnect;
use url::Url;

use crate::{error::DbError, pool::PoolSettings};

/// How to reach the server, read from a URL.
///
/// TLS is used when the URL says so: `sslmode` is `require`, `verify-ca` or `verify-full`. All three mean the same here,
/// and are stricter than libpq's `require`: the certificate and the host name are always verified, against the system's
/// roots or the PEM file of `sslrootcert`. `disable`, `prefer` and no `sslmode` mean none: a TLS that an attacker can
/// turn off protects from nobody.
pub(crate) struct Target {
    config: Config,
    root_certificates: Option<String>,
}

/// Reads a `postgres://` URL or a `key=value` string.
pub(crate) fn parse(url: &str) -> Result<Target, DbError> {
    let bad = |what: &dyn std::fmt::Display| DbError::Url(what.to_string());
    if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
        let config = url.parse().map_err(|_| bad(&"neither a postgres:// URL nor key=value pairs"))?;
        return Ok(Target { config, root_certificates: None });
    }
    // tokio-postgres knows neither sslrootcert nor the verify modes: take them out and hand the rest on.
    let Ok(parsed) = Url::parse(url) else {
        // `postgresql://role@/db?host=/path` has no host, which is fine for Postgres and not for `url`.
        let config = url.parse().map_err(|_| bad(&"it can't be read as a postgres:// URL"))?;
        return Ok(Target { config, root_certificates: None });
    };
    let mut root_certificates = None;
    let mut rest = parsed.clone();
    // The other pairs stay as they are written: url would write a space as `+`, which tokio-postgres takes for a plus.
    let mut kept = Vec::new();
    for (pair, (key, value)) in parsed
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty())
        .zip(parsed.query_pairs())
    {
        match (&*key, &*value) {
            ("sslrootcert", path) => root_certificates = Some(path.to_owned()),
            ("sslmode", "verify-ca" | "verify-full") => kept.push("sslmode=require"),
            _ => kept.push(pair),
        }
    }
    rest.set_query(Some(kept.join("&").as_str()).filter(|query| !query.is_empty()));
    let config = rest.as_str().parse::<Config>().map_err(|error| {
        bad(&std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string))
    })?;
    Ok(Target { config, root_certificates })
}

/// Opens connections to one server; made once, since reading the system's root certificates takes a while.
pub(crate) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
}

impl Connector {
    /// Reads the URL and the root certificates.
    ///
    /// # Errors
    /// [`DbError::Url`] when either can't be read.
    pub(crate) fn new(settings: &PoolSettings) -> Result<Self, DbError> {
        let Target { mut config, root_certificates } = parse(&settings.url)?;
        config.application_name(&settings.application_name);
        config.connect_timeout(settings.connect_timeout);
        // A server that is cut off without a word is noticed in seconds, not in the hours that systems take.
        config.keepalives_idle(Duration::from_secs(10));
        config.keepalives_interval(Duration::from_secs(3));
        config.keepalives_retries(3);
        config.tcp_user_timeout(Duration::from_secs(20));
        // Session settings travel with the start-up packet: a `SET` later would leak through the pool.
        let own = config.get_options().unwrap_or_default().to_owned();
        config.options(format!("{own} {}", settings.session_options()).trim());
        let tls = if config.get_ssl_mode() == SslMode::Require {
            let tls = client_config(root_certificates.as_deref()).map_err(DbError::Url)?;
            Some(MakeRustlsConnect::new(tls))
        } else {
            config.ssl_mode(SslMode::Disable);
            None
        };
        Ok(Self { config, tls })
    }

    /// Opens one connection; `on_ready` sees it before anyone uses it.
    pub(crate) async fn connect(
        &self,
        on_ready: impl FnOnce(&mut AsyncPgConnection),
    ) -> ConnectionResult<AsyncPgConnection> {
        let mut connection = if let Some(tls) = self.tls.clone() {
            let (client, connection) = self.config.connect(tls).await.map_err(cause)?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await?
        } else {
            let (client, connection) = self.config.connect(NoTls).await.map_err(cause)?;
            AsyncPgConnection::try_from_client_and_connection(client, connection).await?
        };
        on_ready(&mut connection);
        Ok(connection)
    }

    /// As [`Connector::connect`], without diesel around it: for what diesel-async can't do, which is COPY. The socket
    /// closes when the client is dropped.
    pub(crate) async fn connect_client(&self) -> ConnectionResult<Client> {
        if let Some(tls) = self.tls.clone() {
            let (client, connection) = self.config.connect(tls).await.map_err(cause)?;
            tokio::spawn(connection);
            Ok(client)
        } else {
            let (client, connection) = self.config.connect(NoTls).await.map_err(cause)?;
            tokio::spawn(connection);
            Ok(client)
        }
    }

    /// Asks the server to stop the query of another connection, over the same kind of socket.
    pub(crate) async fn cancel(&self, token: CancelToken) -> Result<(), tokio_postgres::Error> {
        match self.tls.clone() {
            Some(tls) => token.cancel_query(tls).await,
            None => token.cancel_query(NoTls).await,
        }
    }
}

/// tokio-postgres says no more than "db error" of what the server answered; the cause says what it was.
fn cause(error: tokio_postgres::Error) -> ConnectionError {
    match error.as_db_error() {
        Some(answer) => refused(answer),
        None => refused(error),
    }
}

fn refused(error: impl std::fmt::Display) -> ConnectionError {
    ConnectionError::BadConnection(error.to_string())
}

fn client_config(root_certificates: Option<&str>) -> Result<ClientConfig, String> {
    let mut roots = RootCertStore::empty();
    if let Some(path) = root_certificates {
        let certificates = CertificateDer::pem_file_iter(path)
            .map_err(|error| format!("sslrootcert can't be read: {error}"))?
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| format!("sslrootcert is not PEM: {error}"))?;
        let (added, _) = roots.add_parsable_certificates(certificates);
        if added == 0 {
            return Err("sslrootcert holds no certificate".to_owned());
        }
    } else {
        // Some systems carry a few roots that rustls refuses; those that it takes are enough.
        roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    let provider = std::sync::Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| error.to_string())?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_full_asks_for_tls_and_keeps_the_other_parameters() {
        let target =
            parse("postgres://u:p%40@db.example:5433/folio?sslmode=verify-full&sslrootcert=/ca.pem&options=-c%20a%3Db")
                .expect("a good URL");
        assert_eq!(target.config.get_ssl_mode(), SslMode::Require);
        assert_eq!(target.root_certificates.as_deref(), Some("/ca.pem"));
        assert_eq!(target.config.get_options(), Some("-c a=b"));
        assert_eq!(target.config.get_password(), Some(&b"p@"[..]));
    }

    #[test]
    fn an_error_names_the_parameter_and_not_the_password() {
        let error = parse("postgres://u:secret@h/db?no_such=1").err().expect("refused").to_string();
        assert!(error.contains("no_such"), "{error}");
        assert!(!error.contains("secret"), "{error}");
    }
}
