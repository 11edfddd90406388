//! One viewer watching one profile: woken when it changes, and shown it anew.
//!
//! What every subscription to a profile is made of. It subscribes first and reads then, so that no change falls in between,
//! and what it reads was read after the change: see [`crate::live::Reader`].

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::{Context, Result};
use chrono::{DateTime, Utc};
use folio_db::DbError;
use folio_policy::{Access, decide};
use futures_util::future::try_join_all;
use tokio::time::timeout;
use uuid::Uuid;

use super::{
    error::{account_gone, fault, nothing_of_ones_own},
    loader,
    session::Session,
};
use crate::{
    accounts::{self, Viewer},
    live::{Changes, ReadPage, Reading},
};

/// How often what was read is read once more because it has changed meanwhile. Whoever is changed faster than that is shown
/// as they were a moment ago, as by any query, instead of never.
const READ_AGAIN: usize = 3;

/// A viewer's watch on a profile.
pub struct Watch {
    session: Arc<Session>,
    profile: Uuid,
    changes: Changes,
    /// Whether the viewer was there before. Somebody never seen is made by the first reading, as by any request, and by no
    /// later one: who was deleted meanwhile stays so.
    known: bool,
}

impl Watch {
    /// Begins to watch. Any id will do.
    #[must_use]
    pub fn begin(session: &Arc<Session>, profile: Uuid) -> Self {
        let changes = session.services.hub.subscribe(profile);
        Self { session: Arc::clone(session), profile, changes, known: false }
    }

    /// The profile.
    #[must_use]
    pub const fn profile(&self) -> Uuid {
        self.profile
    }

    /// Waits for a change since the last reading.
    pub async fn changed(&mut self) {
        self.changes.changed().await;
    }

    /// As [`Self::changed`], but no longer than until this time: what was shown is different then by itself.
    pub async fn changed_until(&mut self, end: Option<DateTime<Utc>>) {
        let Some(end) = end else { return self.changed().await };
        let left = (end - Utc::now()).to_std().unwrap_or_default();
        // Either way there is something to look at.
        let _ = timeout(left, self.changes.changed()).await;
    }

    /// The page and the viewer as they are now; `None` when either isn't there.
    ///
    /// Time may pass between the reading and the next poll of this future, while the socket is busy with something else: if
    /// the profile has changed by then, what was read is not shown any more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&mut self) -> Result<Option<(Arc<ReadPage>, Viewer)>> {
        let mut left = READ_AGAIN;
        loop {
            self.changes.seen();
            let clerk_id = self.session.identity.as_ref().map(|identity| identity.clerk_id.as_str());
            let reading = self.session.services.reader.read(self.profile, clerk_id).await.map_err(fault)?;
            let viewer = match reading.viewer {
                None if !self.known => Some(self.first_sight().await?),
                viewer => viewer,
            };
            self.known = true;
            if left == 0 || !self.changes.since(reading.began) {
                if viewer.as_ref().is_some_and(Viewer::is_deleted) {
                    return Err(account_gone());
                }
                return Ok(reading.page.zip(viewer));
            }
            left -= 1;
        }
    }

    /// Whether the profile of any of these people is there for the viewer, as they are now. They are read together.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn shows_any(&self, people: BTreeSet<Uuid>) -> Result<bool> {
        let clerk_id = self.session.identity.as_ref().map(|identity| identity.clerk_id.as_str());
        let reader = &self.session.services.reader;
        let readings = try_join_all(people.into_iter().map(|person| reader.read(person, clerk_id)));
        let there = |reading: Reading| {
            let (Some(read), Some(viewer)) = (reading.page, reading.viewer) else { return false };
            decide(&viewer.relation_to(read.page()), &read.page().policy).is_ok()
        };
        Ok(readings.await.map_err(fault)?.into_iter().any(there))
    }

    /// Runs to its end whether or not somebody waits for it.
    async fn first_sight(&self) -> Result<Viewer> {
        let Some(identity) = self.session.identity.clone() else { return Ok(Viewer::ANONYMOUS) };
        let db = self.session.services.db.clone();
        let made = tokio::spawn(async move { accounts::first_sight(&db, &identity.clerk_id).await });
        made.await.map_err(|_| fault(DbError::Unfinished))?.map_err(fault)
    }
}

/// A watch on the viewer's own profile.
pub struct OwnWatch(Watch);

/// Begins to watch the viewer's own profile, which is made by this if need be.
///
/// # Errors
/// For somebody who isn't signed in, and when the database fails.
pub async fn own(ctx: &Context<'_>) -> Result<OwnWatch> {
    let account = loader::viewer(ctx).await?.account().ok_or_else(nothing_of_ones_own)?;
    let profile = account
        .profile_id
        .ok_or_else(|| fault(DbError::Corrupt("a user has no profile: run backfill-profiles")))?;
    let mut watch = Watch::begin(loader::session(ctx), profile);
    watch.known = true;
    Ok(OwnWatch(watch))
}

impl OwnWatch {
    /// As [`Watch::profile`].
    #[must_use]
    pub const fn profile(&self) -> Uuid {
        self.0.profile()
    }

    /// As [`Watch::changed`].
    pub async fn changed(&mut self) {
        self.0.changed().await;
    }

    /// The page as it is now, with what its owner may read of it; `None` when it is gone, or is the viewer's no more.
    ///
    /// # Errors
    /// As [`Watch::read`].
    pub async fn read(&mut self) -> Result<Option<(Arc<ReadPage>, Access)>> {
        let Some((read, viewer)) = self.0.read().await? else { return Ok(None) };
        let access = decide(&viewer.relation_to(read.page()), &read.page().policy).ok();
        Ok(access.filter(Access::is_owner).map(|access| (read, access)))
    }
}
