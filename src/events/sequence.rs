//! Giving places: at once for what this process has committed, within milliseconds for other processes' commits.

use std::time::Duration;

use folio_db::{
    Db, DbError, DbResult, PoolSettings,
    feed::{Candidate, Sequencer},
};
use tokio::time::{Instant, sleep, timeout};

use crate::outage::Outage;

/// Most events that get their place at once, when few wait.
const ROUND: i64 = 500;
/// As [`ROUND`], when many wait.
const BIG_ROUND: i64 = 8_000;
/// The least time from one round's beginning to the next one's: under many writers a round serves some of them.
const PACE: Duration = Duration::from_millis(2);
/// Between two looks for the commits of others who don't tell, while there are some.
const BRISK: Duration = Duration::from_millis(10);
/// As [`BRISK`], when there were none for a while.
const CALM: Duration = Duration::from_millis(100);
/// How long it stays brisk.
const BRISK_FOR: Duration = Duration::from_secs(1);
/// Between two elections: the longest that nobody sequences after the one who did has lost the lock.
const TERM: Duration = Duration::from_millis(500);
/// The longest that one word to the database may take: a little more than a statement may.
const LIMIT: Duration = Duration::from_secs(6);

/// Sequences whenever nobody else does, for ever.
pub(super) async fn run(settings: &PoolSettings, db: &Db) {
    let mut outage = Outage::default();
    loop {
        if let Err(error) = serve(settings, db, &mut outage).await {
            outage.failed(&error, "the feed can't be sequenced");
        }
        sleep(outage.pause(TERM)).await;
    }
}

/// Stands for election until it is won, and sequences until the connection is lost.
async fn serve(settings: &PoolSettings, db: &Db, outage: &mut Outage) -> DbResult<()> {
    let mut candidate = within(Candidate::stand(settings)).await?;
    loop {
        let elected = within(candidate.elect()).await?;
        outage.over("the feed's sequencer");
        candidate = match elected {
            Ok(sequencer) => {
                tracing::info!("this process sequences the feed");
                return lead(sequencer, db).await;
            }
            Err(candidate) => candidate,
        };
        let term = Instant::now() + TERM;
        while let Ok(()) = tokio::time::timeout_at(term, db.pulse().written()).await {
            within(candidate.hint()).await?;
            // What is committed meanwhile is told at once, by one word.
            sleep(PACE).await;
        }
    }
}

async fn lead(mut sequencer: Sequencer, db: &Db) -> DbResult<()> {
    let (mut limit, mut busy_until) = (ROUND, Instant::now());
    loop {
        let began = Instant::now();
        // A connection that is cut off without a word would hold the lock and give no places.
        let placed = within(sequencer.round(limit)).await?;
        metrics::counter!("folio_feed_events_total").increment(u64::try_from(placed).unwrap_or(0));
        if placed > 0 {
            db.pulse().grew();
            busy_until = began + BRISK_FOR;
        }
        if placed >= limit {
            limit = BIG_ROUND;
            continue;
        }
        limit = ROUND;
        let beat = if began < busy_until { BRISK } else { CALM };
        tokio::select! {
            () = db.pulse().written() => {}
            hinted = sequencer.hinted(beat) => hinted?,
        }
        tokio::time::sleep_until(began + PACE).await;
    }
}

async fn within<T>(work: impl Future<Output = DbResult<T>>) -> DbResult<T> {
    timeout(LIMIT, work).await.map_err(|elapsed| DbError::Unavailable(elapsed.into()))?
}
