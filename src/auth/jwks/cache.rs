//! Keeps an issuer's keys at hand, so that sign-in neither waits for the issuer nor falls with it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use clerk_rs::validators::jwks::JwksKey;
use tokio::sync::watch;

use super::{KeySet, KeySource, KeySourceError};
use crate::auth::clock::Clock;

/// How long one fetch may take.
pub(super) const FETCH_TIMEOUT: Duration = Duration::from_secs(3);

/// The least time between two fetches, whatever callers ask: forged key ids must not become a load on the
/// issuer.
const FETCH_INTERVAL: Duration = Duration::from_secs(30);

/// Keys of this age are still served, while newer ones are fetched in the background.
const REFRESH_AGE: Duration = Duration::from_secs(5 * 60);

/// Keys of this age are served only when the source is known to be down: else a caller waits for newer ones.
/// So a key that the issuer withdrew is trusted for an hour at most, even by a server that nobody had used.
const OVERDUE_AGE: Duration = Duration::from_secs(60 * 60);

/// Keys of this age are never served.
const DROP_AGE: Duration = Duration::from_secs(24 * 60 * 60);

/// Why there is no key for a key id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::auth) enum KeyError {
    /// The issuer has no such key.
    Unknown,
    /// The issuer can't be asked, or was asked too short a while ago, and none of the keys at hand has this id.
    Unavailable,
}

/// The keys of one issuer: one fetch at a time, at most one per 30 s, kept for 24 h while the source is down.
#[derive(Clone)]
pub(in crate::auth) struct JwksCache {
    shared: Arc<Shared>,
}

struct Shared {
    source: Box<dyn KeySource>,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

struct State {
    held: Option<Held>,
    /// Why the latest fetch failed; `None` after a good one.
    failure: Option<KeySourceError>,
    last_start: Option<Instant>,
    /// The other end is dropped when the fetch ends, however it ends.
    in_flight: Option<watch::Receiver<()>>,
}

struct Held {
    keys: KeySet,
    /// When the fetch that brought them began.
    since: Instant,
}

impl JwksCache {
    pub(in crate::auth) fn new(source: impl KeySource + 'static, clock: Arc<dyn Clock>) -> Self {
        let state = State {
            held: None,
            failure: Some(KeySourceError::NotFetched),
            last_start: None,
            in_flight: None,
        };
        Self { shared: Arc::new(Shared { source: Box::new(source), clock, state: Mutex::new(state) }) }
    }

    /// The key with this id. Waits for a fetch, if at all, for [`FETCH_TIMEOUT`] at most.
    pub(in crate::auth) async fn key(&self, kid: &str) -> Result<JwksKey, KeyError> {
        let at_hand = {
            let state = self.shared.state();
            state.key(kid, self.shared.clock.monotonic()).filter(|(_, age)| {
                // A source that failed is retried in the background: no caller pays for its time-outs.
                *age < OVERDUE_AGE || state.failure.is_some()
            })
        };
        if let Some((key, age)) = at_hand {
            if age >= REFRESH_AGE {
                self.start_fetch();
            }
            return Ok(key);
        }

        let asked = self.fetch().await || self.shared.source.is_fixed();
        let state = self.shared.state();
        match state.key(kid, self.shared.clock.monotonic()) {
            Some((key, _)) => Ok(key),
            // A key that the issuer began to use since the latest fetch would be unknown as well.
            None if !asked || state.failure.is_some() => Err(KeyError::Unavailable),
            None => Err(KeyError::Unknown),
        }
    }

    /// Fetches now, unless a fetch began within the last 30 s, and says how many keys there are or why there
    /// are none.
    pub(in crate::auth) async fn check(&self) -> Result<usize, KeySourceError> {
        self.fetch().await;
        let state = self.shared.state();
        match (&state.failure, &state.held) {
            (Some(failure), _) => Err(failure.clone()),
            (None, held) => Ok(held.as_ref().map_or(0, |held| held.keys.len())),
        }
    }

    /// Waits for the fetch that is under way, or for a new one; `false` if it is too early for another.
    async fn fetch(&self) -> bool {
        let Some(mut ended) = self.start_fetch() else { return false };
        // Nothing is ever sent: an error here is how the end is told.
        let _ = ended.changed().await;
        true
    }

    /// Joins the fetch that is under way or starts one; `None` if it is too early for another.
    fn start_fetch(&self) -> Option<watch::Receiver<()>> {
        let now = self.shared.clock.monotonic();
        let mut state = self.shared.state();
        if let Some(in_flight) = state.in_flight.as_ref().filter(|end| end.has_changed().is_ok()) {
            return Some(in_flight.clone());
        }
        if state.last_start.is_some_and(|start| now.saturating_duration_since(start) < FETCH_INTERVAL) {
            return None;
        }
        let (alive, ended) = watch::channel(());
        state.last_start = Some(now);
        state.in_flight = Some(ended.clone());

        // A task of its own: the fetch goes on for the others when the caller that began it hangs up.
        let shared = Arc::clone(&self.shared);
        tokio::spawn(async move {
            let outcome = match tokio::time::timeout(FETCH_TIMEOUT, shared.source.fetch()).await {
                Ok(outcome) => outcome,
                Err(_) => Err(KeySourceError::TimedOut),
            };
            shared.state().settle(outcome, now);
            drop(alive);
        });
        Some(ended)
    }
}

impl Shared {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The key with this id and its age, as long as it may be served at all.
    fn key(&self, kid: &str, now: Instant) -> Option<(JwksKey, Duration)> {
        let held = self.held.as_ref()?;
        let age = now.saturating_duration_since(held.since);
        let key = held.keys.get(kid).filter(|_| age < DROP_AGE)?;
        Some((key.clone(), age))
    }

    fn settle(&mut self, outcome: Result<KeySet, KeySourceError>, began: Instant) {
        match outcome {
            Ok(keys) => {
                self.held = Some(Held { keys, since: began });
                self.failure = None;
            }
            Err(failure) => {
                tracing::warn!(cause = %failure, remedy = failure.remedy(), "the sign-in keys could not be fetched");
                self.failure = Some(failure);
            }
        }
    }
}
