//! Queries for profiles: by address, and one's own.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use folio_db::{DbResult, pages::Page};
use folio_policy::{Access, Audience, Relation, Staff, decide};

use super::{shared::RoleName, types::Profile};
use crate::{
    accounts::Viewer,
    graphql::{
        error::fault,
        loader::{self, PageKey},
    },
    privacy::report::AudienceName,
    text::Slug,
};

/// The profile as this viewer sees it, or `None` if it doesn't exist for them: **the one door** that every path to a
/// profile and its items goes through.
///
/// # Errors
/// When the profile exists for the viewer and what is stored of it can't be read.
pub fn open(page: Arc<Page>, viewer: &Viewer) -> Result<Option<Profile>> {
    let Some(access) = access(&page, viewer) else { return Ok(None) };
    build(page, &access).map(Some).map_err(fault)
}

/// What the viewer may read of the profile, or `None` if it doesn't exist for them: the door's frame, for those who build
/// something else than the whole profile.
#[must_use]
pub(crate) fn access(page: &Page, viewer: &Viewer) -> Option<Access> {
    decide(&viewer.relation_to(page), &page.policy).ok()
}

/// What goes through the door to whoever has this access.
pub(super) fn build(page: Arc<Page>, access: &Access) -> DbResult<Profile> {
    Profile::build(page, access, access.is_owner().then_some(Audience::Owner))
}

/// The owner's profile as another audience sees it. Nobody else can ask: for them the profile isn't there.
fn open_as(page: Arc<Page>, viewer: &Viewer, audience: Audience) -> Result<Option<Profile>> {
    if !viewer.relation_to(&page).owner {
        return Ok(None);
    }
    let Ok(access) = decide(&Relation::typical(audience), &page.policy) else { return Ok(None) };
    Profile::build(page, &access, Some(audience)).map(Some).map_err(fault)
}

/// The viewer's own profile; `None` for the anonymous.
///
/// # Errors
/// When the database fails, or what is stored can't be read.
pub(crate) async fn own_profile(ctx: &Context<'_>) -> Result<Option<Profile>> {
    let account = loader::viewer(ctx).await?.account();
    let Some(id) = account.and_then(|account| account.profile_id) else { return Ok(None) };
    match loader::page(ctx, PageKey::Id(id)).await? {
        (Some(page), viewer) => open(page, viewer),
        (None, _) => Ok(None),
    }
}

/// Profiles by address.
#[derive(Default)]
pub struct ProfileQuery;

#[Object]
impl ProfileQuery {
    /// The profile at this address, as far as the viewer may see it; null if there is none for them.
    async fn profile(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The last part of the page's address.")] slug: String,
        #[graphql(
            desc = "Show my own profile as this audience sees it. For a profile that isn't the viewer's own, the answer is null."
        )]
        view_as: Option<AudienceName>,
    ) -> Result<Option<Profile>> {
        // Nothing but a slug reaches the database: Postgres takes no NUL in a text, for one.
        if !Slug::is_well_formed(&slug) {
            return Ok(None);
        }
        let (page, viewer) = loader::page(ctx, PageKey::Slug(slug)).await?;
        match (page, view_as) {
            (None, _) => Ok(None),
            (Some(page), None) => open(page, viewer),
            (Some(page), Some(audience)) => open_as(page, viewer, audience.into()),
        }
    }
}

/// Rights of the platform's own people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum StaffRight {
    /// Handles reports and takedowns.
    Moderator,
    /// Runs the platform.
    Admin,
}

/// The signed-in person.
#[derive(SimpleObject)]
pub struct Me {
    /// What they do on the platform; null until they chose.
    role: Option<RoleName>,
    /// Staff rights, if any.
    staff: Option<StaffRight>,
    /// Whether they read as a verified employer.
    verified_employer: bool,
    /// Their own profile.
    profile: Option<Profile>,
}

/// The viewer themselves.
#[derive(Default)]
pub struct MeQuery;

#[Object]
impl MeQuery {
    /// The signed-in person; null for the anonymous. The first signed-in request of a person makes their profile.
    async fn me(&self, ctx: &Context<'_>) -> Result<Option<Me>> {
        let viewer = loader::viewer(ctx).await?;
        let Some(account) = viewer.account() else { return Ok(None) };
        let wanted = ctx.look_ahead().field("profile").exists();
        let profile = if wanted { own_profile(ctx).await? } else { None };
        Ok(Some(Me {
            role: account.role.map(Into::into),
            staff: account.staff.map(|staff| match staff {
                Staff::Moderator => StaffRight::Moderator,
                Staff::Admin => StaffRight::Admin,
            }),
            verified_employer: account.verified_employer,
            profile,
        }))
    }
}
