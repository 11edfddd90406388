//! `folio reconcile`: drift is found, told field by field, written anew, and counted.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Stdio},
    time::Duration,
};

use folio_testkit::{Item, Member, TempDir, TestApp};
use serde_json::json;

use super::run::{folio, succeed};

/// A profile as its owner sees it, in full.
async fn page(app: &TestApp, member: &Member) -> String {
    let query = "{ me { profile { about headline links { url } education { nodes { institution degree } } \
                 strength { score } } } }";
    app.as_(member).query(query).await.data().to_string()
}

/// The one value of a query, as text.
async fn text(app: &TestApp, query: &str) -> String {
    app.database.sql().await.query_one(query, &[]).await.expect("it can be read").get(0)
}

fn reconcile(app: &TestApp, home: &TempDir, arguments: &[&str]) -> String {
    let mut command = folio(home.path(), &["reconcile"]);
    command.args(arguments).env("DATABASE_URL", app.database.url());
    succeed(command)
}

#[tokio::test]
async fn drift_is_told_field_by_field_and_written_anew() {
    let app = TestApp::new().await;
    let mut members = Vec::new();
    for _ in 0..7 {
        members.push(app.member().filled().create().await);
    }
    let home = TempDir::new();
    let told = reconcile(&app, &home, &["--batch", "3"]);
    assert!(told.contains("14 profile(s) looked at: 0 had drifted"), "{told}");
    assert!(told.contains("1 day(s) in a row without drift"), "{told}");

    let [core, item, removed, missing, hash, score, old] = &members[..] else { panic!("seven") };
    let snapshot = "UPDATE users SET profile = jsonb_set(profile::jsonb, $2, $3)::json WHERE id = $1";
    // In the tables alone: something that a write outside of the one way would do.
    app.sql("UPDATE profiles SET about = 'Written past the snapshot' WHERE id = $1", &[&core.profile_id])
        .await;
    app.sql(
        "UPDATE education SET degree = 'Another degree' WHERE id = $1",
        &[&item.filling.items(Item::Education)[1]],
    )
    .await;
    app.sql("DELETE FROM links WHERE id = $1", &[&removed.filling.items(Item::Link)[0]]).await;
    app.sql(
        "UPDATE users SET profile = NULL, profile_hash = NULL, profile_schema_version = NULL WHERE id = $1",
        &[&missing.user_id],
    )
    .await;
    app.sql("UPDATE users SET profile_hash = sha256('another') WHERE id = $1", &[&hash.user_id]).await;
    app.sql("UPDATE profile_strength SET steps = '{}' WHERE profile_id = $1", &[&score.profile_id]).await;
    // Expected after an upgrade, and no drift.
    let about: &[&str] = &["core", "about"];
    app.sql(snapshot, &[&old.user_id, &about, &json!("Of an older shape")]).await;
    app.sql("UPDATE users SET profile_schema_version = 0 WHERE id = $1", &[&old.user_id]).await;

    let before = text(&app, "SELECT md5(string_agg(profile::text, '' ORDER BY id)) FROM users").await;
    let told = reconcile(&app, &home, &["--dry-run", "--list"]);
    assert!(told.contains("14 profile(s) looked at: 6 had drifted; 1 would be brought"), "{told}");
    for (member, field) in [
        (core, "core.about"),
        (item, "sections.education.1.degree"),
        (removed, "sections.links"),
        (missing, "(missing)"),
        (hash, "(hash)"),
        (score, "(strength)"),
    ] {
        let line = told.lines().find(|line| line.starts_with(&member.profile_id.to_string()));
        assert!(line.is_some_and(|line| line.contains(field)), "{field} in {told}");
    }
    assert!(!told.contains("Written past") && !told.contains("Another degree"), "no value is told: {told}");
    let after = text(&app, "SELECT md5(string_agg(profile::text, '' ORDER BY id)) FROM users").await;
    assert_eq!(before, after, "a dry run changes nothing");

    let told = reconcile(&app, &home, &["--batch", "2"]);
    assert!(told.contains("6 had drifted, written anew; 1 brought"), "{told}");
    assert!(told.contains("sections.education.degree"), "{told}");
    assert!(told.contains("0 day(s) in a row without drift"), "{told}");
    assert!(page(&app, core).await.contains("Written past the snapshot"));
    assert!(page(&app, item).await.contains("Another degree"));
    assert!(!page(&app, old).await.contains("Of an older shape"));

    let told = reconcile(&app, &home, &["--status", "--list"]);
    assert!(told.contains("6 had drifted, 1 were of an older shape, 7 written anew"), "{told}");
    assert!(reconcile(&app, &home, &[]).contains("14 profile(s) looked at: 0 had drifted"));
}

/// Metrics are read from the record of the runs, so it doesn't matter who did them.
#[tokio::test(flavor = "multi_thread")]
async fn what_the_command_finds_is_in_the_metrics_of_a_process_that_runs() {
    let app = TestApp::new().await;
    let (member, home) = (app.member().create().await, TempDir::new());
    // Today's run has been done, so that the worker does none.
    assert!(reconcile(&app, &home, &[]).contains("0 had drifted; 0 brought to the present shape"));
    let mut command = folio(home.path(), &["worker"]);
    command.env("DATABASE_URL", app.database.url()).env("FOLIO_METRICS_LISTEN", "127.0.0.1:0");
    command.env("FOLIO_LOG_FORMAT", "json").stderr(Stdio::piped());
    let mut worker = Worker(command.spawn().expect("the binary can be started"));
    let log = BufReader::new(worker.0.stderr.take().expect("it is piped"));
    let mut lines = log.lines().map_while(Result::ok);
    let working = lines.find(|line| line.contains("working")).expect("it works");
    // Read on: a full pipe would stop it.
    std::thread::spawn(move || lines.for_each(drop));
    let address =
        working.split('"').find(|part| part.starts_with("127.0.0.1:")).expect("its address").to_owned();
    let told = async |expected: &[&str]| {
        let mut shown = String::new();
        for _ in 0..600 {
            let metrics = reqwest::get(format!("http://{address}/metrics")).await.expect("they are served");
            shown = metrics.text().await.expect("a text");
            if expected.iter().all(|line| shown.lines().any(|shown| shown == *line)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let of_runs: Vec<&str> = shown.lines().filter(|line| line.starts_with("folio_reconcile")).collect();
        panic!("{expected:?} in {of_runs:#?}");
    };
    told(&[
        "folio_reconcile_checked_total 1",
        "folio_reconcile_drifted_total 0",
        "folio_reconcile_drift_free_days 1",
    ])
    .await;
    app.sql("UPDATE profiles SET headline = 'Past the snapshot' WHERE id = $1", &[&member.profile_id]).await;
    assert!(reconcile(&app, &home, &[]).contains("1 had drifted, written anew"));
    told(&[
        "folio_reconcile_checked_total 2",
        "folio_reconcile_drifted_total 1",
        "folio_reconcile_repaired_total 1",
        "folio_reconcile_drift_free_days 0",
    ])
    .await;
}

/// A running `folio worker`, killed with the test.
struct Worker(Child);

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn every_list_is_compared_field_by_field() {
    let app = TestApp::new().await;
    let mut drifted = Vec::new();
    for kind in Item::ALL {
        let member = app.member().filled().create().await;
        let put = format!("UPDATE {} SET updated_at = now() WHERE profile_id = $1 AND id = $2", kind.table());
        app.sql(&put, &[&member.profile_id, &member.filling.items(kind)[1]]).await;
        drifted.push((kind, member.profile_id.to_string()));
    }
    let told = reconcile(&app, &TempDir::new(), &["--dry-run", "--list"]);
    for (kind, profile) in drifted {
        let line = told.lines().find(|line| line.starts_with(&profile));
        let field = format!("sections.{}.1.updated_at", kind.list());
        assert!(line.is_some_and(|line| line.contains(&field)), "{field} in {told}");
    }
}

#[tokio::test]
async fn the_worker_looks_once_a_day() {
    let app = TestApp::new().await;
    let member = app.member().filled().create().await;
    app.sql("UPDATE profiles SET headline = 'Past the snapshot' WHERE id = $1", &[&member.profile_id]).await;
    let asked = "SELECT count(*)::text FROM jobs WHERE kind = 'profiles.reconcile' AND state = 'READY'";
    for _ in 0..2 {
        folio::reconcile::schedule(&app.db).await.expect("it can be asked for");
        assert_eq!(text(&app, asked).await, "1", "asked for twice, it is one run");
    }
    app.work().await;
    assert!(page(&app, &member).await.contains("Past the snapshot"));
    let run = "SELECT checked || ' ' || drifted || ' ' || repaired || ' ' || (finished_at IS NOT NULL) FROM reconcile_runs";
    assert_eq!(text(&app, run).await, "2 1 1 true");
    folio::reconcile::schedule(&app.db).await.expect("it can be asked for");
    assert_eq!(text(&app, asked).await, "0", "there was one today");
    // It counts by dates: the run of yesterday may have begun less than 24 hours ago. A run that is under way doesn't break the row.
    let yesterday = "UPDATE reconcile_runs SET drifted = 0, \
        started_at = date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '1 second'";
    app.sql(yesterday, &[]).await;
    app.sql("DELETE FROM jobs WHERE kind = 'profiles.reconcile'", &[]).await;
    folio::reconcile::schedule(&app.db).await.expect("it can be asked for");
    assert_eq!(text(&app, asked).await, "1");
    let today = chrono::Utc::now().date_naive();
    app.sql("INSERT INTO reconcile_runs (id) VALUES (gen_random_uuid())", &[]).await;
    let days = folio_db::reconcile::drift_free_days(&app.db.conn().await.expect("a connection"), today).await;
    assert_eq!(days.expect("it can be counted"), 1);
}
