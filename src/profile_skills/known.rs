//! What names lead to, and what a profile has already.

use std::collections::HashMap;

use folio_db::{
    Conn, DbError, DbResult,
    profile_skills::ProfileSkillRow,
    skills::{self, SkillRow, names},
};
use uuid::Uuid;

use crate::{
    skills::{NameError, SkillName},
    text::{NAME_KEY_VERSION, TextError},
    write::UserErrorCode,
};

/// The most skills of one profile.
pub const MAX_SKILLS: usize = 100;

/// The skill that a name has led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Settled {
    /// The skill that has the name: what is kept.
    pub(crate) skill_id: Uuid,
    /// What makes it the same as another: the skill of the catalogue that it leads to, or the proposal.
    pub(crate) same: Uuid,
}

/// The skill of each of these names, in their order; a name that nobody knows becomes a proposal. One statement.
pub(crate) async fn settle_all(conn: &Conn, given: &[SkillName]) -> DbResult<Vec<Settled>> {
    let named: Vec<_> = given.iter().map(|name| name.named().clone()).collect();
    let known = names::propose(conn, NAME_KEY_VERSION, &named).await?;
    let settled = given.iter().map(|name| {
        let known = known.get(name.key()).ok_or(DbError::Corrupt("a name leads to no skill"))?;
        Ok(Settled { skill_id: known.skill_id, same: known.canonical_id.unwrap_or(known.skill_id) })
    });
    settled.collect()
}

/// What a profile's skills lead to by now.
pub(crate) struct Standing(HashMap<Uuid, SkillRow>);

impl Standing {
    /// One statement; none for none.
    pub(crate) async fn of(conn: &Conn, rows: &[ProfileSkillRow]) -> DbResult<Self> {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.skill_id).collect();
        if ids.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        Ok(Self(skills::canonical(conn, &ids).await?))
    }

    /// See [`Settled::same`].
    pub(crate) fn same(&self, row: &ProfileSkillRow) -> Uuid {
        self.0.get(&row.skill_id).map_or(row.skill_id, |skill| skill.id)
    }

    /// What its owner sees it called.
    pub(crate) fn name<'a>(&'a self, row: &'a ProfileSkillRow) -> &'a str {
        self.0.get(&row.skill_id).map_or(&row.name, |skill| &skill.name)
    }
}

/// How a name that can't be taken is answered.
pub(super) fn code_of(error: NameError) -> UserErrorCode {
    match error {
        NameError::Text(TextError::Empty) => UserErrorCode::Required,
        NameError::Text(TextError::TooLong { .. }) | NameError::TooLong => UserErrorCode::TooLong,
        NameError::Text(TextError::Forbidden { .. }) | NameError::Invisible => {
            UserErrorCode::ForbiddenCharacter
        }
    }
}
