//! Turns at writing: how many mutations this process works on at once, and in which order one person's come.
//!
//! A mutation holds a connection while it waits for its profile's lock. Without turns, one person who sends hundreds at
//! once would hold every connection there is, each waiting for the one before, and nobody else could read a page. So a
//! person has one turn at a time, and all writers together leave connections to those who read. Waiting for a turn holds
//! nothing.

use std::{sync::Arc, time::Duration};

use folio_db::{DbError, DbResult};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

/// How long a mutation waits for its turn: as long as it would for a connection.
const PATIENCE: Duration = Duration::from_secs(2);

/// People share a lane by chance, and then wait for each other; with so many lanes that is rare, and none has to be made or
/// forgotten.
const LANES: usize = 1_024;

/// Turns at writing.
#[derive(Clone)]
pub struct Turns {
    all: Arc<Semaphore>,
    most: usize,
    lanes: Arc<[Arc<Semaphore>]>,
}

/// One turn; it ends when this is dropped.
pub(super) struct Turn {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl Turns {
    /// Turns for a pool of so many connections: three quarters of them, and at least one.
    #[must_use]
    pub fn new(connections: usize) -> Self {
        let most = (connections * 3 / 4).max(1);
        let all = Arc::new(Semaphore::new(most));
        Self { all, most, lanes: (0..LANES).map(|_| Arc::new(Semaphore::new(1))).collect() }
    }

    /// Whether nobody has a turn or waits for one.
    #[must_use]
    pub fn idle(&self) -> bool {
        let free = |lane: &Arc<Semaphore>| lane.available_permits() == 1;
        self.lanes.iter().all(free) && self.all.available_permits() == self.most
    }

    /// Waits for this user's turn.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when it doesn't come in time: they, or everybody, are writing too much.
    pub(super) async fn take(&self, user: Uuid) -> DbResult<Turn> {
        // Ids are random, so their low bits spread as a hash would.
        let lane = Arc::clone(&self.lanes[(user.as_u128() % LANES as u128) as usize]);
        let all = Arc::clone(&self.all);
        let turn = async { Ok(Turn { _own: lane.acquire_owned().await?, _all: all.acquire_owned().await? }) };
        match tokio::time::timeout(PATIENCE, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err::<_, tokio::sync::AcquireError>(error)) => Err(DbError::Unavailable(error.into())),
            Err(elapsed) => Err(DbError::Unavailable(elapsed.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[tokio::test]
    async fn one_person_has_one_turn_and_everybody_some() {
        let turns = Turns::new(4);
        let [one, two, three, four] = [1, 2, 3, 4].map(Uuid::from_u128);
        let first = turns.take(one).await.expect("it is free");
        assert!(turns.take(one).now_or_never().is_none(), "their other mutation waits");
        let _second = turns.take(two).await.expect("it is free");
        let _third = turns.take(three).await.expect("it is free");
        assert!(turns.take(four).now_or_never().is_none(), "one connection is left to readers");
        assert!(!turns.idle());
        drop(first);
        assert!(matches!(turns.take(four).now_or_never(), Some(Ok(_))));
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever() {
        let turns = Turns::new(1);
        let _held = turns.take(Uuid::from_u128(1)).await.expect("it is free");
        assert!(matches!(turns.take(Uuid::from_u128(2)).await, Err(DbError::Unavailable(_))));
    }
}
