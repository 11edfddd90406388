//! What staff look after the platform with: the feed and the queue of jobs, as lists, and no profile's
//! content. For administrators alone; for anybody else they aren't there.
//!
//! Invariants: ids, names of types, versions, times and codes; nothing that somebody wrote, and nothing that tells who
//! somebody is.

use async_graphql::{Context, Result};
use folio_policy::{ProfileState, Staff};

use crate::graphql::loader;

mod jobs;
mod outbox;

pub use jobs::{Job, StaffJobsQuery};
pub use outbox::{OutboxEvent, StaffOutboxQuery};

/// Whether the viewer is an administrator whose own account is in order.
pub(crate) async fn is_admin(ctx: &Context<'_>) -> Result<bool> {
    let account = loader::viewer(ctx).await?.account();
    Ok(account.is_some_and(|account| {
        account.staff == Some(Staff::Admin) && account.state == Some(ProfileState::Active)
    }))
}
