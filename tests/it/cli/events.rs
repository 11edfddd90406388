//! `folio events`: replaying a range, and setting consumers back.

use std::process::Command;

use folio::{
    events::{Dispatch, consumer::step},
    graphql::id::GlobalId,
};
use folio_testkit::{TempDir, TestApp};
use serde_json::Value;

use super::run::{folio, run, succeed};
use crate::events::everything;

fn command(app: &TestApp, home: &TempDir, arguments: &[&str]) -> Command {
    let mut command = folio(home.path(), &["events"]);
    command.args(arguments).env("DATABASE_URL", app.database.url());
    command
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_is_replayed_as_lines_of_cloudevents() {
    let (app, home) = (TestApp::new().await, TempDir::new());
    let told = everything::tell(&app).await;
    let replay = |arguments: &[&str]| -> Vec<Value> {
        let printed = succeed(command(&app, &home, &[&["replay"], arguments].concat()));
        printed.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
    };
    let ids = |events: &[Value]| -> Vec<String> {
        events.iter().map(|event| event["id"].as_str().expect("an id").to_owned()).collect()
    };
    let expected: Vec<String> = told.iter().map(|event| event.id.to_string()).collect();

    let all = replay(&["--from", "1"]);
    assert_eq!(ids(&all), expected);
    assert_eq!(all[0]["specversion"], "1.0");
    assert_eq!(all[0]["source"], "/folio");
    assert_eq!(ids(&replay(&["--from", "2", "--to", "4"])), expected[1..4]);
    let beyond = run(command(&app, &home, &["replay", "--from", "1000"]));
    assert_eq!((beyond.code, beyond.stdout.as_str()), (Some(0), ""), "nothing has happened there yet");
    assert!(beyond.stderr.contains("the feed ends at place"), "{}", beyond.stderr);
    let backwards = run(command(&app, &home, &["replay", "--from", "5", "--to", "3"]));
    assert_eq!(backwards.code, Some(1));
    assert!(backwards.stderr.contains("--to 3 is before --from 5"), "{}", backwards.stderr);

    let projects =
        replay(&["--from", "1", "--type", "project.added", "--type", "com.gigsy.folio.project.removed.v1"]);
    let types: Vec<&str> = projects.iter().map(|event| event["type"].as_str().expect("a type")).collect();
    assert_eq!(types, ["com.gigsy.folio.project.added.v1", "com.gigsy.folio.project.removed.v1"]);
    let profile = GlobalId::Profile(told[2].profile_id).encode().0;
    let of_profile = told.iter().filter(|event| event.profile_id == told[2].profile_id);
    let of_profile: Vec<String> = of_profile.map(|event| event.id.to_string()).collect();
    assert_eq!(ids(&replay(&["--from", "1", "--profile", &profile])), of_profile);

    let mut elsewhere = command(&app, &home, &["replay", "--from", "1", "--to", "1"]);
    elsewhere.env("FOLIO_EVENT_SOURCE", "https://folio.example.com");
    assert!(succeed(elsewhere).contains("\"source\":\"https://folio.example.com\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_range_that_is_gone_is_refused() {
    let (app, home) = (TestApp::new().await, TempDir::new());
    everything::tell(&app).await;
    app.sql("UPDATE outbox SET sequenced_at = now() - interval '31 days' WHERE feed_seq <= 3", &[]).await;
    folio::upkeep::trim_feed(&app.db, 30).await.expect("it is done");
    let refused = run(command(&app, &home, &["replay", "--from", "3"]));
    assert_eq!(refused.code, Some(1));
    assert!(refused.stderr.contains("the first that can be replayed is 4"), "{}", refused.stderr);
    assert!(refused.stdout.is_empty());
    assert!(!succeed(command(&app, &home, &["replay", "--from", "4"])).is_empty());
    for (argument, value) in [("--type", "profile.exploded"), ("--profile", "nobody"), ("--from", "0")] {
        let refused = run(command(&app, &home, &["replay", "--from", "4", argument, value]));
        assert_eq!(refused.code, Some(2), "{refused:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_consumer_is_set_back_once_it_is_said_twice() {
    let (app, home) = (TestApp::new().await, TempDir::new());
    step(&app.db, &Dispatch::all()).await.expect("it is entered");
    let told = everything::tell(&app).await;
    let listed = succeed(command(&app, &home, &["consumers"]));
    assert!(listed.contains(&format!("{} event(s) before it", told.len())), "{listed}");
    step(&app.db, &Dispatch::all()).await.expect("a step");
    let listed = succeed(command(&app, &home, &["consumers"]));
    assert!(listed.contains("dispatch") && listed.contains("nothing before it"), "{listed}");

    let back = (told.len() - 2).to_string();
    let asked = succeed(command(&app, &home, &["rewind", "dispatch", "--to", &back]));
    assert!(asked.contains("it does 2 event(s) again") && asked.contains("Nothing is changed"), "{asked}");
    assert!(asked.contains(&told[told.len() - 1].event_type), "{asked}");
    let listed = succeed(command(&app, &home, &["consumers"]));
    assert!(listed.contains("nothing before it"), "{listed}");
    let done = succeed(command(&app, &home, &["rewind", "dispatch", "--to", &back, "--yes"]));
    assert!(done.contains("It is set back."), "{done}");
    let listed = succeed(command(&app, &home, &["consumers"]));
    assert!(listed.contains("2 event(s) before it"), "{listed}");

    for (arguments, message) in [
        (["rewind", "nobody", "--to", "1"], "no consumer has this name"),
        (["rewind", "dispatch", "--to", "1000"], "places from 0 to"),
    ] {
        let refused = run(command(&app, &home, &arguments));
        assert_eq!(refused.code, Some(1));
        assert!(refused.stderr.contains(message), "{}", refused.stderr);
    }
    assert!(succeed(command(&app, &home, &["forget", "dispatch"])).contains("is forgotten"));
    assert_eq!(run(command(&app, &home, &["forget", "dispatch"])).code, Some(1));
}
