//! What people have typed that the catalogue lacks: for administrators alone.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::skills::{SkillRow, curate, search};
use uuid::Uuid;

use super::{MOST_SIMILAR, types::SkillSuggestion, view};
use crate::{
    graphql::{
        error::fault,
        keyset::{KeysetConnection, KeysetPage},
        loader::session,
        plain::Plain,
        scalar::Int64,
    },
    staff::is_admin,
    text::name_key,
};

/// A skill that somebody has typed and that the catalogue lacks. It doesn't say who.
#[derive(Debug, Clone, SimpleObject, Plain)]
pub struct ProposedSkill {
    /// By which it is accepted or merged.
    id: ID,
    /// What was typed.
    name: String,
    /// When it was first typed.
    proposed_at: Option<DateTime<Utc>>,
    /// The version of the entry.
    version: Int64,
    /// The skills of the catalogue with a name spelt much like it, the most alike first: what to merge it into.
    #[plain(resolved)]
    similar: Vec<SkillSuggestion>,
}

impl From<(SkillRow, Vec<SkillSuggestion>)> for ProposedSkill {
    fn from((row, similar): (SkillRow, Vec<SkillSuggestion>)) -> Self {
        Self {
            id: ID(row.id.to_string()),
            name: row.name,
            proposed_at: row.proposed_at,
            version: Int64(row.version),
            similar,
        }
    }
}

/// Proposals, for administrators.
#[derive(Default)]
pub struct ProposedSkillQuery;

#[Object]
impl ProposedSkillQuery {
    /// The skills that wait for a decision, the oldest first. For administrators; null for anybody else.
    async fn proposed_skills(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At most this many")] first: Option<i32>,
        #[graphql(desc = "Those after this cursor, which are newer")] after: Option<String>,
    ) -> Result<Option<KeysetConnection<ProposedSkill>>> {
        if !is_admin(ctx).await? {
            return Ok(None);
        }
        let page = KeysetPage::<Uuid>::read(first, after.as_deref())?;
        let conn = session(ctx).services.db.conn().await.map_err(fault)?;
        let found = curate::proposals(&conn, page.after, page.limit()).await.map_err(fault)?;
        let keys: Vec<String> = found.iter().map(|skill| name_key(&skill.name)).collect();
        let most = i64::try_from(MOST_SIMILAR).unwrap_or(0);
        let mut near = search::near(&conn, &keys, most).await.map_err(fault)?;
        let look = ctx.look_ahead();
        // Whichever way the document takes to the nodes, what it asks of their skills is the same or is read for both.
        let nodes = look.field("nodes").field("similar");
        let edges = look.field("edges").field("node").field("similar");
        let look = if nodes.exists() { nodes } else { edges };
        let mut all = Vec::new();
        let counts: Vec<usize> = keys
            .iter()
            .map(|key| {
                let hits = near.remove(key).unwrap_or_default();
                let count = hits.len();
                all.extend(hits);
                count
            })
            .collect();
        let mut all = view::suggestions(&conn, look, all).await.map_err(fault)?.into_iter();
        drop(conn);
        let rows = found.into_iter().zip(counts);
        let rows = rows.map(|(row, count)| (row, all.by_ref().take(count).collect::<Vec<_>>())).collect();
        Ok(Some(page.connection(rows, |(skill, _)| skill.id)))
    }
}
