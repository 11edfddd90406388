//! `folio dev`: everything on this machine, for development. Loopback only.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use anyhow::{Context, bail};
use folio_db::Db;
use folio_local_postgres::{GraphiqlAssets, Options};

use super::{database, listen, print::say};
use crate::{
    app::App,
    auth::{Authenticator, DevIssuer},
    config::{self, Config},
    demo,
    graphql::Introspection,
    http::{self, HttpSettings},
    inbound::{DEV_EVENT_SOURCE, DEV_SECRET, Doors, NotDoors},
    media::Media,
};

/// Where a Next.js app runs in development.
const FRONTEND: &str = "http://localhost:3000";

pub(super) fn run(config: &Config) -> anyhow::Result<()> {
    for (setting, address) in
        [("FOLIO_LISTEN", config.folio_listen), ("FOLIO_METRICS_LISTEN", config.folio_metrics_listen)]
    {
        if !address.ip().is_loopback() {
            bail!(
                "{setting}: development serves on a loopback address only, as 127.0.0.1 with a port; `folio serve` is for the public"
            );
        }
    }
    if let Some(problem) = config.half_of_clerk() {
        bail!(problem);
    }
    let listener = listen::bind(config.folio_listen, "FOLIO_LISTEN")?;
    let metrics_listener = listen::bind(config.folio_metrics_listen, "FOLIO_METRICS_LISTEN")?;
    let (address, metrics_address) = (listener.local_addr()?, metrics_listener.local_addr()?);
    let home = config::home(config).context("FOLIO_HOME can't be made")?;

    let (doors, media, extractors) =
        (doors(config)?, Media::open(&config.media_at(address))?, config.extractors()?);
    let (authenticator, jwks) = sign_in(config, &home, address)?;
    let database = database::open_own(config)?;
    let cache = Options::new(&home).cache;
    let settings = HttpSettings {
        allowed_origins: header_values(&origins(config, address)),
        live_page: true,
        graphiql_assets: Some(GraphiqlAssets::directory_in(&cache)),
        jwks,
        ..config.http()
    };
    let metrics = http::install_metrics()?;
    super::runtime()?.block_on(async {
        database.migrate().await?;
        let db = Db::open(database.settings.clone())?;
        media.claim_at_start(&db).await?;
        let clerk = config.has_clerk();
        if !clerk {
            demo::populate_if_empty(&db).await.context("the demo people can't be made")?;
        }
        if database.is_local() {
            tracing::warn!("the local Postgres is for development, never for production");
        }
        let app = App::new(db.clone(), authenticator, Introspection::Open, clerk)
            .with_doors(doors)
            .with_site(config.site().or_else(|| format!("{FRONTEND}/{{slug}}").parse().ok()))
            .with_repositories(config.github()?)
            .with_media(media.clone());
        let hub = app.hub();
        let router_settings = settings.clone();
        let keeper = tokio::spawn(database.keep());
        listen::serve(
            listener,
            metrics_listener,
            |draining| http::router(app, router_settings, draining),
            settings,
            metrics,
            listen::Background {
                settings: database.settings.clone(),
                db: db.clone(),
                hub,
                media,
                extractors,
                worker: Some(config.worker()),
                clerk: config.clerk_api()?,
                feed_days: config.folio_feed_retention_days,
            },
            || {
                welcome(config, address, metrics_address, clerk);
                fetch_graphiql(cache);
            },
        )
        .await?;
        keeper.abort();
        db.close();
        Ok(())
    })
}

fn sign_in(
    config: &Config,
    home: &std::path::Path,
    address: SocketAddr,
) -> anyhow::Result<(Arc<Authenticator>, Option<Arc<str>>)> {
    if let Some(clerk) = config.clerk() {
        return Ok((Arc::new(Authenticator::clerk(clerk)?), None));
    }
    let issuer = DevIssuer::open(home)?;
    let jwks = issuer.jwks().to_string().into();
    Ok((Arc::new(Authenticator::dev(&issuer, origins(config, address))?), Some(jwks)))
}

/// Without Clerk both webhooks take a key that is known to everybody, so that they can be tried out.
fn doors(config: &Config) -> Result<Doors, NotDoors> {
    if config.has_clerk() {
        return config.doors();
    }
    let clerk = config.clerk_webhook_secret.as_deref().unwrap_or(DEV_SECRET);
    let dev_source = format!("{DEV_EVENT_SOURCE}={DEV_SECRET}");
    let sources = Some(config.folio_event_sources.as_str()).filter(|sources| !sources.is_empty());
    Doors::read(Some(clerk), sources.unwrap_or(&dev_source))
}

fn origins(config: &Config, address: SocketAddr) -> Vec<String> {
    let mut origins = config.origins();
    origins.push(FRONTEND.to_owned());
    origins.push(format!("http://{address}"));
    origins.push(format!("http://localhost:{}", address.port()));
    origins.sort();
    origins.dedup();
    origins
}

pub(super) fn header_values(origins: &[String]) -> Vec<::http::HeaderValue> {
    origins.iter().filter_map(|origin| origin.parse().ok()).collect()
}

/// Brings GraphiQL's files in the background. It is a convenience: without the network everything else runs, and the page
/// says what is missing until it is there.
fn fetch_graphiql(cache: PathBuf) {
    if GraphiqlAssets::directory_in(&cache).is_dir() {
        return;
    }
    let fetch = move || match GraphiqlAssets::ensure(&cache, &mut |_| {}) {
        Ok(_) => tracing::info!("GraphiQL is there"),
        Err(error) => tracing::warn!("GraphiQL is not available: {error}"),
    };
    // Not on the runtime, whose end would wait for it.
    if let Err(error) = std::thread::Builder::new().name("graphiql".to_owned()).spawn(fetch) {
        tracing::warn!("GraphiQL can't be fetched: {error}");
    }
}

fn welcome(config: &Config, address: SocketAddr, metrics: SocketAddr, clerk: bool) {
    say!("\nFolio is running.\n");
    say!("  GraphQL    http://{address}/graphql");
    say!("  GraphiQL   http://{address}/graphiql");
    say!("  live page  http://{address}/live?slug={}", demo::MENTOR_SLUG);
    say!("  health     http://{address}/healthz  /readyz");
    say!("  metrics    http://{metrics}/metrics\n");
    if clerk {
        say!("Sign-in: tokens of {} only.\n", config.clerk_issuer.as_deref().unwrap_or_default());
        return;
    }
    if config.clerk_webhook_secret.is_none() || config.folio_event_sources.is_empty() {
        say!("Webhooks (docs/INBOUND.md) are taken with a key that is no secret:");
        say!("  {DEV_SECRET}");
        say!("  POST /webhooks/clerk, and POST /events with the source {DEV_EVENT_SOURCE}\n");
    }
    say!("Demo people (a token for 24 hours, to send as `Authorization: Bearer …`):");
    for persona in demo::Persona::ALL {
        say!("  folio token {:<10} {}", persona.name(), persona.about());
    }
    say!("  (from a checkout: cargo run -- token student)\n");
    say!("A page to begin with:  {{ profile(slug: \"{}\") {{ displayName headline }} }}", demo::STUDENT_SLUG);
    say!("Ctrl-C stops everything.\n");
}
