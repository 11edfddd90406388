//! A client that follows badges, comes back with its cursor whenever it was cut off, and holds the server to its word.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use folio_testkit::{Member, TestApp};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, timeout},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::Role},
};

use super::World;
use crate::random::Random;

const FOLLOW: &str = "subscription($id: ID!, $after: String) { badgeEvents(profileId: $id, after: $after) {
    kind cursor badges { ...A } events { type id featuredPlace award { ...A } } } }
    fragment A on BadgeAward { id status featured evidenceText badge { key } }";
const TRUTH: &str =
    "query($id: ID!) { node(id: $id) { ... on Profile { badges(first: 100) { nodes { ...A } } } } }
    fragment A on BadgeAward { id status featured evidenceText badge { key } }";

/// Between two looks at whether the storm is over.
const LOOK: Duration = Duration::from_millis(200);

/// What all clients together have seen.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) connections: AtomicUsize,
    pub(super) messages: AtomicUsize,
    pub(super) events: AtomicUsize,
    /// Connections that went on from a cursor.
    pub(super) resumed: AtomicUsize,
    /// Connections that had to begin anew, though they had a cursor.
    pub(super) resynced: AtomicUsize,
}

/// Awards by their ids.
pub(super) type Known = BTreeMap<String, Value>;

/// What anybody may see of somebody's badges.
pub(super) async fn truth(app: &TestApp, member: &Member) -> Known {
    let reply = app.anonymous().query_with(TRUTH, json!({ "id": member.id() })).await;
    let nodes = reply.data()["node"]["badges"]["nodes"].as_array().expect("a list");
    assert!(nodes.len() < 100, "they fit into one page");
    in_places(nodes)
}

/// Awards in their owner's order, each with its place among the featured ones.
fn in_places(awards: &[Value]) -> Known {
    let mut featured = 0;
    let place = |award: &Value| {
        let is_featured = award["featured"] == true;
        featured += i32::from(is_featured);
        (id(award), placed(award, is_featured.then_some(featured).into()))
    };
    awards.iter().map(place).collect()
}

fn placed(award: &Value, place: Value) -> Value {
    let mut award = award.clone();
    award["place"] = place;
    award
}

pub(super) struct Client {
    number: usize,
    random: Random,
    known: Known,
    cursor: Option<String>,
    socket: Option<WebSocketStream<TcpStream>>,
}

impl Client {
    pub(super) fn new(number: usize) -> Self {
        let random = Random::new(number as u64 + 1);
        Self { number, random, known: Known::new(), cursor: None, socket: None }
    }

    /// Follows until the storm is over.
    pub(super) async fn follow(mut self, world: Arc<World>) -> Self {
        while !world.over.load(Ordering::SeqCst) {
            self.step(&world).await;
        }
        self
    }

    /// Goes on until it knows the truth, and a while longer: nothing may come after that.
    pub(super) async fn catch_up(&mut self, truth: &[Known], world: &World, patience: Duration) {
        let truth = &truth[self.number % truth.len()];
        let end = Instant::now() + patience;
        while self.known != *truth || self.socket.is_none() {
            assert!(
                Instant::now() < end,
                "client {} knows\n{:?}\nand the database\n{truth:?}",
                self.number,
                self.known
            );
            self.step(world).await;
        }
        self.step(world).await;
        assert_eq!(self.known, *truth, "client {}", self.number);
    }

    /// Takes in the next message, or connects if it has to.
    async fn step(&mut self, world: &World) {
        let Some(socket) = &mut self.socket else {
            let address = world.addresses[usize::from(self.random.once_in(2))];
            let page = &world.pages[self.number % world.pages.len()];
            let connected = timeout(LOOK * 5, connect(address, page, self.cursor.as_deref())).await;
            self.socket = connected.ok().flatten();
            if self.socket.is_some() {
                world.connected.fetch_add(1, Ordering::SeqCst);
                world.counts.connections.fetch_add(1, Ordering::SeqCst);
                world.counts.resumed.fetch_add(usize::from(self.cursor.is_some()), Ordering::SeqCst);
            } else {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            return;
        };
        match timeout(LOOK, socket.next()).await {
            Err(_) => {}
            Ok(Some(Ok(Message::Text(text)))) => {
                let message: Value = serde_json::from_str(&text).expect("JSON");
                match message["type"].as_str() {
                    Some("next") if message["payload"].get("errors").is_none() => {
                        self.take_in(&message["payload"]["data"]["badgeEvents"], world);
                    }
                    // A server whose database connections go away: come back.
                    Some("next" | "error") => self.lose(world),
                    other => panic!("client {}: {other:?} {message}", self.number),
                }
            }
            Ok(Some(Ok(Message::Ping(_) | Message::Pong(_)))) => {}
            Ok(_) => self.lose(world),
        }
    }

    fn lose(&mut self, world: &World) {
        self.socket = None;
        world.connected.fetch_sub(1, Ordering::SeqCst);
    }

    fn take_in(&mut self, message: &Value, world: &World) {
        world.counts.messages.fetch_add(1, Ordering::SeqCst);
        let events = message["events"].as_array().expect("a list");
        match message["kind"].as_str() {
            Some("EVENTS") => {
                world.counts.events.fetch_add(events.len(), Ordering::SeqCst);
                for event in events {
                    self.take_in_event(event);
                }
            }
            Some(kind) => {
                world.counts.resynced.fetch_add(usize::from(kind == "RESYNC"), Ordering::SeqCst);
                let badges = message["badges"].as_array().expect("a list");
                self.known = in_places(badges);
            }
            None => panic!("{message}"),
        }
        self.cursor = message["cursor"].as_str().map(ToOwned::to_owned);
    }

    fn take_in_event(&mut self, event: &Value) {
        let (id, award) = (id(event), &event["award"]);
        let now = if award.is_null() { Value::Null } else { placed(award, event["featuredPlace"].clone()) };
        let before =
            if award.is_null() { self.known.remove(&id) } else { self.known.insert(id, now.clone()) };
        // What is told twice is awarded though it is there, or changed into what it is; what was missed is gone or
        // changed though it never was there.
        let fits = match event["type"].as_str() {
            Some("AWARDED") => before.is_none(),
            Some("REVOKED") => before.is_some() && award.is_null(),
            Some("CHANGED") => before.is_some_and(|before| before != now),
            _ => false,
        };
        assert!(fits, "client {}: {event} doesn't follow from what it knew", self.number);
    }
}

fn id(of: &Value) -> String {
    of["id"].as_str().expect("an id").to_owned()
}

/// A socket that has subscribed; `None` if the server goes away meanwhile.
async fn connect(
    address: std::net::SocketAddr,
    page: &str,
    cursor: Option<&str>,
) -> Option<WebSocketStream<TcpStream>> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let handshake = format!(
        "GET /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\
         Sec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n"
    );
    stream.write_all(handshake.as_bytes()).await.ok()?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.ok()?);
    }
    // While it stops, a server lets nobody in.
    if !head.starts_with(b"HTTP/1.1 101 ") {
        return None;
    }
    let mut socket = WebSocketStream::from_raw_socket(stream, Role::Client, None).await;
    let subscribe = json!({ "query": FOLLOW, "variables": { "id": page, "after": cursor } });
    socket.send(Message::text(r#"{"type":"connection_init"}"#)).await.ok()?;
    let Message::Text(acknowledgement) = socket.next().await?.ok()? else { return None };
    assert_eq!(acknowledgement.as_str(), r#"{"type":"connection_ack"}"#);
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": subscribe });
    socket.send(Message::text(subscribe.to_string())).await.ok()?;
    Some(socket)
}
