//! What all runs have come to, as metrics: read from the record of the runs, so that every process tells the same, whichever has
//! done them.

use std::time::Duration;

use chrono::Utc;
use folio_db::{
    Db, DbResult,
    reconcile::{self, Totals},
};
use tokio_util::sync::CancellationToken;

use crate::outage::Outage;

/// Time between two looks.
const EVERY: Duration = Duration::from_secs(10);

/// Tells what the runs have found, until `shutdown`. The alert rules in `ops/alerts.yml` go by it.
pub async fn report(db: Db, shutdown: CancellationToken) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut outage = Outage::default();
    while shutdown.run_until_cancelled(clock.tick()).await.is_some() {
        match shutdown.run_until_cancelled(look(&db)).await {
            Some(Ok(())) => outage.over("the figures of reconciling"),
            Some(Err(error)) => outage.failed(&error, "the runs of reconciling can't be read"),
            None => return,
        }
    }
}

async fn look(db: &Db) -> DbResult<()> {
    let conn = db.conn().await?;
    let Totals { checked, outdated, drifted, repaired, finished_at } = reconcile::totals(&conn).await?;
    let days = reconcile::drift_free_days(&conn, Utc::now().date_naive()).await?;
    drop(conn);
    // As they stand: what was found before this process began is no increase.
    metrics::counter!("folio_reconcile_checked_total").absolute(checked.unsigned_abs());
    metrics::counter!("folio_reconcile_outdated_total").absolute(outdated.unsigned_abs());
    metrics::counter!("folio_reconcile_drifted_total").absolute(drifted.unsigned_abs());
    metrics::counter!("folio_reconcile_repaired_total").absolute(repaired.unsigned_abs());
    metrics::gauge!("folio_reconcile_drift_free_days").set(f64::from(days));
    #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
    let finished = finished_at.map_or(0, |at| at.timestamp()) as f64;
    metrics::gauge!("folio_reconcile_finished_timestamp_seconds").set(finished);
    Ok(())
}
