//! Times as a snapshot holds them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A time, stored as microseconds since 1970, which is as precise as Postgres has it: every item has two, and a text of each
/// takes longer to read than the rest of the bookkeeping (benches/README.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moment(#[serde(with = "chrono::serde::ts_microseconds")] DateTime<Utc>);

impl From<DateTime<Utc>> for Moment {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time)
    }
}

impl From<Moment> for DateTime<Utc> {
    fn from(Moment(time): Moment) -> Self {
        time
    }
}
