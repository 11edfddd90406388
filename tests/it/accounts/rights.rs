//! Roles and rights come from our database, and moving them moves nobody's toggles.

use folio_db::accounts::{self, Rights};
use folio_policy::{Circle, ProfileState, Role, Section, Visibility};
use folio_testkit::{Member, TestApp};
use serde_json::json;

async fn grant(app: &TestApp, member: &Member, rights: Rights) {
    let conn = app.db.conn().await.expect("a connection is free");
    accounts::set_rights(&conn, member.user_id, rights).await.expect("rights can be set");
}

/// Whether somebody sees what is open to employers only.
async fn reads_as_employer(app: &TestApp, viewer: &Member, owner: &Member) -> bool {
    let page = "query($slug: String!) { profile(slug: $slug) { contact { email } } }";
    let reply = app.as_(viewer).query_with(page, json!({ "slug": owner.slug })).await;
    reply.data()["profile"]["contact"]["email"].is_string()
}

async fn open_to_employers(app: &TestApp) -> Member {
    let employers = Visibility::Restricted(Circle::EMPLOYERS);
    app.member().section(Section::Contact, employers).filled().create().await
}

#[tokio::test]
async fn a_change_of_role_moves_no_toggle() {
    let app = TestApp::new().await;
    let member = app.member().role(Role::Student).create().await;
    let stored = async || {
        let query = "SELECT visibility::text, public_url_enabled, role FROM profiles JOIN users ON users.id = user_id";
        let row = app.database.sql().await.query_one(query, &[]).await.expect("one row");
        (row.get::<_, String>(0), row.get::<_, bool>(1), row.get::<_, String>(2))
    };
    let before = stored().await;
    grant(&app, &member, Rights { role: Some(Role::Mentor), ..Rights::default() }).await;
    let after = stored().await;
    assert_eq!((&before.0, before.1), (&after.0, after.1));
    assert_eq!((before.2.as_str(), after.2.as_str()), ("STUDENT", "MENTOR"));
}

#[tokio::test]
async fn an_employer_reads_as_one_only_once_verified() {
    let app = TestApp::new().await;
    let owner = open_to_employers(&app).await;
    let employer = app.member().role(Role::Employer).create().await;
    assert!(!reads_as_employer(&app, &employer, &owner).await);
    grant(&app, &employer, Rights { verified_employer: Some(true), ..Rights::default() }).await;
    assert!(reads_as_employer(&app, &employer, &owner).await);
    grant(&app, &employer, Rights { verified_employer: Some(false), ..Rights::default() }).await;
    assert!(!reads_as_employer(&app, &employer, &owner).await, "from the very next request");
}

#[tokio::test]
async fn staff_and_the_suspended_do_not_read_as_employers() {
    let app = TestApp::new().await;
    let owner = open_to_employers(&app).await;
    let staff = app.member().verified_employer().staff(folio_policy::Staff::Admin).create().await;
    let suspended = app.member().verified_employer().state(ProfileState::Suspended).create().await;
    assert!(!reads_as_employer(&app, &staff, &owner).await);
    assert!(!reads_as_employer(&app, &suspended, &owner).await);
}
