//! A server as `folio serve` puts it together, the feed beside it; and one route more, by which it is made to write.

use std::{
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::{Context, bail};
use axum::{Json, routing::post};
use folio::{
    activity::{Applied, Fact, Origin, apply},
    app::App,
    auth::{Authenticator, DevIssuer},
    config::Config,
    events,
    graphql::{
        Introspection,
        id::{GlobalId, ItemKind},
    },
    http::{self, HttpSettings, RateLimits},
    live::Hub,
    telemetry,
};
use folio_db::{
    Db,
    profiles::{self, ProfilePatch},
    write::{self, Actor, Event, Record},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{What, common::server, world};

/// A write that is asked for.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Order {
    pub(crate) what: String,
    pub(crate) profile: Uuid,
    pub(crate) number: usize,
}

/// A write that was done.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Done {
    /// How the subscribers know it.
    pub(crate) mark: String,
    /// When the commit returned.
    pub(crate) committed: u64,
}

/// The time of the day in microseconds, the same in every process.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

/// Serves until the process ends.
pub(crate) fn run(args: &server::Args) -> anyhow::Result<()> {
    let config = Config::load()?;
    telemetry::init(&config)?;
    let authenticator = Arc::new(Authenticator::dev(&DevIssuer::open(&args.home)?, Vec::new())?);
    let metrics = http::install_metrics()?;
    // Without budgets, since everybody comes from one address.
    let settings = HttpSettings {
        hsts: true,
        rates: RateLimits::none(),
        max_connections: 20_000,
        max_connections_per_address: 0,
        ..HttpSettings::default()
    };
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
        let pool = config.pool(&args.url);
        let db = Db::open(pool.clone())?;
        let app = App::new(db.clone(), authenticator, Introspection::Closed, false);
        let (hub, shutdown) = (app.hub(), CancellationToken::new());
        tokio::spawn(http::metrics_upkeep(metrics, shutdown.clone()));
        tokio::spawn(events::run(pool, db.clone(), Arc::clone(&hub), shutdown.clone()));
        let write = async move |Json(order): Json<Order>| match write(&db, hub.as_ref(), &order).await {
            Ok(done) => Json(Some(done)),
            Err(error) => {
                tracing::error!("a write failed: {error:#}");
                Json(None)
            }
        };
        let router = http::router(app, settings.clone(), shutdown.clone()).route("/write", post(write));
        http::serve(server::listen().await?, router, &settings, shutdown).await;
        Ok(())
    })
}

/// Writes by the path that all writes take, and tells of it as a mutation does.
async fn write(db: &Db, hub: &dyn Hub, order: &Order) -> anyhow::Result<Done> {
    let tx = db.begin().await?;
    let profile = write::lock(&tx, order.profile).await?.context("the profile is there")?;
    let (mark, record) = if order.what == What::Profile.name() {
        let mark = format!("Headline {}", order.number);
        let headline = Some(Some(mark.clone()));
        profiles::update(&profile, &ProfilePatch { headline, ..ProfilePatch::default() }).await?;
        (mark, Record::of(Actor::Service, "bench", Event::of("profile.updated")))
    } else {
        let data = json!({ "awardId": order.number.to_string(), "badge": world::BADGE });
        let origin = Origin::new("https://bench.example", order.number.to_string(), chrono::Utc::now());
        let fact = Fact::read("com.gigsy.badge.awarded.v1", origin, &data);
        let fact = fact.ok().context("an award is a fact")?;
        let Applied::Changed(record) = apply(&profile, &fact).await? else { bail!("nothing was awarded") };
        let award = record.event.item_id.context("the event names the award")?;
        let id = GlobalId::Item { kind: ItemKind::BadgeAward, profile: order.profile, item: award };
        (id.encode().to_string(), *record)
    };
    let version = profile.record(&record).await?;
    tx.commit().await?;
    let committed = now();
    hub.publish(order.profile, Some(version));
    Ok(Done { mark, committed })
}
