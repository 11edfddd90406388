//! The load: a process that asks for random pages over connections that stay open, one request at a time on each.

use std::{
    net::SocketAddr,
    path::PathBuf,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, ensure};
use bytes::Bytes;

use crate::{
    QUERY,
    common::{client::Client, outcome::Outcome, random::Random, runtime},
};

/// What the load is told.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// The server.
    #[arg(long)]
    pub(crate) address: SocketAddr,
    /// The file with the slugs.
    #[arg(long)]
    pub(crate) slugs: PathBuf,
    /// How many connections.
    #[arg(long)]
    pub(crate) connections: usize,
    /// For how long.
    #[arg(long)]
    pub(crate) milliseconds: u64,
    /// Whose token to send; without it, anonymous.
    #[arg(long, env = "PAGE_BENCH_TOKEN")]
    pub(crate) token: Option<String>,
}

impl Args {
    /// Puts the load on in a process of its own and waits for its end.
    pub(crate) fn put_on(&self) -> anyhow::Result<Outcome> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("load").args(["--address", &self.address.to_string()]);
        command.arg("--slugs").arg(&self.slugs);
        command.args(["--connections", &self.connections.to_string()]);
        command.args(["--milliseconds", &self.milliseconds.to_string()]);
        command.env_remove("PAGE_BENCH_TOKEN").envs(self.token.as_ref().map(|t| ("PAGE_BENCH_TOKEN", t)));
        let output = command.output()?;
        ensure!(output.status.success(), "the load failed: {}", String::from_utf8_lossy(&output.stderr));
        Ok(serde_json::from_slice(&output.stdout)?)
    }
}

/// Puts the load on and prints the outcome.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let slugs = std::fs::read_to_string(&args.slugs)?;
    let slugs: Arc<[String]> = slugs.lines().map(ToOwned::to_owned).collect();
    let outcome = runtime()?.block_on(async {
        let started = Instant::now();
        let end = started + Duration::from_millis(args.milliseconds);
        let tasks: Vec<_> = (0..args.connections)
            .map(|number| tokio::spawn(connection(args.clone(), Arc::clone(&slugs), number as u64, end)))
            .collect();
        let mut latencies = Vec::new();
        for task in tasks {
            latencies.extend(task.await??);
        }
        Outcome::of(latencies, started.elapsed())
    })?;
    println!("{}", serde_json::to_string(&outcome)?);
    Ok(())
}

async fn connection(
    args: Args,
    slugs: Arc<[String]>,
    number: u64,
    end: Instant,
) -> anyhow::Result<Vec<Duration>> {
    let mut client = Client::connect(args.address, args.token.as_deref()).await?;
    let mut random = Random(number);
    let mut latencies = Vec::new();
    while Instant::now() < end {
        let slug = &slugs[random.below(slugs.len())];
        let sent = Instant::now();
        let body = page(&mut client, slug).await?;
        latencies.push(sent.elapsed());
        ensure!(is_a_page(&body), "the answer for {slug} holds no profile");
    }
    Ok(latencies)
}

/// The page of `slug`, as the server wrote it.
pub(crate) async fn page(client: &mut Client, slug: &str) -> anyhow::Result<Bytes> {
    let request = serde_json::json!({ "query": QUERY, "variables": { "slug": slug } });
    client.post(&request).await.with_context(|| format!("the page of {slug}"))
}

/// Whether the body begins as a page does: not the `null` of a profile that isn't there.
fn is_a_page(body: &[u8]) -> bool {
    let begin = body.iter().filter(|byte| !byte.is_ascii_whitespace());
    begin.copied().take(20).eq(br#"{"data":{"profile":{"#.iter().copied().take(20))
}
