//! `folio export-resume` and `folio import-linkedin`.

use std::fs;

use folio_testkit::{TempDir, TestApp};
use serde_json::{Value, json};

use super::run::{folio, run, succeed};
use crate::imports::zipped;

#[tokio::test]
async fn an_archive_comes_in_and_a_file_goes_out() {
    let app = TestApp::new().await;
    let member = app.member().named("Ada Lovelace").create().await;
    let home = TempDir::new();
    let command = |arguments: &[&str]| {
        let mut command = folio(home.path(), arguments);
        command.args(["--user", &member.slug]).env("DATABASE_URL", app.database.url());
        command
    };
    let archive = home.path().join("archive.zip");
    let files = [
        ("Skills.csv", "Name\nPoetry\n"),
        ("Languages.csv", "Name,Proficiency\nEnglish,Elementary proficiency\n"),
    ];
    fs::write(&archive, zipped(&files)).expect("the home takes files");
    let archive = archive.to_str().expect("a plain path");

    let ended = run(command(&["import-linkedin", archive]));
    assert!(ended.code == Some(1) && ended.stderr.contains("--consent"), "{}", ended.stderr);
    let told = succeed(command(&["import-linkedin", archive, "--consent", "--dry-run"]));
    assert!(told.starts_with("Nothing was changed.") && told.contains("1 language(s)"), "{told}");
    let told = succeed(command(&["import-linkedin", archive, "--consent"]));
    assert!(told.contains("Languages.csv, row 1, Proficiency"), "{told}");

    let written = succeed(command(&["export-resume"]));
    let file: Value = serde_json::from_str(&written).expect("it is JSON");
    assert_eq!(file["basics"]["name"], "Ada Lovelace");
    assert_eq!(file["languages"], json!([{ "language": "English", "fluency": "A2" }]));
    let output = home.path().join("resume.json");
    succeed(command(&["export-resume", "--output", output.to_str().expect("a plain path")]));
    assert_eq!(fs::read_to_string(output).expect("it was written"), written);

    let ended = run(command(&["import-linkedin", "no-such-file.zip", "--consent"]));
    assert!(ended.stderr.contains("no-such-file.zip can't be opened"), "{}", ended.stderr);
}

/// A command does what the mutation does: its limits, its name in the audit log, and nothing if nothing changes.
#[tokio::test]
async fn an_import_by_command_is_the_same_change() {
    let app = TestApp::new().await;
    let member = app.member().named("Ada Lovelace").create().await;
    let away = app.member().state(folio_policy::ProfileState::Deactivated).create().await;
    let home = TempDir::new();
    let archive = home.path().join("archive.zip");
    fs::write(&archive, zipped(&[("Skills.csv", "Name\nPoetry\n")])).expect("the home takes files");
    let archive = archive.to_str().expect("a plain path");
    let command = |of: &str| {
        let mut command = folio(home.path(), &["import-linkedin", archive, "--consent"]);
        command.args(["--user", of]).env("DATABASE_URL", app.database.url());
        command
    };
    for _ in 0..2 {
        succeed(command(&member.slug));
    }
    let logged = "SELECT action, fields FROM audit_log WHERE profile_id = $1 AND action LIKE '%Import'";
    let logged = app.database.sql().await.query(logged, &[&member.profile_id]).await.expect("it can be read");
    let logged: Vec<(String, Vec<String>)> = logged.iter().map(|row| (row.get(0), row.get(1))).collect();
    assert_eq!(logged, [("linkedInImport".to_owned(), vec!["Profile.skills".to_owned()])]);
    let ended = run(command(&away.slug));
    assert!(ended.code == Some(1) && ended.stderr.contains("is DEACTIVATED"), "{}", ended.stderr);
}
