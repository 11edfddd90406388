//! Whoever reads what a command prints may stop before its end: the command ends quietly, and does what it was asked to do.

use std::{fs, io, process::Command};

use folio_testkit::{TempDir, TestApp};
use serde_json::json;

use super::run::{folio, run_into, succeed};
use crate::events::everything;

/// Runs a command whose output nobody reads.
#[track_caller]
fn unread(command: Command) {
    let (reader, writer) = io::pipe().expect("a pipe can be made");
    drop(reader);
    let what = format!("{:?}", command.get_args().collect::<Vec<_>>());
    let ended = run_into(command, writer);
    let quiet = !["panicked", "Broken pipe", "because"].iter().any(|word| ended.stderr.contains(word));
    assert!(ended.code == Some(0) && quiet, "{what}: {ended:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_command_minds_that_nobody_reads() {
    let (app, home) = (TestApp::new().await, TempDir::new());
    everything::tell(&app).await;
    let member = app.member().create().await;
    app.sql(
        "INSERT INTO jobs (id, kind, payload, state, attempt, max_attempts, last_error, finished_at) \
         SELECT gen_random_uuid(), 'test.kind', '{}', 'DEAD', 8, 8, 'NOT_TODAY', now() FROM generate_series(1, 3)",
        &[],
    )
    .await;
    let file = home.path().join("resume.json");
    fs::write(&file, json!({ "basics": { "name": "Ada" } }).to_string()).expect("the home takes files");
    let file = file.to_str().expect("a plain path");
    let slug = member.slug.as_str();
    let commands: &[&[&str]] = &[
        &["schema"],
        &["matrix"],
        &["matrix", "--format", "json"],
        &["errors"],
        &["errors", "--format", "json"],
        &["token", "student"],
        &["migrate"],
        &["user", "role", slug, "--role", "student"],
        &["export-resume", "--user", slug],
        &["import-resume", file, "--user", slug],
        &["backfill-profiles", "--dry-run"],
        &["backfill-profiles"],
        &["seed", "--profiles", "2"],
        &["extract"],
        &["reconcile", "--dry-run"],
        &["reconcile"],
        &["reconcile", "--status", "--list"],
        &["events", "replay", "--from", "1"],
        &["events", "consumers"],
        &["inbox", "list", "--state", "ignored"],
        &["inbox", "list", "--other-bodies"],
        &["inbox", "retry", "--state", "failed"],
        &["jobs", "status"],
        &["jobs", "list"],
    ];
    for arguments in commands {
        let mut command = folio(home.path(), arguments);
        command.env("DATABASE_URL", app.database.url());
        unread(command);
    }
    // What was asked for is done.
    let mut replay = folio(home.path(), &["jobs", "replay", "--all"]);
    replay.env("DATABASE_URL", app.database.url());
    unread(replay);
    let mut list = folio(home.path(), &["jobs", "list"]);
    list.env("DATABASE_URL", app.database.url());
    assert_eq!(succeed(list), "No job is DEAD.\n");
}

/// A disk that is full is no reader that has heard enough.
#[test]
fn what_could_not_be_written_is_told() {
    let home = TempDir::new();
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else { return };
    let ended = run_into(folio(home.path(), &["matrix"]), full);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("standard output can't be written"), "{}", ended.stderr);
}
