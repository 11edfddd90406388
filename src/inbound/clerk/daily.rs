//! The comparison with Clerk that nobody has to ask for: once a day, as a job.

use std::time::Duration;

use chrono::{NaiveDate, Utc};
use folio_db::{Db, DbResult};
use serde::{Deserialize, Serialize};

use super::reconcile::{NotReconciled, Plan, Report, reconcile};
use crate::jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools};

/// Compares everybody with Clerk, and deletes nobody: that is for whoever reads what was found.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct ReconcileClerk {
    /// The day that it is for, in UTC: it is done once for each.
    day: NaiveDate,
}

impl Job for ReconcileClerk {
    const KIND: &'static str = "clerk.reconcile";
    const CONCURRENCY: usize = 1;
    const MAX_ATTEMPTS: i32 = 5;
    /// A hundred people take about a second.
    const TIMEOUT: Duration = Duration::from_secs(4 * 3_600);

    fn dedupe(&self) -> Dedupe {
        Dedupe::Once(format!("clerk.reconcile:{}", self.day))
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        // Where there is no key the kind isn't asked for, and workers don't do it.
        let Some(api) = &tools.clerk else { return Err(JobError::Retry("NOT_CONFIGURED")) };
        let report =
            reconcile(&tools.db, api, Plan::default(), |_| ()).await.map_err(|error| match error {
                NotReconciled::Db(error) => JobError::Db(error),
                NotReconciled::Api(_) | NotReconciled::AnotherInstance | NotReconciled::TooMany { .. } => {
                    JobError::Retry("CLERK_UNAVAILABLE")
                }
            })?;
        tell(&report);
        lease.finish_alone(&tools.db).await
    }
}

/// Into the metrics and the log, as counts.
#[allow(clippy::cast_precision_loss, reason = "counts of people are far below 2^52")]
fn tell(report: &Report) {
    let Report { listed, new, changed, busy, failed, unreadable, missing, .. } = *report;
    for (what, count) in [
        ("new", new),
        ("changed", changed),
        ("failed", failed),
        ("unreadable", unreadable),
        ("missing", missing),
    ] {
        metrics::gauge!("folio_clerk_differences", "what" => what).set(count as f64);
    }
    tracing::info!(listed, new, changed, busy, failed, unreadable, missing, "compared with Clerk");
}

/// Asks for today's comparison, if it wasn't asked for yet.
///
/// # Errors
/// As any query.
pub async fn schedule(db: &Db) -> DbResult<()> {
    jobs::enqueue(&db.conn().await?, &ReconcileClerk { day: Utc::now().date_naive() }).await?;
    Ok(())
}
