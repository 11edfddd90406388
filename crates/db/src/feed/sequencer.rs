//! The one who gives places.

use std::time::Duration;

use diesel::{QueryableByName, sql_types};
use diesel_async::{AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};

use super::{CHANNEL, connect, heard};
use crate::{error::DbResult, fixed::Fixed, pool::PoolSettings};

/// The lock that says who sequences.
const LOCK_KEY: i64 = 0x0066_6565_645F_7365;
/// The channel on which the sequencer hears that another process has committed events.
const WRITTEN: &str = "folio_written";

/// How the session of whoever sequences, or would like to, is set up. It is theirs alone and goes with them.
///
/// - A process that is cut off or stands still loses its session, and the lock with it: the server ends a session that
///   has been idle for longer than a beat ever takes, and asks after a silent client while a statement runs.
/// - The plan of a round is the same whatever the statistics say: they are of a moment in which nothing may have waited,
///   and a plan for that is the worst for a backlog.
const SESSION: &str = "SET idle_session_timeout = '5s'; SET client_connection_check_interval = '1s'; \
    SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 3; \
    SET tcp_user_timeout = '8s'; \
    SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; SET enable_hashjoin = off; \
    SET enable_mergejoin = off; SET enable_bitmapscan = off; LISTEN folio_written";

/// Who would like to sequence while another process does; tells that one what this process has committed.
pub struct Candidate {
    conn: AsyncPgConnection,
}

impl Candidate {
    /// Stands for election, on a connection of its own.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn stand(settings: &PoolSettings) -> DbResult<Self> {
        let mut conn = connect(settings, "folio sequencer").await?;
        conn.batch_execute(SESSION).await?;
        Ok(Self { conn })
    }

    /// Becomes the sequencer, unless another process is.
    ///
    /// # Errors
    /// When the connection is lost: stand again.
    pub async fn elect(mut self) -> DbResult<Result<Sequencer, Self>> {
        let Locked { locked } = diesel::sql_query("SELECT pg_try_advisory_lock($1) AS locked")
            .bind::<sql_types::BigInt, _>(LOCK_KEY)
            .get_result(&mut self.conn)
            .await?;
        if locked {
            return Ok(Ok(Sequencer { conn: self.conn, mark: None }));
        }
        // What others have told meanwhile is the sequencer's; here it would only pile up.
        heard(&mut self.conn, Duration::ZERO).await?;
        Ok(Err(self))
    }

    /// Tells the one who sequences that this process has committed events. After the commit and on a connection of its
    /// own: within a writer's transaction it would have all commits queue for one lock.
    ///
    /// # Errors
    /// When the connection is lost: stand again.
    pub async fn hint(&mut self) -> DbResult<()> {
        self.conn.batch_execute(&format!("NOTIFY {WRITTEN}")).await?;
        // What it hears itself is of no use here.
        heard(&mut self.conn, Duration::ZERO).await
    }
}

impl std::fmt::Debug for Candidate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Candidate")
    }
}

/// The sequencer of the feed, for as long as its connection lasts.
///
/// It has a connection of its own: the lock belongs to the session, and whatever it writes goes through that session, so
/// nobody who has lost the lock can write any more.
pub struct Sequencer {
    conn: AsyncPgConnection,
    /// How far the last look has come.
    mark: Option<Mark>,
}

/// The low-water mark: rows of the transactions before it that had ended at the last look have their place, so the next look
/// passes over them. Without it, a transaction that is held open would make each look walk over the dead entries of everything
/// that was sequenced since.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    /// From this transaction on there may be more: they had not ended, if they had begun at all, or the look was full.
    next: i64,
    /// Transactions before that which were under way, or of which more may be left.
    under_way: Vec<i64>,
}

#[derive(QueryableByName)]
struct Round {
    #[diesel(sql_type = sql_types::BigInt)]
    placed: i64,
    /// Whether more may be left of those that the mark names.
    #[diesel(sql_type = sql_types::Bool)]
    late_left: bool,
    /// The transaction up to which everything was taken that could be seen, and a part of it perhaps, if more may be left.
    #[diesel(sql_type = sql_types::Nullable<sql_types::BigInt>)]
    through: Option<i64>,
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
///
/// However much waits, no more of it is looked at than gets its place: a batch is what the first transactions wrote, by their
/// numbers, as the index has it. A transaction may have begun before another and have come to a profile after it; so whatever
/// waits of a profile before the last version of it in the batch gets its place with it. What waits of a profile stands
/// behind all that has its place, so the search for it ends with the first of those.
pub const PLACE: &str = "WITH late AS MATERIALIZED ( \
        SELECT profile_id, version FROM outbox WHERE feed_seq IS NULL AND tx = ANY($2) LIMIT $3 \
    ), batch AS MATERIALIZED ( \
        SELECT profile_id, version, tx FROM outbox WHERE feed_seq IS NULL AND tx >= $1 ORDER BY tx, version, ordinal LIMIT $3 \
    ), touched AS MATERIALIZED ( \
        SELECT profile_id, min(version) AS first, max(version) AS last \
        FROM (SELECT profile_id, version FROM late UNION ALL SELECT profile_id, version FROM batch) AS chosen \
        GROUP BY profile_id \
    ), fresh AS MATERIALIZED ( \
        SELECT waits.id, row_number() OVER (ORDER BY waits.version, waits.ordinal, waits.id) AS place \
        FROM touched CROSS JOIN LATERAL ( \
            SELECT coalesce(( \
                SELECT version FROM outbox WHERE outbox.profile_id = touched.profile_id \
                AND version < touched.first AND feed_seq IS NOT NULL ORDER BY version DESC, ordinal DESC LIMIT 1 \
            ), 0) AS version \
        ) AS told JOIN outbox AS waits ON waits.profile_id = touched.profile_id \
        AND waits.version BETWEEN told.version AND touched.last AND waits.feed_seq IS NULL \
    ), head AS ( \
        UPDATE feed_head SET last_seq = last_seq + (SELECT count(*) FROM fresh) \
        WHERE EXISTS (SELECT FROM fresh) RETURNING last_seq - (SELECT count(*) FROM fresh) AS base \
    ), placed AS ( \
        UPDATE outbox SET feed_seq = head.base + fresh.place, sequenced_at = clock_timestamp() \
        FROM fresh, head WHERE outbox.id = fresh.id RETURNING 1 \
    ) \
    SELECT (SELECT count(*) FROM placed) AS placed, \
        (SELECT pg_notify($4, '')::text WHERE EXISTS (SELECT FROM placed)) AS told, \
        (SELECT count(*) FROM late) >= $3 AS late_left, \
        (SELECT max(tx) FROM batch HAVING count(*) >= $3) AS through, \
        pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS next, \
        array(SELECT tx::text::bigint FROM pg_snapshot_xip(pg_current_snapshot()) AS tx) AS under_way";

impl Sequencer {
    /// Becomes the sequencer, on a connection of its own; `None` while another process is.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn elect(settings: &PoolSettings) -> DbResult<Option<Self>> {
        Ok(Candidate::stand(settings).await?.elect().await?.ok())
    }

    /// Waits until another process has told that it committed events, or for `patience` at most.
    ///
    /// # Errors
    /// When the connection is lost; the sequencer is good for nothing then, and another is to be elected.
    pub async fn hinted(&mut self, patience: Duration) -> DbResult<()> {
        heard(&mut self.conn, patience).await
    }

    /// Gives places, and wakes whoever follows; answers how many got one. `limit` is how many are looked for: those that
    /// must come before one of them get theirs as well. Fewer than `limit`: nothing was left. In one statement: killed in the
    /// middle, it has given none.
    ///
    /// # Errors
    /// As [`Self::hinted`].
    pub async fn round(&mut self, limit: i64) -> DbResult<i64> {
        let (next, under_way) = match &self.mark {
            Some(mark) => (mark.next, mark.under_way.clone()),
            None => (0, Vec::new()),
        };
        let before = under_way.clone();
        let place = diesel::sql_query(PLACE)
            .bind::<sql_types::BigInt, _>(next)
            .bind::<sql_types::Array<sql_types::BigInt>, _>(under_way)
            .bind::<sql_types::BigInt, _>(limit)
            .bind::<sql_types::Text, _>(CHANNEL);
        let round: Round = Fixed(place).get_result(&mut self.conn).await?;
        // A full batch may have left some behind, which the next one begins with.
        // No further than transactions have begun: rows that were brought from another server have its numbers.
        let next = round.through.map_or(round.next, |through| through.min(round.next));
        let mut under_way: Vec<i64> = round.under_way.into_iter().filter(|tx| *tx < next).collect();
        if round.late_left {
            under_way.extend(before);
            under_way.sort_unstable();
            under_way.dedup();
        }
        self.mark = Some(Mark { next, under_way });
        Ok(round.placed)
    }
}

impl std::fmt::Debug for Sequencer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sequencer").field("mark", &self.mark).finish_non_exhaustive()
    }
}
