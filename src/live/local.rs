//! The hub of one process: an entry per profile that somebody watches.

use std::{
    collections::{HashMap, hash_map::Entry},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use tokio::{sync::watch, time::Instant};
use uuid::Uuid;

use super::{Hub, SessionEnd, sessions::Sessions};
use crate::auth::CLERK_SESSIONS_REMEMBERED;

/// A hub that reaches the subscribers of this process.
#[derive(Clone)]
pub struct LocalHub {
    profiles: Arc<Mutex<Profiles>>,
    sessions: Sessions,
}

/// Each with how many subscribe to it. Counted here, under the lock: a receiver is still counted by its sender for a moment
/// after it has let go of the lock, so that of two that go at once each would leave the entry to the other.
type Profiles = HashMap<Uuid, (watch::Sender<Told>, usize)>;

/// What the subscribers of a profile were told last.
#[derive(Clone, Copy)]
struct Told {
    /// The newest version that they were woken for.
    version: i64,
    /// When they were woken last.
    at: Instant,
}

impl Default for LocalHub {
    /// For processes that nobody comes to with a token.
    fn default() -> Self {
        Self::remembering(CLERK_SESSIONS_REMEMBERED)
    }
}

impl LocalHub {
    /// A hub that remembers the ends of sessions for this long: longer than a token of a session is good for.
    #[must_use]
    pub fn remembering(sessions: Duration) -> Self {
        Self { profiles: Arc::default(), sessions: Sessions::remembering(sessions) }
    }

    /// How many profiles have subscribers.
    #[must_use]
    pub fn watched(&self) -> usize {
        lock(&self.profiles).len()
    }
}

impl Hub for LocalHub {
    fn publish(&self, profile_id: Uuid, version: Option<i64>) {
        if let Some((sender, _)) = lock(&self.profiles).get(&profile_id) {
            sender.send_if_modified(|told| {
                let news = version.is_none_or(|version| told.version < version);
                if news {
                    *told = Told { version: version.unwrap_or(told.version), at: Instant::now() };
                }
                news
            });
        }
    }

    fn wake_all(&self) {
        let at = Instant::now();
        lock(&self.profiles).values().for_each(|(sender, _)| sender.send_modify(|told| told.at = at));
    }

    fn subscribe(&self, profile_id: Uuid) -> Changes {
        let mut profiles = lock(&self.profiles);
        let nothing = || watch::Sender::new(Told { version: 0, at: Instant::now() });
        let (sender, subscribers) = profiles.entry(profile_id).or_insert_with(|| (nothing(), 0));
        *subscribers += 1;
        Changes { profile_id, receiver: sender.subscribe(), profiles: Arc::clone(&self.profiles) }
    }

    fn end_session(&self, key: Uuid) {
        self.sessions.end(key);
    }

    fn session(&self, key: Uuid) -> SessionEnd {
        self.sessions.session(key)
    }

    fn sessions_remembered(&self) -> Duration {
        self.sessions.remembered()
    }
}

impl fmt::Debug for LocalHub {
    /// Ids of people's profiles stay out of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalHub").field("watched", &self.watched()).finish()
    }
}

/// The changes of one profile, as one subscriber hears of them.
pub struct Changes {
    profile_id: Uuid,
    receiver: watch::Receiver<Told>,
    profiles: Arc<Mutex<Profiles>>,
}

impl Changes {
    /// Waits for a change since the last call of this or of [`Self::seen`].
    pub async fn changed(&mut self) {
        // The sender lives in the map for as long as it has a receiver, and this is one.
        let _ = self.receiver.changed().await;
    }

    /// Whether there was a change at this moment or after it, taken note of or not.
    #[must_use]
    pub fn since(&self, moment: Instant) -> bool {
        self.receiver.borrow().at >= moment
    }

    /// Takes note of all changes up to now; tells whether there were any.
    pub fn seen(&mut self) -> bool {
        let changed = self.receiver.has_changed().unwrap_or(false);
        self.receiver.mark_unchanged();
        changed
    }
}

impl Drop for Changes {
    /// The last subscriber of a profile takes its entry away.
    fn drop(&mut self) {
        let mut profiles = lock(&self.profiles);
        if let Entry::Occupied(mut entry) = profiles.entry(self.profile_id) {
            entry.get_mut().1 -= 1;
            if entry.get().1 == 0 {
                entry.remove();
            }
        }
    }
}

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Changes").finish_non_exhaustive()
    }
}

/// Nothing that holds the lock can panic half-way, so what it guards is sound even if somebody did.
fn lock(profiles: &Mutex<Profiles>) -> MutexGuard<'_, Profiles> {
    profiles.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn a_change_wakes_the_subscribers_of_its_profile_and_nobody_else() {
        let hub = LocalHub::default();
        let (profile, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        hub.publish(profile, None);
        let [mut one, mut two, mut elsewhere] = [profile, profile, other].map(|id| hub.subscribe(id));
        assert!(one.changed().now_or_never().is_none(), "what was before is not a change");
        hub.publish(profile, None);
        assert!(one.changed().now_or_never().is_some() && two.changed().now_or_never().is_some());
        assert!(elsewhere.changed().now_or_never().is_none());
    }

    #[test]
    fn changes_that_nobody_looked_at_are_one() {
        let hub = LocalHub::default();
        let profile = Uuid::from_u128(1);
        let mut changes = hub.subscribe(profile);
        for _ in 0..1_000 {
            hub.publish(profile, None);
        }
        assert!(changes.changed().now_or_never().is_some());
        assert!(changes.changed().now_or_never().is_none());
        hub.publish(profile, None);
        assert!(changes.seen() && !changes.seen());
        assert!(changes.changed().now_or_never().is_none());
    }

    #[test]
    fn a_version_wakes_once_however_often_it_is_told() {
        let hub = LocalHub::default();
        let profile = Uuid::from_u128(1);
        let mut changes = hub.subscribe(profile);
        hub.publish(profile, Some(3));
        assert!(changes.seen());
        hub.publish(profile, Some(3));
        hub.publish(profile, Some(2));
        assert!(!changes.seen(), "these were told");
        hub.publish(profile, Some(4));
        assert!(changes.seen());
        hub.publish(profile, None);
        assert!(changes.seen(), "it isn't known whether this was told");
        hub.wake_all();
        assert!(changes.seen());
    }

    #[tokio::test(start_paused = true)]
    async fn a_change_is_known_by_its_moment() {
        let hub = LocalHub::default();
        let profile = Uuid::from_u128(1);
        let mut changes = hub.subscribe(profile);
        let second = std::time::Duration::from_secs(1);
        tokio::time::advance(second).await;
        let before = Instant::now();
        assert!(!changes.since(before));
        tokio::time::advance(second).await;
        hub.publish(profile, Some(1));
        assert!(changes.since(before) && changes.seen() && changes.since(before));
        tokio::time::advance(second).await;
        let after = Instant::now();
        hub.publish(profile, Some(1));
        assert!(!changes.since(after), "this was told");
        hub.wake_all();
        assert!(changes.since(after));
    }

    #[test]
    fn of_two_that_go_at_once_neither_leaves_the_entry_behind() {
        let hub = LocalHub::default();
        let both = std::sync::Barrier::new(2);
        std::thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    for round in 0..20_000 {
                        let changes = hub.subscribe(Uuid::from_u128(round));
                        both.wait();
                        drop(changes);
                    }
                });
            }
        });
        assert_eq!(hub.watched(), 0);
    }

    #[test]
    fn the_last_subscriber_takes_the_entry_away() {
        let hub = LocalHub::default();
        let profile = Uuid::from_u128(1);
        let (one, mut two) = (hub.subscribe(profile), hub.subscribe(profile));
        drop(one);
        assert_eq!(hub.watched(), 1);
        hub.publish(profile, None);
        assert!(two.changed().now_or_never().is_some());
        drop(two);
        assert_eq!(hub.watched(), 0);
    }
}
