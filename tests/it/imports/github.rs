//! Repositories on GitHub: asked for at their protocol, imported over GraphQL, beside what files brought.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    Json, Router,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::get,
};
use folio::imports::github::{Api, Listed, Login, NotListed, Repositories, SetupError, Timing};
use folio_db::Db;
use folio_testkit::{Member, Reply, TestApp, Visitor};
use futures_util::future::{BoxFuture, FutureExt};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::archive;
use crate::write::cases::{assert_done, call, refusals};

const TOKEN: &str = "ghp-not-a-secret";

type Question = (String, HashMap<String, String>, HeaderMap);

/// A stand-in for GitHub, which keeps what it is asked: an account's name says what it answers.
#[derive(Clone, Default)]
struct GitHub {
    repositories: Arc<Mutex<Vec<Value>>>,
    asked: Arc<Mutex<Vec<Question>>>,
}

impl GitHub {
    fn has(&self, repositories: Vec<Value>) {
        *self.repositories.lock().expect("nobody panics with it") = repositories;
    }

    fn asked(&self) -> Vec<Question> {
        self.asked.lock().expect("nobody panics with it").clone()
    }

    async fn start(&self) -> String {
        let of = self.clone();
        let answer = async move |Path(login): Path<String>,
                                 Query(query): Query<HashMap<String, String>>,
                                 headers: HeaderMap| {
            of.asked.lock().expect("nobody panics with it").push((login.clone(), query.clone(), headers));
            of.answer(&login, &query).await
        };
        let router = Router::new().route("/api/users/{login}/repos", get(answer));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        tokio::spawn(async move { axum::serve(listener, router).await });
        format!("http://{address}/api")
    }

    async fn answer(&self, login: &str, query: &HashMap<String, String>) -> Response {
        match login {
            "ada" => {
                let number = |name: &str| query[name].parse::<usize>().expect("a number");
                let all = self.repositories.lock().expect("nobody panics with it").clone();
                let page =
                    all.chunks(number("per_page")).nth(number("page") - 1).unwrap_or_default().to_vec();
                Json(page).into_response()
            }
            "nobody" => StatusCode::NOT_FOUND.into_response(),
            "too-often" => (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "90")]).into_response(),
            "used-up" => (StatusCode::FORBIDDEN, [("x-ratelimit-remaining", "0")]).into_response(),
            "refused" => StatusCode::FORBIDDEN.into_response(),
            "fails" => StatusCode::BAD_GATEWAY.into_response(),
            "moved" => (StatusCode::MOVED_PERMANENTLY, [("location", "http://192.0.2.1/")]).into_response(),
            "page" => "<html>".into_response(),
            "huge" => vec![b' '; 5 << 20].into_response(),
            _ => std::future::pending().await,
        }
    }
}

fn repository(name: &str) -> Value {
    json!({
        "id": 7,
        "name": name,
        "html_url": format!("https://github.com/ada/{name}"),
        "description": "Computes Bernoulli numbers",
        "language": "Rust",
        "topics": ["mathematics"],
        "private": false,
        "fork": false,
        "archived": false,
        "created_at": "2020-05-06T07:08:09Z",
        "pushed_at": "2024-01-02T03:04:05Z",
    })
}

fn with(mut repository: Value, key: &str, value: Value) -> Value {
    repository[key] = value;
    repository
}

fn api(url: &str) -> Arc<Api> {
    let timing = Timing { answer: Duration::from_millis(400), ..Timing::default() };
    Arc::new(Api::new(url, Some(TOKEN), timing).expect("it can be asked"))
}

async fn app_with(github: &GitHub) -> (TestApp, Member) {
    let app = TestApp::builder().repositories(api(&github.start().await)).start().await;
    let member = app.member().named("Ada Lovelace").rows(|rows| rows.profile.version = 1).create().await;
    (app, member)
}

fn login(login: &str) -> Value {
    json!({ "login": login, "consent": true })
}

async fn preview(visitor: &Visitor<'_>, arguments: &str) -> Reply {
    let document = format!(
        "{{ it: gitHubPreview({arguments}) {{ core draft sections {{ section added changed removed unchanged leftOut total }}
            losses {{ path reason message }} userErrors {{ code message path }} }} }}"
    );
    visitor.query(&document).await
}

/// The projects, as their owner sees them.
async fn projects(visitor: &Visitor<'_>) -> Vec<Value> {
    let document = "{ me { profile { projects { nodes { id name provenance description links skills startDate endDate kind } } } } }";
    let reply = visitor.query(document).await;
    reply.data()["me"]["profile"]["projects"]["nodes"].as_array().expect("a list").clone()
}

async fn names(visitor: &Visitor<'_>) -> Vec<String> {
    projects(visitor).await.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn public_repositories_become_projects() {
    let github = GitHub::default();
    let (app, member) = app_with(&github).await;
    let visitor = app.as_(&member);
    let fork = with(repository("fork"), "fork", json!(true));
    let archived = with(repository("old"), "archived", json!(true));
    let secret = with(repository("secret"), "private", json!(true));
    github.has(vec![repository("engine"), fork.clone(), archived, secret, json!({ "name": 7 })]);

    let before = app.trace(&member).await;
    let told = preview(&visitor, r#"login: "ada", consent: true"#).await;
    let told = &told.data()["it"];
    assert_eq!(told["userErrors"], json!([]));
    assert_eq!(
        (&told["sections"][0]["section"], &told["sections"][0]["added"]),
        (&json!("PROJECTS"), &json!(1))
    );
    assert_eq!(told["sections"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["losses"].as_array().map(Vec::len), Some(3), "{told}");
    assert!(!told.to_string().contains("secret"), "{told}");
    assert_eq!(app.trace(&member).await, before, "a preview writes nothing");
    let consents = "SELECT count(*) FROM import_consents";
    let sql = app.database.sql().await;
    assert_eq!(sql.query_one(consents, &[]).await.expect("it can be read").get::<_, i64>(0), 0);

    assert_done(&call(&visitor, "gitHubImport", login("ada"), 1).await);
    let [project] = projects(&visitor).await.try_into().expect("one project");
    assert_eq!(
        (&project["name"], &project["provenance"], &project["kind"]),
        (&json!("engine"), &json!("IMPORT"), &json!("repository"))
    );
    assert_eq!(project["links"], json!(["https://github.com/ada/engine"]));
    assert_eq!(project["skills"], json!(["Rust", "mathematics"]));
    assert_eq!((&project["startDate"], &project["endDate"]), (&json!("2020-05-06"), &json!("2024-01-02")));
    assert_eq!(app.trace(&member).await.version, 2);
    app.assert_whole(&member).await;

    // Again, nothing moves; with forks, one comes; without its repository, a project goes.
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 2).await);
    assert_eq!(app.trace(&member).await.version, 2);
    let forks = json!({ "login": "ada", "consent": true, "forks": true });
    assert_done(&call(&visitor, "gitHubImport", forks, 2).await);
    assert_eq!(names(&visitor).await, ["engine", "fork"]);
    assert_eq!(projects(&visitor).await[0]["id"], project["id"], "it is the same item");
    github.has(vec![repository("other")]);
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 3).await);
    assert_eq!(names(&visitor).await, ["other"]);
    app.assert_whole(&member).await;
}

/// How GitHub is asked: page by page, by whom, and for no more than is of use.
#[tokio::test(flavor = "multi_thread")]
async fn github_is_asked_as_it_wants_to_be() {
    let github = GitHub::default();
    let url = github.start().await;
    let ada: Login = "ada".parse().expect("a name");
    for (count, questions, more) in
        [(0, 1, false), (99, 1, false), (100, 2, false), (250, 3, false), (301, 3, true)]
    {
        github.has((0..count).map(|at| repository(&format!("r{at}"))).collect());
        let before = github.asked().len();
        let listed = api(&url).of(&ada).await.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((listed.repositories.len(), listed.more), (count.min(300), more), "{count}");
        assert_eq!(github.asked().len() - before, questions, "{count}");
    }
    let (name, query, headers) = github.asked().pop().expect("it was asked");
    assert_eq!((name.as_str(), query["type"].as_str(), query["sort"].as_str()), ("ada", "owner", "pushed"));
    assert!(headers["user-agent"].to_str().expect("text").starts_with("folio/"));
    assert_eq!(headers["accept"], "application/vnd.github+json");
    assert_eq!(headers["x-github-api-version"], "2022-11-28");
    assert_eq!(headers["authorization"], format!("Bearer {TOKEN}"));
    for refused in ["not a url", "http://example.com", "ftp://127.0.0.1/", "file:///etc"] {
        assert_eq!(Api::new(refused, None, Timing::default()).err(), Some(SetupError::Url), "{refused}");
    }
    assert_eq!(Api::new(&url, Some("two\nlines"), Timing::default()).err(), Some(SetupError::Token));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_github_does_not_tell_is_a_refusal_that_says_so() {
    let github = GitHub::default();
    let (app, member) = app_with(&github).await;
    let visitor = app.as_(&member);
    let before = app.trace(&member).await;
    let refused = async |name: &str, code: &str, said: &str| {
        let reply = call(&visitor, "gitHubImport", login(name), 1).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), "login".to_owned())], "{name}");
        let message = reply.data()["it"]["userErrors"][0]["message"].as_str().expect("text").to_owned();
        assert!(message.contains(said) && !message.contains(name) && !message.contains("http"), "{message}");
        let told = preview(&visitor, &format!(r#"login: "{name}", consent: true"#)).await;
        assert_eq!(told.data()["it"]["userErrors"][0]["code"], code, "{name}");
    };
    for name in ["fails", "moved", "page", "huge", "silent"] {
        refused(name, "SOURCE_UNAVAILABLE", "can't be asked just now").await;
    }
    refused("refused", "SOURCE_UNAVAILABLE", "refuses").await;
    refused("nobody", "NOT_FOUND", "no account").await;
    refused("-ada", "INVALID", "39 letters").await;
    // Who was told to wait asks no more until the time is over, about nobody.
    refused("too-often", "SOURCE_UNAVAILABLE", "2 minute(s)").await;
    let asked = github.asked().len();
    refused("nobody", "SOURCE_UNAVAILABLE", "2 minute(s)").await;
    assert_eq!(github.asked().len(), asked);
    assert_eq!(app.trace(&member).await, before);

    let url = github.start().await;
    let used_up: Login = "used-up".parse().expect("a name");
    assert!(matches!(api(&url).of(&used_up).await, Err(NotListed::Limited(60))));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_asked_without_consent_or_without_signing_in() {
    let github = GitHub::default();
    let (app, member) = app_with(&github).await;
    let visitor = app.as_(&member);
    for (arguments, code, at) in [
        (json!({ "login": "ada", "consent": false }), "REQUIRED", "consent"),
        (
            json!({ "login": "ada", "consent": true, "consentTextVersion": "0" }),
            "INVALID",
            "consentTextVersion",
        ),
        (json!({ "login": "-", "consent": true }), "INVALID", "login"),
    ] {
        let reply = call(&visitor, "gitHubImport", arguments, 1).await;
        assert_eq!(refusals(&reply), [(code.to_owned(), at.to_owned())]);
    }
    let told = preview(&visitor, r#"login: "ada", consent: false"#).await;
    assert_eq!(told.data()["it"]["userErrors"][0]["code"], "REQUIRED");
    let nobody = preview(&app.anonymous(), r#"login: "ada", consent: true"#).await;
    assert_eq!(nobody.data()["it"], Value::Null);
    assert_eq!(call(&app.anonymous(), "gitHubImport", login("ada"), 1).await.code(), "UNAUTHENTICATED");
    assert!(github.asked().is_empty());
    // The state and the version are looked at under the lock, once it is known what there is.
    let stale = call(&visitor, "gitHubImport", login("ada"), 7).await;
    assert_eq!(refusals(&stale)[0].0, "CONFLICT");
    assert_eq!(app.trace(&member).await.version, 1);
}

/// Files about the person take the place of one another, as ever; repositories that of repositories.
#[tokio::test(flavor = "multi_thread")]
async fn imports_of_different_kinds_leave_each_other_alone() {
    let github = GitHub::default();
    let (app, member) = app_with(&github).await;
    let visitor = app.as_(&member);
    let resume = |projects: &[&str]| {
        let projects: Vec<Value> = projects.iter().map(|name| json!({ "name": name })).collect();
        json!({ "document": { "basics": { "name": "Ada Lovelace" }, "projects": projects } })
    };
    let linkedin =
        json!({ "archive": archive(&[("Projects.csv", "Title\nFrom LinkedIn\n")]), "consent": true });
    assert_done(&call(&visitor, "resumeImport", resume(&["Note G", "both"]), 1).await);
    github.has(vec![repository("engine"), repository("both")]);
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 2).await);
    assert_eq!(
        names(&visitor).await,
        ["Note G", "both", "engine"],
        "what a file brought isn't brought again"
    );
    // The same file changes nothing, though repositories stand behind what it brought.
    assert_done(&call(&visitor, "resumeImport", resume(&["Note G", "both"]), 3).await);
    assert_eq!(app.trace(&member).await.version, 3);
    assert_done(&call(&visitor, "linkedInImport", linkedin, 3).await);
    assert_eq!(names(&visitor).await, ["From LinkedIn", "engine"]);
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 4).await);
    assert_eq!(names(&visitor).await, ["From LinkedIn", "engine", "both"]);
    assert_done(&call(&visitor, "resumeImport", resume(&[]), 5).await);
    assert_eq!(names(&visitor).await, ["engine", "both"]);
    github.has(Vec::new());
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 6).await);
    assert!(names(&visitor).await.is_empty());
    app.assert_whole(&member).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_its_owner_has_edited_is_theirs() {
    let github = GitHub::default();
    let (app, member) = app_with(&github).await;
    let visitor = app.as_(&member);
    github.has(vec![repository("engine")]);
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 1).await);
    let id = projects(&visitor).await[0]["id"].clone();
    let edit = json!({ "id": id, "input": { "description": "My words" } });
    assert_done(&call(&visitor, "projectUpdate", edit, 1).await);
    github.has(Vec::new());
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 3).await);
    let [project] = projects(&visitor).await.try_into().expect("one project");
    assert_eq!((&project["provenance"], &project["description"]), (&json!("MANUAL"), &json!("My words")));
    let source = app.database.sql().await.query_one("SELECT import_source FROM projects", &[]).await;
    assert_eq!(source.expect("it is there").get::<_, Option<String>>(0), None);
}

/// Who has agreed, when, to what and to which words.
#[tokio::test(flavor = "multi_thread")]
async fn consent_is_recorded_with_the_import() {
    let github = GitHub::default();
    let (app, member) = app_with(&github).await;
    let visitor = app.as_(&member);
    github.has(vec![repository("engine")]);
    let packed = archive(&[("Skills.csv", "Name\nPoetry\n")]);
    let linkedin = json!({ "archive": packed, "consent": true, "consentTextVersion": "1" });
    assert_done(&call(&visitor, "linkedInImport", linkedin, 1).await);
    assert_done(&call(&visitor, "gitHubImport", login("ada"), 2).await);
    let document = json!({ "document": { "basics": { "name": "Ada" } } });
    assert_done(&call(&visitor, "resumeImport", document, 3).await);
    let sql = app.database.sql().await;
    let rows = sql
        .query(
            "SELECT source, text_version, agreed_at <= now() FROM import_consents WHERE profile_id = $1 ORDER BY source",
            &[&member.profile_id],
        )
        .await
        .expect("they can be read");
    let rows: Vec<(String, String, bool)> =
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    let row = |source: &str| (source.to_owned(), "1".to_owned(), true);
    assert_eq!(rows, [row("GITHUB"), row("LINKEDIN")]);
    let audited = sql
        .query(
            "SELECT action, toggles FROM audit_log WHERE profile_id = $1 AND action LIKE '%Import' ORDER BY profile_version",
            &[&member.profile_id],
        )
        .await
        .expect("it can be read");
    let audited: Vec<(String, Option<Value>)> = audited.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(
        audited,
        [
            ("linkedInImport".to_owned(), Some(json!({ "consent.LINKEDIN": [null, "1"] }))),
            ("gitHubImport".to_owned(), Some(json!({ "consent.GITHUB": [null, "1"] }))),
            ("resumeImport".to_owned(), None),
        ]
    );
}

/// Notes how many connections of the pool are in use while it is asked.
struct Watchful {
    db: Mutex<Option<Db>>,
    in_use: AtomicUsize,
}

impl Repositories for Watchful {
    fn of<'a>(&'a self, _: &'a Login) -> BoxFuture<'a, Result<Listed, NotListed>> {
        let db = self.db.lock().expect("nobody panics with it").clone().expect("it was given");
        self.in_use.fetch_add(db.usage().in_use, Ordering::SeqCst);
        std::future::ready(Ok(Listed::default())).boxed()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_connection_of_the_pool_waits_for_github() {
    let watchful = Arc::new(Watchful { db: Mutex::default(), in_use: AtomicUsize::new(0) });
    let app = TestApp::builder().repositories(watchful.clone()).start().await;
    *watchful.db.lock().expect("nobody panics with it") = Some(app.db.clone());
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    assert_done(&call(&app.as_(&member), "gitHubImport", login("ada"), 1).await);
    preview(&app.as_(&member), r#"login: "ada", consent: true"#).await;
    assert_eq!(watchful.in_use.load(Ordering::SeqCst), 0);
}

/// Whatever GitHub answers by then.
#[tokio::test]
async fn a_repeat_is_told_of_the_same_losses() {
    let github = GitHub::default();
    github.has(vec![repository("engine"), with(repository("old"), "archived", json!(true))]);
    let (app, member) = app_with(&github).await;
    let import = "mutation { it: gitHubImport(login: \"ada\", consent: true, expectedVersion: \"1\", idempotencyKey: \"k\") {
        profile { version } losses { path reason message } userErrors { code } } }";
    let first = app.as_(&member).query(import).await;
    assert_done(&first);
    assert_ne!(first.data()["it"]["losses"], json!([]));
    for repositories in [vec![repository("engine")], Vec::new(), vec![json!(7)]] {
        github.has(repositories);
        assert_eq!(app.as_(&member).query(import).await.data(), first.data());
    }
}
