//! What administrators do with the catalogue: a file for each mutation.
//!
//! Each holds the taxonomy's lock, so that what it has looked at holds until it is done.

use async_graphql::{Context, ID, Object, Result, SimpleObject};
use folio_db::{
    DbResult, Transaction,
    skills::{
        self, SkillRow,
        curate::{self, Target},
    },
};
use folio_policy::Staff;
use uuid::Uuid;

use self::{accept::AcceptSkill, alias::AddAlias, merge::MergeSkill, unmerge::UnmergeSkill};
use super::{slug, types::Skill, view};
use crate::{
    graphql::{error::fault, loader::session, scalar::Int64},
    write::{Common, Conflict, Outcome, Terms, UserError, UserErrorCode, commit_common},
};

mod accept;
mod alias;
mod merge;
mod unmerge;

pub use accept::SkillAcceptInput;

/// Who looks after the catalogue.
const CURATORS: &[Staff] = &[Staff::Admin];

/// What became of a change of the catalogue.
#[derive(Clone, SimpleObject)]
pub struct SkillPayload {
    /// The skill of the catalogue that the one in question is now, or that stands for it; null if nothing was done, or if it
    /// is a proposal again.
    skill: Option<Skill>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl SkillPayload {
    async fn of(ctx: &Context<'_>, outcome: Outcome) -> Result<Option<Self>> {
        let Outcome { subject, user_errors, .. } = outcome;
        let skill = match subject {
            Some(id) => {
                let conn = session(ctx).services.db.conn().await.map_err(fault)?;
                let found = skills::canonical(&conn, &[id]).await.map_err(fault)?.remove(&id);
                view::one(&conn, ctx.look_ahead().field("skill"), found).await.map_err(fault)?
            }
            None => None,
        };
        Ok(Some(Self { skill, user_errors }))
    }
}

/// What administrators change of the taxonomy.
#[derive(Default)]
pub struct SkillMutation;

#[Object]
impl SkillMutation {
    /// Makes a skill that somebody has typed a part of the catalogue. Takes the right of an administrator.
    async fn skill_accept(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The proposal.")] id: ID,
        #[graphql(desc = "What it becomes.")] input: SkillAcceptInput,
        #[graphql(desc = "The version of the entry that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<SkillPayload>> {
        curate(ctx, expected_version, idempotency_key, AcceptSkill { id, input }).await
    }

    /// Has another skill stand for one, as for a misspelling or a second name: its names lead there from now on. Takes the
    /// right of an administrator; `skillUnmerge` takes it back.
    async fn skill_merge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skill that goes: its address, or the id of a proposal.")] skill: ID,
        #[graphql(desc = "The address of the skill that stands for it from now on.")] into: String,
        #[graphql(
            desc = "The version of the entry that goes, as the client saw it; without it, any will do."
        )]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<SkillPayload>> {
        curate(ctx, expected_version, idempotency_key, MergeSkill { skill, into }).await
    }

    /// Takes a merge back: the skill is what it was before, a proposal if it was one. Takes the right of an administrator.
    async fn skill_unmerge(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The skill that was merged: its address, or the id of what was a proposal.")]
        skill: ID,
        #[graphql(desc = "The version of the entry that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<SkillPayload>> {
        curate(ctx, expected_version, idempotency_key, UnmergeSkill { skill }).await
    }

    /// Gives a skill of the catalogue another name to be found by. Takes the right of an administrator.
    async fn skill_alias_add(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The address of the skill.")] slug: String,
        #[graphql(desc = "The name: 1 to 100 characters, of no other skill.")] name: String,
        #[graphql(desc = "The version of the entry that the client saw; without it, any will do.")]
        expected_version: Option<Int64>,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<SkillPayload>> {
        curate(ctx, expected_version, idempotency_key, AddAlias { slug, name }).await
    }
}

async fn curate<C: Common>(
    ctx: &Context<'_>,
    expected_version: Option<Int64>,
    idempotency_key: Option<String>,
    change: C,
) -> Result<Option<SkillPayload>> {
    let terms = Terms { expected_version: expected_version.map(|version| version.0), idempotency_key };
    SkillPayload::of(ctx, commit_common(ctx, CURATORS, terms, change).await?).await
}

/// What is said of a skill that a mutation names.
fn nothing_there(path: &[&str]) -> UserError {
    UserError::new(UserErrorCode::NotFound, "there is no such skill", path)
}

/// A skill that administrators name by its address or its id, as it stands under the taxonomy's lock.
async fn locked(tx: &Transaction, named: &str, argument: &str) -> DbResult<Result<SkillRow, UserError>> {
    curate::lock(tx).await?;
    let target = match Uuid::parse_str(named) {
        Ok(id) => Target::Id(id),
        // Nothing else reaches the database: Postgres takes no NUL in a text, for one.
        Err(_) if slug::is_well_formed(named) => Target::Slug(named),
        Err(_) => return Ok(Err(nothing_there(&[argument]))),
    };
    Ok(curate::find(tx, target).await?.ok_or_else(|| nothing_there(&[argument])))
}

/// A skill of the catalogue by its address; one that was merged is none.
async fn canonical(tx: &Transaction, slug: &str, path: &[&str]) -> DbResult<Result<SkillRow, UserError>> {
    if !slug::is_well_formed(slug) {
        return Ok(Err(nothing_there(path)));
    }
    let found = curate::find(tx, Target::Slug(slug)).await?;
    Ok(match found {
        Some(skill) if skill.is_canonical() => Ok(skill),
        Some(_) => {
            let message = "was merged into another skill: name that one";
            Err(UserError::new(UserErrorCode::Invalid, message, path))
        }
        None => Err(nothing_there(path)),
    })
}

/// Whether the entry is at the version that the caller saw.
fn at_version(skill: &SkillRow, expected: Option<i64>) -> Result<(), UserError> {
    match expected {
        Some(expected) if expected != skill.version => {
            Err(UserError::of_conflict(Conflict::new(skill.version, Vec::new())))
        }
        _ => Ok(()),
    }
}

/// Ends a change early with what is wrong.
macro_rules! found {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return Ok(Err(vec![error])),
        }
    };
}
use found;
