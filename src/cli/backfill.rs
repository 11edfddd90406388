//! `folio backfill-profiles`: a profile for every user without one (capability P2), a fresh snapshot where it is missing
//! or of an older shape. Resumable: what is done is not found again.

use std::time::Duration;

use folio_db::{Db, PoolSettings, accounts};
use uuid::Uuid;

use super::{database, print::say};
use crate::{accounts::slug, config::Config};

/// A batch is far more work than a request, whose time-out the pool has; a server that takes longer than this over one
/// statement is not coming back.
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(300);

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only count
    #[arg(long)]
    dry_run: bool,
    /// Users per transaction
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(i64).range(1..=accounts::MAX_BACKFILL_BATCH))]
    batch: i64,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    database::with_database(config, async |_, settings| {
        let settings =
            PoolSettings { statement_timeout: Some(STATEMENT_TIMEOUT), max_connections: 1, ..settings };
        let db = Db::open(settings)?;
        let conn = db.conn().await?;
        let (profiles, snapshots) = accounts::backfill_pending(&conn).await?;
        drop(conn);
        say!(
            "{profiles} user(s) without a profile, {snapshots} profile(s) without a snapshot of this version"
        );
        if args.dry_run {
            return Ok(());
        }
        let bar = indicatif::ProgressBar::new(u64::try_from(profiles + snapshots).unwrap_or_default());
        let (mut made, mut rebuilt) = (0, 0);
        loop {
            let tx = db.begin().await?;
            let done = accounts::backfill_batch(&tx, args.batch, || slug::random(Uuid::new_v4())).await;
            let done = tx.finish(done).await?;
            if done.profiles == 0 && done.snapshots == 0 {
                break;
            }
            made += done.profiles;
            rebuilt += done.snapshots;
            bar.inc((done.profiles + done.snapshots) as u64);
        }
        bar.finish_and_clear();
        say!("made {made} profile(s), wrote {rebuilt} snapshot(s)");
        let conn = db.conn().await?;
        let (profiles, snapshots) = accounts::backfill_pending(&conn).await?;
        if profiles + snapshots > 0 {
            say!("{} were being changed by somebody else meanwhile: run this again", profiles + snapshots);
        }
        Ok(())
    })
}
