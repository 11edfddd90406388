//! What operators see of the inbox, and what it forgets.

use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, sql},
    prelude::*,
    sql_types,
};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use super::InboxState;
use crate::{
    error::DbResult,
    pool::{Conn, Transaction},
    schema::inbound_events,
};

/// The job that applies a delivery: its payload is `{"inbox": …}`.
pub const APPLY_JOB: &str = "inbound.apply";

/// How long a delivery is known that nothing is to be done with any more, in days: a sender that repeats one later than
/// this is heard anew.
pub const KEPT_DAYS: i32 = 90;

/// How long a delivery waits for a person or a badge, in days.
pub const PARKED_DAYS: i32 = 365;

/// How long a delivery is kept that nobody could apply, in days.
pub const UNAPPLIED_DAYS: i32 = 365;

/// Most rows that [`forget`] removes at once.
const BATCH: i64 = 10_000;

/// A delivery, as operators see it: nothing of what it says.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = inbound_events, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct Listed {
    pub id: Uuid,
    pub source: String,
    pub event_id: String,
    pub event_type: String,
    pub state: String,
    pub reason: Option<String>,
    pub waits_for: Option<String>,
    pub received_at: DateTime<Utc>,
    pub other_bodies: i32,
}

/// Deliveries in one of these states, oldest first, at most `limit`.
///
/// # Errors
/// As any query.
pub async fn list(conn: &Conn, states: &[InboxState], limit: i64) -> DbResult<Vec<Listed>> {
    let states: Vec<&str> = states.iter().map(|state| state.name()).collect();
    conn.run(
        inbound_events::table
            .filter(inbound_events::state.eq_any(states))
            .order((inbound_events::received_at, inbound_events::id))
            .limit(limit)
            .select(Listed::as_select())
            .load(&mut conn.raw()),
    )
    .await
}

/// Deliveries under whose id something else came later, oldest first, at most `limit`.
///
/// # Errors
/// As any query.
pub async fn list_other_bodies(conn: &Conn, limit: i64) -> DbResult<Vec<Listed>> {
    // In the words of the partial index, so that it is used.
    let several = sql::<sql_types::Bool>("other_bodies > 0");
    conn.run(
        inbound_events::table
            .filter(several)
            .order((inbound_events::received_at, inbound_events::id))
            .limit(limit)
            .select(Listed::as_select())
            .load(&mut conn.raw()),
    )
    .await
}

/// How many deliveries are in a state.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Figure {
    /// The state.
    pub state: String,
    /// How many.
    pub count: i64,
}

/// How many deliveries wait, and in which state: those that nothing is to be done with are not counted.
///
/// # Errors
/// As any query.
pub async fn figures(conn: &Conn) -> DbResult<Vec<Figure>> {
    // The states of the partial index, in its own words, so that it is used.
    conn.run(
        inbound_events::table
            .filter(inbound_events::state.eq_any(["RECEIVED", "PARKED", "UNKNOWN", "FAILED"]))
            .group_by(inbound_events::state)
            .select((inbound_events::state, count_star()))
            .load(&mut conn.raw()),
    )
    .await
}

/// Puts deliveries that were put aside back to where they began: those of these states that came after one of them, in order
/// of time and at most `limit`, or the one with this id. Answers which, for their jobs to be enqueued in the same transaction.
///
/// # Errors
/// As any query.
pub async fn retry(
    conn: &Conn,
    states: &[InboxState],
    id: Option<Uuid>,
    after: Option<Uuid>,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    let names: Vec<&str> = states.iter().map(|state| state.name()).collect();
    let ids: Vec<Uuid> = match id {
        Some(id) => vec![id],
        None => put_aside(conn, states, after, limit).await?,
    };
    conn.run(
        diesel::update(inbound_events::table)
            .filter(inbound_events::id.eq_any(&ids))
            // As they stand by now.
            .filter(inbound_events::state.eq_any(&names))
            .filter(inbound_events::body.is_not_null())
            .set((
                inbound_events::state.eq(InboxState::Received.name()),
                inbound_events::reason.eq(None::<String>),
                inbound_events::waits_for.eq(None::<String>),
                inbound_events::asked_again.eq(0),
            ))
            .returning(inbound_events::id)
            .get_results(&mut conn.raw()),
    )
    .await
}

/// What is put aside in a state, which stands for `{state}`: no parameter, so that the index is used by a plan that is made
/// once as well.
pub const ASIDE: &str = "SELECT id FROM inbound_events WHERE state = '{state}' \
    AND state IN ('RECEIVED', 'PARKED', 'UNKNOWN', 'FAILED') AND body IS NOT NULL AND id > $1 ORDER BY id LIMIT $2";

/// One statement, which reads no more than it finds: the first of each state, in the order of their ids.
async fn put_aside(
    conn: &Conn,
    states: &[InboxState],
    after: Option<Uuid>,
    limit: i64,
) -> DbResult<Vec<Uuid>> {
    #[derive(diesel::QueryableByName)]
    struct Aside {
        #[diesel(sql_type = sql_types::Uuid)]
        id: Uuid,
    }
    let each = states.iter().map(|state| format!("({})", ASIDE.replace("{state}", state.name())));
    let each = each.collect::<Vec<_>>().join(" UNION ALL ");
    let query = format!("SELECT id FROM ({each}) AS aside ORDER BY id LIMIT $2");
    let aside: Vec<Aside> = conn
        .run(
            diesel::sql_query(query)
                .bind::<sql_types::Uuid, _>(after.unwrap_or_default())
                .bind::<sql_types::BigInt, _>(limit)
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(aside.into_iter().map(|Aside { id }| id).collect())
}

/// How often a delivery that has lost its job gets another one, before it is put aside: what ends every job that touches
/// it, with its process perhaps, would be asked for for ever.
pub const ASKED_AGAIN: i16 = 3;

/// Why a delivery was put aside that has lost its job once too often.
const STRANDED: &str = "STRANDED";

/// Deliveries without a job that would apply them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stranded {
    /// These are to get another one, which the caller enqueues.
    pub ask: Vec<Uuid>,
    /// These have had as many as they get, and are put aside as FAILED.
    pub put_aside: Vec<Uuid>,
}

/// Looks for the deliveries that came more than an hour ago, were never settled, and have no job any more that would: at most
/// `limit`, oldest first. A person's deletion is asked for for as long as it takes. Of two who look at once the second waits
/// until the first has enqueued what it asks for. Two statements.
///
/// # Errors
/// As any query.
pub async fn stranded(tx: &Transaction, limit: i64) -> DbResult<Stranded> {
    #[derive(diesel::QueryableByName)]
    struct Found {
        #[diesel(sql_type = sql_types::Uuid)]
        id: Uuid,
        #[diesel(sql_type = sql_types::Bool)]
        put_aside: bool,
    }
    let conn: &Conn = tx;
    let lock = diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended('inbox stranded', 0))");
    conn.run(lock.execute(&mut conn.raw())).await?;
    let found: Vec<Found> = conn
        .run(
            diesel::sql_query(
                "WITH stranded AS MATERIALIZED (\
                     SELECT id, asked_again >= $2 AND (source, event_type) <> ('clerk', 'user.deleted') AS put_aside \
                     FROM inbound_events WHERE state = 'RECEIVED' AND received_at < now() - interval '1 hour' \
                     AND NOT EXISTS (SELECT FROM jobs WHERE kind = 'inbound.apply' AND jobs.state IN ('READY', 'RUNNING') \
                         AND payload->>'inbox' = inbound_events.id::text) \
                     ORDER BY received_at, id LIMIT $1 FOR NO KEY UPDATE SKIP LOCKED) \
                 UPDATE inbound_events AS event SET asked_again = least(asked_again, 9999) + 1, \
                     state = CASE WHEN put_aside THEN 'FAILED' ELSE state END, \
                     reason = CASE WHEN put_aside THEN $3 ELSE reason END, \
                     settled_at = CASE WHEN put_aside THEN now() ELSE settled_at END \
                 FROM stranded WHERE event.id = stranded.id RETURNING event.id, put_aside",
            )
            .bind::<sql_types::BigInt, _>(limit)
            .bind::<sql_types::SmallInt, _>(ASKED_AGAIN)
            .bind::<sql_types::Text, _>(STRANDED)
            .load(&mut conn.raw()),
        )
        .await?;
    let mut stranded = Stranded::default();
    for Found { id, put_aside } in found {
        if put_aside { stranded.put_aside.push(id) } else { stranded.ask.push(id) }
    }
    Ok(stranded)
}

/// Removes deliveries that are no longer kept, at most 10,000 at once; answers how many.
///
/// # Errors
/// As any query.
pub async fn forget(conn: &Conn) -> DbResult<usize> {
    conn.run(
        diesel::sql_query(
            "DELETE FROM inbound_events WHERE id IN (\
                 SELECT id FROM inbound_events \
                 WHERE state IN ('APPLIED', 'IGNORED') AND received_at < now() - make_interval(days => $1) \
                     OR state = 'PARKED' AND received_at < now() - make_interval(days => $2) \
                     OR state IN ('UNKNOWN', 'FAILED') AND received_at < now() - make_interval(days => $4) \
                 LIMIT $3 FOR UPDATE SKIP LOCKED)",
        )
        .bind::<sql_types::Integer, _>(KEPT_DAYS)
        .bind::<sql_types::Integer, _>(PARKED_DAYS)
        .bind::<sql_types::BigInt, _>(BATCH)
        .bind::<sql_types::Integer, _>(UNAPPLIED_DAYS)
        .execute(&mut conn.raw()),
    )
    .await
}
