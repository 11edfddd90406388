//! What the two see of what is between them: the endorsed everything but what was taken back, the endorser their own words
//! and whether the page shows them.

use std::collections::HashMap;

use async_graphql::{Context, Enum, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::endorsements::{self, EndorsementRow, EndorsementState, Place};
use uuid::Uuid;

use super::input::Capacity;
use crate::{
    graphql::{
        error::fault,
        id::{GlobalId, ItemKind},
        keyset::{Key, KeysetConnection, KeysetPage},
        loader::{self, session},
        node::Node,
        plain::Plain,
        scalar::Int64,
    },
    profile::{Profile, opened, own_access},
    profile_skills::ProfileSkill,
};

/// How far an endorsement has come, for the endorsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(name = "EndorsementState")]
pub enum EndorsementStateName {
    /// It waits for a decision.
    Pending,
    /// It shows.
    Accepted,
    /// It shows to nobody for the time being.
    Hidden,
    /// It isn't wanted.
    Declined,
}

impl EndorsementStateName {
    const fn of(state: EndorsementState) -> Option<Self> {
        match state {
            EndorsementState::Pending => Some(Self::Pending),
            EndorsementState::Accepted => Some(Self::Accepted),
            EndorsementState::Hidden => Some(Self::Hidden),
            EndorsementState::Declined => Some(Self::Declined),
            EndorsementState::Withdrawn => None,
        }
    }

    const fn stored(self) -> EndorsementState {
        match self {
            Self::Pending => EndorsementState::Pending,
            Self::Accepted => EndorsementState::Accepted,
            Self::Hidden => EndorsementState::Hidden,
            Self::Declined => EndorsementState::Declined,
        }
    }
}

/// What somebody says of a skill of the caller's, accepted or not.
#[derive(Clone, SimpleObject, Plain)]
pub struct ReceivedEndorsement {
    /// By which it is decided.
    id: ID,
    /// How far it has come.
    state: EndorsementStateName,
    /// As what they say it.
    capacity: Option<Capacity>,
    /// How they know the caller.
    relationship: Option<String>,
    /// What else they say; plain, line breaks kept.
    note: Option<String>,
    /// When they said it.
    endorsed_at: DateTime<Utc>,
    /// The version of the endorsement.
    version: Int64,
    /// The skill that it is of.
    skill: Option<ProfileSkill>,
    /// Who says it, if their own profile is there for the caller.
    endorser: Option<Profile>,
}

/// What the caller says of somebody's skill.
#[derive(Clone, SimpleObject, Plain)]
pub struct GivenEndorsement {
    /// By which it is taken back.
    id: ID,
    /// As what the caller says it.
    capacity: Option<Capacity>,
    /// How they know each other.
    relationship: Option<String>,
    /// What else the caller says; plain, line breaks kept.
    note: Option<String>,
    /// When the caller said it.
    endorsed_at: DateTime<Utc>,
    /// Whether it shows on the person's page, as the caller sees that.
    shown: bool,
    /// The person, if their profile is there for the caller.
    profile: Option<Profile>,
    /// The skill, if it is there for the caller.
    skill: Option<ProfileSkill>,
}

impl From<(Place, Self)> for ReceivedEndorsement {
    fn from((_, endorsement): (Place, Self)) -> Self {
        endorsement
    }
}

impl From<(Place, Self)> for GivenEndorsement {
    fn from((_, endorsement): (Place, Self)) -> Self {
        endorsement
    }
}

impl Key for Place {
    fn bytes(self) -> Vec<u8> {
        [&self.created_at.timestamp_micros().to_be_bytes()[..], self.id.as_bytes()].concat()
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let (micros, id) = bytes.split_at_checked(8)?;
        let created_at = DateTime::from_timestamp_micros(i64::from_be_bytes(micros.try_into().ok()?))?;
        Some(Self { created_at, id: Uuid::from_slice(id).ok()? })
    }
}

fn skill_of(opened: &HashMap<Uuid, Profile>, row: &EndorsementRow) -> Option<ProfileSkill> {
    let (profile, item) = (row.profile_id, row.skill_item_id?);
    match opened.get(&profile)?.find(GlobalId::Item { kind: ItemKind::ProfileSkill, profile, item })? {
        Node::ProfileSkill(skill) => Some(skill),
        _ => None,
    }
}

impl ReceivedEndorsement {
    fn build(row: EndorsementRow, opened: &HashMap<Uuid, Profile>) -> Option<Self> {
        Some(Self {
            id: GlobalId::Endorsement { profile: row.profile_id, id: row.id }.encode(),
            state: EndorsementStateName::of(row.state())?,
            capacity: Capacity::parse(&row.capacity),
            skill: skill_of(opened, &row),
            endorser: opened.get(&row.endorser_id).cloned(),
            relationship: row.relationship,
            note: row.note,
            endorsed_at: row.created_at,
            version: Int64(row.version),
        })
    }
}

impl GivenEndorsement {
    fn build(row: EndorsementRow, opened: &HashMap<Uuid, Profile>) -> Option<Self> {
        EndorsementStateName::of(row.state())?;
        let skill = skill_of(opened, &row);
        Some(Self {
            id: GlobalId::Endorsement { profile: row.profile_id, id: row.id }.encode(),
            capacity: Capacity::parse(&row.capacity),
            shown: skill.as_ref().is_some_and(|skill| skill.shows_endorsement(row.id)),
            profile: opened.get(&row.profile_id).cloned(),
            skill,
            relationship: row.relationship,
            note: row.note,
            endorsed_at: row.created_at,
        })
    }
}

fn place(row: &EndorsementRow) -> Place {
    Place { created_at: row.created_at, id: row.id }
}

/// A page of what was said of the caller's skills. Two statements beside that for the caller: the page, and the people.
///
/// # Errors
/// For arguments that can't be taken, and when the database fails.
pub(crate) async fn received(
    ctx: &Context<'_>,
    state: Option<EndorsementStateName>,
    first: Option<i32>,
    after: Option<&str>,
) -> Result<Option<KeysetConnection<ReceivedEndorsement>>> {
    let page = KeysetPage::<Place>::read(first, after)?;
    let Some((own, access)) = own_access(ctx).await? else { return Ok(None) };
    let state = state.map(EndorsementStateName::stored);
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let rows = endorsements::received(&conn, own, state, page.after, page.limit()).await.map_err(fault)?;
    drop(conn);
    let rows = rows.reveal(access.whole());
    let opened = opened(ctx, rows.iter().map(|row| row.endorser_id).chain([own])).await?;
    let built =
        rows.into_iter().filter_map(|row| Some((place(&row), ReceivedEndorsement::build(row, &opened)?)));
    Ok(Some(page.connection(built.collect(), |(place, _)| *place)))
}

/// A page of what the caller has said of others' skills. Two statements beside that for the caller.
///
/// # Errors
/// As [`received`].
pub(crate) async fn given(
    ctx: &Context<'_>,
    first: Option<i32>,
    after: Option<&str>,
) -> Result<Option<KeysetConnection<GivenEndorsement>>> {
    let page = KeysetPage::<Place>::read(first, after)?;
    let Some(own) = own_id(ctx).await? else { return Ok(None) };
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let rows = endorsements::given(&conn, own, page.after, page.limit()).await.map_err(fault)?;
    drop(conn);
    let opened = opened(ctx, rows.iter().map(|row| row.profile_id)).await?;
    let built =
        rows.into_iter().filter_map(|row| Some((place(&row), GivenEndorsement::build(row, &opened)?)));
    Ok(Some(page.connection(built.collect(), |(place, _)| *place)))
}

/// One of what was said of the caller's skills.
pub(super) async fn one_received(ctx: &Context<'_>, id: Uuid) -> Result<Option<ReceivedEndorsement>> {
    let Some(own) = own_id(ctx).await? else { return Ok(None) };
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let row = endorsements::one(&conn, own, id).await.map_err(fault)?;
    drop(conn);
    let Some(row) = row else { return Ok(None) };
    let opened = opened(ctx, [row.endorser_id, own].into_iter()).await?;
    Ok(ReceivedEndorsement::build(row, &opened))
}

/// One of what the caller has said.
pub(super) async fn one_given(
    ctx: &Context<'_>,
    profile_id: Uuid,
    id: Uuid,
) -> Result<Option<GivenEndorsement>> {
    let own = own_id(ctx).await?;
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    let row = endorsements::one(&conn, profile_id, id).await.map_err(fault)?;
    drop(conn);
    let Some(row) = row.filter(|row| Some(row.endorser_id) == own) else { return Ok(None) };
    let opened = opened(ctx, [profile_id].into_iter()).await?;
    Ok(GivenEndorsement::build(row, &opened))
}

/// The caller's own profile, by its id.
pub(crate) async fn own_id(ctx: &Context<'_>) -> Result<Option<Uuid>> {
    Ok(loader::viewer(ctx).await?.account().and_then(|account| account.profile_id))
}
