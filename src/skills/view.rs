//! Skills with what a document asks of them: read before anything of it is answered, in as many statements as the document
//! has such fields, however many skills there are.

use std::{collections::HashMap, pin::Pin};

use async_graphql::Lookahead;
use folio_db::{
    Conn, DbResult,
    skills::{
        self, SkillRow,
        search::{self, Hit},
    },
};
use uuid::Uuid;

use super::{
    MOST_SIMILAR,
    types::{Skill, SkillSuggestion},
};
use crate::text::name_key;

/// One of these skills, with what is asked of it; none for what isn't canonical.
pub(super) async fn one(conn: &Conn, look: Lookahead<'_>, row: Option<SkillRow>) -> DbResult<Option<Skill>> {
    let mut skills: Vec<Skill> = row.into_iter().filter_map(Skill::of).collect();
    expand(conn, look, &mut skills).await?;
    Ok(skills.pop())
}

/// These skills by their ids, with what is asked of each.
pub(crate) async fn all(
    conn: &Conn,
    look: Lookahead<'_>,
    mut skills: Vec<Skill>,
) -> DbResult<HashMap<Uuid, Skill>> {
    expand(conn, look, &mut skills).await?;
    Ok(skills.into_iter().map(|skill| (skill.id, skill)).collect())
}

/// What may be meant by a name that the catalogue lacks, the most alike first: told by the catalogue alone.
pub(crate) async fn similar(conn: &Conn, look: Lookahead<'_>, name: &str) -> DbResult<Vec<Skill>> {
    let key = name_key(name);
    let most = i64::try_from(MOST_SIMILAR).unwrap_or(0);
    let hits = search::near(conn, std::slice::from_ref(&key), most).await?.remove(&key).unwrap_or_default();
    let mut skills: Vec<Skill> = hits.into_iter().filter_map(|hit| Skill::of(hit.skill)).collect();
    expand(conn, look, &mut skills).await?;
    Ok(skills)
}

/// These suggestions, in their order, with what is asked of their skills.
pub(super) async fn suggestions(
    conn: &Conn,
    look: Lookahead<'_>,
    hits: Vec<Hit>,
) -> DbResult<Vec<SkillSuggestion>> {
    let (mut skills, mut found) = (Vec::with_capacity(hits.len()), Vec::with_capacity(hits.len()));
    for hit in hits {
        if let Some(skill) = Skill::of(hit.skill) {
            skills.push(skill);
            found.push((hit.matched, hit.how));
        }
    }
    expand(conn, look.field("skill"), &mut skills).await?;
    let pairs = skills.into_iter().zip(found);
    Ok(pairs.map(|(skill, (matched, how))| SkillSuggestion { skill, matched, how: how.into() }).collect())
}

type Expansion<'a> = Pin<Box<dyn Future<Output = DbResult<()>> + Send + 'a>>;

/// Reads what hangs off skills that are all asked for the same.
fn expand<'a>(conn: &'a Conn, look: Lookahead<'a>, skills: &'a mut [Skill]) -> Expansion<'a> {
    Box::pin(async move {
        if skills.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = skills.iter().map(|skill| skill.id).collect();
        if look.field("aliases").exists() {
            let mut aliases = skills::aliases(conn, &ids).await?;
            for skill in skills.iter_mut() {
                skill.aliases = Some(aliases.remove(&skill.id).unwrap_or_default());
            }
        }
        let above = look.field("parent");
        if above.exists() {
            let parents: Vec<Uuid> = skills.iter().filter_map(|skill| skill.parent_id).collect();
            // Each is read once, and as often given as it is a parent.
            let found = skills::canonical(conn, &parents).await?;
            let mut places = HashMap::with_capacity(found.len());
            let mut parents = Vec::with_capacity(found.len());
            for (asked, row) in found {
                if let Some(parent) = Skill::of(row) {
                    places.insert(asked, parents.len());
                    parents.push(parent);
                }
            }
            expand(conn, above, &mut parents).await?;
            for skill in skills.iter_mut() {
                let place = skill.parent_id.and_then(|parent| places.get(&parent));
                let parent = place.map(|place| &parents[*place]).filter(|parent| parent.id != skill.id);
                skill.parent = parent.cloned().map(Box::new);
            }
        }
        let below = look.field("children");
        if below.exists() {
            let found = skills::children(conn, &ids).await?;
            let (mut children, mut counts) = (Vec::new(), Vec::with_capacity(skills.len()));
            for id in &ids {
                let before = children.len();
                // The same skill may be asked for twice.
                let rows = found.get(id).cloned().unwrap_or_default();
                children.extend(rows.into_iter().filter_map(Skill::of));
                counts.push(children.len() - before);
            }
            expand(conn, below, &mut children).await?;
            let mut children = children.into_iter();
            for (skill, count) in skills.iter_mut().zip(counts) {
                skill.children = Some(children.by_ref().take(count).collect());
            }
        }
        Ok(())
    })
}
