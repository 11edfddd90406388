//! What an import found, checked field by field, before it meets a profile. Drafts are not `Debug`: they are somebody's
//! data.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::civil_date::CivilDate;
use crate::languages::LanguageLevel;
use crate::profile_skills::SkillLevel;
use crate::text::WebUrl;

/// The parts of a profile that a resume gave. Lists are in the order of the file.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ResumeDraft {
    /// Who it is about.
    pub core: CoreDraft,
    /// The person's own site first, then profiles on other networks.
    pub links: Vec<LinkDraft>,
    /// What they say they can do, each once. None in drafts that were kept before skills were read.
    #[serde(default)]
    pub skills: Vec<SkillDraft>,
    /// Where they studied.
    pub education: Vec<EducationDraft>,
    /// What they made.
    pub projects: Vec<ProjectDraft>,
    /// Where they worked.
    pub work: Vec<WorkDraft>,
    /// What they speak; each language once.
    pub languages: Vec<LanguageDraft>,
    /// What they have certificates of.
    pub certificates: Vec<CertificateDraft>,
}

/// Name, title and place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CoreDraft {
    /// `basics.name`; older: first and last name.
    pub display_name: String,
    /// `basics.label`.
    pub headline: Option<String>,
    /// `basics.summary`.
    pub about: Option<String>,
    /// `basics.location.city`.
    pub city: Option<String>,
    /// `basics.location.region`.
    pub region: Option<String>,
    /// `basics.location.countryCode`: ISO 3166-1 alpha-2, capitals.
    pub country_code: Option<String>,
}

/// What a link leads to, judged by its host and not by what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinkKind {
    /// The person's own site.
    Website,
    /// github.com
    #[serde(rename = "GITHUB")]
    GitHub,
    /// gitlab.com
    #[serde(rename = "GITLAB")]
    GitLab,
    /// linkedin.com
    #[serde(rename = "LINKEDIN")]
    LinkedIn,
    /// twitter.com and x.com
    Twitter,
    /// stackoverflow.com
    StackOverflow,
    /// Anywhere else; the label says where.
    Other,
}

impl LinkKind {
    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Website => "WEBSITE",
            Self::GitHub => "GITHUB",
            Self::GitLab => "GITLAB",
            Self::LinkedIn => "LINKEDIN",
            Self::Twitter => "TWITTER",
            Self::StackOverflow => "STACK_OVERFLOW",
            Self::Other => "OTHER",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let all = [
            Self::Website,
            Self::GitHub,
            Self::GitLab,
            Self::LinkedIn,
            Self::Twitter,
            Self::StackOverflow,
            Self::Other,
        ];
        all.into_iter().find(|kind| kind.name() == name)
    }

    /// What a file calls the network; `None` where the kind names none.
    #[must_use]
    pub const fn network(self) -> Option<&'static str> {
        match self {
            Self::GitHub => Some("GitHub"),
            Self::GitLab => Some("GitLab"),
            Self::LinkedIn => Some("LinkedIn"),
            Self::Twitter => Some("Twitter"),
            Self::StackOverflow => Some("Stack Overflow"),
            Self::Website | Self::Other => None,
        }
    }
}

/// A link on a profile.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkDraft {
    /// What it leads to.
    pub kind: LinkKind,
    /// The network's name where the kind doesn't say it.
    pub label: Option<String>,
    /// The account's name on that network.
    pub username: Option<String>,
    /// The address.
    pub url: WebUrl,
}

/// A skill.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SkillDraft {
    /// What the file calls it.
    pub name: String,
    /// How well.
    pub level: Option<SkillLevel>,
}

/// A time of study.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EducationDraft {
    /// School or university.
    pub institution: String,
    /// Its site.
    pub url: Option<WebUrl>,
    /// `area`.
    pub field_of_study: Option<String>,
    /// `studyType`.
    pub degree: Option<String>,
    /// When it began.
    pub start: Option<CivilDate>,
    /// When it ended; `None` while it lasts, or when the file doesn't say.
    pub end: Option<CivilDate>,
    /// A score in numbers. Sensitive: governed as GPA.
    pub gpa: Option<Gpa>,
    /// A score that isn't a number, as it was written. Governed as GPA, too.
    pub score_text: Option<String>,
    /// Honours of the degree, such as "cum laude".
    pub honours: Option<String>,
    /// Courses, in order.
    pub coursework: Vec<String>,
}

/// A project.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ProjectDraft {
    /// What it is called.
    pub name: String,
    /// What it is about.
    pub description: Option<String>,
    /// Achievements, in order.
    pub highlights: Vec<String>,
    /// The person's roles in it; together they fit into the one line that a profile has for them.
    pub roles: Vec<String>,
    /// For or with whom.
    pub entity: Option<String>,
    /// Where to see it.
    pub url: Option<WebUrl>,
    /// When it began.
    pub start: Option<CivilDate>,
    /// When it ended; `None` while it lasts, or when the file doesn't say.
    pub end: Option<CivilDate>,
    /// Techniques and topics.
    pub keywords: Vec<String>,
    /// `type`, such as "application".
    pub kind: Option<String>,
}

/// A place of work.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkDraft {
    /// `name`; older: `company`.
    pub company: String,
    /// Its site.
    pub url: Option<WebUrl>,
    /// `position`.
    pub title: String,
    /// Where it was done.
    pub location: Option<String>,
    /// `summary`.
    pub description: Option<String>,
    /// Achievements, in order.
    pub highlights: Vec<String>,
    /// Techniques and topics.
    pub skills: Vec<String>,
    /// When it began.
    pub start: Option<CivilDate>,
    /// When it ended, which isn't to come; `None` while it lasts, or when the file doesn't say.
    pub end: Option<CivilDate>,
}

/// A language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LanguageDraft {
    /// BCP 47 tag.
    pub language: String,
    /// `fluency`, where a level can be read in it.
    pub level: Option<LanguageLevel>,
}

/// A certificate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CertificateDraft {
    /// `name`.
    pub title: String,
    /// `issuer`.
    pub provider: Option<String>,
    /// Where to see it.
    pub url: Option<WebUrl>,
    /// `date`.
    pub issued: Option<CivilDate>,
    /// Until when it counts: `expires`, which isn't of the format.
    pub expires: Option<CivilDate>,
    /// The issuer's number of it: `credentialId`, which isn't of the format.
    pub credential_id: Option<String>,
}

/// A grade point average in hundredths, so that 3.81 stays 3.81: from 0.00 to 1000.00, and not above its
/// scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Gpa {
    value_hundredths: i32,
    scale_hundredths: Option<i32>,
}

impl Gpa {
    /// The highest value and scale: 1000.00.
    pub const MAX_HUNDREDTHS: i32 = 100_000;

    /// `None` when out of range, above its scale, or on a scale of nothing.
    pub fn new(value_hundredths: i32, scale_hundredths: Option<i32>) -> Option<Self> {
        let scale_fits = scale_hundredths
            .is_none_or(|scale| (1..=Self::MAX_HUNDREDTHS).contains(&scale) && value_hundredths <= scale);
        ((0..=Self::MAX_HUNDREDTHS).contains(&value_hundredths) && scale_fits)
            .then_some(Self { value_hundredths, scale_hundredths })
    }

    /// The value, in hundredths.
    pub fn value_hundredths(self) -> i32 {
        self.value_hundredths
    }

    /// The best value possible, in hundredths, where the file says it.
    pub fn scale_hundredths(self) -> Option<i32> {
        self.scale_hundredths
    }
}

impl<'de> Deserialize<'de> for Gpa {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Parts {
            value_hundredths: i32,
            scale_hundredths: Option<i32>,
        }
        let parts = Parts::deserialize(deserializer)?;
        Self::new(parts.value_hundredths, parts.scale_hundredths)
            .ok_or_else(|| serde::de::Error::custom("a GPA is from 0 to its scale, at most 1000.00"))
    }
}

impl fmt::Display for Gpa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02}", self.value_hundredths / 100, self.value_hundredths % 100)?;
        match self.scale_hundredths {
            Some(scale) => write!(f, "/{}.{:02}", scale / 100, scale % 100),
            None => Ok(()),
        }
    }
}
