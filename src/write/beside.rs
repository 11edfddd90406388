//! What owners do that isn't part of their profile: no version moves, nobody is told, nobody else sees it.

use async_graphql::{Context, Result};
use folio_db::{
    DbError, DbResult, Transaction,
    write::{self, Locked},
};
use folio_policy::ProfileState;
use uuid::Uuid;

use super::{Outcome, Terms, UserError, Work, carry_out, read_only};
use crate::graphql::{
    error::{fault, unauthenticated},
    loader,
};

/// Something that is done beside a profile, under its lock.
pub trait Errand: Send + Sync + Sized + 'static {
    /// The mutation's name: `mediaUploadRequest`.
    fn action(&self) -> &'static str;

    /// Changes tables that hang off the profile and are no part of its snapshot; answers what it was about, or why it won't.
    fn run(
        self,
        profile: &Locked<'_>,
    ) -> impl Future<Output = DbResult<std::result::Result<Uuid, Vec<UserError>>>> + Send;
}

/// Does an errand beside the caller's own profile, once for an idempotency key, or says why not: as [`commit`](super::commit)
/// does a change of it.
///
/// # Errors
/// As [`commit`](super::commit).
pub async fn commit_beside<E: Errand>(
    ctx: &Context<'_>,
    idempotency_key: Option<String>,
    errand: E,
) -> Result<Outcome> {
    let Some(account) = loader::viewer(ctx).await?.account() else { return Err(unauthenticated()) };
    let profile_id = account
        .profile_id
        .ok_or_else(|| fault(DbError::Corrupt("a user has no profile: run backfill-profiles")))?;
    let terms = Terms { expected_version: None, idempotency_key };
    carry_out(ctx, account.user_id, terms, Beside { profile_id, errand }).await
}

struct Beside<E> {
    profile_id: Uuid,
    errand: E,
}

impl<E: Errand> Work for Beside<E> {
    fn action(&self) -> &'static str {
        self.errand.action()
    }

    /// Nobody is told.
    fn profile(&self) -> Option<Uuid> {
        None
    }

    async fn attempt(self, tx: &Transaction, _: &Terms) -> DbResult<Outcome> {
        let profile = write::lock(tx, self.profile_id).await?;
        let profile = profile.ok_or(DbError::Corrupt("the caller's profile is gone"))?;
        if profile.state != ProfileState::Active {
            return Ok(Outcome::refused(vec![read_only(profile.state)]));
        }
        Ok(match self.errand.run(&profile).await? {
            Ok(subject) => Outcome { subject: Some(subject), ..Outcome::default() },
            Err(user_errors) => Outcome::refused(user_errors),
        })
    }
}
