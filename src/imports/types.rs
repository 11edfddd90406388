//! What the owner is told of an import.

use async_graphql::{Enum, Json, SimpleObject};
use serde_json::Value;

use super::{preview::Rehearsed, source::Source};
use crate::{
    privacy::section_name::SectionName,
    resume::{Loss, LossReason, LossReport, SectionChanges},
    write::UserError,
};

/// What an import would change. Nothing was written.
#[derive(Clone, SimpleObject)]
pub struct ImportPreview {
    /// What was read, as it would be kept; null where the source can't be read.
    draft: Option<Json<Value>>,
    /// The fields of the profile's core that would change, as the matrix names them: "Profile.headline".
    core: Vec<&'static str>,
    /// The sections that the source tells of. What it doesn't tell of stays as it is.
    sections: Vec<ImportSection>,
    /// What would not come along as it stands in the source.
    losses: Vec<ImportLoss>,
    /// Why the import would be refused; empty if it wouldn't.
    user_errors: Vec<UserError>,
}

/// What an import would make of a section. Its items take the place of those that earlier imports brought; items that were typed in
/// stay.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportSection {
    /// Which.
    section: SectionName,
    /// How many items are new.
    added: usize,
    /// How many of an earlier import would be others than they are.
    changed: usize,
    /// How many of an earlier import would be gone.
    removed: usize,
    /// How many of an earlier import would stay as they are.
    unchanged: usize,
    /// How many of the source would be left out, since the owner has them as their own.
    left_out: usize,
    /// How many the section would have, the owner's own among them.
    total: usize,
}

/// A value, or a part of the source, that doesn't come along as it stands.
#[derive(Debug, Clone, PartialEq, Eq, SimpleObject)]
pub struct ImportLoss {
    /// Where it stands in the source: `work[0].endDate`, "Positions.csv, row 1, Finished On".
    path: String,
    /// Why.
    reason: ImportLossReason,
    /// What happens to it, for people. May change.
    message: String,
}

/// Why a value doesn't come along as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum ImportLossReason {
    /// Left out: there is no place for it so far.
    NotKeptYet,
    /// Left out on purpose.
    NotKept,
    /// Left out: not a key that is known.
    UnknownKey,
    /// Left out: not understood, or against a rule.
    Unreadable,
    /// Left out: another value for the same thing is used.
    Superseded,
    /// Left out: more items than are read.
    TooMany,
    /// Kept, but cut to the length of the field.
    Truncated,
    /// Kept, in another form.
    Normalised,
}

impl ImportPreview {
    pub(super) fn refused(user_errors: Vec<UserError>) -> Self {
        Self { draft: None, core: Vec::new(), sections: Vec::new(), losses: Vec::new(), user_errors }
    }

    pub(super) fn of(rehearsed: Rehearsed) -> Self {
        let Rehearsed { source, changes, losses } = rehearsed;
        Self {
            draft: as_json(&source),
            core: changes.core.iter().map(|field| field.coordinate()).collect(),
            sections: changes.sections.iter().map(Into::into).collect(),
            losses: of_report(&losses, 0),
            user_errors: source.beyond_limits(&changes),
        }
    }
}

/// The draft; of a source that tells nothing of the person themselves, without a name.
fn as_json(source: &Source) -> Option<Json<Value>> {
    let mut draft = serde_json::to_value(&source.draft).ok()?;
    if !source.parts.core
        && let Some(name) = draft.pointer_mut("/core/displayName")
    {
        *name = Value::Null;
    }
    Some(Json(draft))
}

/// The most rows of a report that are answered.
pub(super) const MOST_ROWS: usize = 200;

/// The rows of a report, as many as are of use; a last one says how many there are beside, with those that the report lacks.
pub(super) fn of_report(losses: &LossReport, beside: usize) -> Vec<ImportLoss> {
    let losses = losses.losses();
    let mut rows: Vec<ImportLoss> = losses.iter().take(MOST_ROWS).cloned().map(Into::into).collect();
    let more = losses.len().saturating_sub(MOST_ROWS) + beside;
    if more > 0 {
        rows.push(ImportLoss {
            path: String::new(),
            reason: ImportLossReason::TooMany,
            message: format!("and {more} more that are not told one by one"),
        });
    }
    rows
}

impl From<Loss> for ImportLoss {
    fn from(loss: Loss) -> Self {
        let Loss { path, reason, message } = loss;
        Self { path, reason: reason.into(), message }
    }
}

impl From<LossReason> for ImportLossReason {
    fn from(reason: LossReason) -> Self {
        match reason {
            LossReason::NotKeptYet => Self::NotKeptYet,
            LossReason::NotKept => Self::NotKept,
            LossReason::UnknownKey => Self::UnknownKey,
            LossReason::Unreadable => Self::Unreadable,
            LossReason::Superseded => Self::Superseded,
            LossReason::TooMany => Self::TooMany,
            LossReason::Truncated => Self::Truncated,
            LossReason::Normalised => Self::Normalised,
        }
    }
}

impl From<&SectionChanges> for ImportSection {
    fn from(changes: &SectionChanges) -> Self {
        let items = changes.items;
        Self {
            section: changes.section.into(),
            added: items.added,
            changed: items.changed,
            removed: items.removed,
            unchanged: items.unchanged,
            left_out: items.superseded,
            total: items.total,
        }
    }
}
