//! The sections by name.

use async_graphql::Enum;

/// A section of a profile: one toggle each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[graphql(name = "Section", remote = "folio_policy::Section")]
pub enum SectionName {
    /// Display name, headline, pronouns, avatar, cover, role. A profile exists only for those who see this.
    Header,
    /// The free text about oneself.
    About,
    /// City-level location.
    Location,
    /// E-mail, phone and username, a part of the header.
    Contact,
    /// Web, GitHub, LinkedIn and the like.
    Links,
    /// Skills with level and years.
    Skills,
    /// Education, without grades.
    Education,
    /// Grades, a part of education.
    Gpa,
    /// Work history.
    Work,
    /// Projects.
    Projects,
    /// Images and documents.
    Media,
    /// Languages with CEFR level.
    Languages,
    /// Certificates.
    Certificates,
    /// Badges.
    Badges,
    /// Endorsements of skills.
    Endorsements,
    /// Recommendations as text.
    Recommendations,
    /// Gig history and reviews.
    Gigs,
    /// The reputation index.
    Reputation,
    /// When, how much and at what rate somebody works.
    Availability,
    /// The verification level, not its evidence.
    Verification,
    /// Score and gaps.
    Strength,
    /// What was derived for matching.
    Facets,
    /// Timezone, currency, locale, settings, master switches.
    Preferences,
    /// Version, times and positions: they would tell of hidden edits.
    System,
    /// Consent records.
    Consents,
    /// Who saw what.
    AccessLog,
    /// Resume content, jobs, applications.
    Career,
    /// The address book of the career workspace.
    Contacts,
}
