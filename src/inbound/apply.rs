//! Applying a delivery: its effect and what became of it, in one transaction with the job's end.

use folio_db::{Conn, DbError, DbResult, Transaction, inbox};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{clerk, events};
use crate::jobs::{self, Finished, Job, JobError, Lease, Tools};

/// Applies one delivery.
#[derive(Debug, Serialize, Deserialize)]
pub struct Apply {
    /// Its row in the inbox.
    pub inbox: Uuid,
}

/// What a delivery came to.
pub(super) struct Effect {
    pub(super) settled: inbox::Settled,
    /// Profiles that were left at another version.
    pub(super) moved: Vec<Moved>,
}

/// A profile that was left at another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub profile_id: Uuid,
    /// At which version.
    pub version: i64,
}

impl Effect {
    /// Nothing moved.
    pub(super) const fn of(settled: inbox::Settled) -> Self {
        Self { settled, moved: Vec::new() }
    }
}

impl Job for Apply {
    const KIND: &'static str = "inbound.apply";

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let applied = apply(&tx, self.inbox).await;
        let (tx, moved) = whole(tx, applied).await?;
        finish(tools, lease, tx, &moved.unwrap_or_default()).await
    }
}

/// Goes on with a transaction in which all went well, and undoes it in good order otherwise.
pub(super) async fn whole<T>(tx: Transaction, result: DbResult<T>) -> Result<(Transaction, T), DbError> {
    match result {
        Ok(value) => Ok((tx, value)),
        Err(error) => {
            // A connection that can't roll back leaves the pool, and the server undoes what it did.
            let _ = tx.rollback().await;
            Err(error)
        }
    }
}

/// Ends a job, and wakes those who follow what it has moved.
pub(super) async fn finish(
    tools: &Tools,
    lease: Lease,
    tx: Transaction,
    moved: &[Moved],
) -> Result<Finished, JobError> {
    let finished = lease.finish(tx).await?;
    for Moved { profile_id, version } in moved {
        tools.hub.publish(*profile_id, Some(*version));
    }
    Ok(finished)
}

/// Applies a delivery and notes what became of it; `None` when nothing was to be done with it any more.
pub(super) async fn apply(tx: &Transaction, id: Uuid) -> DbResult<Option<Vec<Moved>>> {
    let Some(delivery) = inbox::open(tx, id).await? else { return Ok(None) };
    let body = delivery.body.as_deref().unwrap_or_default();
    let effect = if delivery.source == clerk::SOURCE {
        clerk::apply(tx, &delivery.event_type, body).await?
    } else {
        events::apply(tx, body, delivery.happened_at).await?
    };
    inbox::settle(tx, id, &effect.settled).await?;
    // Sources are configured, so they are few.
    metrics::counter!(
        "folio_inbound_settled_total",
        "source" => delivery.source,
        "state" => effect.settled.state().name()
    )
    .increment(1);
    Ok(Some(effect.moved))
}

/// Most deliveries that are given another chance at once.
const MOST_RETRIED: i64 = 1_000;

/// Gives deliveries another chance: those that were put aside in these states, or the one with this id. Answers how many,
/// at most 1,000.
///
/// # Errors
/// As any query.
pub async fn retry(conn: &Conn, states: &[inbox::InboxState], id: Option<Uuid>) -> DbResult<usize> {
    let ids = inbox::retry(conn, states, id, MOST_RETRIED).await?;
    let rows = ids.iter().map(|inbox| jobs::row(&Apply { inbox: *inbox }, None));
    folio_db::jobs::enqueue(conn, &rows.collect::<DbResult<Vec<_>>>()?).await
}
