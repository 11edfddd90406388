//! The feed at work (capability E1): of all processes one gives events their places, and each wakes its own subscribers by
//! what the feed tells, whoever wrote it: another process, an import, a command.
//!
//! A mutation of this process has woken them already, see `write/`; the feed tells it again, with the same version, and
//! the hub lets that pass.

use std::{sync::Arc, time::Duration};

use folio_db::{
    Db, DbError, DbResult, PoolSettings,
    feed::{self, Listener, Sequencer},
};
use tokio_util::sync::CancellationToken;

use crate::live::Hub;

/// Most events that get their place, or are read, at once.
const BATCH: i64 = 500;
/// Between two looks for events without a place.
const BEAT: Duration = Duration::from_millis(50);
/// Between two looks at the feed when nobody wakes us, and before another try when the database is away or somebody else
/// sequences.
const PATIENCE: Duration = Duration::from_secs(1);

/// The longest that one round may take: a little more than a statement may.
const ROUND: Duration = Duration::from_secs(6);

/// Sequences, if nobody else does, and follows the feed until `shutdown`.
pub async fn run(settings: PoolSettings, db: Db, hub: Arc<dyn Hub>, shutdown: CancellationToken) {
    let work = async { tokio::join!(sequence(&settings), follow(&settings, &db, hub.as_ref())) };
    shutdown.run_until_cancelled(work).await;
}

async fn sequence(settings: &PoolSettings) {
    loop {
        match Sequencer::elect(settings).await {
            Ok(Some(sequencer)) => {
                tracing::info!("this process sequences the feed");
                if let Err(error) = lead(sequencer).await {
                    tracing::warn!(cause = error.cause(), "the feed can't be sequenced; another try follows");
                }
            }
            Ok(None) => {}
            Err(error) => {
                tracing::warn!(cause = error.cause(), "nobody could be elected; another try follows")
            }
        }
        tokio::time::sleep(PATIENCE).await;
    }
}

async fn lead(mut sequencer: Sequencer) -> DbResult<()> {
    loop {
        // A connection that is cut off without a word would hold the lock and give no places.
        let placed = tokio::time::timeout(ROUND, sequencer.round(BATCH))
            .await
            .map_err(|elapsed| DbError::Unavailable(elapsed.into()))??;
        metrics::counter!("folio_feed_events_total").increment(u64::try_from(placed).unwrap_or(0));
        if placed < BATCH {
            tokio::time::sleep(BEAT).await;
        }
    }
}

async fn follow(settings: &PoolSettings, db: &Db, hub: &dyn Hub) {
    let mut position = None;
    loop {
        if let Err(error) = tail(settings, db, hub, &mut position).await {
            tracing::warn!(cause = error.cause(), "the feed can't be followed; another try follows");
        }
        tokio::time::sleep(PATIENCE).await;
    }
}

/// Wakes by whatever comes after `position`, which starts at the feed's end: who subscribes reads what stands then.
async fn tail(settings: &PoolSettings, db: &Db, hub: &dyn Hub, position: &mut Option<i64>) -> DbResult<()> {
    let mut listener = Listener::connect(settings).await?;
    if position.is_none() {
        *position = Some(feed::head(&db.conn().await?).await?.last_seq);
        // Who subscribed before this, and was told nothing meanwhile, looks once more.
        hub.wake_all();
    }
    loop {
        while let Some(last) = wake(db, hub, position.unwrap_or(0)).await? {
            *position = Some(last);
        }
        listener.grown(PATIENCE).await?;
    }
}

/// Wakes by one batch; answers its last place, or `None` when there is nothing after `position`.
async fn wake(db: &Db, hub: &dyn Hub, position: i64) -> DbResult<Option<i64>> {
    let conn = db.conn().await?;
    let events = feed::after(&conn, position, BATCH).await?;
    drop(conn);
    hub.announce(&events);
    Ok(events.last().map(|event| event.seq))
}
