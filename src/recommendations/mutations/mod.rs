//! What people do with recommendations: a file for each side of each mutation.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use folio_db::recommendations::RecommendationState;
use uuid::Uuid;

use self::{
    decide::Decide,
    request::Request,
    retire::{Give, TakeBack},
    submit::Submit,
    write::{Begin, Rewrite},
};
use super::{
    input::RecommendationInput,
    parties::{One, ReceivedRecommendation, WrittenRecommendation, one},
};
use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        loader,
        scalar::Int64,
    },
    profile::{Profile, own_profile},
    write::{Outcome, Terms, UserError, commit, commit_about, nothing_there},
};

mod decide;
mod request;
mod retire;
mod submit;
mod write;

/// What became of a change of a recommendation.
#[derive(Clone, SimpleObject)]
pub struct RecommendationPayload {
    /// The recommendation, if it is of the caller; null if nothing was done, or it is gone.
    received: Option<ReceivedRecommendation>,
    /// The recommendation, if it is by the caller; null if nothing was done, or it is gone.
    written: Option<WrittenRecommendation>,
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl RecommendationPayload {
    /// `profile_id`: of whom it is.
    async fn of(ctx: &Context<'_>, profile_id: Option<Uuid>, outcome: Outcome) -> Result<Option<Self>> {
        let (mut received, mut written) = (None, None);
        if let (Some(profile_id), Some(id)) = (profile_id, outcome.subject) {
            match one(ctx, profile_id, id).await? {
                Some(One::Received(recommendation)) => received = Some(recommendation),
                Some(One::Written(recommendation)) => written = Some(recommendation),
                None => {}
            }
        }
        let wanted = ctx.look_ahead().field("profile").exists();
        let profile = if wanted { own_profile(ctx).await? } else { None };
        Ok(Some(Self { received, written, profile, user_errors: outcome.user_errors }))
    }
}

/// Of whom a recommendation is, and which one.
type Target = (Uuid, Uuid);

fn target(id: &ID) -> Option<Target> {
    match GlobalId::decode(id)? {
        GlobalId::Item { kind: ItemKind::Recommendation, profile, item } => Some((profile, item)),
        _ => None,
    }
}

async fn own_id(ctx: &Context<'_>) -> Result<Option<Uuid>> {
    Ok(loader::viewer(ctx).await?.account().and_then(|account| account.profile_id))
}

/// Recommendations.
#[derive(Default)]
pub struct RecommendationMutation;

#[Object]
impl RecommendationMutation {
    /// Asks somebody whose profile the caller sees for a recommendation. At most 10 within 24 hours (2 in one's first 7 days
    /// here), and one person twice within 90 days.
    async fn recommendation_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The profile of whoever is asked.")] profile_id: ID,
        #[graphql(desc = "What the caller asks with, at most 500 characters; line breaks are kept.")]
        message: Option<String>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<RecommendationPayload>> {
        let author = match GlobalId::decode(&profile_id) {
            Some(GlobalId::Profile(id)) => Some(id),
            _ => None,
        };
        let viewer = loader::viewer(ctx).await?.clone();
        let terms = Terms { expected_version: None, idempotency_key };
        let outcome = commit(ctx, terms, Request { viewer, author, message }).await?;
        RecommendationPayload::of(ctx, own_id(ctx).await?, outcome).await
    }

    /// Writes a recommendation of somebody whose profile the caller sees: a new draft, or one that is begun or asked for. Nobody
    /// else sees it before it is submitted. Unasked, at most 5 within 24 hours (1 in one's first 7 days here), and 2 of one
    /// person within 90 days.
    async fn recommendation_write(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The profile of the person, for a new one; else the recommendation.")] id: ID,
        #[graphql(desc = "What is written.")] input: RecommendationInput,
        #[graphql(desc = "The version of the draft that the client saw; none for a new one.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<RecommendationPayload>> {
        let terms = Terms { expected_version: None, idempotency_key };
        if let Some(target) = target(&id) {
            let expected_version = expected_version.map(|version| version.0);
            let deed = Rewrite { target, input, expected_version };
            let outcome = commit_about(ctx, Some(target.0), terms, deed).await?;
            return RecommendationPayload::of(ctx, Some(target.0), outcome).await;
        }
        let of = match GlobalId::decode(&id) {
            Some(GlobalId::Profile(id)) => Some(id),
            _ => None,
        };
        let deed = Begin { of: of.unwrap_or_default(), input };
        RecommendationPayload::of(ctx, of, commit_about(ctx, of, terms, deed).await?).await
    }

    /// Gives a draft to the person it is about. It shows to nobody until they accept it, its text stays as it is, and the
    /// caller isn't told what they decide.
    async fn recommendation_submit(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The recommendation.")] id: ID,
        #[graphql(desc = "The version of the draft that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<RecommendationPayload>> {
        let known = target(&id);
        let terms = Terms { expected_version: None, idempotency_key };
        let deed = Submit { target: known.unwrap_or_default(), expected_version: expected_version.0 };
        let of = known.map(|(profile, _)| profile);
        RecommendationPayload::of(ctx, of, commit_about(ctx, of, terms, deed).await?).await
    }

    /// Shows a recommendation of the caller, to whom recommendations are shown. At most 50 show.
    async fn recommendation_accept(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The recommendation.")] id: ID,
        #[graphql(desc = "The version of the recommendation that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<RecommendationPayload>> {
        let change = Decide {
            target: target(&id),
            state: RecommendationState::Accepted,
            expected_version: Some(expected_version.0),
        };
        let terms = Terms { expected_version: None, idempotency_key };
        let outcome = commit(ctx, terms, change).await?;
        RecommendationPayload::of(ctx, own_id(ctx).await?, outcome).await
    }

    /// Doesn't show a recommendation of the caller, now or any more; or doesn't write one that the caller was asked for. The
    /// other isn't told.
    async fn recommendation_decline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The recommendation.")] id: ID,
        #[graphql(
            desc = "The version of the recommendation that the client saw; needed for one that is of the caller."
        )]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<RecommendationPayload>> {
        let (known, own) = (target(&id), own_id(ctx).await?);
        let terms = Terms { expected_version: None, idempotency_key };
        let of = known.map(|(profile, _)| profile);
        let outcome = match known {
            Some(target) if Some(target.0) != own => {
                let deed = Give { target, declines: true };
                commit_about(ctx, of, terms, deed).await?
            }
            _ => {
                let expected_version = expected_version.map(|version| version.0);
                let state = RecommendationState::Declined;
                commit(ctx, terms, Decide { target: known, state, expected_version }).await?
            }
        };
        RecommendationPayload::of(ctx, of, outcome).await
    }

    /// Takes back a recommendation that the caller has written, whatever became of it, or a request of theirs that hasn't been
    /// answered. Nothing of it is left. A draft of one that the caller was asked for is declined; and one on a request that is
    /// taken back stays its author's, as one that nobody asked for.
    async fn recommendation_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The recommendation.")] id: ID,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<RecommendationPayload>> {
        let (known, own) = (target(&id), own_id(ctx).await?);
        let terms = Terms { expected_version: None, idempotency_key };
        let of = known.map(|(profile, _)| profile);
        let outcome = match known {
            Some(target) if Some(target.0) != own => {
                commit_about(ctx, of, terms, Give { target, declines: false }).await?
            }
            _ => commit(ctx, terms, TakeBack(known)).await?,
        };
        RecommendationPayload::of(ctx, of, outcome).await
    }
}

/// Nothing is there, for an author.
fn absent() -> UserError {
    nothing_there("id")
}
