//! What people do with endorsements: a file for each mutation.

use async_graphql::{Context, Enum, ID, Object, Result, SimpleObject};

use self::{decide::Decide, endorse::Endorse, withdraw::Withdraw};
use super::{
    EndorsementInput,
    parties::{GivenEndorsement, ReceivedEndorsement, one_given, one_received},
};
use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::Int64,
    },
    profile::{Profile, own_profile},
    write::{Outcome, Terms, UserError, commit, commit_about},
};

mod decide;
mod endorse;
mod withdraw;

/// What the endorsed makes of an endorsement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum EndorsementDecision {
    /// It shows, to whom endorsements are shown.
    Accept,
    /// It shows to nobody for the time being.
    Hide,
    /// It isn't wanted.
    Decline,
}

/// What became of something that an endorser did.
#[derive(Clone, SimpleObject)]
pub struct EndorsementPayload {
    /// The endorsement as its endorser sees it; null if nothing was done, or it is gone.
    endorsement: Option<GivenEndorsement>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl EndorsementPayload {
    async fn of(ctx: &Context<'_>, target: &ID, outcome: Outcome) -> Result<Option<Self>> {
        let endorsement = match (outcome.subject, GlobalId::decode(target)) {
            (Some(id), Some(target)) => one_given(ctx, target.profile(), id).await?,
            _ => None,
        };
        Ok(Some(Self { endorsement, user_errors: outcome.user_errors }))
    }
}

/// What became of a decision.
#[derive(Clone, SimpleObject)]
pub struct ReceivedEndorsementPayload {
    /// The endorsement as the endorsed sees it; null if nothing was done, or it is gone.
    endorsement: Option<ReceivedEndorsement>,
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

/// Endorsements of skills.
#[derive(Default)]
pub struct EndorsementMutation;

#[Object]
impl EndorsementMutation {
    /// Endorses a skill of somebody else's that the caller sees on their profile. It shows to nobody until they accept it, and
    /// the caller isn't told what they decide. At most 20 within 24 hours (3 in one's first 7 days here), and 5 of one person
    /// within 30 days.
    async fn skill_endorse(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skill, as it stands on the person's profile.")] skill_id: ID,
        #[graphql(desc = "The name of the skill, as the client saw it: of another one nothing is said.")]
        name: String,
        #[graphql(desc = "What is said.")] input: EndorsementInput,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<EndorsementPayload>> {
        let skill = match GlobalId::decode(&skill_id) {
            Some(GlobalId::Item { kind: ItemKind::ProfileSkill, profile, item }) => Some((profile, item)),
            _ => None,
        };
        let terms = Terms { expected_version: None, idempotency_key };
        let deed = Endorse { skill: skill.unwrap_or_default(), name, input };
        let outcome = commit_about(ctx, skill.map(|(profile, _)| profile), terms, deed).await?;
        EndorsementPayload::of(ctx, &skill_id, outcome).await
    }

    /// Takes back what the caller has said of a skill, whatever became of it. Nothing of it is left.
    async fn endorsement_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The endorsement.")] id: ID,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<EndorsementPayload>> {
        let known = endorsement(&id);
        let terms = Terms { expected_version: None, idempotency_key };
        let outcome =
            commit_about(ctx, known.map(|(profile, _)| profile), terms, Withdraw(known.unwrap_or_default()));
        EndorsementPayload::of(ctx, &id, outcome.await?).await
    }

    /// Decides whether an endorsement of one of the caller's skills shows. A decision may be changed as long as the endorser
    /// hasn't taken back what they said. At most 100 of a skill show, and 500 of all skills.
    async fn endorsement_decide(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The endorsement.")] id: ID,
        #[graphql(desc = "What becomes of it.")] decision: EndorsementDecision,
        #[graphql(desc = "The version of the endorsement that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ReceivedEndorsementPayload>> {
        let terms = Terms { expected_version: None, idempotency_key };
        let change = Decide { target: endorsement(&id), decision, expected_version: expected_version.0 };
        let outcome = commit(ctx, terms, change).await?;
        let endorsement = match outcome.subject {
            Some(id) => one_received(ctx, id).await?,
            None => None,
        };
        let wanted = ctx.look_ahead().field("profile").exists();
        let profile = if wanted { own_profile(ctx).await? } else { None };
        Ok(Some(ReceivedEndorsementPayload { endorsement, profile, user_errors: outcome.user_errors }))
    }
}

/// The profile and the endorsement of an id.
fn endorsement(id: &ID) -> Option<(uuid::Uuid, uuid::Uuid)> {
    match GlobalId::decode(id)? {
        GlobalId::Endorsement { profile, id } => Some((profile, id)),
        _ => None,
    }
}
