//! The load: a process that asks for random pages over connections that stay open, one request at a time on each.

use std::{
    net::SocketAddr,
    path::PathBuf,
    process::Command,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, bail, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Request,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use serde::{Deserialize, Serialize};
use tokio::net::TcpStream;

use crate::{QUERY, database::runtime};

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

/// What came of it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) requests: u64,
    pub(crate) elapsed: Duration,
    pub(crate) p50: Duration,
    pub(crate) p99: Duration,
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
        let elapsed = started.elapsed();
        latencies.sort_unstable();
        let at = |percent: usize| latencies.get(latencies.len() * percent / 100).copied();
        let (p50, p99) = (at(50).context("no request ended")?, at(99).context("no request ended")?);
        anyhow::Ok(Outcome { requests: latencies.len() as u64, elapsed, p50, p99 })
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
        let body = client.page(slug).await?;
        latencies.push(sent.elapsed());
        ensure!(is_a_page(&body), "the answer for {slug} holds no profile");
    }
    Ok(latencies)
}

/// Whether the body begins as a page does: not the `null` of a profile that isn't there.
fn is_a_page(body: &[u8]) -> bool {
    let begin = body.iter().filter(|byte| !byte.is_ascii_whitespace());
    begin.copied().take(20).eq(br#"{"data":{"profile":{"#.iter().copied().take(20))
}

/// One connection to a server.
pub(crate) struct Client {
    sender: SendRequest<Full<Bytes>>,
    address: String,
    authorization: Option<String>,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr, token: Option<&str>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let authorization = token.map(|token| format!("Bearer {token}"));
        Ok(Self { sender, address: address.to_string(), authorization })
    }

    /// The page of `slug`, as the server wrote it.
    pub(crate) async fn page(&mut self, slug: &str) -> anyhow::Result<Bytes> {
        let body = serde_json::json!({ "query": QUERY, "variables": { "slug": slug } }).to_string();
        let mut request = Request::post("/graphql")
            .header(header::HOST, &self.address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json, application/json;q=0.9");
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::from(body))?).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        if status != 200 {
            bail!("{status} for {slug}: {}", String::from_utf8_lossy(&body));
        }
        Ok(body)
    }
}

/// SplitMix64: the same pages in the same order for each server.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        (mixed % bound as u64) as usize
    }
}
