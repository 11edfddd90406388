//! No job is lost and none is done twice, when workers are killed while they work.
//!
//! Events of another team's stand in the inbox, each with its job: an award each. Some jobs are poison. `folio worker`
//! runs as a process of its own and is killed again and again; at the end each award is there once and was told once, and
//! the poison is among the dead letters.
//!
//! `FOLIO_JOB_EVENTS` says how many events (200), `FOLIO_JOB_POISON` how many poisonous jobs (4),
//! `FOLIO_JOB_KILLS` how many kills (3).

#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use folio::inbound::Apply;
use folio_db::{inbox, jobs::NewJob};
use folio_testkit::{EVENT_SOURCE, Member, TempDir, TestApp};
use serde_json::json;
use tokio_postgres::Client;

use crate::{
    cli::run::folio,
    live::awards::offer,
    random::{Random, effort},
};

/// A profile is read whole for each of its awards: with many of them the test would measure that.
const AWARDS_EACH: usize = 20;
/// What a worker that was killed was at is taken over after this.
const LEASE_SECONDS: &str = "3";
/// Between two looks at how far the work is.
const LOOK: Duration = Duration::from_millis(50);
/// The longest that nothing may move before the test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

#[tokio::test(flavor = "multi_thread")]
async fn killed_workers_lose_nothing_and_do_nothing_twice() {
    let effort = |variable, enough| usize::try_from(effort(variable, enough)).expect("a count");
    let events = effort("FOLIO_JOB_EVENTS", 200);
    let poison = effort("FOLIO_JOB_POISON", 4);
    let kills = effort("FOLIO_JOB_KILLS", 3);
    let app = TestApp::new().await;
    offer(&app, "crash-test").await;
    let mut members = Vec::new();
    for _ in 0..events.div_ceil(AWARDS_EACH) {
        members.push(app.member().create().await);
    }
    fill_inbox(&app, &members, events).await;
    put_poison(&app, poison).await;

    let (home, sql) = (TempDir::new(), app.database.sql().await);
    let mut random = Random::new(1);
    let began = Instant::now();
    let mut killed = 0;
    // The kills are spread over the work, each at a moment drawn by lot.
    for round in 1..=kills {
        let mut worker = start(&app, &home);
        let goal = events * round / (kills + 1) + random.below(events / (kills + 1) / 2 + 1);
        while count(&sql, "jobs WHERE state = 'DONE'").await < goal {
            tokio::time::sleep(LOOK).await;
        }
        worker.kill().expect("our own child can be killed");
        worker.wait().expect("our own child can be waited for");
        killed += 1;
    }
    let mut worker = start(&app, &home);
    let (mut before, mut moved) = (0, Instant::now());
    loop {
        let over = count(&sql, "jobs WHERE state IN ('DONE', 'DEAD') AND kind = 'inbound.apply'").await;
        if over == events + poison {
            break;
        }
        if over != before {
            (before, moved) = (over, Instant::now());
        }
        assert!(moved.elapsed() < PATIENCE, "{over} of {} jobs are over, and nothing moves", events + poison);
        tokio::time::sleep(LOOK).await;
    }
    let took = began.elapsed();
    worker.kill().expect("our own child can be killed");
    worker.wait().expect("our own child can be waited for");

    let look = async |query: &str| count(&sql, query).await;
    assert_eq!(look("jobs WHERE kind = 'inbound.apply' AND state = 'DONE'").await, events);
    assert_eq!(look("jobs WHERE state = 'DEAD'").await, poison);
    assert_eq!(look("inbound_events WHERE state = 'APPLIED'").await, events, "an event is lost");
    assert_eq!(look("badge_awards").await, events, "an award is lost");
    assert_eq!(look("(SELECT DISTINCT source_id FROM badge_awards) AS award").await, events);
    let told = "outbox WHERE event_type = 'badge.awarded'";
    assert_eq!(look(told).await, events, "an award was told twice, or not at all");
    // One version for each award, so none was done twice and then hidden by its key.
    let versions =
        "profiles WHERE version <> 1 + (SELECT count(*) FROM badge_awards WHERE profile_id = profiles.id)";
    assert_eq!(look(versions).await, 0, "something was done twice");
    let again = look("jobs WHERE state = 'DONE' AND attempt > 1").await;
    println!(
        "{events} jobs and {poison} poisonous ones, {killed} kills, {:.1} s: 0 lost, 0 twice; {again} took more than one attempt",
        took.as_secs_f64()
    );
}

async fn fill_inbox(app: &TestApp, members: &[Member], events: usize) {
    let tx = app.db.begin().await.expect("it begins");
    for number in 0..events {
        let member = &members[number % members.len()];
        let id = format!("award-{number}");
        let body = json!({
            "specversion": "1.0", "id": id, "source": EVENT_SOURCE, "type": "com.gigsy.badge.awarded.v1",
            "subject": member.clerk_id, "time": "2026-01-31T12:00:00Z",
            "data": { "awardId": id, "badge": "crash-test" },
        })
        .to_string();
        let arrival = inbox::Arrival {
            source: EVENT_SOURCE,
            event_id: &id,
            event_type: "com.gigsy.badge.awarded.v1",
            body: &body,
            subject: Some(&member.clerk_id),
            happened_at: chrono::Utc::now(),
        };
        let inbox::Received::New(inbox) = inbox::receive(&tx, &arrival).await.expect("it is taken in") else {
            panic!("it is new");
        };
        folio::jobs::enqueue(&tx, &Apply { inbox }).await.expect("it can be asked for");
    }
    tx.commit().await.expect("it lasts");
}

/// Jobs that no worker can make anything of.
async fn put_poison(app: &TestApp, poison: usize) {
    let conn = app.db.conn().await.expect("free");
    let unreadable = |number: usize| NewJob {
        kind: "inbound.apply",
        payload: json!({ "inbox": format!("poison-{number}") }),
        profile_id: None,
        dedupe: folio::jobs::Dedupe::None,
        max_attempts: 3,
        run_at: None,
    };
    let rows: Vec<NewJob> = (0..poison).map(unreadable).collect();
    folio_db::jobs::enqueue(&conn, &rows).await.expect("they can be asked for");
}

fn start(app: &TestApp, home: &TempDir) -> Child {
    let mut command: Command = folio(home.path(), &["worker"]);
    command
        .env("DATABASE_URL", app.database.url())
        .env("FOLIO_METRICS_LISTEN", "127.0.0.1:0")
        .env("FOLIO_WORKER_LEASE_SECONDS", LEASE_SECONDS)
        .env("FOLIO_LOG", "error")
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().expect("the binary can be started")
}

async fn count(sql: &Client, from: &str) -> usize {
    let row = sql.query_one(&format!("SELECT count(*) FROM {from}"), &[]).await;
    let count: i64 = row.expect("it can be counted").get(0);
    usize::try_from(count).expect("a count")
}
