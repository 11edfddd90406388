//! What `dev`, `serve` and `worker` share: binding, working until a signal, and stopping in order.

use std::{net::SocketAddr, sync::Arc};

use anyhow::Context;
use axum::Router;
use folio_db::{Db, PoolSettings};
use tokio::{net::TcpListener, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::supervise::supervise;
use crate::{
    events::{self, Dispatch, consumer},
    facets::Extractors,
    http::{self, HttpSettings},
    inbound::{
        self,
        clerk::{Api, ReconcileClerk},
    },
    jobs::{self, Registry, Tools, Worker, WorkerSettings},
    live::Hub,
    media::Media,
    reconcile, upkeep,
};

/// What works beside the server, or by itself: upkeep, the feed, and jobs if there are settings for them.
pub(super) struct Background {
    pub(super) settings: PoolSettings,
    pub(super) db: Db,
    pub(super) hub: Arc<dyn Hub>,
    pub(super) media: Media,
    pub(super) extractors: Extractors,
    pub(super) worker: Option<WorkerSettings>,
    /// Clerk's API, for the jobs.
    pub(super) clerk: Option<Api>,
    /// For how many days the feed is kept.
    pub(super) feed_days: u16,
}

impl Background {
    /// Begins; what is given ends once `shutdown` has come and jobs have been let to end.
    pub(super) fn spawn(self, shutdown: &CancellationToken) -> JoinHandle<()> {
        let Self { settings, db, hub, media, extractors, worker, clerk, feed_days } = self;
        let with_clerk = worker.is_some() && clerk.is_some();
        let (pool, token, questions) = (db.clone(), shutdown.clone(), extractors.questions());
        supervise("upkeep", shutdown, move || {
            upkeep::run(pool.clone(), feed_days, with_clerk, questions, token.clone())
        });
        let (pool, token) = (db.clone(), shutdown.clone());
        supervise("lag", shutdown, move || events::report_lag(pool.clone(), token.clone()));
        let (pool, token) = (db.clone(), shutdown.clone());
        supervise("drift", shutdown, move || reconcile::report_figures(pool.clone(), token.clone()));
        let (pool, followers, token) = (db.clone(), Arc::clone(&hub), shutdown.clone());
        supervise("feed", shutdown, move || {
            events::run(settings.clone(), pool.clone(), Arc::clone(&followers), token.clone())
        });
        let Some(settings) = worker else { return tokio::spawn(async {}) };
        let (pool, token) = (db.clone(), shutdown.clone());
        supervise("jobs", shutdown, move || jobs::report_figures(pool.clone(), token.clone()));
        let (pool, token) = (db.clone(), shutdown.clone());
        supervise("inbox", shutdown, move || inbound::report_figures(pool.clone(), token.clone()));
        let (pool, token) = (db.clone(), shutdown.clone());
        supervise("dispatch", shutdown, move || {
            let (pool, token) = (pool.clone(), token.clone());
            async move {
                token.run_until_cancelled(consumer::run(&pool, &Dispatch::all())).await;
            }
        });
        let registry = match clerk {
            Some(_) => Registry::all(),
            // A worker without the key leaves it to the others.
            None => Registry::all().without::<ReconcileClerk>(),
        };
        let (tools, token) = (Tools { db, hub, media, extractors, clerk }, shutdown.clone());
        supervise("worker", shutdown, move || {
            Worker::new(registry.clone(), tools.clone(), settings.clone()).run(token.clone())
        })
    }
}

/// A token that Ctrl-C or SIGTERM cancels.
pub(super) fn shutdown_on_signal() -> anyhow::Result<CancellationToken> {
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
    Ok(shutdown)
}

/// Serves the metrics until `shutdown`.
pub(super) fn serve_metrics(
    listener: std::net::TcpListener,
    metrics: metrics_exporter_prometheus::PrometheusHandle,
    settings: &Arc<HttpSettings>,
    shutdown: &CancellationToken,
) -> anyhow::Result<JoinHandle<()>> {
    let listener = TcpListener::from_std(listener)?;
    let (rendered, token) = (metrics.clone(), shutdown.clone());
    supervise("metrics", shutdown, move || http::metrics_upkeep(rendered.clone(), token.clone()));
    let (settings, shutdown) = (Arc::clone(settings), shutdown.clone());
    Ok(tokio::spawn(async move {
        http::serve(listener, http::metrics_router(metrics), &settings, shutdown).await;
    }))
}

/// A listener that was bound before anything slow began, so that a taken port is told at once.
pub(super) fn bind(address: SocketAddr, setting: &str) -> anyhow::Result<std::net::TcpListener> {
    let listener = std::net::TcpListener::bind(address)
        .with_context(|| {
            format!(
                "{setting}: {address} can't be bound; if another Folio runs there, set {setting} to an address of its own, as {setting}={}:0 for any port that is free",
                address.ip()
            )
        })?;
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
    let shutdown = shutdown_on_signal()?;
    let settings = Arc::new(settings);
    let metrics_server = serve_metrics(metrics_listener, metrics, &settings, &shutdown)?;
    let background = background.spawn(&shutdown);
    started();
    let drained =
        http::serve(TcpListener::from_std(listener)?, router(shutdown.clone()), &settings, shutdown).await;
    background.await.context("what works beside the server failed")?;
    metrics_server.await.context("the metrics server failed")?;
    if drained.cut_off > 0 {
        tracing::warn!(connections = drained.cut_off, "cut off at the end of the drain time");
    }
    Ok(())
}
