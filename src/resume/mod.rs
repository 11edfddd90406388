//! JSON Resume import: from a file that somebody brings to a draft of a profile, and an account of what
//! didn't come along.
//!
//! Reads JSON Resume 1.x and the older and looser files in the wild. Pure: no database, no network; [`apply_in`], [`put`] and
//! [`import_for`] alone know the database.
//!
//! The invariant: **nothing is dropped silently**. Each value of the file is either in the [`ResumeDraft`] or
//! its place (or that of something around it) is in the [`LossReport`]; only empty values (`null`, `""`,
//! `[]`, `{}`) say nothing and need no mention. It holds by construction: readers *take* values out of the
//! parsed file, and what is left at the end of each object is reported.
//!
//! The file as a whole fails only when nothing sensible can be made of it: see [`ResumeError`].
//!
//! Reading order: [`draft`](ResumeDraft), [`loss`](LossReport), `fields` (how values are taken), then a file
//! per section.

mod apply;
mod basics;
mod certificates;
mod clean;
mod command;
mod dates;
mod draft;
mod education;
mod error;
mod fields;
mod json;
mod languages;
mod links;
mod loss;
mod path;
mod projects;
mod rows;
mod score;
mod skills;
mod work;

use serde::Serialize;

pub use apply::{Applied, Changes, Columns, Parts, SectionChanges, apply_in, put};
pub(crate) use command::was_and_is;
pub use command::{NotApplied, agree, import_for};
pub use draft::{
    CertificateDraft, CoreDraft, EducationDraft, Gpa, LanguageDraft, LinkDraft, LinkKind, ProjectDraft,
    ResumeDraft, SkillDraft, WorkDraft,
};
pub use error::ResumeError;
pub use languages::{written_fluency, written_language};
pub use projects::roles_of_a_line;
pub use score::written_gpa;
pub use skills::written_skill_level;

pub use json::{MAX_BYTES, MAX_DEPTH, MAX_VALUES};
pub use loss::{Loss, LossReason, LossReport};

use fields::Fields;
pub(crate) use path::Path;

/// The most entries of education that are read.
pub const MAX_EDUCATION: usize = 50;
/// The most projects that are read.
pub const MAX_PROJECTS: usize = 100;
/// The most entries of work history that are read.
pub const MAX_WORK: usize = 100;
/// The most languages that are read.
pub const MAX_LANGUAGES: usize = 50;
/// The most certificates that are read.
pub const MAX_CERTIFICATES: usize = 100;
/// The most links that are read, the person's own site apart.
pub const MAX_LINKS: usize = 50;

/// Sections that Folio has no place for so far.
const NOT_KEPT_YET: &[(&str, &str)] = &[
    ("volunteer", "volunteer work is not stored yet"),
    ("awards", "awards are not stored yet"),
    ("publications", "publications are not stored yet"),
    ("interests", "interests are not stored yet"),
];

/// What a profile doesn't take from a resume.
const NOT_KEPT: &[(&str, &str)] = &[
    ("references", "other people's words enter a profile only through them"),
    ("meta", "describes the file, not the person"),
    ("$schema", "describes the file, not the person"),
];

/// A resume that was read. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct ResumeImport {
    /// What was read.
    pub draft: ResumeDraft,
    /// What was not, or not as it stood.
    pub losses: LossReport,
}

/// Reads a JSON Resume file.
///
/// # Errors
/// When nothing sensible can be made of it.
pub fn import(file: &[u8]) -> Result<ResumeImport, ResumeError> {
    let mut report = LossReport::default();
    let values = json::read(file, &mut report)?;
    read(values, report)
}

/// Reads what stands in a JSON Resume file, wherever it came from, within its limits. `report` is what is known to be lost
/// already.
pub(crate) fn read(
    values: serde_json::Map<String, serde_json::Value>,
    mut report: LossReport,
) -> Result<ResumeImport, ResumeError> {
    let mut resume = Fields::new(Path::root(), values, &mut report);

    let (core, links) = basics::take(&mut resume)?;
    let draft = ResumeDraft {
        core,
        links,
        skills: skills::take(&mut resume),
        education: education::take(&mut resume),
        projects: projects::take(&mut resume),
        work: work::take(&mut resume),
        languages: languages::take(&mut resume),
        certificates: certificates::take(&mut resume),
    };
    for (section, why) in NOT_KEPT_YET {
        resume.leave(section, LossReason::NotKeptYet, why);
    }
    for (section, why) in NOT_KEPT {
        resume.leave(section, LossReason::NotKept, why);
    }
    resume.finish();
    Ok(ResumeImport { draft, losses: report })
}

#[cfg(test)]
mod tests;
