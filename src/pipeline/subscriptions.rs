//! Following the work for one's own profile.

use std::{sync::Arc, time::Duration};

use async_graphql::{Context, Result, Subscription};
use chrono::{DateTime, Utc};
use folio_db::{DbError, jobs};
use futures_util::{Stream, stream};
use tokio::time::timeout;

use super::types::{PipelineState, PipelineStatus};
use crate::graphql::{
    error::fault,
    loader,
    session::Session,
    watch::{OwnWatch, own},
};

/// Between two looks at what is under way: a job that begins is no event of the profile.
const LOOK: Duration = Duration::from_millis(500);

/// Subscriptions to the work for a profile.
#[derive(Default)]
pub struct PipelineSubscription;

#[Subscription]
impl PipelineSubscription {
    /// How the work for the viewer's own profile stands now, and again each time that a stage stands otherwise. Ends when
    /// the viewer's profile is gone.
    async fn pipeline_status(&self, ctx: &Context<'_>) -> Result<impl Stream<Item = Result<PipelineStatus>>> {
        let session = Arc::clone(loader::session(ctx));
        let follower = Follower { watch: own(ctx).await?, session, sent: None };
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
    sent: Option<Sent>,
}

struct Sent {
    key: Vec<(PipelineState, Option<DateTime<Utc>>)>,
    /// See [`PipelineStatus::look_again`].
    again: Option<Option<DateTime<Utc>>>,
}

impl Follower {
    /// How the work stands once that is something else than before; `None` when there is nobody any more whose work it is.
    async fn next(&mut self) -> Result<Option<PipelineStatus>> {
        loop {
            match &self.sent {
                None => {}
                Some(Sent { again: Some(at), .. }) => {
                    // What waits for its next attempt is looked at when that is due, or when something changes.
                    let left = at.and_then(|at| (at - Utc::now()).to_std().ok()).unwrap_or_default();
                    let _ = timeout(left.max(LOOK), self.watch.changed()).await;
                }
                // Nobody is asked while there is nothing to do: what asks for work tells of it.
                Some(Sent { again: None, .. }) => self.watch.changed().await,
            }
            let Some((read, _)) = self.watch.read().await? else { return Ok(None) };
            let (db, profile) = (self.session.services.db.clone(), read.page().profile_id);
            // Runs to its end whether or not somebody waits for it.
            let standing = tokio::spawn(async move { jobs::standing(&db.conn().await?, profile).await });
            let standing = standing.await.map_err(|_| fault(DbError::Unfinished))?.map_err(fault)?;
            let status = PipelineStatus::of(&standing);
            let (key, again) = (status.key(), PipelineStatus::look_again(&standing));
            let before = self.sent.replace(Sent { key, again });
            if before.is_none_or(|before| Some(&before.key) != self.sent.as_ref().map(|sent| &sent.key)) {
                return Ok(Some(status));
            }
        }
    }
}
