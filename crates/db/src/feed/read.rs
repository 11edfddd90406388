//! Reading the feed, from a place on.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use futures_util::try_join;
use uuid::Uuid;

use super::{Event, Head, Payload, head};
use crate::{error::DbResult, json::Json, pool::Conn, schema::outbox};

type Row = (Uuid, Option<i64>, Uuid, i64, i32, String, Json<Payload>, DateTime<Utc>);

#[diesel::dsl::auto_type]
fn columns() -> _ {
    (
        outbox::id,
        outbox::feed_seq,
        outbox::profile_id,
        outbox::version,
        outbox::ordinal,
        outbox::event_type,
        outbox::payload,
        outbox::created_at,
    )
}

fn events(rows: Vec<Row>) -> Vec<Event> {
    let event = |(id, seq, profile_id, version, ordinal, event_type, Json(payload), at): Row| {
        Some(Event { id, seq: seq?, profile_id, version, ordinal, event_type, payload, at })
    };
    rows.into_iter().filter_map(event).collect()
}

/// The events after a place, in order, at most `limit`. One statement, answered by an index. Whether all of them are
/// still there is for [`next`] to tell.
///
/// # Errors
/// As any query.
pub async fn after(conn: &Conn, seq: i64, limit: i64) -> DbResult<Vec<Event>> {
    let query =
        outbox::table.filter(outbox::feed_seq.gt(seq)).order(outbox::feed_seq).limit(limit).select(columns());
    Ok(events(conn.run(query.load(&mut conn.raw())).await?))
}

/// What comes after a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// What happened next, without a gap; nothing, when nothing has.
    Events(Vec<Event>),
    /// It can't be told any more: it is no longer kept, or the place is of a feed that was set back by a backup. Whoever
    /// follows looks at what stands now and goes on from the feed's end.
    Gone(Head),
}

/// The events after a place, in order, at most `limit`, or that some of them are gone. Two statements, pipelined.
///
/// # Errors
/// As any query.
pub async fn next(conn: &Conn, seq: i64, limit: i64) -> DbResult<Next> {
    let (events, head) = try_join!(after(conn, seq, limit), head(conn))?;
    // Places are without gaps. So what was removed between the two readings is told by the first event, or by the next
    // reading.
    let gap = matches!(events.as_slice(), [first, ..] if first.seq != seq + 1);
    let kept = !gap && (head.gone_through..=head.last_seq).contains(&seq);
    Ok(if kept { Next::Events(events) } else { Next::Gone(head) })
}

/// What happened to one profile after a place, in order, at most `limit`; only of these types, unless none is named. One
/// statement, answered by an index.
///
/// # Errors
/// As any query.
pub async fn of_profile(
    conn: &Conn,
    profile_id: Uuid,
    after_seq: i64,
    types: &[&str],
    limit: i64,
) -> DbResult<Vec<Event>> {
    let query = outbox::table
        .filter(outbox::profile_id.eq(profile_id))
        .filter(outbox::feed_seq.gt(after_seq))
        .order(outbox::feed_seq)
        .limit(limit)
        .select(columns());
    let rows = match types {
        [] => conn.run(query.load(&mut conn.raw())).await?,
        types => conn.run(query.filter(outbox::event_type.eq_any(types)).load(&mut conn.raw())).await?,
    };
    Ok(events(rows))
}

/// Which events.
#[derive(Debug, Clone, Copy, Default)]
pub struct Selection<'a> {
    /// Of this profile alone.
    pub profile_id: Option<Uuid>,
    /// Of these types alone, unless none is named.
    pub types: &'a [&'a str],
}

/// The selected events after a place up to another one, in order, at most `limit`. One statement.
///
/// # Errors
/// As any query.
pub async fn select(
    conn: &Conn,
    selection: Selection<'_>,
    after_seq: i64,
    through: i64,
    limit: i64,
) -> DbResult<Vec<Event>> {
    let query = selected(selection)
        .filter(outbox::feed_seq.gt(after_seq))
        .filter(outbox::feed_seq.le(through))
        .order(outbox::feed_seq)
        .limit(limit);
    Ok(events(conn.run(query.load(&mut conn.raw())).await?))
}

/// The selected events before a place, or all, newest first, at most `limit`. One statement.
///
/// # Errors
/// As any query.
pub async fn newest(
    conn: &Conn,
    selection: Selection<'_>,
    before_seq: Option<i64>,
    limit: i64,
) -> DbResult<Vec<Event>> {
    let query = selected(selection)
        .filter(outbox::feed_seq.lt(before_seq.unwrap_or(i64::MAX)))
        .order(outbox::feed_seq.desc())
        .limit(limit);
    Ok(events(conn.run(query.load(&mut conn.raw())).await?))
}

/// How many events of each type stand after a place up to another one, by type. One statement.
///
/// # Errors
/// As any query.
pub async fn count_by_type(conn: &Conn, after_seq: i64, through: i64) -> DbResult<Vec<(String, i64)>> {
    let query = outbox::table
        .filter(outbox::feed_seq.gt(after_seq))
        .filter(outbox::feed_seq.le(through))
        .group_by(outbox::event_type)
        .order(outbox::event_type)
        .select((outbox::event_type, diesel::dsl::count_star()));
    conn.run(query.load(&mut conn.raw())).await
}

fn selected(selection: Selection<'_>) -> Selected<'_> {
    let mut query = outbox::table.select(columns()).into_boxed();
    if let Some(profile_id) = selection.profile_id {
        query = query.filter(outbox::profile_id.eq(profile_id));
    }
    match *selection.types {
        [] => query,
        // One is told apart from several: in the index of types it stands in the feed's order.
        [one] => query.filter(outbox::event_type.eq(one)),
        ref several => query.filter(outbox::event_type.eq_any(several)),
    }
}

type Selected<'a> =
    diesel::helper_types::IntoBoxed<'a, diesel::helper_types::Select<outbox::table, columns>, diesel::pg::Pg>;
