//! Everything that is told: each mutation and command that leaves events, done once.

use folio_db::feed::{self, Event, Sequencer};
use folio_testkit::{Item, Member, TempDir, TestApp};

use super::settings;
use crate::{
    cli::run::{folio, succeed},
    write::cases::{Case, assert_done},
};

/// Types that nothing here tells.
pub(crate) const NOT_TOLD: &[&str] = &[
    "badge.awarded",
    "badge.changed",
    "badge.expired",
    "badge.revoked",
    "certificate.added",
    "certificate.changed",
    "course.completed",
    "gig.added",
    "gig.changed",
    "gig.completed",
    "profile.deleted",
    "profile.registered",
    "session.ended",
    "strength.changed",
];

/// Does it all, each mutation on a profile of its own, and gives the feed.
pub(crate) async fn tell(app: &TestApp) -> Vec<Event> {
    for case in Case::all() {
        let member = somebody(app).await;
        let mut arguments = (case.valid)(&member, 0);
        let item = if case.name.starts_with("education") { Item::Education } else { Item::Project };
        if case.name.ends_with("Reorder") {
            let backwards = member.filling.items(item).iter().rev();
            arguments["ids"] = backwards.map(|id| member.item_id(item, *id)).collect();
        }
        assert_done(&case.call(&app.as_(&member), &arguments, 1, None).await);
    }
    let member = somebody(app).await;
    let home = TempDir::new();
    let resume = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/resumes/new-grad.json");
    let mut import = folio(home.path(), &["import-resume", "--user", &member.slug, resume]);
    import.env("DATABASE_URL", app.database.url());
    tokio::task::spawn_blocking(|| succeed(import)).await.expect("it is imported");
    sequenced(app).await
}

/// Somebody with everything at version 1.
async fn somebody(app: &TestApp) -> Member {
    let rows = app.member().filled().rows(|rows| {
        rows.profile.version = 1;
        rows.education.iter_mut().for_each(|row| row.version = 1);
        rows.projects.iter_mut().for_each(|row| row.version = 1);
    });
    rows.create().await
}

/// Gives everything its place, and reads it.
pub(crate) async fn sequenced(app: &TestApp) -> Vec<Event> {
    let elected = Sequencer::elect(&settings(&app.database)).await.expect("the database answers");
    let mut sequencer = elected.expect("nobody else sequences");
    while sequencer.round(1_000).await.expect("a round") > 0 {}
    feed::after(&app.db.conn().await.expect("a connection"), 0, 1_000).await.expect("it can be read")
}
