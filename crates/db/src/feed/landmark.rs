//! By what a database is known again whose copies have the same id: an event at its place.

use diesel::{QueryableByName, prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{error::DbResult, pool::Conn};

/// An event and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Landmark {
    /// The place.
    #[diesel(sql_type = sql_types::BigInt)]
    pub seq: i64,
    /// The event's id.
    #[diesel(sql_type = sql_types::Uuid)]
    pub id: Uuid,
}

/// The newest event that has had its place for an hour: a server that takes the first one's place may have missed the last
/// moments. `None` for a feed without any. One statement.
///
/// # Errors
/// As any query.
pub async fn landmark(conn: &Conn) -> DbResult<Option<Landmark>> {
    let newest = diesel::sql_query(
        "SELECT feed_seq AS seq, id FROM outbox \
         WHERE feed_seq IS NOT NULL AND sequenced_at < now() - interval '1 hour' ORDER BY feed_seq DESC LIMIT 1",
    );
    conn.run(async { newest.get_result(&mut conn.raw()).await.optional() }).await
}

/// Whether the feed has come as far as this, and doesn't have another event there. One that is kept no more is as good. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn knows(conn: &Conn, landmark: Landmark) -> DbResult<bool> {
    #[derive(QueryableByName)]
    struct Known {
        #[diesel(sql_type = sql_types::Bool)]
        known: bool,
    }
    let known = diesel::sql_query(
        "SELECT last_seq >= $1 AND NOT EXISTS (SELECT FROM outbox WHERE feed_seq = $1 AND id <> $2) AS known \
         FROM feed_head",
    )
    .bind::<sql_types::BigInt, _>(landmark.seq)
    .bind::<sql_types::Uuid, _>(landmark.id);
    Ok(conn.run(known.get_result::<Known>(&mut conn.raw())).await?.known)
}
