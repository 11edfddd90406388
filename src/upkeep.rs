//! What a server does beside answering: removes what is kept for a time only, and makes room in the audit log for the
//! months to come; and what it asks for again that was promised and got lost. Every process does it; one that finds nothing to do is done at once.

use std::time::Duration;

use folio_db::{Db, DbResult, badge_awards, extraction, feed, inbox, jobs, slugs, tombstones, write};
use tokio_util::sync::CancellationToken;

use crate::{inbound, media, reconcile, uploads};

/// Time between two rounds.
const EVERY: Duration = Duration::from_secs(3_600);
/// Most readings that are asked for at once.
const READINGS: i64 = 500;
/// Most events that go from the feed at once; the sequencer waits meanwhile.
const EVENTS: i64 = 2_000;

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Round {
    /// Outcomes of idempotency keys that were older than a day.
    pub outcomes: usize,
    /// Jobs that were over for longer than they are kept.
    pub jobs: usize,
    /// Deliveries of webhooks that were settled, or waited, for longer than they are kept.
    pub deliveries: usize,
    /// Revocations of badges whose award never came.
    pub revocations: usize,
    /// Addresses that were given up for longer than they are kept.
    pub addresses: usize,
    /// Uploads whose time was over.
    pub uploads: usize,
}

/// Removes batch after batch, so that no statement takes long, until there is nothing more or one fails; how much that was.
macro_rules! emptied {
    ($what:literal, $batch:expr) => {{
        let mut all = 0;
        loop {
            match $batch.await {
                Ok(0) => break all,
                Ok(removed) => all += removed,
                Err(error) => {
                    failed($what, Err(error));
                    break all;
                }
            }
        }
    }};
}

/// Rounds, from the start on and then each hour, until `shutdown`; the feed is kept for so many days. One that fails is
/// told in the log; the next one makes up for it.
///
/// `with_clerk`: whether jobs here can ask Clerk, so that it is worth asking for that. `questions`: how many a day has for a model;
/// none where there is none.
pub async fn run(db: Db, feed_days: u16, with_clerk: bool, questions: i32, shutdown: CancellationToken) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while shutdown.run_until_cancelled(clock.tick()).await.is_some() {
        let work = async {
            // Each by itself: a feed that can't be trimmed, say, keeps nothing else from being done.
            failed("feed", trim_feed(&db, feed_days).await);
            failed("reconcile", reconcile::schedule(&db).await);
            failed("facets", ask_again(&db, questions).await);
            if with_clerk {
                failed("clerk", inbound::clerk::schedule(&db).await);
            }
            match round(&db).await {
                Ok(Round { outcomes, jobs, deliveries, revocations, addresses, uploads }) => {
                    tracing::debug!(outcomes, jobs, deliveries, revocations, addresses, uploads, "upkeep");
                }
                Err(error) => failed("round", Err(error)),
            }
        };
        if shutdown.run_until_cancelled(work).await.is_none() {
            return;
        }
    }
}

fn failed(what: &'static str, done: DbResult<()>) {
    if let Err(error) = done {
        tracing::warn!(what, cause = error.cause(), "upkeep failed; the next round tries again");
    }
}

/// Takes the beginning of the feed away that is older than so many days, as far as every consumer is past it. In
/// batches, each a transaction.
///
/// # Errors
/// As any query.
pub async fn trim_feed(db: &Db, days: u16) -> DbResult<()> {
    while feed::prune(db, days.into(), EVENTS).await? {}
    Ok(())
}

/// Asks for readings by a model that wasn't to be had when they were due, as far as a day's questions go.
///
/// # Errors
/// As any query.
pub async fn ask_again(db: &Db, questions: i32) -> DbResult<()> {
    let conn = db.conn().await?;
    while questions > 0 && extraction::ask_again(&conn, questions, READINGS).await? > 0 {}
    Ok(())
}

/// One round of everything else.
///
/// # Errors
/// As any query.
pub async fn round(db: &Db) -> DbResult<Round> {
    // What was promised comes before what is tidied up, and nothing keeps anything else from being done.
    failed("stranded", inbound::apply_stranded(db).await.map(drop));
    let uploads = emptied!("uploads", uploads::expire(db));
    let conn = db.conn().await?;
    failed("erasure", inbound::remember(&conn).await.map(drop));
    let done = Round {
        outcomes: emptied!("outcomes", write::forget_expired(&conn)),
        jobs: emptied!("jobs", jobs::forget(&conn)),
        deliveries: emptied!("deliveries", inbox::forget(&conn)),
        revocations: emptied!("revocations", badge_awards::forget_revocations(&conn)),
        addresses: emptied!("addresses", slugs::release(&conn))
            + emptied!("tombstones", tombstones::forget(&conn)),
        uploads,
    };
    failed("sweep", media::sweep(&conn).await.map(drop));
    if let Err(error) = write::make_partitions(&conn).await {
        // A server's role need not own the table: `folio migrate` makes them as well, three months ahead.
        tracing::warn!(
            cause = error.cause(),
            "the audit log's partitions can't be made: run `folio migrate`"
        );
    }
    Ok(done)
}
