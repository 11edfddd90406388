//! The first sight of somebody makes their user, profile, toggles and snapshot, once and whole.

use folio::auth::{DEV_TOKEN_TTL, DevIssuer};
use folio_policy::{Section, Toggles};
use folio_testkit::{Persona, TempDir, TestApp, somebody_new};
use serde_json::{Value, json};

const ME: &str = "{ me { role staff verifiedEmployer profile {
    id slug displayName role
    preferences { timezone currency settings } publication { state discoverable publicUrlEnabled searchEngineIndexing }
    education { totalCount } accessReport { audience }
} } }";

async fn count(app: &TestApp, of: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {of}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
}

#[tokio::test]
async fn somebody_new_gets_a_profile_with_the_strictest_defaults() {
    let app = TestApp::new().await;
    let me = app.as_(somebody_new()).query(ME).await.data()["me"].clone();
    assert_eq!(
        (&me["role"], &me["staff"], &me["verifiedEmployer"]),
        (&Value::Null, &Value::Null, &json!(false))
    );
    let profile = &me["profile"];
    assert_eq!(profile["preferences"], json!({ "timezone": "UTC", "currency": "USD", "settings": {} }));
    let publication = json!({
        "state": "ACTIVE", "discoverable": true, "publicUrlEnabled": false, "searchEngineIndexing": false,
    });
    assert_eq!(profile["publication"], publication);
    assert!(profile["slug"].as_str().is_some_and(|slug| slug.starts_with("p-")));

    let row = app
        .database
        .sql()
        .await
        .query_one("SELECT visibility::text FROM profiles", &[])
        .await
        .expect("one row");
    let stored: Toggles = serde_json::from_str(row.get(0)).expect("toggles");
    assert_eq!(stored, Toggles::defaults(None));
    for section in Section::ALL {
        let strictest = section.defaults().for_role(None);
        assert_eq!(stored.section(*section), strictest, "{}", section.name());
    }
}

#[tokio::test]
async fn twenty_firsts_at_once_make_one_of_everything() {
    let app = TestApp::new().await;
    let somebody = somebody_new();
    let visitor = app.as_(&somebody);
    let replies = futures_util::future::join_all((0..20).map(|_| visitor.query(ME))).await;
    for reply in &replies {
        assert_eq!(reply.data(), replies[0].data());
    }
    assert_eq!((count(&app, "users").await, count(&app, "profiles").await), (1, 1));
    assert_eq!(count(&app, "users WHERE profile IS NOT NULL AND profile_hash IS NOT NULL").await, 1);
}

#[tokio::test]
async fn whatever_is_asked_first_registers() {
    let app = TestApp::demo().await;
    let before = count(&app, "profiles").await;
    app.as_(somebody_new()).query("{ profile(slug: \"maya-okonkwo\") { displayName } }").await;
    assert_eq!(count(&app, "profiles").await, before + 1);
    // What is about nobody needs no viewer.
    app.as_(somebody_new()).query("{ privacyMatrix { field } }").await;
    assert_eq!(count(&app, "profiles").await, before + 1);
}

#[tokio::test]
async fn a_bad_token_is_refused_and_makes_nobody() {
    let app = TestApp::new().await;
    let elsewhere = TempDir::new();
    let other = DevIssuer::open(elsewhere.path()).expect("a key can be made");
    let foreign = other.issue("user_of_another_issuer", DEV_TOKEN_TTL).expect("it can sign");
    for token in [foreign.as_str(), "not.a.token", "x", &foreign[..foreign.len() - 4]] {
        let reply = app.with_token(token).query(ME).await;
        assert_eq!((reply.status.as_u16(), reply.code()), (401, "TOKEN_INVALID"));
        assert!(reply.json().get("data").is_none(), "{}", reply.text());
        assert!(reply.headers.contains_key("www-authenticate"));
    }
    assert_eq!((count(&app, "users").await, count(&app, "profiles").await), (0, 0));
}

/// A user without a profile would be locked out for good: if the second step fails, the first must not have happened.
#[tokio::test]
async fn a_registration_that_fails_half_way_leaves_nothing() {
    let app = TestApp::new().await;
    app.sql("ALTER TABLE profiles ADD CONSTRAINT broken CHECK (slug = 'nobody')", &[]).await;
    let somebody = somebody_new();
    let reply = app.as_(&somebody).query(ME).await;
    assert_eq!(reply.code(), "INTERNAL");
    assert!(!reply.text().contains("broken"), "{}", reply.text());
    assert_eq!((count(&app, "users").await, count(&app, "profiles").await), (0, 0));

    app.sql("ALTER TABLE profiles DROP CONSTRAINT broken", &[]).await;
    let reply = app.as_(&somebody).query(ME).await;
    assert!(reply.data()["me"]["profile"]["id"].is_string());
}

#[tokio::test]
async fn clients_that_go_away_leave_nothing_half_done() {
    let app = TestApp::new().await;
    let visitor = app.as_(somebody_new());
    for wait in 0..40 {
        // Gone after some more waits each time: the server sees the connection close ever later.
        let mut asking = Box::pin(visitor.query(ME));
        for _ in 0..wait {
            if futures_util::poll!(&mut asking).is_ready() {
                break;
            }
            tokio::task::yield_now().await;
        }
        drop(asking);
    }
    assert!(visitor.query(ME).await.data()["me"]["profile"]["id"].is_string());
    let half =
        "users LEFT JOIN profiles ON user_id = users.id WHERE profiles.id IS NULL OR users.profile IS NULL";
    assert_eq!((count(&app, "users").await, count(&app, half).await), (1, 0));
}

#[tokio::test]
async fn the_demo_people_are_who_they_are() {
    let app = TestApp::demo().await;
    let me = async |persona| app.as_(persona).query(ME).await.data()["me"].clone();
    assert_eq!(me(Persona::Student).await["role"], "STUDENT");
    let employer = me(Persona::Employer).await;
    assert_eq!((&employer["role"], &employer["verifiedEmployer"]), (&json!("EMPLOYER"), &json!(true)));
    assert_eq!(me(Persona::Mentor).await["role"], "MENTOR");
    assert_eq!(me(Persona::Moderator).await["staff"], "MODERATOR");
    assert_eq!(me(Persona::Admin).await["staff"], "ADMIN");
}
