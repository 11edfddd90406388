//! Addresses of web pages.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, ParseError, Url};

/// The most characters of an address.
pub const MAX_URL_CHARS: usize = 2_048;

/// An `http` or `https` address with a host and no credentials, in the URL standard's ASCII form (a host in
/// another script is in punycode, so that it can't pass for another).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct WebUrl(String);

/// Why an address is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebUrlError {
    /// Longer than [`MAX_URL_CHARS`].
    #[error("must have at most {MAX_URL_CHARS} characters")]
    TooLong,
    /// No scheme, such as a bare host name.
    #[error("must begin with https:// or http://")]
    NoScheme,
    /// Another scheme.
    #[error("must be an https or http address")]
    Scheme,
    /// User name or password within the address.
    #[error("must not hold a user name or password")]
    Credentials,
    /// Not an address by the URL standard.
    #[error("must be an address such as https://example.com/page")]
    Malformed,
}

impl WebUrl {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The host in small letters, unless it is an IP address.
    pub fn domain(&self) -> Option<String> {
        match Url::parse(&self.0).ok()?.host()? {
            Host::Domain(domain) => Some(domain.to_owned()),
            Host::Ipv4(_) | Host::Ipv6(_) => None,
        }
    }
}

impl FromStr for WebUrl {
    type Err = WebUrlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let text = text.trim();
        if text.chars().count() > MAX_URL_CHARS {
            return Err(WebUrlError::TooLong);
        }
        // The URL standard drops control characters and reads `https:host` and `https:\\host`; one spelling will do.
        if text.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
            return Err(WebUrlError::Malformed);
        }
        let url = Url::parse(text).map_err(|error| match error {
            ParseError::RelativeUrlWithoutBase => WebUrlError::NoScheme,
            _ => WebUrlError::Malformed,
        })?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(WebUrlError::Scheme);
        }
        if !text[url.scheme().len()..].starts_with("://") || !url.has_host() {
            return Err(WebUrlError::Malformed);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(WebUrlError::Credentials);
        }
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none();
        let kept = match url.as_str().strip_suffix('/') {
            Some(shorter) if bare && !text.ends_with('/') => shorter,
            _ => url.as_str(),
        };
        if kept.len() > MAX_URL_CHARS {
            return Err(WebUrlError::TooLong);
        }
        Ok(Self(kept.to_owned()))
    }
}

impl TryFrom<String> for WebUrl {
    type Error = WebUrlError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<WebUrl> for String {
    fn from(url: WebUrl) -> Self {
        url.0
    }
}

impl fmt::Display for WebUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
