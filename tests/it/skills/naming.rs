//! Names to skills, many at once and many beside each other.

use std::collections::HashSet;

use folio::text::NAME_KEY_VERSION;
use folio_db::skills::{self, names};
use folio_testkit::TestApp;
use futures_util::future::join_all;

use super::{admin, assert_done, change, named, propose};

#[tokio::test]
async fn names_are_resolved_through_aliases_and_merges_in_one_statement() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    for (skill, into) in [("debugging", "code-review"), ("code-review", "refactoring")] {
        let arguments = serde_json::json!({ "skill": skill, "into": into });
        assert_done(&change(&app.as_(&admin), "skillMerge", arguments).await);
    }
    propose(&app, &["Only Typed"]).await;
    let names = ["JS", "JavaScript", "debugging", "Only typed", "never heard of"];
    let keys: Vec<String> = names.iter().map(|name| named(name).key).collect();
    let db = app.database.pool();
    let conn = db.conn().await.expect("a connection");
    let before = db.statements();
    let found = names::resolve(&conn, &keys).await.expect("they can be looked up");
    assert_eq!(db.statements() - before, 1);
    let slug = |key: &str| found.get(key).and_then(|skill| skill.slug.as_deref());
    let slugs: Vec<Option<&str>> = keys.iter().map(|key| slug(key)).collect();
    assert_eq!(slugs, [Some("javascript"), Some("javascript"), Some("refactoring"), None, None]);

    let ids: Vec<_> = propose(&app, &["debugging", "only typed"]).await.iter().map(|k| k.skill_id).collect();
    let canonical = skills::canonical(&conn, &ids).await.expect("they can be looked up");
    assert_eq!(canonical[&ids[0]].slug.as_deref(), Some("refactoring"));
    assert!(!canonical.contains_key(&ids[1]));
}

#[tokio::test]
async fn what_nobody_knows_is_proposed_once() {
    let app = TestApp::new().await;
    let first = propose(&app, &["Underwater Basketry", "JS", "underwater  basketry", "Moon Gardening"]).await;
    assert_eq!(first[0], first[2]);
    assert!(first[0].canonical_id.is_none() && first[1].canonical_id.is_some());
    assert_eq!(propose(&app, &["MOON GARDENING", "Underwater Basketry"]).await, [first[3], first[0]]);
    let db = app.database.pool();
    let conn = db.conn().await.expect("a connection");
    let before = db.statements();
    let names = ["One more", "And another", "js"].map(named);
    names::propose(&conn, NAME_KEY_VERSION, &names).await.expect("they can be proposed");
    assert_eq!(db.statements() - before, 1);
    names::propose(&conn, NAME_KEY_VERSION, &[]).await.expect("nothing can be proposed");
    assert_eq!(db.statements() - before, 1);
}

/// Many propose the same names at once, each in another order: all get the same skills, and nobody fails.
#[tokio::test(flavor = "multi_thread")]
async fn those_who_propose_at_once_get_the_same() {
    let app = TestApp::new().await;
    let db = app.database.pool();
    let all: Vec<_> = (0..40).map(|n| named(&format!("Invented skill {n}"))).collect();
    let work = (0..12).map(|turn| {
        let (db, mut names) = (db.clone(), all.clone());
        names.rotate_left(turn * 3);
        if turn % 2 == 1 {
            names.reverse();
        }
        async move {
            let conn = db.conn().await.expect("a connection");
            names::propose(&conn, NAME_KEY_VERSION, &names).await.expect("they can be proposed")
        }
    });
    let answers = join_all(work).await;
    assert!(answers.iter().all(|answer| *answer == answers[0]), "all got the same skills");
    let ids: HashSet<_> = answers[0].values().map(|known| known.skill_id).collect();
    assert_eq!(ids.len(), 40);
    let sql = app.database.sql().await;
    let row =
        sql.query_one("SELECT count(*) FROM skills WHERE status = 'PROPOSED'", &[]).await.expect("a row");
    assert_eq!(row.get::<_, i64>(0), 40);
}
