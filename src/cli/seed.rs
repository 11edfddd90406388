//! `folio seed`: invented people for measuring and for demonstrations.

use std::{
    cell::Cell,
    time::{Duration, Instant},
};

use folio_db::PoolSettings;
use indicatif::{HumanBytes, HumanCount, HumanDuration, ProgressBar, ProgressStyle};

use super::print::{remark, say};
use crate::seed::{self, Progress, Report, SeedOptions};

/// Without a terminal, a line this often.
const LINE_EVERY: Duration = Duration::from_secs(5);

/// The arguments of `folio seed`.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct SeedArgs {
    /// How many seeded profiles the database is to hold in the end, from 1 to 10000000.
    ///
    /// Those of an earlier run count, so a run that was stopped goes on where it was. Other profiles are left alone.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(seed::PROFILES))]
    profiles: u64,
    /// Other seeds give other people; the same seed gives the same, to the byte.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// Loads the profiles, with a progress bar on standard error and the report on standard output.
///
/// # Errors
/// See [`seed::SeedError`].
pub(super) async fn run(settings: &PoolSettings, args: &SeedArgs) -> anyhow::Result<()> {
    let options = SeedOptions { profiles: args.profiles, seed: args.seed };
    let display = Display::new();
    let report = seed::run(settings, options, |progress| display.show(progress)).await;
    display.bar.finish_and_clear();
    let text = summary(&report?);
    say!("{text}");
    Ok(())
}

fn summary(report: &Report) -> String {
    let count = HumanCount;
    if report.profiles == 0 {
        return format!("Nothing to do: {} seeded profiles are there already.", count(report.already_there));
    }
    let rows: Vec<String> =
        report.rows.iter().map(|(table, rows)| format!("{} {table}", count(rows))).collect();
    format!(
        "Loaded {} profiles in {:.1} s ({} were there already): {}. These tables take {}.",
        count(report.profiles),
        report.elapsed.as_secs_f64(),
        count(report.already_there),
        rows.join(", "),
        HumanBytes(report.bytes),
    )
}

/// A bar on a terminal, lines elsewhere.
struct Display {
    bar: ProgressBar,
    started: Instant,
    last_line: Cell<Instant>,
}

impl Display {
    fn new() -> Self {
        let style = ProgressStyle::with_template(
            "{wide_bar} {human_pos}/{human_len} profiles, {per_sec}, {eta} left",
        )
        .expect("the template is well-formed");
        let now = Instant::now();
        Self { bar: ProgressBar::new(0).with_style(style), started: now, last_line: Cell::new(now) }
    }

    fn show(&self, progress: Progress) {
        let Progress { done, resumed_from, total } = progress;
        if !self.bar.is_hidden() {
            self.bar.set_length(total);
            self.bar.set_position(done);
            if done == resumed_from {
                // What was there before says nothing of the speed.
                self.bar.reset_eta();
            }
            return;
        }
        if self.last_line.get().elapsed() < LINE_EVERY {
            return;
        }
        self.last_line.set(Instant::now());
        let rate = (done - resumed_from) as f64 / self.started.elapsed().as_secs_f64();
        let left = Duration::try_from_secs_f64((total - done) as f64 / rate).unwrap_or_default();
        remark!(
            "{} of {} profiles, {} per second, {} left",
            HumanCount(done),
            HumanCount(total),
            HumanCount(rate as u64),
            HumanDuration(left)
        );
    }
}
