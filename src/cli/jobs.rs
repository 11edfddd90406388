//! `folio jobs`: what is queued, at work and given up.

use anyhow::bail;
use clap::{Args, Subcommand, ValueEnum};
use folio_db::jobs::{self, JobState, Listed, Selection};
use uuid::Uuid;

use super::{database, print::say};
use crate::config::Config;

#[derive(Subcommand)]
pub(super) enum Command {
    /// How many jobs there are of each kind that are not done
    Status,
    /// The jobs in a state, newest first: ids, kinds, attempts, codes of errors
    List {
        /// Which
        #[arg(long, value_enum, default_value_t = StateArg::Dead)]
        state: StateArg,
        /// Of this kind only
        #[arg(long)]
        kind: Option<String>,
        /// At most this many
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
        limit: i64,
    },
    /// Give dead letters all of their attempts again
    Replay(ReplayArgs),
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum StateArg {
    Ready,
    Running,
    Done,
    Dead,
}

#[derive(Args)]
pub(super) struct ReplayArgs {
    /// These jobs
    ids: Vec<Uuid>,
    /// Those of this kind
    #[arg(long, conflicts_with = "all")]
    kind: Option<String>,
    /// All of them
    #[arg(long)]
    all: bool,
}

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::Status => database::with_database(config, async |db, _| {
            let figures = jobs::figures(&db.conn().await?).await?;
            if figures.is_empty() {
                say!("There is nothing to do.");
            }
            for figure in figures {
                let overdue = figure.overdue_seconds;
                let waits =
                    if overdue > 0.0 { format!(", overdue for {overdue:.1} s") } else { String::new() };
                say!("{:<24} {:<8} {:>8}{waits}", figure.kind, figure.state, figure.jobs);
            }
            Ok(())
        }),
        Command::List { state, kind, limit } => {
            let state = match state {
                StateArg::Ready => JobState::Ready,
                StateArg::Running => JobState::Running,
                StateArg::Done => JobState::Done,
                StateArg::Dead => JobState::Dead,
            };
            database::with_database(config, async |db, _| {
                let found = jobs::list(&db.conn().await?, state, kind.as_deref(), *limit).await?;
                if found.is_empty() {
                    say!("No job is {}.", state.name());
                }
                for Listed { id, kind, attempt, max_attempts, run_at, last_error, .. } in found {
                    let error = last_error.unwrap_or_default();
                    say!("{id} {kind:<24} {attempt}/{max_attempts} {} {error}", run_at.to_rfc3339());
                }
                Ok(())
            })
        }
        Command::Replay(args) => {
            if args.ids.is_empty() && args.kind.is_none() && !args.all {
                bail!("which ones? name jobs, a --kind, or --all");
            }
            let selection = Selection { ids: args.ids.clone(), kind: args.kind.clone() };
            database::with_database(config, async |db, _| {
                let conn = db.conn().await?;
                let mut replayed = 0;
                loop {
                    match jobs::replay(&conn, &selection).await? {
                        0 => break,
                        more => replayed += more,
                    }
                }
                say!("{replayed} job(s) will be tried again.");
                Ok(())
            })
        }
    }
}
