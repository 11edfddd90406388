//! Recommendations (capability T3): what others write of somebody, in words.
//!
//! A section like the others, as far as it shows: what its owner has accepted. The rest of the table is what is under way
//! between the two, and is read by either of them alone.

use chrono::{DateTime, Utc};
use diesel::{dsl::max, prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, field};
use uuid::Uuid;

use crate::{
    endorsements::{Counts, Place},
    error::DbResult,
    fixed::Fixed,
    items::{ItemTable, Listed, item_row, item_snapshot},
    pool::Conn,
    schema::recommendations,
    write::Locked,
};

item_row! {
    /// A recommendation, be it under way or accepted.
    recommendations => RecommendationRow;
    key: Uuid = |row| row.author_id;
    author_id: Uuid,
    capacity: Option<String>,
    relationship: Option<String>,
    text: Option<String>,
    requested: bool,
    message: Option<String>,
    state: String,
    submitted_at: Option<DateTime<Utc>>,
}

/// How far a recommendation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RecommendationState {
    /// Somebody was asked to write it.
    Requested,
    /// Its author is at it, and nobody else sees it.
    Draft,
    /// The person has it and hasn't decided.
    Submitted,
    /// It shows.
    Accepted,
    /// The person doesn't want it; or, before it was submitted, whoever was asked doesn't write it.
    Declined,
    /// Its author took it back, or the person their request: nothing of what was said is left.
    Withdrawn,
}

impl RecommendationState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Requested, Self::Draft, Self::Submitted, Self::Accepted, Self::Declined, Self::Withdrawn];

    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Requested => "REQUESTED",
            Self::Draft => "DRAFT",
            Self::Submitted => "SUBMITTED",
            Self::Accepted => "ACCEPTED",
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

impl RecommendationRow {
    /// How far it has come. Fails closed: what can't be read shows to nobody.
    #[must_use]
    pub fn state(&self) -> RecommendationState {
        RecommendationState::parse(&self.state).unwrap_or(RecommendationState::Withdrawn)
    }

    /// Whether the person it is about knows of it.
    #[must_use]
    pub const fn is_known_to_subject(&self) -> bool {
        self.requested || self.submitted_at.is_some()
    }
}

/// A recommendation that its owner has accepted. Not `Debug`: it is somebody's data.
#[derive(Clone, Queryable, Selectable)]
#[diesel(check_for_backend(diesel::pg::Pg))]
pub struct Recommended {
    /// Its row.
    #[diesel(embed)]
    pub row: RecommendationRow,
}

item_snapshot! {
    /// What the snapshot holds of a recommendation. Its author is in it by the id of their profile alone.
    RecommendationSnapshot of Recommended as Recommended { row } => row;
    bookkeeping: RecommendationId RecommendationVisibility RecommendationProvenance RecommendationPosition
        RecommendationVersion RecommendationCreatedAt RecommendationUpdatedAt;
    title: |item, scope| item.relationship.reveal(scope);
    capacity: RecommendationCapacity => Option<String> = row.capacity,
    relationship: RecommendationRelationship => Option<String> = row.relationship,
    text: RecommendationText => Option<String> = row.text,
    author_id: RecommendationAuthor => Option<Uuid> = Some(row.author_id),
    written_at: RecommendationWrittenAt => Option<DateTime<Utc>> = row.submitted_at,
}

impl Listed for Recommended {
    type Row = RecommendationRow;

    fn profile_id(&self) -> Uuid {
        self.row.profile_id
    }

    fn row(&self) -> &RecommendationRow {
        &self.row
    }

    async fn load(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Self>> {
        let rows = recommendations::table
            .filter(recommendations::state.eq(RecommendationState::Accepted.name()))
            .order((recommendations::profile_id, recommendations::position, recommendations::id))
            .select(Self::as_select());
        match profiles {
            [one] => conn.run(rows.filter(recommendations::profile_id.eq(one)).load(&mut conn.raw())).await,
            many => {
                conn.run(rows.filter(recommendations::profile_id.eq_any(many)).load(&mut conn.raw())).await
            }
        }
    }
}

/// One of the recommendations of a profile.
///
/// # Errors
/// As any query.
pub async fn find(profile: &Locked<'_>, id: Uuid) -> DbResult<Option<RecommendationRow>> {
    one(profile.conn(), profile.profile_id, id).await
}

/// One of the recommendations of a profile, without its lock: for one of the two, whom the caller knows.
///
/// # Errors
/// As any query.
pub async fn one(conn: &Conn, profile_id: Uuid, id: Uuid) -> DbResult<Option<RecommendationRow>> {
    conn.run(async {
        let row = recommendations::table.find((profile_id, id));
        row.select(RecommendationRow::as_select()).first(&mut conn.raw()).await.optional()
    })
    .await
}

/// As [`stands`], of what the profile's owner knows of: a draft that they didn't ask for stands in nobody's way.
///
/// # Errors
/// As any query.
pub async fn stands_known(profile: &Locked<'_>, author_id: Uuid) -> DbResult<bool> {
    let conn = profile.conn();
    let standing: i64 = conn
        .run(
            recommendations::table
                .filter(recommendations::profile_id.eq(profile.profile_id))
                .filter(recommendations::author_id.eq(author_id))
                .filter(recommendations::state.ne(RecommendationState::Withdrawn.name()))
                .filter(recommendations::requested.or(recommendations::submitted_at.is_not_null()))
                .count()
                .get_result(&mut conn.raw()),
        )
        .await?;
    Ok(standing > 0)
}

/// Whether something between a profile's owner and this author is under way, shows, or was declined.
///
/// # Errors
/// As any query.
pub async fn stands(profile: &Locked<'_>, author_id: Uuid) -> DbResult<bool> {
    let conn = profile.conn();
    let standing: i64 = conn
        .run(
            recommendations::table
                .filter(recommendations::profile_id.eq(profile.profile_id))
                .filter(recommendations::author_id.eq(author_id))
                .filter(recommendations::state.ne(RecommendationState::Withdrawn.name()))
                .count()
                .get_result(&mut conn.raw()),
        )
        .await?;
    Ok(standing > 0)
}

/// How many recommendations somebody has begun unasked within so many hours (`wide`), and of this profile within so many days
/// (`narrow`), those that were taken back included. Exact for whoever holds the author's lock.
///
/// # Errors
/// As any query.
pub async fn begun_lately(author: &Locked<'_>, of: Uuid, hours: i32, days: i32) -> DbResult<Counts> {
    const COUNT: &str = "\
        SELECT count(*) FILTER (WHERE created_at > now() - make_interval(hours => $3)) AS wide,
               count(*) FILTER (WHERE profile_id = $2 AND created_at > now() - make_interval(days => $4)) AS narrow
        FROM recommendations
        WHERE author_id = $1 AND NOT requested
            AND created_at > now() - greatest(make_interval(hours => $3), make_interval(days => $4))";
    lately(author, COUNT, of, hours, days).await
}

/// How many recommendations a profile's owner has asked for within so many hours (`wide`), and this person within so many
/// days (`narrow`), those that were taken back included.
///
/// # Errors
/// As any query.
pub async fn requested_lately(profile: &Locked<'_>, from: Uuid, hours: i32, days: i32) -> DbResult<Counts> {
    const COUNT: &str = "\
        SELECT count(*) FILTER (WHERE created_at > now() - make_interval(hours => $3)) AS wide,
               count(*) FILTER (WHERE author_id = $2 AND created_at > now() - make_interval(days => $4)) AS narrow
        FROM recommendations
        WHERE profile_id = $1 AND requested
            AND created_at > now() - greatest(make_interval(hours => $3), make_interval(days => $4))";
    lately(profile, COUNT, from, hours, days).await
}

async fn lately(
    own: &Locked<'_>,
    count: &'static str,
    other: Uuid,
    hours: i32,
    days: i32,
) -> DbResult<Counts> {
    let conn = own.conn();
    conn.run(
        Fixed(
            diesel::sql_query(count)
                .bind::<sql_types::Uuid, _>(own.profile_id)
                .bind::<sql_types::Uuid, _>(other)
                .bind::<sql_types::Integer, _>(hours)
                .bind::<sql_types::Integer, _>(days),
        )
        .get_result(&mut conn.raw()),
    )
    .await
}

/// The recommendations that their owner knows of, each with its toggle as it is stored.
///
/// # Errors
/// As any query.
pub async fn toggles(profile: &Locked<'_>) -> DbResult<Vec<(Uuid, Option<String>)>> {
    let conn = profile.conn();
    conn.run(
        recommendations::table
            .filter(recommendations::profile_id.eq(profile.profile_id))
            .filter(recommendations::state.ne(RecommendationState::Withdrawn.name()))
            .filter(recommendations::requested.or(recommendations::submitted_at.is_not_null()))
            .select((recommendations::id, recommendations::visibility))
            .load(&mut conn.raw()),
    )
    .await
}

/// Writes down what its author gives out of their hands; with when it was begun, which [`ItemTable::put`] leaves.
///
/// # Errors
/// As any query.
pub async fn submit(profile: &Locked<'_>, row: &RecommendationRow) -> DbResult<()> {
    RecommendationRow::put(profile, std::slice::from_ref(row)).await?;
    let conn = profile.conn();
    let written = recommendations::table.find((row.profile_id, row.id));
    let begun = recommendations::created_at.eq(row.created_at);
    conn.run(diesel::update(written).set(begun).execute(&mut conn.raw())).await?;
    Ok(())
}

/// How many recommendations a profile shows, and the place behind the last of them.
///
/// # Errors
/// As any query.
pub async fn shown(profile: &Locked<'_>) -> DbResult<(i64, i32)> {
    let conn = profile.conn();
    let (count, last): (i64, Option<i32>) = conn
        .run(
            recommendations::table
                .filter(recommendations::profile_id.eq(profile.profile_id))
                .filter(recommendations::state.eq(RecommendationState::Accepted.name()))
                .select((diesel::dsl::count_star(), max(recommendations::position)))
                .first(&mut conn.raw()),
        )
        .await?;
    Ok((count, last.map_or(0, |last| last.saturating_add(1))))
}

/// A page of what was written of somebody, or asked for by them, the newest first; of a state, as they see it, or all. What
/// they don't know of and what was taken back isn't there. For them alone. One statement.
///
/// # Errors
/// As any query.
pub async fn received(
    conn: &Conn,
    profile_id: Uuid,
    state: Option<RecommendationState>,
    after: Option<Place>,
    limit: i64,
) -> DbResult<Governed<field::ProfileRecommendations, Vec<RecommendationRow>>> {
    use RecommendationState as State;
    let mut rows = recommendations::table
        .filter(recommendations::profile_id.eq(profile_id))
        .filter(recommendations::state.ne(State::Withdrawn.name()))
        .filter(recommendations::requested.or(recommendations::submitted_at.is_not_null()))
        .order((recommendations::created_at.desc(), recommendations::id.desc()))
        .limit(limit)
        .select(RecommendationRow::as_select())
        .into_boxed();
    rows = match state {
        None => rows,
        // Whether whoever was asked is at it, or won't, is theirs to tell.
        Some(State::Requested) => rows.filter(recommendations::submitted_at.is_null()),
        Some(state) => rows
            .filter(recommendations::submitted_at.is_not_null())
            .filter(recommendations::state.eq(state.name())),
    };
    if let Some(Place { created_at, id }) = after {
        let older = recommendations::created_at.lt(created_at).or(recommendations::id.lt(id));
        rows = rows.filter(recommendations::created_at.le(created_at)).filter(older);
    }
    Ok(Governed::new(conn.run(rows.load(&mut conn.raw())).await?))
}

/// A page of what somebody has written of others or is asked to, the newest first. For them alone. One statement.
///
/// # Errors
/// As any query.
pub async fn written(
    conn: &Conn,
    author_id: Uuid,
    after: Option<Place>,
    limit: i64,
) -> DbResult<Vec<RecommendationRow>> {
    let mut rows = recommendations::table
        .filter(recommendations::author_id.eq(author_id))
        .filter(recommendations::state.ne(RecommendationState::Withdrawn.name()))
        .order((recommendations::created_at.desc(), recommendations::id.desc()))
        .limit(limit)
        .select(RecommendationRow::as_select())
        .into_boxed();
    if let Some(Place { created_at, id }) = after {
        let older = recommendations::created_at.lt(created_at).or(recommendations::id.lt(id));
        rows = rows.filter(recommendations::created_at.le(created_at)).filter(older);
    }
    conn.run(rows.load(&mut conn.raw())).await
}
