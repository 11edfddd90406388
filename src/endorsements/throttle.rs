//! How often people speak of each other: the numbers, and what one who has spoken too often is told. They are counted under
//! the lock of the profile of whoever speaks, so that however many requests come at once, no more than these are done.

use chrono::{DateTime, TimeDelta, Utc};
use folio_db::endorsements::Counts;

use crate::write::{UserError, UserErrorCode};

/// How often something may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Throttle {
    /// What it is, for people: "endorsements".
    pub(crate) what: &'static str,
    /// At most this often within [`HOURS`].
    pub(crate) within_a_day: i64,
    /// The same for somebody whose account is younger than [`NEW_FOR_DAYS`].
    pub(crate) within_a_day_when_new: i64,
    /// At most this often to one person within `days`.
    pub(crate) to_one: i64,
    /// See `to_one`.
    pub(crate) days: i32,
}

/// What counts as a day, in hours: from any moment back.
pub(crate) const HOURS: i32 = 24;
/// For how many days an account is new.
pub(crate) const NEW_FOR_DAYS: i64 = 7;

/// Endorsements of skills.
pub(crate) const ENDORSEMENTS: Throttle =
    Throttle { what: "endorsements", within_a_day: 20, within_a_day_when_new: 3, to_one: 5, days: 30 };
/// Recommendations that nobody asked for.
pub(crate) const RECOMMENDATIONS: Throttle =
    Throttle { what: "recommendations", within_a_day: 5, within_a_day_when_new: 1, to_one: 2, days: 90 };
/// Requests for a recommendation.
pub(crate) const REQUESTS: Throttle = Throttle {
    what: "requests for a recommendation",
    within_a_day: 10,
    within_a_day_when_new: 2,
    to_one: 2,
    days: 90,
};

impl Throttle {
    /// Why one more is too many, for somebody who is here since `since`, if it is.
    #[must_use]
    pub(crate) fn refusal(&self, counts: Counts, since: DateTime<Utc>, path: &[&str]) -> Option<UserError> {
        let Self { what, within_a_day, within_a_day_when_new, to_one, days } = *self;
        let is_new = Utc::now() - since < TimeDelta::days(NEW_FOR_DAYS);
        let most = if is_new { within_a_day_when_new } else { within_a_day };
        let message = if counts.wide >= most {
            let whose = if is_new {
                format!(" of somebody who is here for less than {NEW_FOR_DAYS} days")
            } else {
                String::new()
            };
            format!("at most {most} {what}{whose} within {HOURS} hours: come back later")
        } else if counts.narrow >= to_one {
            format!(
                "at most {to_one} {what} between two people within {days} days, those taken back included"
            )
        } else {
            return None;
        };
        Some(UserError::new(UserErrorCode::TooOften, message, path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_allowed_is_done_and_no_more() {
        let old = Utc::now() - TimeDelta::days(NEW_FOR_DAYS + 1);
        for throttle in [ENDORSEMENTS, RECOMMENDATIONS, REQUESTS] {
            let refusal = |wide, narrow, since| throttle.refusal(Counts { wide, narrow }, since, &[]);
            assert_eq!(refusal(throttle.within_a_day - 1, throttle.to_one - 1, old), None);
            for (counts, since) in [
                ((throttle.within_a_day, 0), old),
                ((0, throttle.to_one), old),
                ((throttle.within_a_day_when_new, 0), Utc::now()),
            ] {
                let refused = refusal(counts.0, counts.1, since).expect("it is too often");
                assert_eq!(refused.code, UserErrorCode::TooOften);
                assert!(refused.message.contains(throttle.what), "{}", refused.message);
            }
            assert_eq!(refusal(throttle.within_a_day_when_new - 1, 0, Utc::now()), None);
        }
    }
}
