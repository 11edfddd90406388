//! The acceptance criteria of the seeds, each as a person would check it: `profile-crud.md` (five) and `profiles-table.md`
//! (registration in one piece, back-fill, defaults).

use folio_testkit::{Member, TempDir, TestApp, Visitor, somebody_new};
use serde_json::{Value, json};

use crate::cli::run::{folio, succeed};

const PAGE: &str = "{ me { profile { id version displayName headline location { city countryCode } skillKeywords \
    work { nodes { id version company title startDate endDate } } extractionStatus { state } \
    facets { nodes { kind value source { itemId } } } } } }";

/// One's own profile.
async fn own(visitor: &Visitor<'_>) -> Value {
    visitor.query(PAGE).await.data()["me"]["profile"].clone()
}

/// Sends a mutation, under the name `it`, that has to be done; answers its payload.
async fn done(visitor: &Visitor<'_>, mutation: &str) -> Value {
    let reply = visitor.query(&format!("mutation {{ it: {mutation} }}")).await;
    let payload = reply.data()["it"].clone();
    assert_eq!(payload["userErrors"], json!([]), "{mutation}: {payload}");
    payload
}

async fn add_work(visitor: &Visitor<'_>, input: &str) -> Value {
    let mutation =
        format!("workAdd(input: {{ {input} }}) {{ work {{ id version }} userErrors {{ code path }} }}");
    done(visitor, &mutation).await["work"].clone()
}

async fn count(app: &TestApp, of: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {of}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
}

async fn member(app: &TestApp, name: &str) -> Member {
    app.member().named(name).create().await
}

/// "Authenticated user can GET their profile."
#[tokio::test]
async fn whoever_is_signed_in_gets_their_profile() {
    let app = TestApp::new().await;
    let ada = member(&app, "Ada Lovelace").await;
    let profile = own(&app.as_(&ada)).await;
    assert_eq!((&profile["id"], &profile["displayName"]), (&json!(ada.id()), &json!("Ada Lovelace")));
    assert_eq!(app.anonymous().query(PAGE).await.data()["me"], Value::Null);
}

/// "User can update basic info (name, title, location)", and the keywords of their skills, which the seed has beside them.
#[tokio::test]
async fn name_title_location_and_keywords_can_be_written() {
    let app = TestApp::new().await;
    let ada = member(&app, "Ada").await;
    let owner = app.as_(&ada);
    let input = r#"displayName: "Ada Lovelace", headline: "Analyst", skillKeywords: ["Rust", "Poetry"],
        location: { city: "London", countryCode: "GB" }"#;
    let version = own(&owner).await["version"].clone();
    let mutation = format!(
        "profileUpdate(input: {{ {input} }}, expectedVersion: {version}) {{ userErrors {{ code path }} }}"
    );
    done(&owner, &mutation).await;
    let profile = own(&owner).await;
    assert_eq!((&profile["displayName"], &profile["headline"]), (&json!("Ada Lovelace"), &json!("Analyst")));
    assert_eq!(profile["location"], json!({ "city": "London", "countryCode": "GB" }));
    assert_eq!(profile["skillKeywords"], json!(["Rust", "Poetry"]));
}

/// "User can add/edit/delete work history entries."
#[tokio::test]
async fn work_history_is_added_edited_and_deleted() {
    let app = TestApp::new().await;
    let ada = member(&app, "Ada").await;
    let owner = app.as_(&ada);
    let work = add_work(&owner, r#"company: "Initech", title: "Nurse", startDate: "2019-03""#).await;
    let shown = own(&owner).await["work"]["nodes"][0].clone();
    // No end: that is where somebody works now.
    assert_eq!((&shown["company"], &shown["endDate"]), (&json!("Initech"), &Value::Null));

    let mutation = format!(
        "workUpdate(id: {}, expectedVersion: {}, input: {{ title: \"Head nurse\", endDate: \"2021-06\" }}) \
         {{ work {{ id version }} userErrors {{ code path }} }}",
        work["id"], work["version"]
    );
    let work = done(&owner, &mutation).await["work"].clone();
    let shown = own(&owner).await["work"]["nodes"][0].clone();
    assert_eq!(
        (&shown["title"], &shown["startDate"], &shown["endDate"]),
        (&json!("Head nurse"), &json!("2019-03"), &json!("2021-06"))
    );

    let mutation = format!(
        "workRemove(id: {}, expectedVersion: {}) {{ userErrors {{ code path }} }}",
        work["id"], work["version"]
    );
    done(&owner, &mutation).await;
    assert_eq!(own(&owner).await["work"]["nodes"], json!([]));
}

/// "Profile changes trigger re-extraction": nobody waits for it, and what is derived goes with what it was derived from.
#[tokio::test]
async fn a_change_is_read_anew_later() {
    let app = TestApp::new().await;
    let ada = member(&app, "Ada").await;
    let owner = app.as_(&ada);
    let read = async || {
        let profile = own(&owner).await;
        let facets = profile["facets"]["nodes"].as_array().cloned().unwrap_or_default();
        let roles = facets.into_iter().filter(|facet| facet["kind"] == "ROLE").collect::<Vec<_>>();
        (profile["extractionStatus"]["state"].clone(), roles)
    };
    let work = add_work(&owner, r#"company: "Initech", title: "Nurse", startDate: "2019-03""#).await;
    assert_eq!(read().await, (json!("PENDING"), vec![]));
    app.work().await;
    let role = json!({ "kind": "ROLE", "value": "Nurse", "source": { "itemId": work["id"] } });
    assert_eq!(read().await, (json!("DONE"), vec![role]));

    let mutation = format!(
        "workRemove(id: {}, expectedVersion: {}) {{ userErrors {{ code path }} }}",
        work["id"], work["version"]
    );
    done(&owner, &mutation).await;
    assert_eq!(read().await.1, Vec::<Value>::new(), "gone with its source, before anything is read again");
}

/// "Cannot access other users' profiles": what isn't public can't be told from what isn't there, and is nobody else's to change.
#[tokio::test]
async fn others_profiles_are_out_of_reach() {
    let app = TestApp::new().await;
    let (ada, eve) = (member(&app, "Ada").await, member(&app, "Eve").await);
    let work = add_work(&app.as_(&ada), r#"company: "Initech", title: "Nurse", startDate: "2019-03""#).await;
    let others = app.as_(&eve);
    let hide = "visibilitySet(input: { sections: [{ section: HEADER, visibility: { level: PRIVATE } }] }, expectedVersion: ";
    let version = own(&app.as_(&ada)).await["version"].clone();
    done(&app.as_(&ada), &format!("{hide}{version}) {{ userErrors {{ code path }} }}")).await;

    let ask = async |id: &str| {
        let reply = others.query_with("query($id: ID!) { node(id: $id) { id } }", json!({ "id": id })).await;
        reply.text().to_string()
    };
    let nobodys = member(&app, "Nobody").await;
    app.sql("DELETE FROM users WHERE id = $1", &[&nobodys.user_id]).await;
    assert_eq!(ask(&ada.id()).await, ask(&nobodys.id()).await);

    let mutation = format!(
        "mutation {{ workRemove(id: {}, expectedVersion: {}) {{ userErrors {{ code }} }} }}",
        work["id"], work["version"]
    );
    let reply = others.query(&mutation).await;
    assert_eq!(
        reply.data()["workRemove"]["userErrors"],
        json!([{ "code": "NOT_FOUND" }]),
        "{}",
        reply.text()
    );
    assert_eq!(own(&app.as_(&ada)).await["work"]["nodes"][0]["id"], work["id"]);
}

/// "Ensures data integrity (atomic user + profile creation)", and the seed's check of the defaults.
#[tokio::test]
async fn registration_makes_user_and_profile_or_neither() {
    let app = TestApp::new().await;
    let refuse =
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not today'; END $$";
    app.sql(refuse, &[]).await;
    app.sql("CREATE TRIGGER refuse BEFORE INSERT ON profiles FOR EACH ROW EXECUTE FUNCTION refuse()", &[])
        .await;
    let newcomer = somebody_new();
    let document = "{ me { profile { preferences { timezone currency } } } }";
    let reply = app.as_(&newcomer).query(document).await;
    assert!(reply.text().contains("\"errors\""), "{}", reply.text());
    assert_eq!((count(&app, "users").await, count(&app, "profiles").await), (0, 0));

    app.sql("DROP TRIGGER refuse ON profiles", &[]).await;
    let reply = app.as_(&newcomer).query(document).await;
    let preferences = &reply.data()["me"]["profile"]["preferences"];
    assert_eq!(*preferences, json!({ "timezone": "UTC", "currency": "USD" }));
    assert_eq!((count(&app, "users").await, count(&app, "profiles").await), (1, 1));
}

/// "Existing user has a profile (backfilled)", "Should report" that there is nothing to do the second time.
#[tokio::test]
async fn a_back_fill_gives_everybody_a_profile_and_then_has_nothing_to_do() {
    let app = TestApp::new().await;
    app.sql("INSERT INTO users (id, clerk_id) VALUES (gen_random_uuid(), 'user_without_a_profile')", &[])
        .await;
    let home = TempDir::new();
    let backfill = || {
        let mut command = folio(home.path(), &["backfill-profiles"]);
        command.env("DATABASE_URL", app.database.url());
        succeed(command)
    };
    assert!(backfill().contains("made 1 profile(s)"));
    let defaults = "profiles WHERE timezone = 'UTC' AND currency = 'USD'";
    assert_eq!((count(&app, defaults).await, count(&app, "profiles").await), (1, 1));
    assert!(backfill().contains("made 0 profile(s)"));
}
