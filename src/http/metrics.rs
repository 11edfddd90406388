//! Prometheus metrics of the edge, and the listener of their own that serves them.
//!
//! Labels come from fixed sets (route templates, status classes, operation types, outcomes): a client can't make new
//! series.

use std::time::Duration;

use axum::{Router, extract::State, routing::get};
use http::{StatusCode, header};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};
use tokio_util::sync::CancellationToken;

mod help;

use super::{outcome::Outcome, rate_limit::Budget};

const REQUESTS: &str = "http_request_duration_seconds";
const OPERATIONS: &str = "graphql_operation_duration_seconds";
const CONNECTIONS: &str = "http_open_connections";
const CONNECTIONS_REFUSED: &str = "http_connections_refused_total";
const SOCKETS: &str = "graphql_open_sockets";
const STREAMS: &str = "graphql_open_event_streams";
const LIVE_OPERATIONS: &str = "graphql_open_socket_operations";
const CLOSES: &str = "graphql_socket_closes_total";
const PANICS: &str = "http_panics_total";
const RATE_LIMITED: &str = "rate_limit_refusals_total";
const BUCKETS_KEPT: &str = "rate_limit_buckets";

/// Upper bounds of the histograms in seconds; a page is served in a millisecond or so, a request ends within ten
/// seconds.
const BUCKETS: [f64; 14] =
    [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Installs the process's metrics recorder.
///
/// # Errors
/// When the process has a recorder already.
pub fn install_metrics() -> Result<PrometheusHandle, BuildError> {
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_duration_seconds".to_owned()), &BUCKETS)?
        .install_recorder()?;
    help::describe();
    Ok(handle)
}

/// `/metrics`, for a listener on a loopback address: it is not for the public.
pub fn metrics_router(handle: PrometheusHandle) -> Router {
    let render = async |State(handle): State<PrometheusHandle>| {
        ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render())
    };
    Router::new().route("/metrics", get(render)).with_state(handle)
}

/// Folds samples into the histograms every few seconds until `shutdown`; without it they would pile up in memory
/// while nobody scrapes.
pub async fn metrics_upkeep(handle: PrometheusHandle, shutdown: CancellationToken) {
    let mut ticks = tokio::time::interval(Duration::from_secs(5));
    while shutdown.run_until_cancelled(ticks.tick()).await.is_some() {
        handle.run_upkeep();
    }
}

pub(crate) fn request(route: &str, status: StatusCode, took: Duration) {
    let class = match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };
    metrics::histogram!(REQUESTS, "route" => route.to_owned(), "status" => class).record(took);
}

pub(crate) fn operation(kind: &'static str, outcome: Outcome, took: Duration) {
    metrics::histogram!(OPERATIONS, "kind" => kind, "outcome" => outcome.as_str()).record(took);
}

pub(crate) fn panicked() {
    metrics::counter!(PANICS).increment(1);
}

pub(crate) fn rate_limited(budget: Budget) {
    metrics::counter!(RATE_LIMITED, "budget" => budget.as_str()).increment(1);
}

pub(crate) fn rate_limit_buckets() -> metrics::Gauge {
    metrics::gauge!(BUCKETS_KEPT)
}

pub(crate) fn connection_refused() {
    metrics::counter!(CONNECTIONS_REFUSED).increment(1);
}

/// Counts a web socket that ended. The label comes from a fixed set.
pub(crate) fn socket_closed(code: &'static str) {
    metrics::counter!(CLOSES, "code" => code).increment(1);
}

/// Declares what counts as open while a value lives.
macro_rules! open {
    ($($(#[$doc:meta])* $name:ident => $metric:expr;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name(metrics::Gauge);

        impl $name {
            pub(crate) fn new() -> Self {
                let gauge = metrics::gauge!($metric);
                gauge.increment(1.0);
                Self(gauge)
            }
        }

        impl Drop for $name {
            fn drop(&mut self) {
                self.0.decrement(1.0);
            }
        }
    )*};
}

open! {
    /// Counts a connection as open while it lives.
    OpenConnection => CONNECTIONS;
    /// Counts a web socket as open while it lives.
    OpenSocket => SOCKETS;
    /// Counts an event stream as open while it lives.
    OpenStream => STREAMS;
    /// Counts an operation of a web socket as open while it lives.
    OpenOperation => LIVE_OPERATIONS;
}
