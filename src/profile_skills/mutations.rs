//! `profileSkillAdd`, `profileSkillUpdate`, `profileSkillRemove`, `profileSkillReorder`.

use async_graphql::{Context, Result};

use super::{
    input::{ProfileSkillInput, ProfileSkillSection},
    types::ProfileSkill,
};
use crate::{
    graphql::{error::fault, loader::session},
    items::item_mutations,
    skills::{Skill, view},
};

item_mutations! {
    /// Changes of one's skills.
    ProfileSkillMutation of ProfileSkillSection;
    /// What became of a change of one's skills.
    ProfileSkillPayload {
        profile_skill: ProfileSkill,
        /// If the catalogue lacks the name: the skills of the catalogue that are spelt much like it, the most alike first.
        did_you_mean: Vec<Skill> = did_you_mean
    }
    /// Adds a skill to the caller's profile, after the others. At most 100, each once, whichever of its names it is added by.
    profile_skill_add(ProfileSkillInput, needs "What it is; `name` or `slug` is needed.");
    /// Changes a skill of the caller's. Fields that are left out stay as they are.
    profile_skill_update;
    /// Removes a skill of the caller's; those behind it move up.
    profile_skill_remove;
    /// Puts the caller's skills in another order.
    profile_skill_reorder;
}

/// Told by the catalogue alone: what others have typed has no part in it.
async fn did_you_mean(ctx: &Context<'_>, item: Option<&ProfileSkill>) -> Result<Vec<Skill>> {
    let look = ctx.look_ahead().field("didYouMean");
    let Some(name) = item.and_then(ProfileSkill::unknown_name).filter(|_| look.exists()) else {
        return Ok(Vec::new());
    };
    let conn = session(ctx).services.db.conn().await.map_err(fault)?;
    view::similar(&conn, look, name).await.map_err(fault)
}
