//! How much there is to do, as metrics.

use std::{collections::HashSet, time::Duration};

use folio_db::{Db, DbResult, jobs};
use tokio_util::sync::CancellationToken;

use crate::outage::Outage;

const JOBS: &str = "folio_jobs";
const OVERDUE: &str = "folio_jobs_overdue_seconds";

/// Time between two looks.
const EVERY: Duration = Duration::from_secs(10);

/// Tells how many jobs are waiting, at work and dead, by kind, until `shutdown`.
pub async fn report_figures(db: Db, shutdown: CancellationToken) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut told, mut outage) = (HashSet::new(), Outage::default());
    while shutdown.run_until_cancelled(clock.tick()).await.is_some() {
        match shutdown.run_until_cancelled(report(&db, &mut told)).await {
            Some(Ok(())) => outage.over("the figures of jobs"),
            Some(Err(error)) => outage.failed(&error, "the jobs can't be counted"),
            None => return,
        }
    }
}

/// What was told once is told to be nothing when there is nothing any more.
async fn report(db: &Db, told: &mut HashSet<(String, String)>) -> DbResult<()> {
    let figures = jobs::figures(&db.conn().await?).await?;
    let mut gone = std::mem::take(told);
    for figure in figures {
        let labels = [("kind", figure.kind.clone()), ("state", figure.state.clone())];
        #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
        metrics::gauge!(JOBS, &labels).set(figure.jobs as f64);
        if figure.state == "READY" {
            metrics::gauge!(OVERDUE, "kind" => figure.kind.clone()).set(figure.overdue_seconds);
        }
        let key = (figure.kind, figure.state);
        gone.remove(&key);
        told.insert(key);
    }
    for (kind, state) in gone {
        metrics::gauge!(JOBS, "kind" => kind.clone(), "state" => state.clone()).set(0.0);
        if state == "READY" {
            metrics::gauge!(OVERDUE, "kind" => kind).set(0.0);
        }
    }
    Ok(())
}
