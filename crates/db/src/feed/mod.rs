//! The feed: what has happened, in one order, for whoever follows (capability E1; design.md, decision 4).
//!
//! Writers put rows into the outbox in their own transactions. After the commit **one** sequencer gives each its place,
//! `feed_seq`: whoever has read up to a place has missed nothing before it, and the events of a profile stand in the order
//! of its versions. Which process sequences is decided by a lock of the database's, held by a session: a process that
//! dies, or that loses its connection, loses the lock with it.
//!
//! Reading order: [`CATALOGUE`] (what may happen), [`Sequencer`], `read.rs` (reading), `consumers.rs` (how far somebody has
//! read), `retention.rs`, [`Listener`] and [`Pulse`] (being woken).

use std::time::Duration;

use chrono::{DateTime, Utc};
use diesel::{QueryableByName, prelude::*};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use futures_util::{FutureExt, StreamExt};
use serde::Deserialize;
use uuid::Uuid;

use crate::{
    error::{DbError, DbResult},
    fixed::Fixed,
    pool::{Conn, PoolSettings},
    schema::feed_head,
    tls::Connector,
};

mod catalogue;
mod consumers;
mod landmark;
mod listener;
mod pulse;
mod read;
mod retention;
mod sequencer;

pub use catalogue::{CATALOGUE, EventType, Item, event_type};
pub use consumers::{Consumer, Rewound, Start, advance, claim_position, consumers, forget, position, rewind};
pub use landmark::{Landmark, knows, landmark};
pub use listener::Listener;
pub use pulse::{Growth, Pulse};
pub use read::{Next, Selection, after, count_by_type, newest, next, of_profile, select};
pub use retention::prune;
pub use sequencer::{Candidate, PLACE, Sequencer};

/// The channel on which the sequencer tells that the feed has grown. The message is empty: it says when to look, not
/// what is there.
const CHANNEL: &str = "folio_feed";

/// A connection apart from the pool, for what lasts as long as its session.
async fn connect(settings: &PoolSettings, name: &str) -> DbResult<AsyncPgConnection> {
    let settings = PoolSettings { application_name: name.to_owned(), ..settings.clone() };
    let connection = Connector::new(&settings)?.connect(|_| ()).await;
    connection.map_err(|error| DbError::Unavailable(Box::new(error)))
}

/// Waits for a notification on a connection that listens, or for `patience` at most. Those that came while nobody waited
/// are one.
async fn heard(conn: &mut AsyncPgConnection, patience: Duration) -> DbResult<()> {
    let mut notifications = std::pin::pin!(conn.notifications_stream());
    match tokio::time::timeout(patience, notifications.next()).await {
        Err(_) => Ok(()),
        Ok(Some(Ok(_))) => {
            while let Some(Some(Ok(_))) = notifications.next().now_or_never() {}
            Ok(())
        }
        Ok(Some(Err(error))) => Err(error.into()),
        Ok(None) => Err(DbError::Unavailable("the connection is closed".into())),
    }
}

/// One event, as it stands in the feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its id, for ever.
    pub id: Uuid,
    /// Its place.
    pub seq: i64,
    /// The profile that it is about.
    pub profile_id: Uuid,
    /// The profile's version that it left.
    pub version: i64,
    /// Its place among the events of that version.
    pub ordinal: i32,
    /// What happened: `profile.updated`.
    pub event_type: String,
    /// Ids and names.
    pub payload: Payload,
    /// When it happened.
    pub at: DateTime<Utc>,
}

/// What an event tells: ids and names of sections, nothing that somebody wrote.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Payload {
    /// The sections that were touched, by name; empty for several or none.
    pub sections: Vec<String>,
    /// The item that it was about.
    pub item_id: Option<Uuid>,
}

/// How far the feed goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Queryable)]
pub struct Head {
    /// The place of the last event.
    pub last_seq: i64,
    /// Everything up to this place is no longer kept: whoever is further behind has to look at what stands now.
    pub gone_through: i64,
}

/// How far the feed goes.
///
/// # Errors
/// As any query.
pub async fn head(conn: &Conn) -> DbResult<Head> {
    conn.run(feed_head::table.select((feed_head::last_seq, feed_head::gone_through)).first(&mut conn.raw()))
        .await
}

/// Events that wait for their place: the sequencer's lag.
#[derive(Debug, Clone, Copy, PartialEq, QueryableByName)]
pub struct Waiting {
    /// How many.
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    pub events: i64,
    /// For how long the oldest of them has been there, in seconds; 0 when there is none.
    #[diesel(sql_type = diesel::sql_types::Double)]
    pub seconds: f64,
}

/// Events that wait for their place. One statement, over the index of those alone.
///
/// # Errors
/// As any query.
pub async fn waiting(conn: &Conn) -> DbResult<Waiting> {
    conn.run(
        Fixed(diesel::sql_query(
            "SELECT count(*) AS events, \
                 coalesce(greatest(0, extract(epoch FROM now() - min(created_at))), 0)::double precision AS seconds \
             FROM outbox WHERE feed_seq IS NULL",
        ))
        .get_result(&mut conn.raw()),
    )
    .await
}
