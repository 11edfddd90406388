//! Scalars of our own.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use folio_db::CivilDate;

/// A civil date as precise as it was given: `2021`, `2021-09` or `2021-09-01`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartialDate(pub CivilDate);

/// A civil date as precise as it was given: a year (`2021`), a month (`2021-09`) or a day (`2021-09-01`).
#[Scalar(name = "PartialDate")]
impl ScalarType for PartialDate {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        text.parse().map(Self).map_err(|error| InputValueError::custom(format!("{error}")))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An exact decimal number with two places, from hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal(pub i32);

/// An exact decimal number with at most two places, written as a string: `"3.81"`.
#[Scalar(name = "Decimal")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let accepted = || InputValueError::custom("a decimal is written as \"3\", \"3.8\" or \"3.81\"");
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
            return Err(accepted());
        }
        let whole: i32 = whole.parse().map_err(|_| accepted())?;
        let hundredths: i32 = format!("{fraction:0<2}").parse().map_err(|_| accepted())?;
        Ok(Self(whole * 100 + hundredths))
    }

    fn to_value(&self) -> Value {
        Value::String(format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

/// A whole number of 64 bits, from a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}
