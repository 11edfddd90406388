//! Clients that leave in the middle of a mutation cost nothing: no connection of the pool, no lock, no transaction, no
//! memory; and what they asked for is done whole or not at all.
//!
//! `FOLIO_DISCONNECTS` says how many of them there are.

#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use folio_testkit::{Member, TestApp};
use futures_util::{StreamExt, stream};
use serde_json::json;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::random::{Random, effort};

/// Long enough for a busy machine, and less than the 10 s after which Postgres ends an idle transaction by itself: what
/// ends in that way has stayed. A test that passes never waits for it.
const PATIENCE: Duration = Duration::from_secs(9);
/// Clients at one time: more than the pool has connections.
const AT_ONCE: usize = 24;
/// About as many as one mutation sends.
const STATEMENTS: u64 = 16;
/// Below what one section may hold.
const ITEMS: usize = 40;
/// Clients between two looks at the server.
const BATCHES: usize = 5;
/// From here on a test is a measurement, made alone, and memory is looked at.
const MANY: usize = 5_000;
/// How much more memory the last four fifths of many clients may leave in use than the first fifth did, in KiB.
const SLACK: u64 = 48 << 10;

/// When a client leaves.
#[derive(Debug, Clone, Copy)]
enum Leaves {
    /// Once the head is sent.
    AfterHead,
    /// With a part of the body.
    InBody,
    /// With the whole body, at once.
    AfterBody,
    /// As before, by a reset.
    Abruptly,
    /// While it is at work.
    Meanwhile,
    /// When the answer is there, without having read it.
    Unread,
    /// In the middle of the answer.
    InAnswer,
}

const WAYS: [Leaves; 8] = [
    Leaves::AfterHead,
    Leaves::InBody,
    Leaves::AfterBody,
    Leaves::Abruptly,
    // Most of the ways through the server are here.
    Leaves::Meanwhile,
    Leaves::Meanwhile,
    Leaves::Unread,
    Leaves::InAnswer,
];

/// What became of it, as far as the client knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// It can't have been done: the request wasn't whole.
    NotSent,
    /// It may have been done.
    Unknown,
    /// The answer said so.
    Done,
}

/// One client's request: an item with a name that nobody else gives.
struct Departure<'a> {
    member: &'a Member,
    name: String,
    leaves: Leaves,
    cut: usize,
    with_key: bool,
}

impl Departure<'_> {
    /// Head and body as they go over the wire.
    fn request(&self, app: &TestApp) -> (String, String) {
        let key = self.with_key.then(|| self.name.clone());
        let body = json!({
            "query": "mutation($input: EducationInput!, $key: String) {
                educationAdd(input: $input, idempotencyKey: $key) {
                    userErrors { code } profile { version education(first: 100) { totalCount } } } }",
            "variables": { "input": { "institution": self.name }, "key": key },
        });
        let body = body.to_string();
        let built = app.as_(self.member).request("POST", "/graphql").build().expect("a request");
        let mut head = format!(
            "POST /graphql HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n",
            app.address,
            body.len()
        );
        for (name, value) in built.headers() {
            head += &format!("{name}: {}\r\n", value.to_str().expect("our own headers are text"));
        }
        (head + "\r\n", body)
    }

    async fn run(&self, app: &TestApp) -> Fate {
        let (head, body) = self.request(app);
        let mut stream = TcpStream::connect(app.address).await.expect("it takes connections");
        let sent = match self.leaves {
            Leaves::AfterHead => "",
            Leaves::InBody => &body[..1 + self.cut % (body.len() - 1)],
            _ => &body,
        };
        stream.write_all(head.as_bytes()).await.expect("the head is taken");
        stream.write_all(sent.as_bytes()).await.expect("the body is taken");
        match self.leaves {
            Leaves::AfterHead | Leaves::InBody => Fate::NotSent,
            Leaves::AfterBody => Fate::Unknown,
            Leaves::Abruptly => {
                stream.set_zero_linger().expect("a socket can be set");
                Fate::Unknown
            }
            Leaves::Meanwhile => {
                // A moment drawn by lot: so many statements of the server later, its own or its neighbours'.
                let moment = app.db.statements() + 1 + self.cut as u64 % (STATEMENTS * AT_ONCE as u64);
                let at_work = async {
                    while app.db.statements() < moment {
                        tokio::task::yield_now().await;
                    }
                };
                tokio::select! { () = at_work => {}, _ = stream.readable() => {} }
                Fate::Unknown
            }
            Leaves::Unread => told(&stream).await,
            Leaves::InAnswer => {
                let fate = told(&stream).await;
                stream.read_exact(&mut [0; 12]).await.expect("there is an answer");
                fate
            }
        }
    }
}

/// What the answer says, which is looked at and left unread: that is why the system resets the connection.
async fn told(stream: &TcpStream) -> Fate {
    let mut answer = [0; 4 << 10];
    loop {
        let seen = stream.peek(&mut answer).await.expect("it answers");
        let text = String::from_utf8_lossy(&answer[..seen]);
        if text.contains(r#""userErrors":[]"#) {
            return Fate::Done;
        }
        // A pool that is exhausted on a busy machine is no fault.
        if text.contains(r#""errors":[{"#) || seen == 0 {
            return Fate::Unknown;
        }
        tokio::task::yield_now().await;
    }
}

/// Waits until the server is at rest: no mutation at work, nothing borrowed, nothing running, no transaction, no lock.
async fn until_calm(app: &TestApp) {
    let sql = app.database.sql().await;
    let busy = "SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                            AND pid <> pg_backend_pid() AND state <> 'idle')
                     + (SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
                        WHERE datname = current_database() AND pid <> pg_backend_pid())";
    let calm = async {
        loop {
            let usage = app.db.usage();
            let busy: i64 = sql.query_one(busy, &[]).await.expect("it can be asked").get(0);
            if busy == 0 && usage.in_use == 0 && usage.waiting == 0 && app.turns.idle() {
                return;
            }
            tokio::task::yield_now().await;
        }
    };
    let outcome = tokio::time::timeout(PATIENCE, calm).await;
    assert!(outcome.is_ok(), "the server should be at rest: {:?}", app.db.usage());
}

async fn institutions(app: &TestApp) -> BTreeSet<String> {
    let rows = app.database.sql().await.query("SELECT institution FROM education", &[]).await;
    rows.expect("it can be asked").iter().map(|row| row.get(0)).collect()
}

async fn assert_answers(app: &TestApp, member: &Member) {
    let reply = app.as_(member).query("{ me { profile { version } } }").await;
    assert!(reply.data()["me"]["profile"]["version"].is_string(), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn clients_that_leave_cost_nothing_and_leave_nothing_half_done() {
    let clients = usize::try_from(effort("FOLIO_DISCONNECTS", 300)).expect("so many can be counted");
    // With as few slots as this, a connection that were never given up would soon be missed.
    let app = TestApp::builder().http(|http| http.max_connections = 2 * AT_ONCE).start().await;
    let mut members = Vec::new();
    for _ in 0..clients.div_ceil(ITEMS) {
        members.push(app.member().rows(|rows| rows.profile.version = 1).create().await);
    }
    let mut random = Random::new(3);
    let departures: Vec<Departure<'_>> = (0..clients)
        .map(|number| Departure {
            member: &members[number % members.len()],
            name: format!("{number}"),
            leaves: *random.pick(&WAYS),
            cut: random.below(1_000),
            with_key: random.once_in(2),
        })
        .collect();

    let started = Instant::now();
    let (mut fates, mut memory) = (Vec::new(), Vec::new());
    for batch in departures.chunks(clients.div_ceil(BATCHES)) {
        let server = &app;
        let gone =
            stream::iter(batch).map(|departure| async move { (departure, departure.run(server).await) });
        fates.extend(gone.buffer_unordered(AT_ONCE).collect::<Vec<_>>().await);
        until_calm(&app).await;
        memory.push(resident());
    }
    println!(
        "{clients} clients left within {:.1?}; KiB in memory after each fifth: {memory:?}",
        started.elapsed()
    );

    let there = institutions(&app).await;
    let mut unknown = (0, 0);
    for (departure, fate) in &fates {
        let done = there.contains(&departure.name);
        match fate {
            Fate::NotSent => assert!(!done, "{:?}: a part of a request was done", departure.leaves),
            Fate::Done => assert!(done, "{:?}: what was answered is there", departure.leaves),
            Fate::Unknown => unknown = (unknown.0 + 1, unknown.1 + i32::from(done)),
        }
    }
    println!("{} left without an answer; {} of what they sent was done", unknown.0, unknown.1);
    assert!(fates.iter().any(|(_, fate)| *fate == Fate::Done), "some were answered");
    for member in &members {
        app.assert_whole(member).await;
    }
    assert_answers(&app, &members[0]).await;
    if clients >= MANY {
        let (early, late) = (memory[0], memory[BATCHES - 1]);
        assert!(late < early + SLACK, "memory grows with the clients that left: {memory:?} KiB");
    }
}

/// They leave while their mutations wait for a lock; then the lock goes.
#[tokio::test(flavor = "multi_thread")]
async fn clients_that_leave_while_their_mutation_waits_leave_no_lock() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let mut holder = app.database.sql().await;
    let lock = holder.transaction().await.expect("a transaction begins");
    lock.execute("SELECT FROM profiles WHERE id = $1 FOR UPDATE", &[&member.profile_id])
        .await
        .expect("locked");

    let departures: Vec<Departure<'_>> = (0..AT_ONCE)
        .map(|number| Departure {
            member: &member,
            name: format!("{number}"),
            leaves: Leaves::AfterBody,
            cut: 0,
            with_key: number % 2 == 0,
        })
        .collect();
    let mut streams = Vec::new();
    for departure in &departures {
        let (head, body) = departure.request(&app);
        let mut stream = TcpStream::connect(app.address).await.expect("it takes connections");
        stream.write_all((head + &body).as_bytes()).await.expect("it is taken");
        streams.push(stream);
    }
    let waiting = "SELECT count(*) FROM pg_stat_activity
                   WHERE datname = current_database() AND wait_event_type = 'Lock'";
    let sql = app.database.sql().await;
    let until_waiting = async {
        while sql.query_one(waiting, &[]).await.expect("it can be asked").get::<_, i64>(0) == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, until_waiting).await.expect("a mutation comes to the lock");
    drop(streams);
    lock.rollback().await.expect("the lock goes");

    until_calm(&app).await;
    app.assert_whole(&member).await;
    let both = "SELECT p.version - 1, (SELECT count(*) FROM education WHERE profile_id = p.id) FROM profiles p WHERE p.id = $1";
    let both = sql.query_one(both, &[&member.profile_id]).await.expect("the profile is there");
    let (written, there): (i64, i64) = (both.get(0), both.get(1));
    assert_eq!(there, written, "each item that is there is one version");
    assert_answers(&app, &member).await;
}

/// KiB of this process in memory.
fn resident() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
