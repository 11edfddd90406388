//! The kinds of jobs that a worker does. A kind that isn't registered stays in the queue: it is for a newer worker.

use std::{collections::BTreeMap, pin::Pin, sync::Arc, time::Duration};

use folio_db::jobs::Claimed;

use super::{Finished, Job, JobError, Lease, Tools};
use crate::{
    badges::{ExpireBadge, RefreshBadge, RefreshHolder},
    endorsements::RefreshSaid,
    inbound, media,
    profile_skills::{FindSkillHolders, RefreshSkills},
    reconcile::ReconcileProfiles,
};

type Attempt = Pin<Box<dyn Future<Output = Result<Finished, JobError>> + Send>>;

/// How one kind is done.
#[derive(Clone)]
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) concurrency: usize,
    pub(super) timeout: Duration,
    run: fn(Tools, Arc<Claimed>) -> Attempt,
}

impl Kind {
    fn of<J: Job>() -> Self {
        Self { name: J::KIND, concurrency: J::CONCURRENCY, timeout: J::TIMEOUT, run: run::<J> }
    }

    pub(super) fn run(&self, tools: Tools, claimed: Arc<Claimed>) -> Attempt {
        (self.run)(tools, claimed)
    }
}

fn run<J: Job>(tools: Tools, claimed: Arc<Claimed>) -> Attempt {
    Box::pin(async move {
        // A payload that can't be read now can't be read later: written by another version, or by hand.
        let job: J =
            serde_json::from_value(claimed.payload.clone()).map_err(|_| JobError::Hopeless("UNREADABLE"))?;
        job.run(&tools, Lease { claimed }).await
    })
}

/// The kinds that a worker does.
#[derive(Clone, Default)]
pub struct Registry {
    kinds: BTreeMap<&'static str, Kind>,
}

impl Registry {
    /// Every kind that there is.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
            .with::<inbound::Apply>()
            .with::<inbound::Release>()
            .with::<inbound::Erase>()
            .with::<media::IngestPhoto>()
            .with::<media::RemoveFile>()
            .with::<media::Sweep>()
            .with::<ExpireBadge>()
            .with::<RefreshBadge>()
            .with::<ReconcileProfiles>()
            .with::<FindSkillHolders>()
            .with::<RefreshSkills>()
            .with::<RefreshSaid>()
            .with::<inbound::clerk::ReconcileClerk>()
            .with::<RefreshHolder>()
    }

    /// Without this kind, which other workers do.
    #[must_use]
    pub fn without<J: Job>(mut self) -> Self {
        self.kinds.remove(J::KIND);
        self
    }

    /// With this kind.
    ///
    /// # Panics
    /// When there is one of the same name already: a mistake of ours that the first start shows.
    #[must_use]
    pub fn with<J: Job>(mut self) -> Self {
        let before = self.kinds.insert(J::KIND, Kind::of::<J>());
        assert!(before.is_none(), "two jobs are called {}", J::KIND);
        self
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }

    pub(super) fn find(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }

    /// The names of the kinds.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.kinds.keys().copied()
    }
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.kinds.keys()).finish()
    }
}
