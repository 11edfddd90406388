//! `folio extract`: asks for the reading of profiles whose texts were never read for facets, or were read by another
//! extractor or version. Workers do it; `--wait` tells how far they are. May be stopped and run again.

use std::{io::IsTerminal, time::Duration};

use folio_db::{
    Db,
    extraction::{self, Readers},
};
use uuid::Uuid;

use super::{database, print::say};
use crate::config::Config;

/// Between two looks at what is left.
const LOOK: Duration = Duration::from_millis(500);

#[derive(clap::Args)]
pub(super) struct Args {
    /// Also those that this extractor has read: what goes on has more years by now
    #[arg(long)]
    all: bool,
    /// Only count
    #[arg(long)]
    dry_run: bool,
    /// Wait until workers have read them
    #[arg(long)]
    wait: bool,
    /// Profiles per statement
    #[arg(long, default_value_t = 500, value_parser = clap::value_parser!(i64).range(1..=10_000))]
    batch: i64,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let extractors = config.extractors()?;
    let (id, other) = (extractors.first(), extractors.other());
    let readers = Readers { first: id.pair(), other: other.pair() };
    database::with_database(config, async |db: Db, _| {
        let count = extraction::waiting(&db.conn().await?, readers, args.all).await?;
        say!("{count} profile(s) to be read by {} {}", id.name, id.version);
        if args.dry_run || count == 0 {
            return Ok(());
        }
        let bar = bar(count);
        let (mut after, mut asked) = (Uuid::nil(), 0);
        // Batch by batch, each a transaction of its own.
        loop {
            let conn = db.conn().await?;
            let Some((last, some)) = extraction::ask_all(&conn, readers, args.all, after, args.batch).await?
            else {
                break;
            };
            (after, asked) = (last, asked + some);
            bar.set_position(asked as u64);
        }
        bar.finish_and_clear();
        say!("asked for {asked}; workers do it");
        if args.wait {
            wait(&db, asked as u64).await?;
        }
        Ok(())
    })
}

/// Until none of them is being waited for.
async fn wait(db: &Db, asked: u64) -> anyhow::Result<()> {
    let bar = bar(i64::try_from(asked).unwrap_or(i64::MAX));
    loop {
        let left = extraction::unread(&db.conn().await?).await?;
        bar.set_position(asked.saturating_sub(left.waiting.unsigned_abs()));
        if left.waiting == 0 {
            bar.finish_and_clear();
            match left.failed {
                0 => say!("all of them are read"),
                failed => say!("{failed} could not be read: see `folio jobs list`"),
            }
            return Ok(());
        }
        tokio::time::sleep(LOOK).await;
    }
}

fn bar(length: i64) -> indicatif::ProgressBar {
    if std::io::stderr().is_terminal() {
        indicatif::ProgressBar::new(length.unsigned_abs())
    } else {
        indicatif::ProgressBar::hidden()
    }
}
