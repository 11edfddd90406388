//! What was read of a source, before it meets a profile.

use serde_json::Value;
use uuid::Uuid;

use super::{
    github::{self, Login, NotListed},
    linkedin,
    types::MOST_ROWS,
};
use crate::{
    resume::{self, Changes, LossReport, Parts, ResumeDraft, ResumeError},
    text::TextError,
    write::{UserError, UserErrorCode},
};

/// The argument that a JSON Resume file comes in.
const DOCUMENT: &str = "document";
/// The argument that names an account.
const LOGIN: &str = "login";

/// The version of the words by which somebody agrees to an import from elsewhere: docs/IMPORT_EXPORT.md has them. Changed words
/// are another version.
pub const CONSENT_TEXT: &str = "1";

/// What was read of a source. Not `Debug`: it is somebody's data.
#[derive(Clone)]
pub(super) struct Source {
    pub(super) draft: ResumeDraft,
    /// What it tells of.
    pub(super) parts: Parts,
    pub(super) losses: LossReport,
    /// The version of the words that the person agreed to, where it takes that.
    pub(super) agreed: Option<&'static str>,
    /// The upload that it came by, which goes with the import.
    pub(super) upload: Option<Uuid>,
    /// The argument that it came in.
    argument: &'static str,
    /// How its places are called, where it is no JSON Resume file.
    places: Option<linkedin::Places>,
}

impl Source {
    /// A JSON Resume file, as an object or as its text: of keys that stand twice in an object, one is gone before it comes here.
    pub(super) fn json_resume(document: &Value) -> Result<Self, Vec<UserError>> {
        let refuse = |error: ResumeError| vec![of_resume(&error)];
        let text = match document {
            Value::String(text) => text.clone(),
            document => document.to_string(),
        };
        let import = resume::import(text.as_bytes()).map_err(refuse)?;
        Ok(Self {
            draft: import.draft,
            parts: Parts::ALL,
            losses: import.losses,
            agreed: None,
            upload: None,
            argument: DOCUMENT,
            places: None,
        })
    }

    /// The archive that LinkedIn gives, which came in this argument.
    pub(super) fn linkedin(archive: &[u8], argument: &'static str) -> Result<Self, Vec<UserError>> {
        let refuse = |message: String| UserError::new(UserErrorCode::Invalid, message, &[argument]);
        let read = linkedin::read(archive).map_err(|error| match error {
            linkedin::LinkedInError::Files(files) => {
                files.iter().map(|file| refuse(file.to_string())).collect()
            }
            error => vec![refuse(error.to_string())],
        })?;
        Ok(Self {
            draft: read.draft,
            parts: read.parts,
            losses: read.losses,
            agreed: Some(CONSENT_TEXT),
            upload: None,
            argument,
            places: Some(read.places),
        })
    }

    /// The public repositories of an account on GitHub.
    pub(super) async fn github(
        github: Option<&dyn github::Repositories>,
        login: &str,
        forks: bool,
    ) -> Result<Self, Vec<UserError>> {
        let refuse = |code, message: String| vec![UserError::new(code, message, &[LOGIN])];
        let login: Login = login
            .parse()
            .map_err(|error: github::NotALogin| refuse(UserErrorCode::Invalid, error.to_string()))?;
        let Some(github) = github else {
            let message = "repositories can't be imported here".to_owned();
            return Err(refuse(UserErrorCode::SourceUnavailable, message));
        };
        let listed = github.of(&login).await.map_err(|not| {
            let code = match not {
                NotListed::Unknown => UserErrorCode::NotFound,
                _ => UserErrorCode::SourceUnavailable,
            };
            refuse(code, not.to_string())
        })?;
        let read = github::read(listed, forks).map_err(|_| {
            refuse(UserErrorCode::Invalid, "nothing can be made of these repositories".to_owned())
        })?;
        Ok(Self {
            draft: read.draft,
            parts: read.parts,
            losses: read.losses,
            agreed: Some(CONSENT_TEXT),
            upload: None,
            argument: LOGIN,
            places: None,
        })
    }

    /// What it loses itself, as far as it is kept for a repeat: see [`super::apply::Kept::read`].
    pub(super) fn kept_losses(&self) -> Option<(LossReport, usize)> {
        let again = self.upload.is_none() && self.argument != LOGIN;
        (!again).then(|| {
            let kept = linkedin::without_words(self.losses.first(MOST_ROWS));
            (kept, self.losses.losses().len().saturating_sub(MOST_ROWS))
        })
    }

    /// What applying it has lost besides, each at its place.
    pub(super) fn also_lost(&self, losses: LossReport) -> LossReport {
        match &self.places {
            Some(places) => places.all_placed(losses),
            None => losses,
        }
    }

    /// Sections that would have more items than they may.
    pub(super) fn beyond_limits(&self, changes: &Changes) -> Vec<UserError> {
        let full = changes.sections.iter().filter(|section| section.items.total > section.most);
        full.map(|section| {
            let message = format!(
                "with the items that are there already the section would have {}; at most {} are accepted",
                section.items.total, section.most
            );
            UserError::new(UserErrorCode::TooMany, message, &[self.argument, section.place])
        })
        .collect()
    }
}

fn of_resume(error: &ResumeError) -> UserError {
    let (code, place) = match error {
        ResumeError::TooLarge { .. } => (UserErrorCode::TooLong, ""),
        ResumeError::TooManyValues { path } => (UserErrorCode::TooMany, path.as_str()),
        ResumeError::TooDeep { path } => (UserErrorCode::Invalid, path.as_str()),
        ResumeError::NotUtf8 | ResumeError::NotJson { .. } | ResumeError::NotAnObject => {
            (UserErrorCode::Invalid, "")
        }
        ResumeError::NoName => (UserErrorCode::Required, "basics.name"),
        ResumeError::NotAName { path } => (UserErrorCode::Invalid, path.as_str()),
        ResumeError::Name { path, cause } => {
            let code = match cause {
                TextError::Empty => UserErrorCode::Required,
                TextError::TooLong { .. } => UserErrorCode::TooLong,
                TextError::Forbidden { .. } => UserErrorCode::ForbiddenCharacter,
            };
            (code, path.as_str())
        }
    };
    let mut path = vec![DOCUMENT.to_owned()];
    path.extend(steps(place));
    UserError { code, message: error.to_string(), path, conflict: None }
}

/// The names and positions that lead to a place: `work[0].name` is `work`, `0`, `name`.
fn steps(place: &str) -> impl Iterator<Item = String> {
    place.split(['.', '[', ']']).filter(|step| !step.is_empty()).map(str::to_owned)
}
