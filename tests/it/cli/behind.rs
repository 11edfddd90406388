//! Snapshots that are behind by right are no drift; a run that was left, and a row that can't be read, keep no day from its run.

use std::time::Duration;

use folio::{
    endorsements::RefreshSaid,
    jobs::Registry,
    profile_skills::{FindSkillHolders, RefreshSkills},
};
use folio_db::reconcile::{self, Look};
use folio_policy::Staff;
use folio_testkit::{Delivery, Item, Member, TestApp};
use serde_json::json;
use uuid::Uuid;

use crate::inbound::payloads::deleted;

async fn look(app: &TestApp) -> Look {
    reconcile::look(&app.db, Uuid::nil(), 100).await.expect("it can be looked at")
}

/// The profile waits for its job and hasn't drifted; with something else in its tables it has.
async fn is_awaited(app: &TestApp, member: &Member) {
    let found = look(app).await;
    assert_eq!((found.awaited, found.drifted), (vec![member.profile_id], vec![]));
    let about = async |about: Option<&str>| {
        app.sql("UPDATE profiles SET about = $2 WHERE id = $1", &[&member.profile_id, &about]).await;
    };
    about(Some("Written past the snapshot")).await;
    let found = look(app).await;
    let told: Vec<_> = found.drifted.iter().map(|drift| (drift.profile_id, &drift.fields[0])).collect();
    assert_eq!((found.awaited, told), (vec![], vec![(member.profile_id, &"core.about".to_owned())]));
    about(None).await;
    // The run itself leaves it to the job, and its day counts.
    folio::reconcile::schedule(&app.db).await.expect("it can be asked for");
    app.do_jobs(Registry::default().with::<folio::reconcile::ReconcileProfiles>()).await;
    assert_eq!(days(app).await, 1);
    assert_eq!(look(app).await.awaited, [member.profile_id]);
}

/// Whatever was awaited has come.
async fn has_come(app: &TestApp) {
    app.work().await;
    let found = look(app).await;
    assert_eq!((found.awaited, found.drifted), (vec![], vec![]));
}

async fn days(app: &TestApp) -> u32 {
    let conn = app.db.conn().await.expect("a connection");
    reconcile::drift_free_days(&conn, chrono::Utc::now().date_naive()).await.expect("they can be counted")
}

async fn jobs(app: &TestApp, state: &str) -> i64 {
    let query = "SELECT count(*) FROM jobs WHERE kind = 'profiles.reconcile' AND state = $1";
    app.database.sql().await.query_one(query, &[&state]).await.expect("counted").get(0)
}

async fn rust(app: &TestApp) -> Member {
    let member = app.member().create().await;
    let add = "mutation { it: profileSkillAdd(input: { slug: \"rust\" }) { userErrors { code } } }";
    assert_eq!(app.as_(&member).query(add).await.data()["it"]["userErrors"], json!([]));
    member
}

#[tokio::test]
async fn what_somebody_said_who_is_gone_is_awaited() {
    let app = TestApp::new().await;
    let member = app.member().filled().rows(|rows| rows.profile.about = None).create().await;
    let said = "SELECT users.id, clerk_id FROM endorsements JOIN profiles ON profiles.id = endorser_id \
        JOIN users ON users.id = profiles.user_id LIMIT 1";
    let endorser = app.database.sql().await.query_one(said, &[]).await.expect("somebody has");
    Delivery::clerk(&deleted(endorser.get(1))).send(&app).await;
    app.do_jobs(Registry::all().without::<RefreshSaid>()).await;
    let there = "SELECT count(*) FROM users WHERE id = $1";
    let there: i64 = app
        .database
        .sql()
        .await
        .query_one(there, &[&endorser.get::<_, Uuid>(0)])
        .await
        .expect("counted")
        .get(0);
    assert_eq!(there, 0, "they are gone");
    is_awaited(&app, &member).await;
    // A job that was given up brings nothing.
    let give_up = "UPDATE jobs SET state = 'DEAD', finished_at = now() WHERE kind = 'said.refresh'";
    app.sql(give_up, &[]).await;
    assert_eq!(look(&app).await.drifted[0].profile_id, member.profile_id);
    app.sql("UPDATE jobs SET state = 'READY', finished_at = NULL WHERE kind = 'said.refresh'", &[]).await;
    has_come(&app).await;
}

#[tokio::test]
async fn what_a_skill_is_merged_into_is_awaited() {
    let app = TestApp::new().await;
    let (member, admin) = (rust(&app).await, app.member().staff(Staff::Admin).create().await);
    app.work().await;
    let merge = "mutation { it: skillMerge(skill: \"rust\", into: \"go\") { userErrors { code } } }";
    assert_eq!(app.as_(&admin).query(merge).await.data()["it"]["userErrors"], json!([]));
    is_awaited(&app, &member).await;
    // Found, and not brought up yet.
    app.do_jobs(Registry::all().without::<RefreshSkills>()).await;
    assert_eq!(look(&app).await.awaited, [member.profile_id]);
    has_come(&app).await;
}

#[tokio::test]
async fn what_a_newer_taxonomy_says_is_awaited() {
    let app = TestApp::new().await;
    // As an older one had it.
    app.sql("UPDATE skills SET category = 'LAW' WHERE slug = 'rust'", &[]).await;
    let member = rust(&app).await;
    app.work().await;
    let loaded = folio::skills::load(&app.db).await.expect("it can be loaded");
    assert_eq!(loaded.moved, 1);
    is_awaited(&app, &member).await;
    app.do_jobs(Registry::all().without::<FindSkillHolders>()).await;
    assert_eq!(look(&app).await.awaited, [member.profile_id]);
    has_come(&app).await;
    let category = "{ me { profile { skills { nodes { skill { category } } } } } }";
    let category = app.as_(&member).query(category).await.data()["me"]["profile"]["skills"].clone();
    assert_eq!(category["nodes"][0]["skill"]["category"], "SOFTWARE");
    // What nobody has is looked for by no job.
    app.sql("UPDATE skills SET category = 'LAW' WHERE slug = 'zig'", &[]).await;
    folio::skills::load(&app.db).await.expect("it can be loaded");
    let asked = "SELECT count(*) FROM jobs WHERE kind = 'skill.holders' AND state <> 'DONE'";
    let asked: i64 = app.database.sql().await.query_one(asked, &[]).await.expect("counted").get(0);
    assert_eq!(asked, 0);
}

/// What the catalogue of badges says otherwise reaches its holders by jobs as well.
#[tokio::test]
async fn what_a_badge_is_called_now_is_awaited() {
    let app = TestApp::new().await;
    let member = app.member().filled().rows(|rows| rows.profile.about = None).create().await;
    let award = member.filling.items(Item::BadgeAward)[0];
    let badge = "UPDATE badges SET name = 'Another name' WHERE id = \
        (SELECT badge_id FROM badge_awards WHERE id = $1)";
    app.sql(badge, &[&award]).await;
    assert_eq!(look(&app).await.drifted.len(), 1, "nobody has asked for it");
    let id = "SELECT badge_id FROM badge_awards WHERE id = $1";
    let badge_id = app.database.sql().await.query_one(id, &[&award]).await.expect("a row").get(0);
    let conn = app.db.conn().await.expect("a connection");
    folio::jobs::enqueue(&conn, &folio::badges::RefreshBadge::of(badge_id)).await.expect("it is asked for");
    drop(conn);
    is_awaited(&app, &member).await;
    has_come(&app).await;
}

#[tokio::test]
async fn a_run_that_was_left_is_followed_by_another_on_its_day() {
    let app = TestApp::new().await;
    app.member().filled().create().await;
    let schedule = async || folio::reconcile::schedule(&app.db).await.expect("it can be asked for");
    schedule().await;
    // Given up after its first step, as a worker that dies all the time does.
    let left = "UPDATE jobs SET state = 'DEAD', attempt = max_attempts, finished_at = now() \
        WHERE kind = 'profiles.reconcile'";
    app.sql(left, &[]).await;
    let begun = "INSERT INTO reconcile_runs (id, started_at) VALUES (gen_random_uuid(), now() - $1::bigint * interval '1 s')";
    app.sql(begun, &[&1_000_i64]).await;
    assert_eq!(days(&app).await, 0);
    schedule().await;
    schedule().await;
    assert_eq!((jobs(&app, "READY").await, jobs(&app, "DEAD").await), (1, 1), "one more, and only one");
    // One that is tried again is under way as well.
    let tried = "UPDATE jobs SET attempt = 1, run_at = now() + interval '1 hour' \
        WHERE kind = 'profiles.reconcile' AND state = 'READY'";
    app.sql(tried, &[]).await;
    schedule().await;
    assert_eq!(jobs(&app, "READY").await, 1);
    app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
    app.work().await;
    assert_eq!((jobs(&app, "DONE").await > 0, days(&app).await), (true, 1));
    schedule().await;
    assert_eq!(jobs(&app, "READY").await, 0, "today has one that came to its end");

    // Begun by hand a moment ago.
    app.sql("DELETE FROM reconcile_runs", &[]).await;
    app.sql(begun, &[&1_i64]).await;
    schedule().await;
    assert_eq!(jobs(&app, "READY").await, 0);
}

/// One profile with a row that can't be read is told of, and the others are looked at all the same.
#[tokio::test]
async fn a_row_that_can_not_be_read_is_drift_and_ends_no_run() {
    let app = TestApp::new().await;
    let mut members = Vec::new();
    for _ in 0..5 {
        members.push(app.member().filled().create().await);
    }
    let [_, broken, drifted, ..] = &members[..] else { panic!("five") };
    let link = broken.filling.items(Item::Link)[0];
    app.sql("UPDATE links SET created_at = 'infinity' WHERE id = $1", &[&link]).await;
    app.sql("UPDATE profiles SET about = 'Past the snapshot' WHERE id = $1", &[&drifted.profile_id]).await;
    let mut found = look(&app).await.drifted;
    found.sort_by_key(|drift| drift.profile_id == drifted.profile_id);
    assert_eq!(
        (found[0].profile_id, found[0].fields.as_slice()),
        (broken.profile_id, &["(tables)".to_owned()][..])
    );
    assert_eq!((found[1].profile_id, found.len()), (drifted.profile_id, 2));

    folio::reconcile::schedule(&app.db).await.expect("it can be asked for");
    tokio::time::timeout(Duration::from_secs(60), app.work()).await.expect("it comes to its end");
    let conn = app.db.conn().await.expect("a connection");
    let run = reconcile::latest(&conn).await.expect("it can be read").expect("there was one");
    assert!(run.finished_at.is_some());
    // Each has somebody beside them who has endorsed them.
    assert_eq!((run.checked, run.drifted, run.repaired), (10, 2, 1));
    let findings = reconcile::findings(&conn, run.id, 10).await.expect("they can be read");
    let of =
        |member: &Member| findings.iter().find(|(id, ..)| *id == member.profile_id).expect("it is told").2;
    assert_eq!((of(broken), of(drifted)), (false, true));
}
