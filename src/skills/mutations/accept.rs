//! `skillAccept`.

use async_graphql::{ID, InputObject, MaybeUndefined};
use folio_db::{
    DbError, DbResult, Transaction,
    skills::{
        Status,
        curate::{self, Accepted},
    },
};
use uuid::Uuid;

use super::{at_version, canonical, found, locked, nothing_there};
use crate::{
    jobs,
    profile_skills::FindSkillHolders,
    skills::{SkillCategory, SkillName, slug},
    text::NAME_KEY_VERSION,
    write::{Checks, Common, UserError, UserErrorCode},
};

/// What a proposal becomes. What is left out or null is taken from the proposal, or stays empty.
#[derive(Debug, Clone, InputObject)]
pub struct SkillAcceptInput {
    /// What it is called, if not as it was typed: 1 to 100 characters. What was typed goes on leading to it, unseen.
    name: Option<String>,
    /// Its address: 1 to 60 small letters, digits and single dashes between them; made of the name if nothing is given.
    slug: Option<String>,
    /// What it is about.
    category: Option<SkillCategory>,
    /// The address of the wider skill that it is a part of.
    parent: Option<String>,
    /// The same skill in ESCO: an http(s) address.
    esco_uri: MaybeUndefined<String>,
}

pub(super) struct AcceptSkill {
    pub(super) id: ID,
    pub(super) input: SkillAcceptInput,
}

impl Common for AcceptSkill {
    fn action(&self) -> &'static str {
        "skillAccept"
    }

    async fn apply(
        self,
        tx: &Transaction,
        actor: Uuid,
        expected_version: Option<i64>,
    ) -> DbResult<Result<Uuid, Vec<UserError>>> {
        let action = self.action();
        if Uuid::parse_str(&self.id).is_err() {
            return Ok(Err(vec![nothing_there(&["id"])]));
        }
        let proposal = found!(locked(tx, &self.id, "id").await?);
        if proposal.is_canonical() {
            return Ok(Ok(proposal.id));
        }
        if proposal.status == Status::Merged.name() {
            let message = "another skill stands for it: take the merge back first";
            return Ok(Err(vec![UserError::new(UserErrorCode::Invalid, message, &["id"])]));
        }
        found!(at_version(&proposal, expected_version));

        let input = self.input;
        let mut checks = Checks::of("input");
        let name = SkillName::read(input.name.as_deref().unwrap_or(&proposal.name));
        let slug = match (&input.slug, &name) {
            (Some(slug), _) => Some(slug.clone()).filter(|slug| slug::is_well_formed(slug)),
            (None, Ok(name)) => slug::derive(name.as_str()),
            (None, Err(_)) => None,
        };
        if let Err(error) = &name {
            checks.refuse("name", UserErrorCode::Invalid, error.to_string());
        } else if slug.is_none() {
            let message = "must have 1 to 60 small letters, digits and single dashes between them";
            let code = if input.slug.is_some() { UserErrorCode::Invalid } else { UserErrorCode::Required };
            checks.refuse("slug", code, message);
        }
        let mut esco_uri = None;
        checks.web_url("escoUri", &input.esco_uri, &mut esco_uri);
        let mut errors = checks.finish();
        let mut parent_id = None;
        if let Some(parent) = &input.parent {
            match canonical(tx, parent, &["input", "parent"]).await? {
                Ok(parent) => parent_id = Some(parent.id),
                Err(error) => errors.push(error),
            }
        }
        let (Ok(name), Some(slug), true) = (name, slug, errors.is_empty()) else { return Ok(Err(errors)) };
        if let Some(holder) = curate::holder(tx, name.key()).await?
            && holder.skill_id != proposal.id
        {
            return Ok(Err(vec![name_taken(&["input", "name"])]));
        }

        let accepted = Accepted {
            slug: &slug,
            name: (name.named(), NAME_KEY_VERSION),
            category: input.category.map(SkillCategory::name),
            parent_id,
            esco_uri: esco_uri.as_deref(),
        };
        match curate::accept(tx, proposal.id, accepted).await {
            Ok(()) => {}
            Err(DbError::Refused { constraint }) if constraint == curate::SLUG_TAKEN => {
                let message = "is the address of another skill: choose one, or merge the two";
                let error = UserError::new(UserErrorCode::SlugUnavailable, message, &["input", "slug"]);
                return Ok(Err(vec![error]));
            }
            Err(DbError::Refused { constraint }) if constraint == curate::NAME_TAKEN => {
                return Ok(Err(vec![name_taken(&["input", "name"])]));
            }
            Err(error) => return Err(error),
        }
        jobs::enqueue(tx, &FindSkillHolders::of(proposal.id)).await?;
        let fields = ["status", "slug", "name", "category", "parent_id", "esco_uri"];
        curate::note(tx, proposal.id, actor, action, &fields).await?;
        Ok(Ok(proposal.id))
    }
}

pub(super) fn name_taken(path: &[&str]) -> UserError {
    let message = "is a name of another skill, or was proposed: merge the two";
    UserError::new(UserErrorCode::Invalid, message, path)
}
