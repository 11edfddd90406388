//! Availability as a viewer sees it.

use async_graphql::{Enum, SimpleObject};
use chrono::NaiveDate;
use folio_db::{
    CivilDate, DatePrecision,
    availability::{AvailabilitySnapshot, MoneySnapshot},
};
use folio_policy::Scope;

use crate::graphql::{
    plain::Plain,
    ready::Ready,
    scalar::{Int64, PartialDate},
};

/// Whether somebody takes work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum AvailabilityStatus {
    /// Looking for work.
    Open,
    /// For the right work.
    Limited,
    /// Not now.
    Unavailable,
}

/// Where somebody works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum RemoteWork {
    /// At the employer's place.
    OnSite,
    /// Both.
    Hybrid,
    /// From anywhere.
    Remote,
}

impl AvailabilityStatus {
    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::Limited => "LIMITED",
            Self::Unavailable => "UNAVAILABLE",
        }
    }
}

impl RemoteWork {
    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OnSite => "ON_SITE",
            Self::Hybrid => "HYBRID",
            Self::Remote => "REMOTE",
        }
    }
}

/// When, how much and at what rate somebody works.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Availability {
    /// Whether they take work.
    status: Option<AvailabilityStatus>,
    /// From this day.
    available_from: Option<PartialDate>,
    /// Hours per week.
    hours_per_week: Option<i32>,
    /// Where.
    remote: Option<RemoteWork>,
    /// The lowest hourly rate.
    hourly_rate_min: Option<Ready<Money>>,
    /// The highest hourly rate.
    hourly_rate_max: Option<Ready<Money>>,
}

/// An amount of money.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Money {
    /// In the currency's minor unit: cents for USD.
    amount_minor: Option<Int64>,
    /// ISO 4217 code.
    currency: Option<String>,
}

impl Availability {
    /// `None` when nothing of it is to be seen: an object of nothing but nulls would tell that there is something to
    /// hide.
    pub(crate) fn build(scope: Scope<'_>, availability: AvailabilitySnapshot) -> Option<Self> {
        let availability = Self {
            status: availability.status.reveal(scope).as_deref().and_then(|status| match status {
                "OPEN" => Some(AvailabilityStatus::Open),
                "LIMITED" => Some(AvailabilityStatus::Limited),
                "UNAVAILABLE" => Some(AvailabilityStatus::Unavailable),
                _ => None,
            }),
            available_from: availability.available_from.reveal(scope).and_then(day),
            hours_per_week: availability.hours_per_week.reveal(scope).map(Into::into),
            remote: availability.remote.reveal(scope).as_deref().and_then(|remote| match remote {
                "ON_SITE" => Some(RemoteWork::OnSite),
                "HYBRID" => Some(RemoteWork::Hybrid),
                "REMOTE" => Some(RemoteWork::Remote),
                _ => None,
            }),
            hourly_rate_min: availability
                .hourly_rate_min
                .reveal(scope)
                .and_then(|money| Money::build(scope, money))
                .map(Ready),
            hourly_rate_max: availability
                .hourly_rate_max
                .reveal(scope)
                .and_then(|money| Money::build(scope, money))
                .map(Ready),
        };
        let Self { status, available_from, hours_per_week, remote, hourly_rate_min, hourly_rate_max } =
            &availability;
        let seen = status.is_some()
            || available_from.is_some()
            || hours_per_week.is_some()
            || remote.is_some()
            || hourly_rate_min.is_some()
            || hourly_rate_max.is_some();
        seen.then_some(availability)
    }
}

impl Money {
    /// `None` when nothing of it is to be seen, as above.
    fn build(scope: Scope<'_>, money: MoneySnapshot) -> Option<Self> {
        let money = Self {
            amount_minor: money.amount_minor.reveal(scope).map(Int64),
            currency: money.currency.reveal(scope),
        };
        (money.amount_minor.is_some() || money.currency.is_some()).then_some(money)
    }
}

fn day(date: NaiveDate) -> Option<PartialDate> {
    CivilDate::from_parts(date, DatePrecision::Day).ok().map(|date| PartialDate(Ok(date)))
}
