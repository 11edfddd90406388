//! Following somebody's badges.
//!
//! Invariant: **what a client is told is the difference between what it was shown last and what it may see now**, and
//! nothing else. Events of the feed wake it, and no more: neither their number nor their kind nor their time goes into a
//! message. So a hidden award, a revocation of what was hidden and an award that was opened and shut again between two
//! looks are nothing to it.
//!
//! Hence what a message may say of the past:
//!
//! - An award that is gone was revoked, or was hidden from this viewer, or both, and a viewer isn't told which: whoever hides
//!   something doesn't want it told why. `REVOKED` says no more than that it isn't there for them any more.
//! - A viewer to whom an award was hidden learns nothing of its end; one who was shown it learns of it.
//! - What was shown is kept while the subscription lasts, and it is what a cursor holds. So one who comes back learns of the
//!   very awards that they were shown and that are gone, and of no other, however long they were away. Whether there is
//!   anything to be told, and whether they have to begin anew, doesn't depend on anything hidden.
//!
//! Several changes that come together are one message with their sum: an award that was given and taken back in between is
//! no event, since there was no moment in which it could have been shown.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Result, SimpleObject, Subscription};
use chrono::{DateTime, Utc};
use folio_db::{DbResult, pages::Page};
use folio_policy::Access;
use futures_util::{Stream, stream};
use uuid::Uuid;

use super::{BadgeAward, BadgeStatus};
use crate::{
    graphql::{
        error::fault,
        following::MessageKind,
        id::{GlobalId, ItemKind},
        loader,
        session::Session,
        watch::Watch,
    },
    live::{Difference, Shown},
    profile::{ItemView, access},
};

/// Most events of one message; the rest follows in the next.
pub(crate) const MOST: usize = 50;

/// The name that is sealed into cursors: never change it.
const STREAM: &str = "badges";

/// What happened to an award, as far as the viewer could see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum BadgeEventType {
    /// It is there now, and wasn't before.
    Awarded,
    /// It isn't there any more: revoked, or shown to the viewer no longer. Its owner still sees it, as revoked.
    Revoked,
    /// Its time is over.
    Expired,
    /// Something else of it has changed.
    Changed,
}

/// What happened to one award.
#[derive(Debug, Clone, SimpleObject)]
pub struct BadgeEvent {
    /// What.
    #[graphql(name = "type")]
    kind: BadgeEventType,
    /// The award's global id.
    id: ID,
    /// The award as it is now; null when it isn't there any more.
    award: Option<Arc<BadgeAward>>,
    /// Its place, from 1, among the awards that the viewer sees featured; null when it isn't one of them. They come first, in
    /// this order; all others follow, the newest first.
    featured_place: Option<i32>,
}

/// Somebody's badges, or what has happened to them.
#[derive(Debug, SimpleObject)]
pub struct BadgeMessage {
    /// What this message brings.
    kind: MessageKind,
    /// For STATE and RESYNC: all awards that the viewer may see, in their owner's order.
    badges: Vec<Arc<BadgeAward>>,
    /// For EVENTS: what has happened, in order. At most 50: if more has, further messages follow.
    events: Vec<BadgeEvent>,
    /// To be brought as `after` by who comes back.
    cursor: String,
}

/// Subscriptions to badges.
#[derive(Default)]
pub struct BadgeSubscription;

#[Subscription]
impl BadgeSubscription {
    /// Somebody's badges as they are now, and then what happens to them, as far as the viewer may see it. With a cursor: what
    /// has happened since, first, which may be nothing. Ends, without a message or after the last one, when there is no such
    /// profile for the viewer. Changes in quick succession may come as one.
    async fn badge_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The profile's global id.")] profile_id: ID,
        #[graphql(desc = "The cursor of the last message that was taken in.")] after: Option<String>,
    ) -> impl Stream<Item = Result<Option<BadgeMessage>>> {
        let follower = match GlobalId::decode(&profile_id) {
            Some(GlobalId::Profile(id)) => Some(Follower::new(loader::session(ctx), id, after.as_deref())),
            _ => None,
        };
        stream::unfold(follower, async |follower| {
            let mut follower = follower?;
            match follower.next().await {
                Ok(message) => Some((Ok(Some(message?)), Some(follower))),
                // What has happened can be asked for with the cursor of the message before.
                Err(error) => Some((Err(error), None)),
            }
        })
    }
}

struct Follower {
    session: Arc<Session>,
    watch: Watch,
    progress: Progress,
    /// When the first of the awards that were seen last ends. By the viewer's own sight of it, so that its end comes neither
    /// late nor with whatever else wakes the stream.
    ends: Option<DateTime<Utc>>,
}

/// How far a client is.
enum Progress {
    /// Nothing was sent yet; whether it brought a cursor, be it good or not.
    Begins(Option<Option<Shown>>),
    /// This is what it was shown.
    Follows(Arc<Shown>),
    /// As before, and there is more to be told at once.
    Behind(Arc<Shown>),
}

impl Follower {
    fn new(session: &Arc<Session>, profile: Uuid, after: Option<&str>) -> Self {
        let brought = after.map(|cursor| session.services.cursors.open(STREAM, profile, cursor));
        let watch = Watch::begin(session, profile);
        Self { session: Arc::clone(session), watch, progress: Progress::Begins(brought), ends: None }
    }

    /// The next message; `None` when there is no profile for the viewer.
    async fn next(&mut self) -> Result<Option<BadgeMessage>> {
        loop {
            if let Progress::Follows(_) = self.progress {
                self.watch.changed_until(self.ends).await;
            }
            let Some((read, viewer)) = self.watch.read().await? else { return Ok(None) };
            let Some(access) = access(read.page(), &viewer) else { return Ok(None) };
            let board = read.view(access, Board::build).map_err(fault)?;
            self.ends = board.awards.iter().filter_map(|award| award.ends()).min();
            let (message, progress) = match &self.progress {
                Progress::Begins(None) => (Some(self.state(MessageKind::State, &board)), None),
                Progress::Begins(Some(brought)) => {
                    match brought.as_ref().and_then(|shown| self.events(shown, &board, true)) {
                        Some((message, progress)) => (message, Some(progress)),
                        None => (Some(self.state(MessageKind::Resync, &board)), None),
                    }
                }
                Progress::Follows(shown) | Progress::Behind(shown) => match self.events(shown, &board, false)
                {
                    Some((message, progress)) => (message, Some(progress)),
                    None => (Some(self.state(MessageKind::Resync, &board)), None),
                },
            };
            self.progress = progress.unwrap_or_else(|| Progress::Follows(Arc::clone(&board.shown)));
            if message.is_some() {
                return Ok(message);
            }
        }
    }

    fn state(&self, kind: MessageKind, board: &Board) -> BadgeMessage {
        let badges = board.awards.clone();
        BadgeMessage { kind, badges, events: Vec::new(), cursor: self.cursor(&board.shown) }
    }

    /// What has happened since `shown`, and how far the client is then; `None` where that can't be told. Nothing is no
    /// message, unless there is to be one.
    fn events(
        &self,
        shown: &Shown,
        board: &Arc<Board>,
        in_any_case: bool,
    ) -> Option<(Option<BadgeMessage>, Progress)> {
        let mut differences = shown.differences(&board.shown)?;
        if differences.is_empty() && !in_any_case {
            return Some((None, Progress::Follows(Arc::clone(&board.shown))));
        }
        differences.sort_by_key(|(id, difference)| board.place(*id, *difference));
        let behind = differences.len() > MOST;
        differences.truncate(MOST);
        let progress = if behind {
            let ids = differences.iter().map(|(id, _)| *id);
            Progress::Behind(Arc::new(shown.with(&board.shown, ids)))
        } else {
            Progress::Follows(Arc::clone(&board.shown))
        };
        let (Progress::Follows(shown) | Progress::Behind(shown)) = &progress else { return None };
        let cursor = self.cursor(shown);
        let events = differences.into_iter().map(|(id, difference)| board.event(id, difference)).collect();
        let message = BadgeMessage { kind: MessageKind::Events, badges: Vec::new(), events, cursor };
        Some((Some(message), progress))
    }

    fn cursor(&self, shown: &Shown) -> String {
        self.session.services.cursors.seal(STREAM, self.watch.profile(), shown)
    }
}

/// A profile's awards, shared by all to whom the same is open.
struct Board {
    profile: Uuid,
    awards: Vec<Arc<BadgeAward>>,
    /// The place of each among the featured ones, from 1, if it is one.
    places: Vec<Option<i32>>,
    shown: Arc<Shown>,
}

impl Board {
    fn build(page: &Arc<Page>, access: &Access) -> DbResult<Self> {
        let profile = page.profile_id;
        let awards = page.snapshot()?.sections.badges;
        let awards: Vec<_> = awards
            .reveal_items(access)
            .map(|(scope, item)| Arc::new(BadgeAward::of(scope, profile, item)))
            .collect();
        let mut featured = 0;
        let place = |award: &Arc<BadgeAward>| {
            award.is_featured().then(|| {
                featured += 1;
                featured
            })
        };
        let places: Vec<Option<i32>> = awards.iter().map(place).collect();
        let marks = awards.iter().zip(&places).map(|(award, place)| (award.key(), award.mark(*place)));
        Ok(Self { profile, shown: Arc::new(marks.collect()), awards, places })
    }

    /// What is gone comes first, then what is new, the oldest award first, then what has changed, in the owner's order.
    fn place(&self, id: Uuid, difference: Difference) -> (u8, usize) {
        let place = self.awards.iter().position(|award| award.key() == id).unwrap_or(0);
        match difference {
            Difference::Gone => (0, 0),
            // The owner's order has the newest first; those that are featured stand before it, the last of them last.
            Difference::New => (1, self.awards.len() - place),
            Difference::Changed(..) => (2, place),
        }
    }

    fn event(&self, id: Uuid, difference: Difference) -> BadgeEvent {
        let at = self.awards.iter().position(|award| award.key() == id);
        let award = at.and_then(|at| self.awards.get(at)).cloned();
        let featured_place = at.and_then(|at| self.places.get(at).copied().flatten());
        let kind = match difference {
            Difference::Gone => BadgeEventType::Revoked,
            Difference::New => BadgeEventType::Awarded,
            Difference::Changed(before, now) => {
                match BadgeAward::status_in(now)
                    .filter(|status| BadgeAward::status_in(before) != Some(*status))
                {
                    Some(BadgeStatus::Revoked) => BadgeEventType::Revoked,
                    Some(BadgeStatus::Expired) => BadgeEventType::Expired,
                    Some(BadgeStatus::Active) | None => BadgeEventType::Changed,
                }
            }
        };
        let id = GlobalId::Item { kind: ItemKind::BadgeAward, profile: self.profile, item: id }.encode();
        BadgeEvent { kind, id, award, featured_place }
    }
}
