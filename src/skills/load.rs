//! Brings the shipped taxonomy into the database: after the migrations, and again without effect.

use folio_db::{
    Db, DbError, DbResult,
    skills::starter::{self, Entry, Loaded},
};

use super::SkillName;
use crate::{jobs, profile_skills::FindSkillHolders, text::NAME_KEY_VERSION};

/// Adds the shipped skills and aliases that aren't there; what staff have changed stays as they left it. Those who have a skill
/// that is another now show it a little later, as when staff change it.
///
/// # Errors
/// As any query.
pub async fn load(db: &Db) -> DbResult<Loaded> {
    let shipped = starter::starter();
    let read = |name: &str| SkillName::read(name).map_err(|_| DbError::Corrupt("the shipped taxonomy"));
    let entries = shipped.skills.iter().map(|skill| {
        let aliases = skill.aliases.iter().map(|alias| read(alias).map(Into::into));
        Ok(Entry {
            shipped: skill,
            key: read(&skill.name)?.key().to_owned(),
            aliases: aliases.collect::<DbResult<_>>()?,
        })
    });
    let entries = entries.collect::<DbResult<Vec<_>>>()?;
    let tx = db.begin().await?;
    let loaded = async {
        let (loaded, held) = starter::load(&tx, shipped.version, NAME_KEY_VERSION, &entries).await?;
        let find = held.into_iter().map(|skill| jobs::row(&FindSkillHolders::of(skill), None));
        folio_db::jobs::enqueue(&tx, &find.collect::<DbResult<Vec<_>>>()?).await?;
        Ok(loaded)
    };
    let loaded = loaded.await;
    tx.finish(loaded).await
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::{
        skills::{SkillCategory, slug},
        text::WebUrl,
    };

    #[test]
    fn every_name_leads_to_one_skill() {
        let mut keys: HashMap<String, &str> = HashMap::new();
        for skill in &starter::starter().skills {
            for name in std::iter::once(&skill.name).chain(&skill.aliases) {
                let read = SkillName::read(name).unwrap_or_else(|error| panic!("{name}: {error}"));
                assert_eq!(read.as_str(), name, "a name stands as it is kept");
                let other = keys.insert(read.key().to_owned(), &skill.slug);
                assert_eq!(other, None, "{name} of {} is a name of another as well", skill.slug);
            }
        }
    }

    #[test]
    fn every_skill_has_an_address_of_its_own_and_stands_behind_its_parent() {
        let mut seen = HashSet::new();
        for skill in &starter::starter().skills {
            assert!(slug::is_well_formed(&skill.slug), "{}", skill.slug);
            let parent = skill.parent.as_deref();
            // Which leaves no room for a circle.
            assert!(
                parent.is_none_or(|parent| seen.contains(parent)),
                "{}: {parent:?} comes first",
                skill.slug
            );
            assert!(seen.insert(skill.slug.as_str()), "{} stands twice", skill.slug);
        }
    }

    #[test]
    fn categories_and_addresses_in_esco_are_what_they_seem() {
        let mut esco = HashSet::new();
        for skill in &starter::starter().skills {
            assert!(SkillCategory::parse(&skill.category).is_some(), "{}: {}", skill.slug, skill.category);
            let Some(uri) = skill.esco.as_deref() else { continue };
            let id = uri.strip_prefix("http://data.europa.eu/esco/skill/").expect("ESCO's own form");
            assert!(uuid::Uuid::parse_str(id).is_ok_and(|parsed| parsed.to_string() == id), "{uri}");
            assert!(uri.parse::<WebUrl>().is_ok(), "{uri}");
            assert!(esco.insert(uri), "{uri} stands twice");
        }
    }

    #[test]
    fn there_is_something_of_everything() {
        let skills = &starter::starter().skills;
        assert!(skills.len() >= 400, "{}", skills.len());
        for category in SkillCategory::ALL {
            let count = skills.iter().filter(|skill| skill.category == category.name()).count();
            assert!(count >= 8, "{category:?} has {count}");
        }
    }
}
