//! Time as an input, so that expiry and ageing are tested without waiting.

use std::time::Instant;

use chrono::{DateTime, Utc};

/// What time it is.
pub(super) trait Clock: Send + Sync {
    /// The time of day, which claims are compared with.
    fn now(&self) -> DateTime<Utc>;

    /// A time that never jumps, which intervals are measured with.
    fn monotonic(&self) -> Instant;
}

/// The machine's own clocks.
pub(super) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn monotonic(&self) -> Instant {
        Instant::now()
    }
}
