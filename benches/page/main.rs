//! What a profile page costs: CPU of the server and of Postgres per request, beside one hand-written SQL behind a
//! plain handler. See `benches/README.md` for how to run it and what it does.
//!
//! Reading order: this file (the command line), `rounds.rs` (the measurement), `../common/folio.rs` and `plain.rs` (what
//! is measured), `database.rs` (on what), `load.rs` (by what), `../common/cpu.rs` (how), `micro.rs` (the parts of a
//! page).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other benchmarks use the rest")]
mod common;
mod database;
mod load;
mod micro;
mod plain;
mod rounds;

use std::path::PathBuf;

use clap::Parser;

use common::{folio, server};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The query of the page.
const QUERY: &str = include_str!("page.graphql");

/// Measures the profile page beside a plain handler over one hand-written SQL.
#[derive(Debug, Parser)]
#[command(name = "page")]
struct Args {
    /// Seeded profiles.
    #[arg(long, default_value_t = 100_000)]
    profiles: u64,
    /// Seconds of one measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Connections of the load, one series each.
    #[arg(long, value_delimiter = ',', default_value = "1,64")]
    connections: Vec<usize>,
    /// How often each server is measured, in turn; the medians are reported.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Measure the parts of a page inside one process, and print Postgres's plans.
    #[arg(long)]
    micro: bool,
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

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// Folio's server.
    #[command(hide = true)]
    Folio(server::Args),
    /// The plain server.
    #[command(hide = true)]
    Plain(server::Args),
    /// The load.
    #[command(hide = true)]
    Load(load::Args),
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match &args.part {
        Some(Part::Folio(part)) => folio::run(part),
        Some(Part::Plain(part)) => plain::run(part),
        Some(Part::Load(part)) => load::run(part),
        None => {
            let database = database::Database::open(&args.home, args.profiles)?;
            if args.micro { micro::run(&database) } else { rounds::run(&args, &database) }
        }
    }
}
