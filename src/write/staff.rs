//! What staff change: other people's profiles, and what is nobody's.
//!
//! Invariant: whether somebody has the right is decided before anything is looked at, so that who hasn't learns nothing.

use async_graphql::{Context, ID, Result};
use folio_db::{DbResult, Transaction, accounts::Account, write::Actor};
use folio_policy::{ProfileState, Staff};
use uuid::Uuid;

use super::{Change, OfProfile, Outcome, Terms, UserError, UserErrorCode, Work, carry_out};
use crate::graphql::{error::unauthenticated, id::GlobalId, loader};

/// Does a change to somebody else's profile by a right of staff, or says why not: as [`commit`](super::commit) does to
/// one's own. `target` is the profile's id or that of one of its items, and `argument` what it came in.
///
/// # Errors
/// As [`commit`](super::commit).
pub async fn commit_for<C: Change>(
    ctx: &Context<'_>,
    rights: &[Staff],
    (argument, target): (&'static str, &ID),
    terms: Terms,
    change: C,
) -> Result<Outcome> {
    let account = match entitled(ctx, rights).await? {
        Ok(account) => account,
        Err(refused) => return Ok(refused),
    };
    let Some(id) = GlobalId::decode(target) else {
        return Ok(Outcome::refused(vec![nothing_there(argument)]));
    };
    let profile_id = id.profile();
    if account.profile_id == Some(profile_id) {
        let message = "nobody does this to their own profile: ask a colleague";
        return Ok(Outcome::refused(vec![UserError::new(UserErrorCode::Forbidden, message, &[argument])]));
    }
    let work = OfProfile { profile_id, named: argument, actor: Actor::Staff(account.user_id), change };
    carry_out(ctx, account.user_id, terms, work).await
}

/// What isn't there for the caller: for staff, or for whoever may not see it.
pub(crate) fn nothing_there(argument: &str) -> UserError {
    UserError::new(UserErrorCode::NotFound, "there is nothing with this id", &[argument])
}

/// A change of what is nobody's, as a catalogue.
pub trait Common: Send + Sync + Sized + 'static {
    /// The mutation's name: `badgeDefine`.
    fn action(&self) -> &'static str;

    /// Changes the tables, or says why not; what it did before a refusal is undone.
    fn apply(
        self,
        tx: &Transaction,
        actor: Uuid,
        expected_version: Option<i64>,
    ) -> impl Future<Output = DbResult<std::result::Result<Uuid, Vec<UserError>>>> + Send;
}

/// Does a change of what is nobody's by a right of staff, or says why not.
///
/// # Errors
/// As [`commit`](super::commit).
pub async fn commit_common<C: Common>(
    ctx: &Context<'_>,
    rights: &[Staff],
    terms: Terms,
    change: C,
) -> Result<Outcome> {
    match entitled(ctx, rights).await? {
        Ok(account) => {
            carry_out(ctx, account.user_id, terms, InCommon { actor: account.user_id, change }).await
        }
        Err(refused) => Ok(refused),
    }
}

struct InCommon<C> {
    actor: Uuid,
    change: C,
}

impl<C: Common> Work for InCommon<C> {
    fn action(&self) -> &'static str {
        self.change.action()
    }

    fn profile(&self) -> Option<Uuid> {
        None
    }

    async fn attempt(self, tx: &Transaction, terms: &Terms) -> DbResult<Outcome> {
        Ok(match self.change.apply(tx, self.actor, terms.expected_version).await? {
            Ok(subject) => Outcome { subject: Some(subject), ..Outcome::default() },
            Err(user_errors) => Outcome::refused(user_errors),
        })
    }
}

/// The caller, if they have one of these rights and are in good standing themselves.
async fn entitled<'a>(
    ctx: &Context<'a>,
    rights: &[Staff],
) -> Result<std::result::Result<&'a Account, Outcome>> {
    let Some(account) = loader::viewer(ctx).await?.account() else { return Err(unauthenticated()) };
    let entitled = account.state == Some(ProfileState::Active)
        && account.staff.is_some_and(|staff| rights.contains(&staff));
    Ok(if entitled {
        Ok(account)
    } else {
        let message = "this takes a right of staff that you don't have";
        Err(Outcome::refused(vec![UserError::new(UserErrorCode::Forbidden, message, &[])]))
    })
}
