//! Erasure of somebody whose account was deleted: their rows, their files, and what came in about them.

use std::time::Duration;

use folio_db::{Conn, DbResult, Transaction, erasure, inbox, jobs::ERASE_JOB};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::apply::{count_settled, whole};
use crate::{
    endorsements::RefreshSaid,
    jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools},
    media,
};

/// Removes everything of a user who was deleted at Clerk. Done again it finds nothing.
#[derive(Debug, Serialize, Deserialize)]
pub struct Erase {
    /// The user.
    pub user: Uuid,
}

impl Job for Erase {
    const KIND: &'static str = ERASE_JOB;
    // Two days and more: it has been promised.
    const MAX_ATTEMPTS: i32 = 400;
    const TIMEOUT: Duration = Duration::from_secs(60);

    fn dedupe(&self) -> Dedupe {
        Dedupe::Once(self.user.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let conn = tools.db.conn().await?;
        let leaving = erasure::leaving(&conn, self.user).await?;
        drop(conn);
        let tx = tools.db.begin().await?;
        let erased = match &leaving {
            Some(leaving) => erase(&tx, leaving).await,
            None => Ok(()),
        };
        let (tx, ()) = whole(tx, erased).await?;
        let finished = lease.finish(tx).await?;
        if let Some(profile_id) = leaving.and_then(|leaving| leaving.profile_id) {
            // Whoever follows it, its owner too, finds that it is gone.
            tools.hub.publish(profile_id, None);
        }
        Ok(finished)
    }
}

/// Their rows, and with them jobs that remove their files and make the pages anew that showed what they said: either all of
/// it lasts or nothing.
async fn erase(tx: &Transaction, leaving: &erasure::Leaving) -> DbResult<()> {
    let erasure::Erased { stored, unsettled, shown_by } = erasure::erase(tx, leaving).await?;
    for source in unsettled {
        count_settled(tx, source, inbox::InboxState::Ignored);
    }
    let shown = shown_by.into_iter().map(|profile_id| jobs::row(&RefreshSaid { profile_id }, None));
    folio_db::jobs::enqueue(tx, &shown.collect::<DbResult<Vec<_>>>()?).await?;
    media::remove_all(tx, stored.files, stored.uploads).await
}

/// Has those erased again whose job was given up, and those who have none, and pages made anew that were given up; answers how
/// many.
///
/// # Errors
/// As any query.
pub async fn remember(conn: &Conn) -> DbResult<usize> {
    let dead = |kind: &str| folio_db::jobs::Selection { kind: Some(kind.to_owned()), ..Default::default() };
    let revived = folio_db::jobs::replay(conn, &dead(Erase::KIND)).await?
        + folio_db::jobs::replay(conn, &dead(RefreshSaid::KIND)).await?;
    let forgotten = erasure::forgotten(conn, MOST_REMEMBERED).await?;
    let rows = forgotten.into_iter().map(|user| jobs::row(&Erase { user }, None));
    Ok(revived + folio_db::jobs::enqueue(conn, &rows.collect::<DbResult<Vec<_>>>()?).await?)
}

/// Most people that [`remember`] asks for at once; the next round goes on.
const MOST_REMEMBERED: i64 = 1_000;
