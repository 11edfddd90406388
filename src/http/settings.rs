//! What can be set about the HTTP edge.

use std::{path::PathBuf, sync::Arc, time::Duration};

use http::HeaderValue;

use super::{LiveSettings, client_address::TrustedProxies, rate_limit::RateLimits};
use crate::graphql::guard::Limits;

/// Limits, time-outs and switches of the HTTP edge. The defaults are those of production.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// Time from the first byte of a request's head to its last; default 5 s.
    pub header_timeout: Duration,
    /// Time for a request's body to arrive once its head is there; default 5 s.
    pub body_timeout: Duration,
    /// Time for a whole request, its body included, until the response begins; default 10 s.
    pub request_timeout: Duration,
    /// As `request_timeout`, for a request that puts an upload, of 10 MiB at most; default 60 s.
    pub upload_timeout: Duration,
    /// Time that a connection may stay open between requests; default 75 s, longer than the 60 s after which common
    /// load balancers give up, so that they close first and never meet a connection that is just going away.
    pub idle_timeout: Duration,
    /// Time that a client may leave a response unread before its connection is closed; default 10 s.
    pub write_timeout: Duration,
    /// Time for requests in flight to end after a shutdown began; default 25 s, below the 30 s after which
    /// orchestrators kill.
    pub drain_timeout: Duration,
    /// Open connections; further ones wait in the listener's queue. Default 10,000.
    pub max_connections: usize,
    /// Open connections of one address; further ones are closed at once, unless a trusted proxy opens them. Default
    /// 1,000; 0 is without limit.
    pub max_connections_per_address: usize,
    /// Proxies whose `X-Forwarded-For` is believed; default none.
    pub trusted_proxies: TrustedProxies,
    /// What a user, and an address, may ask for in a while.
    pub rates: RateLimits,
    /// Read buffer of a connection in bytes, and so the largest request head; at least 8 KiB, default 16 KiB.
    pub read_buffer: usize,
    /// Largest body of a GraphQL request in bytes; default 256 KiB.
    pub max_body: usize,
    /// Web sockets and event streams.
    pub live: LiveSettings,
    /// Limits of documents and variables.
    pub document: Limits,
    /// Most entries in the `errors` of a response; default 20.
    pub max_errors: usize,
    /// Origins of browsers that may read responses, open sockets and send cookies (`https://app.example.com`); default
    /// none.
    pub allowed_origins: Vec<HeaderValue>,
    /// Time that a readiness check may take; default 1 s.
    pub readiness_timeout: Duration,
    /// For how long its result is told again to whoever asks; default 1 s.
    pub readiness_believed: Duration,
    /// Whether to send `Strict-Transport-Security`: only where the site is served over TLS alone. Default off.
    pub hsts: bool,
    /// GraphiQL, for development: the folder that holds its assets. Default none, and then there is no `/graphiql`.
    pub graphiql_assets: Option<PathBuf>,
    /// Whether to serve the page at `/live`, for development. Default no.
    pub live_page: bool,
    /// The key set that `/.well-known/jwks.json` serves, for development; default none, and then there is no such
    /// path.
    pub jwks: Option<Arc<str>>,
}

impl Default for HttpSettings {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(5),
            body_timeout: Duration::from_secs(5),
            request_timeout: Duration::from_secs(10),
            upload_timeout: Duration::from_secs(60),
            idle_timeout: Duration::from_secs(75),
            write_timeout: Duration::from_secs(10),
            drain_timeout: Duration::from_secs(25),
            max_connections: 10_000,
            max_connections_per_address: 1_000,
            trusted_proxies: TrustedProxies::default(),
            rates: RateLimits::default(),
            read_buffer: 16 << 10,
            max_body: 256 << 10,
            live: LiveSettings::default(),
            document: Limits::default(),
            max_errors: 20,
            allowed_origins: Vec::new(),
            readiness_timeout: Duration::from_secs(1),
            readiness_believed: Duration::from_secs(1),
            hsts: false,
            graphiql_assets: None,
            live_page: false,
            jwks: None,
        }
    }
}
