//! The job that removes what nothing points at: files that an attempt left behind which was cut off after it had written, and
//! uploads that were put after their time.

use std::time::Duration;

use chrono::{NaiveDate, TimeDelta, Utc};
use folio_db::{Conn, DbResult, media, uploads};
use serde::{Deserialize, Serialize};

use super::store::Place;
use crate::jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools};

/// Removes the files that nothing points at, once a day.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sweep {
    /// The day.
    pub day: NaiveDate,
}

/// Has the files of today swept, unless that was asked for already.
///
/// # Errors
/// As any query.
pub async fn sweep(conn: &Conn) -> DbResult<()> {
    jobs::enqueue(conn, &Sweep { day: Utc::now().date_naive() }).await?;
    Ok(())
}

/// How old a file is at least: whoever has written one since may be about to point at it.
const LEAST_AGE: TimeDelta = TimeDelta::days(1);
/// Files that are asked after in one statement.
const BATCH: usize = 1_000;

impl Job for Sweep {
    const KIND: &'static str = "media.sweep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_secs(600);

    fn dedupe(&self) -> Dedupe {
        Dedupe::Once(self.day.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        // Else what another database names would be taken for what nobody names.
        tools.media.still_ours(&tools.db, true).await?;
        let before = Utc::now() - LEAST_AGE;
        let store = &tools.media.store;
        let mut removed = store.remove_torn(before).await;
        for place in [Place::Kept, Place::Uploads] {
            let old = store.before(place, before).await.map_err(|_| JobError::Retry("STORE"))?;
            for batch in old.chunks(BATCH) {
                let conn = tools.db.conn().await?;
                let named = match place {
                    Place::Kept => media::named(&conn, batch).await?,
                    Place::Uploads => uploads::known(&conn, batch).await?,
                };
                drop(conn);
                for id in batch.iter().filter(|id| !named.contains(id)) {
                    store.remove(place, *id).await.map_err(|_| JobError::Retry("STORE"))?;
                    removed += 1;
                }
            }
        }
        if removed > 0 {
            tracing::warn!(removed, "files that nothing pointed at");
        }
        lease.finish_alone(&tools.db).await
    }
}
