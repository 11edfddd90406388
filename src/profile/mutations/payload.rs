//! What mutations answer: what stands now, seen by its owner through the same door as every read, and why nothing was
//! done.

use async_graphql::{Context, ID, Result, SimpleObject};
use uuid::Uuid;

use super::super::{queries::own_profile, types::Profile};
use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        loader,
        node::Node,
    },
    write::{Outcome, UserError},
};

/// What became of a change of one's profile.
#[derive(Clone, SimpleObject)]
pub struct ProfilePayload {
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl ProfilePayload {
    pub(crate) async fn of(ctx: &Context<'_>, outcome: Outcome) -> Result<Option<Self>> {
        let profile = own(ctx).await?;
        Ok(Some(Self { profile, user_errors: outcome.user_errors }))
    }
}

/// What became of the removal of an item.
#[derive(Clone, SimpleObject)]
pub struct ItemRemovedPayload {
    /// The id of the item that is gone; null if nothing was done.
    removed_id: Option<ID>,
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl ItemRemovedPayload {
    pub(crate) async fn of(ctx: &Context<'_>, kind: ItemKind, outcome: Outcome) -> Result<Option<Self>> {
        let removed_id = match (outcome.subject, own_id(ctx).await?) {
            (Some(item), Some(profile)) => Some(GlobalId::Item { kind, profile, item }.encode()),
            _ => None,
        };
        Ok(Some(Self { removed_id, profile: own(ctx).await?, user_errors: outcome.user_errors }))
    }
}

/// What stands after a change of an item.
pub(crate) struct Written {
    /// The caller's profile.
    pub(crate) profile: Option<Profile>,
    /// The item, if it is there.
    pub(crate) item: Option<Node>,
}

/// Looks at what a mutation left, in one read.
pub(crate) async fn written(ctx: &Context<'_>, kind: ItemKind, outcome: &Outcome) -> Result<Written> {
    let (profile, id) = (own(ctx).await?, own_id(ctx).await?);
    let item = match (&profile, outcome.subject, id) {
        (Some(profile), Some(item), Some(id)) => profile.find(GlobalId::Item { kind, profile: id, item }),
        _ => None,
    };
    Ok(Written { profile, item })
}

async fn own_id(ctx: &Context<'_>) -> Result<Option<Uuid>> {
    Ok(loader::viewer(ctx).await?.account().and_then(|account| account.profile_id))
}

/// The caller's own profile; not read if the answer shows nothing of it.
async fn own(ctx: &Context<'_>) -> Result<Option<Profile>> {
    let shown =
        ctx.field().selection_set().any(|field| !["userErrors", "__typename"].contains(&field.name()));
    if shown { own_profile(ctx).await } else { Ok(None) }
}
