//! The run of each day, some profiles at a time.

use std::time::Duration;

use chrono::Utc;
use folio_db::{Db, DbResult, reconcile};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{mend, tell};
use crate::jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools};

/// Profiles of one job: a second's work.
const PROFILES: i64 = 1_000;

/// Looks at the profiles behind one of them, as a part of a run.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReconcileProfiles {
    /// The run; none begins one.
    run_id: Option<Uuid>,
    /// The profile that was looked at last.
    after: Uuid,
}

impl ReconcileProfiles {
    /// A whole run.
    pub const ALL: Self = Self { run_id: None, after: Uuid::nil() };
}

impl Job for ReconcileProfiles {
    const KIND: &'static str = reconcile::JOB;
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_secs(120);

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(match self.run_id {
            None => "begin".to_owned(),
            Some(run) => format!("{run}:{}", self.after),
        })
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let look = reconcile::look(&tools.db, self.after, PROFILES).await?;
        let tx = tools.db.begin().await?;
        let run = match self.run_id {
            Some(run) => run,
            None => reconcile::begin(&tx).await?,
        };
        let repaired = mend(&tx, run, &look).await?;
        if let Some(after) = look.last {
            jobs::enqueue(&tx, &Self { run_id: Some(run), after }).await?;
        }
        let finished = lease.finish(tx).await?;
        tell(&look, &repaired);
        Ok(finished)
    }
}

/// Asks for a run if today (UTC) has none yet that came to its end, and none is under way: days are counted by their dates, and a
/// run that came some time after the last one would sooner or later miss one. One that was given up is followed by another.
///
/// # Errors
/// As any query.
pub async fn schedule(db: &Db) -> DbResult<()> {
    let tx = db.begin().await?;
    let asked = async {
        if reconcile::is_due(&tx, Utc::now().date_naive()).await? {
            jobs::enqueue(&tx, &ReconcileProfiles::ALL).await?;
        }
        Ok(())
    };
    let asked = asked.await;
    tx.finish(asked).await
}
