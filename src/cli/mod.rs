//! The command line: one file per command.
//!
//! A command's result goes to standard output, everything else (progress, logs, errors) to standard error, so that
//! `folio token student` prints a token and nothing else.
#![deny(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "whoever reads may stop before the end: see print.rs"
)]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::print::remark;
use crate::config::Config;

mod backfill;
mod database;
mod dev;
mod doctor;
mod events;
mod export_resume;
mod extract;
mod import_linkedin;
mod import_resume;
mod inbox;
mod jobs;
mod listen;
mod made_by;
mod migrate;
mod print;
mod publish;
mod reconcile;
mod reconcile_clerk;
mod seed;
mod serve;
mod supervise;
mod token;
mod user;
mod worker;

/// Folio: profile pages where each field is shown only to those who may see it.
#[derive(Parser)]
#[command(name = "folio", version, about, arg_required_else_help = false)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run everything for development: local Postgres, migrations, demo people, the server (this is the default)
    Dev,
    /// Run the server in production: needs DATABASE_URL and the CLERK_ settings
    Serve,
    /// Do the jobs that servers ask for, and give events their places in the feed
    Worker,
    /// Look through jobs, and give dead letters another chance
    #[command(subcommand)]
    Jobs(jobs::Command),
    /// Look through what came in by webhook and wasn't applied, and give it another chance
    #[command(subcommand)]
    Inbox(inbox::Command),
    /// Print a token for a demo persona, valid for 24 hours
    Token(token::Args),
    /// Bring the database's schema up to date
    Migrate,
    /// Import a JSON Resume file into a profile, in place of what earlier imports brought
    ImportResume(import_resume::Args),
    /// Import the archive that LinkedIn gives its members into a profile; what it doesn't tell of stays as it is
    ImportLinkedin(import_linkedin::Args),
    /// Write a profile as a JSON Resume file, as its owner sees it
    ExportResume(export_resume::Args),
    /// Look after users
    #[command(subcommand)]
    User(user::Command),
    /// Compare everybody with Clerk's API, and make them what Clerk says
    ReconcileClerk(reconcile_clerk::Args),
    /// Find where snapshots say something else than the tables, and write them anew
    Reconcile(reconcile::Args),
    /// Give a profile to every user without one, and a fresh snapshot to every profile that needs one
    BackfillProfiles(backfill::Args),
    /// Ask for the reading of profiles for facets: of those that were never read, or by another extractor
    Extract(extract::Args),
    /// Load invented people, for measuring and for demonstrations
    Seed(seed::SeedArgs),
    /// Look after the feed of events
    #[command(subcommand)]
    Events(events::Command),
    /// Print the GraphQL schema
    Schema,
    /// Print the visibility matrix
    Matrix(publish::MatrixArgs),
    /// Print the catalogue of error codes
    Errors(publish::ErrorsArgs),
    /// Check configuration, database, extensions, migrations, clock and sign-in keys
    Doctor,
}

/// Runs the command line of this process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match run(cli.command.unwrap_or(Command::Dev)).and_then(|()| print::finish()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            remark!("folio: {error}");
            for cause in error.chain().skip(1) {
                remark!("  because: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    // These need no configuration and must not fail for a bad one.
    match &command {
        Command::Schema => return publish::schema(),
        Command::Matrix(args) => return publish::matrix(args),
        Command::Errors(args) => return publish::errors(args),
        Command::Events(events::Command::Schemas { folder }) => return events::write_schemas(folder),
        _ => {}
    }
    let config = Config::load()?;
    crate::telemetry::init(&config)?;
    // Two cryptographic libraries are in the tree (clerk-rs brings ring): say which one speaks TLS.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    match command {
        Command::Dev => dev::run(&config),
        Command::Serve => serve::run(&config),
        Command::Worker => worker::run(&config),
        Command::Events(command) => events::run(&config, command),
        Command::Jobs(command) => jobs::run(&config, &command),
        Command::Inbox(command) => inbox::run(&config, &command),
        Command::Token(args) => token::run(&config, &args),
        Command::Migrate => migrate::run(&config),
        Command::ImportResume(args) => import_resume::run(&config, &args),
        Command::ImportLinkedin(args) => import_linkedin::run(&config, &args),
        Command::ExportResume(args) => export_resume::run(&config, &args),
        Command::User(command) => user::run(&config, command),
        Command::ReconcileClerk(args) => reconcile_clerk::run(&config, &args),
        Command::Extract(args) => extract::run(&config, &args),
        Command::Reconcile(args) => reconcile::run(&config, &args),
        Command::BackfillProfiles(args) => backfill::run(&config, &args),
        Command::Seed(args) => {
            database::with_database(&config, async |_, settings| seed::run(&settings, &args).await)
        }
        Command::Doctor => doctor::run(&config),
        Command::Schema | Command::Matrix(_) | Command::Errors(_) => Ok(()),
    }
}

/// The runtime that a command works in.
fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}
