//! How far somebody has followed the feed, kept for as long as they are needed.

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, prelude::*, sql_types};
use diesel_async::RunQueryDsl;

use super::retention;
use crate::{
    error::DbResult,
    fixed::Fixed,
    pool::{Conn, Transaction},
    schema::{feed_consumers, feed_head},
};

/// Where a consumer begins that has never been here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// With the oldest event that is kept.
    Beginning,
    /// With what happens from now on.
    End,
}

/// How far this consumer has come; `None` for one that has never been here.
///
/// # Errors
/// As any query.
pub async fn position(conn: &Conn, name: &str) -> DbResult<Option<i64>> {
    conn.run(async {
        feed_consumers::table
            .find(name)
            .select(feed_consumers::position)
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// As [`position`], locked until the transaction ends: of several processes that work for one consumer, one goes on and
/// the others get `None`. One that has never been here is noted first.
///
/// # Errors
/// As any query.
pub async fn claim_position(tx: &Transaction, name: &str, start: Start) -> DbResult<Option<i64>> {
    let conn: &Conn = tx;
    let claimed: Option<i64> = conn
        .run(async {
            feed_consumers::table
                .find(name)
                .select(feed_consumers::position)
                .for_update()
                .skip_locked()
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    match claimed {
        Some(position) => Ok(Some(position)),
        None => enter(tx, name, start).await,
    }
}

/// Notes a consumer, unless it is noted already.
async fn enter(tx: &Transaction, name: &str, start: Start) -> DbResult<Option<i64>> {
    // What it is to begin with must not be removed meanwhile.
    retention::hold(tx).await?;
    let conn: &Conn = tx;
    let (last_seq, gone_through): (i64, i64) = conn
        .run(feed_head::table.select((feed_head::last_seq, feed_head::gone_through)).first(&mut conn.raw()))
        .await?;
    let position = match start {
        Start::Beginning => gone_through,
        Start::End => last_seq,
    };
    conn.run(async {
        diesel::insert_into(feed_consumers::table)
            .values((feed_consumers::name.eq(name), feed_consumers::position.eq(position)))
            .on_conflict_do_nothing()
            .returning(feed_consumers::position)
            .get_result(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Notes how far a consumer has come, in the transaction that did what the events up to there ask for.
///
/// # Errors
/// As any query.
pub async fn advance(tx: &Transaction, name: &str, position: i64) -> DbResult<()> {
    let conn: &Conn = tx;
    conn.run(
        Fixed(
            diesel::update(feed_consumers::table.find(name)).set((
                feed_consumers::position.eq(position),
                feed_consumers::updated_at.eq(diesel::dsl::now),
            )),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// A consumer as it stands.
#[derive(Debug, Clone, PartialEq, QueryableByName)]
pub struct Consumer {
    /// Its name.
    #[diesel(sql_type = sql_types::Text)]
    pub name: String,
    /// It has done what the events up to this place ask for.
    #[diesel(sql_type = sql_types::BigInt)]
    pub position: i64,
    /// How many events it has before it.
    #[diesel(sql_type = sql_types::BigInt)]
    pub behind: i64,
    /// For how long the next one of them has had its place, in seconds; 0 when there is none.
    #[diesel(sql_type = sql_types::Double)]
    pub behind_seconds: f64,
    /// When it moved last.
    #[diesel(sql_type = sql_types::Timestamptz)]
    pub updated_at: DateTime<Utc>,
}

/// Every consumer, by name. One statement.
///
/// # Errors
/// As any query.
pub async fn consumers(conn: &Conn) -> DbResult<Vec<Consumer>> {
    conn.run(
        Fixed(diesel::sql_query(
            "SELECT name, position, greatest(0, last_seq - position) AS behind, updated_at, \
                 coalesce(greatest(0, extract(epoch FROM now() - sequenced_at)), 0)::double precision \
                     AS behind_seconds \
             FROM feed_consumers CROSS JOIN feed_head LEFT JOIN outbox ON feed_seq = position + 1 ORDER BY name",
        ))
        .load(&mut conn.raw()),
    )
    .await
}

/// What became of a rewinding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rewound {
    /// It will begin again after the place that was named; it stood here.
    From(i64),
    /// There is no consumer of this name.
    Unknown,
    /// It can go back to places from the first to the second only: what is before is gone, and what is behind it hasn't
    /// done yet.
    OutOfRange(i64, i64),
}

/// Sets a consumer back: it will do again what the events after `position` ask for. Waits for a batch that it is at.
///
/// # Errors
/// As any query.
pub async fn rewind(tx: &Transaction, name: &str, position: i64) -> DbResult<Rewound> {
    retention::hold(tx).await?;
    let conn: &Conn = tx;
    let gone_through: i64 =
        conn.run(feed_head::table.select(feed_head::gone_through).first(&mut conn.raw())).await?;
    let stands: Option<i64> = conn
        .run(async {
            feed_consumers::table
                .find(name)
                .select(feed_consumers::position)
                .for_update()
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    let Some(stands) = stands else { return Ok(Rewound::Unknown) };
    if !(gone_through..=stands).contains(&position) {
        return Ok(Rewound::OutOfRange(gone_through, stands));
    }
    advance(tx, name, position).await?;
    Ok(Rewound::From(stands))
}

/// Forgets a consumer that is no more: for its sake nothing is kept any longer. Answers whether there was one.
///
/// # Errors
/// As any query.
pub async fn forget(conn: &Conn, name: &str) -> DbResult<bool> {
    let gone = conn.run(diesel::delete(feed_consumers::table.find(name)).execute(&mut conn.raw())).await?;
    Ok(gone == 1)
}
