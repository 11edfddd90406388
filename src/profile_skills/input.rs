//! What owners write of a skill.

use async_graphql::{InputObject, MaybeUndefined};
use folio_db::{DbResult, endorsements, profile_skills::ProfileSkillRow, skills, write::Locked};

use super::{
    known::{MAX_SKILLS, Settled, Standing, code_of, settle_all},
    types::SkillLevel,
};
use crate::{
    graphql::id::ItemKind,
    items::{ItemInput, Names, Section},
    skills::{SkillName, slug},
    write::{Checks, UserError, UserErrorCode},
};

/// A skill, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct ProfileSkillInput {
    /// What it is called: 1 to 100 characters, be it in the catalogue or not. When adding, this or `slug` is needed.
    name: MaybeUndefined<String>,
    /// The address of a skill of the catalogue, in place of a name.
    slug: MaybeUndefined<String>,
    /// How well, as the owner judges it.
    level: MaybeUndefined<SkillLevel>,
    /// For how many years: 0 to 80.
    years: MaybeUndefined<i32>,
}

/// Skills, as a section that is edited.
pub struct ProfileSkillSection;

impl Section for ProfileSkillSection {
    type Row = ProfileSkillRow;
    type Input = ProfileSkillInput;

    const KIND: ItemKind = ItemKind::ProfileSkill;
    const SECTION: folio_policy::Section = folio_policy::Section::Skills;
    const NAMES: Names = Names {
        add: "profileSkillAdd",
        added: "skill.added",
        update: "profileSkillUpdate",
        updated: "skill.updated",
        remove: "profileSkillRemove",
        removed: "skill.removed",
        reorder: "profileSkillReorder",
        reordered: "skill.reordered",
    };
    const MAX_ITEMS: usize = MAX_SKILLS;

    async fn settle(
        profile: &Locked<'_>,
        input: &ProfileSkillInput,
        row: &mut ProfileSkillRow,
        others: &[ProfileSkillRow],
    ) -> DbResult<Vec<UserError>> {
        let refused =
            |code, message: String, field| Ok(vec![UserError::new(code, message, &["input", field])]);
        let conn = profile.conn();
        let (settled, field) = match (&input.name, &input.slug) {
            (MaybeUndefined::Value(name), _) => match SkillName::read(name) {
                Ok(name) => {
                    let settled = settle_all(conn, std::slice::from_ref(&name)).await?;
                    (settled.into_iter().next(), "name")
                }
                Err(error) => return refused(code_of(error), error.to_string(), "name"),
            },
            (_, MaybeUndefined::Value(slug)) => match skills::by_slug(conn, slug).await? {
                Some(skill) => {
                    row.name = skill.name;
                    (Some(Settled { skill_id: skill.id, same: skill.id }), "slug")
                }
                None => {
                    let message = "there is no such skill in the catalogue; give a `name` instead".to_owned();
                    return refused(UserErrorCode::NotFound, message, "slug");
                }
            },
            _ => return Ok(Vec::new()),
        };
        let Some(settled) = settled else { return Ok(Vec::new()) };
        let standing = Standing::of(conn, others).await?;
        if let Some(there) = others.iter().find(|other| standing.same(other) == settled.same) {
            let message = format!("is \"{}\", which is there already: change that one", standing.name(there));
            return refused(UserErrorCode::Invalid, message, field);
        }
        // What others said of a skill is said of no other one.
        if !row.skill_id.is_nil() && row.skill_id != settled.skill_id {
            let before = Standing::of(conn, std::slice::from_ref(row)).await?;
            if before.same(row) != settled.same {
                endorsements::forget(profile, row.id).await?;
            }
        }
        row.skill_id = settled.skill_id;
        Ok(Vec::new())
    }
}

const YEARS: std::ops::RangeInclusive<i32> = 0..=80;

impl ItemInput<ProfileSkillRow> for ProfileSkillInput {
    fn apply(&self, row: &mut ProfileSkillRow, checks: &mut Checks) {
        match (&self.name, &self.slug) {
            (MaybeUndefined::Value(_), MaybeUndefined::Value(_)) => {
                checks.refuse("slug", UserErrorCode::Invalid, "give a `name` or a `slug`, not both");
            }
            (MaybeUndefined::Value(name), _) => match SkillName::read(name) {
                Ok(name) => name.as_str().clone_into(&mut row.name),
                Err(error) => checks.refuse("name", code_of(error), error.to_string()),
            },
            (MaybeUndefined::Null, MaybeUndefined::Undefined | MaybeUndefined::Null) => {
                checks.refuse("name", UserErrorCode::Required, "must not be empty");
            }
            // What has not this form is no address, and is not looked up.
            (_, MaybeUndefined::Value(slug)) if !slug::is_well_formed(slug) => {
                let message = "there is no such skill in the catalogue; give a `name` instead";
                checks.refuse("slug", UserErrorCode::NotFound, message);
            }
            (_, MaybeUndefined::Value(_)) => {}
            (MaybeUndefined::Undefined, _) if row.name.is_empty() => {
                checks.refuse("name", UserErrorCode::Required, "a `name` or a `slug` is needed");
            }
            (MaybeUndefined::Undefined, _) => {}
        }
        match self.level {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => row.level = None,
            MaybeUndefined::Value(level) => row.level = Some(level.name().to_owned()),
        }
        match self.years {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => row.years = None,
            MaybeUndefined::Value(years) => match i16::try_from(years) {
                Ok(kept) if YEARS.contains(&years) => row.years = Some(kept),
                _ => {
                    let message = format!("must be from {} to {}", YEARS.start(), YEARS.end());
                    checks.refuse("years", UserErrorCode::Invalid, message);
                }
            },
        }
    }
}
