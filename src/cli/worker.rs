//! `folio worker`: does jobs, and gives events their places, beside servers on the same database. As many as one likes.

use std::sync::Arc;

use anyhow::bail;
use folio_db::Db;

use super::{database, listen};
use crate::{config::Config, http, live::LocalHub, media::Media};

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    if !config.folio_metrics_listen.ip().is_loopback() {
        bail!("FOLIO_METRICS_LISTEN must be a loopback address, as 127.0.0.1:9090");
    }
    let metrics_listener = listen::bind(config.folio_metrics_listen, "FOLIO_METRICS_LISTEN")?;
    let metrics_address = metrics_listener.local_addr()?;
    let metrics = http::install_metrics()?;
    let settings = Arc::new(config.http());
    let media = Media::open(&config.media())?;
    let extractors = config.extractors()?;
    database::with_database(config, async |db: Db, pool| {
        media.claim_at_start(&db).await?;
        let shutdown = listen::shutdown_on_signal()?;
        let metrics_server = listen::serve_metrics(metrics_listener, metrics, &settings, &shutdown)?;
        // Nobody follows anything here; what changes is told by the feed.
        let hub = Arc::new(LocalHub::default());
        let background = listen::Background {
            settings: pool,
            db: db.clone(),
            hub,
            media,
            extractors,
            worker: Some(config.worker()),
            clerk: config.clerk_api()?,
            feed_days: config.folio_feed_retention_days,
        };
        tracing::info!(metrics = %metrics_address, "working");
        background.spawn(&shutdown).await?;
        metrics_server.await?;
        db.close();
        Ok(())
    })
}
