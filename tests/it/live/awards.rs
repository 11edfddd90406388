//! Badges that a test awards and takes back, by the path that events of other teams take.

use chrono::{DateTime, Utc};
use folio::activity::{Applied, Fact, Origin, apply};
use folio_db::write;
use folio_testkit::{Member, TestApp};
use serde_json::{Value, json};

const SOURCE: &str = "https://learning.example";

/// Puts a badge of this key into the catalogue.
pub(crate) async fn offer(app: &TestApp, key: &str) {
    let insert =
        "INSERT INTO badges (id, key, name, issuer_name) VALUES (gen_random_uuid(), $1, $1, 'Gigsy')";
    app.sql(insert, &[&key]).await;
}

/// Awards a badge, as `award` of its issuer.
pub(crate) async fn award(app: &TestApp, member: &Member, badge: &str, award: &str) {
    award_at(app, member, badge, award, Utc::now(), None).await;
}

/// As [`award`], at a time and until another.
pub(crate) async fn award_at(
    app: &TestApp,
    member: &Member,
    badge: &str,
    award: &str,
    at: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
) {
    let data = json!({ "awardId": award, "badge": badge, "awardedAt": at, "expiresAt": until });
    tell(app, member, "awarded", award, &data).await;
}

/// Takes an award back.
pub(crate) async fn revoke(app: &TestApp, member: &Member, award: &str) {
    tell(app, member, "revoked", award, &json!({ "awardId": award })).await;
}

async fn tell(app: &TestApp, member: &Member, what: &str, award: &str, data: &Value) {
    let mut data = data.clone();
    data.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
    let origin = Origin::new(SOURCE, format!("{award}-{what}"), Utc::now());
    let fact = Fact::read(&format!("com.gigsy.badge.{what}.v1"), origin, &data);
    let fact = fact.unwrap_or_else(|_| panic!("{data} is a fact"));
    let tx = app.db.begin().await.expect("a transaction begins");
    let profile = write::lock(&tx, member.profile_id).await.expect("it can be locked").expect("it is there");
    let version = match apply(&profile, &fact).await.expect("it can be applied") {
        Applied::Changed(record) => profile.record(&record).await.expect("it is recorded"),
        other => panic!("{data}: {other:?}"),
    };
    tx.commit().await.expect("it lasts");
    app.hub.publish(member.profile_id, Some(version));
}

/// Changes columns of an award as the owner would.
pub(crate) async fn change(app: &TestApp, member: &Member, award: &str, columns: &str) {
    let update = format!(
        "UPDATE badge_awards SET {columns}, version = version + 1 WHERE profile_id = $1 AND source_id = $2"
    );
    assert_eq!(app.sql(&update, &[&member.profile_id, &award]).await, 1);
    app.refresh(member).await;
    app.publish(member);
}
