//! `projectAdd`, `projectUpdate`, `projectRemove`, `projectReorder`.

use std::marker::PhantomData;

use async_graphql::{Context, ID, Object, Result, SimpleObject};

use super::{
    input::{ProjectInput, ProjectSection},
    types::Project,
};
use crate::{
    graphql::{id::ItemKind, node::Node, scalar::Int64},
    items::{Add, Remove, Reorder, Update},
    profile::{ItemRemovedPayload, Profile, ProfilePayload, VisibilityInput, Written, written},
    write::{Outcome, Terms, UserError, commit},
};

/// What became of a change of one's projects.
#[derive(Clone, SimpleObject)]
pub struct ProjectPayload {
    /// The project as it is now; null if nothing was done, or it has been removed since.
    project: Option<Project>,
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl ProjectPayload {
    async fn of(ctx: &Context<'_>, outcome: Outcome) -> Result<Option<Self>> {
        let Written { profile, item } = written(ctx, ItemKind::Project, &outcome).await?;
        let project = match item {
            Some(Node::Project(project)) => Some(project),
            _ => None,
        };
        Ok(Some(Self { project, profile, user_errors: outcome.user_errors }))
    }
}

/// Changes of one's projects.
#[derive(Default)]
pub struct ProjectMutation;

#[Object]
impl ProjectMutation {
    /// Adds a project to the caller's profile, after the others. At most 100.
    async fn project_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is; `name` is needed.")] input: ProjectInput,
        #[graphql(
            desc = "The project's own toggle, from the first moment on; without it, the section's holds."
        )]
        visibility: Option<VisibilityInput>,
        #[graphql(desc = "The version of the profile that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProjectPayload>> {
        let change = Add::<ProjectSection> { input, visibility: visibility.map(Into::into) };
        let terms = Terms { expected_version: expected_version.map(|version| version.0), idempotency_key };
        ProjectPayload::of(ctx, commit(ctx, terms, change).await?).await
    }

    /// Changes one of the caller's projects. Fields that are left out stay as they are.
    async fn project_update(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The project.")] id: ID,
        #[graphql(desc = "The version of the project that the client saw.")] expected_version: Int64,
        #[graphql(desc = "What changes.")] input: ProjectInput,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProjectPayload>> {
        let change = Update::<ProjectSection> { id, expected_version: expected_version.0, input };
        let terms = Terms { expected_version: None, idempotency_key };
        ProjectPayload::of(ctx, commit(ctx, terms, change).await?).await
    }

    /// Removes one of the caller's projects; those behind it move up.
    async fn project_remove(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The project.")] id: ID,
        #[graphql(desc = "The version of the project that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ItemRemovedPayload>> {
        let section = PhantomData;
        let change = Remove::<ProjectSection> { id, expected_version: expected_version.0, section };
        let terms = Terms { expected_version: None, idempotency_key };
        ItemRemovedPayload::of(ctx, ItemKind::Project, commit(ctx, terms, change).await?).await
    }

    /// Puts the caller's projects in another order.
    async fn project_reorder(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Every project, in the order to be.")] ids: Vec<ID>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let change = Reorder::<ProjectSection> { ids, section: PhantomData };
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        ProfilePayload::of(ctx, commit(ctx, terms, change).await?).await
    }
}
