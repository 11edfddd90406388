//! `educationAdd`, `educationUpdate`, `educationRemove`, `educationReorder`.

use std::marker::PhantomData;

use async_graphql::{Context, ID, Object, Result, SimpleObject};

use super::{
    input::{EducationInput, EducationSection},
    types::Education,
};
use crate::{
    graphql::{id::ItemKind, node::Node, scalar::Int64},
    items::{Add, Remove, Reorder, Update},
    profile::{ItemRemovedPayload, Profile, ProfilePayload, VisibilityInput, Written, written},
    write::{Outcome, Terms, UserError, commit},
};

/// What became of a change of one's education.
#[derive(Clone, SimpleObject)]
pub struct EducationPayload {
    /// The item as it is now; null if nothing was done, or it has been removed since.
    education: Option<Education>,
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl EducationPayload {
    async fn of(ctx: &Context<'_>, outcome: Outcome) -> Result<Option<Self>> {
        let Written { profile, item } = written(ctx, ItemKind::Education, &outcome).await?;
        let education = match item {
            Some(Node::Education(education)) => Some(education),
            _ => None,
        };
        Ok(Some(Self { education, profile, user_errors: outcome.user_errors }))
    }
}

/// Changes of one's education.
#[derive(Default)]
pub struct EducationMutation;

#[Object]
impl EducationMutation {
    /// Adds a school, a course of study or a training to the caller's profile, after the others. At most 50.
    async fn education_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is; `institution` is needed.")] input: EducationInput,
        #[graphql(
            desc = "The item's own toggle, from the first moment on; without it, the section's holds."
        )]
        visibility: Option<VisibilityInput>,
        #[graphql(desc = "The version of the profile that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<EducationPayload>> {
        let change = Add::<EducationSection> { input, visibility: visibility.map(Into::into) };
        let terms = Terms { expected_version: expected_version.map(|version| version.0), idempotency_key };
        EducationPayload::of(ctx, commit(ctx, terms, change).await?).await
    }

    /// Changes an item of the caller's education. Fields that are left out stay as they are.
    async fn education_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The item.")] id: ID,
        #[graphql(desc = "The version of the item that the client saw.")] expected_version: Int64,
        #[graphql(desc = "What changes.")] input: EducationInput,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<EducationPayload>> {
        let change = Update::<EducationSection> { id, expected_version: expected_version.0, input };
        let terms = Terms { expected_version: None, idempotency_key };
        EducationPayload::of(ctx, commit(ctx, terms, change).await?).await
    }

    /// Removes an item of the caller's education; those behind it move up.
    async fn education_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The item.")] id: ID,
        #[graphql(desc = "The version of the item that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ItemRemovedPayload>> {
        let section = PhantomData;
        let change = Remove::<EducationSection> { id, expected_version: expected_version.0, section };
        let terms = Terms { expected_version: None, idempotency_key };
        ItemRemovedPayload::of(ctx, ItemKind::Education, commit(ctx, terms, change).await?).await
    }

    /// Puts the caller's education in another order.
    async fn education_reorder(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Every item, in the order to be.")] ids: Vec<ID>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let change = Reorder::<EducationSection> { ids, section: PhantomData };
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, change).await?).await
    }
}
