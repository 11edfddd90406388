//! Following the work for one's own profile.

use std::sync::Arc;

use async_graphql::{Context, Result, Subscription};
use chrono::{DateTime, Utc};
use folio_db::DbError;
use futures_util::{Stream, stream};
use tokio::time::timeout_at;

use super::types::{PipelineState, PipelineStatus};
use crate::{
    graphql::{
        error::fault,
        loader,
        session::Session,
        watch::{OwnWatch, own},
    },
    live::next_look,
};

/// Subscriptions to the work for a profile.
#[derive(Default)]
pub struct PipelineSubscription;

#[Subscription]
impl PipelineSubscription {
    /// How the work for the viewer's own profile stands now, and again each time that a stage stands otherwise. Ends when
    /// the viewer's profile is gone.
    async fn pipeline_status(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = Result<PipelineStatus>>> {
        let session = Arc::clone(loader::session(ctx));
        let follower = Follower { watch: own(ctx).await?, session, changed: false, sent: None };
        Ok(stream::unfold(Some(follower), async |follower| {
            let mut follower = follower?;
            match follower.next().await {
                Ok(status) => Some((Ok(status?), Some(follower))),
                Err(error) => Some((Err(error), None)),
            }
        }))
    }
}

struct Follower {
    watch: OwnWatch,
    session: Arc<Session>,
    /// Whether something of the profile may have changed since it was last seen to be the viewer's.
    changed: bool,
    sent: Option<Vec<(PipelineState, Option<DateTime<Utc>>)>>,
}

impl Follower {
    /// How the work stands once that is something else than before; `None` when there is nobody any more whose work it is.
    async fn next(&mut self) -> Result<Option<PipelineStatus>> {
        loop {
            if self.sent.is_some() {
                // What asks for work, begins it or ends it tells nobody.
                self.changed |= timeout_at(next_look(), self.watch.changed()).await.is_ok();
            }
            let standing = match self.session.services.reader.standing(self.watch.profile()).await {
                Ok(standing) => standing,
                // Whoever only waits needn't know of an outage: it is looked again.
                Err(error) if self.sent.is_some() && is_outage(&error) => continue,
                Err(error) => return Err(fault(error)),
            };
            let status = PipelineStatus::of(&standing);
            let is_new = self.sent.as_ref() != Some(&status.key());
            if is_new || self.changed {
                // Last, so that nothing is shown to somebody whose work it is no more.
                if self.watch.read().await?.is_none() {
                    return Ok(None);
                }
                self.changed = false;
            }
            if is_new {
                self.sent = Some(status.key());
                return Ok(Some(status));
            }
        }
    }
}

fn is_outage(error: &DbError) -> bool {
    matches!(error, DbError::Unavailable(_) | DbError::TimedOut(_))
}
