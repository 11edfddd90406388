//! What a mutation costs: CPU of the server and of Postgres, beside a page read and a bare UPDATE of the same table. See
//! `benches/README.md` for how to run it and what it does.
//!
//! Reading order: this file (the command line), `rounds.rs` (the measurement), `work.rs` (what is sent), `load.rs` (by
//! whom), `micro.rs` (statements and plans).

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[path = "../common/mod.rs"]
#[allow(dead_code, reason = "the other benchmarks use the rest")]
mod common;
mod load;
mod micro;
mod rounds;
mod work;

use std::path::PathBuf;

use clap::Parser;

use common::{folio, postgres::Postgres, runtime, server};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Measures mutations beside a page read and a bare UPDATE.
#[derive(Debug, Parser)]
#[command(name = "write")]
struct Args {
    /// Seeded profiles.
    #[arg(long, default_value_t = 20_000)]
    profiles: u64,
    /// Seconds of one measurement.
    #[arg(long, default_value_t = 5)]
    seconds: u64,
    /// Connections of the load, one series each.
    #[arg(long, value_delimiter = ',', default_value = "1,16")]
    connections: Vec<usize>,
    /// How often each kind of work is measured, in turn; the medians are reported.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
    /// Count the statements of each mutation, and print Postgres's plans.
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
    /// The load.
    #[command(hide = true)]
    Load(load::Args),
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    match &args.part {
        Some(Part::Folio(part)) => return folio::run(part),
        Some(Part::Load(part)) => return load::run(part),
        None => {}
    }
    // Anew each time: what earlier runs wrote would make the profiles larger.
    let postgres = Postgres::open(&args.home, "write_bench")?;
    runtime()?.block_on(async {
        postgres.drop_database().await?;
        postgres.seed(args.profiles).await?;
        anyhow::Ok(postgres.client().await?.batch_execute("VACUUM (ANALYZE)").await?)
    })?;
    if args.micro { micro::run(&postgres) } else { rounds::run(&args, &postgres) }
}
