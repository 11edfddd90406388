//! An issuer's keys over HTTP.

use std::net::IpAddr;

use futures_util::future::BoxFuture;
use http::header::{AUTHORIZATION, HeaderMap, HeaderValue};
use reqwest::{Client, StatusCode, redirect};
use url::{Host, Url};

use super::{KeySet, KeySource, KeySourceError};
use crate::auth::SetupError;

/// A key set has a few KiB; whatever is larger is something else.
pub(super) const MAX_DOCUMENT_BYTES: usize = 256 * 1024;

/// A JSON Web Key Set behind a URL. [`super::JwksCache`] bounds the time of a fetch.
pub(in crate::auth) struct HttpJwks {
    client: Client,
    url: Url,
    headers: HeaderMap,
}

impl HttpJwks {
    /// Keys from `url`: https, or http on this machine. `secret` goes along as a bearer token where the
    /// address asks for one (Clerk's Backend API); never to a `/.well-known/` address, which is public.
    pub(in crate::auth) fn new(url: &str, secret: Option<&str>) -> Result<Self, SetupError> {
        let expected = SetupError::new(
            "CLERK_JWKS_URL",
            "must be an https URL such as https://clerk.example.com/.well-known/jwks.json",
        );
        let Ok(url) = Url::parse(url) else { return Err(expected) };
        let local = is_loopback(&url);
        // Whoever can change this document on its way can sign in as anybody.
        if url.scheme() != "https" && !(url.scheme() == "http" && local) {
            return Err(expected);
        }

        let mut headers = HeaderMap::new();
        if let Some(secret) = secret.filter(|_| !url.path().starts_with("/.well-known/")) {
            let mut bearer = HeaderValue::try_from(format!("Bearer {secret}")).map_err(|_| {
                SetupError::new("CLERK_SECRET_KEY", "must be one line of visible ASCII characters")
            })?;
            bearer.set_sensitive(true);
            headers.insert(AUTHORIZATION, bearer);
        }

        let mut client = Client::builder().redirect(redirect::Policy::none());
        if local {
            client = client.no_proxy();
        }
        let client = client
            .build()
            .map_err(|_| SetupError::new("TLS", "can't start: check the system's certificate store"))?;
        Ok(Self { client, url, headers })
    }

    async fn get(&self) -> Result<KeySet, KeySourceError> {
        let request = self.client.get(self.url.clone()).headers(self.headers.clone());
        let mut response = request.send().await.map_err(unreachable)?;
        if response.status() != StatusCode::OK {
            return Err(KeySourceError::Status(response.status().as_u16()));
        }
        let mut document = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(unreachable)? {
            if document.len() + chunk.len() > MAX_DOCUMENT_BYTES {
                return Err(KeySourceError::TooLarge);
            }
            document.extend_from_slice(&chunk);
        }
        KeySet::from_json(&document)
    }
}

impl KeySource for HttpJwks {
    fn fetch(&self) -> BoxFuture<'_, Result<KeySet, KeySourceError>> {
        Box::pin(self.get())
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => IpAddr::from(ip).is_loopback(),
        Some(Host::Ipv6(ip)) => IpAddr::from(ip).is_loopback(),
        None => false,
    }
}

/// The innermost cause says most ("connection refused"); the layers above it only say that a request failed.
fn unreachable(error: reqwest::Error) -> KeySourceError {
    let error = error.without_url();
    let mut cause: &dyn std::error::Error = &error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    KeySourceError::Unreachable(cause.to_string())
}
