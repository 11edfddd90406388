//! `folio dev`: everything from one command, and nothing left behind.

use std::time::Duration;

use folio_testkit::TempDir;

use super::{
    run::{folio, run, succeed, wait},
    server::{Dev, dev, signal},
};

#[tokio::test]
async fn it_serves_the_demo_people_survives_a_kill_and_stops_in_order() {
    let home = TempDir::new();
    let mut first = Dev::start(&home);
    let token = succeed(folio(home.path(), &["token", "student"]));
    let answer = first.ask(token.trim()).await;
    assert_eq!(answer["data"]["me"]["role"], "STUDENT", "{answer}");
    assert_eq!(answer["data"]["profile"]["displayName"], "Maya Okonkwo");
    // Commands share its database while it runs; a second one on the same home is told so.
    succeed(folio(home.path(), &["user", "role", "demo_student", "--role", "mentor"]));
    assert_eq!(first.ask(token.trim()).await["data"]["me"]["role"], "MENTOR");
    let (second, _) = dev(&home);
    let ended = run(second);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("FOLIO_HOME"), "{}", ended.stderr);

    first.signal("KILL");
    assert_eq!(wait(&mut first.child), None, "killed, it has no exit code");

    let mut next = Dev::start(&home);
    let answer = next.ask(token.trim()).await;
    assert_eq!(answer["data"]["me"]["role"], "MENTOR", "what was committed is there: {answer}");
    next.signal("TERM");
    assert_eq!(wait(&mut next.child), Some(0));
    assert!(!home.path().join("state/postgres/data/postmaster.pid").exists(), "its Postgres has gone too");
}

#[tokio::test]
async fn its_postgres_is_started_again_when_it_was_killed() {
    let home = TempDir::new();
    let mut dev = Dev::start(&home);
    let token = succeed(folio(home.path(), &["token", "student"]));
    let pid_file = home.path().join("state/postgres/data/postmaster.pid");
    let pid = || std::fs::read_to_string(&pid_file).ok()?.lines().next().map(str::to_owned);
    let killed = pid().expect("its Postgres runs");
    signal("KILL", &killed);
    let served = async {
        while pid().is_none_or(|pid| pid == killed)
            || dev.ask(token.trim()).await["data"]["me"]["role"] != "STUDENT"
        {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), served).await.expect("it serves again");
    dev.signal("TERM");
    assert_eq!(wait(&mut dev.child), Some(0));
    assert!(!pid_file.exists(), "the new one has gone with it");
    let log = std::fs::read_to_string(home.path().join("dev.log")).expect("a log");
    assert!(log.contains("the local Postgres was gone; it was started again"), "{log}");
    for loops in ["the queue can't be read", "the feed can't be followed", "the feed can't be sequenced"] {
        assert!(log.matches(loops).count() <= 1, "{loops}: {log}");
    }
}
