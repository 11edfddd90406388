//! A profile's changes, as far as they show for whoever follows it.
//!
//! Invariants: page and viewer are read anew for each event and go through [`open`], the one door; an event is sent only
//! if this viewer's view is another than the one sent last, so that neither its presence nor its time tells of a hidden
//! edit; a profile that isn't there for the viewer ends the stream, whether it was hidden, was erased or never was.

use std::{hash::BuildHasher, hash::RandomState, sync::Arc, time::Duration};

use async_graphql::{Context, ID, Result, SimpleObject, Subscription};
use futures_util::{Stream, stream};
use tokio::time::Instant;
use uuid::Uuid;

use super::{queries::open, types::Profile};
use crate::{
    graphql::{
        id::GlobalId,
        loader::{read_anew, session},
        session::Session,
    },
    live::Changes,
};

/// Readings for one subscriber keep to a beat that began with the subscription: a flood of changes costs 20 of them a second
/// at most, subscribers of one profile don't all read at once, and a hidden edit doesn't delay the event of one that shows,
/// as a least time between two readings would.
const BEAT: Duration = Duration::from_millis(50);

/// What a change of a profile looks like to whoever follows it.
#[derive(SimpleObject)]
pub struct ProfileChanged {
    /// The profile as it is now, as far as the viewer may see it.
    profile: Option<Profile>,
}

/// Subscriptions to profiles.
#[derive(Default)]
pub struct ProfileSubscription;

#[Subscription]
impl ProfileSubscription {
    /// The profile as it is now, and again each time that something of it changes which the viewer may see. Ends without
    /// an event, or after the last one, when there is no such profile for the viewer. Changes in quick succession may
    /// come as one.
    async fn profile_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The profile's global id.")] profile_id: ID,
    ) -> impl Stream<Item = Result<Option<ProfileChanged>>> {
        let follower = match GlobalId::decode(&profile_id) {
            Some(GlobalId::Profile(id)) => Some(Follower::new(Arc::clone(session(ctx)), id)),
            _ => None,
        };
        stream::unfold(follower, async |follower| {
            let mut follower = follower?;
            match follower.next().await {
                Ok(profile) => {
                    let event = ProfileChanged { profile: Some(profile?) };
                    Some((Ok(Some(event)), Some(follower)))
                }
                // Whoever follows can't know what they missed, so an error is the last event.
                Err(error) => Some((Err(error), None)),
            }
        })
    }
}

/// One viewer following one profile.
struct Follower {
    session: Arc<Session>,
    profile: Uuid,
    changes: Changes,
    /// A fingerprint of the view that was sent last. Keyed at random, so that nobody can make two views with the same.
    sent: Option<u64>,
    fingerprints: RandomState,
    began: Instant,
}

impl Follower {
    fn new(session: Arc<Session>, profile: Uuid) -> Self {
        // Before the first reading, so that no change falls in between.
        let changes = session.services.hub.subscribe(profile);
        let (fingerprints, began) = (RandomState::new(), Instant::now());
        Self { session, profile, changes, sent: None, fingerprints, began }
    }

    /// The next view that differs from the one before; `None` when there is no profile for the viewer.
    async fn next(&mut self) -> Result<Option<Profile>> {
        loop {
            if self.sent.is_some() {
                self.changes.changed().await;
                tokio::time::sleep_until(self.next_beat()).await;
            }
            let Some(profile) = self.read().await? else { return Ok(None) };
            let fingerprint = self.fingerprints.hash_one(&profile);
            if self.sent.replace(fingerprint) != Some(fingerprint) {
                return Ok(Some(profile));
            }
        }
    }

    fn next_beat(&self) -> Instant {
        let beats = self.began.elapsed().as_millis() / BEAT.as_millis() + 1;
        self.began + BEAT * u32::try_from(beats).unwrap_or(u32::MAX)
    }

    /// The view as it is now. Time may pass between the reading and the next poll of this future, while the socket is
    /// busy with something else; if the profile has changed by then, what was read is not shown any more.
    async fn read(&mut self) -> Result<Option<Profile>> {
        loop {
            self.changes.seen();
            let (page, viewer) = read_anew(&self.session, self.profile, self.sent.is_none()).await?;
            if !self.changes.seen() {
                return page.map_or(Ok(None), |page| open(page, &viewer));
            }
            // On the beat, too, so that when an event comes tells of no other change.
            tokio::time::sleep_until(self.next_beat()).await;
        }
    }
}
