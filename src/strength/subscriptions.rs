//! Following one's own strength.
//!
//! Each message brings all of it, so what a cursor holds is its fingerprint, and what was missed is known from that: see
//! [`crate::live::Shown`].

use std::sync::Arc;

use async_graphql::{Context, Result, SimpleObject, Subscription};
use folio_db::{DbResult, pages::Page};
use folio_policy::Access;
use futures_util::{Stream, stream};
use uuid::Uuid;

use super::Strength;
use crate::{
    graphql::{
        error::fault,
        following::MessageKind,
        loader,
        session::Session,
        watch::{OwnWatch, own},
    },
    live::{Shown, mark},
};

/// The name that is sealed into cursors: never change it.
const STREAM: &str = "strength";

/// The viewer's own strength.
#[derive(Debug, SimpleObject)]
pub struct StrengthMessage {
    /// What this message brings. The strength is that of now, whichever it is.
    kind: MessageKind,
    /// All of it, as it is now; null while the profile isn't scored.
    strength: Option<Arc<Strength>>,
    /// To be brought as `after` by who comes back.
    cursor: String,
}

/// Subscriptions to strength.
#[derive(Default)]
pub struct StrengthSubscription;

#[Subscription]
impl StrengthSubscription {
    /// The viewer's own strength as it is now, and again each time that anything of it changes. With a cursor, it begins with
    /// what has changed since: a first message of kind EVENTS is there only if something has. Ends when the viewer's
    /// profile is gone. Changes in quick succession may come as one.
    async fn strength_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The cursor of the last message that was taken in.")] after: Option<String>,
    ) -> Result<impl Stream<Item = Result<StrengthMessage>>> {
        let session = Arc::clone(loader::session(ctx));
        let watch = own(ctx).await?;
        let cursors = &session.services.cursors;
        let brought = after.map(|cursor| cursors.open(STREAM, watch.profile(), &cursor));
        let follower = Follower { session, watch, began: false, brought, shown: None };
        Ok(stream::unfold(Some(follower), async |follower| {
            let mut follower = follower?;
            match follower.next().await {
                Ok(message) => Some((Ok(message?), Some(follower))),
                Err(error) => Some((Err(error), None)),
            }
        }))
    }
}

struct Follower {
    session: Arc<Session>,
    watch: OwnWatch,
    /// Whether there was a reading.
    began: bool,
    /// The cursor that was brought, good or not.
    brought: Option<Option<Shown>>,
    /// What was shown last.
    shown: Option<Shown>,
}

impl Follower {
    /// The next message; `None` when the profile is gone.
    async fn next(&mut self) -> Result<Option<StrengthMessage>> {
        loop {
            if std::mem::replace(&mut self.began, true) {
                self.watch.changed().await;
            }
            let Some((read, access)) = self.watch.read().await? else { return Ok(None) };
            let view = read.view(access, View::build).map_err(fault)?;
            let now: Shown = [(Uuid::nil(), view.mark)].into_iter().collect();
            let kind = match self.brought.take() {
                Some(None) => MessageKind::Resync,
                Some(brought) => {
                    self.shown = brought;
                    MessageKind::Events
                }
                None if self.shown.is_none() => MessageKind::State,
                None => MessageKind::Events,
            };
            let cursor = self.session.services.cursors.seal(STREAM, self.watch.profile(), &now);
            let before = self.shown.replace(now);
            if before != self.shown {
                return Ok(Some(StrengthMessage { kind, strength: view.strength.clone(), cursor }));
            }
        }
    }
}

struct View {
    strength: Option<Arc<Strength>>,
    mark: u64,
}

impl View {
    fn build(page: &Arc<Page>, access: &Access) -> DbResult<Self> {
        let strength = page.snapshot()?.sections.strength.reveal(access.whole());
        let strength = strength.as_ref().and_then(Strength::build);
        Ok(Self { mark: mark(&strength), strength: strength.map(Arc::new) })
    }
}
