//! The stages that a profile's data pass through, and the jobs of each.

use async_graphql::Enum;

/// A stage of the work for a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum PipelineStage {
    /// A photo is fetched, made anew and kept.
    Photo,
    /// Badges are brought up to date: those whose time is over, those whose catalogue entry has changed.
    Badges,
    /// Skills are brought up to date whose entry in the catalogue has changed, and what is shown of somebody who is gone.
    Skills,
    /// What is written is read for facets.
    Extraction,
}

/// Each stage with the kinds of its jobs. Every kind that is for one profile belongs to one.
const STAGES: [(PipelineStage, &[&str]); PipelineStage::COUNT] = [
    (PipelineStage::Photo, &["photo.ingest", "media.remove", "media.discard"]),
    (PipelineStage::Badges, &["badge.expire", "badge.refresh", "badge.refresh_holder"]),
    (PipelineStage::Skills, &["skill.holders", "skill.refresh", "said.refresh"]),
    (PipelineStage::Extraction, &["profile.extract"]),
];

impl PipelineStage {
    /// How many there are.
    pub const COUNT: usize = 4;

    /// Every stage with its jobs, in order.
    pub(super) fn all() -> impl Iterator<Item = (Self, &'static [&'static str])> {
        STAGES.into_iter()
    }
}

/// Kinds that are nobody's stage: for all profiles together, or for somebody of whom it is only found out whether they have a
/// profile, or have none any more.
#[cfg(test)]
const OF_NOBODY: &[&str] = &[
    "clerk.reconcile",
    "inbound.apply",
    "inbound.release",
    "media.sweep",
    "profile.erase",
    "profiles.reconcile",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::Registry;

    #[test]
    fn every_kind_of_job_belongs_to_one_stage_or_is_for_nobody() {
        let staged = PipelineStage::all().flat_map(|(_, kinds)| kinds);
        let staged: Vec<_> = staged.chain(OF_NOBODY).copied().collect();
        for name in Registry::all().names() {
            assert_eq!(staged.iter().filter(|staged| **staged == name).count(), 1, "{name}");
        }
        assert_eq!(staged.len(), Registry::all().names().count(), "a stage names a kind that isn't there");
    }
}
