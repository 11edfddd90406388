//! `skillMerge`.

use async_graphql::ID;
use folio_db::{
    DbResult, Transaction,
    skills::{Status, curate},
};
use uuid::Uuid;

use super::{at_version, canonical, found, locked};
use crate::{
    jobs,
    profile_skills::FindSkillHolders,
    write::{Common, UserError, UserErrorCode},
};

pub(super) struct MergeSkill {
    /// Which goes: an address or an id, as the client sent it.
    pub(super) skill: ID,
    /// The address of the one that stays.
    pub(super) into: String,
}

impl Common for MergeSkill {
    fn action(&self) -> &'static str {
        "skillMerge"
    }

    async fn apply(
        self,
        tx: &Transaction,
        actor: Uuid,
        expected_version: Option<i64>,
    ) -> DbResult<Result<Uuid, Vec<UserError>>> {
        let from = found!(locked(tx, &self.skill, "skill").await?);
        let into = found!(canonical(tx, &self.into, &["into"]).await?);
        let refused = |message: &str, argument: &str| {
            Ok(Err(vec![UserError::new(UserErrorCode::Invalid, message, &[argument])]))
        };
        if from.id == into.id {
            return refused("is the skill that goes", "into");
        }
        if from.status == Status::Merged.name() {
            // As it was asked for already, whatever the version.
            return if from.merged_into_id == Some(into.id) {
                Ok(Ok(from.id))
            } else {
                refused("was merged into another skill: take that back first", "skill")
            };
        }
        found!(at_version(&from, expected_version));
        if curate::is_above(tx, from.id, into.id).await? {
            return refused("is a part of the skill that goes, and would be above itself", "into");
        }
        curate::merge(tx, from.id, into.id).await?;
        jobs::enqueue(tx, &FindSkillHolders::of(from.id)).await?;
        curate::note(tx, from.id, actor, self.action(), &["status", "merged_into_id"]).await?;
        Ok(Ok(from.id))
    }
}
