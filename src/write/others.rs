//! What people write into somebody else's profile: what they say of them. It is a part of the profile that it is about, under
//! whose lock it is written.
//!
//! Invariant: whoever isn't shown what they speak of is answered as if it had never been, and waits for nobody's lock.

use async_graphql::{Context, Result};
use folio_db::{
    Conn, DbResult, Transaction,
    accounts::Account,
    write::{self, Actor, Locked},
};
use folio_policy::ProfileState;
use uuid::Uuid;

use super::{
    Outcome, Terms, UserError, UserErrorCode, Verdict, Work, carry_out, conclude, read_only,
    staff::nothing_there,
};
use crate::{
    accounts::Viewer,
    graphql::{error::unauthenticated, loader},
};

/// Whoever speaks.
pub struct Speaker<'a> {
    /// Their profile.
    pub profile_id: Uuid,
    /// They themselves, as they were when the request came.
    pub viewer: Viewer,
    /// The lock of their own profile, for a deed that is counted.
    pub own: Option<Locked<'a>>,
}

/// Something that a member does to somebody else's profile.
pub trait Deed: Send + Sync + Sized + 'static {
    /// Whether it is counted how often somebody does it: that takes the lock of their own profile, too.
    const COUNTED: bool;
    /// The argument that names what it is about.
    const NAMED: &'static str;
    /// What somebody is told who does it to themselves.
    const OF_ONESELF: &'static str = "nobody speaks of themselves";

    /// The mutation's name: `skillEndorse`.
    fn action(&self) -> &'static str;

    /// Whether what it is about is there for the speaker. Asked before anything is locked; what may have changed since is asked
    /// again by [`Deed::apply`].
    fn is_there(
        &self,
        conn: &Conn,
        speaker: &Viewer,
        own: Uuid,
    ) -> impl Future<Output = DbResult<bool>> + Send;

    /// Changes the tables, or says why not; what it did before a refusal is undone.
    fn apply(
        self,
        speaker: &Speaker<'_>,
        profile: &Locked<'_>,
    ) -> impl Future<Output = DbResult<Verdict>> + Send;
}

/// Does something to somebody else's profile, or says why not: as [`commit`](super::commit) does to one's own. `None` for an
/// id that is nobody's.
///
/// # Errors
/// As [`commit`](super::commit).
pub async fn commit_about<D: Deed>(
    ctx: &Context<'_>,
    profile_id: Option<Uuid>,
    terms: Terms,
    deed: D,
) -> Result<Outcome> {
    let viewer = loader::viewer(ctx).await?;
    let Some(account) = viewer.account() else { return Err(unauthenticated()) };
    if let Some(refused) = inactive(account) {
        return Ok(Outcome::refused(vec![refused]));
    }
    let (Some(own), Some(profile_id)) = (account.profile_id, profile_id) else {
        return Ok(Outcome::refused(vec![nothing_there(D::NAMED)]));
    };
    if own == profile_id {
        let error = UserError::new(UserErrorCode::Invalid, D::OF_ONESELF, &[D::NAMED]);
        return Ok(Outcome::refused(vec![error]));
    }
    let user_id = account.user_id;
    let work = About { own, profile_id, actor: Actor::Member(user_id), viewer: viewer.clone(), deed };
    carry_out(ctx, user_id, terms, work).await
}

fn inactive(account: &Account) -> Option<UserError> {
    account.state.filter(|state| *state != ProfileState::Active).map(read_only)
}

struct About<D> {
    own: Uuid,
    profile_id: Uuid,
    actor: Actor,
    viewer: Viewer,
    deed: D,
}

impl<D: Deed> Work for About<D> {
    fn action(&self) -> &'static str {
        self.deed.action()
    }

    fn profile(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    async fn attempt(self, tx: &Transaction, _: &Terms) -> DbResult<Outcome> {
        let Self { own, profile_id, actor, viewer, deed } = self;
        let absent = || Ok(Outcome::refused(vec![nothing_there(D::NAMED)]));
        if !deed.is_there(tx, &viewer, own).await? {
            return absent();
        }
        let (locked, profile) = if D::COUNTED {
            write::lock_two(tx, own, profile_id).await?
        } else {
            (None, write::lock(tx, profile_id).await?)
        };
        let Some(profile) = profile else { return absent() };
        if let Some(own) = locked.as_ref().filter(|own| own.state != ProfileState::Active) {
            return Ok(Outcome::refused(vec![read_only(own.state)]));
        }
        let speaker = Speaker { profile_id: own, viewer, own: locked };
        let action = deed.action();
        let verdict = deed.apply(&speaker, &profile).await?;
        conclude(profile, verdict, actor, action).await
    }
}
