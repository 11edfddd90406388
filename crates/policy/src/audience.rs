//! Audiences: the classes that a viewer falls into for one profile (spec: privacy.md, Vocabulary).

use serde::{Deserialize, Serialize};

use crate::section::SectionSet;

/// The class of a viewer, for one profile. A viewer holds a set of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Audience {
    /// Not signed in; crawlers too. Everybody holds it, the excluded apart.
    Anonymous,
    /// Signed in with an active profile of their own.
    Member,
    /// A member whose role is mentor.
    Mentor,
    /// A member of a verified organisation.
    Employer,
    /// Holds a live grant, or a share link, for the section in question.
    Grantee,
    /// The user that the profile belongs to.
    Owner,
    /// Staff with a stated purpose.
    Moderator,
    /// Staff with a stated purpose.
    Admin,
    /// Blocked by the owner: the profile does not exist for them while they are signed in.
    Excluded,
}

impl Audience {
    /// Every audience, in the order of the specification.
    pub const ALL: [Self; 9] = [
        Self::Anonymous,
        Self::Member,
        Self::Mentor,
        Self::Employer,
        Self::Grantee,
        Self::Owner,
        Self::Moderator,
        Self::Admin,
        Self::Excluded,
    ];

    /// The name in the schema and in `docs/PRIVACY_MATRIX.md`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anonymous => "ANONYMOUS",
            Self::Member => "MEMBER",
            Self::Mentor => "MENTOR",
            Self::Employer => "EMPLOYER",
            Self::Grantee => "GRANTEE",
            Self::Owner => "OWNER",
            Self::Moderator => "MODERATOR",
            Self::Admin => "ADMIN",
            Self::Excluded => "EXCLUDED",
        }
    }
}

/// A set of audiences, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct AudienceSet(u16);

impl AudienceSet {
    /// No audience.
    pub const EMPTY: Self = Self(0);

    /// The set of exactly these.
    #[must_use]
    pub const fn of(audiences: &[Audience]) -> Self {
        let mut bits = 0;
        let mut i = 0;
        while i < audiences.len() {
            bits |= 1 << audiences[i] as u8;
            i += 1;
        }
        Self(bits)
    }

    /// Whether `audience` is in the set.
    #[must_use]
    pub const fn contains(self, audience: Audience) -> bool {
        self.0 & (1 << audience as u8) != 0
    }

    /// This set and `audience`.
    #[must_use]
    pub const fn with(self, audience: Audience) -> Self {
        Self(self.0 | (1 << audience as u8))
    }

    /// This set without `audience`.
    #[must_use]
    pub const fn without(self, audience: Audience) -> Self {
        Self(self.0 & !(1 << audience as u8))
    }

    /// The audiences in both.
    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The audiences in either.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The audiences in this set and not in the other.
    #[must_use]
    pub const fn difference(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether there is no audience in it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The audiences in it, in the order of the specification.
    pub fn iter(self) -> impl Iterator<Item = Audience> {
        Audience::ALL.into_iter().filter(move |a| self.contains(*a))
    }
}

/// What a person does on the platform (capability P1). Synced from Clerk; staff rights are apart, see [`Staff`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// Learns and takes gigs.
    Student,
    /// Hires; reads as EMPLOYER only once verified.
    Employer,
    /// Guides students.
    Mentor,
}

impl Role {
    /// Every role, in the order of the matrix's columns.
    pub const ALL: [Self; 3] = [Self::Student, Self::Employer, Self::Mentor];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Student => "STUDENT",
            Self::Employer => "EMPLOYER",
            Self::Mentor => "MENTOR",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Rights of the platform's own people, given by `folio user role` only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Staff {
    /// Handles reports and takedowns.
    Moderator,
    /// Runs the platform.
    Admin,
}

impl Staff {
    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Moderator => "MODERATOR",
            Self::Admin => "ADMIN",
        }
    }

    /// The staff right with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Moderator, Self::Admin].into_iter().find(|staff| staff.name() == name)
    }
}

/// How one viewer stands to one profile: the facts, all from our database, that a decision starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Relation {
    /// The profile is the viewer's own.
    pub owner: bool,
    /// Signed in, and the viewer's own profile is ACTIVE. Somebody suspended reads like an anonymous visitor.
    pub active_member: bool,
    /// Signed in at all, active or not: what EXCLUDED holds for.
    pub signed_in: bool,
    /// The viewer's role is mentor.
    pub mentor: bool,
    /// The viewer belongs to a verified organisation, or staff flagged them as a verified employer.
    pub verified_employer: bool,
    /// Staff rights, and whether a purpose was stated for this read.
    pub staff: Option<StaffRead>,
    /// The owner blocks this viewer, their organisation or their e-mail domain.
    pub excluded: bool,
    /// Sections that a live grant or share link opens to this viewer.
    pub grants: SectionSet,
}

/// A read by staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaffRead {
    /// Which right.
    pub staff: Staff,
    /// A purpose was stated, so the read is recorded and PRIVATE opens.
    pub purpose_stated: bool,
}

impl Relation {
    /// An anonymous visitor.
    pub const ANONYMOUS: Self = Self {
        owner: false,
        active_member: false,
        signed_in: false,
        mentor: false,
        verified_employer: false,
        staff: None,
        excluded: false,
        grants: SectionSet::EMPTY,
    };

    /// A signed-in member without any other quality.
    pub const MEMBER: Self = Self { active_member: true, signed_in: true, ..Self::ANONYMOUS };

    /// The audiences that this viewer holds, for the profile as a whole.
    ///
    /// OWNER is decided first, EXCLUDED beats all but staff, staff without a stated purpose read as MEMBER
    /// and nothing more (privacy.md, Vocabulary). GRANTEE is in the set when any section is granted; the decision
    /// narrows it to the sections that are.
    #[must_use]
    pub fn audiences(&self) -> AudienceSet {
        if self.owner {
            return AudienceSet::of(&[Audience::Owner]);
        }
        if let Some(StaffRead { staff, purpose_stated: true }) = self.staff {
            let right = match staff {
                Staff::Moderator => Audience::Moderator,
                Staff::Admin => Audience::Admin,
            };
            return AudienceSet::of(&[Audience::Anonymous, Audience::Member, right]);
        }
        // A member is signed in, whatever `signed_in` says.
        if self.excluded && (self.signed_in || self.active_member) {
            return AudienceSet::of(&[Audience::Excluded]);
        }
        let mut set = AudienceSet::of(&[Audience::Anonymous]);
        if self.active_member {
            set = set.with(Audience::Member);
        }
        if self.staff.is_some() {
            return set;
        }
        if self.active_member {
            if self.mentor {
                set = set.with(Audience::Mentor);
            }
            if self.verified_employer {
                set = set.with(Audience::Employer);
            }
        }
        if !self.grants.is_empty() {
            set = set.with(Audience::Grantee);
        }
        set
    }

    /// The plainest relation that holds `audience`: what "view as" and the tests ask with.
    #[must_use]
    pub fn typical(audience: Audience) -> Self {
        match audience {
            Audience::Anonymous => Self::ANONYMOUS,
            Audience::Member => Self::MEMBER,
            Audience::Mentor => Self { mentor: true, ..Self::MEMBER },
            Audience::Employer => Self { verified_employer: true, ..Self::MEMBER },
            Audience::Grantee => Self { grants: SectionSet::ALL, ..Self::MEMBER },
            Audience::Owner => Self { owner: true, ..Self::MEMBER },
            Audience::Moderator => Self {
                staff: Some(StaffRead { staff: Staff::Moderator, purpose_stated: true }),
                ..Self::MEMBER
            },
            Audience::Admin => {
                Self { staff: Some(StaffRead { staff: Staff::Admin, purpose_stated: true }), ..Self::MEMBER }
            }
            Audience::Excluded => Self { excluded: true, ..Self::MEMBER },
        }
    }
}
