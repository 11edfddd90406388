//! What `folio doctor` asks the server.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;

use crate::{error::DbResult, pool::Conn};

/// PostgreSQL 17, in the form of `server_version_num`: the first with the built-in `pg_c_utf8` collation.
pub const MIN_SERVER_VERSION: i32 = 170_000;

/// What the server says of itself.
#[derive(Debug, Clone, QueryableByName)]
pub struct Facts {
    /// `server_version_num`: 180006 is 18.6.
    #[diesel(sql_type = sql_types::Integer)]
    pub server_version: i32,
    /// The version of pgvector in this database, if it was created.
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    pub vector_version: Option<String>,
    /// Whether pgvector could be created.
    #[diesel(sql_type = sql_types::Bool)]
    pub vector_available: bool,
    /// The server's clock.
    #[diesel(sql_type = sql_types::Timestamptz)]
    pub now: DateTime<Utc>,
}

impl Facts {
    /// "18.6".
    #[must_use]
    pub fn version_name(&self) -> String {
        format!("{}.{}", self.server_version / 10_000, self.server_version % 10_000)
    }
}

/// Asks the server. One statement.
///
/// # Errors
/// As any query.
pub async fn facts(conn: &Conn) -> DbResult<Facts> {
    conn.run(
        diesel::sql_query(
            "SELECT current_setting('server_version_num')::int AS server_version, \
             (SELECT extversion FROM pg_extension WHERE extname = 'vector') AS vector_version, \
             EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') AS vector_available, \
             clock_timestamp() AS now",
        )
        .get_result(&mut conn.raw()),
    )
    .await
}
