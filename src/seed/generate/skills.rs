//! Skills, of the shipped taxonomy: a database that was migrated has it, with these ids.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use folio_db::{
    profile_skills::{ProfileSkillRow, Skilled},
    profiles::ProfileRow,
    skills::starter::{Shipped, starter},
};
use folio_policy::Role;

use super::{Person, Rng, items::Item};
use crate::text::name_key;

/// The shipped skills by the keys of all their names.
static BY_KEY: LazyLock<HashMap<String, &Shipped>> = LazyLock::new(|| {
    let named = |skill: &'static Shipped| {
        std::iter::once(&skill.name).chain(&skill.aliases).map(move |name| (name_key(name), skill))
    };
    starter().skills.iter().flat_map(named).collect()
});

/// What the taxonomy has of somebody's discipline: the three that come up again and again first, then two to seven others.
pub(super) fn skills(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<Skilled> {
    let count = 2 + rng.below(6);
    let others = rng.sample(person.discipline.skills, count);
    let mut seen = HashSet::new();
    let names = person.skills.iter().copied().chain(others);
    let known = names.filter_map(|name| Some((name, *BY_KEY.get(&name_key(name))?)));
    let mut known = known.filter(|(_, shipped)| seen.insert(shipped.slug.as_str())).collect::<Vec<_>>();
    known.truncate(10);
    let levels = match person.role {
        Role::Student => ["BEGINNER", "INTERMEDIATE", "ADVANCED"],
        Role::Mentor | Role::Employer => ["INTERMEDIATE", "ADVANCED", "EXPERT"],
    };
    let most = if person.role == Role::Student { 6 } else { 25 };
    (0..)
        .zip(known)
        .map(|(position, (name, shipped))| {
            let item = Item::new(rng, profile);
            let row = ProfileSkillRow {
                position,
                skill_id: shipped.id(),
                name: name.to_owned(),
                level: rng.percent(85).then(|| rng.pick(&levels).to_owned()),
                years: rng.percent(60).then(|| rng.between(0, most) as i16),
                provenance: item.provenance,
                updated_at: item.updated_at,
                ..ProfileSkillRow::blank(profile.id, item.id, item.created_at)
            };
            Skilled { row, skill: Some(shipped.row()), endorsements: Vec::new() }
        })
        .collect()
}
