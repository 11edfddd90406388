//! Applying a delivery: its effect and what became of it, in one transaction with the job's end.

use folio_db::{Conn, Db, DbError, DbResult, Transaction, accounts, inbox};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{clerk, events};
use crate::jobs::{self, Finished, Job, JobError, Lease, Tools};

/// In which attempt a delivery is put aside that the tables refuse: told to operators then, rather than tried until nobody knows
/// of it. Earlier it may be a race, or a program that is older than the tables.
const REFUSALS: i32 = 3;

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
    const KIND: &'static str = inbox::APPLY_JOB;

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let applied = apply(&tx, self.inbox).await;
        if matches!(applied, Err(DbError::Refused { .. })) && lease.attempt() >= REFUSALS {
            tx.rollback().await?;
            tracing::error!(inbox = %self.inbox, "the tables refuse what a delivery says");
            let tx = tools.db.begin().await?;
            let noted = refuse(&tx, self.inbox).await;
            let (tx, noted) = whole(tx, noted).await?;
            if !noted {
                return Err(JobError::Retry("REFUSED"));
            }
            return finish(tools, lease, tx, &[]).await;
        }
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
    let Some(found) = inbox::peek(tx, id).await? else { return Ok(None) };
    let from_clerk = found.source == clerk::SOURCE;
    let body = found.body.as_deref().unwrap_or_default();
    let subject = if from_clerk { clerk::subject_of(body) } else { events::subject_of(body) };
    // The person before the delivery, as a deletion has it, so that neither waits for the other.
    let may_be_here = match &subject {
        Some(subject) => accounts::gate(tx, subject).await?,
        None => true,
    };
    let Some(delivery) = inbox::open(tx, id).await? else { return Ok(None) };
    let is_deletion = from_clerk && delivery.event_type == clerk::USER_DELETED;
    let effect = if !may_be_here && !is_deletion {
        // Whatever it says, and whether it can be read: nothing about them is kept.
        Effect::of(inbox::Settled::Ignored("DELETED"))
    } else if from_clerk {
        clerk::apply(tx, &delivery, body).await?
    } else {
        events::apply(tx, body, delivery.happened_at).await?
    };
    settle(tx, delivery, effect).await.map(Some)
}

async fn settle(tx: &Transaction, delivery: inbox::Delivery, effect: Effect) -> DbResult<Vec<Moved>> {
    inbox::settle(tx, delivery.id, &effect.settled).await?;
    count_settled(tx, delivery.source, effect.settled.state());
    Ok(effect.moved)
}

/// Counts a delivery that was left in a state, once that lasts.
pub(super) fn count_settled(tx: &Transaction, source: String, state: inbox::InboxState) {
    tx.once_committed(move || {
        // Sources are configured, so they are few.
        metrics::counter!("folio_inbound_settled_total", "source" => source, "state" => state.name())
            .increment(1);
    });
}

/// Puts a delivery aside that the tables refuse; answers whether it did. A deletion is tried for as long as it takes.
async fn refuse(tx: &Transaction, id: Uuid) -> DbResult<bool> {
    let Some(delivery) = inbox::open(tx, id).await? else { return Ok(true) };
    if delivery.source == clerk::SOURCE && delivery.event_type == clerk::USER_DELETED {
        return Ok(false);
    }
    settle(tx, delivery, Effect::of(inbox::Settled::Failed("REFUSED"))).await?;
    Ok(true)
}

/// Most deliveries that are given another chance at once.
const MOST_RETRIED: i64 = 1_000;

/// Gives deliveries another chance: those that were put aside in these states and came after one of them, or the one with
/// this id. Answers how many, at most 1,000, and the last of them, after which to go on: one that is put aside again would
/// be chosen again.
///
/// # Errors
/// As any query.
pub async fn retry(
    conn: &Conn,
    states: &[inbox::InboxState],
    id: Option<Uuid>,
    after: Option<Uuid>,
) -> DbResult<(usize, Option<Uuid>)> {
    let ids = inbox::retry(conn, states, id, after, MOST_RETRIED).await?;
    Ok((ask_for(conn, &ids).await?, ids.into_iter().max()))
}

/// Asks anew for the jobs of deliveries that came more than an hour ago and have none any more, and puts those aside that
/// have lost too many; answers how many it asked for, at most 1,000.
///
/// # Errors
/// As any query.
pub async fn apply_stranded(db: &Db) -> DbResult<usize> {
    let tx = db.begin().await?;
    let asked = async {
        let inbox::Stranded { ask, put_aside } = inbox::stranded(&tx, MOST_RETRIED).await?;
        Ok((ask_for(&tx, &ask).await?, put_aside))
    };
    let asked: DbResult<_> = asked.await;
    let (asked, put_aside) = tx.finish(asked).await?;
    for inbox in put_aside {
        tracing::error!(%inbox, "no job lives to apply a delivery: it is put aside");
        metrics::counter!("folio_inbound_stranded_total").increment(1);
    }
    Ok(asked)
}

async fn ask_for(conn: &Conn, ids: &[Uuid]) -> DbResult<usize> {
    let rows = ids.iter().map(|inbox| jobs::row(&Apply { inbox: *inbox }, None));
    folio_db::jobs::enqueue(conn, &rows.collect::<DbResult<Vec<_>>>()?).await
}
