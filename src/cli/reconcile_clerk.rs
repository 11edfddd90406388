//! `folio reconcile-clerk`: compares everybody with Clerk, page by page.

use anyhow::Context;
use indicatif::ProgressBar;

use super::{database, print::say};
use crate::{
    config::Config,
    inbound::clerk::{Plan, Report, reconcile},
};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only compare
    #[arg(long)]
    dry_run: bool,
    /// Delete, for good, whoever is here and not at Clerk; demo people and seeded ones stay
    #[arg(long)]
    delete_missing: bool,
    /// Even if that is more than a tenth of everybody and more than ten, or more than half
    #[arg(long, requires = "delete_missing")]
    force: bool,
    /// Begin with the page at this offset, as an interrupted run told it
    #[arg(long, default_value_t = 0)]
    from: usize,
}

pub(super) fn run(config: &Config, args: &Args) -> anyhow::Result<()> {
    let api = config
        .clerk_api()?
        .context("CLERK_SECRET_KEY is not set; for example sk_live_…, from Clerk's dashboard")?;
    let Args { dry_run, delete_missing, force, from } = *args;
    let plan = Plan { dry_run, delete_missing, force, from };
    database::with_database(config, async |db, _| {
        let bar = ProgressBar::new_spinner();
        let mut reached = plan.from;
        let reconciled = reconcile(&db, &api, plan, |offset| {
            reached = offset;
            bar.set_message(format!("{offset} compared"));
            bar.tick();
        })
        .await;
        bar.finish_and_clear();
        let report = reconciled
            .with_context(|| format!("it came to offset {reached}: go on with --from {reached}"))?;
        tell(&report, plan);
        Ok(())
    })
}

fn tell(report: &Report, plan: Plan) {
    let Report {
        listed,
        new,
        changed,
        fields,
        passed_over,
        busy,
        failed,
        unreadable,
        invented,
        missing,
        deleted,
    } = report;
    let would = if plan.dry_run { "would be " } else { "" };
    say!("{listed} at Clerk: {new} {would}new here, {changed} {would}changed");
    for (field, count) in fields {
        say!("  {field:<28} {count}");
    }
    if *passed_over > 0 {
        say!("{passed_over} passed over: an event told something newer, or their account was deleted");
    }
    if *busy > 0 {
        say!("{busy} couldn't be compared: something else was being done with them; run it again");
    }
    if *failed > 0 {
        say!("{failed} couldn't be compared: the tables refuse what Clerk says of them, see the log");
    }
    if *unreadable > 0 {
        say!("{unreadable} can't be read");
    }
    if *invented > 0 {
        say!("{invented} demo or seeded people left alone: they never were at Clerk");
    }
    say!("{missing} here and not at Clerk, {deleted} deleted");
    if *missing > *deleted && !plan.dry_run {
        say!("  --delete-missing deletes them, for good");
    }
}
