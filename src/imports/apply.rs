//! The import as a change of one's profile.

use folio_db::{DbResult, write::Locked};
use serde::{Deserialize, Serialize};

use super::{archive::no_upload, source::Source};
use crate::{
    resume::{self, LossReport},
    uploads,
    write::{Applied, Change, Notes, UserError, Verdict},
};

/// Puts a source into the caller's profile.
pub(super) struct Import {
    pub(super) action: &'static str,
    pub(super) source: Source,
    /// Where it leaves a [`Kept`].
    pub(super) notes: Notes,
}

/// What is kept of a report for a repeat by the idempotency key: none of the source's own words.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Kept {
    /// What meeting the profile has lost: numbers of items.
    pub(super) met: LossReport,
    /// What the source itself loses, without its words, and how many rows there are beside; not of one that comes with the
    /// request, whose repeat is read anew.
    pub(super) read: Option<(LossReport, usize)>,
}

impl Change for Import {
    fn action(&self) -> &'static str {
        self.action
    }

    fn notes(&self) -> Notes {
        self.notes.clone()
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let Self { source, notes, .. } = self;
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
        let kept = Kept { met: source.also_lost(also), read: source.kept_losses() };
        notes.leave(serde_json::to_value(kept).unwrap_or_default());
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
