//! Folio's server, put together as `folio serve` does it, with the development issuer in Clerk's place.

use std::sync::Arc;

use folio::{
    app::App,
    auth::{Authenticator, DevIssuer},
    config::Config,
    graphql::Introspection,
    http::{self, HttpSettings, RateLimits},
    telemetry,
};
use folio_db::Db;
use tokio_util::sync::CancellationToken;

use super::server;

/// Serves until the process ends.
pub(crate) fn run(args: &server::Args) -> anyhow::Result<()> {
    let config = Config::load()?;
    telemetry::init(&config)?;
    let authenticator = Arc::new(Authenticator::dev(&DevIssuer::open(&args.home)?, Vec::new())?);
    let metrics = http::install_metrics()?;
    // Without budgets, since the whole load comes from one address.
    let settings = HttpSettings {
        hsts: true,
        rates: RateLimits::none(),
        max_connections_per_address: 0,
        ..HttpSettings::default()
    };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let db = Db::open(config.pool(&args.url))?;
        let app = App::new(db, authenticator, Introspection::Closed, false);
        let shutdown = CancellationToken::new();
        tokio::spawn(http::metrics_upkeep(metrics, shutdown.clone()));
        let router = http::router(app, settings.clone(), shutdown.clone());
        http::serve(server::listen().await?, router, &settings, shutdown).await;
        Ok(())
    })
}
