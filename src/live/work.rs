//! How the work for profiles stands, read for all who follow it together.
//!
//! A job that is enqueued, due, begun or done is no event: it changes nothing of a profile, and an event for each would be most
//! of the feed. So whoever follows work looks at it, all of a process on one beat ([`next_look`]), with one statement for all
//! of them: what looking costs is the same for each process however many follow there, and nothing while nobody does.

use std::{
    collections::HashMap,
    mem,
    sync::{Arc, Mutex},
    time::Duration,
};

use folio_db::{
    Db, DbError, DbResult,
    jobs::{self, Standing},
};
use tokio::{
    sync::{Semaphore, oneshot},
    time::{Instant, sleep_until, timeout},
};
use uuid::Uuid;

use super::reader::{PATIENCE, beat, distinct, lock};

/// Between two looks at what is followed.
const LOOK: Duration = Duration::from_millis(500);

/// When everybody in this process looks next.
#[must_use]
pub fn next_look() -> Instant {
    beat(LOOK)
}

/// A failure is everybody's who asked.
type Answer = Result<Vec<Standing>, Arc<DbError>>;

/// Who has asked since the last reading began, and for which profile.
type Asks = Vec<(Uuid, oneshot::Sender<Answer>)>;

/// Reads how work stands, for all followers of this process.
pub(super) struct Work {
    db: Db,
    asks: Mutex<Asks>,
    /// One reading at a time: who asks meanwhile shares the next one.
    reading: Semaphore,
}

impl Work {
    pub(super) fn new(db: Db) -> Arc<Self> {
        Arc::new(Self { db, asks: Mutex::default(), reading: Semaphore::new(1) })
    }

    /// How the work for a profile stands at the beat that follows. Who stops waiting costs nobody anything.
    pub(super) async fn standing(self: &Arc<Self>, profile: Uuid, at: Instant) -> Answer {
        let (answer, answered) = oneshot::channel();
        let first = {
            let mut asks = lock(&self.asks);
            asks.push((profile, answer));
            asks.len() == 1
        };
        if first {
            let work = Arc::clone(self);
            tokio::spawn(async move { work.answer_at(at).await });
        }
        answered.await.unwrap_or_else(|_| Err(Arc::new(DbError::Unfinished)))
    }

    async fn answer_at(&self, at: Instant) {
        sleep_until(at).await;
        let Ok(_permit) = self.reading.acquire().await else { return };
        let asks = mem::take(&mut *lock(&self.asks));
        let profiles = distinct(asks.iter().map(|(profile, _)| *profile));
        let read = timeout(PATIENCE, self.read(&profiles)).await;
        match read.unwrap_or_else(|elapsed| Err(DbError::Unavailable(elapsed.into()))) {
            Ok(standing) => {
                for (profile, answer) in asks {
                    let _ = answer.send(Ok(standing.get(&profile).cloned().unwrap_or_default()));
                }
            }
            Err(error) => {
                let error = Arc::new(error);
                for (_, answer) in asks {
                    let _ = answer.send(Err(Arc::clone(&error)));
                }
            }
        }
    }

    async fn read(&self, profiles: &[Uuid]) -> DbResult<HashMap<Uuid, Vec<Standing>>> {
        let mut read: HashMap<Uuid, Vec<Standing>> = HashMap::new();
        for standing in jobs::standing(&self.db.conn().await?, profiles).await? {
            read.entry(standing.profile_id).or_default().push(standing);
        }
        Ok(read)
    }
}
