//! `folio events`: the feed for whoever looks after it, and what is published of it.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use folio_db::{
    Conn, Db,
    feed::{self, CATALOGUE, Event, Head, Rewound, Selection},
};
use uuid::Uuid;

use super::{
    database,
    print::{self, nobody_reads, remark, say},
};
use crate::{
    config::Config,
    events::{
        envelope::{Envelope, Source, type_of},
        schemas,
    },
    graphql::id::GlobalId,
};

/// Events that are read at once.
const PAGE: i64 = 1_000;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Print what the feed tells as CloudEvents, a line of JSON for each, in the feed's order
    Replay(ReplayArgs),
    /// Who follows the feed with a position that lasts, and how far each is behind
    Consumers,
    /// Set a consumer back, so that it does again what events ask for
    Rewind(RewindArgs),
    /// Forget a consumer that is no more: for its sake nothing is kept any longer
    Forget {
        /// Its name
        consumer: String,
    },
    /// Write the JSON Schemas of all events, and the page that lists them, into a folder; schemas that are there of events
    /// that are no more are removed
    Schemas {
        /// The folder: frontend-contract/events/outbound
        folder: PathBuf,
    },
}

#[derive(Args)]
pub(super) struct ReplayArgs {
    /// The first place
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..))]
    from: i64,
    /// The last place; without it, the feed's end as it is now
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..))]
    to: Option<i64>,
    /// Events of this type alone, as profile.updated or com.gigsy.folio.profile.updated.v1; may be given several times
    #[arg(long = "type", value_name = "TYPE", value_parser = known_type)]
    types: Vec<&'static str>,
    /// Events of this profile alone: its id, as the API has it
    #[arg(long, value_name = "ID", value_parser = profile)]
    profile: Option<Uuid>,
}

#[derive(Args)]
pub(super) struct RewindArgs {
    /// Its name
    consumer: String,
    /// It begins again after this place
    #[arg(long, value_parser = clap::value_parser!(i64).range(0..))]
    to: i64,
    /// Do it; without this it is only told what would be done again
    #[arg(long)]
    yes: bool,
}

fn known_type(text: &str) -> Result<&'static str, String> {
    let known = CATALOGUE.iter().find(|known| known.name == text || type_of(known) == text);
    known.map(|known| known.name).ok_or_else(|| "there is no such type: see docs/EVENTS.md".to_owned())
}

fn profile(text: &str) -> Result<Uuid, String> {
    match GlobalId::decode(text) {
        Some(GlobalId::Profile(id)) => Ok(id),
        _ => text.parse().map_err(|_| "this is no profile's id".to_owned()),
    }
}

pub(super) fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    match command {
        Command::Replay(args) => {
            let source = config.event_source();
            database::with_database(config, async |db, _| replay(&db, &source, &args).await)
        }
        Command::Consumers => {
            database::with_database(config, async |db, _| consumers(&db.conn().await?).await)
        }
        Command::Rewind(args) => database::with_database(config, async |db, _| rewind(&db, &args).await),
        Command::Forget { consumer } => database::with_database(config, async |db, _| {
            if !feed::forget(&db.conn().await?, &consumer).await? {
                bail!("no consumer has this name: see `folio events consumers`");
            }
            say!("{consumer} is forgotten. A process that works for it still enters it anew.");
            Ok(())
        }),
        Command::Schemas { folder } => write_schemas(&folder),
    }
}

async fn replay(db: &Db, source: &Source, args: &ReplayArgs) -> anyhow::Result<()> {
    if let Some(to) = args.to.filter(|to| *to < args.from) {
        bail!("--to {to} is before --from {}: the range has no place", args.from);
    }
    let head = feed::head(&db.conn().await?).await?;
    require_kept(args.from, head)?;
    let through = args.to.unwrap_or(head.last_seq).min(head.last_seq);
    let selection = Selection { profile_id: args.profile, types: &args.types };
    let (mut position, mut printed, mut unknown) = (args.from - 1, 0_u64, 0_u64);
    while position < through {
        let conn = db.conn().await?;
        let events = feed::select(&conn, selection, position, through, PAGE).await?;
        // Read after the events: what went meanwhile is noticed, whatever was selected.
        require_kept(position + 1, feed::head(&conn).await?)?;
        drop(conn);
        let mut page = String::new();
        for event in &events {
            match Envelope::of(source, event) {
                Some(envelope) => {
                    page.push_str(&serde_json::to_string(&envelope)?);
                    page.push('\n');
                    printed += 1;
                }
                None => unknown += 1,
            }
        }
        print::text(&page);
        if nobody_reads() {
            return Ok(());
        }
        position = last_place(&events).unwrap_or(through);
        remark!("{printed} event(s), up to place {position} of {through}");
    }
    if args.from > through {
        remark!("nothing to print: the feed ends at place {through}, before --from {}", args.from);
    }
    if unknown > 0 {
        remark!(
            "{unknown} event(s) are left out, since this version doesn't know their types: use a newer one"
        );
    }
    Ok(())
}

/// The last place of a full page; `None` when there is nothing behind this one.
fn last_place(events: &[Event]) -> Option<i64> {
    let full = i64::try_from(events.len()).is_ok_and(|length| length == PAGE);
    events.last().filter(|_| full).map(|last| last.seq)
}

fn require_kept(first: i64, head: Head) -> anyhow::Result<()> {
    let gone = head.gone_through;
    if first <= gone {
        bail!("places up to {gone} are no longer kept: the first that can be replayed is {}", gone + 1);
    }
    Ok(())
}

async fn consumers(conn: &Conn) -> anyhow::Result<()> {
    let head = feed::head(conn).await?;
    say!("The feed goes from place {} to {}.", head.gone_through + 1, head.last_seq);
    for consumer in feed::consumers(conn).await? {
        let behind = match consumer.behind {
            0 => "nothing before it".to_owned(),
            events => format!("{events} event(s) before it, the next for {:.1} s", consumer.behind_seconds),
        };
        let moved = consumer.updated_at.to_rfc3339();
        say!("{:<16} at {:>10}, {behind}; moved at {moved}", consumer.name, consumer.position);
    }
    Ok(())
}

async fn rewind(db: &Db, args: &RewindArgs) -> anyhow::Result<()> {
    let RewindArgs { consumer, to, yes } = args;
    let tx = db.begin().await?;
    let from = match feed::rewind(&tx, consumer, *to).await? {
        Rewound::From(from) => from,
        Rewound::Unknown => bail!("no consumer has this name: see `folio events consumers`"),
        Rewound::OutOfRange(first, last) => {
            bail!(
                "{consumer} can go back to places from {first} to {last}: before that the feed is gone, and behind it nothing was done"
            )
        }
    };
    let again = from - to;
    say!("{consumer} is at place {from}. From place {} on it does {again} event(s) again:", to + 1);
    for (name, events) in feed::count_by_type(&tx, *to, from).await? {
        say!("{events:>10} {name}");
    }
    if *yes {
        tx.commit().await?;
        say!("It is set back.");
    } else {
        tx.rollback().await?;
        say!("Nothing is changed. To set it back, say this again with --yes.");
    }
    Ok(())
}

/// Needs no configuration and must not fail for a bad one.
pub(super) fn write_schemas(folder: &Path) -> anyhow::Result<()> {
    let files = schemas::files();
    std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let stale = name.to_str().is_some_and(|name| {
            name.ends_with(".schema.json") && !files.iter().any(|(current, _)| current == name)
        });
        if stale {
            std::fs::remove_file(entry.path())?;
        }
    }
    for (name, content) in files {
        let path = folder.join(name);
        std::fs::write(&path, content).with_context(|| format!("{} can't be written", path.display()))?;
    }
    Ok(())
}
