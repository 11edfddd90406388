//! Queries for profiles: by address, and one's own.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{
    ComplexObject, Context, Enum, Json, Object, Result, SelectionField, SimpleObject, connection::CursorType,
};
use chrono::Utc;
use folio_db::{
    DbResult,
    pages::{Endorsers, Page},
    strength::{self, StrengthSnapshot},
};
use folio_policy::{Access, Audience, Relation, Staff, decide};
use serde_json::Value;
use uuid::Uuid;

use super::{shared::RoleName, types::Profile};
use crate::{
    accounts::Viewer,
    documents::own_json_resume,
    endorsements::{self, EndorsementStateName, GivenEndorsement, ReceivedEndorsement},
    graphql::{
        connection::page_size,
        error::{fault, invalid_cursor},
        keyset::KeysetConnection,
        loader::{self, PageKey},
        ready::Ready,
    },
    imports::{self, ImportConsent},
    onboarding::Onboarding,
    privacy::report::AudienceName,
    recommendations::{self, ReceivedRecommendation, RecommendationStateName, WrittenRecommendation},
    strength::{DAYS, PointCursor, StrengthInsights, StrengthPointConnection},
    text::Slug,
};

/// Who looks at a profile, and as whom: by what the other people on it are shown.
#[derive(Clone)]
pub(crate) struct Beholder {
    viewer: Viewer,
    /// For an owner who looks at their own: the audience.
    viewed_as: Option<Audience>,
    /// Those who were read along with the profile that is looked at, see [`Page::endorsers`].
    endorsers: Option<Arc<Endorsers>>,
}

/// How much of other people's profiles is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Depth {
    /// What their headers are made of; the rest is as if there were nothing in it.
    Header,
    /// Everything.
    Whole,
}

/// What a header has, the id among it.
const HEADER: [&str; 9] =
    ["__typename", "id", "slug", "displayName", "pronouns", "headline", "role", "avatarUrl", "coverUrl"];

impl Depth {
    /// How much is to be read so that these fields of a person, at one place of a document or at several, can be answered.
    pub(crate) fn of<'a>(asked: impl Iterator<Item = SelectionField<'a>>) -> Self {
        let mut fields = asked.flat_map(|person| person.selection_set().collect::<Vec<_>>());
        if fields.all(|field| HEADER.contains(&field.name())) { Self::Header } else { Self::Whole }
    }
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
        depth: Depth,
    ) -> Result<HashMap<Uuid, Arc<Profile>>> {
        let key = match depth {
            Depth::Header => PageKey::Header,
            Depth::Whole => PageKey::Id,
        };
        let (pages, _) = loader::many(ctx, ids.map(key).collect()).await?;
        self.opened(pages.into_values())
    }

    /// As [`Self::profiles`], of those who were read along with the profile, if any were: whoever isn't among them isn't there.
    pub(crate) fn endorsers(
        &self,
        ids: impl Iterator<Item = Uuid>,
    ) -> Option<Result<HashMap<Uuid, Arc<Profile>>>> {
        let along = self.endorsers.as_ref()?;
        let ids: BTreeSet<Uuid> = ids.collect();
        let pages: DbResult<Vec<Page>> = ids.into_iter().filter_map(|id| along.get(id).transpose()).collect();
        Some(pages.map_err(fault).and_then(|pages| self.opened(pages.into_iter().map(Arc::new))))
    }

    fn opened(&self, pages: impl Iterator<Item = Arc<Page>>) -> Result<HashMap<Uuid, Arc<Profile>>> {
        let audience = self.viewed_as.map(Relation::typical);
        let mut opened = HashMap::new();
        for page in pages {
            let id = page.profile_id;
            if audience.is_none_or(|audience| decide(&audience, &page.policy).is_ok())
                && let Some(profile) = open(page, &self.viewer)?
            {
                opened.insert(id, Arc::new(profile));
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
    let Some(access) = access(&page, viewer) else { return Ok(None) };
    build(page, &access, viewer).map(Some).map_err(fault)
}

/// What the viewer may read of the profile, or `None` if it doesn't exist for them: the door's frame, for those who build
/// something else than the whole profile.
#[must_use]
pub(crate) fn access(page: &Page, viewer: &Viewer) -> Option<Access> {
    decide(&viewer.relation_to(page), &page.policy).ok()
}

/// What goes through the door to this viewer, who has this access.
pub(super) fn build(page: Arc<Page>, access: &Access, viewer: &Viewer) -> DbResult<Profile> {
    let viewed_as = access.is_owner().then_some(Audience::Owner);
    let endorsers = page.endorsers.clone();
    Profile::build(page, access, &Beholder { viewer: viewer.clone(), viewed_as, endorsers })
}

/// The owner's profile as another audience sees it. Nobody else can ask: for them the profile isn't there.
fn open_as(page: Arc<Page>, viewer: &Viewer, audience: Audience) -> Result<Option<Profile>> {
    if !viewer.relation_to(&page).owner {
        return Ok(None);
    }
    let Ok(access) = decide(&Relation::typical(audience), &page.policy) else { return Ok(None) };
    let endorsers = page.endorsers.clone();
    let beholder = Beholder { viewer: viewer.clone(), viewed_as: Some(audience), endorsers };
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
    ) -> Result<Option<Ready<Profile>>> {
        // Nothing but a slug reaches the database: Postgres takes no NUL in a text, for one.
        if !Slug::is_well_formed(&slug) {
            return Ok(None);
        }
        let key = if endorsements::asked_for(ctx) { PageKey::SlugWithEndorsers } else { PageKey::Slug };
        let (page, viewer) = loader::page(ctx, key(slug)).await?;
        let profile = match (page, view_as) {
            (None, _) => None,
            (Some(page), None) => open(page, viewer)?,
            (Some(page), Some(audience)) => open_as(page, viewer, audience.into())?,
        };
        Ok(profile.map(Ready))
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
#[graphql(complex)]
pub struct Me {
    /// What they do on the platform; null until they chose.
    role: Option<RoleName>,
    /// Staff rights, if any.
    staff: Option<StaffRight>,
    /// Whether they read as a verified employer.
    verified_employer: bool,
    /// Their own profile.
    profile: Option<Ready<Profile>>,
}

#[ComplexObject]
impl Me {
    /// What their profile scored, the newest first: a point for each time that its score moved.
    async fn strength_history(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
        #[graphql(desc = "Older than the point at this cursor.")] after: Option<String>,
    ) -> Result<Option<StrengthPointConnection>> {
        let limit = page_size("first", first)?;
        let after =
            after.as_deref().map(PointCursor::decode_cursor).transpose().map_err(|_| invalid_cursor())?;
        let Some((page, access)) = own_page(ctx).await? else { return Ok(None) };
        let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
        let key = after.map(|PointCursor(key)| key);
        let history = strength::history(&conn, page.profile_id, limit, key).await.map_err(fault)?;
        Ok(Some(StrengthPointConnection::build(history.reveal(access.whole()), after.is_some())))
    }

    /// How their profile's score has moved lately, and what moved it.
    async fn strength_insights(&self, ctx: &Context<'_>) -> Result<Option<StrengthInsights>> {
        let Some((page, access)) = own_page(ctx).await? else { return Ok(None) };
        let Some(now) = own_strength(&page, &access)? else { return Ok(None) };
        let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
        let turns = strength::turning_points(&conn, page.profile_id, &DAYS).await.map_err(fault)?;
        let (points, gained_at) = turns.reveal(access.whole());
        Ok(Some(StrengthInsights::build(&now, &points, gained_at, Utc::now())))
    }

    /// Their own profile as a JSON Resume file: everything that the format has a place for.
    async fn json_resume(&self, ctx: &Context<'_>) -> Result<Option<Json<Value>>> {
        own_json_resume(ctx).await
    }

    /// What they have agreed to be imported from elsewhere, the newest first: at most one consent for each source, and what was
    /// taken back stays in the list. See `importConsentWithdraw`.
    async fn import_consents(&self, ctx: &Context<'_>) -> Result<Option<Vec<ImportConsent>>> {
        imports::own_consents(ctx).await
    }

    /// What others say of their skills, the newest first: accepted or not, but nothing that was taken back.
    async fn endorsements_received(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of this state alone.")] state: Option<EndorsementStateName>,
        #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are older.")] after: Option<String>,
    ) -> Result<Option<KeysetConnection<ReceivedEndorsement>>> {
        endorsements::received(ctx, state, first, after.as_deref()).await
    }

    /// What they have said of others' skills and not taken back, the newest first.
    async fn endorsements_given(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are older.")] after: Option<String>,
    ) -> Result<Option<KeysetConnection<GivenEndorsement>>> {
        endorsements::given(ctx, first, after.as_deref()).await
    }

    /// What others have written of them, or were asked to, the newest first: accepted or not, but nothing that was taken back.
    async fn recommendations_received(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Those of this state alone.")] state: Option<RecommendationStateName>,
        #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are older.")] after: Option<String>,
    ) -> Result<Option<KeysetConnection<ReceivedRecommendation>>> {
        recommendations::received(ctx, state, first, after.as_deref()).await
    }

    /// What they have written of others and not taken back, and what they were asked to write, the newest first.
    async fn recommendations_written(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are older.")] after: Option<String>,
    ) -> Result<Option<KeysetConnection<WrittenRecommendation>>> {
        recommendations::written(ctx, first, after.as_deref()).await
    }

    /// First steps for their role, and which sections of their profile to fill next.
    async fn onboarding(&self, ctx: &Context<'_>) -> Result<Option<Onboarding>> {
        let role = loader::viewer(ctx).await?.account().and_then(|account| account.role);
        let Some((page, access)) = own_page(ctx).await? else { return Ok(None) };
        Ok(Some(Onboarding::build(role, own_strength(&page, &access)?.as_ref())))
    }
}

/// The viewer's own profile by its id, with the access that its owner has; `None` for the anonymous.
///
/// # Errors
/// When the database fails.
pub(crate) async fn own_access(ctx: &Context<'_>) -> Result<Option<(Uuid, Access)>> {
    Ok(own_page(ctx).await?.map(|(page, access)| (page.profile_id, access)))
}

/// The viewer's own page, with the access that its owner has.
async fn own_page(ctx: &Context<'_>) -> Result<Option<(Arc<Page>, Access)>> {
    let account = loader::viewer(ctx).await?.account();
    let Some(id) = account.and_then(|account| account.profile_id) else { return Ok(None) };
    let (Some(page), viewer) = loader::page(ctx, PageKey::Id(id)).await? else { return Ok(None) };
    let access = decide(&viewer.relation_to(&page), &page.policy).ok();
    Ok(access.map(|access| (page, access)))
}

fn own_strength(page: &Page, access: &Access) -> Result<Option<StrengthSnapshot>> {
    Ok(page.snapshot().map_err(fault)?.sections.strength.reveal(access.whole()))
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
            profile: profile.map(Ready),
        }))
    }
}
