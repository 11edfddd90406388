//! From a commit to those who follow: how long it takes until each of many subscribers has read what was written, whether each
//! gets every event once and in order, and what a message and an idle subscriber cost. See `benches/README.md`.
//!
//! Reading order: this file (the command line), `measure.rs` (the measurement), `node.rs` (the server, and who writes),
//! `followers.rs` (the subscribers), `tally.rs` (what they saw), `world.rs` (of whom).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other benchmarks use the rest")]
mod common;
mod followers;
mod measure;
mod node;
mod tally;
mod world;

use std::path::PathBuf;

use clap::{Parser, ValueEnum};

use common::{postgres::Postgres, runtime, server};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures how events reach their subscribers.
#[derive(Debug, Parser)]
#[command(name = "live")]
struct Args {
    /// Subscribers.
    #[arg(long, default_value_t = 1_000)]
    followers: usize,
    /// Profiles that they spread over.
    #[arg(long, default_value_t = 1)]
    profiles: usize,
    /// How many of a hundred subscribers are signed in, each as somebody else.
    #[arg(long, default_value_t = 0)]
    members: usize,
    /// Writes, one profile after the other.
    #[arg(long, default_value_t = 60)]
    writes: usize,
    /// Milliseconds between the beginnings of two writes.
    #[arg(long, default_value_t = 250)]
    every: u64,
    /// Write in another process, so that the feed tells of it.
    #[arg(long)]
    elsewhere: bool,
    /// What is followed.
    #[arg(long, value_enum, default_value_t = What::Badges)]
    what: What,
    /// Seeded profiles.
    #[arg(long, default_value_t = 5_000)]
    seeded: u64,
    /// Where the local Postgres lives.
    #[arg(long, env = "FOLIO_HOME", default_value = concat!(env!("CARGO_MANIFEST_DIR"), "/target/bench-home"))]
    home: PathBuf,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
    /// The parts that run as processes of their own.
    #[command(subcommand)]
    part: Option<Part>,
}

/// What is followed, and what is written so that there is something to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// `badgeEvents`, and awards.
    Badges,
    /// `profileChanged`, and new headlines.
    Profile,
}

impl What {
    /// Its name on the command line.
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// Folio's server, with a way to have it write.
    #[command(hide = true)]
    Node(server::Args),
    /// The subscribers.
    #[command(hide = true)]
    Followers(followers::Args),
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match &args.part {
        Some(Part::Node(part)) => return node::run(part),
        Some(Part::Followers(part)) => return followers::run(part),
        None => {}
    }
    // Anew each time: what earlier runs wrote would make the profiles larger.
    let postgres = Postgres::open(&args.home, "live_bench")?;
    runtime()?.block_on(async {
        postgres.drop_database().await?;
        postgres.seed(args.seeded).await?;
        world::open_pages(&postgres.client().await?).await
    })?;
    measure::run(&args, &postgres)
}
