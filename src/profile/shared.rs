//! Types that several sections use.

use async_graphql::{Enum, InputObject, SimpleObject};
use folio_db::Provenance;
use folio_policy::Role;

use crate::graphql::plain::Plain;

/// Where an item came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(name = "Provenance")]
pub enum ItemProvenance {
    /// Typed in by the owner.
    Manual,
    /// From a file: JSON Resume and the like.
    Import,
    /// From a signed event of the platform.
    Event,
}

impl From<Provenance> for ItemProvenance {
    fn from(provenance: Provenance) -> Self {
        match provenance {
            Provenance::Manual => Self::Manual,
            Provenance::Import => Self::Import,
            Provenance::Event => Self::Event,
        }
    }
}

/// What a person does on the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(name = "Role")]
pub enum RoleName {
    /// Learns and takes gigs.
    Student,
    /// Hires.
    Employer,
    /// Guides students.
    Mentor,
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Student => Self::Student,
            Role::Employer => Self::Employer,
            Role::Mentor => Self::Mentor,
        }
    }
}

/// How far a value is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum VisibilityLevel {
    /// Everyone, crawlers included.
    Public,
    /// Any active member.
    Platform,
    /// A chosen subset of employers and mentors, and holders of a grant.
    Restricted,
    /// The owner; staff only with a stated purpose.
    Private,
}

/// A part of the subset of a RESTRICTED value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum Circle {
    /// Verified employers.
    Employers,
    /// Mentors.
    Mentors,
}

/// A visibility: a level, and for RESTRICTED the subset it is open to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct Visibility {
    /// The level.
    level: VisibilityLevel,
    /// For RESTRICTED: to whom, beside holders of a grant. Empty at the other levels.
    to: Vec<Circle>,
}

/// A visibility to be set.
#[derive(Debug, Clone, PartialEq, Eq, InputObject)]
pub struct VisibilityInput {
    /// The level.
    level: VisibilityLevel,
    /// For RESTRICTED: to whom, beside holders of a grant; employers if nothing is given. Of no meaning at the other
    /// levels.
    to: Option<Vec<Circle>>,
}

impl From<VisibilityInput> for folio_policy::Visibility {
    fn from(input: VisibilityInput) -> Self {
        match input.level {
            VisibilityLevel::Public => Self::Public,
            VisibilityLevel::Platform => Self::Platform,
            VisibilityLevel::Private => Self::Private,
            VisibilityLevel::Restricted => Self::Restricted(match input.to {
                None => folio_policy::Circle::EMPLOYERS,
                Some(to) => folio_policy::Circle {
                    employers: to.contains(&Circle::Employers),
                    mentors: to.contains(&Circle::Mentors),
                },
            }),
        }
    }
}

impl From<folio_policy::Visibility> for Visibility {
    fn from(visibility: folio_policy::Visibility) -> Self {
        use folio_policy::Visibility as Policy;
        let (level, to) = match visibility {
            Policy::Public => (VisibilityLevel::Public, Vec::new()),
            Policy::Platform => (VisibilityLevel::Platform, Vec::new()),
            Policy::Private => (VisibilityLevel::Private, Vec::new()),
            Policy::Restricted(circle) => (
                VisibilityLevel::Restricted,
                [(circle.employers, Circle::Employers), (circle.mentors, Circle::Mentors)]
                    .into_iter()
                    .filter_map(|(chosen, circle)| chosen.then_some(circle))
                    .collect(),
            ),
        };
        Self { level, to }
    }
}
