//! Many writers, a transaction that is held open, and a sequencer that is killed again and again: nothing is lost, nothing
//! comes twice, a profile's events stand in the order of its versions, and what they ask for is done once.
//!
//! `FOLIO_FEED_EVENTS`, `FOLIO_FEED_WRITERS`, `FOLIO_FEED_KILLS` and `FOLIO_FEED_HELD_SECONDS` say how much of it.

use std::{
    collections::{HashMap, HashSet},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};

use folio::{
    events::{
        self, Dispatch,
        consumer::{self, Consumer},
    },
    live::LocalHub,
};
use folio_db::{
    Db, DbResult, Transaction,
    feed::{self, Event, Next, Start},
};
use folio_testkit::{TempDir, TestDb};
use futures_util::future::join_all;
use tokio::{task::JoinHandle, time::sleep};
use tokio_postgres::{Client, Statement};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{INSERT, consumers::noting, settings, write};
use crate::{
    cli::run::folio,
    random::{Random, effort},
};

/// Profiles that all writers write to, under a lock as the write path's.
const PROFILES: usize = 64;
/// A second event of the same write, now and then.
const FURTHER: &str = "INSERT INTO outbox (id, profile_id, version, ordinal, event_type, payload) \
                       VALUES ($1, $2, $3, 1, 'profile.updated', '{\"sections\": []}')";
const LOCKED: &str = "UPDATE stress SET version = version + 1 WHERE profile_id = $1 RETURNING version";
/// Who has the sequencer's lock; the key is its two halves.
const LEADERS: &str = "SELECT l.pid FROM pg_locks l JOIN pg_stat_activity a USING (pid) \
                       WHERE l.locktype = 'advisory' AND l.granted AND a.application_name = 'folio sequencer' \
                       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())";
const LIMIT: Duration = Duration::from_secs(120);

/// Asks for a job for each event, beside the consumer that the workers work for.
struct Noting(Dispatch);

impl Consumer for Noting {
    fn name(&self) -> &'static str {
        "noting"
    }

    fn start(&self) -> Start {
        Start::Beginning
    }

    async fn apply(&self, tx: &Transaction, events: &[Event]) -> DbResult<()> {
        self.0.apply(tx, events).await
    }
}

/// The feed at work in a process of its own, as far as it goes within one: its own pool, its own tasks.
struct Process(JoinHandle<()>);

impl Process {
    fn start(database: &TestDb) -> Self {
        let (settings, db) = (settings(database), database.pool());
        Self(tokio::spawn(async move {
            let hub = Arc::new(LocalHub::default());
            let noting = Noting(noting());
            tokio::join!(
                events::run(settings, db.clone(), hub, CancellationToken::new()),
                consumer::run(&db, &noting)
            );
        }))
    }

    /// Wherever it is.
    async fn drop_dead(self) {
        self.0.abort();
        let _ = self.0.await;
    }
}

/// A worker in a process of its own, killed with this value.
struct Worker(Child);

impl Worker {
    fn start(database: &TestDb, home: &TempDir) -> Self {
        let mut command: Command = folio(home.path(), &["worker"]);
        command
            .env("DATABASE_URL", database.url())
            .env("FOLIO_METRICS_LISTEN", "127.0.0.1:0")
            .env("FOLIO_LOG", "off")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Self(command.spawn().expect("the binary can be started"))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What the writers have committed.
#[derive(Default)]
struct Written {
    events: AtomicI64,
}

async fn writer(
    database: &TestDb,
    seed: u64,
    events: i64,
    profiles: &[Uuid],
    written: &Written,
) -> Vec<Uuid> {
    let (mut client, mut random) = (database.sql().await, Random::new(seed));
    let [locked, insert, further] = statements(&client).await;
    let mut ids = Vec::new();
    while i64::try_from(ids.len()).expect("few") < events {
        let profile = *random.pick(profiles);
        let tx = client.transaction().await.expect("it begins");
        let version: i64 = tx.query_one(&locked, &[&profile]).await.expect("it is locked").get(0);
        let id = Uuid::now_v7();
        tx.execute(&insert, &[&id, &profile, &version]).await.expect("it is written");
        // Undone, now and then: a place is for what lasts.
        if random.once_in(50) {
            tx.rollback().await.expect("it is undone");
            continue;
        }
        ids.push(id);
        if random.once_in(4) {
            let id = Uuid::now_v7();
            tx.execute(&further, &[&id, &profile, &version]).await.expect("it is written");
            ids.push(id);
        }
        tx.commit().await.expect("it lasts");
        written.events.fetch_add(1, Ordering::Relaxed);
    }
    ids
}

async fn statements(client: &Client) -> [Statement; 3] {
    let prepared = join_all([LOCKED, INSERT, FURTHER].map(|sql| client.prepare(sql))).await;
    let prepared: Vec<Statement> = prepared.into_iter().map(|one| one.expect("it is prepared")).collect();
    prepared.try_into().unwrap_or_else(|_| unreachable!("as many as there were"))
}

/// Follows from the first place on, as somebody does who is woken and looks.
async fn follow(db: &Db, reached: &AtomicI64, until: &CancellationToken) -> Vec<Event> {
    let (mut growth, mut seen): (_, Vec<Event>) = (db.pulse().growth(), Vec::new());
    loop {
        let ended = until.is_cancelled();
        let position = seen.last().map_or(0, |last| last.seq);
        let conn = db.conn().await.expect("a connection is free");
        let Next::Events(events) = feed::next(&conn, position, 1_000).await.expect("it can be read") else {
            panic!("nothing is gone");
        };
        drop(conn);
        match events.last() {
            Some(last) => {
                reached.store(last.seq, Ordering::Relaxed);
                seen.extend(events);
            }
            None if ended => return seen,
            None => growth.wait(Duration::from_millis(20)).await,
        }
    }
}

async fn leaders(client: &Client) -> Vec<i32> {
    let rows = client.query(LEADERS, &[]).await.expect("the locks can be read");
    rows.iter().map(|row| row.get(0)).collect()
}

/// Until something holds.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let started = Instant::now();
    while !holds().await {
        assert!(started.elapsed() < LIMIT, "{what}");
        sleep(Duration::from_millis(2)).await;
    }
}

/// Kills whoever sequences, in one of three ways, and gives the time until another one does.
async fn kill(database: &TestDb, process: &mut Process, round: usize, home: &TempDir) -> Duration {
    let client = database.sql().await;
    until("somebody sequences", async || !leaders(&client).await.is_empty()).await;
    let (before, killed);
    match round % 3 {
        0 => {
            before = leaders(&client).await;
            killed = Instant::now();
            let kill = "SELECT pg_terminate_backend(pid) FROM unnest($1::int[]) AS pid";
            client.execute(kill, &[&before]).await.expect("it can be ended");
        }
        1 => {
            before = leaders(&client).await;
            killed = Instant::now();
            let dead = std::mem::replace(process, Process::start(database));
            dead.drop_dead().await;
        }
        // A process whose turn it is once ours has gone.
        _ => {
            let worker = Worker::start(database, home);
            let ours = leaders(&client).await;
            let stand_ins = "SELECT count(*) FROM pg_stat_activity \
                             WHERE application_name = 'folio sequencer' AND datname = current_database()";
            until("the worker stands for election", async || {
                let row = client.query_one(stand_ins, &[]).await.expect("it can be read");
                row.get::<_, i64>(0) > 1
            })
            .await;
            std::mem::replace(process, Process(tokio::spawn(async {}))).drop_dead().await;
            until("the worker sequences", async || {
                let now = leaders(&client).await;
                !now.is_empty() && now != ours
            })
            .await;
            before = leaders(&client).await;
            *process = Process::start(database);
            killed = Instant::now();
            drop(worker);
        }
    }
    until("another one sequences", async || {
        let now = leaders(&client).await;
        !now.is_empty() && now != before
    })
    .await;
    killed.elapsed()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_lost_and_nothing_comes_twice() {
    let events = i64::try_from(effort("FOLIO_FEED_EVENTS", 2_000)).expect("so many can be counted");
    let writers = i64::try_from(effort("FOLIO_FEED_WRITERS", 8)).expect("so many can be counted").max(1);
    let kills = i64::try_from(effort("FOLIO_FEED_KILLS", 3)).expect("so many can be counted");
    let held_for = Duration::from_secs(effort("FOLIO_FEED_HELD_SECONDS", 0));
    let (database, home) = (TestDb::empty().await, TempDir::new());
    let client = database.sql().await;
    let profiles: Vec<Uuid> = (0..PROFILES).map(|_| Uuid::new_v4()).collect();
    let table =
        "CREATE TABLE stress (profile_id uuid PRIMARY KEY, version bigint NOT NULL) WITH (fillfactor = 10)";
    client.batch_execute(table).await.expect("it can be made");
    let fill = "INSERT INTO stress SELECT id, 0 FROM unnest($1::uuid[]) AS id";
    client.execute(fill, &[&profiles]).await.expect("it can be filled");

    let started = Instant::now();
    let mut late = database.sql().await;
    let held = late.transaction().await.expect("it begins");
    let slow = Uuid::new_v4();
    let late_id = Uuid::now_v7();
    held.execute(INSERT, &[&late_id, &slow, &1_i64]).await.expect("it is written");

    let (written, reached, end) = (Written::default(), AtomicI64::new(0), CancellationToken::new());
    let follower = database.pool();
    let writing = async {
        let each = events / writers;
        let ids = (0..writers).map(|n| writer(&database, n.unsigned_abs(), each, &profiles, &written));
        let mut ids: Vec<Uuid> = join_all(ids).await.into_iter().flatten().collect();
        let took = started.elapsed();
        sleep(held_for.saturating_sub(took)).await;
        held.commit().await.expect("it lasts");
        write(&client, slow, 2).await;
        ids.push(late_id);
        (ids, took)
    };
    let killing = async {
        let (mut process, mut times) = (Process::start(&database), Vec::new());
        for round in 0..kills {
            // Spread over the work, wherever it is.
            let mark = events * round / kills;
            until("the feed grows", async || reached.load(Ordering::Relaxed) >= mark).await;
            times.push(kill(&database, &mut process, usize::try_from(round).expect("few"), &home).await);
        }
        (process, times)
    };
    let working = async {
        let ((ids, took), (process, times)) = tokio::join!(writing, killing);
        let expected = i64::try_from(ids.len()).expect("few") + 1;
        until("everything has its place", async || reached.load(Ordering::Relaxed) >= expected).await;
        let all = started.elapsed();
        let noted = "SELECT count(*) FROM jobs WHERE kind = 'test.noted'";
        until("everything is seen to", async || {
            client.query_one(noted, &[]).await.expect("it can be read").get::<_, i64>(0) >= expected
        })
        .await;
        process.drop_dead().await;
        end.cancel();
        (ids, took, all, times)
    };
    let (seen, (ids, took, all, times)) = tokio::join!(follow(&follower, &reached, &end), working);

    eprintln!(
        "{} events by {writers} writers in {took:.1?}, all in their places after {all:.1?}; {kills} kills, \
         another one sequenced after {times:.0?}",
        ids.len() + 1
    );
    assert_in_order(&seen, &ids);
    let doubled = "SELECT count(*) - count(DISTINCT payload->>'event') AS twice, count(*) FROM jobs \
        WHERE kind = 'test.noted'";
    let row = client.query_one(doubled, &[]).await.expect("they can be counted");
    assert_eq!(row.get::<_, i64>(0), 0, "nothing is done twice");
    assert_eq!(row.get::<_, i64>(1), i64::try_from(seen.len()).expect("few"), "everything is done");
}

#[track_caller]
fn assert_in_order(seen: &[Event], written: &[Uuid]) {
    assert!(seen.iter().zip(1..).all(|(event, seq)| event.seq == seq), "places are without gaps");
    let ids: HashSet<Uuid> = seen.iter().map(|event| event.id).collect();
    assert_eq!(ids.len(), seen.len(), "nothing comes twice");
    assert_eq!(written.iter().filter(|id| !ids.contains(id)).count(), 0, "nothing is lost");
    assert_eq!(seen.len(), written.len() + 1, "nothing is there that was undone");
    let mut last: HashMap<Uuid, (i64, i32)> = HashMap::new();
    for event in seen {
        let (version, ordinal) =
            last.insert(event.profile_id, (event.version, event.ordinal)).unwrap_or((0, 0));
        let next = (event.version, event.ordinal) == (version + 1, 0);
        let further = (event.version, event.ordinal) == (version, ordinal + 1);
        assert!(next || further, "a profile's events are in the order of its versions");
    }
}
