//! Public repositories on GitHub, as projects.
//!
//! They are written as the JSON Resume file that they amount to, and that is read as any other: see [`super::linkedin`].
//!
//! Reading order: this file, `api.rs` (how GitHub is asked).

mod api;

use std::{fmt, str::FromStr};

use folio_db::ImportSource;
use futures_util::future::BoxFuture;
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub use api::{API_URL, Api, MAX_REPOSITORIES, SetupError, Timing};

use crate::resume::{self, LossReason, LossReport, Parts, Path, ResumeDraft, ResumeError};

/// The name of an account on GitHub: up to 39 letters, digits and single dashes between them. It says nothing of who asks.
#[derive(Clone, PartialEq, Eq)]
pub struct Login(String);

/// A text that is no such name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name on GitHub has 1 to 39 letters and digits, with single dashes between them")]
pub struct NotALogin;

const MOST_OF_A_LOGIN: usize = 39;

impl FromStr for Login {
    type Err = NotALogin;

    fn from_str(text: &str) -> Result<Self, NotALogin> {
        let plain =
            text.split('-').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        (plain && text.len() <= MOST_OF_A_LOGIN).then(|| Self(text.to_owned())).ok_or(NotALogin)
    }
}

impl Login {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// It is somebody's name.
impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login")
    }
}

/// A repository, as far as it is of use. Not `Debug`: it is somebody's data.
#[derive(Clone, Deserialize)]
#[allow(missing_docs, reason = "as in GitHub's REST API")]
pub struct Repository {
    pub name: String,
    pub html_url: String,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub language: Option<String>,
    #[serde(default)]
    pub topics: Vec<String>,
    #[serde(default)]
    pub fork: bool,
    #[serde(default)]
    pub archived: bool,
    /// True unless it says otherwise: what isn't public is nobody's business here, whatever a token may read.
    #[serde(default = "unsaid")]
    pub private: bool,
    #[serde(default)]
    pub created_at: Option<String>,
    #[serde(default)]
    pub pushed_at: Option<String>,
}

const fn unsaid() -> bool {
    true
}

/// What an account has.
#[derive(Clone, Default)]
pub struct Listed {
    /// Those that it owns, the one that was pushed to last first.
    pub repositories: Vec<Repository>,
    /// Whether there are more that weren't asked for.
    pub more: bool,
    /// How many entries of an answer can't be read as a repository.
    pub unreadable: usize,
}

/// Why GitHub's answer isn't there. Holds nothing of it, and no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotListed {
    /// There is no such account.
    #[error("GitHub knows no account of this name")]
    Unknown,
    /// Too much was asked.
    #[error("GitHub takes no more questions for now: try again in {} minute(s)", .0.div_ceil(60).max(1))]
    Limited(u64),
    /// It refuses to answer.
    #[error("GitHub refuses to tell")]
    Refused,
    /// It can't be reached, or doesn't answer as it should.
    #[error("GitHub can't be asked just now: try again later")]
    Failed,
    /// Others are asking.
    #[error("too many imports from GitHub are under way: try again in a moment")]
    Busy,
}

/// Whoever knows the repositories of an account.
pub trait Repositories: Send + Sync {
    /// Those that the account owns, within the time that somebody waits for an answer.
    fn of<'a>(&'a self, login: &'a Login) -> BoxFuture<'a, Result<Listed, NotListed>>;
}

/// What was read of an account. Not `Debug`: it is somebody's data.
#[derive(Clone)]
pub struct GitHub {
    /// Its projects.
    pub draft: ResumeDraft,
    /// Projects alone.
    pub parts: Parts,
    /// What was left out.
    pub losses: LossReport,
}

/// Makes projects of an account's repositories: of those that are public and not archived; forks if they are wanted.
///
/// # Errors
/// When nothing can be made of it.
pub fn read(listed: Listed, forks: bool) -> Result<GitHub, ResumeError> {
    let mut losses = LossReport::default();
    let place = Path::root().key("projects");
    let all = listed.repositories.len();
    let wanted: Vec<Repository> =
        listed.repositories.into_iter().filter(|one| !one.private && !one.archived).collect();
    let shown = wanted.len();
    let wanted: Vec<Repository> = wanted.into_iter().filter(|one| forks || !one.fork).collect();
    let mut lose = |count: usize, reason, what: &str| {
        if count > 0 {
            losses.add(&place, reason, format!("{count} {what}"));
        }
    };
    lose(all - shown, LossReason::NotKept, "repositories that are archived or not public were left out");
    lose(shown - wanted.len(), LossReason::NotKept, "forks were left out");
    lose(
        listed.unreadable,
        LossReason::Unreadable,
        "entries of GitHub's answer can't be read as a repository",
    );
    if listed.more {
        let message =
            format!("only the {MAX_REPOSITORIES} repositories that were pushed to last were looked at");
        losses.add(&place, LossReason::TooMany, message);
    }
    let mut file = Map::new();
    // A draft has a name, which isn't written anywhere.
    file.insert("basics".to_owned(), json!({ "name": "?" }));
    file.insert("projects".to_owned(), wanted.into_iter().map(project).collect());
    let read = resume::read(file, LossReport::default())?;
    losses.append(read.losses);
    let parts = Parts { projects: true, source: ImportSource::GitHub, ..Parts::default() };
    Ok(GitHub { draft: read.draft, parts, losses })
}

fn project(one: Repository) -> Value {
    let day = |time: Option<String>| time.and_then(|time| time.get(..10).map(str::to_owned));
    let mut skills: Vec<String> = one.language.into_iter().collect();
    for topic in one.topics {
        if !skills.iter().any(|known| known.eq_ignore_ascii_case(&topic)) {
            skills.push(topic);
        }
    }
    json!({
        "name": one.name,
        "description": one.description,
        "url": one.html_url,
        "type": "repository",
        "keywords": skills,
        "startDate": day(one.created_at),
        "endDate": day(one.pushed_at),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(name: &str) -> Repository {
        serde_json::from_value(json!({
            "name": name,
            "html_url": format!("https://github.com/ada/{name}"),
            "description": "Computes Bernoulli numbers",
            "language": "Rust",
            "topics": ["rust", "numbers"],
            "private": false,
            "created_at": "2020-05-06T07:08:09Z",
            "pushed_at": "2024-01-02T03:04:05Z",
        }))
        .expect("it is one")
    }

    #[test]
    fn names_are_as_github_has_them() {
        for name in ["ada", "a", "Ada-Lovelace-1815", &"x".repeat(39)] {
            assert_eq!(name.parse::<Login>().expect("it is one").as_str(), name);
        }
        for name in ["", "-ada", "ada-", "a--b", "a_b", "a/b", "a.b", "..", "ä", "a b", &"x".repeat(40)] {
            assert_eq!(name.parse::<Login>(), Err(NotALogin), "{name}");
        }
    }

    #[test]
    fn a_repository_becomes_a_project() {
        let listed = Listed { repositories: vec![repository("engine")], ..Listed::default() };
        let read = read(listed, false).unwrap_or_else(|error| panic!("{error}"));
        let draft = serde_json::to_value(&read.draft).expect("it can be written");
        let project = &draft["projects"][0];
        assert_eq!(project["name"], "engine");
        assert_eq!(project["url"], "https://github.com/ada/engine");
        assert_eq!(project["keywords"], json!(["Rust", "numbers"]), "each skill once");
        assert_eq!((&project["start"], &project["end"]), (&json!("2020-05-06"), &json!("2024-01-02")));
        assert!(read.losses.losses().is_empty(), "{}", read.losses);
        assert!(read.parts.projects && !read.parts.core && !read.parts.skills);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let archived = Repository { archived: true, ..repository("old") };
        let private = Repository { private: true, ..repository("secret") };
        let fork = Repository { fork: true, ..repository("fork") };
        let all = || Listed {
            repositories: vec![repository("engine"), archived.clone(), private.clone(), fork.clone()],
            more: true,
            unreadable: 1,
        };
        let names = |read: &GitHub| -> Vec<String> {
            read.draft.projects.iter().map(|project| project.name.clone()).collect()
        };
        let without = read(all(), false).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(names(&without), ["engine"]);
        assert_eq!(without.losses.losses().len(), 4, "{}", without.losses);
        assert!(!without.losses.to_string().contains("secret"), "{}", without.losses);
        let with = read(all(), true).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(names(&with), ["engine", "fork"]);
        // What doesn't say that it is public isn't.
        let silent: Repository =
            serde_json::from_value(json!({ "name": "a", "html_url": "https://github.com/a/a" }))
                .expect("it is one");
        assert!(silent.private);
    }
}
