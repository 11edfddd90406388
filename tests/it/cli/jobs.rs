//! `folio jobs` and `folio worker`.

use std::process::Stdio;

use folio_testkit::{TempDir, TestApp};

use super::run::{folio, run, succeed, wait};

#[tokio::test(flavor = "multi_thread")]
async fn dead_letters_are_listed_and_given_another_chance() {
    let app = TestApp::new().await;
    let home = TempDir::new();
    let command = |arguments: &[&str]| {
        let mut command = folio(home.path(), arguments);
        command.env("DATABASE_URL", app.database.url());
        command
    };
    assert_eq!(succeed(command(&["jobs", "status"])), "There is nothing to do.\n");
    assert_eq!(succeed(command(&["jobs", "list"])), "No job is DEAD.\n");
    app.sql(
        "INSERT INTO jobs (id, kind, payload, state, attempt, max_attempts, last_error, finished_at) \
         SELECT gen_random_uuid(), 'test.kind', '{}', 'DEAD', 8, 8, 'NOT_TODAY', now() FROM generate_series(1, 3)",
        &[],
    )
    .await;
    let listed = succeed(command(&["jobs", "list", "--kind", "test.kind"]));
    assert_eq!(listed.lines().filter(|line| line.ends_with("NOT_TODAY")).count(), 3, "{listed}");
    assert!(succeed(command(&["jobs", "list", "--kind", "other"])).starts_with("No job"));

    let refused = run(command(&["jobs", "replay"]));
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("--all"), "{}", refused.stderr);
    assert_eq!(succeed(command(&["jobs", "replay", "--kind", "other"])), "0 job(s) will be tried again.\n");
    assert_eq!(succeed(command(&["jobs", "replay", "--all"])), "3 job(s) will be tried again.\n");
    assert!(succeed(command(&["jobs", "status"])).contains("READY"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_worker_ends_in_order_when_it_is_told_to() {
    let app = TestApp::new().await;
    let home = TempDir::new();
    let mut command = folio(home.path(), &["worker"]);
    command
        .env("DATABASE_URL", app.database.url())
        .env("FOLIO_METRICS_LISTEN", "127.0.0.1:0")
        .stderr(Stdio::piped());
    let mut worker = command.spawn().expect("the binary can be started");
    let mut log = std::io::BufReader::new(worker.stderr.take().expect("it is piped"));
    let mut line = String::new();
    while !line.contains("working") {
        line.clear();
        let read = std::io::BufRead::read_line(&mut log, &mut line).expect("a pipe can be read");
        assert!(read > 0, "the worker ended before it worked");
    }
    let pid = i32::try_from(worker.id()).expect("a process id");
    let status = std::process::Command::new("kill").args(["-TERM", &pid.to_string()]).status();
    assert!(status.expect("kill can be run").success());
    assert_eq!(wait(&mut worker), Some(0));
}
