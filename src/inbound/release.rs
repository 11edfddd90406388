//! What was parked: applied once its person has registered, or its badge is defined.

use std::time::Duration;

use folio_db::{DbResult, Transaction, external, inbox};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::apply::{self, Moved, finish, whole};
use crate::jobs::{self, Finished, Job, JobError, Lease, Tools};

/// Applies what has waited for this, in the order in which it happened.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Release {
    /// For this user.
    User(Uuid),
    /// For the badge with this key.
    Badge(String),
}

/// Most deliveries of one transaction; another job goes on with the rest.
const BATCH: i64 = 50;

impl Job for Release {
    const KIND: &'static str = inbox::RELEASE_JOB;
    const TIMEOUT: Duration = Duration::from_secs(60);

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let released = self.release(&tx).await;
        let (tx, moved) = whole(tx, released).await?;
        finish(tools, lease, tx, &moved).await
    }
}

impl Release {
    async fn release(self, tx: &Transaction) -> DbResult<Vec<Moved>> {
        let (waits_for, clerk_id) = match &self {
            Self::User(user_id) => match external::clerk_id(tx, *user_id).await? {
                Some(clerk_id) => (inbox::WaitsFor::Person, Some(clerk_id)),
                // Gone meanwhile, and what waited went too.
                None => return Ok(Vec::new()),
            },
            Self::Badge(key) => (inbox::WaitsFor::Badge(key.clone()), None),
        };
        let waiting = inbox::parked(tx, &waits_for, clerk_id.as_deref(), BATCH).await?;
        let mut moved = Vec::new();
        let mut applied = 0;
        // One after another, since each may depend on the one before; their number is bounded.
        for id in &waiting {
            let effect = apply::apply(tx, *id).await?;
            applied += usize::from(effect.is_some());
            moved.extend(effect.unwrap_or_default());
        }
        if waiting.len() as i64 == BATCH && applied > 0 {
            jobs::enqueue(tx, &self).await?;
        }
        Ok(moved)
    }
}
