//! `folio serve`: production. Trusts Clerk alone, refuses invented people, starts nothing of its own.

use std::sync::Arc;

use anyhow::{Context, bail};
use folio_db::{Db, accounts};

use super::{database, dev, listen};
use crate::{
    accounts::INVENTED,
    app::App,
    auth::Authenticator,
    config::{Config, ConfigError},
    facets::Extractors,
    graphql::Introspection,
    http::{self, HttpSettings},
    media::Media,
};

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    let mut problems = config.production_problems();
    if !config.folio_metrics_listen.ip().is_loopback() {
        problems.push("FOLIO_METRICS_LISTEN must be a loopback address, as 127.0.0.1:9090".to_owned());
    }
    if !problems.is_empty() {
        return Err(ConfigError(problems).into());
    }
    let clerk = config.clerk().context("CLERK_ISSUER and CLERK_JWKS_URL are needed")?;
    let (doors, media) = (config.doors()?, Media::open(&config.media())?);
    let authenticator = Arc::new(Authenticator::clerk(clerk)?);
    let listener = listen::bind(config.folio_listen, "FOLIO_LISTEN")?;
    let metrics_listener = listen::bind(config.folio_metrics_listen, "FOLIO_METRICS_LISTEN")?;
    let settings =
        HttpSettings { allowed_origins: dev::header_values(&config.origins()), hsts: true, ..config.http() };
    let metrics = http::install_metrics()?;
    let pool = config.pool(config.database_url.as_deref().unwrap_or_default());
    super::runtime()?.block_on(async {
        database::require_migrated(&pool).await?;
        let db = Db::open(pool.clone())?;
        media.claim_at_start(&db).await?;
        refuse_invented_people(&db).await?;
        if authenticator.check_keys().await.is_err() {
            tracing::warn!(
                "Clerk's keys can't be fetched for now: signed-in requests get 503 until they can"
            );
        }
        let app = App::new(db.clone(), authenticator, Introspection::Closed, true)
            .with_doors(doors)
            .with_site(config.site())
            .with_repositories(config.github()?)
            .with_media(media.clone());
        let hub = app.hub();
        let router_settings = settings.clone();
        listen::serve(
            listener,
            metrics_listener,
            |draining| http::router(app, router_settings, draining),
            settings,
            metrics,
            listen::Background {
                settings: pool,
                db: db.clone(),
                hub,
                media,
                // It does no jobs.
                extractors: Extractors::default(),
                worker: None,
                clerk: None,
                feed_days: config.folio_feed_retention_days,
            },
            || tracing::info!(listen = %config.folio_listen, "serving"),
        )
        .await?;
        db.close();
        Ok(())
    })
}

/// Whether the database holds demo people or seeded ones.
pub(super) async fn holds_invented_people(db: &Db) -> folio_db::DbResult<bool> {
    accounts::any_with_prefix(&db.conn().await?, &INVENTED).await
}

async fn refuse_invented_people(db: &Db) -> anyhow::Result<()> {
    if holds_invented_people(db).await.map_err(|error| database::explain(error, "the users can't be read"))? {
        bail!(
            "this database holds demo people or seeded ones, so it is no production database: point DATABASE_URL at another"
        );
    }
    Ok(())
}
