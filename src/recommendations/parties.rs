//! What the two see of what is between them. Neither is told what the other decided: an author sees whether the page shows
//! what they wrote, and whoever asked for it sees that they have asked until they have it.

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{
    endorsements::Place,
    recommendations::{self, RecommendationRow, RecommendationState},
};
use uuid::Uuid;

use crate::{
    endorsements::Capacity,
    graphql::{
        error::fault,
        id::{GlobalId, ItemKind},
        keyset::{KeysetConnection, KeysetPage},
        loader::{self, session},
        plain::Plain,
        scalar::Int64,
    },
    profile::{Profile, opened, own_access},
};

/// How far a recommendation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(name = "RecommendationState")]
pub enum RecommendationStateName {
    /// It was asked for.
    Requested,
    /// Its author is at it, and nobody else sees it.
    Draft,
    /// The person has it.
    Submitted,
    /// It shows.
    Accepted,
    /// The caller doesn't want it, or won't write it.
    Declined,
}

/// What somebody has written of the caller, accepted or not, or was asked to.
#[derive(Clone, SimpleObject, Plain)]
pub struct ReceivedRecommendation {
    /// By which it is decided.
    id: ID,
    /// How far it has come; REQUESTED until its author submits it.
    state: RecommendationStateName,
    /// As what they write it.
    capacity: Option<Capacity>,
    /// How they know the caller.
    relationship: Option<String>,
    /// What they write; plain, line breaks kept.
    text: Option<String>,
    /// Whether the caller asked for it.
    requested: bool,
    /// What the caller asked with.
    message: Option<String>,
    /// When the caller asked for it, or its author submitted it unasked.
    begun_at: Option<DateTime<Utc>>,
    /// When its author submitted it.
    written_at: Option<DateTime<Utc>>,
    /// The version of the recommendation, once it was submitted.
    version: Option<Int64>,
    /// Its author, if their own profile is there for the caller.
    author: Option<Profile>,
}

/// What the caller has written of somebody, or was asked to.
#[derive(Clone, SimpleObject, Plain)]
pub struct WrittenRecommendation {
    /// By which it is written on, submitted and taken back.
    id: ID,
    /// How far it has come; SUBMITTED also when it was decided upon and the page doesn't show it to the caller.
    state: RecommendationStateName,
    /// As what the caller writes it.
    capacity: Option<Capacity>,
    /// How they know each other.
    relationship: Option<String>,
    /// The text; plain, line breaks kept.
    text: Option<String>,
    /// Whether the person asked for it.
    requested: bool,
    /// What they asked with.
    message: Option<String>,
    /// When it was begun or asked for; of one that nobody asked for, once it is submitted, when that was.
    begun_at: Option<DateTime<Utc>>,
    /// When the caller submitted it.
    written_at: Option<DateTime<Utc>>,
    /// The version of the draft; null once it was submitted.
    version: Option<Int64>,
    /// The person, if their profile is there for the caller.
    profile: Option<Profile>,
}

impl From<(Place, Self)> for ReceivedRecommendation {
    fn from((_, recommendation): (Place, Self)) -> Self {
        recommendation
    }
}

impl From<(Place, Self)> for WrittenRecommendation {
    fn from((_, recommendation): (Place, Self)) -> Self {
        recommendation
    }
}

fn id_of(row: &RecommendationRow) -> GlobalId {
    GlobalId::Item { kind: ItemKind::Recommendation, profile: row.profile_id, item: row.id }
}

fn capacity_of(row: &RecommendationRow) -> Option<Capacity> {
    row.capacity.as_deref().and_then(Capacity::parse)
}

impl ReceivedRecommendation {
    fn build(row: RecommendationRow, opened: &HashMap<Uuid, Profile>) -> Option<Self> {
        if !row.is_known_to_subject() {
            return None;
        }
        let submitted = row.submitted_at.is_some();
        let state = match row.state() {
            RecommendationState::Withdrawn => return None,
            _ if !submitted => RecommendationStateName::Requested,
            RecommendationState::Accepted => RecommendationStateName::Accepted,
            RecommendationState::Declined => RecommendationStateName::Declined,
            _ => RecommendationStateName::Submitted,
        };
        Some(Self {
            id: id_of(&row).encode(),
            state,
            capacity: capacity_of(&row).filter(|_| submitted),
            // What isn't submitted is its author's alone.
            relationship: row.relationship.filter(|_| submitted),
            text: row.text.filter(|_| submitted),
            requested: row.requested,
            message: row.message,
            begun_at: if row.requested { Some(row.created_at) } else { row.submitted_at },
            written_at: row.submitted_at,
            version: submitted.then_some(Int64(row.version)),
            author: opened.get(&row.author_id).cloned(),
        })
    }
}

impl WrittenRecommendation {
    fn build(row: RecommendationRow, opened: &HashMap<Uuid, Profile>) -> Option<Self> {
        let submitted = row.submitted_at.is_some();
        let profile = opened.get(&row.profile_id);
        let shows = || profile.is_some_and(|profile| profile.find(id_of(&row)).is_some());
        let state = match row.state() {
            RecommendationState::Withdrawn => return None,
            RecommendationState::Requested => RecommendationStateName::Requested,
            RecommendationState::Draft => RecommendationStateName::Draft,
            RecommendationState::Declined if !submitted => RecommendationStateName::Declined,
            _ if shows() => RecommendationStateName::Accepted,
            _ => RecommendationStateName::Submitted,
        };
        Some(Self {
            id: id_of(&row).encode(),
            state,
            capacity: capacity_of(&row),
            profile: profile.cloned(),
            relationship: row.relationship,
            text: row.text,
            requested: row.requested,
            message: row.message,
            begun_at: Some(row.created_at),
            written_at: row.submitted_at,
            version: (!submitted).then_some(Int64(row.version)),
        })
    }
}

fn place(row: &RecommendationRow) -> Place {
    Place { created_at: row.created_at, id: row.id }
}

/// A page of what was written of the caller. Two statements beside that for the caller: the page, and the people.
///
/// # Errors
/// For arguments that can't be taken, and when the database fails.
pub(crate) async fn received(
    ctx: &Context<'_>,
    state: Option<RecommendationStateName>,
    first: Option<i32>,
    after: Option<&str>,
) -> Result<Option<KeysetConnection<ReceivedRecommendation>>> {
    let page = KeysetPage::<Place>::read(first, after)?;
    let Some((own, access)) = own_access(ctx).await? else { return Ok(None) };
    let state = state.map(|state| match state {
        RecommendationStateName::Requested => RecommendationState::Requested,
        RecommendationStateName::Draft => RecommendationState::Draft,
        RecommendationStateName::Submitted => RecommendationState::Submitted,
        RecommendationStateName::Accepted => RecommendationState::Accepted,
        RecommendationStateName::Declined => RecommendationState::Declined,
    });
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let rows = recommendations::received(&conn, own, state, page.after, page.limit()).await.map_err(fault)?;
    drop(conn);
    let rows = rows.reveal(access.whole());
    let opened = opened(ctx, rows.iter().map(|row| row.author_id)).await?;
    let built =
        rows.into_iter().filter_map(|row| Some((place(&row), ReceivedRecommendation::build(row, &opened)?)));
    Ok(Some(page.connection(built.collect(), |(place, _)| *place)))
}

/// A page of what the caller has written of others. Two statements beside that for the caller.
///
/// # Errors
/// As [`received`].
pub(crate) async fn written(
    ctx: &Context<'_>,
    first: Option<i32>,
    after: Option<&str>,
) -> Result<Option<KeysetConnection<WrittenRecommendation>>> {
    let page = KeysetPage::<Place>::read(first, after)?;
    let Some(own) = own_id(ctx).await? else { return Ok(None) };
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let rows = recommendations::written(&conn, own, page.after, page.limit()).await.map_err(fault)?;
    drop(conn);
    let opened = opened(ctx, rows.iter().map(|row| row.profile_id)).await?;
    let built =
        rows.into_iter().filter_map(|row| Some((place(&row), WrittenRecommendation::build(row, &opened)?)));
    Ok(Some(page.connection(built.collect(), |(place, _)| *place)))
}

/// What one of the two sees of a recommendation.
pub(super) enum One {
    /// The one it is about.
    Received(ReceivedRecommendation),
    /// Its author.
    Written(WrittenRecommendation),
}

/// A recommendation, as whichever of the two the caller is sees it.
pub(super) async fn one(ctx: &Context<'_>, profile_id: Uuid, id: Uuid) -> Result<Option<One>> {
    let own = own_id(ctx).await?;
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let row = recommendations::one(&conn, profile_id, id).await.map_err(fault)?;
    drop(conn);
    let Some(row) = row else { return Ok(None) };
    if own == Some(row.profile_id) {
        let opened = opened(ctx, [row.author_id].into_iter()).await?;
        Ok(ReceivedRecommendation::build(row, &opened).map(One::Received))
    } else if own == Some(row.author_id) {
        let opened = opened(ctx, [row.profile_id].into_iter()).await?;
        Ok(WrittenRecommendation::build(row, &opened).map(One::Written))
    } else {
        Ok(None)
    }
}

async fn own_id(ctx: &Context<'_>) -> Result<Option<Uuid>> {
    Ok(loader::viewer(ctx).await?.account().and_then(|account| account.profile_id))
}
