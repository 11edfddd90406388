//! `folio extract`: the reading of who was there before.

use folio_testkit::{TempDir, TestApp};

use super::run::{folio, succeed};

#[tokio::test]
async fn those_who_were_there_before_are_read() {
    let app = TestApp::new().await;
    let members = [app.member().filled().create().await, app.member().filled().create().await];
    app.member().create().await;
    let home = TempDir::new();
    let extract = |arguments: &[&str]| {
        let mut command = folio(home.path(), &["extract"]);
        command.args(arguments).env("DATABASE_URL", app.database.url());
        succeed(command)
    };
    let told = extract(&["--dry-run"]);
    assert!(told.contains("2 profile(s) to be read by patterns 1"), "{told}");
    let count = async |of: &str| -> i64 {
        let query = format!("SELECT count(*) FROM {of}");
        app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
    };
    assert_eq!(count("jobs").await, 0, "a dry run asks for nothing");
    let told = extract(&["--batch", "1"]);
    assert!(told.contains("asked for 2"), "{told}");
    assert_eq!(count("profile_extraction WHERE status = 'PENDING'").await, 2);
    assert!(extract(&[]).contains("asked for 2"), "they are asked for once");
    assert_eq!(count("jobs WHERE kind = 'profile.extract' AND state = 'READY'").await, 2);
    app.work().await;
    assert_eq!(count("profile_extraction WHERE status = 'DONE'").await, 2);
    for member in &members {
        let of =
            format!("profile_facets WHERE profile_id = '{}' AND extractor = 'patterns'", member.profile_id);
        assert!(count(&of).await > 0);
    }
    assert!(extract(&[]).contains("0 profile(s) to be read"));
    assert!(extract(&["--wait"]).contains("0 profile(s) to be read"));
    // Another version, and those that go on.
    app.sql(
        "UPDATE profile_extraction SET extractor_version = '0' WHERE profile_id = $1",
        &[&members[0].profile_id],
    )
    .await;
    assert!(extract(&["--dry-run"]).contains("1 profile(s)"));
    assert!(extract(&["--dry-run", "--all"]).contains("2 profile(s)"));
}

/// The demo shows facets as soon as its worker has looked.
#[tokio::test]
async fn the_demo_people_are_read() {
    let app = TestApp::demo().await;
    app.work().await;
    let query = "SELECT count(DISTINCT profile_id) FROM profile_facets";
    let count: i64 = app.database.sql().await.query_one(query, &[]).await.expect("counted").get(0);
    assert!(count > 0);
}
