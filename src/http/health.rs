//! `/healthz` says that the process lives, `/readyz` whether it should be sent requests.

use std::sync::Arc;

use axum::{extract::State, response::Response};
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::{
    Backend,
    router::{Edge, json as respond},
};

/// The state of one thing that requests need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// What was checked, for example `database`.
    pub name: &'static str,
    /// Whether it works. Why it doesn't belongs in the log.
    pub ok: bool,
}

pub(crate) async fn alive() -> Response {
    respond(StatusCode::OK, &json!({ "status": "alive" }))
}

pub(crate) async fn ready<B: Backend>(State(edge): State<Arc<Edge<B>>>) -> Response {
    if edge.draining.is_cancelled() {
        return respond(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "draining" }));
    }
    let timeout = edge.settings.readiness_timeout;
    let Ok(checks) = tokio::time::timeout(timeout, edge.backend.ready()).await else {
        tracing::warn!(?timeout, "the readiness checks did not end in time");
        return respond(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "timeout" }));
    };
    let ok = checks.iter().all(|check| check.ok);
    let checks: Map<String, Value> = checks
        .iter()
        .map(|check| (check.name.to_owned(), json!(if check.ok { "ok" } else { "failed" })))
        .collect();
    let (status, word) =
        if ok { (StatusCode::OK, "ready") } else { (StatusCode::SERVICE_UNAVAILABLE, "not ready") };
    respond(status, &json!({ "status": word, "checks": checks }))
}
