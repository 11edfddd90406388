//! What owners write of their availability.

use async_graphql::InputObject;
use folio_db::{DatePrecision, availability::AvailabilityRow};
use uuid::Uuid;

use super::types::{AvailabilityStatus, RemoteWork};
use crate::{
    graphql::scalar::{Int64, PartialDate},
    text::codes,
    write::{Checks, UserErrorCode},
};

/// When, how much and at what rate somebody works. Given as a whole: what is left out is taken away.
#[derive(Debug, Clone, InputObject)]
pub struct AvailabilityInput {
    /// Whether they take work.
    status: AvailabilityStatus,
    /// From this day: "2026-09-01".
    available_from: Option<PartialDate>,
    /// Hours per week, from 1 to 168.
    hours_per_week: Option<i32>,
    /// Where.
    remote: Option<RemoteWork>,
    /// The lowest hourly rate, in the currency's minor unit: cents for USD.
    hourly_rate_min: Option<Int64>,
    /// The highest hourly rate, in the currency's minor unit; not below the lowest.
    hourly_rate_max: Option<Int64>,
    /// ISO 4217 code of both rates: "EUR". Needed with a rate, and refused without one.
    currency: Option<String>,
}

/// The highest rate that is taken, in a minor unit: there are currencies in which a lot is little.
const MAX_RATE: i64 = 1_000_000_000_000;

impl AvailabilityInput {
    /// The row that it makes; what can't be taken is noted.
    pub(super) fn row(&self, profile_id: Uuid, checks: &mut Checks) -> AvailabilityRow {
        let (min, max) = (self.hourly_rate_min.map(|rate| rate.0), self.hourly_rate_max.map(|rate| rate.0));
        for (field, rate) in [("hourlyRateMin", min), ("hourlyRateMax", max)] {
            if rate.is_some_and(|rate| !(0..=MAX_RATE).contains(&rate)) {
                let message = format!("must be from 0 to {MAX_RATE}, in the currency's minor unit");
                checks.refuse(field, UserErrorCode::Invalid, message);
            }
        }
        if let (Some(min), Some(max)) = (min, max)
            && max < min
        {
            checks.refuse("hourlyRateMax", UserErrorCode::Invalid, "must not be below hourlyRateMin");
        }
        AvailabilityRow {
            profile_id,
            status: self.status.name().to_owned(),
            available_from: self.available_from.and_then(|day| match day.0 {
                Ok(date) if date.precision() == DatePrecision::Day => Some(date.first_day()),
                Ok(_) => {
                    let message = "must be a day, such as 2026-09-01";
                    checks.refuse("availableFrom", UserErrorCode::Invalid, message);
                    None
                }
                Err(error) => {
                    checks.refuse("availableFrom", UserErrorCode::Invalid, error.to_string());
                    None
                }
            }),
            hours_per_week: self.hours_per_week.and_then(|hours| {
                let hours = i16::try_from(hours).ok().filter(|hours| (1..=168).contains(hours));
                if hours.is_none() {
                    checks.refuse("hoursPerWeek", UserErrorCode::Invalid, "must be from 1 to 168");
                }
                hours
            }),
            remote: self.remote.map(|remote| remote.name().to_owned()),
            rate_min_minor: min,
            rate_max_minor: max,
            rate_currency: self.currency(min.is_some() || max.is_some(), checks),
        }
    }

    fn currency(&self, has_rate: bool, checks: &mut Checks) -> Option<String> {
        let given = self.currency.as_deref().map(str::trim).filter(|given| !given.is_empty());
        let accepted = "must be an ISO 4217 currency code, such as EUR";
        match (given, has_rate) {
            (None, false) => {}
            (None, true) => checks.refuse("currency", UserErrorCode::Required, "a rate needs its currency"),
            (Some(_), false) => {
                checks.refuse("currency", UserErrorCode::Invalid, "a currency without a rate says nothing");
            }
            (Some(given), true) => match codes::currency(given) {
                Some(code) => return Some(code),
                None => checks.refuse("currency", UserErrorCode::Invalid, accepted),
            },
        }
        None
    }
}
