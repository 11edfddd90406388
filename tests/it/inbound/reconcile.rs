//! `reconcile-clerk` against something that speaks as Clerk's API does.

use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Json, Router,
    extract::RawQuery,
    http::{HeaderMap, StatusCode},
    response::IntoResponse,
    routing::get,
};
use folio::{
    inbound::clerk::{Api, ApiError, NotReconciled, Plan, Report, reconcile, schedule},
    jobs::{Registry, Tools, Worker, WorkerSettings},
};
use folio_testkit::TestApp;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    clerk::{count, me, tell},
    payloads::{clerk_id, email, user},
};

const KEY: &str = "sk_test_not_a_secret";

/// People at a stand-in for Clerk, which stumbles over every third request.
async fn clerk(people: Vec<Value>) -> Api {
    let asked = Arc::new(AtomicUsize::new(0));
    let users = async move |headers: HeaderMap, RawQuery(query): RawQuery| {
        if headers.get("authorization").is_none_or(|value| value != &format!("Bearer {KEY}")) {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        if asked.fetch_add(1, Ordering::Relaxed) % 3 == 1 {
            return (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "0")]).into_response();
        }
        let query = query.unwrap_or_default();
        let pairs: Vec<(String, String)> =
            url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        let number = |name: &str| {
            pairs.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.parse().ok()).unwrap_or(0)
        };
        let wanted: HashSet<&str> =
            pairs.iter().filter(|(key, _)| key == "user_id").map(|(_, id)| id.as_str()).collect();
        assert!(number("limit") == 100 && wanted.len() <= 100, "{query}");
        let found = people
            .iter()
            .filter(|person| wanted.is_empty() || wanted.contains(person["id"].as_str().expect("an id")));
        Json(found.skip(number("offset")).take(number("limit")).cloned().collect::<Vec<_>>()).into_response()
    };
    let router = Router::new().route("/v1/users", get(users));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move { axum::serve(listener, router).await });
    Api::new(&format!("http://{address}/v1"), KEY).expect("an address")
}

fn person(id: &str, seconds: i64, address: &str) -> Value {
    user("updated", id, seconds, |user| email(user, address, "verified"))["data"].clone()
}

#[tokio::test]
async fn everybody_becomes_what_clerk_says_and_a_second_run_finds_nothing() {
    let app = TestApp::new().await;
    let (stale, newer, alone, odd) = (clerk_id(), clerk_id(), clerk_id(), clerk_id());
    for id in [&stale, &newer, &alone] {
        tell(&app, &user("updated", id, 10, |user| email(user, "before@example.com", "verified"))).await;
    }
    let mut people: Vec<Value> =
        (0..230).map(|n| person(&clerk_id(), 0, &format!("new-{n}@example.com"))).collect();
    people.insert(100, person(&stale, 20, "after@example.com"));
    people.insert(201, person(&newer, 5, "long-ago@example.com"));
    people.push(json!({ "id": "", "updated_at": 0 }));
    // Here, and at Clerk as something that can't be read: nobody takes them for gone.
    tell(&app, &user("updated", &odd, 10, |_| ())).await;
    people.insert(150, json!({ "id": odd, "updated_at": "yesterday" }));
    let api = clerk(people).await;
    let users = count(&app, "users").await;

    let dry = Plan { dry_run: true, ..Plan::default() };
    let expected = Report {
        listed: 232,
        new: 230,
        changed: 1,
        fields: [("Contact.email", 1)].into(),
        passed_over: 1,
        busy: 0,
        failed: 0,
        unreadable: 2,
        invented: 0,
        missing: 1,
        deleted: 0,
    };
    let mut pages = Vec::new();
    let report = reconcile(&app.db, &api, dry, |offset| pages.push(offset)).await.expect("Clerk answers");
    assert_eq!((report, pages), (expected.clone(), vec![100, 200, 234]));
    assert_eq!(count(&app, "users").await, users, "a dry run changes nothing");

    let report = reconcile(&app.db, &api, Plan::default(), |_| ()).await.expect("Clerk answers");
    assert_eq!(report, expected);
    assert_eq!(me(&app, &stale).await["profile"]["contact"]["email"], "after@example.com");
    assert_eq!(me(&app, &newer).await["profile"]["contact"]["email"], "before@example.com");
    let outbox = count(&app, "outbox").await;
    let again = reconcile(&app.db, &api, Plan::default(), |_| ()).await.expect("Clerk answers");
    let nothing = Report { new: 0, changed: 0, fields: [].into(), ..expected };
    assert_eq!((again, count(&app, "outbox").await), (nothing, outbox));

    let deleting = Plan { delete_missing: true, ..Plan::default() };
    let report = reconcile(&app.db, &api, deleting, |_| ()).await.expect("Clerk answers");
    assert_eq!((report.missing, report.deleted), (1, 1));
    app.work().await;
    assert_eq!(count(&app, &format!("users WHERE clerk_id = '{alone}'")).await, 0);
    assert_eq!(count(&app, "users").await, 233);
}

#[tokio::test]
async fn demo_people_stay_and_of_a_handful_not_more_than_half_go_unless_it_is_said_twice() {
    let app = TestApp::demo().await;
    let demo = count(&app, "users").await;
    let ids: Vec<String> = (0..5).map(|_| clerk_id()).collect();
    for id in &ids {
        tell(&app, &user("created", id, 0, |_| ())).await;
    }
    let api = clerk(vec![person(&ids[0], 20, "here@example.com")]).await;
    let deleting = Plan { delete_missing: true, ..Plan::default() };
    let refused = reconcile(&app.db, &api, deleting, |_| ()).await;
    assert!(matches!(refused, Err(NotReconciled::TooMany { missing: 4, all: 5 })), "{refused:?}");
    assert_eq!(count(&app, "users").await, demo + 5);
    let forced = Plan { force: true, ..deleting };
    let report = reconcile(&app.db, &api, forced, |_| ()).await.expect("Clerk answers");
    assert_eq!((report.missing, report.deleted, i64::try_from(report.invented)), (4, 4, Ok(demo)));
    app.work().await;
    assert_eq!(count(&app, "users").await, demo + 1);
    assert_eq!(count(&app, "users WHERE clerk_id = 'demo_student'").await, 1);
}

#[tokio::test]
async fn another_instance_deletes_nobody_and_a_refused_key_is_named() {
    let app = TestApp::new().await;
    let id = clerk_id();
    tell(&app, &user("created", &id, 0, |_| ())).await;
    let deleting = Plan { delete_missing: true, ..Plan::default() };
    let empty = reconcile(&app.db, &clerk(Vec::new()).await, deleting, |_| ()).await;
    assert!(matches!(empty, Err(NotReconciled::AnotherInstance)), "{empty:?}");
    assert_eq!(count(&app, "users").await, 1);

    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    let refuse = Router::new().route("/v1/users", get(async || StatusCode::UNAUTHORIZED));
    tokio::spawn(async move { axum::serve(listener, refuse).await });
    let api = Api::new(&format!("http://{address}/v1"), KEY).expect("an address");
    let refused = reconcile(&app.db, &api, Plan::default(), |_| ()).await;
    assert!(matches!(refused, Err(NotReconciled::Api(ApiError::Forbidden))), "{refused:?}");
    assert!(Api::new("http://clerk.example/v1", KEY).is_err());
}

/// Nobody has to ask for it: a job does it once a day, and deletes nobody.
#[tokio::test(flavor = "multi_thread")]
async fn a_job_of_each_day_compares_with_clerk() {
    let app = TestApp::new().await;
    let (stale, alone) = (clerk_id(), clerk_id());
    for id in [&stale, &alone] {
        tell(&app, &user("updated", id, 10, |user| email(user, "before@example.com", "verified"))).await;
    }
    let api =
        clerk(vec![person(&stale, 20, "after@example.com"), person(&clerk_id(), 0, "new@example.com")]).await;
    for _ in 0..3 {
        schedule(&app.db).await.expect("it can be asked for");
    }
    assert_eq!(count(&app, "jobs WHERE kind = 'clerk.reconcile'").await, 1, "one for each day");
    let tools = Tools { clerk: Some(api), ..app.tools() };
    Worker::new(Registry::all(), tools, WorkerSettings::default()).run_until_idle().await.expect("it works");
    assert_eq!(count(&app, "jobs WHERE kind = 'clerk.reconcile' AND state = 'DONE'").await, 1);
    assert_eq!(me(&app, &stale).await["profile"]["contact"]["email"], "after@example.com");
    assert_eq!(count(&app, "users").await, 3);
}

/// A worker that lacks the key leaves it to the others.
#[tokio::test]
async fn a_worker_without_the_key_gives_the_job_back() {
    let app = TestApp::new().await;
    schedule(&app.db).await.expect("it can be asked for");
    app.work().await;
    assert_eq!(count(&app, "jobs WHERE state = 'READY' AND last_error = 'NOT_CONFIGURED'").await, 1);
}

#[tokio::test]
async fn one_whom_the_tables_refuse_ends_it_for_nobody_else() {
    let app = TestApp::new().await;
    app.sql("ALTER TABLE users ADD CONSTRAINT not_this CHECK (email <> 'bad@example.com')", &[]).await;
    let api = clerk(
        ["one", "bad", "two"].map(|name| person(&clerk_id(), 0, &format!("{name}@example.com"))).to_vec(),
    );
    let report = reconcile(&app.db, &api.await, Plan::default(), |_| ()).await.expect("it goes on");
    assert_eq!((report.listed, report.new, report.failed, report.missing), (2, 2, 1, 0));
    assert_eq!(count(&app, "users").await, 2);
}
