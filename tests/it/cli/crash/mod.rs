//! Nothing that was acknowledged is lost, and nothing is done twice, when the server or its Postgres is killed while
//! people write.
//!
//! Each round kills `folio dev`, its postmaster, or all processes of its Postgres at a moment drawn by lot, starts it
//! again on the same home, and looks: by SQL and by GraphQL. Then whatever got no answer is sent again under its key.
//!
//! `FOLIO_CRASH_ROUNDS` says how many rounds (3, one of each kind), `FOLIO_CRASH_SEED` which lots. What was committed
//! survives because the system keeps written pages when a process is killed; only a power cut would tell whether they
//! were on the disk, for which the test has nothing but Postgres's word.

#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use std::time::Instant;

use folio_db::{Db, HashKey, PoolSettings};
use folio_local_postgres::{APP_DATABASE, Endpoint, LocalPostgres, Role};
use folio_testkit::{Persona, TempDir, Trace};
use futures_util::future::join_all;
use serde_json::Value;
use tokio_postgres::NoTls;
use uuid::Uuid;

use self::{
    client::{Client, LEVELS, Model},
    trigger::Trigger,
};
use super::{
    run::{folio, succeed, wait},
    server::{Dev, signal},
};
use crate::random::{Random, effort};

mod client;
mod trigger;

/// What is killed, in turn.
#[derive(Debug, Clone, Copy)]
enum Victim {
    Server,
    Postmaster,
    AllOfPostgres,
}

const VICTIMS: [Victim; 3] = [Victim::Server, Victim::Postmaster, Victim::AllOfPostgres];

const PERSONS: [Persona; 3] = [Persona::Student, Persona::Mentor, Persona::Employer];

/// What each of a person's clients has for its own.
const OWN: [[&str; 2]; 3] = [["headline", "ABOUT"], ["about", "LINKS"], ["pronouns", "PROJECTS"]];

/// A person, and those who write for them.
struct Person {
    persona: Persona,
    profile: Uuid,
    /// The version that the demo left.
    began: i64,
    clients: Vec<Client>,
}

/// The database while a server runs: what only a look at the tables can tell.
struct Tables {
    db: Db,
    sql: tokio_postgres::Client,
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_once_after_a_kill() {
    let rounds = effort("FOLIO_CRASH_ROUNDS", 3);
    let seed = effort("FOLIO_CRASH_SEED", 1);
    let home = TempDir::new();
    let mut random = Random::new(seed);
    let mut server = Dev::start(&home);
    let mut persons = persons(&home, seed, &Tables::open(&home).await).await;
    let (mut unanswered, mut found_done) = (0, 0);
    for (round, victim) in (0..rounds).zip(VICTIMS.into_iter().cycle()) {
        let trigger = Trigger::after(20 + random.below(100) as u64);
        let clients = persons.iter_mut().flat_map(|person| &mut person.clients);
        let writing = join_all(clients.map(|client| client.write(server.address, &trigger)));
        let blow = async {
            trigger.fired().await;
            // The requests under way get on by as much as chance has it.
            for _ in 0..random.below(200) {
                tokio::task::yield_now().await;
            }
            strike(&home, &mut server, victim);
        };
        tokio::join!(writing, blow);
        // One that survived its Postgres still ends when it is told to.
        if !matches!(victim, Victim::Server) {
            server.signal("TERM");
            wait(&mut server.child).expect("it ends by itself");
        }

        let started = Instant::now();
        server = Dev::start(&home);
        let took = started.elapsed();
        let tables = Tables::open(&home).await;
        for person in &persons {
            let open: i64 = person.clients.iter().map(Client::unanswered).sum();
            let done = tables.check(person, &server, open).await;
            (unanswered, found_done) = (unanswered + open, found_done + done);
        }
        for client in persons.iter_mut().flat_map(|person| &mut person.clients) {
            client.finish(server.address).await;
        }
        for person in &persons {
            tables.check(person, &server, 0).await;
        }
        println!("round {round}: {victim:?} killed, up again after {took:.2?}");
    }
    let acknowledged: i64 =
        persons.iter().flat_map(|person| &person.clients).map(|client| client.acknowledged).sum();
    println!(
        "{rounds} kills: {acknowledged} acknowledged writes, all there; of {unanswered} without an answer \
         {found_done} had been done"
    );
    assert!(unanswered > 0, "some request was under way when the blow fell");
}

async fn persons(home: &TempDir, seed: u64, tables: &Tables) -> Vec<Person> {
    let mut persons = Vec::new();
    for persona in PERSONS {
        let name = persona.name();
        let token = succeed(folio(home.path(), &["token", name])).trim().to_owned();
        let client = |(number, own): (usize, &[&'static str; 2])| {
            let lots = seed.wrapping_mul(100) + persons.len() as u64 * 10 + number as u64;
            Client::new(format!("{name}{number}"), *own, token.clone(), Random::new(lots))
        };
        let clients = OWN.iter().enumerate().map(client).collect();
        let (profile, began) = tables.profile(persona).await;
        persons.push(Person { persona, profile, began, clients });
    }
    persons
}

fn endpoint(home: &TempDir) -> Endpoint {
    let endpoint = LocalPostgres::attach(&home.path().join("state")).expect("its state can be read");
    endpoint.expect("its Postgres runs")
}

fn strike(home: &TempDir, server: &mut Dev, victim: Victim) {
    match victim {
        Victim::Server => {
            server.child.kill().expect("our own child can be killed");
            assert_eq!(wait(&mut server.child), None, "killed, it has no exit code");
        }
        Victim::Postmaster => signal("KILL", &endpoint(home).pid().to_string()),
        // It leads a group of its own.
        Victim::AllOfPostgres => signal("KILL", &format!("-{}", endpoint(home).pid())),
    }
}

impl Tables {
    async fn open(home: &TempDir) -> Self {
        let url = endpoint(home).url(APP_DATABASE, Role::Application);
        let (sql, connection) = tokio_postgres::connect(&url, NoTls).await.expect("it takes connections");
        tokio::spawn(connection);
        let settings = PoolSettings { max_connections: 1, ..PoolSettings::new(url, HashKey::DEVELOPMENT) };
        Self { db: Db::open(settings).expect("the URL is one"), sql }
    }

    async fn profile(&self, persona: Persona) -> (Uuid, i64) {
        let query =
            "SELECT p.id, p.version FROM profiles p JOIN users u ON u.id = p.user_id WHERE clerk_id = $1";
        let row = self.sql.query_one(query, &[&persona.clerk_id()]).await.expect("the person is there");
        (row.get(0), row.get(1))
    }

    /// Checks a person's profile, of which `open` requests got no answer; answers how many of those were done.
    async fn check(&self, person: &Person, server: &Dev, open: i64) -> i64 {
        let who = person.persona.name();
        let trace = Trace::of_whole(&self.db, &self.sql, person.profile).await;
        let versions = trace.version - person.began;
        let acknowledged: i64 = person.clients.iter().map(|client| client.acknowledged).sum();
        let done = versions - acknowledged;
        assert!(done >= 0, "{who}: {} acknowledged writes are lost", -done);
        assert!(done <= open, "{who}: {done} more than acknowledged, and only {open} without an answer");
        let query = "SELECT p.visibility->'sections', (SELECT count(*) FROM idempotency_keys
                         WHERE actor_id = p.user_id AND outcome IS NOT NULL)
                     FROM profiles p WHERE p.id = $1";
        let row = self.sql.query_one(query, &[&person.profile]).await.expect("the profile is there");
        let (toggles, kept): (Value, i64) = (row.get(0), row.get(1));
        assert_eq!(kept, versions, "{who}: each request that was done is one version");

        let seen = person.clients[0].read(server.address).await;
        for client in &person.clients {
            let (found, possible) = (found(client, &seen, &toggles), client.possible());
            assert!(possible.contains(&found), "{} finds {found:?}, and wrote {possible:?}", client.name);
        }
        done
    }
}

/// What stands there of a client's own.
fn found(client: &Client, seen: &Value, toggles: &Value) -> Model {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let ours = format!("{}-", client.name);
    let items = seen["education"]["nodes"].as_array().expect("a list").iter();
    let items = items.filter_map(|item| Some((text(&item["institution"])?, text(&item["degree"]))));
    let own: Vec<_> = items.filter(|(institution, _)| institution.starts_with(&ours)).collect();
    let count = own.len();
    let model = Model {
        field: text(&seen[client.field]).filter(|text| text.starts_with(&ours)),
        toggle: toggle(client, &toggles[client.section]),
        items: own.into_iter().collect(),
    };
    assert_eq!(model.items.len(), count, "{}: nothing is there twice", client.name);
    model
}

/// The first level that a client sets is the one that no default has, so until then any other is the default.
fn toggle(client: &Client, stored: &Value) -> Option<&'static str> {
    let level = LEVELS.into_iter().find(|level| stored == level);
    level.filter(|level| *level == LEVELS[0] || client.known.toggle.is_some())
}
