//! What a server removes in the course of time.

use folio::upkeep::{self, Round};
use folio_testkit::{Delivery, TestApp};
use serde_json::json;

const UPDATE: &str = "mutation($headline: String!, $key: String!) {
    profileUpdate(input: { headline: $headline }, expectedVersion: \"1\", idempotencyKey: $key) {
        userErrors { code } } }";

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_is_kept_for_a_day_and_then_its_key_is_as_good_as_new() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let update = async |headline: &str| {
        let variables = json!({ "headline": headline, "key": "a-key" });
        app.as_(&member).query_with(UPDATE, variables).await.data()["profileUpdate"]["userErrors"].clone()
    };
    let age = async |hours: &str| {
        let sql = format!("UPDATE idempotency_keys SET created_at = now() - interval '{hours}'");
        assert_eq!(app.sql(&sql, &[]).await, 1);
    };
    assert_eq!(update("one").await, json!([]));
    age("23 hours").await;
    assert_eq!(upkeep::round(&app.db).await.expect("it is done"), Round::default());
    assert_eq!(update("one").await, json!([]), "the outcome is there still");
    age("25 hours").await;
    assert_eq!(update("two").await[0]["code"], "CONFLICT", "another request, whose version is stale");
    age("25 hours").await;
    assert_eq!(upkeep::round(&app.db).await.expect("it is done"), Round { outcomes: 1, ..Round::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_was_given_up_is_free_after_180_days() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let set =
        "mutation($slug: String!) { slugSet(slug: $slug, expectedVersion: \"1\") { userErrors { code } } }";
    let slug = format!("new-{}", &member.slug[10..30]);
    let reply = app.as_(&member).query_with(set, json!({ "slug": slug })).await;
    assert_eq!(reply.data()["slugSet"]["userErrors"], json!([]));
    assert_eq!(upkeep::round(&app.db).await.expect("it is done"), Round::default());
    app.sql("UPDATE slug_history SET released_at = now() - interval '181 days'", &[]).await;
    assert_eq!(upkeep::round(&app.db).await.expect("it is done"), Round { addresses: 1, ..Round::default() });
}

#[tokio::test(flavor = "multi_thread")]
async fn jobs_go_when_they_have_been_over_for_long_and_dead_ones_stay_longer() {
    let app = TestApp::new().await;
    app.sql(
        "INSERT INTO jobs (id, kind, payload, state, max_attempts, finished_at) \
         SELECT gen_random_uuid(), 'test', '{}', state, 1, now() - make_interval(days => days) \
         FROM (VALUES ('DONE', 6), ('DONE', 8), ('DEAD', 8), ('DEAD', 89), ('DEAD', 91)) AS job (state, days)",
        &[],
    )
    .await;
    assert_eq!(upkeep::round(&app.db).await.expect("it is done"), Round { jobs: 2, ..Round::default() });
    assert_eq!(upkeep::round(&app.db).await.expect("it is done"), Round::default());
}

async fn count(app: &TestApp, of: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {of}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_has_lost_its_job_gets_another_one() {
    let app = TestApp::new().await;
    let user = json!({ "type": "user.created",
        "data": { "id": "user_lost", "first_name": "Jo", "updated_at": 1_716_883_200_000_i64 } });
    assert_eq!(Delivery::clerk(&user).send(&app).await.status, 200);
    app.sql("UPDATE inbound_events SET received_at = now() - interval '2 hours'", &[]).await;
    upkeep::round(&app.db).await.expect("it is done");
    assert_eq!(count(&app, "jobs WHERE kind = 'inbound.apply'").await, 1, "its own is there still");
    app.sql("UPDATE jobs SET state = 'DEAD', finished_at = now() WHERE kind = 'inbound.apply'", &[]).await;
    upkeep::round(&app.db).await.expect("it is done");
    app.work().await;
    assert_eq!(count(&app, "inbound_events WHERE state = 'APPLIED'").await, 1);
}

/// What ends every job that touches it isn't asked for for ever, but for a deletion.
#[tokio::test(flavor = "multi_thread")]
async fn a_delivery_that_loses_every_job_is_put_aside() {
    let app = TestApp::new().await;
    let data = json!({ "id": "user_poison", "first_name": "Jo", "updated_at": 1_716_883_200_000_i64 });
    for kind in ["user.created", "user.deleted"] {
        let event = json!({ "type": kind, "data": data });
        assert_eq!(Delivery::clerk(&event).send(&app).await.status, 200);
    }
    app.sql("UPDATE inbound_events SET received_at = now() - interval '2 hours'", &[]).await;
    let lose = "UPDATE jobs SET state = 'DEAD', finished_at = now() WHERE state = 'READY' AND kind = 'inbound.apply'";
    for _ in 0..4 {
        assert_eq!(app.sql(lose, &[]).await, 2);
        upkeep::round(&app.db).await.expect("it is done");
    }
    let waiting = "jobs WHERE kind = 'inbound.apply' AND state = 'READY'";
    assert_eq!(count(&app, "inbound_events WHERE state = 'FAILED' AND reason = 'STRANDED'").await, 1);
    assert_eq!(
        count(&app, "inbound_events WHERE state = 'RECEIVED' AND event_type = 'user.deleted'").await,
        1
    );
    assert_eq!(count(&app, waiting).await, 1, "the deletion's");
    // An operator who has mended the cause gives it as many chances as it had at first.
    let conn = app.db.conn().await.expect("a connection is free");
    let failed = [folio_db::inbox::InboxState::Failed];
    assert_eq!(folio::inbound::retry(&conn, &failed, None, None).await.expect("it is retried").0, 1);
    assert_eq!(count(&app, "inbound_events WHERE asked_again = 0").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_that_was_given_up_or_lost_is_asked_for_again() {
    let app = TestApp::new().await;
    for lost in [
        "UPDATE jobs SET state = 'DEAD', finished_at = now() - interval '91 days' WHERE kind = 'profile.erase'",
        "DELETE FROM jobs WHERE kind = 'profile.erase'",
    ] {
        let member = app.member().create().await;
        let deleted = json!({ "type": "user.deleted", "data": { "id": member.clerk_id } });
        assert_eq!(Delivery::clerk(&deleted).send(&app).await.status, 200);
        app.do_jobs(folio::jobs::Registry::default().with::<folio::inbound::Apply>()).await;
        assert_eq!(app.sql(lost, &[]).await, 1);
        upkeep::round(&app.db).await.expect("it is done");
        app.work().await;
        assert_eq!(count(&app, "users").await, 0, "{lost}");
        app.sql("DELETE FROM jobs", &[]).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_nothing_points_at_goes_after_a_day() {
    let app = TestApp::new().await;
    let pictures = app.media_home.path().join("files");
    std::fs::create_dir_all(&pictures).expect("it can be made");
    let day = std::time::Duration::from_secs(86_400);
    let files = [("old", day * 2), ("new", day / 2)].map(|(_, age)| {
        let path = pictures.join(uuid::Uuid::new_v4().to_string());
        let file = std::fs::File::create(&path).expect("it can be made");
        file.set_modified(std::time::SystemTime::now() - age).expect("it can be dated");
        path
    });
    upkeep::round(&app.db).await.expect("it is done");
    app.work().await;
    assert_eq!(files.map(|path| path.exists()), [false, true]);
}

/// A clean-up that fails keeps nothing else from being done, least of all what was promised.
#[tokio::test]
async fn what_fails_keeps_nothing_else_from_being_done() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let update = json!({ "headline": "one", "key": "a-key" });
    let reply = app.as_(&member).query_with(UPDATE, update).await;
    assert_eq!(reply.data()["profileUpdate"]["userErrors"], json!([]));
    app.sql("UPDATE idempotency_keys SET created_at = now() - interval '2 days'", &[]).await;
    let refuse =
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$";
    app.sql(refuse, &[]).await;
    let on = "BEFORE DELETE ON idempotency_keys FOR EACH ROW EXECUTE FUNCTION refuse()";
    app.sql(&format!("CREATE TRIGGER refuse {on}"), &[]).await;
    let old = "INSERT INTO slug_history (slug, profile_id, released_at) VALUES ('an-old-one', $1, now() - interval '200 days')";
    app.sql(old, &[&member.profile_id]).await;
    let done = upkeep::round(&app.db).await.expect("it is done");
    assert_eq!(done, Round { addresses: 1, ..Round::default() });
    app.sql("DROP TRIGGER refuse ON idempotency_keys", &[]).await;
    let done = upkeep::round(&app.db).await.expect("it is done");
    assert_eq!(done, Round { outcomes: 1, ..Round::default() });
}
