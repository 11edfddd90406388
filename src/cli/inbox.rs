//! `folio inbox`: what came in by webhook and is not applied.

use anyhow::bail;
use chrono::SecondsFormat;
use clap::{Subcommand, ValueEnum};
use folio_db::inbox::{self, InboxState, Listed};
use uuid::Uuid;

use super::{database, print::say};
use crate::{config::Config, inbound};

#[derive(Subcommand)]
pub(super) enum Command {
    /// The deliveries in a state, oldest first: ids, sources, types, codes; nothing of what they say
    List {
        /// Which; without it those that nobody could apply: UNKNOWN and FAILED
        #[arg(long, value_enum)]
        state: Option<StateArg>,
        /// Those under whose id something else came later, in whatever state they are
        #[arg(long, conflicts_with = "state")]
        other_bodies: bool,
        /// At most this many
        #[arg(long, default_value_t = 50, value_parser = clap::value_parser!(i64).range(1..=10_000))]
        limit: i64,
    },
    /// Give deliveries another chance, 1,000 in each transaction
    Retry {
        /// This one, if it is RECEIVED, UNKNOWN, FAILED or PARKED
        id: Option<Uuid>,
        /// All of this state
        #[arg(long, value_enum, conflicts_with = "id")]
        state: Option<RetriedArg>,
    },
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum StateArg {
    Received,
    Applied,
    Parked,
    Ignored,
    Unknown,
    Failed,
}

impl From<StateArg> for InboxState {
    fn from(state: StateArg) -> Self {
        match state {
            StateArg::Received => Self::Received,
            StateArg::Applied => Self::Applied,
            StateArg::Parked => Self::Parked,
            StateArg::Ignored => Self::Ignored,
            StateArg::Unknown => Self::Unknown,
            StateArg::Failed => Self::Failed,
        }
    }
}

/// What can be given another chance.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RetriedArg {
    Received,
    Parked,
    Unknown,
    Failed,
}

impl From<RetriedArg> for InboxState {
    fn from(state: RetriedArg) -> Self {
        match state {
            RetriedArg::Received => Self::Received,
            RetriedArg::Parked => Self::Parked,
            RetriedArg::Unknown => Self::Unknown,
            RetriedArg::Failed => Self::Failed,
        }
    }
}

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::List { state, other_bodies, limit } => {
            let states =
                state.map_or(vec![InboxState::Unknown, InboxState::Failed], |state| vec![state.into()]);
            database::with_database(config, async |db, _| {
                let conn = db.conn().await?;
                let found = if *other_bodies {
                    inbox::list_other_bodies(&conn, *limit).await?
                } else {
                    inbox::list(&conn, &states, *limit).await?
                };
                if found.is_empty() {
                    say!("There is nothing.");
                    return Ok(());
                }
                say!("{}", columns(["ID", "RECEIVED", "STATE", "WHY", "SOURCE", "TYPE", "EVENT"]));
                for listed in found {
                    say!("{}", line(&listed));
                }
                Ok(())
            })
        }
        Command::Retry { id, state } => {
            let states: Vec<InboxState> = match (id, state) {
                (Some(_), _) => RetriedArg::value_variants().iter().copied().map(Into::into).collect(),
                (None, Some(state)) => vec![InboxState::from(*state)],
                (None, None) => bail!("which ones? name one, or a --state"),
            };
            database::with_database(config, async |db, _| {
                let (mut retried, mut after) = (0, None);
                loop {
                    let tx = db.begin().await?;
                    let batch = inbound::retry(&tx, &states, *id, after).await;
                    let (count, last) = tx.finish(batch).await?;
                    retried += count;
                    after = last;
                    if after.is_none() || id.is_some() {
                        break;
                    }
                }
                say!("{retried} delivery(ies) will be applied again.");
                Ok(())
            })
        }
    }
}

/// A line of the list: what is before the source has a width of its own.
fn columns([id, received, state, why, source, kind, event]: [&str; 7]) -> String {
    format!("{id:<36} {received:<20} {state:<8} {why:<15} {source} {kind} {event}")
}

fn line(listed: &Listed) -> String {
    let Listed { id, source, event_id, event_type, state, reason, waits_for, received_at, other_bodies } =
        listed;
    let why = reason.as_deref().or(waits_for.as_deref()).unwrap_or("-");
    let others = match other_bodies {
        0 => String::new(),
        1 => " (1 other body)".to_owned(),
        several => format!(" ({several} other bodies)"),
    };
    let received = received_at.to_rfc3339_opts(SecondsFormat::Secs, true);
    columns([&id.to_string(), &received, state, why, source, event_type, event_id]) + &others
}
