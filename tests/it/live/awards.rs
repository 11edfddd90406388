//! Badges that a test awards and takes back, by the path that events of other teams take.

use chrono::{DateTime, Utc};
use folio::activity::{Applied, Fact, Origin, apply};
use folio_db::{
    Db,
    badge_awards::BadgeAwardRow,
    items::ItemTable,
    write::{self, Actor, Event, Record},
};
use folio_testkit::{Member, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

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
    tell_those_who_follow(app, member, "awarded", award, &data).await;
}

/// Takes an award back.
pub(crate) async fn revoke(app: &TestApp, member: &Member, award: &str) {
    tell_those_who_follow(app, member, "revoked", award, &json!({ "awardId": award })).await;
}

async fn tell_those_who_follow(app: &TestApp, member: &Member, what: &str, award: &str, data: &Value) {
    let version = tell(&app.db, member.profile_id, what, award, data).await;
    app.hub.publish(member.profile_id, Some(version));
}

/// Tells of an award, and nobody of that: as a process does in which nobody follows. Gives the profile's version.
pub(crate) async fn tell(db: &Db, profile: Uuid, what: &str, award: &str, data: &Value) -> i64 {
    let mut data = data.clone();
    data.as_object_mut().expect("an object").retain(|_, value| !value.is_null());
    let origin = Origin::new(SOURCE, format!("{award}-{what}"), Utc::now());
    let fact = Fact::read(&format!("com.gigsy.badge.{what}.v1"), origin, &data);
    let fact = fact.unwrap_or_else(|_| panic!("{data} is a fact"));
    let tx = db.begin().await.expect("a transaction begins");
    let profile = write::lock(&tx, profile).await.expect("it can be locked").expect("it is there");
    let version = match apply(&profile, &fact).await.expect("it can be applied") {
        Applied::Changed(record) => profile.record(&record).await.expect("it is recorded"),
        other => panic!("{data}: {other:?}"),
    };
    tx.commit().await.expect("it lasts");
    version
}

/// Turns whether an award is put first.
pub(crate) async fn feature(db: &Db, profile: Uuid, award: &str) {
    let tx = db.begin().await.expect("a transaction begins");
    let profile = write::lock(&tx, profile).await.expect("it can be locked").expect("it is there");
    let rows = BadgeAwardRow::of_profiles(profile.conn(), &[profile.profile_id]).await;
    let mut rows = rows.expect("the awards can be read").into_iter();
    let mut row = rows.rfind(|row| row.source_id == award).expect("the award is there");
    row.featured = if row.featured.is_some() { None } else { Some(0) };
    row.version += 1;
    BadgeAwardRow::put(&profile, &[row]).await.expect("it can be written");
    let record = Record::of(Actor::Service, "test", Event::of("badge.changed"));
    profile.record(&record).await.expect("it is recorded");
    tx.commit().await.expect("it lasts");
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
