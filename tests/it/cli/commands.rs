//! Commands that need no database.

use folio_testkit::TempDir;
use serde_json::Value;

use super::run::{folio, run, succeed};

#[test]
fn what_is_published_is_printed_and_nothing_else() {
    let home = TempDir::new();
    // A bad configuration is no reason to withhold it.
    let print = |arguments: &[&str]| {
        let mut command = folio(home.path(), arguments);
        command.env("FOLIO_LISTEN", "nonsense");
        succeed(command)
    };
    assert_eq!(print(&["schema"]), folio::graphql::sdl());
    assert_eq!(print(&["matrix"]), folio::privacy::publish::markdown());
    assert_eq!(print(&["errors"]), folio::graphql::codes::markdown());
}

#[test]
fn the_matrix_as_json_has_a_row_for_each_field_with_the_columns_of_the_specification() {
    let home = TempDir::new();
    let printed = succeed(folio(home.path(), &["matrix", "--format", "json"]));
    let rows: Vec<Value> = serde_json::from_str(&printed).expect("an array");
    assert_eq!(rows.len(), folio_policy::Field::COUNT);
    for row in &rows {
        let row = row.as_object().expect("a row is an object");
        for column in
            ["field", "section", "default", "most_open", "data_class", "basis", "retention", "export"]
        {
            assert!(row.contains_key(column), "{column} is missing in {row:?}");
        }
        for role in ["student", "employer", "mentor"] {
            assert!(row["default"][role].is_string(), "{row:?}");
        }
    }
    let gpa = rows.iter().find(|row| row["field"] == "Education.gpa").expect("a row");
    assert_eq!((&gpa["default"]["student"], &gpa["most_open"]), (&"PRIVATE".into(), &"RESTRICTED".into()));
}

#[test]
fn a_token_is_printed_and_nothing_else() {
    let home = TempDir::new();
    let printed = succeed(folio(home.path(), &["token", "student"]));
    let token = printed.strip_suffix('\n').expect("one line");
    assert_eq!(token.split('.').count(), 3, "{printed}");
    assert!(!token.contains(char::is_whitespace), "{printed}");
    let ended = run(folio(home.path(), &["token", "nobody"]));
    assert_ne!(ended.code, Some(0));
    assert!(ended.stdout.is_empty() && ended.stderr.contains("student"), "{ended:?}");
}

#[test]
fn production_names_each_setting_that_is_missing() {
    let home = TempDir::new();
    let mut command = folio(home.path(), &["serve"]);
    command.env_remove("FOLIO_HASH_KEY");
    let ended = run(command);
    assert_eq!(ended.code, Some(1));
    for setting in [
        "DATABASE_URL",
        "FOLIO_HASH_KEY",
        "CLERK_ISSUER",
        "CLERK_JWKS_URL",
        "CLERK_AUTHORIZED_PARTIES",
        "CLERK_SECRET_KEY",
        "CLERK_WEBHOOK_SECRET",
    ] {
        assert!(ended.stderr.contains(&format!("{setting} is not set")), "{setting}: {}", ended.stderr);
    }
    let mut command = folio(home.path(), &["serve"]);
    command.env("CLERK_SECRET_KEY", "sk_a_secret").env("CLERK_JWKS_URL", "http://clerk.example/keys");
    let ended = run(command);
    assert!(!ended.stderr.contains("CLERK_SECRET_KEY is not set") && !ended.stderr.contains("sk_a_secret"));
    assert!(ended.stderr.contains("CLERK_JWKS_URL must be an https:// address"), "{}", ended.stderr);
}

#[test]
fn production_trusts_no_development_issuer() {
    let home = TempDir::new();
    let mut command = folio(home.path(), &["serve"]);
    command
        .env("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nowhere")
        .env("CLERK_ISSUER", folio::auth::DEV_ISSUER)
        .env("CLERK_JWKS_URL", "http://127.0.0.1:1/jwks.json")
        .env("CLERK_AUTHORIZED_PARTIES", "https://www.example.com")
        .env("CLERK_SECRET_KEY", "sk_test")
        .env("CLERK_WEBHOOK_SECRET", "whsec_Zm9saW8gZGV2ZWxvcG1lbnQsIG5vIHNlY3JldC4=");
    let ended = run(command);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("CLERK_ISSUER"), "{}", ended.stderr);
}

#[test]
fn development_serves_on_this_machine_only() {
    let home = TempDir::new();
    for setting in ["FOLIO_LISTEN", "FOLIO_METRICS_LISTEN"] {
        let mut command = folio(home.path(), &["dev"]);
        command.env(setting, "0.0.0.0:0");
        let ended = run(command);
        assert_eq!(ended.code, Some(1));
        assert!(ended.stderr.contains(setting) && ended.stderr.contains("loopback"), "{}", ended.stderr);
        assert!(!home.path().join("state").exists(), "nothing is begun");
    }
}

#[test]
fn a_setting_that_cannot_be_read_is_named_and_not_quoted() {
    let home = TempDir::new();
    let mut command = folio(home.path(), &["token", "student"]);
    command.env("FOLIO_LISTEN", "everywhere");
    let ended = run(command);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended.stderr.contains("FOLIO_LISTEN") && ended.stderr.contains("127.0.0.1:8080"),
        "{}",
        ended.stderr
    );
    assert!(!ended.stderr.contains("everywhere"), "{}", ended.stderr);
}
