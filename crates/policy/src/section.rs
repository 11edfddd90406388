//! Sections: the toggles of the privacy screen, with their defaults by role and their bounds (privacy.md, table
//! "Role-aware defaults").

use crate::{
    audience::Role,
    visibility::{Circle, Visibility},
};

const EMPLOYERS: Visibility = Visibility::Restricted(Circle::EMPLOYERS);

/// What a section is before its owner touches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SectionDefaults {
    /// For a student.
    pub student: Visibility,
    /// For an employer.
    pub employer: Visibility,
    /// For a mentor.
    pub mentor: Visibility,
}

impl SectionDefaults {
    /// The default for an owner with this role. Without a role yet: what is in all three, so the strictest.
    #[must_use]
    pub fn for_role(self, role: Option<Role>) -> Visibility {
        match role {
            Some(Role::Student) => self.student,
            Some(Role::Employer) => self.employer,
            Some(Role::Mentor) => self.mentor,
            None => [self.student, self.employer, self.mentor]
                .into_iter()
                .find(|v| [self.student, self.employer, self.mentor].into_iter().all(|other| v.within(other)))
                .unwrap_or(Visibility::Private),
        }
    }
}

macro_rules! sections {
    ($( $(#[$doc:meta])* $name:ident $text:literal $( in $parent:ident )? :
        $student:expr, $employer:expr, $mentor:expr; up to $most_open:expr; )*) => {
        /// A section of a profile: one toggle each.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Section { $( $(#[$doc])* $name, )* }

        impl Section {
            /// Every section, in the order of the specification.
            pub const ALL: &[Self] = &[$( Self::$name, )*];

            /// The name in the schema, the database and the published matrix.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $( Self::$name => $text, )* }
            }

            /// The section that this one is a part of: a sub-section is never more open than its parent.
            #[must_use]
            pub const fn parent(self) -> Option<Self> {
                match self { $( $( Self::$name => Some(Self::$parent), )? )* _ => None }
            }

            /// The defaults by role.
            #[must_use]
            pub const fn defaults(self) -> SectionDefaults {
                match self {
                    $( Self::$name => SectionDefaults { student: $student, employer: $employer, mentor: $mentor }, )*
                }
            }

            /// The most open level that an owner may choose.
            #[must_use]
            pub const fn most_open(self) -> Visibility {
                match self { $( Self::$name => $most_open, )* }
            }
        }
    };
}

use Visibility::{Platform, Private, Public};

sections! {
    /// Display name, headline, pronouns, avatar, cover, role. A profile exists only for those who see this.
    Header "HEADER": Platform, Public, Public; up to Public;
    /// The free text about oneself.
    About "ABOUT": Platform, Public, Public; up to Public;
    /// City-level location.
    Location "LOCATION": Platform, Public, Platform; up to Public;
    /// E-mail, phone and username, a part of the header.
    Contact "CONTACT" in Header: Private, EMPLOYERS, Private; up to EMPLOYERS;
    /// Web, GitHub, LinkedIn and the like.
    Links "LINKS": Platform, Public, Platform; up to Public;
    /// Skills with level and years.
    Skills "SKILLS": Platform, Platform, Public; up to Public;
    /// Education, without grades.
    Education "EDUCATION": Platform, Platform, Platform; up to Public;
    /// Grades, a part of education.
    Gpa "GPA" in Education: Private, Private, Private; up to EMPLOYERS;
    /// Work history.
    Work "WORK": Platform, Platform, Public; up to Public;
    /// Projects.
    Projects "PROJECTS": Platform, Platform, Platform; up to Public;
    /// Images and documents.
    Media "MEDIA": Platform, Platform, Platform; up to Public;
    /// Languages with CEFR level.
    Languages "LANGUAGES": Platform, Platform, Platform; up to Public;
    /// Certificates.
    Certificates "CERTIFICATES": Platform, Platform, Public; up to Public;
    /// Badges.
    Badges "BADGES": Platform, Platform, Public; up to Public;
    /// Endorsements of skills.
    Endorsements "ENDORSEMENTS": Platform, Platform, Public; up to Public;
    /// Recommendations as text.
    Recommendations "RECOMMENDATIONS": Platform, Platform, Public; up to Public;
    /// Gig history and reviews.
    Gigs "GIGS": EMPLOYERS, Platform, Platform; up to Public;
    /// The reputation index.
    Reputation "REPUTATION": EMPLOYERS, Platform, Platform; up to Public;
    /// When, how much and at what rate somebody works.
    Availability "AVAILABILITY": EMPLOYERS, Platform, Platform; up to Public;
    /// The verification level, not its evidence.
    Verification "VERIFICATION": Platform, Public, Public; up to Public;
    /// Score and gaps.
    Strength "STRENGTH": Private, Private, Private; up to Private;
    /// What was derived for matching.
    Facets "FACETS": Private, Private, Private; up to Private;
    /// Timezone, currency, locale, settings, master switches.
    Preferences "PREFERENCES": Private, Private, Private; up to Private;
    /// Version, times and positions: they would tell of hidden edits.
    System "SYSTEM": Private, Private, Private; up to Private;
    /// Consent records.
    Consents "CONSENTS": Private, Private, Private; up to Private;
    /// Who saw what.
    AccessLog "ACCESS_LOG": Private, Private, Private; up to Private;
    /// Resume content, jobs, applications.
    Career "CAREER": Private, Private, Private; up to Private;
    /// The address book of the career workspace.
    Contacts "CONTACTS": Private, Private, Private; up to Private;
}

impl Section {
    /// How many sections there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The section with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|section| section.name() == name)
    }

    /// Whether the owner has a choice at all.
    #[must_use]
    pub const fn is_fixed(self) -> bool {
        matches!(self.most_open(), Visibility::Private)
    }
}

/// A set of sections, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SectionSet(u32);

const _: () = assert!(Section::COUNT <= 32, "SectionSet holds its sections in 32 bits");

impl SectionSet {
    /// No section.
    pub const EMPTY: Self = Self(0);
    /// Every section.
    pub const ALL: Self = Self(u32::MAX >> (32 - Section::COUNT));

    /// Whether `section` is in it.
    #[must_use]
    pub const fn contains(self, section: Section) -> bool {
        self.0 & (1 << section as u8) != 0
    }

    /// This set and `section`.
    #[must_use]
    pub const fn with(self, section: Section) -> Self {
        Self(self.0 | (1 << section as u8))
    }

    /// Whether there is none in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_stay_within_the_bounds_and_the_strictest_is_within_every_role() {
        for section in Section::ALL {
            let strictest = section.defaults().for_role(None);
            for role in Role::ALL {
                let default = section.defaults().for_role(Some(role));
                assert!(default.within(section.most_open()), "{} for {}", section.name(), role.name());
                assert!(strictest.within(default), "{} without a role", section.name());
            }
        }
        assert_eq!(Section::Header.defaults().for_role(None), Visibility::Platform);
        assert_eq!(Section::Contact.defaults().for_role(None), Visibility::Private);
    }
}
