//! Changes of the profile as a whole: a file for each mutation.

use async_graphql::{Context, Object, Result};

use self::{
    model_consent::SetModelConsent, slug_set::SetSlug, state_set::SetState, update::UpdateProfile,
    visibility_set::SetVisibility,
};
use super::core::PublicationState;
use crate::{
    graphql::scalar::Int64,
    write::{Terms, commit},
};

mod model_consent;
mod payload;
mod slug_set;
mod state_set;
mod update;
mod visibility_set;

pub use payload::{ItemRemovedPayload, ProfilePayload};
pub(crate) use payload::{Written, written};
pub use update::{LocationInput, ProfileInput};
pub use visibility_set::{
    FieldVisibilityInput, ItemVisibilityInput, SectionVisibilityInput, SwitchesInput, VisibilitySetInput,
};

/// Changes of one's own profile.
#[derive(Default)]
pub struct ProfileMutation;

#[Object]
impl ProfileMutation {
    /// Changes the core of the caller's profile: name, headline, text, location and preferences. Fields that are left
    /// out stay as they are.
    async fn profile_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What changes.")] input: ProfileInput,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, UpdateProfile(input)).await?).await
    }

    /// Sets who sees what of the caller's profile: sections, single fields, single items and the master switches, all at
    /// once or not at all. What gets stricter holds for whatever is decided after the answer.
    async fn visibility_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What changes.")] input: VisibilitySetInput,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, SetVisibility(input)).await?).await
    }

    /// Gives the caller's profile another address. The one before leads to it for another 180 days, in which nobody else
    /// gets it.
    async fn slug_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "3 to 60 small letters, digits and single dashes between them.")] slug: String,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, SetSlug(slug)).await?).await
    }

    /// Puts the caller's profile away (DEACTIVATED), so that it exists for nobody else, or brings it back (ACTIVE).
    async fn profile_state_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "ACTIVE or DEACTIVATED.")] state: PublicationState,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, SetState(state)).await?).await
    }

    /// Agrees to a text about what a model outside of this service may be asked, or takes that back. Without it no model is
    /// asked about the caller's profile, and what nobody but the caller sees is never sent to one. Taking it back removes the
    /// facets that a model has found.
    async fn model_consent_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The version of the text that the person agrees to: \"1\", in docs/FACETS.md. Null takes it back."
        )]
        text_version: Option<String>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, SetModelConsent(text_version)).await?).await
    }
}
