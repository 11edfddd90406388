//! `skillAliasAdd`.

use folio_db::{DbError, DbResult, Transaction, skills::curate};
use uuid::Uuid;

use super::{accept::name_taken, at_version, canonical, found};
use crate::{
    jobs,
    profile_skills::FindSkillHolders,
    skills::SkillName,
    text::NAME_KEY_VERSION,
    write::{Common, UserError, UserErrorCode},
};

/// The most aliases of one skill, those left out that came with what was merged into it.
const MOST: i64 = 50;

pub(super) struct AddAlias {
    /// The skill's address.
    pub(super) slug: String,
    /// The name, as the client sent it.
    pub(super) name: String,
}

impl Common for AddAlias {
    fn action(&self) -> &'static str {
        "skillAliasAdd"
    }

    async fn apply(
        self,
        tx: &Transaction,
        actor: Uuid,
        expected_version: Option<i64>,
    ) -> DbResult<Result<Uuid, Vec<UserError>>> {
        curate::lock(tx).await?;
        let skill = found!(canonical(tx, &self.slug, &["slug"]).await?);
        let name = found!(SkillName::read(&self.name).map_err(|error| UserError::new(
            UserErrorCode::Invalid,
            error.to_string(),
            &["name"]
        )));
        match curate::holder(tx, name.key()).await? {
            Some(holder) if holder.skill_id != skill.id => return Ok(Err(vec![name_taken(&["name"])])),
            Some(holder) if holder.listed => return Ok(Ok(skill.id)),
            _ => {}
        }
        found!(at_version(&skill, expected_version));
        if curate::alias_count(tx, skill.id).await? >= MOST {
            let message = format!("the skill has {MOST} aliases already, and may have no more");
            return Ok(Err(vec![UserError::new(UserErrorCode::TooMany, message, &["name"])]));
        }
        match curate::add_alias(tx, skill.id, name.named(), NAME_KEY_VERSION).await {
            Ok(()) => {}
            Err(DbError::Refused { constraint }) if constraint == curate::NAME_TAKEN => {
                return Ok(Err(vec![name_taken(&["name"])]));
            }
            Err(error) => return Err(error),
        }
        jobs::enqueue(tx, &FindSkillHolders::of(skill.id)).await?;
        curate::note(tx, skill.id, actor, self.action(), &["aliases"]).await?;
        Ok(Ok(skill.id))
    }
}
