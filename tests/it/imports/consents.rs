//! What owners agreed to, as they see it and take it back.

use folio_policy::ProfileState;
use folio_testkit::{Reply, TestApp, Visitor};
use serde_json::{Value, json};

use super::archive;
use crate::write::cases::{assert_done, call, refusals};

const CONSENT: &str = "{ source textVersion agreedAt withdrawnAt }";

async fn consents(visitor: &Visitor<'_>) -> Value {
    let document = format!("{{ me {{ importConsents {CONSENT} }} }}");
    visitor.query(&document).await.data()["me"]["importConsents"].clone()
}

async fn withdraw(visitor: &Visitor<'_>, source: &str, key: Option<&str>) -> Reply {
    let document = format!(
        "mutation($source: ImportConsentSource!, $key: String) {{
            it: importConsentWithdraw(source: $source, idempotencyKey: $key) {{ consent {CONSENT} userErrors {{ code path }} }} }}"
    );
    visitor.query_with(&document, json!({ "source": source, "key": key })).await
}

fn skills(name: &str, consent: bool) -> Value {
    let packed = archive(&[("Skills.csv", &format!("Name\n{name}\n"))]);
    json!({ "archive": packed, "consent": consent })
}

/// Somebody agrees to an import, and takes that back.
pub(crate) async fn tell(app: &TestApp) {
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    assert_done(&call(&visitor, "linkedInImport", skills("Poetry", true), 1).await);
    assert_done(&withdraw(&visitor, "LINKEDIN", None).await);
}

#[tokio::test]
async fn what_was_agreed_to_is_taken_back_and_what_was_imported_stays() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    assert_eq!(consents(&visitor).await, json!([]));
    assert_done(&call(&visitor, "linkedInImport", skills("Poetry", true), 1).await);
    let given = consents(&visitor).await;
    assert_eq!(given.as_array().map(Vec::len), Some(1), "{given}");
    assert_eq!(
        (&given[0]["source"], &given[0]["textVersion"], &given[0]["withdrawnAt"]),
        (&json!("LINKEDIN"), &json!("1"), &Value::Null)
    );
    assert!(given[0]["agreedAt"].is_string());

    let reply = withdraw(&visitor, "LINKEDIN", None).await;
    assert_done(&reply);
    let taken_back = consents(&visitor).await;
    assert_eq!(json!([reply.data()["it"]["consent"]]), taken_back);
    assert!(taken_back[0]["withdrawnAt"].is_string(), "{taken_back}");
    assert_eq!(taken_back[0]["agreedAt"], given[0]["agreedAt"]);
    // It is written down and told, and no page shows anything of it.
    let sql = app.database.sql().await;
    let row = sql
        .query_one(
            "SELECT toggles, profile_version FROM audit_log WHERE action = 'importConsentWithdraw'",
            &[],
        )
        .await
        .expect("one row");
    let (toggles, version): (Value, i64) = (row.get(0), row.get(1));
    assert_eq!((toggles, version), (json!({ "consent.LINKEDIN": ["1", null] }), 2));
    let told = "SELECT count(*) FROM outbox WHERE event_type = 'profile.import_consent_withdrawn'";
    assert_eq!(sql.query_one(told, &[]).await.expect("a row").get::<_, i64>(0), 1);
    let page = "{ me { profile { version skills { nodes { name } } } } }";
    let profile = visitor.query(page).await.data()["me"]["profile"].clone();
    assert_eq!(profile, json!({ "version": "2", "skills": { "nodes": [{ "name": "Poetry" }] } }));

    // Once more changes nothing.
    let before = app.trace(&member).await;
    assert_done(&withdraw(&visitor, "LINKEDIN", None).await);
    assert_eq!((app.trace(&member).await, consents(&visitor).await), (before, taken_back));
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn an_import_after_that_asks_anew() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    assert_done(&call(&visitor, "linkedInImport", skills("Poetry", true), 1).await);
    assert_done(&withdraw(&visitor, "LINKEDIN", None).await);
    let refused = call(&visitor, "linkedInImport", skills("Flying", false), 2).await;
    assert_eq!(refusals(&refused), [("REQUIRED".to_owned(), "consent".to_owned())]);
    assert!(consents(&visitor).await[0]["withdrawnAt"].is_string());
    assert_done(&call(&visitor, "linkedInImport", skills("Flying", true), 2).await);
    let again = consents(&visitor).await;
    assert_eq!((again.as_array().map(Vec::len), &again[0]["withdrawnAt"]), (Some(1), &Value::Null));
    // The consent before it counts for nothing.
    let logged = "SELECT toggles->'consent.LINKEDIN' FROM audit_log WHERE toggles->'consent.LINKEDIN' IS NOT NULL ORDER BY at, id";
    let logged = app.database.sql().await.query(logged, &[]).await.expect("it can be read");
    let logged: Vec<Value> = logged.iter().map(|row| row.get(0)).collect();
    assert_eq!(logged, [json!([null, "1"]), json!(["1", null]), json!([null, "1"])]);
}

#[tokio::test]
async fn nobody_takes_back_what_was_not_given_or_is_not_theirs() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let other = app.member().create().await;
    assert_done(&call(&app.as_(&member), "linkedInImport", skills("Poetry", true), 1).await);
    let (given, before) = (consents(&app.as_(&member)).await, app.trace(&other).await);
    for (visitor, source) in [(app.as_(&member), "GITHUB"), (app.as_(&other), "LINKEDIN")] {
        let reply = withdraw(&visitor, source, None).await;
        assert_eq!(refusals(&reply), [("NOT_FOUND".to_owned(), "source".to_owned())]);
        assert_eq!(reply.data()["it"]["consent"], Value::Null);
    }
    assert_eq!(consents(&app.as_(&other)).await, json!([]));
    assert_eq!(withdraw(&app.anonymous(), "LINKEDIN", None).await.code(), "UNAUTHENTICATED");
    assert_eq!(app.anonymous().query("{ me { importConsents { source } } }").await.data()["me"], Value::Null);
    assert_eq!((consents(&app.as_(&member)).await, app.trace(&other).await), (given, before));
}

#[tokio::test]
async fn a_repeat_is_answered_as_the_first_and_who_has_put_their_profile_away_takes_it_back() {
    let app = TestApp::new().await;
    let member = app.member().rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    assert_done(&call(&visitor, "linkedInImport", skills("Poetry", true), 1).await);
    let suspended = ProfileState::Suspended.name();
    app.sql("UPDATE profiles SET state = $2 WHERE id = $1", &[&member.profile_id, &suspended]).await;
    let first = withdraw(&visitor, "LINKEDIN", Some("a-key")).await;
    assert_done(&first);
    assert!(first.data()["it"]["consent"]["withdrawnAt"].is_string());
    let before = app.trace(&member).await;
    assert_eq!(withdraw(&visitor, "LINKEDIN", Some("a-key")).await.text(), first.text());
    assert_eq!(app.trace(&member).await, before);
    let other = withdraw(&visitor, "GITHUB", Some("a-key")).await;
    assert_eq!(refusals(&other), [("IDEMPOTENCY_KEY_REUSED".to_owned(), "idempotencyKey".to_owned())]);
}
