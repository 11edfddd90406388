//! What is shipped comes into the database once, and leaves alone what staff have done.

use folio::skills;
use folio_db::skills::starter::{Loaded, starter};
use folio_testkit::TestApp;
use serde_json::json;

use super::{admin, assert_done, change, propose};

async fn count(app: &TestApp, query: &str) -> i64 {
    app.database.sql().await.query_one(query, &[]).await.expect("it can be counted").get(0)
}

#[tokio::test]
async fn it_is_there_after_a_migration_and_a_repeat_changes_nothing() {
    let app = TestApp::new().await;
    let shipped = &starter().skills;
    let skills = i64::try_from(shipped.len()).expect("a number");
    assert_eq!(
        count(&app, "SELECT count(*) FROM skills WHERE status = 'CANONICAL' AND version = 1").await,
        skills
    );
    let aliases = shipped.iter().map(|skill| skill.aliases.len()).sum::<usize>();
    let names = skills + i64::try_from(aliases).expect("a number");
    assert_eq!(count(&app, "SELECT count(*) FROM skill_names WHERE listed").await, names);
    let parents = shipped.iter().filter(|skill| skill.parent.is_some()).count();
    assert_eq!(
        count(&app, "SELECT count(parent_id) FROM skills").await,
        i64::try_from(parents).expect("a number")
    );
    let db = app.database.pool();
    assert_eq!(skills::load(&db).await.expect("it can be repeated"), Loaded::default());
    let (statements, _) = {
        let before = db.statements();
        skills::load(&db).await.expect("it can be repeated");
        (db.statements() - before, ())
    };
    assert!(statements <= 8, "{statements}");
}

#[tokio::test]
async fn what_staff_have_changed_stays_and_what_is_missing_comes_back() {
    let app = TestApp::new().await;
    let admin = admin(&app).await;
    let curator = app.as_(&admin);
    assert_done(
        &change(&curator, "skillMerge", json!({ "skill": "debugging", "into": "code-review" })).await,
    );
    assert_done(&change(&curator, "skillAliasAdd", json!({ "slug": "rust", "name": "Oxide" })).await);
    let sql = app.database.sql().await;
    // As if an older version had been shipped: with fewer skills, aliases and parents, and one put elsewhere by staff.
    sql.batch_execute(
        "UPDATE skills SET category = 'LAW', parent_id = NULL WHERE slug IN ('rust', 'go');
         DELETE FROM skill_names WHERE name_key IN ('k8s', 'zig');
         DELETE FROM skills WHERE slug = 'zig'",
    )
    .await
    .expect("it can be changed");
    let typed = propose(&app, &["ZIG"]).await[0];
    let loaded = skills::load(&app.database.pool()).await.expect("it can be loaded");
    assert_eq!(loaded, Loaded { skills: 1, moved: 2, aliases: 1 });

    let document = "{ merged: skill(slug: \"debugging\") { slug } rust: skill(slug: \"rust\") { category aliases }
        go: skill(slug: \"go\") { category parent { slug } } zig: skill(slug: \"zig\") { name parent { slug } }
        k8s: skillLookup(name: \"k8s\") { skill { slug } } }";
    let reply = app.anonymous().query(document).await;
    let seen = reply.data();
    assert_eq!(seen["merged"]["slug"], "code-review");
    assert_eq!(seen["rust"], json!({ "category": "LAW", "aliases": ["Oxide", "rust lang", "rustlang"] }));
    assert_eq!(seen["go"], json!({ "category": "SOFTWARE", "parent": { "slug": "programming-languages" } }));
    // Somebody had typed it before it was shipped, in another spelling.
    assert_eq!(seen["zig"], json!({ "name": "Zig", "parent": { "slug": "programming-languages" } }));
    assert_eq!(seen["k8s"]["skill"]["slug"], "kubernetes");
    assert_eq!(propose(&app, &["zig"]).await[0].skill_id, typed.skill_id);
}

#[tokio::test]
async fn nothing_is_above_itself() {
    let app = TestApp::new().await;
    let sql = app.database.sql().await;
    let circle = "UPDATE skills SET parent_id = (SELECT id FROM skills WHERE slug = 'python')
        WHERE slug = 'software-development'";
    let error = sql.execute(circle, &[]).await.expect_err("that is a circle");
    assert_eq!(error.as_db_error().and_then(|error| error.constraint()), Some("skills_have_no_circle"));
    let oneself = "UPDATE skills SET parent_id = id WHERE slug = 'python'";
    assert!(sql.execute(oneself, &[]).await.is_err());
    let row =
        sql.query_one("SELECT parent_id IS NULL FROM skills WHERE slug = 'software-development'", &[]).await;
    assert!(row.expect("one row").get::<_, bool>(0));
}
