//! `folio import-resume`: a file into a profile, with an account of what did not come along.

use std::fs;

use folio_testkit::{TempDir, TestApp};

use super::run::{folio, run, succeed};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/resumes/sample.json");

#[tokio::test]
async fn the_file_comes_in_and_what_does_not_is_told() {
    let app = TestApp::new().await;
    let member = app.member().named("Before").create().await;
    let home = TempDir::new();
    let import = |file: &str, more: &[&str]| {
        let mut command = folio(home.path(), &["import-resume", file, "--user", &member.slug]);
        command.args(more).env("DATABASE_URL", app.database.url());
        command
    };
    let name = async || {
        let reply =
            app.as_(&member).query("{ me { profile { displayName education { totalCount } } } }").await;
        let profile = &reply.data()["me"]["profile"];
        (
            profile["displayName"].as_str().expect("a name").to_owned(),
            profile["education"]["totalCount"].clone(),
        )
    };

    let told = succeed(import(SAMPLE, &["--dry-run"]));
    assert!(told.starts_with("Nothing was changed.") && told.contains("education item(s)"), "{told}");
    assert_eq!(name().await, ("Before".to_owned(), 0.into()));

    let told = succeed(import(SAMPLE, &[]));
    assert!(told.starts_with("Imported, in place of what earlier imports brought:"), "{told}");
    for lost in ["awards", "basics.email"] {
        assert!(told.contains(lost), "{lost} is in the report: {told}");
    }
    let (imported, education) = name().await;
    assert!(imported != "Before" && education.as_u64() > Some(0), "{imported}, {education}");

    let bad = home.path().join("bad.json");
    fs::write(&bad, "{ \"basics\": [").expect("the home takes files");
    let ended = run(import(bad.to_str().expect("a plain path"), &[]));
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("bad.json is refused"), "{}", ended.stderr);
    let ended = run(import("no-such-file.json", &[]));
    assert!(ended.stderr.contains("no-such-file.json can't be opened"), "{}", ended.stderr);
    assert_eq!(name().await.0, imported, "what was refused changed nothing");
}
