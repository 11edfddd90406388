//! The job that removes files which nothing points at: what an attempt left behind that was cut off after it had written.

use std::time::Duration;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use folio_db::{Conn, DbResult, media};
use futures_util::{StreamExt, TryStreamExt};
use object_store::{ObjectMeta, ObjectStore, path::Path};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Media, MediaError, PICTURES};
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
        let old =
            tools.media.files_before(Utc::now() - LEAST_AGE).await.map_err(|_| JobError::Retry("STORE"))?;
        let mut removed = 0_usize;
        for batch in old.chunks(BATCH) {
            let conn = tools.db.conn().await?;
            let named = media::named(&conn, batch).await?;
            drop(conn);
            for file in batch.iter().filter(|file| !named.contains(file)) {
                tools.media.remove(*file).await.map_err(|_| JobError::Retry("STORE"))?;
                removed += 1;
            }
        }
        if removed > 0 {
            tracing::warn!(removed, "files that nothing pointed at");
        }
        lease.finish_alone(&tools.db).await
    }
}

impl Media {
    /// The files that were written before this.
    async fn files_before(&self, moment: DateTime<Utc>) -> Result<Vec<Uuid>, MediaError> {
        let all = self.store.list(Some(&Path::from(PICTURES)));
        let old = all.try_filter_map(async |found: ObjectMeta| {
            // What has another name is nothing that we wrote.
            let file = found.location.filename().and_then(|name| Uuid::parse_str(name).ok());
            Ok(file.filter(|_| found.last_modified < moment))
        });
        Ok(old.boxed().try_collect().await?)
    }
}
