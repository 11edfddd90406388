//! The rows that a load writes, column by column.

use bytes::BytesMut;
use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio_postgres::types::{IsNull, ToSql, Type, accepts, to_sql_checked};
use uuid::Uuid;

use crate::{
    availability::AvailabilityRow,
    endorsements::EndorsementRow,
    extraction::UnreadRow,
    json::Json,
    profiles::ProfileRow,
    strength::{PointRow, StrengthRow},
};

/// A row of one table, with a value for each of its columns.
pub(crate) trait CopyRow: Sync {
    /// The table.
    const TABLE: &'static str;
    /// Its columns, as far as they are written.
    const COLUMNS: &'static [&'static str];

    /// A value for each of them.
    fn values(&self) -> Vec<&(dyn ToSql + Sync)>;
}

impl<R: CopyRow> CopyRow for &R {
    const TABLE: &'static str = R::TABLE;
    const COLUMNS: &'static [&'static str] = R::COLUMNS;

    fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
        R::values(self)
    }
}

/// A row's fields are named as its columns. The pattern names all of them: a new column that is not copied does not
/// compile.
macro_rules! copy_row {
    ($row:ty, $table:literal: $($column:ident)*) => {
        impl CopyRow for $row {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [&'static str] = &[$( stringify!($column), )*];

            fn values(&self) -> Vec<&(dyn ToSql + Sync)> {
                let Self { $( $column, )* } = self;
                vec![$( $column, )*]
            }
        }
    };
}

/// A row of `users` as a load writes it: the columns that are not here stay at their defaults.
pub(super) struct UserRow<'a> {
    pub(super) id: Uuid,
    pub(super) clerk_id: &'a str,
    pub(super) username: Option<&'a str>,
    pub(super) email: Option<&'a str>,
    pub(super) email_verified: bool,
    pub(super) phone: Option<&'a str>,
    pub(super) phone_verified: bool,
    pub(super) role: &'static str,
    pub(super) verified_employer: bool,
    pub(super) profile: &'a JsonText,
    pub(super) profile_hash: &'a [u8],
    pub(super) profile_schema_version: i16,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

copy_row!(UserRow<'_>, "users":
    id clerk_id username email email_verified phone phone_verified role verified_employer profile profile_hash
    profile_schema_version created_at updated_at);

copy_row!(ProfileRow, "profiles":
    id user_id slug state version visibility discoverable public_url_enabled search_engine_indexing display_name
    pronouns headline about city region country_code avatar_url cover_url timezone currency locale settings
    model_consent model_consent_at created_at updated_at);

copy_row!(AvailabilityRow, "availability":
    profile_id status available_from hours_per_week remote rate_min_minor rate_max_minor rate_currency);

copy_row!(EndorsementRow, "endorsements":
    profile_id id skill_item_id endorser_id capacity relationship note state version created_at updated_at);

copy_row!(StrengthRow, "profile_strength": profile_id model_version role score level steps);

copy_row!(UnreadRow, "profile_extraction": profile_id status source_digest);

copy_row!(PointRow<'_>, "strength_history": profile_id profile_version model_version role score level steps at);

/// JSON that is written already.
#[derive(Debug)]
pub(super) struct JsonText(pub(super) String);

impl ToSql for JsonText {
    fn to_sql(
        &self,
        _: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        out.extend_from_slice(self.0.as_bytes());
        Ok(IsNull::No)
    }

    accepts!(JSON);
    to_sql_checked!();
}

impl<T: Serialize + std::fmt::Debug> ToSql for Json<T> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        tokio_postgres::types::Json(&self.0).to_sql(ty, out)
    }

    accepts!(JSON, JSONB);
    to_sql_checked!();
}
