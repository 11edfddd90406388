//! Availability: when, how much and at what rate somebody works (capability P4). One row per profile.

use chrono::NaiveDate;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{error::DbResult, pool::Conn, schema::availability, write::Locked};

/// An amount in the minor unit of a currency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MoneySnapshot {
    /// In the minor unit (cents).
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub amount_minor: Governed<field::MoneyAmountMinor, Option<i64>>,
    /// ISO 4217 code.
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub currency: Governed<field::MoneyCurrency, Option<String>>,
}

/// One row. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = availability, check_for_backend(diesel::pg::Pg))]
pub struct AvailabilityRow {
    /// Whose.
    pub profile_id: Uuid,
    /// OPEN, LIMITED or UNAVAILABLE.
    pub status: String,
    /// From this day.
    pub available_from: Option<NaiveDate>,
    /// Hours per week.
    pub hours_per_week: Option<i16>,
    /// ON_SITE, HYBRID or REMOTE.
    pub remote: Option<String>,
    /// Lowest hourly rate, in the minor unit.
    pub rate_min_minor: Option<i64>,
    /// Highest hourly rate, in the minor unit.
    pub rate_max_minor: Option<i64>,
    /// ISO 4217 code of both rates.
    pub rate_currency: Option<String>,
}

impl AvailabilityRow {
    /// The columns in which the two differ; all that say something where there is only one.
    #[must_use]
    pub fn differences(before: Option<&Self>, after: Option<&Self>) -> Vec<&'static str> {
        macro_rules! moved {
            ($($column:ident),+) => {{
                let mut columns = Vec::new();
                $(
                    if before.map(|row| &row.$column) != after.map(|row| &row.$column)
                        && before.into_iter().chain(after).any(|row| row.$column.says_something())
                    {
                        columns.push(stringify!($column));
                    }
                )+
                columns
            }};
        }
        moved!(status, available_from, hours_per_week, remote, rate_min_minor, rate_max_minor, rate_currency)
    }
}

/// Whether a column says something.
trait Says {
    fn says_something(&self) -> bool;
}

impl Says for String {
    fn says_something(&self) -> bool {
        true
    }
}

impl<T> Says for Option<T> {
    fn says_something(&self) -> bool {
        self.is_some()
    }
}

/// What the snapshot holds of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct AvailabilitySnapshot {
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub status: Governed<field::AvailabilityStatus, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub available_from: Governed<field::AvailabilityAvailableFrom, Option<NaiveDate>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub hours_per_week: Governed<field::AvailabilityHoursPerWeek, Option<i16>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub remote: Governed<field::AvailabilityRemote, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub hourly_rate_min: Governed<field::AvailabilityHourlyRateMin, Option<MoneySnapshot>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub hourly_rate_max: Governed<field::AvailabilityHourlyRateMax, Option<MoneySnapshot>>,
}

impl From<AvailabilityRow> for AvailabilitySnapshot {
    fn from(row: AvailabilityRow) -> Self {
        let money = |amount: Option<i64>| {
            amount.map(|amount| MoneySnapshot {
                amount_minor: Governed::new(Some(amount)),
                currency: Governed::new(row.rate_currency.clone()),
            })
        };
        Self {
            hourly_rate_min: Governed::new(money(row.rate_min_minor)),
            hourly_rate_max: Governed::new(money(row.rate_max_minor)),
            status: Governed::new(Some(row.status)),
            available_from: Governed::new(row.available_from),
            hours_per_week: Governed::new(row.hours_per_week),
            remote: Governed::new(row.remote),
        }
    }
}

pub(crate) async fn load(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<AvailabilityRow>> {
    let rows = availability::table.select(AvailabilityRow::as_select());
    match profiles {
        [one] => conn.run(rows.filter(availability::profile_id.eq(one)).load(&mut conn.raw())).await,
        many => conn.run(rows.filter(availability::profile_id.eq_any(many)).load(&mut conn.raw())).await,
    }
}

/// A profile's availability, if there is any.
///
/// # Errors
/// As any query.
pub async fn of_profile(profile: &Locked<'_>) -> DbResult<Option<AvailabilityRow>> {
    Ok(load(profile.conn(), &[profile.profile_id]).await?.pop())
}

/// Writes a profile's availability, in place of what there was; `None` for nothing.
///
/// # Errors
/// As any query.
pub async fn put(profile: &Locked<'_>, row: Option<&AvailabilityRow>) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::delete(availability::table.filter(availability::profile_id.eq(profile.profile_id)))
            .execute(&mut conn.raw()),
    )
    .await?;
    if let Some(row) = row {
        conn.run(diesel::insert_into(availability::table).values(row).execute(&mut conn.raw())).await?;
    }
    Ok(())
}
