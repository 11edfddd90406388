//! What a server removes in the course of time.

use folio::upkeep::{self, Round};
use folio_testkit::TestApp;
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
