//! The import as a change of one's profile.

use std::sync::{Arc, Mutex, PoisonError};

use folio_db::{DbResult, write::Locked};

use super::source::Source;
use crate::{
    resume::{self, LossReport},
    write::{Applied, Change, Verdict},
};

/// Puts a source into the caller's profile.
pub(super) struct Import {
    pub(super) action: &'static str,
    pub(super) source: Source,
    /// What meeting the profile has lost: known once it was applied, and not to a repeat of it.
    pub(super) met: Met,
}

/// A report that is filled while the change is applied.
#[derive(Clone, Default)]
pub(super) struct Met(Arc<Mutex<LossReport>>);

impl Met {
    /// What is in it.
    pub(super) fn take(&self) -> LossReport {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn fill(&self, losses: LossReport) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = losses;
    }
}

impl Change for Import {
    fn action(&self) -> &'static str {
        self.action
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let Self { source, met, .. } = self;
        let mut also = LossReport::default();
        let changes = resume::put(profile, &source.draft, source.parts, &mut also).await?;
        let errors = source.beyond_limits(&changes);
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        met.fill(source.also_lost(also));
        let (fields, sections) = changes.moved();
        if fields.is_empty() {
            return Ok(Verdict::Unchanged(None));
        }
        let toggles = match source.agreed {
            Some(text) => Some(resume::agree(profile, source.parts.source, text).await?),
            None => None,
        };
        Ok(Verdict::Done(Applied { fields, sections, toggles, ..Applied::of("profile.imported") }))
    }
}
