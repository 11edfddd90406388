//! What staff do with badges, and what owners do with theirs: a file for each mutation.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use folio_db::{badge_awards::BadgeAwardRow, badges};
use folio_policy::Staff;

use self::{award::AwardBadge, define::DefineBadge, revoke::RevokeBadge};
use super::{catalogue::Badge, types::BadgeAward};
use crate::{
    graphql::{
        error::fault,
        id::{GlobalId, ItemKind},
        loader::{self, PageKey, session},
        node::Node,
        scalar::Int64,
    },
    items::Feature,
    profile::{ProfilePayload, open},
    write::{Outcome, Terms, UserError, commit, commit_common, commit_for},
};

mod award;
mod define;
mod feature;
mod revoke;

pub use award::BadgeAwardInput;
pub use define::BadgeInput;

/// Who awards badges and takes them back.
const AWARDERS: &[Staff] = &[Staff::Moderator, Staff::Admin];
/// Who changes the catalogue.
const CURATORS: &[Staff] = &[Staff::Admin];

/// What became of an award, or of taking one back.
#[derive(Clone, SimpleObject)]
pub struct BadgeAwardPayload {
    /// The award's id, to take it back by; null if nothing was done.
    award_id: Option<ID>,
    /// The award as the caller sees it on the person's profile: staff see no more of that than any member.
    award: Option<BadgeAward>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

/// What became of a change of the catalogue.
#[derive(Clone, SimpleObject)]
pub struct BadgeDefinePayload {
    /// The entry as it is now; null if nothing was done.
    badge: Option<Badge>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl BadgeAwardPayload {
    /// `target` is the id of the profile, or of one of its items.
    async fn of(ctx: &Context<'_>, target: &ID, outcome: Outcome) -> Result<Option<Self>> {
        let Outcome { subject, user_errors, .. } = outcome;
        let (Some(item), Some(target)) = (subject, GlobalId::decode(target)) else {
            return Ok(Some(Self { award_id: None, award: None, user_errors }));
        };
        let profile = target.profile();
        let id = GlobalId::Item { kind: ItemKind::BadgeAward, profile, item };
        let award = match loader::page(ctx, PageKey::Id(profile)).await? {
            (Some(page), viewer) => open(page, viewer)?.and_then(|profile| profile.find(id)),
            (None, _) => None,
        };
        let award = match award {
            Some(Node::BadgeAward(award)) => Some(award),
            _ => None,
        };
        Ok(Some(Self { award_id: Some(id.encode()), award, user_errors }))
    }
}

/// Badges: awarded and taken back by staff, and put first by those who have them.
#[derive(Default)]
pub struct BadgeMutation;

#[Object]
impl BadgeMutation {
    /// Adds an entry to the catalogue of badges or changes one, by its key. Takes the right of an administrator. Those who
    /// hold the badge show it as it is now, a little later.
    async fn badge_define(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The entry; a field that is left out stays as it is.")] input: BadgeInput,
        #[graphql(desc = "The version of the entry that the client saw; none for a new one.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<BadgeDefinePayload>> {
        let terms = Terms { expected_version: expected_version.map(|version| version.0), idempotency_key };
        let key = input.key.clone();
        let outcome = commit_common(ctx, CURATORS, terms, DefineBadge(input)).await?;
        let badge = match outcome.subject {
            Some(_) => {
                let conn = session(ctx).services.db.conn().await.map_err(fault)?;
                badges::by_key(&conn, &key).await.map_err(fault)?.map(Into::into)
            }
            None => None,
        };
        Ok(Some(BadgeDefinePayload { badge, user_errors: outcome.user_errors }))
    }

    /// Awards a badge to somebody. Takes a right of staff, and isn't done to oneself.
    async fn badge_award(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The profile of the person.")] profile_id: ID,
        #[graphql(desc = "What is awarded, and what for.")] input: BadgeAwardInput,
        #[graphql(desc = "The version of the profile that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<BadgeAwardPayload>> {
        let terms = Terms { expected_version: expected_version.map(|version| version.0), idempotency_key };
        let target = ("profileId", &profile_id);
        let outcome = commit_for(ctx, AWARDERS, target, terms, AwardBadge(input)).await?;
        BadgeAwardPayload::of(ctx, &profile_id, outcome).await
    }

    /// Takes an award back, for good: the same badge is awarded anew as another award. Takes a right of staff. The owner
    /// alone still sees it, with the reason.
    async fn badge_revoke(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The award.")] id: ID,
        #[graphql(desc = "The version of the award that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "Why, at most 1,000 characters: the owner reads it.")] reason: String,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<BadgeAwardPayload>> {
        let terms = Terms { expected_version: None, idempotency_key };
        let expected_version = expected_version.map(|version| version.0);
        let change = RevokeBadge { id: id.clone(), expected_version, reason };
        let outcome = commit_for(ctx, AWARDERS, ("id", &id), terms, change).await?;
        BadgeAwardPayload::of(ctx, &id, outcome).await
    }

    /// Puts these of the caller's badges first, in this order; the others follow, the newest first. At most 12, none that
    /// was revoked.
    async fn badges_feature(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The awards to put first, in their order; an empty list puts none first.")] ids: Vec<
            ID,
        >,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        let change = Feature::<BadgeAwardRow> { ids, rows: std::marker::PhantomData };
        ProfilePayload::of(ctx, commit(ctx, terms, change).await?).await
    }
}
