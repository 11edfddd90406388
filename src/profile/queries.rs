//! Queries for profiles: by address, and one's own.

use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use folio_db::pages::Page;
use folio_policy::{Audience, Relation, Staff, decide};
use uuid::Uuid;

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

/// Who looks at a profile, and as whom: by what the other people on it are shown.
#[derive(Clone)]
pub(crate) struct Beholder {
    viewer: Viewer,
    /// For an owner who looks at their own: the audience.
    viewed_as: Option<Audience>,
}

/// A view is another because of what is seen, never because of who looks.
impl Hash for Beholder {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl Beholder {
    pub(super) const fn viewed_as(&self) -> Option<Audience> {
        self.viewed_as
    }

    /// Other profiles that are named on the one looked at, each by its own rules, in one batch. Looked at as an audience,
    /// one is there only if it is for that audience as well; that never shows an owner more than they see themselves.
    pub(crate) async fn profiles(
        &self,
        ctx: &Context<'_>,
        ids: impl Iterator<Item = Uuid>,
    ) -> Result<HashMap<Uuid, Profile>> {
        let audience = self.viewed_as.map(Relation::typical);
        let (pages, _) = loader::many(ctx, ids.map(PageKey::Id).collect()).await?;
        let mut opened = HashMap::with_capacity(pages.len());
        for page in pages.into_values() {
            let id = page.profile_id;
            if audience.is_none_or(|audience| decide(&audience, &page.policy).is_ok())
                && let Some(profile) = open(page, &self.viewer)?
            {
                opened.insert(id, profile);
            }
        }
        Ok(opened)
    }
}

/// The profile as this viewer sees it, or `None` if it doesn't exist for them: **the one door** that every path to a
/// profile and its items goes through.
///
/// # Errors
/// When the profile exists for the viewer and what is stored of it can't be read.
pub fn open(page: Arc<Page>, viewer: &Viewer) -> Result<Option<Profile>> {
    let relation = viewer.relation_to(&page);
    let Ok(access) = decide(&relation, &page.policy) else { return Ok(None) };
    let viewed_as = relation.owner.then_some(Audience::Owner);
    let beholder = Beholder { viewer: viewer.clone(), viewed_as };
    Profile::build(page, &access, &beholder).map(Some).map_err(fault)
}

/// The owner's profile as another audience sees it. Nobody else can ask: for them the profile isn't there.
fn open_as(page: Arc<Page>, viewer: &Viewer, audience: Audience) -> Result<Option<Profile>> {
    if !viewer.relation_to(&page).owner {
        return Ok(None);
    }
    let Ok(access) = decide(&Relation::typical(audience), &page.policy) else { return Ok(None) };
    let beholder = Beholder { viewer: viewer.clone(), viewed_as: Some(audience) };
    Profile::build(page, &access, &beholder).map(Some).map_err(fault)
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
