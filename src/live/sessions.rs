//! Sessions that end: whatever is open under one is told at once, and whoever comes with its token soon after is known.
//!
//! A session is known here by a key that stands for its id at Clerk, and by nothing else.

use std::{
    collections::{HashMap, HashSet, VecDeque, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{sync::watch, time::Instant};
use uuid::Uuid;

/// Most ends that are remembered: some five megabytes. Beyond it the oldest are forgotten early.
const MOST_REMEMBERED: usize = 100_000;

/// The sessions that something is open under, and those that have ended a short while ago.
#[derive(Clone)]
pub(super) struct Sessions {
    known: Arc<Mutex<Known>>,
    /// For how long an end is remembered.
    remembered: Duration,
}

#[derive(Default)]
struct Known {
    /// Each with how many are open under it. Counted here, under the lock: a receiver is still counted by its sender for a
    /// moment after it has let go of the lock, so that of two that go at once each would leave the entry to the other.
    open: HashMap<Uuid, (watch::Sender<bool>, usize)>,
    ended: HashSet<Uuid>,
    /// The same in the order of their ends.
    by_time: VecDeque<(Instant, Uuid)>,
}

impl Sessions {
    /// With the ends of this long: longer than a token of a session is good for.
    pub(super) fn remembering(remembered: Duration) -> Self {
        Self { known: Arc::default(), remembered }
    }

    pub(super) fn remembered(&self) -> Duration {
        self.remembered
    }

    pub(super) fn end(&self, key: Uuid) {
        let mut known = lock(&self.known);
        known.forget(Instant::now(), self.remembered);
        if known.ended.insert(key) {
            known.by_time.push_back((Instant::now(), key));
        }
        if let Some((sender, _)) = known.open.get(&key) {
            sender.send_replace(true);
        }
    }

    pub(super) fn session(&self, key: Uuid) -> SessionEnd {
        let mut known = lock(&self.known);
        known.forget(Instant::now(), self.remembered);
        let ended = known.ended.contains(&key);
        let (sender, open) = known.open.entry(key).or_insert_with(|| (watch::Sender::new(ended), 0));
        *open += 1;
        SessionEnd { key, receiver: sender.subscribe(), sessions: Arc::clone(&self.known) }
    }
}

impl Known {
    fn forget(&mut self, now: Instant, remembered: Duration) {
        while let Some((at, key)) = self.by_time.front().copied() {
            if self.by_time.len() <= MOST_REMEMBERED && now.duration_since(at) < remembered {
                break;
            }
            self.by_time.pop_front();
            self.ended.remove(&key);
        }
    }
}

/// The end of one session, as whoever is open under it hears of it.
pub struct SessionEnd {
    key: Uuid,
    receiver: watch::Receiver<bool>,
    sessions: Arc<Mutex<Known>>,
}

impl SessionEnd {
    /// Whether it has ended already.
    #[must_use]
    pub fn has_ended(&self) -> bool {
        *self.receiver.borrow()
    }

    /// Waits for the end; for ever, if it isn't told of one.
    pub async fn ended(&mut self) {
        // The sender lives in the map for as long as it has a receiver, and this is one.
        if self.receiver.wait_for(|ended| *ended).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for SessionEnd {
    /// The last one that is open under a session takes its entry away.
    fn drop(&mut self) {
        let mut known = lock(&self.sessions);
        if let Entry::Occupied(mut entry) = known.open.entry(self.key) {
            entry.get_mut().1 -= 1;
            if entry.get().1 == 0 {
                entry.remove();
            }
        }
    }
}

impl std::fmt::Debug for SessionEnd {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SessionEnd").finish_non_exhaustive()
    }
}

/// Nothing that holds the lock can panic half-way.
fn lock(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    const REMEMBERED: Duration = Duration::from_secs(120);

    #[test]
    fn an_end_reaches_what_is_open_under_the_session_and_nothing_else() {
        let sessions = Sessions::remembering(REMEMBERED);
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let [mut first, mut second, mut elsewhere] = [one, one, other].map(|key| sessions.session(key));
        assert!(first.ended().now_or_never().is_none() && !first.has_ended());
        sessions.end(one);
        assert!(first.ended().now_or_never().is_some() && second.ended().now_or_never().is_some());
        assert!(elsewhere.ended().now_or_never().is_none());
    }

    #[tokio::test(start_paused = true)]
    async fn an_end_is_remembered_for_its_time_and_no_longer() {
        let sessions = Sessions::remembering(REMEMBERED);
        let key = Uuid::from_u128(1);
        sessions.end(key);
        tokio::time::advance(REMEMBERED - Duration::from_secs(1)).await;
        assert!(sessions.session(key).has_ended());
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!sessions.session(key).has_ended());
        assert!(lock(&sessions.known).ended.is_empty() && lock(&sessions.known).by_time.is_empty());
    }

    #[test]
    fn what_is_remembered_is_bounded() {
        let sessions = Sessions::remembering(REMEMBERED);
        for key in 0..=(MOST_REMEMBERED as u128 + 10) {
            sessions.end(Uuid::from_u128(key));
        }
        assert!(lock(&sessions.known).ended.len() <= MOST_REMEMBERED + 1);
        assert!(sessions.session(Uuid::from_u128(MOST_REMEMBERED as u128)).has_ended());
        assert!(!sessions.session(Uuid::from_u128(0)).has_ended());
    }

    #[test]
    fn the_last_one_takes_the_entry_away() {
        let sessions = Sessions::remembering(REMEMBERED);
        let key = Uuid::from_u128(1);
        let (one, two) = (sessions.session(key), sessions.session(key));
        drop(one);
        assert_eq!(lock(&sessions.known).open.len(), 1);
        drop(two);
        assert!(lock(&sessions.known).open.is_empty());
    }

    #[test]
    fn of_two_that_go_at_once_neither_leaves_the_entry_behind() {
        let sessions = Sessions::remembering(REMEMBERED);
        let both = std::sync::Barrier::new(2);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for round in 0..20_000 {
                        let open = sessions.session(Uuid::from_u128(round));
                        both.wait();
                        drop(open);
                    }
                });
            }
        });
        assert_eq!(lock(&sessions.known).open.len(), 0);
    }
}
