//! How far behind everybody is, as metrics.

use std::{collections::HashSet, time::Duration};

use folio_db::{Db, DbResult, feed};
use futures_util::try_join;
use tokio_util::sync::CancellationToken;

use crate::outage::Outage;

const HEAD: &str = "folio_feed_head";
const WAITING: &str = "folio_feed_unsequenced";
const WAITING_SECONDS: &str = "folio_feed_unsequenced_age_seconds";
const BEHIND: &str = "folio_feed_consumer_lag";
const BEHIND_SECONDS: &str = "folio_feed_consumer_lag_seconds";

/// Time between two looks.
const EVERY: Duration = Duration::from_secs(10);

/// Tells how far the feed, the sequencer and each consumer are, until `shutdown`.
pub async fn report(db: Db, shutdown: CancellationToken) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let (mut told, mut outage) = (HashSet::new(), Outage::default());
    while shutdown.run_until_cancelled(clock.tick()).await.is_some() {
        match shutdown.run_until_cancelled(look(&db, &mut told)).await {
            Some(Ok(())) => outage.over("the feed's lag"),
            Some(Err(error)) => outage.failed(&error, "the feed's lag can't be read"),
            None => return,
        }
    }
}

/// One look. A consumer that was told of and is no more is told to have nothing before it.
///
/// # Errors
/// As any query.
async fn look(db: &Db, told: &mut HashSet<String>) -> DbResult<()> {
    let conn = db.conn().await?;
    let (head, waiting, consumers) =
        try_join!(feed::head(&conn), feed::waiting(&conn), feed::consumers(&conn))?;
    drop(conn);
    #[allow(clippy::cast_precision_loss, reason = "a gauge is a float")]
    let number = |events: i64| events as f64;
    metrics::gauge!(HEAD).set(number(head.last_seq));
    metrics::gauge!(WAITING).set(number(waiting.events));
    metrics::gauge!(WAITING_SECONDS).set(waiting.seconds);
    let mut gone = std::mem::take(told);
    for consumer in consumers {
        metrics::gauge!(BEHIND, "consumer" => consumer.name.clone()).set(number(consumer.behind));
        metrics::gauge!(BEHIND_SECONDS, "consumer" => consumer.name.clone()).set(consumer.behind_seconds);
        gone.remove(&consumer.name);
        told.insert(consumer.name);
    }
    for name in gone {
        metrics::gauge!(BEHIND, "consumer" => name.clone()).set(0.0);
        metrics::gauge!(BEHIND_SECONDS, "consumer" => name).set(0.0);
    }
    Ok(())
}
