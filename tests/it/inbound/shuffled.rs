//! Clerk's documented payloads as deliveries that are shuffled and come several times: one end state, that of the events
//! in their order. `FOLIO_CLERK_DELIVERIES` says how many there are.
#![allow(clippy::print_stdout, reason = "a long run is told what happened")]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use folio::jobs::{Registry, Tools, Worker, WorkerSettings};
use folio_testkit::{Delivery, TestApp};
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use tokio_util::sync::CancellationToken;

use super::{
    clerk::{count, text},
    payloads::{deleted, email, phone, session, user},
};
use crate::random::{Random, effort};

/// Deliveries for each person, about.
const EACH: usize = 14;

/// What happens to one person, in order; each with the id of its delivery.
fn life(random: &mut Random, person: usize) -> Vec<(String, Value)> {
    let id = format!("user_{person:06}");
    let roles = [json!(null), json!("student"), json!("employer"), json!("mentor"), json!("admin")];
    let mut events = Vec::new();
    for step in 0..3 + random.below(6) {
        let kind = if step == 0 { "created" } else { "updated" };
        let at = step as i64 - i64::from(step > 1 && random.once_in(6));
        let change = |user: &mut Value| {
            if random.once_in(2) {
                let status = if random.once_in(2) { "verified" } else { "unverified" };
                email(user, &format!("p{person}-{step}@example.com"), status);
            }
            if random.once_in(3) {
                phone(user, &format!("+49301234{step:03}"), "verified");
            }
            user["username"] = json!(format!("p{person}-{}", random.below(2)));
            user["first_name"] = json!(random.pick(&["Jo", "John", "Joan"]));
            user["public_metadata"] = json!({ "role": random.pick(&roles) });
            user["banned"] = json!(random.once_in(5));
            user["has_image"] = json!(false);
        };
        // Some changes are dated to the same moment.
        events.push(user(kind, &id, at, change));
        if random.once_in(3) {
            events.push(session("ended", &id, &format!("sess_{person}_{step}")));
        }
    }
    if random.once_in(5) {
        events.push(deleted(&id));
    }
    events.into_iter().enumerate().map(|(n, event)| (format!("msg_{person}_{n}"), event)).collect()
}

/// What stands in the end, person by person: everything that Clerk's word decides.
async fn end_state(app: &TestApp) -> Vec<String> {
    let query = "SELECT concat_ws('|', clerk_id, username, email, email_verified, phone, phone_verified, role,
            extract(epoch FROM external_updated_at), external_name, external_role, state_before_ban, display_name, state,
            visibility::text, discoverable, public_url_enabled, search_engine_indexing)
        FROM users JOIN profiles ON user_id = users.id
        UNION ALL SELECT concat_ws('|', 'gone', encode(hash, 'hex')) FROM tombstones WHERE kind = 'CLERK_ID'
        ORDER BY 1";
    let rows = app.database.sql().await.query(query, &[]).await.expect("it can be read");
    rows.iter().map(|row| row.get(0)).collect()
}

/// Works until nothing is left, whatever was to be tried again later.
async fn finish(app: &TestApp) {
    loop {
        app.work().await;
        if count(app, "jobs WHERE state IN ('READY', 'RUNNING')").await == 0 {
            break;
        }
        app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
    }
    assert_eq!(count(app, "jobs WHERE state = 'DEAD'").await, 0);
    let errors = "SELECT string_agg(DISTINCT kind || ': ' || last_error, ', ') FROM jobs";
    assert_eq!(text(app, errors).await, None, "no order makes a job fail");
    assert_eq!(
        count(app, "inbound_events WHERE state NOT IN ('APPLIED', 'IGNORED') OR body IS NOT NULL").await,
        0
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn any_order_and_any_number_of_deliveries_come_to_one_end_state() {
    let deliveries = usize::try_from(effort("FOLIO_CLERK_DELIVERIES", 400)).expect("it fits");
    let mut random = Random::new(20_260_131);
    let lives: Vec<Vec<(String, Value)>> =
        (0..(deliveries / EACH).max(2)).map(|person| life(&mut random, person)).collect();

    let resent = AtomicUsize::new(0);
    let in_order = TestApp::new().await;
    stream::iter(&lives)
        .for_each_concurrent(8, async |life| {
            for (id, event) in life {
                send(&in_order, id, event, &resent).await;
            }
        })
        .await;
    // One at a time and in the order of their ids, which is that of their arrival.
    one_by_one(&in_order).await;
    let expected = end_state(&in_order).await;

    let mut shuffled: Vec<&(String, Value)> = lives.iter().flatten().collect();
    while shuffled.len() < deliveries {
        let again = *random.pick(&shuffled);
        shuffled.push(again);
    }
    for at in (1..shuffled.len()).rev() {
        shuffled.swap(at, random.below(at + 1));
    }
    let app = Arc::new(TestApp::new().await);
    let stop = CancellationToken::new();
    // A pool of its own, as a worker beside a server has.
    let tools = Tools { db: app.database.pool(), ..app.tools() };
    let worker = Worker::new(Registry::all(), tools, WorkerSettings::default());
    let worker = tokio::spawn(worker.run(stop.clone()));
    let (began, answers) = (Instant::now(), Mutex::new(Vec::with_capacity(shuffled.len())));
    stream::iter(&shuffled)
        .for_each_concurrent(16, async |(id, event)| {
            let took = send(&app, id, event, &resent).await;
            answers.lock().expect("nobody panics with it").push(took);
        })
        .await;
    let received = began.elapsed();
    stop.cancel();
    worker.await.expect("the worker stops when it is told to");
    finish(&app).await;
    let mut answers = answers.into_inner().expect("nobody panics with it");
    answers.sort_unstable();
    let at = |per_mille: usize| answers[(answers.len() - 1) * per_mille / 1_000];
    println!(
        "{} deliveries of {} events about {} people: received in {received:.1?} ({:.0}/s; answered in {:.1?} at the median, \
         {:.1?} at p99, {:.1?} at most; {} sent again since the server was busy), applied in {:.1?}",
        shuffled.len(),
        lives.iter().map(Vec::len).sum::<usize>(),
        lives.len(),
        shuffled.len() as f64 / received.as_secs_f64(),
        at(500),
        at(990),
        at(1_000),
        resent.load(Ordering::Relaxed),
        began.elapsed(),
    );
    let got = end_state(&app).await;
    assert_eq!(got.len(), expected.len());
    for (got, expected) in got.iter().zip(&expected) {
        assert_eq!(got, expected);
    }
}

/// Sends as Clerk does: again, if the server is too busy to keep it. Gives the time that the last answer took.
async fn send(app: &TestApp, id: &str, event: &Value, resent: &AtomicUsize) -> Duration {
    loop {
        let sent = Instant::now();
        let reply = Delivery::clerk(event).id(id).send(app).await;
        match reply.status.as_u16() {
            200 => return sent.elapsed(),
            503 => resent.fetch_add(1, Ordering::Relaxed),
            _ => panic!("{}", reply.text()),
        };
    }
}

async fn one_by_one(app: &TestApp) {
    let settings = WorkerSettings { jobs_at_once: 1, ..WorkerSettings::default() };
    Worker::new(Registry::all(), app.tools(), settings)
        .run_until_idle()
        .await
        .expect("the queue can be read");
    finish(app).await;
}
