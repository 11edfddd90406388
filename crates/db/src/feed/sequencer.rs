//! The one who gives places.

use diesel::{QueryableByName, sql_types};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};

use super::{CHANNEL, connect};
use crate::{error::DbResult, pool::PoolSettings};

/// The lock that says who sequences.
const LOCK_KEY: i64 = 0x0066_6565_645F_7365;

/// The sequencer of the feed, for as long as its connection lasts.
///
/// It has a connection of its own: the lock belongs to the session, and whatever it writes goes through that session, so
/// nobody who has lost the lock can write any more.
pub struct Sequencer {
    conn: AsyncPgConnection,
    /// What was still under way when all else had its place.
    mark: Option<Mark>,
}

/// The low-water mark: rows of transactions that had ended at the last look have their place, so the next look passes
/// over them. Without it, a transaction that is held open would make each look walk over the dead entries of everything
/// that was sequenced since.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// Transactions from this one on had not ended, if they had begun at all.
    next: i64,
    /// Transactions before that which were under way.
    under_way: Vec<i64>,
}

#[derive(QueryableByName)]
struct Round {
    #[diesel(sql_type = sql_types::BigInt)]
    placed: i64,
    #[diesel(sql_type = sql_types::BigInt)]
    next: i64,
    #[diesel(sql_type = sql_types::Array<sql_types::BigInt>)]
    under_way: Vec<i64>,
}

#[derive(QueryableByName)]
struct Locked {
    #[diesel(sql_type = sql_types::Bool)]
    locked: bool,
}

/// Within a profile the order is that of its versions, each of which was written under the profile's lock: where one can
/// be seen, so can those before it. Between profiles there is no order to keep.
const PLACE: &str = "WITH fresh AS ( \
        SELECT id, row_number() OVER (ORDER BY version, ordinal, id) AS place FROM outbox \
        WHERE feed_seq IS NULL AND (tx >= $1 OR tx = ANY($2)) ORDER BY version, ordinal, id LIMIT $3 \
    ), head AS ( \
        UPDATE feed_head SET last_seq = last_seq + (SELECT count(*) FROM fresh) \
        WHERE EXISTS (SELECT FROM fresh) RETURNING last_seq - (SELECT count(*) FROM fresh) AS base \
    ), placed AS ( \
        UPDATE outbox SET feed_seq = head.base + fresh.place, sequenced_at = clock_timestamp() \
        FROM fresh, head WHERE outbox.id = fresh.id RETURNING 1 \
    ) \
    SELECT (SELECT count(*) FROM placed) AS placed, \
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next, \
        array(SELECT tx::text::bigint FROM pg_snapshot_xip(pg_current_snapshot()) AS tx) AS under_way";

impl Sequencer {
    /// Becomes the sequencer, on a connection of its own; `None` while another process is.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn elect(settings: &PoolSettings) -> DbResult<Option<Self>> {
        let mut conn = connect(settings, "folio sequencer").await?;
        let Locked { locked } = diesel::sql_query("SELECT pg_try_advisory_lock($1) AS locked")
            .bind::<sql_types::BigInt, _>(LOCK_KEY)
            .get_result(&mut conn)
            .await?;
        Ok(locked.then_some(Self { conn, mark: None }))
    }

    /// Gives a place to at most `limit` events, and wakes whoever follows; answers how many got one. In one transaction:
    /// killed in the middle, it has given none.
    ///
    /// # Errors
    /// As any query; the sequencer is good for nothing then, and another is to be elected.
    pub async fn round(&mut self, limit: i64) -> DbResult<i64> {
        let (next, under_way) = match &self.mark {
            Some(mark) => (mark.next, mark.under_way.clone()),
            None => (0, Vec::new()),
        };
        let round: Round = self
            .conn
            .transaction(async |conn| {
                let round: Round = diesel::sql_query(PLACE)
                    .bind::<sql_types::BigInt, _>(next)
                    .bind::<sql_types::Array<sql_types::BigInt>, _>(under_way)
                    .bind::<sql_types::BigInt, _>(limit)
                    .get_result(conn)
                    .await?;
                if round.placed > 0 {
                    diesel::sql_query("SELECT pg_notify($1, '')")
                        .bind::<sql_types::Text, _>(CHANNEL)
                        .execute(conn)
                        .await?;
                }
                diesel::QueryResult::Ok(round)
            })
            .await?;
        // A full batch may have left some behind: the mark stays until a look has found everything.
        if round.placed < limit {
            self.mark = Some(Mark { next: round.next, under_way: round.under_way });
        }
        Ok(round.placed)
    }
}

impl std::fmt::Debug for Sequencer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sequencer").field("mark", &self.mark).finish_non_exhaustive()
    }
}
