//! Everything that is told: each mutation and command that leaves events, done once.

use chrono::{DateTime, TimeDelta};
use folio::activity::{self, Applied, Fact, Origin};
use folio_db::{
    feed::{self, Event, Sequencer},
    write,
};
use folio_testkit::{Member, TempDir, TestApp};
use serde_json::{Value, json};

use super::settings;
use crate::{
    cli::run::{folio, succeed},
    endorsements, imports,
    write::{
        cases::{Case, assert_done},
        sections,
    },
};

/// Types that are told by what isn't done here.
pub(crate) const TOLD_ELSEWHERE: &[&str] = &[
    "badge.expired",
    "endorsement.erased",
    "profile.deleted",
    "profile.facets_changed",
    "session.ended",
    "skill.changed",
];

/// Does it all, each mutation on a profile of its own, and gives the feed.
pub(crate) async fn tell(app: &TestApp) -> Vec<Event> {
    for case in Case::all() {
        let member = somebody(app).await;
        let arguments = case.arguments(&member);
        assert_done(&case.call(&app.as_(&member), &arguments, 1, None).await);
    }
    let member = somebody(app).await;
    let home = TempDir::new();
    let resume = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/resumes/new-grad.json");
    let mut import = folio(home.path(), &["import-resume", "--user", &member.slug, resume]);
    import.env("DATABASE_URL", app.database.url());
    tokio::task::spawn_blocking(|| succeed(import)).await.expect("it is imported");
    told_of_people(app).await;
    imports::tell(app).await;
    endorsements::tell_all(app).await;
    sequenced(app).await
}

/// What other parts of the platform tell of somebody, and tell again with something new.
async fn told_of_people(app: &TestApp) {
    let badge = "INSERT INTO badges (id, key, name, issuer_name) \
                 VALUES (gen_random_uuid(), 'first-gig', 'First gig', 'Gigsy') ON CONFLICT DO NOTHING";
    app.sql(badge, &[]).await;
    let member = somebody(app).await;
    let award = json!({ "awardId": "1", "badge": "first-gig" });
    let course =
        json!({ "completionId": "1", "title": "Welding", "provider": "School", "completedOn": "2025-03" });
    let gig = json!({ "gigId": "1", "title": "A bench", "completedAt": "2025-04-01T12:00:00Z" });
    let facts = [
        ("com.gigsy.badge.awarded.v1", award.clone()),
        ("com.gigsy.badge.awarded.v1", with(award, "evidenceText", "A bench")),
        ("com.gigsy.badge.revoked.v1", json!({ "awardId": "1" })),
        ("com.gigsy.course.completed.v1", course.clone()),
        ("com.gigsy.course.completed.v1", with(course, "title", "Soldering")),
        ("com.gigsy.gig.completed.v1", gig.clone()),
        ("com.gigsy.gig.completed.v1", with(gig, "title", "A table")),
    ];
    for (number, (event_type, data)) in (0..).zip(facts) {
        let time = DateTime::UNIX_EPOCH + TimeDelta::days(20_000 + number);
        let origin = Origin::new("/tests", number.to_string(), time);
        let fact = Fact::read(event_type, origin, &data).expect("it is a fact");
        let tx = app.db.begin().await.expect("a transaction begins");
        let profile = write::lock(&tx, member.profile_id).await.expect("it can be locked");
        let profile = profile.expect("the profile is there");
        let applied = activity::apply(&profile, &fact).await.expect("it can be applied");
        let Applied::Changed(record) = applied else { panic!("{event_type} changes something") };
        profile.record(&record).await.expect("it is recorded");
        tx.commit().await.expect("it lasts");
    }
}

fn with(mut data: Value, field: &str, value: &str) -> Value {
    data[field] = json!(value);
    data
}

/// Somebody with everything at version 1.
async fn somebody(app: &TestApp) -> Member {
    let rows = app.member().filled().rows(sections::at_version_1);
    rows.create().await
}

/// Gives everything its place, and reads it.
pub(crate) async fn sequenced(app: &TestApp) -> Vec<Event> {
    let elected = Sequencer::elect(&settings(&app.database)).await.expect("the database answers");
    let mut sequencer = elected.expect("nobody else sequences");
    while sequencer.round(1_000).await.expect("a round") > 0 {}
    feed::after(&app.db.conn().await.expect("a connection"), 0, 1_000).await.expect("it can be read")
}
