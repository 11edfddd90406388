//! What an import would change: the import, rehearsed.

use folio_db::{DbResult, write::Locked};

use super::source::Source;
use crate::{
    resume::{self, Changes, LossReport},
    write::Rehearsal,
};

/// What it came to.
pub(super) struct Rehearsed {
    pub(super) source: Source,
    pub(super) changes: Changes,
    /// What was lost on the way, all of it.
    pub(super) losses: LossReport,
}

impl Rehearsal for Source {
    type Outcome = Rehearsed;

    async fn run(self, profile: &Locked<'_>) -> DbResult<Rehearsed> {
        let mut also = LossReport::default();
        let changes = resume::put(profile, &self.draft, self.parts, &mut also).await?;
        let mut losses = self.losses.clone();
        losses.append(self.also_lost(also));
        Ok(Rehearsed { source: self, changes, losses })
    }
}
