//! Reading dates as people write them into resumes.

use serde_json::Value;

use super::fields::{Fields, Taken};
use super::loss::LossReason;
use super::path::Path;
use crate::civil_date::{CivilDate, CivilDateError};
use crate::work::last_possible_end;

/// Words for "it hasn't ended".
const OPEN_ENDED: &[&str] =
    &["present", "current", "currently", "now", "today", "ongoing", "in progress", "to date", "till date"];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Takes a start and an end. Two that contradict each other are both left out: neither can be trusted, and
/// an end left out alone would read as "still there".
pub(super) fn take_period(
    fields: &mut Fields<'_>,
    start_names: &[&str],
    end_names: &[&str],
) -> (Option<CivilDate>, Option<CivilDate>) {
    let start = take_date(fields, start_names, false);
    let end = take_date(fields, end_names, true);
    as_period(fields, start, end)
}

/// As [`take_period`], of something whose end can't be told beforehand: one that is to come is read as none.
pub(super) fn take_past_period(
    fields: &mut Fields<'_>,
    start_names: &[&str],
    end_names: &[&str],
) -> (Option<CivilDate>, Option<CivilDate>) {
    let start = take_date(fields, start_names, false);
    let mut end = take_date(fields, end_names, true);
    if let Some((date, path)) = &end
        && date.first_day() > last_possible_end()
    {
        fields.report(path, LossReason::Normalised, "is still to come; read as not ended yet");
        end = None;
    }
    as_period(fields, start, end)
}

fn as_period(
    fields: &mut Fields<'_>,
    start: Option<(CivilDate, Path)>,
    end: Option<(CivilDate, Path)>,
) -> (Option<CivilDate>, Option<CivilDate>) {
    if let (Some((start, start_path)), Some((end, end_path))) = (&start, &end)
        && !start.is_not_after(*end)
    {
        for path in [start_path, end_path] {
            fields.report(path, LossReason::Unreadable, "ends before it starts; both dates were left out");
        }
        return (None, None);
    }
    (start.map(|(date, _)| date), end.map(|(date, _)| date))
}

/// Takes one date, with its place.
pub(super) fn take_date(
    fields: &mut Fields<'_>,
    names: &[&str],
    may_be_open: bool,
) -> Option<(CivilDate, Path)> {
    let Taken { path, value } = fields.take(names)?;
    let raw = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => {
            fields.report(&path, LossReason::Unreadable, CivilDateError::Form.to_string());
            return None;
        }
    };
    if may_be_open && OPEN_ENDED.contains(&raw.to_lowercase().trim_end_matches('.')) {
        fields.report(&path, LossReason::Normalised, "read as not ended yet");
        return None;
    }
    match raw.parse() {
        Ok(date) => Some((date, path)),
        Err(error) => match read_loosely(&raw) {
            Some(date) => {
                fields.report(&path, LossReason::Normalised, format!("read as {date}"));
                Some((date, path))
            }
            None => {
                fields.report(&path, LossReason::Unreadable, error.to_string());
                None
            }
        },
    }
}

/// Forms that leave no doubt: `2013-9`, `2013/09/01`, `09/2013`, `Sep 2013`, `2013-09-01T00:00:00Z`. Not
/// `01/02/2013`, which is February in some places and January in others.
fn read_loosely(raw: &str) -> Option<CivilDate> {
    let day_part = match raw.split_once(['T', ' ']) {
        Some((day, time)) if time.contains(':') => day,
        _ => raw,
    };
    let separators = |c: char| matches!(c, '-' | '/' | '.' | ',') || c.is_whitespace();
    let parts: Vec<&str> = day_part.split(separators).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [year] => CivilDate::from_year(four_digits(year)?).ok(),
        [year, month] if four_digits(year).is_some() => {
            CivilDate::from_month(four_digits(year)?, month_number(month)?).ok()
        }
        [month, year] => CivilDate::from_month(four_digits(year)?, month_number(month)?).ok(),
        [year, month, day] if four_digits(year).is_some() => {
            CivilDate::from_day(four_digits(year)?, month_number(month)?, one_or_two_digits(day)?).ok()
        }
        [day, month, year] if month_name(month).is_some() => {
            CivilDate::from_day(four_digits(year)?, month_name(month)?, one_or_two_digits(day)?).ok()
        }
        [month, day, year] => {
            CivilDate::from_day(four_digits(year)?, month_name(month)?, one_or_two_digits(day)?).ok()
        }
        _ => None,
    }
}

fn four_digits(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn one_or_two_digits(text: &str) -> Option<u32> {
    (matches!(text.len(), 1 | 2) && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn month_number(text: &str) -> Option<u32> {
    one_or_two_digits(text).or_else(|| month_name(text))
}

/// An English month, in full or by three or more letters.
fn month_name(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let index = MONTHS.iter().position(|month| text.len() >= 3 && month.starts_with(&text))?;
    u32::try_from(index + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loose_forms() {
        for (raw, date) in [
            ("2013-9", "2013-09"),
            ("2013/09/01", "2013-09-01"),
            ("09/2013", "2013-09"),
            ("Sep 2013", "2013-09"),
            ("Sept. 2013", "2013-09"),
            ("September, 2013", "2013-09"),
            ("1 September 2013", "2013-09-01"),
            ("Sep 1, 2013", "2013-09-01"),
            ("2013-09-01T10:30:00.000Z", "2013-09-01"),
            ("2013-09-01 10:30:00", "2013-09-01"),
        ] {
            assert_eq!(read_loosely(raw).map(|date| date.to_string()).as_deref(), Some(date), "{raw}");
        }
        for raw in [
            "01/02/2013",
            "Se 2013",
            "13/2013",
            "spring 2013",
            "'13",
            "2013-02-30",
            "+201",
            "\u{130}\u{130} 2013",
        ] {
            assert_eq!(read_loosely(raw), None, "{raw}");
        }
    }
}
