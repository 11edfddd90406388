//! How long a model is waited for, how many are asked about again, and who is asked for by `folio extract`.

use std::time::{Duration, Instant};

use folio::facets::ExtractError;
use folio_db::{
    aggregate,
    extraction::{self, Readers},
};
use folio_testkit::{Member, TestApp};
use serde_json::json;
use uuid::Uuid;

use super::{
    add_work, agree, facets, jobs, model,
    model::{Says, endpoint, tools},
    page,
    racing::{Fails, with},
    set_headline, state,
};

async fn number(app: &TestApp, of: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {of}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
}

/// An owner doesn't wait for an hour because a model is busy: patterns read, and it is asked again on another day.
#[tokio::test]
async fn patterns_read_after_some_attempts_and_the_model_later() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    agree(&owner, Some("1")).await;
    set_headline(&owner, "Nurse").await;
    let busy = || with(&app, Fails(ExtractError::RetryAfter("MODEL_BUSY", Duration::from_secs(3_600))));
    for _ in 0..4 {
        app.work_with(busy()).await;
        assert_eq!(state(&owner).await, "PENDING");
        app.sql("UPDATE jobs SET run_at = now()", &[]).await;
    }
    app.work_with(busy()).await;
    assert_eq!((state(&owner).await.as_str(), facets(&owner).await), ("DONE", vec!["ROLE Nurse".to_owned()]));
    assert_eq!(number(&app, "profile_extraction WHERE again_on IS NOT NULL AND instead_of IS NULL").await, 1);
    // The next day it answers.
    app.sql("UPDATE profile_extraction SET again_on = again_on - 1", &[]).await;
    folio::upkeep::ask_again(&app.db, 10).await.expect("it can ask");
    let said = json!([{
        "kind": "ROLE", "value": "Carer", "subject": null, "years": null, "confidence": 0.8, "item": 0,
        "field": "headline", "quote": "Nurse",
    }]);
    let (url, _) = endpoint(Says::Facets(said)).await;
    app.work_with(tools(&app, &url, 1_000, 10, 10)).await;
    assert_eq!(facets(&owner).await, ["ROLE Carer"]);
}

/// Of many who wait for a model, no more are read again on a day than it has questions.
#[tokio::test]
async fn no_more_are_asked_about_again_than_there_are_questions() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let member = app.member().create().await;
        set_headline(&app.as_(&member), "Nurse").await;
    }
    app.work().await;
    app.sql("UPDATE profile_extraction SET again_on = (now() AT TIME ZONE 'UTC')::date", &[]).await;
    let waiting = async || number(&app, "jobs WHERE kind = 'profile.extract' AND state = 'READY'").await;
    let ask = async |questions: i32| {
        folio::upkeep::ask_again(&app.db, questions).await.expect("it can ask");
        waiting().await
    };
    assert_eq!(ask(0).await, 0, "there is no model");
    assert_eq!(ask(2).await, 2);
    assert_eq!(ask(2).await, 2, "those wait for the questions that there are");
    app.work().await;
    let asked = "INSERT INTO extractor_days (day, calls) VALUES ((now() AT TIME ZONE 'UTC')::date, 2)";
    app.sql(asked, &[]).await;
    assert_eq!(ask(2).await, 0, "they are used up");
    assert_eq!(number(&app, "profile_extraction WHERE again_on IS NOT NULL").await, 3, "another day");
    assert_eq!(ask(4).await, 2);
}

/// Whom a model has nothing to be asked about has been read once patterns have, and isn't read anew by each `folio extract`.
#[tokio::test]
async fn who_has_not_agreed_is_read_once() {
    let app = TestApp::new().await;
    let (url, asked) = endpoint(Says::Facets(json!([]))).await;
    let (agreed, long, without) =
        (app.member().create().await, app.member().create().await, app.member().create().await);
    for (member, consent, headline) in [
        (&agreed, Some("1"), "Nurse"),
        (&long, Some("1"), "A headline that is too long to be sent"),
        (&without, None, "Baker"),
    ] {
        if consent.is_some() {
            agree(&app.as_(member), consent).await;
        }
        set_headline(&app.as_(member), headline).await;
    }
    app.work_with(tools(&app, &url, 20, 10, 10)).await;
    assert_eq!(asked.lock().expect("nobody panics with it").len(), 1);
    let conn = app.db.conn().await.expect("a connection");
    let (first, other) = (("model", "small-1/2"), ("patterns", "1"));
    let waiting = async |first, other| {
        let readers = Readers { first, other };
        let count = extraction::waiting(&conn, readers, false).await.expect("they can be counted");
        let chosen =
            extraction::ask_all(&conn, readers, false, Uuid::nil(), 10).await.expect("they can be asked for");
        assert_eq!(chosen.map_or(0, |(_, many)| many), usize::try_from(count).expect("few"));
        count
    };
    assert_eq!(waiting(first, other).await, 0);
    // Newer patterns read whom they read before; another model everybody; patterns alone whom the model read.
    assert_eq!(waiting(first, ("patterns", "2")).await, 2);
    app.work_with(tools(&app, &url, 20, 10, 10)).await;
    assert_eq!(waiting(("model", "small-2/2"), other).await, 3);
    app.work_with(tools(&app, &url, 20, 10, 10)).await;
    assert_eq!(waiting(other, other).await, 1);
    app.work_with(tools(&app, &url, 20, 10, 10)).await;
    assert_eq!(waiting(first, other).await, 0);
    // Who agrees is read at once.
    agree(&app.as_(&without), Some("1")).await;
    assert_eq!(jobs(&app, &without).await, 1);
}

/// Who asks for several locks them in the order of their ids, as everybody else who asks for several.
#[tokio::test(flavor = "multi_thread")]
async fn readings_are_asked_for_in_one_order() {
    const WAITING: &str = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() \
        AND wait_event_type = 'Lock' AND query LIKE '%profile_extraction AS known%')";
    let app = TestApp::new().await;
    // The later id is the earlier row.
    let (last, first) = (with_id(&app, 2).await, with_id(&app, 1).await);
    let mut holder = app.database.sql().await;
    let held = holder.transaction().await.expect("it can begin");
    let lock = "SELECT FROM profile_extraction WHERE profile_id = $1 FOR UPDATE NOWAIT";
    held.execute(lock, &[&first.profile_id]).await.expect("nobody else holds it");
    app.sql("UPDATE profiles SET headline = 'Baker'", &[]).await;
    let refresh = async {
        let tx = app.db.begin().await.expect("it can begin");
        aggregate::refresh_snapshots(&tx, &[last.profile_id, first.profile_id])
            .await
            .expect("they can be refreshed");
        tx.commit().await.expect("it lasts");
    };
    let release = async {
        let watcher = app.database.sql().await;
        let deadline = Instant::now() + Duration::from_secs(30);
        while !watcher.query_one(WAITING, &[]).await.expect("a row").get::<_, bool>(0) {
            assert!(Instant::now() < deadline, "it waits for the one that is held");
            tokio::task::yield_now().await;
        }
        watcher.execute(lock, &[&last.profile_id]).await.expect("the later one isn't held meanwhile");
        held.commit().await.expect("it is let go");
    };
    tokio::join!(refresh, release);
    assert_eq!((jobs(&app, &first).await, jobs(&app, &last).await), (1, 1));
}

async fn with_id(app: &TestApp, id: u128) -> Member {
    let rows = |rows: &mut aggregate::Aggregate| {
        rows.profile.id = Uuid::from_u128(id);
        rows.profile.headline = Some("Nurse".to_owned());
    };
    app.member().rows(rows).create().await
}

/// What fails while a question is given back hides nothing of why it wasn't taken.
#[tokio::test]
async fn a_question_that_can_not_be_given_back_hides_nothing() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    agree(&owner, Some("1")).await;
    add_work(&owner, "{ company: \"Hooli\", title: \"Cook\", startDate: \"2021\" }").await;
    let client = app.database.sql().await;
    client
        .batch_execute(
            "CREATE FUNCTION no_way_back() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
                 IF NEW.calls < OLD.calls THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$; \
             CREATE TRIGGER no_way_back BEFORE UPDATE ON extractor_days FOR EACH ROW EXECUTE FUNCTION no_way_back()",
        )
        .await
        .expect("it can be made");
    let (url, _) = endpoint(Says::Status(429, None)).await;
    app.work_with(model::tools(&app, &url, 1_000, 10, 10)).await;
    let error = "SELECT last_error FROM jobs WHERE kind = 'profile.extract' AND state = 'READY'";
    let error: String = client.query_one(error, &[]).await.expect("it is tried again").get(0);
    assert_eq!(error, "MODEL_BUSY");
    assert_eq!(page(&owner, json!({})).await["extractionStatus"]["state"], "PENDING");
}
