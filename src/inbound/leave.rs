//! Erasure of somebody whose account was deleted: their rows, their files, and what came in about them.

use std::time::Duration;

use folio_db::erasure;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::apply::whole;
use crate::jobs::{Dedupe, Finished, Job, JobError, Lease, Tools};

/// Removes everything of a user who was deleted at Clerk. Done again it finds nothing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Erase {
    /// The user.
    pub user: Uuid,
}

impl Job for Erase {
    const KIND: &'static str = "profile.erase";
    const TIMEOUT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Dedupe {
        Dedupe::Once(self.user.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let conn = tools.db.conn().await?;
        let leaving = erasure::leaving(&conn, self.user).await?;
        let files = match leaving.as_ref().and_then(|leaving| leaving.profile_id) {
            Some(profile_id) => erasure::files(&conn, profile_id).await?,
            None => Vec::new(),
        };
        drop(conn);
        // Before the rows, which are what they are found by.
        for file in files {
            tools.media.remove(file).await.map_err(|_| JobError::Retry("STORE"))?;
        }
        let tx = tools.db.begin().await?;
        let erased = match &leaving {
            Some(leaving) => erasure::erase(&tx, leaving).await,
            None => Ok(()),
        };
        let (tx, ()) = whole(tx, erased).await?;
        let finished = lease.finish(tx).await?;
        if let Some(profile_id) = leaving.and_then(|leaving| leaving.profile_id) {
            // Whoever follows it, its owner too, finds that it is gone.
            tools.hub.publish(profile_id, None);
        }
        Ok(finished)
    }
}
