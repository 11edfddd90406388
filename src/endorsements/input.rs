//! What endorsers write.

use async_graphql::{Enum, InputObject, MaybeUndefined};
use folio_db::{accounts::Account, endorsements::EndorsementRow};
use folio_policy::Role;

use crate::{
    graphql::plain::Plain,
    text::limits,
    write::{Checks, UserErrorCode},
};

/// As what somebody speaks of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
pub enum Capacity {
    /// As a mentor, which they are on the platform.
    Mentor,
    /// As an employer, of a verified organisation.
    Employer,
    /// As somebody who works or learns beside them.
    Peer,
}

impl Capacity {
    const ALL: [Self; 3] = [Self::Mentor, Self::Employer, Self::Peer];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mentor => "MENTOR",
            Self::Employer => "EMPLOYER",
            Self::Peer => "PEER",
        }
    }

    /// The capacity with this name.
    #[must_use]
    pub fn parse(stored: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|capacity| capacity.name() == stored)
    }

    /// Notes it if somebody with this account doesn't speak in this capacity.
    pub(crate) fn check(self, account: &Account, checks: &mut Checks) {
        let (so, what) = match self {
            Self::Mentor => (account.role == Some(Role::Mentor), "you aren't a mentor here"),
            Self::Employer => (account.verified_employer, "you aren't a verified employer here"),
            Self::Peer => (true, ""),
        };
        if !so {
            checks.refuse(
                "capacity",
                UserErrorCode::Invalid,
                format!("{what}: PEER is what everybody may be"),
            );
        }
    }
}

/// What somebody says of another's skill.
#[derive(Debug, Clone, InputObject)]
pub struct EndorsementInput {
    /// As what: a claim that has to be true. Needed.
    capacity: Option<Capacity>,
    /// How you know each other: 1 to 120 characters, "led the team that she worked in". Needed.
    relationship: MaybeUndefined<String>,
    /// What else there is to say, at most 500 characters; line breaks are kept.
    note: MaybeUndefined<String>,
}

impl EndorsementInput {
    pub(super) fn apply(&self, account: &Account, row: &mut EndorsementRow, checks: &mut Checks) {
        match self.capacity {
            Some(capacity) => {
                capacity.check(account, checks);
                capacity.name().clone_into(&mut row.capacity);
            }
            None => checks.refuse("capacity", UserErrorCode::Required, "say as what you know it"),
        }
        let mut relationship = String::new();
        checks.required_text("relationship", &limits::RELATIONSHIP, &self.relationship, &mut relationship);
        row.relationship = Some(relationship);
        checks.text("note", &limits::ENDORSEMENT_NOTE, &self.note, &mut row.note);
    }
}
