//! What a change would come to: it is done to the caller's own profile, looked at, and undone.

use std::sync::Arc;

use async_graphql::{Context, Result};
use folio_db::{
    Db, DbError, DbResult,
    write::{self, Locked},
};
use folio_policy::ProfileState;
use tracing::Instrument;
use uuid::Uuid;

use crate::graphql::{
    error::{fault, unauthenticated},
    loader,
};

/// Something that is done to be looked at. It must not end the change: nothing of it may last.
pub trait Rehearsal: Send + Sized + 'static {
    /// What there is to see of it.
    type Outcome: Send + 'static;

    /// Does it.
    fn run(self, profile: &Locked<'_>) -> impl Future<Output = DbResult<Self::Outcome>> + Send;
}

/// Rehearses on the caller's own profile, in a transaction that is undone. `None` when the profile isn't active, and so can't
/// be changed. It waits for its turn as a mutation does, and holds the profile's lock for as long.
///
/// # Errors
/// For somebody who isn't signed in, and when the database fails.
pub async fn rehearse<R: Rehearsal>(ctx: &Context<'_>, rehearsal: R) -> Result<Option<R::Outcome>> {
    let viewer = loader::viewer(ctx).await?;
    let Some(account) = viewer.account() else { return Err(unauthenticated()) };
    let Some(profile_id) = account.profile_id else {
        return Err(fault(DbError::Corrupt("a user has no profile: run backfill-profiles")));
    };
    let (session, user_id) = (Arc::clone(loader::session(ctx)), account.user_id);
    // To its end whether or not the client waits for it, so that one who leaves costs no connection.
    let work = async move {
        let _turn = session.services.turns.take(user_id).await?;
        in_vain(&session.services.db, profile_id, rehearsal).await
    };
    let done = tokio::spawn(work.in_current_span()).await.map_err(|error| {
        tracing::error!(panicked = error.is_panic(), "a rehearsal did not end");
        fault(DbError::Unfinished)
    })?;
    done.map_err(fault)
}

async fn in_vain<R: Rehearsal>(db: &Db, profile_id: Uuid, rehearsal: R) -> DbResult<Option<R::Outcome>> {
    let tx = db.begin().await?;
    let done = async {
        let profile = write::lock(&tx, profile_id).await?;
        let profile = profile.ok_or(DbError::Corrupt("the caller's profile is gone"))?;
        if profile.state != ProfileState::Active {
            return Ok(None);
        }
        rehearsal.run(&profile).await.map(Some)
    };
    let done = done.await;
    tx.rollback().await?;
    done
}
