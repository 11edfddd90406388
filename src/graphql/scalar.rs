//! Scalars of our own.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use folio_db::{CivilDate, civil_date::CivilDateError};

use super::plain::{Outcome, Plain, Selected, Writer, write_scalar};

/// A civil date as precise as it was given: `2021`, `2021-09` or `2021-09-01`. As an input, a text that is none of them
/// is kept as its error, so that a mutation can name the field that it stood in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate(pub Result<CivilDate, CivilDateError>);

/// A civil date as precise as it was given: a year (`2021`), a month (`2021-09`) or a day (`2021-09-01`).
#[Scalar(name = "PartialDate")]
impl ScalarType for PartialDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        Ok(Self(text.parse()))
    }

    // Asked before anything runs, and `parse` only then.
    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        self.0.map_or(Value::Null, |date| Value::String(date.to_string()))
    }
}

/// An exact decimal number with two places, in hundredths. As an input, a text that is none is kept as its error, as in
/// [`PartialDate`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal(pub Result<i32, NotADecimal>);

/// A text that is no [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("a decimal is written as \"3\", \"3.8\" or \"3.81\", without a sign")]
pub struct NotADecimal;

/// An exact decimal number with at most two places, written as a string: `"3.81"`.
#[Scalar(name = "Decimal")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        Ok(Self(hundredths(text).ok_or(NotADecimal)))
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(_))
    }

    fn to_value(&self) -> Value {
        self.0.map_or(Value::Null, |value| Value::String(format!("{}.{:02}", value / 100, value % 100)))
    }
}

fn hundredths(text: &str) -> Option<i32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let bare_point = text.ends_with('.');
    if whole.is_empty()
        || whole.len() > 6
        || fraction.len() > 2
        || bare_point
        || !digits(whole)
        || !digits(fraction)
    {
        return None;
    }
    let whole: i32 = whole.parse().ok()?;
    let fraction: i32 = format!("{fraction:0<2}").parse().ok()?;
    Some(whole * 100 + fraction)
}

/// A whole number of 64 bits, from a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Int64(pub i64);

/// A whole number of 64 bits, written as a string since JSON numbers lose precision above 2^53.
#[Scalar(name = "Int64")]
impl ScalarType for Int64 {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        text.parse()
            .map(Self)
            .map_err(|_| InputValueError::custom("a whole number of 64 bits, written as a string"))
    }

    fn is_valid(value: &Value) -> bool {
        matches!(value, Value::String(text) if text.parse::<i64>().is_ok())
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

macro_rules! written_as_scalars {
    ($($scalar:ty),*) => {$(
        impl Plain for $scalar {
            fn write<'a>(&self, to: &mut Writer<'a>, _: &'a Selected) -> Outcome {
                write_scalar(self, to)
            }
        }
    )*};
}

written_as_scalars!(PartialDate, Decimal, Int64);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_read_exactly_or_not_at_all() {
        for (text, value) in [("3", 300), ("3.8", 380), ("3.81", 381), ("0.05", 5), ("999999", 99_999_900)] {
            assert_eq!(hundredths(text), Some(value), "{text}");
        }
        for text in ["", ".", "3.", ".5", "3.811", "-1", "+1", "1e3", "3,8", " 3", "1000000", "٣"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
    }
}
