//! Looking for drift between the snapshot and the tables, once a day and by hand (capability P7): what
//! `folio reconcile` and the job `profiles.reconcile` have in common. See [`folio_db::reconcile`].

use folio_db::{
    Conn, Db, DbResult,
    reconcile::{self, Look, Repaired},
};
use uuid::Uuid;

mod figures;
mod job;

pub use figures::report as report_figures;
pub use job::{ReconcileProfiles, schedule};

/// Says in the log that something had drifted. Ids lead to the findings; what is in the fields stays there.
fn tell(look: &Look, repaired: &Repaired) {
    if !look.drifted.is_empty() {
        tracing::error!(
            profiles = look.drifted.len(),
            repaired = repaired.drifted + repaired.outdated,
            "snapshots had drifted from the tables"
        );
    }
}

/// Looks at some profiles and writes anew what has drifted or is outdated, as a part of a run.
///
/// # Errors
/// As any query; nothing of this step lasts then, and it can be taken again.
pub async fn step(db: &Db, run: Uuid, after: Uuid, limit: i64) -> DbResult<Look> {
    let look = reconcile::look(db, after, limit).await?;
    let tx = db.begin().await?;
    let done = mend(&tx, run, &look).await;
    let repaired = tx.finish(done).await?;
    tell(&look, &repaired);
    Ok(look)
}

/// Writes anew what a look found, and notes it with its run.
async fn mend(conn: &Conn, run: Uuid, look: &Look) -> DbResult<Repaired> {
    let repaired = reconcile::repair(conn, &look.mendable()).await?;
    reconcile::note(conn, run, look, &repaired).await?;
    Ok(repaired)
}
