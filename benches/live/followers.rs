//! The subscribers: a process in which each has a socket of its own and notes when what came. It reads no JSON: a mark is
//! whatever stands behind `"mark":"` in a frame.

use std::{
    io::{Write, stdin, stdout},
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, ensure};
use folio::auth::DevIssuer;
use futures_util::{SinkExt, StreamExt, stream};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::mpsc,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::Role},
};
use uuid::Uuid;

use crate::{
    What,
    common::{client::Client, postgres, runtime},
    node::{Done, Order, now},
    tally::{Seen, Tally},
    world,
};

/// Handshakes at a time.
const HANDSHAKES: usize = 32;
/// How long the last event may take, and any answer before the first.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the subscribers are told.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Args {
    /// The server that they connect to.
    #[arg(long)]
    pub(crate) address: SocketAddr,
    /// The server that writes.
    #[arg(long)]
    pub(crate) writer: SocketAddr,
    /// The database, to find people in.
    #[arg(long)]
    pub(crate) url: String,
    /// Where the development issuer has its key.
    #[arg(long)]
    pub(crate) home: PathBuf,
    #[arg(long)]
    pub(crate) followers: usize,
    #[arg(long)]
    pub(crate) profiles: usize,
    #[arg(long)]
    pub(crate) members: usize,
    #[arg(long)]
    pub(crate) writes: usize,
    #[arg(long)]
    pub(crate) every: u64,
    #[arg(long, value_enum)]
    pub(crate) what: What,
}

type Socket = WebSocketStream<TcpStream>;

/// Connects, says so, waits to be told to begin, writes and reads, and prints the tally.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    runtime()?.block_on(async {
        let database = postgres::connect(&args.url).await?;
        let profiles: Arc<[Uuid]> = world::followed(&database, args.profiles).await?.into();
        let members = args.followers * args.members / 100;
        let issuer = DevIssuer::open(&args.home)?;
        let mut tokens = Vec::new();
        for clerk_id in world::members(&database, members).await? {
            tokens.push(issuer.issue(&clerk_id, Duration::from_secs(3_600))?);
        }
        // Mixed: the members are spread evenly over everybody.
        let sockets = (0..args.followers).map(|number| {
            let member = number * args.members / 100 != (number + 1) * args.members / 100;
            let token = member.then(|| tokens.pop()).flatten();
            follow(args, token, profiles[number % profiles.len()])
        });
        let sockets: Vec<_> = stream::iter(sockets).buffered(HANDSHAKES).collect().await;
        let sockets: Vec<Socket> = sockets.into_iter().collect::<anyhow::Result<_>>()?;
        println!("ready");
        stdout().flush()?;
        stdin().read_line(&mut String::new())?;

        let (sender, mut receiver) = mpsc::unbounded_channel();
        let tasks: Vec<_> = sockets
            .into_iter()
            .enumerate()
            .map(|(number, socket)| tokio::spawn(listen(number, socket, sender.clone())))
            .collect();
        drop(sender);
        let mut writer = Writer { stream: Client::connect(args.writer, None).await? };
        let mut done = Vec::with_capacity(args.writes);
        let mut beat = tokio::time::interval(Duration::from_millis(args.every));
        for number in 0..args.writes {
            beat.tick().await;
            let profile = profiles[number % profiles.len()];
            done.push((profile, writer.write(args.what, profile, number).await?));
        }
        let expected = expected(args, &profiles);
        let mut seen = Vec::with_capacity(expected);
        while seen.len() < expected
            && let Ok(Some(one)) = timeout(PATIENCE, receiver.recv()).await
        {
            seen.push(one);
        }
        // Whatever comes twice comes soon.
        while let Ok(Some(one)) = timeout(Duration::from_secs(1), receiver.recv()).await {
            seen.push(one);
        }
        for task in tasks {
            task.abort();
        }
        let follower = |number: usize| profiles[number % profiles.len()];
        let tally = Tally::of(args.followers, follower, &done, &seen)?;
        println!("{}", serde_json::to_string(&tally)?);
        Ok(())
    })
}

/// How many messages there are to be.
fn expected(args: &Args, profiles: &[Uuid]) -> usize {
    let count =
        |total: usize, place: usize| total / profiles.len() + usize::from(place < total % profiles.len());
    (0..profiles.len()).map(|place| count(args.followers, place) * count(args.writes, place)).sum()
}

/// A socket that has got its first message.
async fn follow(args: &Args, token: Option<String>, profile: Uuid) -> anyhow::Result<Socket> {
    let mut socket = open(args.address).await?;
    socket
        .send(Message::text(json!({ "type": "connection_init", "payload": { "token": token } }).to_string()))
        .await?;
    text(&mut socket).await?;
    let query = match args.what {
        What::Badges => {
            "subscription($id: ID!) { badgeEvents(profileId: $id) { kind cursor badges { id }
                events { type mark: id award { status awardedAt badge { key name tier imageUrl } } } } }"
        }
        What::Profile => {
            "subscription($id: ID!) { profileChanged(profileId: $id) { profile { mark: headline } } }"
        }
    };
    let payload = json!({ "query": query, "variables": { "id": world::global(profile) } });
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": payload });
    socket.send(Message::text(subscribe.to_string())).await?;
    let first = text(&mut socket).await?;
    ensure!(first.contains(r#""type":"next""#) && !first.contains("errors"), "{first}");
    Ok(socket)
}

async fn open(address: SocketAddr) -> anyhow::Result<Socket> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let handshake = format!(
        "GET /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
    );
    stream.write_all(handshake.as_bytes()).await?;
    // The server says nothing more before it is spoken to.
    let mut answer = Vec::new();
    while !answer.ends_with(b"\r\n\r\n") {
        answer.push(timeout(PATIENCE, stream.read_u8()).await??);
    }
    ensure!(answer.starts_with(b"HTTP/1.1 101 "), "{}", String::from_utf8_lossy(&answer));
    Ok(WebSocketStream::from_raw_socket(stream, Role::Client, None).await)
}

async fn text(socket: &mut Socket) -> anyhow::Result<String> {
    let message = timeout(PATIENCE, socket.next()).await?.context("the server goes on")??;
    Ok(message.into_text()?.as_str().to_owned())
}

async fn listen(number: usize, mut socket: Socket, seen: mpsc::UnboundedSender<Seen>) {
    while let Some(Ok(message)) = socket.next().await {
        let at = now();
        let Message::Text(text) = message else { continue };
        for mark in marks(&text) {
            if seen.send(Seen { follower: number, mark: mark.to_owned(), at }).is_err() {
                return;
            }
        }
    }
}

fn marks(text: &str) -> impl Iterator<Item = &str> {
    text.split(r#""mark":""#).skip(1).filter_map(|rest| rest.split('"').next())
}

struct Writer {
    stream: Client,
}

impl Writer {
    async fn write(&mut self, what: What, profile: Uuid, number: usize) -> anyhow::Result<Done> {
        let order = Order { what: what.name(), profile, number };
        let answer = self.stream.post_to("/write", &serde_json::to_value(order)?).await?;
        serde_json::from_slice::<Option<Done>>(&answer)?.context("the write failed: see the server's log")
    }
}
