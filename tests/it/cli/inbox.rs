//! `folio inbox`: what it lists, and what it offers another chance.

use folio_testkit::{TempDir, TestApp};

use super::run::{folio, run, succeed};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_listed_stands_under_a_header_and_tells_of_other_bodies() {
    let (app, home) = (TestApp::new().await, TempDir::new());
    let inbox = |arguments: &[&str]| {
        let mut command = folio(home.path(), &["inbox"]);
        command.args(arguments).env("DATABASE_URL", app.database.url());
        command
    };
    assert_eq!(succeed(inbox(&["list"])), "There is nothing.\n");
    for (event, state, reason, others) in
        [("first", "UNKNOWN", Some("TYPE"), 0), ("second", "APPLIED", None, 1), ("third", "APPLIED", None, 2)]
    {
        app.sql(
            "INSERT INTO inbound_events (id, source, event_id, event_type, body, body_hash, happened_at, state, reason, \
                 settled_at, other_bodies) \
             VALUES (gen_random_uuid(), 'https://here.example', $1, 'some.type', CASE $2 WHEN 'UNKNOWN' THEN '{}' END, \
                 decode(repeat('00', 32), 'hex'), now(), $2, $3, now(), $4)",
            &[&event, &state, &reason, &others],
        )
        .await;
    }
    let words = |line: &str| line.split_whitespace().skip(2).map(str::to_owned).collect::<Vec<_>>().join(" ");
    let list = |arguments: &[&str]| -> Vec<String> {
        let printed = succeed(inbox(&[&["list"], arguments].concat()));
        assert!(printed.starts_with("ID "), "{printed}");
        printed.lines().map(words).collect()
    };
    let header = "STATE WHY SOURCE TYPE EVENT";
    assert_eq!(list(&[]), [header, "UNKNOWN TYPE https://here.example some.type first"]);
    let others = [
        header,
        "APPLIED - https://here.example some.type second (1 other body)",
        "APPLIED - https://here.example some.type third (2 other bodies)",
    ];
    assert_eq!(list(&["--other-bodies"]), others);
    assert_eq!(list(&["--state", "applied"]), others);

    assert_eq!(succeed(inbox(&["retry", "--state", "unknown"])), "1 delivery(ies) will be applied again.\n");
    for state in ["applied", "ignored"] {
        let refused = run(inbox(&["retry", "--state", state]));
        assert_eq!(refused.code, Some(2));
        let offered = "possible values: received, parked, unknown, failed";
        assert!(refused.stderr.contains(offered), "{}", refused.stderr);
    }
}
