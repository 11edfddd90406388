//! Buckets that refill, one for each key, in a bounded room.
//!
//! governor does the arithmetic (GCRA: one number for each key). Its own stores only grow until somebody sweeps them, so
//! the numbers are kept in a cache that drops whoever was away for longer than a bucket takes to fill, and that holds so
//! many keys and no more. When more clients than that are at it, those who came rarely are forgotten first, which gives
//! them full buckets: a flood from that many addresses is for the limits of connections, and for the network, to stop.

use std::{
    num::NonZeroU32,
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

use ::metrics::Gauge;
use governor::{
    Quota, RateLimiter,
    clock::{Clock, FakeRelativeClock},
    middleware::NoOpMiddleware,
    nanos::Nanos,
    state::{InMemoryState, NotKeyed, StateStore},
};
use moka::sync::Cache;

use super::{Key, Rate};
use crate::http::metrics;

/// The most buckets of one kind; some 30 MB when all are in use.
const MAX_BUCKETS: u64 = 100_000;

/// What tells the time to budgets.
#[derive(Debug, Clone, Default)]
pub enum RateClock {
    /// The system's steady clock.
    #[default]
    System,
    /// One that is turned by hand, for tests.
    Manual(ManualClock),
}

/// A clock that stands still until it is advanced; its clones show the same time.
#[derive(Debug, Clone, Default)]
pub struct ManualClock(FakeRelativeClock);

impl ManualClock {
    /// Lets time pass.
    pub fn advance(&self, by: Duration) {
        self.0.advance(by);
    }
}

impl Clock for RateClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        static ORIGIN: LazyLock<Instant> = LazyLock::new(Instant::now);
        match self {
            Self::System => ORIGIN.elapsed().into(),
            Self::Manual(ManualClock(clock)) => clock.now(),
        }
    }
}

/// The buckets of one rate.
#[derive(Debug)]
pub(super) struct Buckets {
    limiter: RateLimiter<Key, Store, RateClock, NoOpMiddleware<Nanos>>,
    burst: NonZeroU32,
}

impl Buckets {
    pub(super) fn new(Rate { per_second, burst }: Rate, clock: RateClock) -> Self {
        let quota = Quota::per_second(per_second).allow_burst(burst);
        let fills = Duration::from_secs(u64::from(burst.get().div_ceil(per_second.get())) + 1);
        Self { limiter: RateLimiter::new(quota, Store::new(MAX_BUCKETS, fills), clock), burst }
    }

    /// Takes from a bucket, or says after how long it holds as much. What is dearer than a whole bucket takes a whole
    /// one, so that nothing waits for ever.
    pub(super) fn take(&self, key: Key, cost: usize) -> Result<(), Duration> {
        let cost = u32::try_from(cost).unwrap_or(u32::MAX).min(self.burst.get());
        let Some(cost) = NonZeroU32::new(cost) else { return Ok(()) };
        match self.limiter.check_key_n(&key, cost) {
            // More than a bucket holds was cut to what it holds.
            Ok(Ok(())) | Err(_) => Ok(()),
            Ok(Err(later)) => Err(later.wait_time_from(self.limiter.clock().now())),
        }
    }
}

/// The state of each key, in a room that is bounded.
#[derive(Debug)]
struct Store {
    states: Cache<Key, Arc<InMemoryState>>,
    count: Gauge,
}

impl Store {
    fn new(max: u64, kept: Duration) -> Self {
        let count = metrics::rate_limit_buckets();
        let dropped = count.clone();
        let states = Cache::builder()
            .max_capacity(max)
            .time_to_idle(kept)
            .eviction_listener(move |_, _, _| dropped.decrement(1.0))
            .build();
        Self { states, count }
    }
}

impl StateStore for Store {
    type Key = Key;

    fn measure_and_replace<T, F, E>(&self, key: &Key, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let state = self.states.get_with_by_ref(key, || {
            self.count.increment(1.0);
            Arc::default()
        });
        state.measure_and_replace(&NotKeyed::NonKey, measure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::client_address::ClientAddress;

    #[test]
    fn a_flood_of_addresses_takes_no_more_than_its_room() {
        let store = Store::new(100, Duration::from_secs(60));
        for number in 0..10_000_u32 {
            let key = Key::Arrivals(ClientAddress::of(number.to_be_bytes().into()));
            let kept: Result<(), ()> = store.measure_and_replace(&key, |_| Ok(((), Nanos::new(1))));
            assert_eq!(kept, Ok(()));
        }
        store.states.run_pending_tasks();
        assert!(store.states.entry_count() <= 100, "{}", store.states.entry_count());
    }
}
