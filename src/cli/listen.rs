//! What `dev` and `serve` share: binding, serving until a signal, and stopping in order.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use axum::Router;
use folio_db::{Db, PoolSettings};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    events,
    http::{self, HttpSettings},
    live::Hub,
    upkeep,
};

/// What works beside the server.
pub(super) struct Background {
    pub(super) settings: PoolSettings,
    pub(super) db: Db,
    pub(super) hub: Arc<dyn Hub>,
}

/// A listener that was bound before anything slow began, so that a taken port is told at once.
pub(super) fn bind(address: SocketAddr, setting: &str) -> anyhow::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)
        .with_context(|| format!("{setting}: {address} can't be bound; is another server running there?"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Serves the application and, beside it, the metrics, until Ctrl-C or SIGTERM; then lets what is in flight end.
pub(super) async fn serve(
    listener: std::net::TcpListener,
    metrics_listener: std::net::TcpListener,
    router: impl FnOnce(CancellationToken) -> Router,
    settings: HttpSettings,
    metrics: metrics_exporter_prometheus::PrometheusHandle,
    background: Background,
    started: impl FnOnce(),
) -> anyhow::Result<()> {
    let shutdown = CancellationToken::new();
    let signals = shutdown.clone();
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
        signals.cancel();
    });

    let settings = Arc::new(settings);
    let metrics_server = tokio::spawn({
        let (shutdown, settings, metrics) = (shutdown.clone(), Arc::clone(&settings), metrics.clone());
        let listener = TcpListener::from_std(metrics_listener)?;
        async move { http::serve(listener, http::metrics_router(metrics), &settings, shutdown).await }
    });
    tokio::spawn(http::metrics_upkeep(metrics, shutdown.clone()));
    let Background { settings: pool, db, hub } = background;
    tokio::spawn(upkeep::run(db.clone(), shutdown.clone()));
    tokio::spawn(events::run(pool, db, hub, shutdown.clone()));
    started();
    let drained =
        http::serve(TcpListener::from_std(listener)?, router(shutdown.clone()), &settings, shutdown).await;
    metrics_server.await.context("the metrics server failed")?;
    if drained.cut_off > 0 {
        tracing::warn!(connections = drained.cut_off, "cut off at the end of the drain time");
    }
    Ok(())
}
