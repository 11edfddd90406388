//! A profile's changes, as far as they show for whoever follows it.
//!
//! Invariants: page and viewer are read anew for each event and go through the one door; an event is sent only
//! if this viewer's view is another than the one sent last, so that neither its presence nor its time tells of a hidden
//! edit; another person who is named on an item is another view to whoever sees one of the two, when the item is changed, and
//! not when they open or shut their own profile, which would be told by the next hidden edit; a profile that isn't there for the viewer ends the stream, whether it was hidden, was erased or never was.

use std::{
    hash::{BuildHasher, RandomState},
    sync::{Arc, LazyLock},
};

use async_graphql::{Context, ID, Result, SimpleObject, Subscription};
use chrono::{DateTime, Utc};
use folio_db::{DbResult, pages::Page};
use folio_policy::Access;
use futures_util::{Stream, stream};

use super::{
    people::Names,
    queries::{access, build},
    types::Profile,
};
use crate::{
    accounts::Viewer,
    graphql::{error::fault, id::GlobalId, loader::session, ready::Ready, watch::Watch},
};

/// What a change of a profile looks like to whoever follows it.
#[derive(SimpleObject)]
pub struct ProfileChanged {
    /// The profile as it is now, as far as the viewer may see it.
    profile: Option<Ready<Arc<Profile>>>,
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
            Some(GlobalId::Profile(id)) => Some(Follower {
                watch: Watch::begin(session(ctx), id),
                sent: None,
                names: Names::default(),
                ends: None,
            }),
            _ => None,
        };
        stream::unfold(follower, async |follower| {
            let mut follower = follower?;
            match follower.next().await {
                Ok(profile) => {
                    let event = ProfileChanged { profile: Some(Ready(profile?)) };
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
    watch: Watch,
    /// A fingerprint of the view that was sent last.
    sent: Option<u64>,
    /// Who was named on the view before, be they there for the viewer or not.
    names: Names,
    /// When the first award of it ends by itself.
    ends: Option<DateTime<Utc>>,
}

impl Follower {
    /// The next view that differs from the one before; `None` when there is no profile for the viewer.
    async fn next(&mut self) -> Result<Option<Arc<Profile>>> {
        loop {
            if self.sent.is_some() {
                self.watch.changed_until(self.ends).await;
            }
            let Some((read, viewer)) = self.watch.read().await? else { return Ok(None) };
            let Some(access) = access(read.page(), &viewer) else { return Ok(None) };
            let view = read.view_of(&viewer, access, View::build).map_err(fault)?;
            self.ends = view.ends;
            let looks_different = self.sent.replace(view.fingerprint) != Some(view.fingerprint);
            let moved = std::mem::replace(&mut self.names, view.names.clone()).moved(&view.names);
            if looks_different || self.watch.shows_any(moved).await? {
                return Ok(Some(Arc::clone(&view.profile)));
            }
        }
    }
}

/// A view of a profile. Each person's own: what it shows of the other people on it is theirs to see or not.
struct View {
    profile: Arc<Profile>,
    fingerprint: u64,
    names: Names,
    ends: Option<DateTime<Utc>>,
}

impl View {
    fn build(page: &Arc<Page>, access: &Access, viewer: &Viewer) -> DbResult<Self> {
        // Keyed at random, so that nobody can make two views with the same.
        static KEY: LazyLock<RandomState> = LazyLock::new(RandomState::new);
        let profile = build(Arc::clone(page), access, viewer)?;
        let (names, ends) = (profile.names(), profile.ends());
        Ok(Self { fingerprint: KEY.hash_one(&profile), profile: Arc::new(profile), names, ends })
    }
}
