//! The inbox: everything that comes in by webhook, once (capabilities P3, T1).
//!
//! A delivery is [`receive`]d in the transaction that enqueues the job which applies it, and is known by its source and its
//! sender's id: a repeat finds the first. The body is kept for as long as something is to be done with it, and no longer;
//! the row stays for [`KEPT_DAYS`], so that a repeat is known.
//!
//! ```text
//! RECEIVED ──▶ APPLIED    its effect is there, or newer news was
//!     │ ├────▶ IGNORED    nothing is to be done: its person is gone, or it is of no interest
//!     │ ├────▶ PARKED     waits for its person, its badge or room ──released──▶ APPLIED
//!     │ ├────▶ UNKNOWN    of a type or version that this program doesn't know yet
//!     └─┴────▶ FAILED     what it says can't be used
//! ```
//!
//! Nothing is dropped: what is UNKNOWN or FAILED is kept with its body for [`UNAPPLIED_DAYS`], and `folio inbox retry` gives
//! it another chance. What was RECEIVED and has lost its job gets another one, and is put aside after [`ASKED_AGAIN`], see
//! [`stranded`].
//!
//! Reading order: this file (in and out), `parked.rs` (what waits), `care.rs` (what operators see, and forgetting).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    error::{DbError, DbResult},
    hash_key::HashKey,
    pool::Conn,
    schema::inbound_events,
};

mod care;
mod parked;

pub use care::{
    APPLY_JOB, ASIDE, ASKED_AGAIN, Figure, KEPT_DAYS, Listed, PARKED_DAYS, Stranded, UNAPPLIED_DAYS, figures,
    forget, list, list_other_bodies, retry, stranded,
};
pub(crate) use parked::release_users;
pub use parked::{
    PARKED_FOR_BADGE, PARKED_FOR_PERSON, RELEASE_JOB, WaitsFor, parked_for, parked_for_person, release_badge,
    release_person, release_room, wait_for_badge,
};

/// Where a delivery is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InboxState {
    /// Nobody has looked at it yet.
    Received,
    /// Its effect is there.
    Applied,
    /// Waits for its person, its badge or room.
    Parked,
    /// Nothing is to be done with it.
    Ignored,
    /// Of a type that isn't known.
    Unknown,
    /// What it says can't be used.
    Failed,
}

impl InboxState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Received, Self::Applied, Self::Parked, Self::Ignored, Self::Unknown, Self::Failed];

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Received => "RECEIVED",
            Self::Applied => "APPLIED",
            Self::Parked => "PARKED",
            Self::Ignored => "IGNORED",
            Self::Unknown => "UNKNOWN",
            Self::Failed => "FAILED",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// A delivery whose signature is good. Not `Debug`: it is somebody's data.
pub struct Arrival<'a> {
    /// Who sent it: `clerk`, or the source of a CloudEvent.
    pub source: &'a str,
    /// The sender's id of it.
    pub event_id: &'a str,
    /// What it tells.
    pub event_type: &'a str,
    /// As it came.
    pub body: &'a str,
    /// The Clerk id of whom it is about, if it says so.
    pub subject: Option<&'a str>,
    /// When it happened, by its sender.
    pub happened_at: DateTime<Utc>,
}

/// What a delivery turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    /// A new one.
    New(Uuid),
    /// It came before, to the letter.
    Repeat,
    /// Something else came before under its id. The first is kept.
    OtherBody,
}

#[derive(Insertable)]
#[diesel(table_name = inbound_events, treat_none_as_default_value = false)]
struct NewRow<'a> {
    id: Uuid,
    source: &'a str,
    event_id: &'a str,
    event_type: &'a str,
    body: Option<&'a str>,
    body_hash: &'a [u8],
    subject_hash: Option<&'a [u8]>,
    happened_at: DateTime<Utc>,
}

/// Takes in a delivery, once. Of two at the same time the second waits for the first.
///
/// # Errors
/// As any query.
pub async fn receive(conn: &Conn, arrival: &Arrival<'_>) -> DbResult<Received> {
    let key = conn.hash_key();
    let (id, body_hash) = (Uuid::now_v7(), key.hash(arrival.body.as_bytes()));
    let subject_hash = arrival.subject.map(|subject| subject_hash(key, subject));
    let row = NewRow {
        id,
        source: arrival.source,
        event_id: arrival.event_id,
        event_type: arrival.event_type,
        body: Some(arrival.body),
        body_hash: &body_hash,
        subject_hash: subject_hash.as_ref().map(|hash| hash.as_slice()),
        happened_at: arrival.happened_at,
    };
    let inserted = conn
        .run(
            diesel::insert_into(inbound_events::table)
                .values(&row)
                .on_conflict((inbound_events::source, inbound_events::event_id))
                .do_nothing()
                .execute(&mut conn.raw()),
        )
        .await?;
    if inserted == 1 {
        return Ok(Received::New(id));
    }
    let first = inbound_events::table
        .filter(inbound_events::source.eq(arrival.source))
        .filter(inbound_events::event_id.eq(arrival.event_id));
    let differs = first.filter(inbound_events::body_hash.ne(&body_hash[..]));
    let counted = conn
        .run(
            diesel::update(differs)
                .set(inbound_events::other_bodies.eq(inbound_events::other_bodies + 1))
                .execute(&mut conn.raw()),
        )
        .await?;
    Ok(if counted == 0 { Received::Repeat } else { Received::OtherBody })
}

/// What a person's deliveries are found by.
pub(crate) fn subject_hash(key: &HashKey, clerk_id: &str) -> [u8; 32] {
    key.hash_as("inbox subject", clerk_id.as_bytes())
}

/// A delivery that is to be applied. Not `Debug`: it is somebody's data.
#[derive(Queryable, Selectable)]
#[diesel(table_name = inbound_events, check_for_backend(diesel::pg::Pg))]
pub struct Delivery {
    /// Its row.
    pub id: Uuid,
    /// Who sent it.
    pub source: String,
    /// What it tells.
    pub event_type: String,
    /// As it came; `None` once nothing is to be done with it.
    pub body: Option<String>,
    /// When it happened; when it came, where it doesn't say.
    pub happened_at: DateTime<Utc>,
}

/// A delivery as it stands at this moment, to learn whom it is about before [`open`] locks it; `None` when nothing is to be
/// done with it any more.
///
/// # Errors
/// As any query.
pub async fn peek(conn: &Conn, id: Uuid) -> DbResult<Option<Delivery>> {
    let delivery = conn
        .run(async {
            let row = inbound_events::table.find(id).filter(inbound_events::state.eq_any(TO_BE_APPLIED));
            row.select(Delivery::as_select()).first(&mut conn.raw()).await.optional()
        })
        .await?;
    Ok(delivery.filter(|delivery: &Delivery| delivery.body.is_some()))
}

const TO_BE_APPLIED: [&str; 2] = [InboxState::Received.name(), InboxState::Parked.name()];

/// A delivery that is to be applied, locked until the transaction ends; `None` when nothing is to be done with it any
/// more.
///
/// # Errors
/// As any query.
pub async fn open(conn: &Conn, id: Uuid) -> DbResult<Option<Delivery>> {
    let delivery = conn
        .run(async {
            inbound_events::table
                .find(id)
                .filter(inbound_events::state.eq_any(TO_BE_APPLIED))
                .select(Delivery::as_select())
                .for_update()
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    Ok(delivery.filter(|delivery: &Delivery| delivery.body.is_some()))
}

/// What has become of a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// Its effect is there; the code tells when there was none to have.
    Applied(Option<&'static str>),
    /// It waits.
    Parked(WaitsFor),
    /// Nothing is to be done with it, for this reason.
    Ignored(&'static str),
    /// It isn't known, for this reason.
    Unknown(&'static str),
    /// It can't be used, for this reason.
    Failed(&'static str),
}

impl Settled {
    /// The state that it is left in.
    #[must_use]
    pub const fn state(&self) -> InboxState {
        match self {
            Self::Applied(_) => InboxState::Applied,
            Self::Parked(_) => InboxState::Parked,
            Self::Ignored(_) => InboxState::Ignored,
            Self::Unknown(_) => InboxState::Unknown,
            Self::Failed(_) => InboxState::Failed,
        }
    }

    const fn reason(&self) -> Option<&'static str> {
        match self {
            Self::Applied(reason) => *reason,
            Self::Parked(_) => None,
            Self::Ignored(reason) | Self::Unknown(reason) | Self::Failed(reason) => Some(*reason),
        }
    }
}

#[derive(AsChangeset)]
#[diesel(table_name = inbound_events, treat_none_as_null = true)]
struct SettledRow {
    state: &'static str,
    reason: Option<&'static str>,
    waits_for: Option<String>,
    settled_at: Option<DateTime<Utc>>,
}

/// Notes what has become of a delivery; the body goes if nothing is to be done with it any more.
///
/// # Errors
/// As any query.
pub async fn settle(conn: &Conn, id: Uuid, settled: &Settled) -> DbResult<()> {
    let waits_for = match settled {
        Settled::Parked(waits_for) => Some(waits_for.to_string()),
        _ => None,
    };
    let row = SettledRow {
        state: settled.state().name(),
        reason: settled.reason(),
        waits_for,
        settled_at: Some(Utc::now()),
    };
    let delivery = diesel::update(inbound_events::table.find(id));
    let changed = if matches!(settled, Settled::Applied(_) | Settled::Ignored(_)) {
        let emptied = inbound_events::body.eq(None::<String>);
        conn.run(delivery.set((row, emptied)).execute(&mut conn.raw())).await?
    } else {
        conn.run(delivery.set(row).execute(&mut conn.raw())).await?
    };
    if changed == 1 { Ok(()) } else { Err(DbError::Corrupt("a locked delivery is gone")) }
}

/// Throws away what is still to be done about a person who is gone for good, but for one delivery, which its caller settles.
/// Answers the source of each that was thrown away, and so left as [`InboxState::Ignored`].
///
/// # Errors
/// As any query.
pub async fn empty_person(conn: &Conn, clerk_id: &str, but: Option<Uuid>) -> DbResult<Vec<String>> {
    let hash = subject_hash(conn.hash_key(), clerk_id);
    let open = inbound_events::table
        .filter(inbound_events::subject_hash.eq(&hash[..]))
        .filter(inbound_events::id.ne(but.unwrap_or_default()))
        .filter(inbound_events::body.is_not_null());
    conn.run(
        diesel::update(open)
            .set((
                inbound_events::state.eq(InboxState::Ignored.name()),
                inbound_events::reason.eq("DELETED"),
                inbound_events::waits_for.eq(None::<String>),
                inbound_events::body.eq(None::<String>),
                inbound_events::settled_at.eq(diesel::dsl::now),
            ))
            .returning(inbound_events::source)
            .get_results(&mut conn.raw()),
    )
    .await
}

/// Removes everything that was ever delivered about a person; answers the source of each with which something was still to
/// be done.
///
/// # Errors
/// As any query.
pub async fn erase_person(conn: &Conn, clerk_id: &str) -> DbResult<Vec<String>> {
    let hash = subject_hash(conn.hash_key(), clerk_id);
    let removed: Vec<(String, bool)> = conn
        .run(
            diesel::delete(inbound_events::table.filter(inbound_events::subject_hash.eq(&hash[..])))
                .returning((inbound_events::source, inbound_events::body.is_not_null()))
                .get_results(&mut conn.raw()),
        )
        .await?;
    Ok(removed.into_iter().filter_map(|(source, is_open)| is_open.then_some(source)).collect())
}
