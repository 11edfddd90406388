//! `skillUnmerge`.

use async_graphql::ID;
use folio_db::{
    DbResult, Transaction,
    skills::{Status, curate},
};
use uuid::Uuid;

use super::{at_version, found, locked};
use crate::{
    jobs,
    profile_skills::FindSkillHolders,
    write::{Common, UserError},
};

pub(super) struct UnmergeSkill {
    /// An address or an id, as the client sent it.
    pub(super) skill: ID,
}

impl Common for UnmergeSkill {
    fn action(&self) -> &'static str {
        "skillUnmerge"
    }

    async fn apply(
        self,
        tx: &Transaction,
        actor: Uuid,
        expected_version: Option<i64>,
    ) -> DbResult<Result<Uuid, Vec<UserError>>> {
        let skill = found!(locked(tx, &self.skill, "skill").await?);
        if skill.status != Status::Merged.name() {
            return Ok(Ok(skill.id));
        }
        found!(at_version(&skill, expected_version));
        curate::unmerge(tx, skill.id).await?;
        jobs::enqueue(tx, &FindSkillHolders::of(skill.id)).await?;
        curate::note(tx, skill.id, actor, self.action(), &["status", "merged_into_id"]).await?;
        Ok(Ok(skill.id))
    }
}
