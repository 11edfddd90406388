//! The section as a list of names: `Profile.skillKeywords`, and what `profileUpdate` makes of one.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use chrono::Utc;
use folio_db::{
    DbResult,
    items::{Common, ItemRow, ItemTable, remember},
    profile_skills::ProfileSkillRow,
    write::Locked,
};
use uuid::Uuid;

use super::{
    known::{MAX_SKILLS, Settled, Standing, code_of, settle_all},
    types::ProfileSkill,
};
use crate::{
    skills::SkillName,
    write::{Checks, UserErrorCode},
};

/// The field of the input.
const FIELD: &str = "skillKeywords";

/// The names of these skills, in their order. Two that lead to one skill since staff merged them are one name.
pub(crate) fn keywords(skills: &[Arc<ProfileSkill>]) -> Vec<String> {
    let mut seen = HashSet::new();
    let names = skills.iter().filter_map(|skill| skill.shown_name());
    names.filter(|name| seen.insert(*name)).map(ToOwned::to_owned).collect()
}

/// Makes these the profile's skills, in this order: those that are there stay what they are, all of them that share a name;
/// those that are not named go, the others are added behind no toggle of their own. Notes what can't be taken, and does nothing then; answers whether
/// anything was changed. The same number of statements whatever their number.
///
/// # Errors
/// As any query.
pub(crate) async fn set_keywords(
    profile: &Locked<'_>,
    given: &[String],
    checks: &mut Checks,
) -> DbResult<bool> {
    if given.len() > MAX_SKILLS {
        let message = format!("has {} entries; at most {MAX_SKILLS} are accepted", given.len());
        checks.refuse(FIELD, UserErrorCode::TooMany, message);
        return Ok(false);
    }
    let mut names = Vec::with_capacity(given.len());
    checks.within(FIELD, |checks| {
        for (index, text) in given.iter().enumerate() {
            match SkillName::read(text) {
                Ok(name) => names.push(name),
                Err(error) => checks.refuse(&index.to_string(), code_of(error), error.to_string()),
            }
        }
    });
    if names.len() < given.len() {
        return Ok(false);
    }
    let conn = profile.conn();
    let mut rows = ProfileSkillRow::of_profiles(conn, &[profile.profile_id]).await?;
    let settled = settle_all(conn, &names).await?;
    let standing = Standing::of(conn, &rows).await?;

    let mut places: HashMap<Uuid, usize> = HashMap::new();
    let mut twice = false;
    checks.within(FIELD, |checks| {
        for (index, skill) in settled.iter().enumerate() {
            let Some(first) = places.get(&skill.same).copied() else {
                places.insert(skill.same, index);
                continue;
            };
            // Two that staff have merged a moment ago are shown as two names until a job has brought that in.
            let named = |skill: &Settled| rows.iter().any(|row| row.skill_id == skill.skill_id);
            let alike = settled.iter().take(index).any(|other| other.skill_id == skill.skill_id);
            if alike || !named(skill) || !named(&settled[first]) {
                let message = format!("is the same skill as \"{}\"", names[first].as_str());
                checks.refuse(&index.to_string(), UserErrorCode::Invalid, message);
                twice = true;
            }
        }
    });
    if twice {
        return Ok(false);
    }

    // Which name each row goes by: its own, or the first that leads to the same. None for what was not named.
    let exactly: HashMap<Uuid, usize> =
        settled.iter().enumerate().map(|(at, skill)| (skill.skill_id, at)).collect();
    let name_of = |row: &ProfileSkillRow| {
        exactly.get(&row.skill_id).or_else(|| places.get(&standing.same(row))).copied()
    };
    let mut kept: Vec<Vec<Uuid>> = vec![Vec::new(); names.len()];
    let mut as_they_stand = Vec::new();
    let mut behind = rows.last().map_or(0, |last| last.position + 1);
    rows.retain(|row| {
        let Some(at) = name_of(row) else { return true };
        if kept[at].is_empty() {
            as_they_stand.push(at);
        }
        kept[at].push(row.id);
        false
    });
    // What is left was not named.
    let gone = rows;
    if gone.is_empty() && as_they_stand.iter().copied().eq(0..names.len()) {
        return Ok(false);
    }

    let now = Utc::now();
    let (mut order, mut added) = (Vec::with_capacity(names.len()), Vec::new());
    for ((name, skill), kept) in names.iter().zip(settled).zip(kept) {
        if !kept.is_empty() {
            // All of them, since what has made them one name may be taken back.
            order.extend(kept);
            continue;
        }
        let id = Uuid::new_v4();
        let mut row = ProfileSkillRow::blank(profile.profile_id, id, now);
        (row.skill_id, row.name) = (skill.skill_id, name.as_str().to_owned());
        row.set_common(Common { position: behind, ..row.common() });
        behind += 1;
        order.push(id);
        added.push(row);
    }
    if order.len() > MAX_SKILLS {
        let message = format!(
            "makes {} skills, with those that share a name; at most {MAX_SKILLS} are accepted",
            order.len()
        );
        checks.refuse(FIELD, UserErrorCode::TooMany, message);
        return Ok(false);
    }
    // One of them may be in a file that comes again.
    remember(profile, &gone).await?;
    let gone: Vec<Uuid> = gone.iter().map(|row| row.id).collect();
    ProfileSkillRow::delete(profile, &gone).await?;
    ProfileSkillRow::put(profile, &added).await?;
    ProfileSkillRow::reorder(profile, &order).await?;
    Ok(true)
}
