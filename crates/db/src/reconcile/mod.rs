//! Drift between the snapshot and the normalized tables: found, told field by field, repaired, counted (capability P7).
//!
//! The tables are the truth. The two are compared as they were at one moment, so that a write in between is never taken for
//! drift; what is repaired is compared again under the profiles' locks.

use std::collections::{HashMap, HashSet};

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    aggregate::{self, UserSnapshot},
    error::DbResult,
    pool::{Conn, Db},
    schema::profiles,
    snapshot::SCHEMA_VERSION,
    strength,
};

mod awaited;
mod compare;
mod runs;

pub use runs::{Run, Totals, begin, drift_free_days, findings, is_due, latest, note, totals};

/// The kind of the job that does a run.
pub const JOB: &str = "profiles.reconcile";
/// The most profiles of one step.
pub const MAX_STEP: i64 = 5_000;
/// What is told of a profile with a row in its tables that can't be read.
const TABLES: &str = "(tables)";

/// What a look at some profiles found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Look {
    /// How many there were.
    pub checked: usize,
    /// The last of them, behind which the next look begins; `None` when there are no more.
    pub last: Option<Uuid>,
    /// Those whose snapshot is of an older shape, or was scored by an older model: expected after an upgrade.
    pub outdated: Vec<Uuid>,
    /// Those whose snapshot is behind where a job that is asked for will bring it up: left to that, and no drift.
    pub awaited: Vec<Uuid>,
    /// Those whose snapshot doesn't say what the tables say.
    pub drifted: Vec<Drift>,
}

impl Look {
    fn add(&mut self, other: Self) {
        self.checked += other.checked;
        self.outdated.extend(other.outdated);
        self.awaited.extend(other.awaited);
        self.drifted.extend(other.drifted);
    }

    /// Those whose snapshot can be written anew: all that differ, but for those whose tables can't be read.
    #[must_use]
    pub fn mendable(&self) -> Vec<Uuid> {
        let drifted =
            self.drifted.iter().filter(|drift| !drift.is_unreadable()).map(|drift| drift.profile_id);
        drifted.chain(self.outdated.iter().copied()).collect()
    }
}

/// A profile whose snapshot doesn't say what the tables say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    /// Whose.
    pub profile_id: Uuid,
    /// Where: paths in the snapshot, `(missing)`, `(whole)`, `(unreadable)`, `(spelling)`, `(hash)`, `(strength)` for the stored
    /// score, or `(tables)` if one of its rows can't be read.
    pub fields: Vec<String>,
}

impl Drift {
    /// Whether it is the tables that can't be read, so that nothing can be written anew.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.fields == [TABLES]
    }
}

/// What was done about what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repaired {
    /// Snapshots that had drifted.
    pub drifted: usize,
    /// Snapshots that were outdated.
    pub outdated: usize,
    /// Profiles that somebody else was writing: left to them, and to the next run.
    pub left: HashSet<Uuid>,
}

/// Compares at most `limit` profiles behind `after`, in the order of their ids, each as it stands at one moment. Changes
/// nothing. A statement for each table, whatever the number of profiles; more if there are rows among them that can't be read.
///
/// # Errors
/// As any query.
pub async fn look(db: &Db, after: Uuid, limit: i64) -> DbResult<Look> {
    let conn = db.conn().await?;
    let ids: Vec<Uuid> = conn
        .run(
            profiles::table
                .filter(profiles::id.gt(after))
                .order(profiles::id)
                .limit(limit.min(MAX_STEP))
                .select(profiles::id)
                .load(&mut conn.raw()),
        )
        .await?;
    drop(conn);
    let mut look = Look { last: ids.last().copied(), ..Look::default() };
    // One profile that can't be read is told of as any drift, and keeps no other from being compared: it is found by halves.
    let mut parts = vec![ids];
    while let Some(mut part) = parts.pop() {
        match (look_at(db, &part).await, part.as_slice()) {
            (Err(error), [one]) if error.is_unreadable() => {
                let drifted = vec![Drift { profile_id: *one, fields: vec![TABLES.to_owned()] }];
                look.add(Look { checked: 1, drifted, ..Look::default() });
            }
            (Err(error), [_, _, ..]) if error.is_unreadable() => {
                parts.push(part.split_off(part.len() / 2));
                parts.push(part);
            }
            (looked, _) => look.add(looked?),
        }
    }
    Ok(look)
}

/// Compares these as they stand at one moment.
async fn look_at(db: &Db, ids: &[Uuid]) -> DbResult<Look> {
    if ids.is_empty() {
        return Ok(Look::default());
    }
    let tx = db.begin().await?;
    let looked = async {
        tx.at_one_moment().await?;
        Ok(compare_all(&tx, ids).await?.0)
    };
    let looked = looked.await;
    tx.finish(looked).await
}

/// Writes the snapshots of these profiles anew, as far as they still differ from the tables and nobody else is writing them
/// at the moment, whose write brings a new snapshot with it. In the caller's transaction. No version moves: what a profile says is
/// what it has said in its tables all along.
///
/// # Errors
/// As any query.
pub async fn repair(conn: &Conn, profiles: &[Uuid]) -> DbResult<Repaired> {
    if profiles.is_empty() {
        return Ok(Repaired::default());
    }
    let locked: Vec<Uuid> = conn
        .run(
            profiles::table
                .filter(profiles::id.eq_any(profiles))
                .order(profiles::id)
                .select(profiles::id)
                .for_no_key_update()
                .skip_locked()
                .load(&mut conn.raw()),
        )
        .await?;
    let (look, rebuilt) = compare_all(conn, &locked).await?;
    let mut left: HashSet<Uuid> = profiles.iter().copied().collect();
    for profile in &locked {
        left.remove(profile);
    }
    let repaired = Repaired { drifted: look.drifted.len(), outdated: look.outdated.len(), left };
    aggregate::store(conn, rebuilt).await?;
    Ok(repaired)
}

#[derive(QueryableByName)]
struct Stored {
    #[diesel(sql_type = sql_types::Uuid)]
    id: Uuid,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Text>)]
    profile: Option<String>,
    #[diesel(sql_type = sql_types::Nullable<sql_types::Binary>)]
    profile_hash: Option<Vec<u8>>,
    #[diesel(sql_type = sql_types::Nullable<sql_types::SmallInt>)]
    profile_schema_version: Option<i16>,
}

/// What differs, and the snapshots of those profiles as they should be.
async fn compare_all(conn: &Conn, ids: &[Uuid]) -> DbResult<(Look, Vec<UserSnapshot>)> {
    const STORED: &str = "SELECT profiles.id, users.profile::text AS profile, users.profile_hash, \
        users.profile_schema_version FROM profiles JOIN users ON users.id = profiles.user_id WHERE profiles.id = ANY ($1)";
    let stored = conn.run(
        diesel::sql_query(STORED)
            .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
            .load::<Stored>(&mut conn.raw()),
    );
    let (stored, awaited, aggregates) =
        futures_util::try_join!(stored, awaited::of(conn, ids), aggregate::load(conn, ids))?;
    let mut stored: HashMap<Uuid, Stored> = stored.into_iter().map(|row| (row.id, row)).collect();
    let (mut look, mut rebuilt) = (Look { checked: ids.len(), ..Look::default() }, Vec::new());
    for aggregate in aggregates {
        let profile_id = aggregate.profile.id;
        let scored_by = aggregate.strength.as_ref().map(|strength| strength.model_version);
        let Some(stored) = stored.remove(&profile_id) else { continue };
        let snapshot = UserSnapshot::of(aggregate);
        let current = stored.profile_schema_version == Some(SCHEMA_VERSION)
            && scored_by.is_none_or(|version| version == strength::Model::current().version);
        let mut fields = differences(&stored, &snapshot);
        if fields.is_empty() {
            continue;
        }
        if !current && stored.profile.is_some() {
            look.outdated.push(profile_id);
        } else if awaited.contains(&profile_id) && fields.iter().all(|field| awaited::brings(field)) {
            look.awaited.push(profile_id);
            continue;
        } else {
            fields.truncate(compare::MOST);
            look.drifted.push(Drift { profile_id, fields });
        }
        rebuilt.push(snapshot);
    }
    Ok((look, rebuilt))
}

fn differences(stored: &Stored, rebuilt: &UserSnapshot) -> Vec<String> {
    let (json, hash) = (&rebuilt.encoded.json, &rebuilt.encoded.hash);
    let mut fields = match &stored.profile {
        None => vec!["(missing)".to_owned()],
        Some(text) if text == json => Vec::new(),
        Some(text) => compare::differences(text, &rebuilt.encoded.in_full()),
    };
    if fields.is_empty() && stored.profile_hash.as_deref() != Some(hash) {
        fields.push("(hash)".to_owned());
    }
    if fields.is_empty() && rebuilt.moved.is_some() {
        fields.push("(strength)".to_owned());
    }
    fields
}
