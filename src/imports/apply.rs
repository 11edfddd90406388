//! The import as a change of one's profile.

use std::sync::{Arc, Mutex, PoisonError};

use folio_db::{DbResult, write::Locked};

use super::{archive::no_upload, source::Source};
use crate::{
    resume::{self, LossReport},
    uploads,
    write::{Applied, Change, UserError, Verdict},
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
        if let Some(upload) = source.upload
            && !uploads::take_archive(profile, upload).await?
        {
            return Ok(no_upload().into());
        }
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

/// An import of what couldn't be read: nothing is changed, unless it was done before by this key.
pub(super) struct Refusal {
    pub(super) action: &'static str,
    pub(super) errors: Vec<UserError>,
}

impl Change for Refusal {
    fn action(&self) -> &'static str {
        self.action
    }

    async fn apply(self, _: &Locked<'_>) -> DbResult<Verdict> {
        Ok(Verdict::Refused(self.errors))
    }
}
