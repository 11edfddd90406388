//! The account of what an import left behind or changed.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::path::Path;

/// Why a value isn't in the draft as it stood in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LossReason {
    /// Left out: Folio has no place for it so far.
    NotKeptYet,
    /// Left out on purpose.
    NotKept,
    /// Left out: not a key of JSON Resume, nor one known from the wild.
    UnknownKey,
    /// Left out: not understood, or against a rule.
    Unreadable,
    /// Left out: another value for the same thing was used.
    Superseded,
    /// Left out: more items than are read.
    TooMany,
    /// Kept, but cut to the length of the field.
    Truncated,
    /// Kept, in another form.
    Normalised,
}

impl LossReason {
    /// Whether the value is in the draft all the same.
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Truncated | Self::Normalised)
    }
}

impl fmt::Display for LossReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::NotKeptYet => "not kept yet",
            Self::NotKept => "not kept",
            Self::UnknownKey => "unknown key",
            Self::Unreadable => "unreadable",
            Self::Superseded => "superseded",
            Self::TooMany => "too many",
            Self::Truncated => "truncated",
            Self::Normalised => "normalised",
        })
    }
}

/// One value, or a part of the file, that isn't in the draft as it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// Where it stands: `education[0].score`; for the tail of a list `projects[100..]`. Stands for
    /// everything within, too.
    pub path: String,
    /// Why.
    pub reason: LossReason,
    /// What happened, for the person who brought the file. Doesn't repeat the value.
    pub message: String,
}

/// What an import left behind or changed, in the order in which it was found. Its `Display` is a table for
/// the command line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct LossReport {
    losses: Vec<Loss>,
}

impl LossReport {
    /// All rows.
    pub fn losses(&self) -> &[Loss] {
        &self.losses
    }

    /// Whether everything came along unchanged.
    pub fn is_empty(&self) -> bool {
        self.losses.is_empty()
    }

    /// The rows about one place.
    pub fn at<'a>(&'a self, path: &'a str) -> impl Iterator<Item = &'a Loss> {
        self.losses.iter().filter(move |loss| loss.path == path)
    }

    /// Notes a loss at a place that is no path of a JSON Resume file.
    pub(crate) fn add_at(&mut self, path: String, reason: LossReason, message: String) {
        self.losses.push(Loss { path, reason, message });
    }

    /// The first rows of it.
    pub(crate) fn first(&self, rows: usize) -> Self {
        Self { losses: self.losses.iter().take(rows).cloned().collect() }
    }

    /// Adds the rows of another report.
    pub fn append(&mut self, other: Self) {
        self.losses.extend(other.losses);
    }

    /// The same, with each place written in another way.
    #[must_use]
    pub(crate) fn placed(self, place: impl Fn(Loss) -> Loss) -> Self {
        Self { losses: self.losses.into_iter().map(place).collect() }
    }

    pub(crate) fn add(&mut self, path: &Path, reason: LossReason, message: impl Into<String>) {
        self.losses.push(Loss { path: path.to_string(), reason, message: message.into() });
    }
}

impl fmt::Display for LossReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.losses.is_empty() {
            return writeln!(f, "Everything was kept as it stood.");
        }
        let width = |text: &dyn Fn(&Loss) -> String, heading: &str| {
            let widths = self.losses.iter().map(|loss| text(loss).chars().count());
            widths.max().unwrap_or(0).max(heading.len()).min(60)
        };
        let paths = width(&|loss| loss.path.clone(), "where");
        let reasons = width(&|loss| loss.reason.to_string(), "what");
        writeln!(f, "{:paths$}  {:reasons$}  why", "where", "what")?;
        for loss in &self.losses {
            writeln!(f, "{:paths$}  {:reasons$}  {}", loss.path, loss.reason, loss.message)?;
        }
        let kept = self.losses.iter().filter(|loss| loss.reason.is_kept()).count();
        writeln!(f, "{kept} changed, {} left out", self.losses.len() - kept)
    }
}
