//! The rule of each text field. Lengths are in characters: Unicode scalar values after normalisation.

use super::TextRule;

/// The name on a profile.
pub const DISPLAY_NAME: TextRule = TextRule::single_line(100);
/// Pronouns.
pub const PRONOUNS: TextRule = TextRule::single_line(40);
/// The line below the name: a title, a role sought.
pub const HEADLINE: TextRule = TextRule::single_line(160);
/// The text about oneself.
pub const ABOUT: TextRule = TextRule::multi_line(5_000);
/// A city.
pub const CITY: TextRule = TextRule::single_line(100);
/// A region, state or province.
pub const REGION: TextRule = TextRule::single_line(100);
/// An e-mail address, as RFC 5321 bounds it.
pub const EMAIL: TextRule = TextRule::single_line(254);
/// A phone number with its punctuation.
pub const PHONE: TextRule = TextRule::single_line(40);

/// What a link is called.
pub const LINK_LABEL: TextRule = TextRule::single_line(60);
/// An account name on another network.
pub const LINK_USERNAME: TextRule = TextRule::single_line(100);

/// A school or university.
pub const INSTITUTION: TextRule = TextRule::single_line(200);
/// What was studied.
pub const FIELD_OF_STUDY: TextRule = TextRule::single_line(200);
/// A degree.
pub const DEGREE: TextRule = TextRule::single_line(200);
/// Honours awarded with a degree.
pub const HONOURS: TextRule = TextRule::single_line(200);
/// A score in words.
pub const SCORE: TextRule = TextRule::single_line(60);
/// The name of a course.
pub const COURSE: TextRule = TextRule::single_line(200);

/// The name of a project.
pub const PROJECT_NAME: TextRule = TextRule::single_line(200);
/// What a project is about.
pub const PROJECT_DESCRIPTION: TextRule = TextRule::multi_line(5_000);
/// One achievement in a list.
pub const HIGHLIGHT: TextRule = TextRule::multi_line(1_000);
/// A role in a project.
pub const ROLE: TextRule = TextRule::single_line(100);
/// All roles of a project together, as a profile keeps them.
pub const PROJECT_ROLES: TextRule = TextRule::single_line(1_000);
/// Whom a project was made for or with.
pub const ENTITY: TextRule = TextRule::single_line(200);
/// A keyword or skill.
pub const KEYWORD: TextRule = TextRule::single_line(100);
/// The kind of a project, such as "application" or "talk".
pub const PROJECT_KIND: TextRule = TextRule::single_line(60);

/// What a certificate is of.
pub const CERTIFICATE_TITLE: TextRule = TextRule::single_line(200);
/// A provider's number of a certificate.
pub const CREDENTIAL_ID: TextRule = TextRule::single_line(200);
/// What a gig was.
pub const GIG_TITLE: TextRule = TextRule::single_line(200);
/// A person's part in a gig.
pub const GIG_ROLE: TextRule = TextRule::single_line(200);
/// What sort of gig it was.
pub const CATEGORY: TextRule = TextRule::single_line(100);
/// What a client said of a gig.
pub const REVIEW: TextRule = TextRule::multi_line(5_000);

/// What a badge is called.
pub const BADGE_NAME: TextRule = TextRule::single_line(120);
/// What a badge stands for.
pub const BADGE_DESCRIPTION: TextRule = TextRule::multi_line(2_000);
/// What is needed for a badge.
pub const BADGE_CRITERIA: TextRule = TextRule::multi_line(5_000);
/// What a badge is about.
pub const BADGE_CATEGORY: TextRule = TextRule::single_line(60);
/// What somebody got a badge for.
pub const EVIDENCE: TextRule = TextRule::multi_line(2_000);
/// Why a badge was taken back.
pub const REASON: TextRule = TextRule::multi_line(1_000);

/// What somebody worked as.
pub const JOB_TITLE: TextRule = TextRule::single_line(200);
/// Where somebody worked, as people write it.
pub const PLACE: TextRule = TextRule::single_line(200);
/// What a place of work was about.
pub const WORK_DESCRIPTION: TextRule = TextRule::multi_line(5_000);

/// What a skill is called.
pub const SKILL: TextRule = TextRule::single_line(100);

/// What a media item is called.
pub const MEDIA_TITLE: TextRule = TextRule::single_line(200);
/// What a media item is about.
pub const MEDIA_DESCRIPTION: TextRule = TextRule::multi_line(2_000);
/// What is to be seen on an image, for those who don't see it.
pub const ALT_TEXT: TextRule = TextRule::single_line(500);
/// What a file is called.
pub const FILENAME: TextRule = TextRule::single_line(200);
/// How somebody who speaks of another knows them.
pub const RELATIONSHIP: TextRule = TextRule::single_line(120);
/// What else there is to say of somebody's skill.
pub const ENDORSEMENT_NOTE: TextRule = TextRule::multi_line(500);
/// What somebody writes of another.
pub const RECOMMENDATION: TextRule = TextRule::multi_line(3_000);
/// What somebody asks a recommendation with.
pub const REQUEST: TextRule = TextRule::multi_line(500);
