//! Typed JSON columns, read and written without a `serde_json::Value` in between.

use std::{fmt::Debug, io::Write};

use diesel::{
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    pg::{Pg, PgValue},
    serialize::{self, IsNull, Output, ToSql},
    sql_types,
};
use serde::{Serialize, de::DeserializeOwned};

/// A `json` column that holds a `T`.
#[derive(Debug, Clone, PartialEq, Eq, FromSqlRow, AsExpression)]
#[diesel(sql_type = sql_types::Json)]
pub struct Json<T: Debug>(pub T);

impl<T: DeserializeOwned + Debug> FromSql<sql_types::Json, Pg> for Json<T> {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        // The source error would quote what is stored: say only that it can't be read.
        read(value.as_bytes()).map(Self).ok_or_else(|| "a json column can't be read".into())
    }
}

impl<T: Serialize + Debug> ToSql<sql_types::Json, Pg> for Json<T> {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        serde_json::to_writer(out as &mut dyn Write, &self.0)?;
        Ok(IsNull::No)
    }
}

/// A `json` column that is read as it stands, to be decoded later or not at all.
#[derive(Clone, FromSqlRow, AsExpression)]
#[diesel(sql_type = sql_types::Json)]
pub(crate) struct RawJson(Vec<u8>);

impl RawJson {
    /// Decodes the text; `None` when it is not a `T`.
    pub(crate) fn decode<T: DeserializeOwned>(&self) -> Option<T> {
        read(&self.0)
    }
}

/// Looks once whether all of it is UTF-8: serde_json would look at each text of it.
fn read<T: DeserializeOwned>(stored: &[u8]) -> Option<T> {
    serde_json::from_str(std::str::from_utf8(stored).ok()?).ok()
}

impl Debug for RawJson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RawJson")
    }
}

impl FromSql<sql_types::Json, Pg> for RawJson {
    fn from_sql(value: PgValue<'_>) -> deserialize::Result<Self> {
        Ok(Self(value.as_bytes().to_vec()))
    }
}
