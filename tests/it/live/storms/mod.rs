//! Reconnect storms: servers that are stopped and killed while clients follow badges and others award them. In the end each
//! client knows what the database knows, and on the way it was told nothing twice and missed nothing.
//!
//! Small by default; in full: `FOLIO_STORM_ROUNDS=100 FOLIO_STORM_CLIENTS=200 cargo test --test it live::storms`.
//!
//! Reading order: this file, `node.rs` (a server that can be killed), `client.rs` (what a client does), `writer.rs`.

#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use folio_policy::{Role, Section, Visibility};
use folio_testkit::TestApp;

use super::awards;
use crate::random::{Random, effort};

use client::{Client, Counts};
use node::Node;
use writer::Writer;

mod client;
mod node;
mod writer;

/// Whose badges are followed.
const PAGES: usize = 5;
/// How long a server is left in peace.
const CALM: Duration = Duration::from_millis(250);
/// Within this time all clients must know the end.
const PATIENCE: Duration = Duration::from_secs(60);

/// What clients and writers look at.
struct World {
    addresses: Vec<std::net::SocketAddr>,
    /// Ids of profiles, as clients know them.
    pages: Vec<String>,
    over: AtomicBool,
    counts: Counts,
    written: AtomicUsize,
    /// How many clients have a connection.
    connected: AtomicUsize,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_client_knows_what_the_database_knows_when_the_storm_is_over() {
    let rounds = effort("FOLIO_STORM_ROUNDS", 3);
    let clients = usize::try_from(effort("FOLIO_STORM_CLIENTS", 20)).expect("a number of clients");
    let app = TestApp::new().await;
    for key in writer::BADGES {
        awards::offer(&app, key).await;
    }
    let mut members = Vec::new();
    for _ in 0..PAGES {
        let page = app.member().role(Role::Mentor).public_url();
        members.push(page.section(Section::Badges, Visibility::Public).create().await);
    }
    let url = app.database.url();
    let mut nodes = [Node::start(url, None), Node::start(url, None)];
    let world = Arc::new(World {
        addresses: nodes.iter().map(Node::address).collect(),
        pages: members.iter().map(folio_testkit::Member::id).collect(),
        over: AtomicBool::new(false),
        counts: Counts::default(),
        written: AtomicUsize::new(0),
        connected: AtomicUsize::new(0),
    });
    let writers: Vec<_> = (0..2)
        .map(|number| {
            let writer = Writer::new(app.database.pool(), &members, number);
            tokio::spawn(writer.write(Arc::clone(&world)))
        })
        .collect();
    let followers: Vec<_> =
        (0..clients).map(|number| tokio::spawn(Client::new(number).follow(Arc::clone(&world)))).collect();

    let mut random = Random::new(1);
    let began = Instant::now();
    for round in 0..rounds {
        // A storm is one if there is somebody to be blown away.
        let settled = async {
            while world.connected.load(Ordering::SeqCst) < clients {
                tokio::time::sleep(CALM / 10).await;
            }
            tokio::time::sleep(CALM).await;
        };
        let settled = tokio::time::timeout(PATIENCE, settled).await;
        assert!(settled.is_ok(), "round {round}: not everybody came back");
        let node = &mut nodes[usize::from(random.once_in(2))];
        // Every other time without a goodbye.
        node.restart(round % 2 == 0).await;
    }
    let stormed = began.elapsed();
    world.over.store(true, Ordering::SeqCst);
    for writer in writers {
        writer.await.expect("the writer ends well");
    }
    let mut truth = Vec::new();
    for member in &members {
        truth.push(client::truth(&app, member).await);
    }
    let truth = Arc::new(truth);
    let ends = followers.into_iter().map(async |follower| {
        let mut client = follower.await.expect("the client ends well");
        client.catch_up(&truth, &world, PATIENCE).await;
    });
    futures_util::future::join_all(ends).await;
    let Counts { connections, messages, events, resumed, resynced } = &world.counts;
    let count = |counter: &AtomicUsize| counter.load(Ordering::SeqCst);
    println!(
        "{rounds} rounds of {clients} clients in {stormed:.1?}: {} writes, {} connections, {} of them with a cursor, \
         {} messages with {} events, {} begun anew",
        count(&world.written),
        count(connections),
        count(resumed),
        count(messages),
        count(events),
        count(resynced),
    );
    assert_eq!(count(resynced), 0, "a cursor is good on every server, before and after its death");
    assert!(count(resumed) > 0, "somebody came back");
}
