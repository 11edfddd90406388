//! `folio inbox`: what came in by webhook and is not applied.

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use folio_db::inbox::{self, InboxState, Listed};
use uuid::Uuid;

use super::database;
use crate::{config::Config, inbound};

#[derive(Subcommand)]
pub(super) enum Command {
    /// The deliveries in a state, oldest first: ids, sources, types, codes; nothing of what they say
    List {
        /// Which; without it those that nobody could apply: UNKNOWN and FAILED
        #[arg(long, value_enum)]
        state: Option<StateArg>,
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
        state: Option<StateArg>,
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
const RETRIED: [InboxState; 4] =
    [InboxState::Received, InboxState::Unknown, InboxState::Failed, InboxState::Parked];

pub(super) fn run(config: &Config, command: &Command) -> anyhow::Result<()> {
    match command {
        Command::List { state, limit } => {
            let states =
                state.map_or(vec![InboxState::Unknown, InboxState::Failed], |state| vec![state.into()]);
            database::with_database(config, async |db, _| {
                let found = inbox::list(&db.conn().await?, &states, *limit).await?;
                if found.is_empty() {
                    println!("There is nothing.");
                }
                for listed in found {
                    println!("{}", line(&listed));
                }
                Ok(())
            })
        }
        Command::Retry { id, state } => {
            let states: Vec<InboxState> = match (id, state) {
                (Some(_), _) => RETRIED.to_vec(),
                (None, Some(state)) => vec![InboxState::from(*state)],
                (None, None) => bail!("which ones? name one, or a --state"),
            };
            if states.iter().any(|state| !RETRIED.contains(state)) {
                bail!("only what is RECEIVED, UNKNOWN, FAILED or PARKED can be given another chance");
            }
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
                println!("{retried} delivery(ies) will be applied again.");
                Ok(())
            })
        }
    }
}

fn line(listed: &Listed) -> String {
    let Listed { id, source, event_id, event_type, state, reason, waits_for, received_at, other_bodies } =
        listed;
    let why = reason.as_deref().or(waits_for.as_deref()).unwrap_or_default();
    let others = if *other_bodies > 0 { format!(" ({other_bodies} other bodies)") } else { String::new() };
    format!("{id} {} {state} {why} {source} {event_type} {event_id}{others}", received_at.to_rfc3339())
}
