//! A civil date that is as precise as its author was: a year, a month or a day.
//!
//! "Studied there from 2019 to June 2021" has to stay that, not become the first of January. Stored as the
//! first day of the period and the precision; written as the ISO 8601 form of that precision.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The first year that is accepted.
pub const MIN_YEAR: i32 = 1900;
/// The last year that is accepted.
pub const MAX_YEAR: i32 = 2200;

/// How much of a [`CivilDate`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DatePrecision {
    /// `2021`
    Year,
    /// `2021-09`
    Month,
    /// `2021-09-01`
    Day,
}

impl DatePrecision {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Year => "YEAR",
            Self::Month => "MONTH",
            Self::Day => "DAY",
        }
    }
}

/// A year, a month of a year, or a day.
///
/// There is no `Ord`: `2021` and `2021-09` overlap, so no total order is true of them. Use
/// [`compare`](Self::compare) to check an interval and [`first_day`](Self::first_day) to sort a list.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CivilDate {
    first_day: NaiveDate,
    precision: DatePrecision,
}

/// The two columns that a date is stored in: the first day, and the precision's name.
#[must_use]
pub fn columns(date: Option<CivilDate>) -> (Option<NaiveDate>, Option<String>) {
    match date.map(CivilDate::into_parts) {
        Some((day, precision)) => (Some(day), Some(precision.name().to_owned())),
        None => (None, None),
    }
}

/// Why something is not a [`CivilDate`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum CivilDateError {
    /// Not one of the three forms.
    #[error("a date is written as 2021, 2021-09 or 2021-09-01")]
    Form,
    /// The year is out of range.
    #[error("the year must be from {MIN_YEAR} to {MAX_YEAR}")]
    Year,
    /// No such month.
    #[error("the month must be from 01 to 12")]
    Month,
    /// No such day in that month.
    #[error("that month has no such day")]
    Day,
    /// Stored parts which contradict each other.
    #[error("a date of this precision is stored as the first day of its period")]
    NotFirstDay,
}

impl CivilDate {
    /// The date of two columns, the inverse of [`columns`]. The tables' check constraints keep other names out.
    #[must_use]
    pub fn of_columns(first_day: Option<NaiveDate>, precision: Option<&str>) -> Option<Self> {
        let precision = match precision? {
            "YEAR" => DatePrecision::Year,
            "MONTH" => DatePrecision::Month,
            _ => DatePrecision::Day,
        };
        Self::from_parts(first_day?, precision).ok()
    }

    /// A year of which no more is known.
    pub fn from_year(year: i32) -> Result<Self, CivilDateError> {
        Self::new(year, 1, 1, DatePrecision::Year)
    }

    /// A month of which no more is known.
    pub fn from_month(year: i32, month: u32) -> Result<Self, CivilDateError> {
        Self::new(year, month, 1, DatePrecision::Month)
    }

    /// A day.
    pub fn from_day(year: i32, month: u32, day: u32) -> Result<Self, CivilDateError> {
        Self::new(year, month, day, DatePrecision::Day)
    }

    fn new(year: i32, month: u32, day: u32, precision: DatePrecision) -> Result<Self, CivilDateError> {
        if !(MIN_YEAR..=MAX_YEAR).contains(&year) {
            return Err(CivilDateError::Year);
        }
        if !(1..=12).contains(&month) {
            return Err(CivilDateError::Month);
        }
        let first_day = NaiveDate::from_ymd_opt(year, month, day).ok_or(CivilDateError::Day)?;
        Ok(Self { first_day, precision })
    }

    /// The date that was stored as these two parts; the inverse of [`into_parts`](Self::into_parts).
    pub fn from_parts(first_day: NaiveDate, precision: DatePrecision) -> Result<Self, CivilDateError> {
        let date = Self::new(first_day.year(), first_day.month(), first_day.day(), precision)?;
        if date.at_precision(precision).first_day == first_day {
            Ok(date)
        } else {
            Err(CivilDateError::NotFirstDay)
        }
    }

    /// The two parts to store: the first day of the period, and the precision.
    pub fn into_parts(self) -> (NaiveDate, DatePrecision) {
        (self.first_day, self.precision)
    }

    /// The first day of the year, month or day: what to sort by.
    pub fn first_day(self) -> NaiveDate {
        self.first_day
    }

    /// How much is known.
    pub fn precision(self) -> DatePrecision {
        self.precision
    }

    /// Compares two dates at the coarser of their precisions.
    ///
    /// `2021` equals `2021-09`, since nothing says that they differ; `2020` is less than `2021-09`. So an
    /// interval is refused only when it is certainly reversed. The relation isn't transitive (`2021-03` =
    /// `2021` = `2021-09`): it serves to check a pair, not to sort.
    pub fn compare(self, other: Self) -> Ordering {
        let precision = self.precision.min(other.precision);
        self.at_precision(precision).first_day.cmp(&other.at_precision(precision).first_day)
    }

    /// Whether `self` to `end` can be an interval: `start <= end` by [`compare`](Self::compare).
    pub fn is_not_after(self, end: Self) -> bool {
        self.compare(end) != Ordering::Greater
    }

    fn at_precision(self, precision: DatePrecision) -> Self {
        let first_day = match precision {
            DatePrecision::Year => self.first_day.with_ordinal(1),
            DatePrecision::Month => self.first_day.with_day(1),
            DatePrecision::Day => None,
        };
        Self { first_day: first_day.unwrap_or(self.first_day), precision }
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let format = match self.precision {
            DatePrecision::Year => "%Y",
            DatePrecision::Month => "%Y-%m",
            DatePrecision::Day => "%Y-%m-%d",
        };
        write!(f, "{}", self.first_day.format(format))
    }
}

impl fmt::Debug for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CivilDate({self})")
    }
}

impl FromStr for CivilDate {
    type Err = CivilDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.split('-');
        let year = digits(parts.next(), 4)?.ok_or(CivilDateError::Form)?;
        let month = digits(parts.next(), 2)?;
        let day = digits(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err(CivilDateError::Form);
        }
        // Four digits always fit.
        let year = year as i32;
        match (month, day) {
            (None, _) => Self::from_year(year),
            (Some(month), None) => Self::from_month(year, month),
            (Some(month), Some(day)) => Self::from_day(year, month, day),
        }
    }
}

/// A part of exactly `width` ASCII digits, if there is that part.
fn digits(part: Option<&str>, width: usize) -> Result<Option<u32>, CivilDateError> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != width || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(CivilDateError::Form);
    }
    part.parse().map(Some).map_err(|_| CivilDateError::Form)
}

impl TryFrom<String> for CivilDate {
    type Error = CivilDateError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CivilDate> for String {
    fn from(date: CivilDate) -> Self {
        date.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> CivilDate {
        text.parse().expect(text)
    }

    #[test]
    fn each_precision_is_written_as_it_was_read() {
        for (text, precision) in [
            ("2021", DatePrecision::Year),
            ("2021-09", DatePrecision::Month),
            ("2021-09-01", DatePrecision::Day),
            ("2024-02-29", DatePrecision::Day),
        ] {
            assert_eq!(date(text).to_string(), text);
            assert_eq!(date(text).precision(), precision);
            assert_eq!(serde_json::to_string(&date(text)).unwrap(), format!("\"{text}\""));
            assert_eq!(serde_json::from_str::<CivilDate>(&format!("\"{text}\"")).unwrap(), date(text));
        }
    }

    #[test]
    fn what_is_not_a_date_says_why() {
        for (text, error) in [
            ("", CivilDateError::Form),
            ("21", CivilDateError::Form),
            ("2021-9", CivilDateError::Form),
            ("2021-09-", CivilDateError::Form),
            ("2021-09-01-01", CivilDateError::Form),
            ("+021", CivilDateError::Form),
            ("２０２１", CivilDateError::Form),
            (" 2021", CivilDateError::Form),
            ("2021-09-01T00:00:00Z", CivilDateError::Form),
            ("1899", CivilDateError::Year),
            ("2201", CivilDateError::Year),
            ("2021-00", CivilDateError::Month),
            ("2021-13-01", CivilDateError::Month),
            ("2023-02-29", CivilDateError::Day),
            ("2021-09-00", CivilDateError::Day),
        ] {
            assert_eq!(text.parse::<CivilDate>(), Err(error), "{text}");
        }
        assert!(CivilDateError::Form.to_string().contains("2021-09"));
        let error = serde_json::from_str::<CivilDate>("\"September\"").unwrap_err().to_string();
        assert!(error.contains("2021-09-01"), "{error}");
    }

    #[test]
    fn dates_compare_at_the_coarser_precision() {
        assert_eq!(date("2021").compare(date("2021-09")), Ordering::Equal);
        assert_eq!(date("2021-09-30").compare(date("2021-09")), Ordering::Equal);
        assert_eq!(date("2020").compare(date("2021-01-01")), Ordering::Less);
        assert_eq!(date("2021-10").compare(date("2021-09-30")), Ordering::Greater);
        assert!(date("2021-09").is_not_after(date("2021")));
        assert!(!date("2021-09-02").is_not_after(date("2021-09-01")));
    }

    #[test]
    fn stored_parts_must_agree() {
        let middle = NaiveDate::from_ymd_opt(2021, 9, 15).unwrap();
        assert_eq!(CivilDate::from_parts(middle, DatePrecision::Month), Err(CivilDateError::NotFirstDay));
        assert_eq!(CivilDate::from_parts(middle, DatePrecision::Day).unwrap(), date("2021-09-15"));
        let ancient = NaiveDate::from_ymd_opt(1066, 1, 1).unwrap();
        assert_eq!(CivilDate::from_parts(ancient, DatePrecision::Year), Err(CivilDateError::Year));
    }

    proptest! {
        #[test]
        fn parts_and_text_round_trip(year in MIN_YEAR..=MAX_YEAR, month in 1u32..=12, day in 1u32..=28) {
            for date in [
                CivilDate::from_year(year).unwrap(),
                CivilDate::from_month(year, month).unwrap(),
                CivilDate::from_day(year, month, day).unwrap(),
            ] {
                let (first_day, precision) = date.into_parts();
                prop_assert_eq!(CivilDate::from_parts(first_day, precision), Ok(date));
                prop_assert_eq!(date.to_string().parse(), Ok(date));
            }
        }

        #[test]
        fn comparing_is_antisymmetric(a in "(19|20)[0-9]{2}(-0[1-9])?", b in "(19|20)[0-9]{2}(-0[1-9](-1[0-9])?)?") {
            prop_assert_eq!(date(&a).compare(date(&b)), date(&b).compare(date(&a)).reverse());
        }
    }
}
