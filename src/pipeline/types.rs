//! How the work for a profile stands, as its owner sees it.

use async_graphql::{Enum, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::jobs::Standing;

use super::PipelineStage;

/// How a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum PipelineState {
    /// There is nothing to do.
    Idle,
    /// Something waits, be it for another attempt.
    Pending,
    /// Something is being done.
    Running,
    /// Something was given up after its last attempt, and nothing else is under way.
    Failed,
}

/// One stage.
#[derive(Debug, Clone, Hash, SimpleObject)]
pub struct StageStatus {
    /// Which.
    stage: PipelineStage,
    /// How it stands.
    state: PipelineState,
    /// Since when; null while there is nothing to do.
    since: Option<DateTime<Utc>>,
    /// How long the oldest of what is under way has been waiting to be done, in seconds; 0 if nothing is.
    lag_seconds: i32,
}

/// The work for the viewer's own profile.
#[derive(Debug, Clone, SimpleObject)]
pub struct PipelineStatus {
    /// Every stage, in the order in which data pass through them.
    stages: Vec<StageStatus>,
}

impl PipelineStatus {
    pub(super) fn of(standing: &[Standing]) -> Self {
        let stages = PipelineStage::all().map(|(stage, kinds)| {
            StageStatus::of(stage, standing.iter().filter(|standing| kinds.contains(&standing.kind.as_str())))
        });
        Self { stages: stages.collect() }
    }

    /// What makes it another one: not how long something has been waiting, which changes all the time.
    pub(super) fn key(&self) -> Vec<(PipelineState, Option<DateTime<Utc>>)> {
        self.stages.iter().map(|stage| (stage.state, stage.since)).collect()
    }
}

impl StageStatus {
    fn of<'a>(stage: PipelineStage, standing: impl Iterator<Item = &'a Standing> + Clone) -> Self {
        let any = |count: fn(&Standing) -> i64| standing.clone().any(|standing| count(standing) > 0);
        let first = |since: fn(&Standing) -> Option<DateTime<Utc>>| standing.clone().filter_map(since).min();
        let (state, since) = if any(|standing| standing.running) {
            (PipelineState::Running, first(|standing| standing.running_since))
        } else if any(|standing| standing.ready) {
            (PipelineState::Pending, first(|standing| standing.waiting_since))
        } else if any(|standing| standing.dead) {
            (PipelineState::Failed, standing.clone().filter_map(|standing| standing.dead_since).max())
        } else {
            (PipelineState::Idle, None)
        };
        let lag = standing.map(|standing| standing.lag_seconds).max().unwrap_or(0);
        Self { stage, state, since, lag_seconds: i32::try_from(lag).unwrap_or(i32::MAX) }
    }
}
