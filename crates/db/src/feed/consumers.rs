//! How far somebody has followed the feed, kept for as long as they are needed.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use crate::{error::DbResult, pool::Conn, schema::feed_consumers};

/// How far this consumer has come; 0 for one that has never been here.
///
/// # Errors
/// As any query.
pub async fn position(conn: &Conn, name: &str) -> DbResult<i64> {
    let found: Option<i64> = conn
        .run(async {
            feed_consumers::table
                .find(name)
                .select(feed_consumers::position)
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    Ok(found.unwrap_or(0))
}

/// As [`position`], locked until the transaction ends: of several processes that work for one consumer, one goes on and
/// the others get `None`.
///
/// # Errors
/// As any query.
pub async fn claim_position(conn: &Conn, name: &str) -> DbResult<Option<i64>> {
    conn.run(
        diesel::insert_into(feed_consumers::table)
            .values(feed_consumers::name.eq(name))
            .on_conflict_do_nothing()
            .execute(&mut conn.raw()),
    )
    .await?;
    conn.run(async {
        feed_consumers::table
            .find(name)
            .select(feed_consumers::position)
            .for_update()
            .skip_locked()
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Notes how far a consumer has come, in the transaction that did what the events up to there ask for.
///
/// # Errors
/// As any query.
pub async fn advance(conn: &Conn, name: &str, position: i64) -> DbResult<()> {
    conn.run(
        diesel::update(feed_consumers::table.find(name))
            .set((feed_consumers::position.eq(position), feed_consumers::updated_at.eq(diesel::dsl::now)))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
