//! `folio dev`: everything from one command, and nothing left behind.

use folio_testkit::TempDir;

use super::{
    run::{folio, run, succeed, wait},
    server::{Dev, dev},
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
