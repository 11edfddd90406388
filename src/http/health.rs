//! `/healthz` says that the process lives, `/readyz` whether it should be sent requests.

use std::{sync::Arc, time::Duration};

use axum::{extract::State, response::Response};
use http::StatusCode;
use serde_json::{Map, Value, json};
use tokio::{sync::Mutex, time::Instant};

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

/// What was found, for as long as it is believed: anybody may ask, and whoever asks often costs one look a second.
#[derive(Debug, Default)]
pub(crate) struct Readiness(Mutex<Option<(Instant, Arc<[Check]>)>>);

impl Readiness {
    /// The checks as they are, or were a moment ago. Those who ask at the same time wait for one look.
    async fn checks(&self, backend: &impl Backend, believed: Duration) -> Arc<[Check]> {
        let mut known = self.0.lock().await;
        match &*known {
            Some((at, checks)) if at.elapsed() < believed => Arc::clone(checks),
            _ => {
                let checks: Arc<[Check]> = backend.ready().await.into();
                *known = Some((Instant::now(), Arc::clone(&checks)));
                checks
            }
        }
    }
}

pub(crate) async fn alive() -> Response {
    respond(StatusCode::OK, &json!({ "status": "alive" }))
}

pub(crate) async fn ready<B: Backend>(State(edge): State<Arc<Edge<B>>>) -> Response {
    if edge.draining.is_cancelled() {
        return respond(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "draining" }));
    }
    let timeout = edge.settings.readiness_timeout;
    let Ok(checks) =
        tokio::time::timeout(timeout, edge.readiness.checks(&edge.backend, edge.settings.readiness_believed))
            .await
    else {
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
