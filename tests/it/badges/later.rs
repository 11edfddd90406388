//! What follows later: an award's end, and a catalogue entry that changes.

use folio::activity::{Applied, Fact, Origin, apply};
use folio_db::write::lock;
use folio_policy::Role;
use folio_testkit::TestApp;
use futures_util::future::join_all;
use serde_json::json;

use super::{assert_done, award, awarded, define, offer, refusal, staff, told};

#[tokio::test]
async fn an_end_shows_by_itself_and_is_told_once() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = app.member().create().await;
    let moderator = app.as_(&moderator);
    let input =
        |end: &str| json!({ "badge": "rust-basics", "awardedAt": "2020-01-01T00:00:00Z", "expiresAt": end });
    awarded(&award(&moderator, &member.id(), input("2021-01-01T00:00:00Z")).await);
    awarded(&award(&moderator, &member.id(), input("2199-01-01T00:00:00Z")).await);
    let status = "{ me { profile { version badges { nodes { status version } } } } }";
    let look =
        async || app.as_(&member).query(status).await.data()["me"]["profile"]["badges"]["nodes"].clone();
    let standing = |version: &str| {
        let (expired, active) = (
            json!({ "status": "EXPIRED", "version": version }),
            json!({ "status": "ACTIVE", "version": "1" }),
        );
        [json!([expired, active]), json!([active, expired])]
    };
    assert!(standing("1").contains(&look().await), "nobody has to write for time to pass");
    app.work().await;
    app.work().await;
    assert!(standing("2").contains(&look().await));
    assert_eq!(told(&app, &member).await, ["badge.awarded", "badge.awarded", "badge.expired"]);
    app.assert_whole(&member).await;
    let waiting = "SELECT count(*) FROM jobs WHERE kind = 'badge.expire' AND state = 'READY'";
    let row = app.database.sql().await.query_one(waiting, &[]).await.expect("it can be counted");
    assert_eq!(row.get::<_, i64>(0), 1, "the other one's time will come");
}

/// The database's clock may be ahead of ours: a job that comes too early isn't the last one.
#[tokio::test]
async fn a_job_that_comes_too_early_comes_again() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = app.member().create().await;
    let input = json!({ "badge": "rust-basics", "expiresAt": "2199-01-01T00:00:00Z" });
    awarded(&award(&app.as_(&moderator), &member.id(), input).await);
    app.sql("UPDATE jobs SET run_at = now() WHERE kind = 'badge.expire'", &[]).await;
    app.work().await;
    let waiting = "SELECT count(*) FROM jobs WHERE kind = 'badge.expire' AND state = 'READY' AND run_at = '2199-01-01Z'";
    let row = app.database.sql().await.query_one(waiting, &[]).await.expect("it can be counted");
    assert_eq!(row.get::<_, i64>(0), 1);
    assert_eq!(told(&app, &member).await, ["badge.awarded"]);
}

/// What is told to one is told to all, whatever their clocks say.
#[tokio::test]
async fn an_end_that_was_told_shows_to_who_is_behind_the_times() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = app.member().create().await;
    let input = json!({ "badge": "rust-basics", "expiresAt": "2199-01-01T00:00:00Z" });
    awarded(&award(&app.as_(&moderator), &member.id(), input).await);
    app.sql("UPDATE badge_awards SET expired_at = now()", &[]).await;
    app.refresh(&member).await;
    let status = "{ me { profile { badges { nodes { status } } } } }";
    let reply = app.as_(&member).query(status).await;
    assert_eq!(reply.data()["me"]["profile"]["badges"]["nodes"], json!([{ "status": "EXPIRED" }]));
}

/// Who changes an entry waits for those who are just awarding it, and finds them among its holders.
#[tokio::test]
async fn an_entry_does_not_change_while_it_is_awarded() {
    let app = TestApp::new().await;
    let [admin, _] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = app.member().create().await;
    let origin = Origin::new("https://learning.example", "1", chrono::Utc::now());
    let data = json!({ "awardId": "1", "badge": "rust-basics" });
    let fact = Fact::read("com.gigsy.badge.awarded.v1", origin, &data);
    let fact = fact.unwrap_or_else(|_| panic!("{data} is a fact"));
    let tx = app.db.begin().await.expect("a transaction begins");
    let profile = lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
    assert!(matches!(apply(&profile, &fact).await, Ok(Applied::Changed(_))));
    let change = "SELECT 1 FROM badges WHERE key = 'rust-basics' FOR NO KEY UPDATE NOWAIT";
    let refused = app.database.sql().await.query(change, &[]).await.expect_err("it waits");
    assert_eq!(refused.code().map(|code| code.code()), Some("55P03"));
    tx.rollback().await.expect("it is undone");
    assert_eq!(app.database.sql().await.query(change, &[]).await.expect("it is free").len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_changes_shows_with_everybody_who_holds_it() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    let (curator, moderator) = (app.as_(&admin), app.as_(&moderator));
    offer(&curator, "rust-basics").await;
    // Several, one of whom holds it twice, and one who holds none.
    let holders = join_all((0..23).map(|_| app.member().role(Role::Mentor).create())).await;
    for member in holders.iter().chain([&holders[0]]) {
        awarded(&award(&moderator, &member.id(), json!({ "badge": "rust-basics" })).await);
    }
    let other = app.member().create().await;
    let before = app.trace(&other).await;

    assert_done(
        &define(&curator, json!({ "key": "rust-basics", "name": "Rust, basics" }), Some(1), None).await,
    );
    app.work().await;
    let each = "SELECT count(*), count(DISTINCT profile_id) FROM jobs WHERE kind = 'badge.refresh_holder'";
    let row = app.database.sql().await.query_one(each, &[]).await.expect("they can be counted");
    assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (23, 23), "one profile's lock for each job");
    for member in &holders {
        let names =
            "query($slug: String!) { profile(slug: $slug) { badges { nodes { badge { name version } } } } }";
        let reply = app.as_(&other).query_with(names, json!({ "slug": member.slug })).await;
        let badge = &reply.data()["profile"]["badges"]["nodes"][0]["badge"];
        assert_eq!(*badge, json!({ "name": "Rust, basics", "version": "2" }));
        assert_eq!(told(&app, member).await.last().map(String::as_str), Some("badge.changed"));
        app.assert_whole(member).await;
    }
    assert_eq!(told(&app, &holders[0]).await, ["badge.awarded", "badge.awarded", "badge.changed"]);
    assert_eq!(app.trace(&other).await, before);
    let changes = "SELECT version, actor_id, fields FROM badge_changes ORDER BY version";
    let rows = app.database.sql().await.query(changes, &[]).await.expect("they can be read");
    let rows: Vec<(i64, Option<uuid::Uuid>, Vec<String>)> =
        rows.iter().map(|row| (row.get(0), row.get(1), row.get(2))).collect();
    let by = Some(admin.user_id);
    assert_eq!(
        rows,
        [(1, by, vec!["name".to_owned(), "issuer_name".to_owned()]), (2, by, vec!["name".to_owned()])]
    );
}

#[tokio::test]
async fn a_new_entry_has_those_looked_at_that_waited_for_it() {
    let app = TestApp::new().await;
    let [admin, _] = staff(&app).await;
    let waits = "INSERT INTO inbound_events
            (id, source, event_id, event_type, state, waits_for, body, body_hash, happened_at)
        VALUES (gen_random_uuid(), 'https://learning.example', '1', 'com.gigsy.badge.awarded.v1', 'PARKED',
            'badge:rust-basics', '{}', decode(repeat('00', 32), 'hex'), now())";
    app.sql(waits, &[]).await;
    offer(&app.as_(&admin), "rust-basics").await;
    offer(&app.as_(&admin), "nobody-waits-for-it").await;
    let asked = "SELECT payload::text FROM jobs WHERE kind = $1";
    let kind = folio_db::inbox::RELEASE_JOB;
    let row = app.database.sql().await.query_one(asked, &[&kind]).await.expect("one job");
    let payload: serde_json::Value = serde_json::from_str(row.get(0)).expect("it is JSON");
    assert_eq!(payload, json!({ "badge": "rust-basics" }));
}

/// A source that goes wild fills nobody's page, and nothing of what it tells is lost.
#[tokio::test]
async fn nobody_has_more_awards_than_a_page_can_hold() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = app.member().create().await;
    let many = "INSERT INTO badge_awards (profile_id, id, position, badge_id, awarded_at, source, source_id, source_time,
            source_event, provenance)
        SELECT $1, gen_random_uuid(), n, badges.id, now(), 'https://learning.example', n::text, '2026-01-01Z', n::text,
            'EVENT' FROM badges, generate_series(0, 198) AS n";
    app.sql(many, &[&member.profile_id]).await;
    let input = json!({ "badge": "rust-basics" });
    awarded(&award(&app.as_(&moderator), &member.id(), input.clone()).await);
    let refused = award(&app.as_(&moderator), &member.id(), input).await;
    assert_eq!(refusal(&refused), ("TOO_MANY", json!(["profileId"])));

    let tx = app.db.begin().await.expect("a transaction begins");
    let profile = lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
    let told = |id: &str| {
        let origin = Origin::new("https://learning.example", format!("later-{id}"), chrono::Utc::now());
        let data = json!({ "awardId": id, "badge": "rust-basics", "evidenceText": "Later." });
        let fact = Fact::read("com.gigsy.badge.awarded.v1", origin, &data);
        fact.unwrap_or_else(|_| panic!("{data} is a fact"))
    };
    assert!(matches!(apply(&profile, &told("new")).await, Ok(Applied::Full)));
    assert!(matches!(apply(&profile, &told("7")).await, Ok(Applied::Changed(_))), "what is there goes on");
    tx.rollback().await.expect("it is undone");
}

/// What was taken back or is over takes no place of what stands, and there is an end to it all the same.
#[tokio::test]
async fn what_is_over_takes_no_place() {
    let app = TestApp::new().await;
    let [admin, moderator] = staff(&app).await;
    offer(&app.as_(&admin), "rust-basics").await;
    let member = app.member().create().await;
    let fill = async |from: i32, to: i32, over: &str| {
        let many = format!(
            "INSERT INTO badge_awards (profile_id, id, position, badge_id, awarded_at, source, source_id, source_time,
                source_event, provenance, expires_at, revoked_at, revocation_time, revocation_event)
            SELECT $1, gen_random_uuid(), n, badges.id, '2025-01-01Z', 'https://learning.example', n::text, '2026-01-01Z',
                n::text, 'EVENT', {over} FROM badges, generate_series({from}, {to}) AS n"
        );
        app.sql(&many, &[&member.profile_id]).await;
    };
    fill(0, 198, "NULL, NULL, NULL, NULL").await;
    fill(199, 298, "'2025-02-01Z', NULL, NULL, NULL").await;
    fill(299, 398, "NULL, now(), now(), 'x'").await;
    let (input, moderator) = (json!({ "badge": "rust-basics" }), app.as_(&moderator));
    awarded(&award(&moderator, &member.id(), input.clone()).await);
    let refused = award(&moderator, &member.id(), input.clone()).await;
    assert_eq!(refusal(&refused), ("TOO_MANY", json!(["profileId"])), "200 stand");

    let told = async |id: &str, expires: Option<&str>| {
        let tx = app.db.begin().await.expect("a transaction begins");
        let profile = lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
        let origin = Origin::new("https://learning.example", format!("later-{id}"), chrono::Utc::now());
        let data = json!({ "awardId": id, "badge": "rust-basics", "awardedAt": "2025-01-01T00:00:00Z", "expiresAt": expires });
        let fact = Fact::read("com.gigsy.badge.awarded.v1", origin, &data);
        let fact = fact.unwrap_or_else(|_| panic!("{data} is a fact"));
        let applied = apply(&profile, &fact).await.expect("it can be applied");
        tx.rollback().await.expect("it is undone");
        applied
    };
    let over = Some("2025-02-01T00:00:00Z");
    assert!(matches!(told("new", None).await, Applied::Full));
    assert!(matches!(told("new", over).await, Applied::Changed(_)), "it is over already");
    assert!(matches!(told("200", None).await, Applied::Full), "it would stand again");
    assert!(matches!(told("7", None).await, Applied::Unchanged | Applied::Changed(_)), "what stands goes on");
    fill(400, 499, "'2025-02-01Z', NULL, NULL, NULL").await;
    assert!(matches!(told("new", over).await, Applied::Full), "500 in all");
    app.sql("DELETE FROM badge_awards WHERE position < 20", &[]).await;
    assert!(matches!(told("new", None).await, Applied::Changed(_)));
}

/// Revocations whose award never comes wait for two years, and none is lost before.
#[tokio::test]
async fn what_waits_for_its_award_does_not_for_ever() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let many = "INSERT INTO badge_revocations (profile_id, source, source_id, revoked_at, revocation_time, revocation_event)
        SELECT $1, 'https://learning.example', n::text, now(), '2026-01-01Z', 'x' FROM generate_series(1, 499) AS n";
    app.sql(many, &[&member.profile_id]).await;
    let told = async |id: &str| {
        let tx = app.db.begin().await.expect("a transaction begins");
        let profile = lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
        let origin = Origin::new("https://learning.example", format!("later-{id}"), chrono::Utc::now());
        let fact = Fact::read("com.gigsy.badge.revoked.v1", origin, &json!({ "awardId": id }));
        let fact = fact.unwrap_or_else(|_| panic!("it is a fact"));
        let applied = apply(&profile, &fact).await.expect("it can be applied");
        tx.commit().await.expect("it lasts");
        applied
    };
    assert!(matches!(told("500").await, Applied::Unchanged));
    assert!(matches!(told("7").await, Applied::Unchanged), "newer word of one that waits");
    app.sql("UPDATE badge_revocations SET kept_at = now() - interval '729 days'", &[]).await;
    app.sql("UPDATE badge_revocations SET kept_at = now() - interval '731 days' WHERE source_id <> '7'", &[])
        .await;
    let round = folio::upkeep::round(&app.db).await.expect("it is done");
    assert_eq!(round.revocations, 499);
}
