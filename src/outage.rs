//! The database is away: how loops that ask it over and over wait, and how often they say so.
//!
//! A loop that looks ten times a second would ask, and say that it can't, ten times a second for as long as an outage lasts. Its
//! pauses double instead, up to a few seconds, and the log hears of the outage when it begins, every half minute while it
//! lasts, and when it is over.

use std::time::{Duration, Instant};

use folio_db::DbError;

/// The first pause after a failure; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(250);
/// The longest pause: so long may it take until work goes on once the database is back.
const LONGEST_PAUSE: Duration = Duration::from_secs(4);
/// How often the log hears of an outage that lasts.
const TOLD_EVERY: Duration = Duration::from_secs(30);

/// An outage as one loop sees it. Begins with none.
#[derive(Debug, Default)]
pub struct Outage {
    lasting: Option<Lasting>,
}

#[derive(Debug, Clone, Copy)]
struct Lasting {
    began: Instant,
    told: Instant,
    pause: Duration,
}

impl Outage {
    /// Something failed: `what` says it, to the log, unless it has heard of this outage a short while ago.
    pub fn failed(&mut self, error: &DbError, what: &str) {
        if self.is_to_be_told(Instant::now()) {
            tracing::warn!(cause = error.cause(), "{what}; another try follows");
        }
    }

    fn is_to_be_told(&mut self, now: Instant) -> bool {
        match &mut self.lasting {
            None => {
                self.lasting = Some(Lasting { began: now, told: now, pause: FIRST_PAUSE });
                true
            }
            Some(lasting) if now.duration_since(lasting.told) >= TOLD_EVERY => {
                lasting.told = now;
                true
            }
            Some(_) => false,
        }
    }

    /// Whether the last try has failed.
    #[must_use]
    pub fn lasts(&self) -> bool {
        self.lasting.is_some()
    }

    /// For how long to wait before the next try, at least this long.
    pub fn pause(&mut self, least: Duration) -> Duration {
        let Some(lasting) = &mut self.lasting else { return least };
        let pause = lasting.pause.max(least);
        lasting.pause = (lasting.pause * 2).min(LONGEST_PAUSE);
        pause
    }

    /// Something went well again.
    pub fn over(&mut self, what: &str) {
        if let Some(lasting) = self.lasting.take() {
            let seconds = lasting.began.elapsed().as_secs();
            tracing::info!(what, seconds, "it works again");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_of_an_hour_is_told_of_every_half_minute_and_asked_about_every_few_seconds() {
        let (mut outage, begin) = (Outage::default(), Instant::now());
        let (mut now, mut tries, mut told) = (begin, 0, 0);
        while now < begin + Duration::from_secs(3_600) {
            tries += 1;
            told += u32::from(outage.is_to_be_told(now));
            now += outage.pause(Duration::from_millis(100));
        }
        assert!((900..=905).contains(&tries), "{tries} tries");
        assert!((110..=120).contains(&told), "told {told} times");
    }

    #[test]
    fn after_an_outage_everything_begins_anew() {
        let mut outage = Outage::default();
        let beat = Duration::from_millis(100);
        assert_eq!(outage.pause(beat), beat, "there is none");
        assert!(outage.is_to_be_told(Instant::now()) && outage.lasts());
        assert_eq!([(); 3].map(|()| outage.pause(beat)), [FIRST_PAUSE, FIRST_PAUSE * 2, FIRST_PAUSE * 4]);
        assert_eq!(outage.pause(Duration::from_secs(30)), Duration::from_secs(30));
        outage.over("a test");
        assert!(!outage.lasts() && outage.is_to_be_told(Instant::now()));
        assert_eq!(outage.pause(beat), FIRST_PAUSE);
    }
}
