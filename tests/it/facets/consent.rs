//! Nothing is sent to a model without its owner's consent, and never what nobody else sees.

use std::time::{Duration, Instant};

use folio_testkit::TestApp;
use serde_json::{Value, json};

use super::{
    add_work, agree, change, facets, jobs,
    model::{Says, endpoint, tools},
    page, set_headline, state,
};

const ERRORS: &str = "{ userErrors { code message path } }";

#[tokio::test]
async fn a_model_is_asked_only_with_consent_and_only_about_what_others_see() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let said = json!([{
        "kind": "ROLE", "value": "Kitchen genius", "subject": null, "years": null, "confidence": 0.8, "item": 1,
        "field": "title", "quote": "Zqseen cook",
    }]);
    let (url, asked) = endpoint(Says::Facets(said)).await;
    let work = || app.work_with(tools(&app, &url, 10_000, 100, 100));
    let questions = || asked.lock().expect("nobody panics with it").clone();
    let version = async || page(&owner, json!({})).await["version"].clone();
    let set = async |input: &str| {
        let arguments = format!("input: {{ {input} }}, expectedVersion: {}", version().await);
        change(&owner, &format!("visibilitySet({arguments}) {ERRORS}")).await;
    };
    set_headline(&owner, "Zqhead nurse").await;
    let seen = add_work(
        &owner,
        "{ company: \"Zqfirm\", title: \"Zqseen cook\", description: \"Zqdescribed. Worked in Rust.\", startDate: \"2021\" }",
    )
    .await;
    let secret = add_work(
        &owner,
        "{ company: \"Zqhidden\", title: \"Zqsecret baker\", startDate: \"2022\", endDate: \"2022\" }",
    )
    .await;
    set(&format!("items: [{{ id: \"{secret}\", visibility: {{ level: PRIVATE }} }}]")).await;
    set("fields: [{ field: \"WorkExperience.description\", visibility: { level: PRIVATE } }]").await;
    work().await;
    assert_eq!((state(&owner).await.as_str(), questions().len()), ("DONE", 0), "nobody has agreed to it");
    assert!(facets(&owner).await.contains(&"SKILL Rust".to_owned()));

    agree(&owner, Some("1")).await;
    assert_eq!(state(&owner).await, "PENDING");
    work().await;
    let [question] = questions().try_into().expect("one question");
    let question = question.to_string();
    for word in ["Zqhead", "Zqseen", "Zqfirm"] {
        assert!(question.contains(word), "{word}: {question}");
    }
    for word in ["Zqdescribed", "Zqhidden", "Zqsecret"] {
        assert!(!question.contains(word), "{word}: {question}");
    }
    // What stays here is read by patterns, and says so.
    let by = async |value: &str| -> Value {
        let nodes = page(&owner, json!({ "first": 100 })).await["facets"]["nodes"].clone();
        let nodes = nodes.as_array().expect("a list");
        nodes.iter().find(|node| node["value"] == value).map_or(Value::Null, |node| node["extractor"].clone())
    };
    assert_eq!((by("Kitchen genius").await, by("Rust").await), (json!("model"), json!("patterns")));
    assert_eq!(by("Zqsecret baker").await, json!("patterns"));

    let consent = "{ me { profile { preferences { modelConsent modelConsentAt } } } }";
    let told = owner.query(consent).await.data()["me"]["profile"]["preferences"].clone();
    assert!(told["modelConsent"] == "1" && told["modelConsentAt"].is_string(), "{told}");

    // Hidden from everybody, it may not be asked about, and what the model found in it goes at once.
    set(&format!("items: [{{ id: \"{seen}\", visibility: {{ level: PRIVATE }} }}]")).await;
    assert_eq!(by("Kitchen genius").await, Value::Null);
    work().await;
    assert!(!questions().last().expect("a question").to_string().contains("Zqseen"));
    set(&format!("items: [{{ id: \"{seen}\", visibility: null }}]")).await;
    work().await;
    assert_eq!((by("Kitchen genius").await, questions().len()), (json!("model"), 3));

    // Taken back: what the model found is gone before anything is read again, and it is asked no more.
    agree(&owner, None).await;
    assert_eq!((by("Kitchen genius").await, jobs(&app, &member).await), (Value::Null, 1));
    let nodes = page(&owner, json!({ "first": 100 })).await["facets"]["nodes"].clone();
    assert!(!nodes.to_string().contains("\"model\""), "{nodes}");
    work().await;
    assert_eq!((state(&owner).await.as_str(), questions().len()), ("DONE", 3));
    assert_eq!(by("Zqseen cook").await, json!("patterns"));
    let told = owner.query(consent).await.data()["me"]["profile"]["preferences"].clone();
    assert_eq!(told, json!({ "modelConsent": null, "modelConsentAt": null }));
    // Which text it was, and when it was agreed to and no longer, is in the audit log.
    let logged = "SELECT toggles->'Preferences.modelConsent' FROM audit_log WHERE action = 'modelConsentSet' ORDER BY id";
    let logged = app.database.sql().await.query(logged, &[]).await.expect("it can be read");
    let logged: Vec<Value> = logged.iter().map(|row| row.get(0)).collect();
    assert_eq!(logged, [json!([null, "1"]), json!(["1", null])]);
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn what_a_model_found_stays_while_it_can_not_be_asked() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let said = json!([{
        "kind": "ROLE", "value": "Kitchen genius", "subject": null, "years": null, "confidence": 0.8, "item": 0,
        "field": "headline", "quote": "Cook",
    }]);
    let (url, asked) = endpoint(Says::Facets(said)).await;
    agree(&owner, Some("1")).await;
    set_headline(&owner, "Cook").await;
    app.work_with(tools(&app, &url, 1_000, 10, 1)).await;
    add_work(&owner, "{ company: \"Hooli\", title: \"Waiter\", startDate: \"2021\" }").await;
    app.work_with(tools(&app, &url, 1_000, 10, 1)).await;
    let found = facets(&owner).await;
    for facet in ["ROLE Kitchen genius", "ROLE Waiter"] {
        assert!(found.iter().any(|one| one == facet), "{facet}: {found:?}");
    }
    assert_eq!(asked.lock().expect("nobody panics with it").len(), 1);
    let rows = "SELECT count(*), count(DISTINCT position) FROM profile_facets";
    let row = app.database.sql().await.query_one(rows, &[]).await.expect("counted");
    assert_eq!(row.get::<_, i64>(0), row.get::<_, i64>(1));
    // Tomorrow it can be.
    for sql in [
        "UPDATE extractor_days SET day = day - 1",
        "UPDATE profile_extraction SET calls_on = calls_on - 1, again_on = again_on - 1",
    ] {
        app.sql(sql, &[]).await;
    }
    folio::upkeep::ask_again(&app.db, 1_000).await.expect("it can ask");
    app.work_with(tools(&app, &url, 1_000, 10, 1)).await;
    assert_eq!(asked.lock().expect("nobody panics with it").len(), 2);

    // A question that a busy endpoint didn't take is none.
    let (url, _) = endpoint(Says::Status(429, None)).await;
    app.sql("UPDATE profile_extraction SET calls_on = calls_on - 1", &[]).await;
    set_headline(&owner, "Baker").await;
    app.work_with(tools(&app, &url, 1_000, 10, 1)).await;
    let calls = "SELECT calls::int FROM profile_extraction";
    let calls: i32 = app.database.sql().await.query_one(calls, &[]).await.expect("a row").get(0);
    assert_eq!(calls, 0);
}

/// A consent that is taken back after the texts were read, and before they are sent, keeps them here.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_in_between_is_not_sent() {
    const WAITING: &str = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() \
        AND wait_event_type = 'Lock' AND query LIKE '%FOR UPDATE%')";
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    let (url, asked) = endpoint(Says::Facets(json!([]))).await;
    agree(&owner, Some("1")).await;
    set_headline(&owner, "Cook").await;
    // As the mutation does it, with its transaction open while the job reads what stood before.
    let mut taking_back = app.database.sql().await;
    let tx = taking_back.transaction().await.expect("it can begin");
    for sql in [
        "UPDATE profile_extraction SET source_digest = source_digest + 1 WHERE profile_id = $1",
        "UPDATE profiles SET model_consent = NULL, model_consent_at = NULL WHERE id = $1",
    ] {
        tx.execute(sql, &[&member.profile_id]).await.expect("it can be written");
    }
    let take_back = async {
        let watcher = app.database.sql().await;
        let is_waiting = async || watcher.query_one(WAITING, &[]).await.expect("a row").get::<_, bool>(0);
        let deadline = Instant::now() + Duration::from_secs(30);
        while !is_waiting().await {
            assert!(Instant::now() < deadline, "the job asks whether it may");
            tokio::task::yield_now().await;
        }
        tx.commit().await.expect("it is taken back");
    };
    tokio::join!(app.work_with(tools(&app, &url, 1_000, 10, 10)), take_back);
    assert_eq!(asked.lock().expect("nobody panics with it").len(), 0);
    assert_eq!((state(&owner).await.as_str(), facets(&owner).await), ("DONE", vec!["ROLE Cook".to_owned()]));
}

/// What is found again at another place is shown where it was found now.
#[tokio::test]
async fn a_facet_cites_the_words_where_it_was_found_last() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    set_headline(&owner, "Nurse").await;
    app.work().await;
    let place = async || page(&owner, json!({ "first": 1 })).await["facets"]["nodes"][0].clone();
    let before = place().await;
    let wrong = "UPDATE profile_facets SET span_end = span_end - 1, value = upper(value)";
    app.sql(wrong, &[]).await;
    app.sql("UPDATE profile_extraction SET status = 'PENDING', requested_at = now()", &[]).await;
    let ask = "INSERT INTO jobs (id, kind, payload, profile_id, max_attempts) \
        VALUES (gen_random_uuid(), 'profile.extract', json_build_object('profileId', $1::uuid), $1, 20)";
    app.sql(ask, &[&member.profile_id]).await;
    let told = super::events(&app, &member).await;
    app.work().await;
    assert_eq!(place().await, before);
    assert_eq!(
        super::events(&app, &member).await,
        told + 1,
        "it is something else for who was shown the other"
    );
}
