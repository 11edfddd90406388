//! What everybody may ask of the catalogue.

use async_graphql::{Context, MergedObject, Object, Result};
use folio_db::skills::{self, names, search};

use super::{
    NameError, ProposedSkillQuery, SkillName, slug,
    types::{Skill, SkillLookup, SkillSuggestion},
    view,
};
use crate::{
    graphql::{
        error::{bad_input, fault},
        loader::session,
    },
    text::TextError,
};

/// The most suggestions of one search.
pub const MOST_SUGGESTIONS: usize = 50;
/// How many are given when nothing is said.
const SUGGESTIONS: usize = 10;
/// The most skills that are named as similar.
pub const MOST_SIMILAR: usize = 5;

/// All that can be read of skills.
#[derive(MergedObject, Default)]
pub struct SkillQuery(SkillCatalogueQuery, ProposedSkillQuery);

/// The catalogue.
#[derive(Default)]
pub struct SkillCatalogueQuery;

#[Object]
impl SkillCatalogueQuery {
    /// The skills that somebody may mean who has typed this much, the best first: by a name that begins with it, by a word
    /// of one, by the spelling; of equals the shorter first. The same for everybody.
    async fn skills(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What was typed: at most 100 characters. Nothing finds nothing.")] query: String,
        #[graphql(desc = "At most this many: 0 to 50, 10 if nothing is given.")] first: Option<i32>,
    ) -> Result<Option<Vec<SkillSuggestion>>> {
        let most = match first.map(usize::try_from) {
            None => SUGGESTIONS,
            Some(Ok(most)) if most <= MOST_SUGGESTIONS => most,
            Some(_) => {
                return Err(bad_input("first", &format!("`first` is a number from 0 to {MOST_SUGGESTIONS}")));
            }
        };
        let name = match SkillName::read(&query) {
            Ok(name) => name,
            Err(NameError::Text(TextError::Empty) | NameError::Invisible) => return Ok(Some(Vec::new())),
            Err(error) => return Err(bad_input("query", &format!("`query` {error}"))),
        };
        if most == 0 {
            return Ok(Some(Vec::new()));
        }
        let conn = session(ctx).services.db.conn().await.map_err(fault)?;
        let hits =
            search::complete(&conn, name.key(), i64::try_from(most).unwrap_or(0)).await.map_err(fault)?;
        Ok(Some(view::suggestions(&conn, ctx.look_ahead(), hits).await.map_err(fault)?))
    }

    /// The skill of the catalogue at this address, or the one that stands for it now; null if there is none.
    async fn skill(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its address: \"c-plus-plus\".")] slug: String,
    ) -> Result<Option<Skill>> {
        if !slug::is_well_formed(&slug) {
            return Ok(None);
        }
        let conn = session(ctx).services.db.conn().await.map_err(fault)?;
        let found = skills::by_slug(&conn, &slug).await.map_err(fault)?;
        view::one(&conn, ctx.look_ahead(), found).await.map_err(fault)
    }

    /// What the catalogue makes of a whole name: the skill that it leads to, or those that may have been meant.
    async fn skill_lookup(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The name: 1 to 100 characters.")] name: String,
    ) -> Result<Option<SkillLookup>> {
        let name = SkillName::read(&name).map_err(|error| bad_input("name", &format!("`name` {error}")))?;
        let keys = [name.key().to_owned()];
        let conn = session(ctx).services.db.conn().await.map_err(fault)?;
        let known = names::resolve(&conn, &keys).await.map_err(fault)?.remove(name.key());
        let skill = view::one(&conn, ctx.look_ahead().field("skill"), known).await.map_err(fault)?;
        let mut similar = Vec::new();
        if skill.is_none() {
            let most = i64::try_from(MOST_SIMILAR).unwrap_or(0);
            let near = search::near(&conn, &keys, most).await.map_err(fault)?.remove(name.key());
            let look = ctx.look_ahead().field("similar");
            similar = view::suggestions(&conn, look, near.unwrap_or_default()).await.map_err(fault)?;
        }
        Ok(Some(SkillLookup { skill, similar }))
    }
}
