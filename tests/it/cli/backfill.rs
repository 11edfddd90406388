//! `folio backfill-profiles`: a profile for every user without one.

use folio_testkit::{TempDir, TestApp};

use super::run::{folio, succeed};

const WITHOUT: &str =
    "users LEFT JOIN profiles ON user_id = users.id WHERE profiles.id IS NULL OR profile IS NULL";

async fn count(app: &TestApp, of: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {of}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
}

#[tokio::test]
async fn every_user_gets_a_profile_once_and_those_with_one_keep_it() {
    let app = TestApp::new().await;
    let member = app.member().named("Somebody with a page").create().await;
    let insert = "INSERT INTO users (id, clerk_id, role) SELECT gen_random_uuid(), 'user_' || n,
        CASE n % 3 WHEN 0 THEN 'MENTOR' WHEN 1 THEN 'STUDENT' END FROM generate_series(1, 25) AS n";
    app.sql(insert, &[]).await;
    app.sql("UPDATE users SET profile_schema_version = 0 WHERE id = $1", &[&member.user_id]).await;
    let home = TempDir::new();
    let backfill = |arguments: &[&str]| {
        let mut command = folio(home.path(), &["backfill-profiles"]);
        command.args(arguments).env("DATABASE_URL", app.database.url());
        succeed(command)
    };

    let told = backfill(&["--dry-run"]);
    assert!(told.contains("25 user(s) without a profile, 1 profile(s) without a snapshot"), "{told}");
    assert_eq!(count(&app, WITHOUT).await, 25, "a dry run changes nothing");

    // Interrupted after some, it goes on where it was: a batch is all that is ever half done.
    let told = backfill(&["--batch", "4"]);
    assert!(told.contains("made 25 profile(s), wrote 1 snapshot(s)"), "{told}");
    assert_eq!((count(&app, WITHOUT).await, count(&app, "profiles").await), (0, 26));
    assert!(backfill(&[]).contains("made 0 profile(s), wrote 0 snapshot(s)"));

    let page = app.as_(&member).query("{ me { profile { id displayName } } }").await;
    assert_eq!(page.data()["me"]["profile"]["id"], member.id());
    assert_eq!(page.data()["me"]["profile"]["displayName"], "Somebody with a page");
    // A mentor's page is public from the start, a student's isn't: the defaults of the role.
    let public = "profiles JOIN users ON users.id = user_id WHERE public_url_enabled AND role = 'MENTOR'";
    assert_eq!(count(&app, public).await, 8);
    assert_eq!(count(&app, "profiles WHERE public_url_enabled").await, 8);
}

#[tokio::test]
async fn a_back_fill_that_was_killed_is_finished_by_the_next() {
    let app = TestApp::new().await;
    let insert = "INSERT INTO users (id, clerk_id) SELECT gen_random_uuid(), 'user_' || n FROM generate_series(1, 400) n";
    app.sql(insert, &[]).await;
    let home = TempDir::new();
    let command = |batch: &str| {
        let mut command = folio(home.path(), &["backfill-profiles", "--batch", batch]);
        command.env("DATABASE_URL", app.database.url());
        command
    };
    let mut child =
        command("1").stdout(std::process::Stdio::null()).spawn().expect("the binary can be started");
    let started = std::time::Instant::now();
    while count(&app, "profiles").await < 5 {
        assert!(started.elapsed() < std::time::Duration::from_secs(30), "it makes profiles");
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    child.kill().expect("our own child can be killed");
    child.wait().expect("our own child can be waited for");
    let made = count(&app, "profiles").await;
    assert!((5..400).contains(&made), "killed in between: {made}");
    succeed(command("100"));
    assert_eq!((count(&app, WITHOUT).await, count(&app, "profiles").await), (0, 400));
}
