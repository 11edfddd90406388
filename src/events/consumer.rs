//! Following the feed for good: what an event asks for is done in the transaction that notes how far the consumer has
//! come, so that it is done once, whichever process dies.

use folio_db::{
    Db, DbError, DbResult, Transaction,
    feed::{self, Event, Next, Start},
};

use super::{BATCH, PATIENCE};
use crate::outage::Outage;

/// Who follows the feed with a position that lasts. Any number of processes may work for one: one of them goes on at a
/// time.
pub trait Consumer: Send + Sync {
    /// Its name, under which the position is kept: never change one.
    fn name(&self) -> &'static str;

    /// Where it begins the first time.
    fn start(&self) -> Start;

    /// Does what these events ask for, in their order, within the transaction: nothing that isn't undone with it. A few
    /// statements, however many events there are.
    fn apply(&self, tx: &Transaction, events: &[Event]) -> impl Future<Output = DbResult<()>> + Send;
}

/// What became of one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many events were seen to.
    Moved(usize),
    /// There is nothing to do for now.
    Idle,
    /// Another process is at it.
    Elsewhere,
}

/// Follows for ever.
pub async fn run(db: &Db, consumer: &impl Consumer) {
    let mut growth = db.pulse().growth();
    let mut outage = Outage::default();
    loop {
        let step = step(db, consumer).await;
        if step.is_ok() {
            outage.over(consumer.name());
        }
        match step {
            Ok(Step::Moved(_)) => {}
            Ok(Step::Idle | Step::Elsewhere) => growth.wait(PATIENCE).await,
            Err(error) => {
                outage.failed(&error, &format!("events can't be seen to by {}", consumer.name()));
                tokio::time::sleep(outage.pause(PATIENCE)).await;
            }
        }
    }
}

/// Sees to one batch of events, if there are any.
///
/// # Errors
/// As any query, and what the consumer fails with; nothing has happened then.
pub async fn step(db: &Db, consumer: &impl Consumer) -> DbResult<Step> {
    // Locked only when there is something to do: a lock is a write.
    let conn = db.conn().await?;
    let position = feed::position(&conn, consumer.name()).await?;
    if position == Some(feed::head(&conn).await?.last_seq) {
        return Ok(Step::Idle);
    }
    drop(conn);
    let tx = db.begin().await?;
    let step = step_in(&tx, consumer).await;
    let step = tx.finish(step).await?;
    if let Step::Moved(events) = step {
        let events = u64::try_from(events).unwrap_or(0);
        metrics::counter!("folio_feed_consumed_total", "consumer" => consumer.name()).increment(events);
    }
    Ok(step)
}

async fn step_in(tx: &Transaction, consumer: &impl Consumer) -> DbResult<Step> {
    let name = consumer.name();
    let Some(position) = feed::claim_position(tx, name, consumer.start()).await? else {
        return Ok(Step::Elsewhere);
    };
    match feed::next(tx, position, BATCH).await? {
        Next::Events(events) => match events.last() {
            Some(last) => {
                consumer.apply(tx, &events).await?;
                feed::advance(tx, name, last.seq).await?;
                Ok(Step::Moved(events.len()))
            }
            None => Ok(Step::Idle),
        },
        // Nothing is removed before every consumer is past it, so somebody has moved one of the two by hand.
        Next::Gone(head) => {
            let next = position.clamp(head.gone_through, head.last_seq);
            if next == position {
                return Err(DbError::Corrupt("the feed has a gap"));
            }
            tracing::error!(
                consumer = name,
                position,
                next,
                "what comes next in the feed is gone; going on from where it is there"
            );
            feed::advance(tx, name, next).await?;
            Ok(Step::Moved(0))
        }
    }
}
