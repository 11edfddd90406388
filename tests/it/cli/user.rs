//! `folio user role`: rights that no token gives.

use folio_policy::Role;
use folio_testkit::{TempDir, TestApp};
use serde_json::json;

use super::run::{folio, run, succeed};

#[tokio::test]
async fn rights_are_given_and_taken_by_clerk_id_or_slug() {
    let app = TestApp::new().await;
    let member = app.member().role(Role::Student).create().await;
    let home = TempDir::new();
    let role = |arguments: &[&str]| {
        let mut command = folio(home.path(), &["user", "role"]);
        command.args(arguments).env("DATABASE_URL", app.database.url());
        command
    };
    let me =
        async || app.as_(&member).query("{ me { role staff verifiedEmployer } }").await.data()["me"].clone();
    succeed(role(&[&member.clerk_id, "--role", "employer", "--verified-employer", "true"]));
    assert_eq!(me().await, json!({ "role": "EMPLOYER", "staff": null, "verifiedEmployer": true }));
    succeed(role(&[&member.slug, "--staff", "moderator"]));
    assert_eq!(me().await, json!({ "role": "EMPLOYER", "staff": "MODERATOR", "verifiedEmployer": true }));
    succeed(role(&[&member.slug, "--staff", "none"]));
    assert_eq!(me().await["staff"], json!(null));

    for (arguments, message) in [
        (vec!["nobody-at-all", "--role", "mentor"], "no user has this"),
        (vec![member.slug.as_str()], "nothing to set"),
    ] {
        let ended = run(role(&arguments));
        assert_eq!(ended.code, Some(1));
        assert!(ended.stderr.contains(message), "{}", ended.stderr);
    }
    assert_eq!(me().await["role"], "EMPLOYER", "what was refused changed nothing");
}
