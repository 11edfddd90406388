//! Endorsements of a skill (capability T3): what mentors, employers and peers say of somebody's skill.
//!
//! A row is a part of the profile that it is about, and is written under that profile's lock. What its owner has accepted is
//! in the snapshot, within the skill; everything else is for the two alone, and is read from the table by either.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types, upsert::excluded};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::DbResult,
    fixed::Fixed,
    pool::Conn,
    schema::{endorsements, recommendations},
    write::Locked,
};

/// How many endorsements of each skill have their endorsers read along with a page: `first_endorsers` of the migrations has the
/// same number.
pub const FIRST: usize = 3;

/// The kind of the job that makes a page anew which showed what somebody said who is gone.
pub const REFRESH_JOB: &str = "said.refresh";

/// How far an endorsement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EndorsementState {
    /// The endorsed hasn't decided.
    Pending,
    /// It shows.
    Accepted,
    /// The endorsed shows it to nobody for the time being.
    Hidden,
    /// The endorsed doesn't want it.
    Declined,
    /// The endorser took it back, and nothing of what they said is left.
    Withdrawn,
}

impl EndorsementState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Pending, Self::Accepted, Self::Hidden, Self::Declined, Self::Withdrawn];

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "PENDING",
            Self::Accepted => "ACCEPTED",
            Self::Hidden => "HIDDEN",
            Self::Declined => "DECLINED",
            Self::Withdrawn => "WITHDRAWN",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn parse(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == stored)
    }
}

/// An endorsement. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(
    table_name = endorsements,
    check_for_backend(diesel::pg::Pg),
    treat_none_as_default_value = false
)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct EndorsementRow {
    pub profile_id: Uuid,
    pub id: Uuid,
    pub skill_item_id: Option<Uuid>,
    pub endorser_id: Uuid,
    pub capacity: String,
    pub relationship: Option<String>,
    pub note: Option<String>,
    pub state: String,
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl EndorsementRow {
    /// How far it has come. Fails closed: what can't be read shows to nobody.
    #[must_use]
    pub fn state(&self) -> EndorsementState {
        EndorsementState::parse(&self.state).unwrap_or(EndorsementState::Declined)
    }
}

/// What the snapshot holds of an endorsement that its owner has accepted. The endorser is in it by the id of their profile
/// alone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct EndorsementSnapshot {
    pub id: Governed<field::ProfileSkillEndorsements, Uuid>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub endorser_id: Governed<field::SkillEndorsementEndorser, Option<Uuid>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub capacity: Governed<field::SkillEndorsementCapacity, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub relationship: Governed<field::SkillEndorsementRelationship, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub note: Governed<field::SkillEndorsementNote, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub endorsed_at: Governed<field::SkillEndorsementEndorsedAt, Option<DateTime<Utc>>>,
}

impl From<EndorsementRow> for EndorsementSnapshot {
    fn from(row: EndorsementRow) -> Self {
        Self {
            id: Governed::new(row.id),
            endorser_id: Governed::new(Some(row.endorser_id)),
            capacity: Governed::new(Some(row.capacity)),
            relationship: Governed::new(row.relationship),
            note: Governed::new(row.note),
            endorsed_at: Governed::new(Some(row.created_at)),
        }
    }
}

/// What shows on these profiles, the newest first. One statement.
///
/// # Errors
/// As any query.
pub(crate) async fn shown(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<EndorsementRow>> {
    let rows = endorsements::table
        .filter(endorsements::state.eq(EndorsementState::Accepted.name()))
        .filter(endorsements::skill_item_id.is_not_null())
        .order((endorsements::created_at.desc(), endorsements::id.desc()))
        .select(EndorsementRow::as_select());
    match profiles {
        [one] => conn.run(rows.filter(endorsements::profile_id.eq(one)).load(&mut conn.raw())).await,
        many => conn.run(rows.filter(endorsements::profile_id.eq_any(many)).load(&mut conn.raw())).await,
    }
}

/// One of the endorsements of a profile.
///
/// # Errors
/// As any query.
pub async fn find(profile: &Locked<'_>, id: Uuid) -> DbResult<Option<EndorsementRow>> {
    let conn = profile.conn();
    conn.run(async {
        let row = endorsements::table.find((profile.profile_id, id));
        row.select(EndorsementRow::as_select()).first(&mut conn.raw()).await.optional()
    })
    .await
}

/// What somebody has said of a skill and not taken back.
///
/// # Errors
/// As any query.
pub async fn standing(
    profile: &Locked<'_>,
    skill_item_id: Uuid,
    endorser_id: Uuid,
) -> DbResult<Option<EndorsementRow>> {
    let conn = profile.conn();
    conn.run(async {
        endorsements::table
            .filter(endorsements::profile_id.eq(profile.profile_id))
            .filter(endorsements::skill_item_id.eq(skill_item_id))
            .filter(endorsements::endorser_id.eq(endorser_id))
            .filter(endorsements::state.ne(EndorsementState::Withdrawn.name()))
            .select(EndorsementRow::as_select())
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// Writes a whole row, new or in place of the one that is there.
///
/// # Errors
/// As any query.
pub async fn put(profile: &Locked<'_>, row: &EndorsementRow) -> DbResult<()> {
    let conn = profile.conn();
    let upsert = diesel::insert_into(endorsements::table)
        .values(row)
        .on_conflict((endorsements::profile_id, endorsements::id))
        .do_update()
        .set((
            endorsements::relationship.eq(excluded(endorsements::relationship)),
            endorsements::note.eq(excluded(endorsements::note)),
            endorsements::state.eq(excluded(endorsements::state)),
            endorsements::version.eq(excluded(endorsements::version)),
            endorsements::updated_at.eq(excluded(endorsements::updated_at)),
        ));
    conn.run(Fixed(upsert).execute(&mut conn.raw())).await?;
    Ok(())
}

/// Takes away from a skill what was said of it, as it is another one now. It stays with those who said it, as if the skill were
/// hidden.
///
/// # Errors
/// As any query.
pub async fn forget(profile: &Locked<'_>, skill_item_id: Uuid) -> DbResult<()> {
    let conn = profile.conn();
    let said = endorsements::table
        .filter(endorsements::profile_id.eq(profile.profile_id))
        .filter(endorsements::skill_item_id.eq(skill_item_id));
    let of_none = endorsements::skill_item_id.eq(None::<Uuid>);
    conn.run(diesel::update(said).set(of_none).execute(&mut conn.raw())).await?;
    Ok(())
}

/// How much of something there is, by two measures of which the one holds the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Counts {
    /// By the narrower measure.
    #[diesel(sql_type = sql_types::BigInt)]
    pub narrow: i64,
    /// By the wider one.
    #[diesel(sql_type = sql_types::BigInt)]
    pub wide: i64,
}

/// How many endorsements somebody has given within so many hours (`wide`), and to this profile within so many days
/// (`narrow`), those that were taken back or declined included. Exact for whoever holds the endorser's lock.
///
/// # Errors
/// As any query.
pub async fn given_lately(endorser: &Locked<'_>, to: Uuid, hours: i32, days: i32) -> DbResult<Counts> {
    const COUNT: &str = "\
        SELECT count(*) FILTER (WHERE created_at > now() - make_interval(hours => $3)) AS wide,
               count(*) FILTER (WHERE profile_id = $2 AND created_at > now() - make_interval(days => $4)) AS narrow
        FROM endorsements
        WHERE endorser_id = $1
            AND created_at > now() - greatest(make_interval(hours => $3), make_interval(days => $4))";
    let conn = endorser.conn();
    conn.run(
        Fixed(
            diesel::sql_query(COUNT)
                .bind::<sql_types::Uuid, _>(endorser.profile_id)
                .bind::<sql_types::Uuid, _>(to)
                .bind::<sql_types::Integer, _>(hours)
                .bind::<sql_types::Integer, _>(days),
        )
        .get_result(&mut conn.raw()),
    )
    .await
}

/// How many endorsements show: of a skill (`narrow`), and of all of the profile's skills (`wide`).
///
/// # Errors
/// As any query.
pub async fn count_shown(profile: &Locked<'_>, skill_item_id: Uuid) -> DbResult<Counts> {
    const COUNT: &str = "\
        SELECT count(*) AS wide, count(*) FILTER (WHERE skill_item_id = $2) AS narrow
        FROM endorsements WHERE profile_id = $1 AND state = 'ACCEPTED' AND skill_item_id IS NOT NULL";
    let conn = profile.conn();
    conn.run(
        Fixed(
            diesel::sql_query(COUNT)
                .bind::<sql_types::Uuid, _>(profile.profile_id)
                .bind::<sql_types::Uuid, _>(skill_item_id),
        )
        .get_result(&mut conn.raw()),
    )
    .await
}

/// What a list that is read page by page is ordered by: the newest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// Which one.
    pub id: Uuid,
}

/// A page of what was said to somebody, the newest first: of a state or, without one, of all but what was taken back. What was
/// said of a skill that is gone isn't there. For its owner alone. One statement.
///
/// # Errors
/// As any query.
pub async fn received(
    conn: &Conn,
    profile_id: Uuid,
    state: Option<EndorsementState>,
    after: Option<Place>,
    limit: i64,
) -> DbResult<Governed<field::ProfileSkillEndorsements, Vec<EndorsementRow>>> {
    let mut rows = endorsements::table
        .filter(endorsements::profile_id.eq(profile_id))
        .filter(endorsements::skill_item_id.is_not_null())
        .order((endorsements::created_at.desc(), endorsements::id.desc()))
        .limit(limit)
        .select(EndorsementRow::as_select())
        .into_boxed();
    rows = match state {
        Some(state) => rows.filter(endorsements::state.eq(state.name())),
        None => rows.filter(endorsements::state.ne(EndorsementState::Withdrawn.name())),
    };
    if let Some(Place { created_at, id }) = after {
        let older = endorsements::created_at.lt(created_at).or(endorsements::id.lt(id));
        rows = rows.filter(endorsements::created_at.le(created_at)).filter(older);
    }
    Ok(Governed::new(conn.run(rows.load(&mut conn.raw())).await?))
}

/// A page of what somebody has said and not taken back, in their own words, the newest first. For them alone. One statement.
///
/// # Errors
/// As any query.
pub async fn given(
    conn: &Conn,
    endorser_id: Uuid,
    after: Option<Place>,
    limit: i64,
) -> DbResult<Vec<EndorsementRow>> {
    let mut rows = endorsements::table
        .filter(endorsements::endorser_id.eq(endorser_id))
        .filter(endorsements::state.ne(EndorsementState::Withdrawn.name()))
        .order((endorsements::created_at.desc(), endorsements::id.desc()))
        .limit(limit)
        .select(EndorsementRow::as_select())
        .into_boxed();
    if let Some(Place { created_at, id }) = after {
        let older = endorsements::created_at.lt(created_at).or(endorsements::id.lt(id));
        rows = rows.filter(endorsements::created_at.le(created_at)).filter(older);
    }
    conn.run(rows.load(&mut conn.raw())).await
}

/// One of the endorsements of a profile, without its lock: for one of the two, whom the caller knows.
///
/// # Errors
/// As any query.
pub async fn one(conn: &Conn, profile_id: Uuid, id: Uuid) -> DbResult<Option<EndorsementRow>> {
    conn.run(async {
        let row = endorsements::table.find((profile_id, id));
        row.select(EndorsementRow::as_select()).first(&mut conn.raw()).await.optional()
    })
    .await
}

/// Takes away all that this person has said of others, be it of a skill or in a recommendation; answers the profiles that have
/// shown some of it, each once, which are to be read anew. Two statements.
///
/// # Errors
/// As any query.
pub async fn take_away(conn: &Conn, author_id: Uuid) -> DbResult<BTreeSet<Uuid>> {
    let said: Vec<(Uuid, String, Option<Uuid>)> = conn
        .run(
            diesel::delete(endorsements::table.filter(endorsements::endorser_id.eq(author_id)))
                .returning((endorsements::profile_id, endorsements::state, endorsements::skill_item_id))
                .get_results(&mut conn.raw()),
        )
        .await?;
    // What was said of a skill that is gone shows nowhere.
    let said = said.into_iter().filter_map(|(profile_id, state, skill)| skill.map(|_| (profile_id, state)));
    let written: Vec<(Uuid, String)> = conn
        .run(
            diesel::delete(recommendations::table.filter(recommendations::author_id.eq(author_id)))
                .returning((recommendations::profile_id, recommendations::state))
                .get_results(&mut conn.raw()),
        )
        .await?;
    let shown = said.chain(written).filter(|(_, state)| state == EndorsementState::Accepted.name());
    Ok(shown.map(|(profile_id, _)| profile_id).collect())
}
