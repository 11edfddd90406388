//! The load: a process in which each connection works for people of its own, one request at a time.

use std::{
    net::SocketAddr,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use clap::ValueEnum;
use folio::auth::{DEV_TOKEN_TTL, DevIssuer};
use serde::{Deserialize, Serialize};
use tokio_postgres::Statement;

use crate::{
    common::{client::Client, outcome::Outcome, postgres, random::Random, runtime},
    work::{Target, Work},
};

/// People of one connection.
const TARGETS: usize = 64;

/// The bare statement.
pub(crate) const BARE: &str =
    "UPDATE profiles SET headline = $2, version = version + 1, updated_at = now() WHERE id = $1";

/// What the load is told.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// The server.
    #[arg(long)]
    pub(crate) address: SocketAddr,
    /// The database, for what is asked past the server, and for the versions to begin with.
    #[arg(long)]
    pub(crate) url: String,
    /// Where the development issuer has its key.
    #[arg(long)]
    pub(crate) home: PathBuf,
    /// What to do.
    #[arg(long, value_enum)]
    pub(crate) work: Work,
    /// How many connections.
    #[arg(long)]
    pub(crate) connections: usize,
    /// For how long.
    #[arg(long)]
    pub(crate) milliseconds: u64,
    /// Which people.
    #[arg(long)]
    pub(crate) lot: u64,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Tally {
    /// Of the requests that were done.
    pub(crate) done: Outcome,
    /// Requests that came too late.
    pub(crate) outrun: u64,
}

impl Args {
    /// Puts the load on in a process of its own and waits for its end.
    pub(crate) fn put_on(&self) -> anyhow::Result<Tally> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("load").args(["--address", &self.address.to_string()]);
        command.args(["--url", &self.url]).arg("--home").arg(&self.home);
        let work = self.work.to_possible_value().context("every kind has a name")?;
        command.args(["--work", work.get_name(), "--lot", &self.lot.to_string()]);
        command.args(["--connections", &self.connections.to_string()]);
        command.args(["--milliseconds", &self.milliseconds.to_string()]);
        let output = command.output()?;
        ensure!(output.status.success(), "the load failed: {}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// Puts the load on and prints the tally.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let tally = runtime()?.block_on(async {
        let issuer = DevIssuer::open(&args.home)?;
        let database = postgres::connect(&args.url).await?;
        let mut targets = Target::draw(&database, args.connections * TARGETS, args.lot).await?;
        let mut connections = Vec::new();
        for number in 0..args.connections {
            let mut own = targets.split_off(targets.len() - TARGETS);
            if args.work == Work::OneProfile {
                own = Target::draw(&database, 1, args.lot).await?;
            }
            connections.push(Connection::open(args, &issuer, own, number as u64).await?);
        }
        let started = Instant::now();
        let end = started + Duration::from_millis(args.milliseconds);
        let tasks: Vec<_> = connections.into_iter().map(|each| tokio::spawn(each.work(end))).collect();
        let (mut latencies, mut outrun) = (Vec::new(), 0);
        for task in tasks {
            let (own, late) = task.await??;
            latencies.extend(own);
            outrun += late;
        }
        anyhow::Ok(Tally { done: Outcome::of(latencies, started.elapsed())?, outrun })
    })?;
    println!("{}", serde_json::to_string(&tally)?);
    Ok(())
}

struct Connection {
    work: Work,
    client: Client,
    bare: Option<(tokio_postgres::Client, Statement)>,
    people: Vec<(Target, String)>,
    random: Random,
}

impl Connection {
    async fn open(
        args: &Args,
        issuer: &DevIssuer,
        targets: Vec<Target>,
        number: u64,
    ) -> anyhow::Result<Self> {
        let bare = if args.work == Work::Bare {
            let client = postgres::connect(&args.url).await?;
            let statement = client.prepare(BARE).await?;
            Some((client, statement))
        } else {
            None
        };
        let mut people = Vec::with_capacity(targets.len());
        for target in targets {
            let token = issuer.issue(&target.clerk_id, DEV_TOKEN_TTL)?;
            people.push((target, token));
        }
        let client = Client::connect(args.address, None).await?;
        Ok(Self { work: args.work, client, bare, people, random: Random(number) })
    }

    /// How long each request took that was done, and how many came too late.
    async fn work(mut self, end: Instant) -> anyhow::Result<(Vec<Duration>, u64)> {
        let (mut latencies, mut outrun) = (Vec::new(), 0);
        while Instant::now() < end {
            let place = self.random.below(self.people.len());
            let (target, token) = &mut self.people[place];
            let sent = Instant::now();
            if let Some((client, statement)) = &self.bare {
                let headline = format!("Headline {}", self.random.below(usize::MAX));
                client.execute(statement, &[&target.profile, &headline]).await?;
                latencies.push(sent.elapsed());
                continue;
            }
            self.client.sign_in(Some(token));
            let answer = self.client.post(&target.request(self.work)).await?;
            let took = sent.elapsed();
            if target.learn(self.work, &answer)? {
                latencies.push(took);
            } else {
                outrun += 1;
            }
        }
        Ok((latencies, outrun))
    }
}
