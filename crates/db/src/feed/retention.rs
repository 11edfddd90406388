//! How long the feed is kept: its beginning goes, in order, and never what a consumer has still before it.

use diesel::sql_types;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};

use crate::{
    error::DbResult,
    pool::{Conn, Db, Transaction},
};

/// The lock under which the feed's beginning moves, and under which somebody is given a place to begin at.
const LOCK_KEY: i64 = 0x0066_6565_645F_676F;

/// Keeps the feed's beginning where it is, until the transaction ends.
pub(super) async fn hold(tx: &Transaction) -> DbResult<()> {
    let conn: &Conn = tx;
    conn.run((&mut conn.raw()).batch_execute(&format!("SELECT pg_advisory_xact_lock({LOCK_KEY})"))).await
}

/// The first event that is too young, or that a consumer hasn't done, ends what may go, whatever stands behind it. The
/// head's row is locked last: the sequencer waits for it.
const PRUNE: &str = "WITH first AS MATERIALIZED ( \
        SELECT id, feed_seq, sequenced_at < now() - make_interval(days => $1) AS old FROM outbox \
        WHERE feed_seq > (SELECT gone_through FROM feed_head) \
            AND feed_seq <= coalesce((SELECT min(position) FROM feed_consumers), \
                (SELECT last_seq FROM feed_head)) \
        ORDER BY feed_seq LIMIT $2 \
    ), kept AS (SELECT coalesce(min(feed_seq), 9223372036854775807) AS from_seq FROM first WHERE NOT old), \
    gone AS ( \
        DELETE FROM outbox USING first, kept \
        WHERE outbox.id = first.id AND first.feed_seq < kept.from_seq RETURNING outbox.feed_seq \
    ) \
    UPDATE feed_head SET gone_through = (SELECT max(feed_seq) FROM gone) WHERE EXISTS (SELECT FROM gone)";

/// Removes the feed's beginning as far as it is older than so many days and every consumer is past it, at most `limit`
/// events; answers whether there was any. In one transaction with the note of how much is gone. While another process is
/// at it there is nothing to do.
///
/// # Errors
/// As any query.
pub async fn prune(db: &Db, days: i32, limit: i64) -> DbResult<bool> {
    let tx = db.begin().await?;
    let pruned = prune_in(&tx, days, limit).await;
    tx.finish(pruned).await
}

async fn prune_in(conn: &Conn, days: i32, limit: i64) -> DbResult<bool> {
    let free: bool = conn
        .run(
            diesel::select(diesel::dsl::sql::<sql_types::Bool>(&format!(
                "pg_try_advisory_xact_lock({LOCK_KEY})"
            )))
            .get_result(&mut conn.raw()),
        )
        .await?;
    if !free {
        return Ok(false);
    }
    let moved = conn
        .run(
            diesel::sql_query(PRUNE)
                .bind::<sql_types::Integer, _>(days)
                .bind::<sql_types::BigInt, _>(limit)
                .execute(&mut conn.raw()),
        )
        .await?;
    Ok(moved > 0)
}
