//! The write path, as far as SQL goes: lock the aggregate, change its tables, [`Locked::record`].
//!
//! Every function that changes what hangs off a profile asks for a [`Locked`], which only [`lock`] makes. A change that
//! is given up without `record` must be rolled back: the snapshot would not tell of it.
//!
//! ```text
//! begin ── claim the idempotency key ── lock ── change tables ── record ── keep the outcome ── commit
//!                                                                  │
//!                                        version + 1, strength, snapshot, one audit row, outbox rows
//! ```

use std::borrow::Cow;

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{ProfileState, Toggles};
use futures_util::try_join;
use uuid::Uuid;

use crate::{
    aggregate,
    error::{DbError, DbResult},
    fixed::Fixed,
    json::Json,
    pool::{Conn, Transaction},
    profiles::Switches,
    schema::profiles,
    strength,
};

mod audit;
mod idempotency;
pub(crate) mod outbox;

pub(crate) use audit::MAKE_PARTITIONS;
pub use audit::{Change, Since, changes_since, make_partitions};
pub use idempotency::{Claim, IdempotencyKey, RequestHash, claim, forget_expired, keep};
pub use outbox::Event;

/// Who writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Actor {
    /// The owner of the profile, a user's id.
    Owner(Uuid),
    /// Staff, a user's id.
    Staff(Uuid),
    /// The platform itself: a command, an import, an event.
    Service,
    /// Somebody who has said something of the owner, a user's id.
    Member(Uuid),
}

impl Actor {
    /// The name in the database.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Owner(_) => "OWNER",
            Self::Staff(_) => "STAFF",
            Self::Service => "SERVICE",
            Self::Member(_) => "MEMBER",
        }
    }

    /// The user, if it is one.
    #[must_use]
    pub const fn user_id(self) -> Option<Uuid> {
        match self {
            Self::Owner(user) | Self::Staff(user) | Self::Member(user) => Some(user),
            Self::Service => None,
        }
    }
}

/// A profile whose row is locked until the transaction ends: nobody else changes anything that hangs off it.
pub struct Locked<'a> {
    conn: &'a Conn,
    /// Which profile.
    pub profile_id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
    /// The aggregate's version as it was when the lock was taken.
    pub version: i64,
    /// Where it is in its life.
    pub state: ProfileState,
    /// Its address.
    pub slug: String,
    /// The owner's toggles.
    pub toggles: Toggles,
    /// The master switches.
    pub switches: Switches,
}

/// What a write tells of itself, beside the change.
#[derive(Debug, Clone)]
pub struct Record {
    /// Who wrote.
    pub actor: Actor,
    /// The mutation or command: `educationAdd`.
    pub action: &'static str,
    /// What the event tells: its type, the sections that were touched, the item.
    pub event: Event,
    /// What happened with it, told after it.
    pub further: Vec<Event>,
    /// Coordinates of the fields that moved.
    pub fields: Cow<'static, [&'static str]>,
    /// The item that the write was about, and the version that it was left at (`None`: the item is gone).
    pub subject: Option<(Uuid, Option<i64>)>,
    /// What each toggle or switch was and is, as a JSON object; for privacy settings alone.
    pub toggles: Option<serde_json::Value>,
}

impl Record {
    /// A write that tells this event and nothing else, to be filled.
    #[must_use]
    pub const fn of(actor: Actor, action: &'static str, event: Event) -> Self {
        Self {
            actor,
            action,
            event,
            further: Vec::new(),
            fields: Cow::Borrowed(&[]),
            subject: None,
            toggles: None,
        }
    }
}

type Head = (Uuid, Uuid, i64, String, String, Json<Toggles>, Switches);

/// Locks a profile for a change, until the transaction ends; `None` when it isn't there.
///
/// # Errors
/// As any query; [`DbError::TimedOut`] when somebody else holds it for too long.
pub async fn lock(tx: &Transaction, profile_id: Uuid) -> DbResult<Option<Locked<'_>>> {
    let conn: &Conn = tx;
    let head: Option<Head> = conn
        .run(async {
            profiles::table
                .find(profile_id)
                .select((
                    profiles::id,
                    profiles::user_id,
                    profiles::version,
                    profiles::state,
                    profiles::slug,
                    profiles::visibility,
                    Switches::as_select(),
                ))
                // Not FOR UPDATE: rows that are added to a section check their foreign key with FOR KEY SHARE.
                .for_no_key_update()
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    head.map(|(profile_id, user_id, version, state, slug, Json(toggles), switches)| {
        let state = ProfileState::parse(&state).ok_or(DbError::Corrupt("profiles.state"))?;
        Ok(Locked { conn, profile_id, user_id, version, state, slug, toggles, switches })
    })
    .transpose()
}

/// Locks two profiles, always in the same order, so that no two who lock the same pair wait for each other. They come in the
/// order in which they were asked for; one that isn't there is `None`.
///
/// # Errors
/// As [`lock`].
pub async fn lock_two<'a>(
    tx: &'a Transaction,
    one: Uuid,
    other: Uuid,
) -> DbResult<(Option<Locked<'a>>, Option<Locked<'a>>)> {
    if one < other {
        let first = lock(tx, one).await?;
        return Ok((first, lock(tx, other).await?));
    }
    let first = lock(tx, other).await?;
    Ok((lock(tx, one).await?, first))
}

impl<'a> Locked<'a> {
    /// The transaction that holds the lock.
    #[must_use]
    pub const fn conn(&self) -> &'a Conn {
        self.conn
    }

    /// Ends the change: the next version, the snapshot from the tables as they are now, the audit row and the outbox
    /// rows; if the profile scores something else now, that too, and the last of the events tells of it. Answers the
    /// version. Two round trips, whatever was changed.
    ///
    /// # Errors
    /// As any query.
    pub async fn record(self, record: &Record) -> DbResult<i64> {
        let Self { conn, profile_id, version, .. } = self;
        let (next, ids) = (version + 1, [profile_id]);
        let (moved, mut aggregates) = try_join!(
            conn.run(
                Fixed(
                    diesel::update(profiles::table.find(profile_id).filter(profiles::version.eq(version)))
                        .set((profiles::version.eq(next), profiles::updated_at.eq(diesel::dsl::now)))
                )
                .execute(&mut conn.raw())
            ),
            aggregate::load(conn, &ids),
        )?;
        if moved != 1 {
            return Err(DbError::Corrupt("a locked profile has moved"));
        }
        for aggregate in &mut aggregates {
            aggregate.profile.version = next;
        }
        let snapshots = aggregate::encode(aggregates);
        let [snapshot] = snapshots.as_slice() else {
            return Err(DbError::Corrupt("a locked profile is not there"));
        };
        let hmac = conn.hash_key().hash(snapshot.encoded.json.as_bytes());
        let strength = snapshot.tells().map(|_| &strength::CHANGED);
        let events = std::iter::once(&record.event).chain(&record.further).chain(strength);
        try_join!(
            aggregate::store(conn, snapshots),
            audit::append(conn, profile_id, next, record, Some(&hmac)),
            outbox::append(conn, profile_id, next, events),
        )?;
        Ok(next)
    }

    /// Ends a change of which no page shows anything, as what is under way between two people: an audit row and its event,
    /// and the version stays.
    ///
    /// # Errors
    /// As any query.
    pub async fn note(self, record: &Record) -> DbResult<()> {
        audit::append(self.conn, self.profile_id, self.version, record, None).await?;
        self.tell(&record.event).await
    }
}
