//! Asking what stands after Clerk has told something.

use folio_testkit::{Delivery, SignIn, TestApp};
use serde_json::Value;

/// Somebody at Clerk.
#[derive(Clone, Copy)]
pub(super) struct Somebody<'a>(pub(super) &'a str);

impl SignIn for Somebody<'_> {
    fn clerk_id(&self) -> String {
        self.0.to_owned()
    }
}

/// Delivers what is accepted, and applies it.
pub(super) async fn tell(app: &TestApp, event: &Value) {
    let reply = Delivery::clerk(event).send(app).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    app.work().await;
}

/// How many rows there are.
pub(super) async fn count(app: &TestApp, of: &str) -> i64 {
    let query = format!("SELECT count(*) FROM {of}");
    app.database.sql().await.query_one(&query, &[]).await.expect("it can be counted").get(0)
}

/// One text of the database.
pub(super) async fn text(app: &TestApp, query: &str) -> Option<String> {
    app.database.sql().await.query_one(query, &[]).await.expect("one row").get(0)
}

/// The states of the inbox, with their reasons, in the order of arrival.
pub(super) async fn inbox(app: &TestApp) -> Vec<String> {
    let query = "SELECT concat_ws(' ', state, reason, waits_for) FROM inbound_events ORDER BY id";
    let rows = app.database.sql().await.query(query, &[]).await.expect("it can be read");
    rows.iter().map(|row| row.get(0)).collect()
}

/// What the person sees of themselves.
pub(super) async fn me(app: &TestApp, clerk_id: &str) -> Value {
    let query = "{ me { role staff verifiedEmployer profile {
        displayName avatarUrl contact { username email phone } publication { state publicUrlEnabled } } } }";
    app.as_(Somebody(clerk_id)).query(query).await.data()["me"].clone()
}
