//! Looking for drift between the snapshot and the tables, once a day and by hand (capability P7): what
//! `folio reconcile` and the job `profiles.reconcile` have in common. See [`folio_db::reconcile`].

use chrono::Utc;
use folio_db::{
    Conn, Db, DbResult,
    reconcile::{self, Look, Repaired},
};
use uuid::Uuid;

mod job;

pub use job::{ReconcileProfiles, schedule};

/// What a look found, as metrics: the alert rules in `ops/alerts.yml` go by them.
fn tell(look: &Look, repaired: &Repaired) {
    metrics::counter!("folio_reconcile_checked_total").increment(look.checked as u64);
    metrics::counter!("folio_reconcile_outdated_total").increment(look.outdated.len() as u64);
    metrics::counter!("folio_reconcile_drifted_total").increment(look.drifted.len() as u64);
    let done = repaired.drifted + repaired.outdated;
    metrics::counter!("folio_reconcile_repaired_total").increment(done as u64);
    if !look.drifted.is_empty() {
        // Ids lead to the findings; what is in the fields stays there.
        tracing::error!(
            profiles = look.drifted.len(),
            repaired = done,
            "snapshots had drifted from the tables"
        );
    }
}

/// Tells for how many days in a row no drift was found.
///
/// # Errors
/// As any query.
async fn tell_days(conn: &Conn) -> DbResult<u32> {
    let days = reconcile::drift_free_days(conn, Utc::now().date_naive()).await?;
    metrics::gauge!("folio_reconcile_drift_free_days").set(f64::from(days));
    Ok(days)
}

/// Looks at some profiles and writes anew what has drifted or is outdated, as a part of a run.
///
/// # Errors
/// As any query; nothing of this step lasts then, and it can be taken again.
pub async fn step(db: &Db, run: Uuid, after: Uuid, limit: i64) -> DbResult<Look> {
    let look = reconcile::look(db, after, limit).await?;
    let tx = db.begin().await?;
    let done = mend(&tx, run, &look).await;
    let repaired = tx.finish(done).await?;
    tell(&look, &repaired);
    Ok(look)
}

/// Writes anew what a look found, and notes it with its run.
async fn mend(conn: &Conn, run: Uuid, look: &Look) -> DbResult<Repaired> {
    let repaired = reconcile::repair(conn, &look.mendable()).await?;
    reconcile::note(conn, run, look, &repaired).await?;
    Ok(repaired)
}
