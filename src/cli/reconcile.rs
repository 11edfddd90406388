//! `folio reconcile`: finds where snapshots have drifted from the tables, tells where, and writes them anew (capability P7).

use std::{collections::BTreeMap, time::Duration};

use chrono::Utc;
use folio_db::{
    Db, PoolSettings, accounts,
    reconcile::{self, Drift, MAX_STEP},
};
use uuid::Uuid;

use super::{database, print::say};
use crate::config::Config;

/// A step is far more work than a request, whose time-out the pool has.
const STATEMENT_TIMEOUT: Duration = Duration::from_secs(300);

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only compare
    #[arg(long)]
    dry_run: bool,
    /// Only tell what the last run found, and for how many days there was no drift
    #[arg(long, conflicts_with = "dry_run")]
    status: bool,
    /// Name each profile that has drifted, with its fields
    #[arg(long)]
    list: bool,
    /// Profiles per step
    #[arg(long, default_value_t = 1_000, value_parser = clap::value_parser!(i64).range(1..=MAX_STEP))]
    batch: i64,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    database::with_database(config, async |_, settings| {
        let settings =
            PoolSettings { statement_timeout: Some(STATEMENT_TIMEOUT), max_connections: 1, ..settings };
        let db = Db::open(settings)?;
        if args.status {
            return status(&db, args.list).await;
        }
        compare(&db, args).await
    })
}

async fn compare(db: &Db, args: &Args) -> anyhow::Result<()> {
    let run = if args.dry_run { None } else { Some(reconcile::begin(&db.conn().await?).await?) };
    let profiles = accounts::count(&db.conn().await?).await?;
    let bar = indicatif::ProgressBar::new(u64::try_from(profiles).unwrap_or_default());
    let (mut after, mut checked, mut outdated) = (Uuid::nil(), 0, 0);
    let (mut drifted, mut unreadable, mut awaited) = (0, 0, 0);
    let mut fields = BTreeMap::new();
    loop {
        let look = match run {
            Some(run) => crate::reconcile::step(db, run, after, args.batch).await?,
            None => reconcile::look(db, after, args.batch).await?,
        };
        checked += look.checked;
        outdated += look.outdated.len();
        drifted += look.drifted.len();
        unreadable += look.drifted.iter().filter(|drift| drift.is_unreadable()).count();
        awaited += look.awaited.len();
        bar.inc(look.checked as u64);
        for Drift { profile_id, fields: paths } in &look.drifted {
            if args.list {
                bar.suspend(|| say!("{profile_id}  {}", paths.join(" ")));
            }
            for path in paths {
                *fields.entry(without_places(path)).or_insert(0_usize) += 1;
            }
        }
        let Some(last) = look.last else { break };
        after = last;
    }
    bar.finish_and_clear();
    let done = if args.dry_run || drifted == 0 { "" } else { ", written anew" };
    let brought = if args.dry_run { "would be brought" } else { "brought" };
    say!(
        "{checked} profile(s) looked at: {drifted} had drifted{done}; {outdated} {brought} to the present shape"
    );
    if unreadable > 0 {
        say!("  {unreadable} of them can't be written anew: their tables can't be read");
    }
    if awaited > 0 {
        say!("  {awaited} wait for a job that brings up what has changed elsewhere");
    }
    for (field, count) in fields {
        say!("  {field:<48} {count}");
    }
    if run.is_some() {
        say!("{} day(s) in a row without drift", days(db).await?);
    }
    Ok(())
}

/// Fields of items are counted together, wherever the items stand.
fn without_places(path: &str) -> String {
    let parts: Vec<&str> = path.split('.').filter(|part| part.parse::<usize>().is_err()).collect();
    parts.join(".")
}

async fn status(db: &Db, list: bool) -> anyhow::Result<()> {
    let conn = db.conn().await?;
    let Some(run) = reconcile::latest(&conn).await? else {
        say!("there was no run yet");
        return Ok(());
    };
    let ended = run.finished_at.map_or("has not ended".to_owned(), |at| format!("ended {}", at.to_rfc3339()));
    say!("the last run began {} and {ended}", run.started_at.to_rfc3339());
    say!(
        "{} profile(s) looked at: {} had drifted, {} were of an older shape, {} written anew",
        run.checked,
        run.drifted,
        run.outdated,
        run.repaired
    );
    if list {
        for (profile, fields, repaired) in reconcile::findings(&conn, run.id, 1_000).await? {
            say!("{profile}  {}{}", fields.join(" "), if repaired { "" } else { "  (not written anew)" });
        }
    }
    drop(conn);
    say!("{} day(s) in a row without drift", days(db).await?);
    Ok(())
}

async fn days(db: &Db) -> anyhow::Result<u32> {
    Ok(reconcile::drift_free_days(&db.conn().await?, Utc::now().date_naive()).await?)
}
