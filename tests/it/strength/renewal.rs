//! Profiles that the present model hasn't scored, and rights that change what counts.

use folio_testkit::{TempDir, TestApp};
use serde_json::json;

use super::{points, strength, told, update};
use crate::cli::run::{folio, succeed};

#[tokio::test]
async fn the_back_fill_scores_what_the_present_model_has_not() {
    let app = TestApp::new().await;
    let [never, old, present] = [
        app.member().filled().create().await,
        app.member().filled().create().await,
        app.member().create().await,
    ];
    app.sql("DELETE FROM strength_history WHERE profile_id = $1", &[&never.profile_id]).await;
    app.sql("DELETE FROM profile_strength WHERE profile_id = $1", &[&never.profile_id]).await;
    let by_another =
        "UPDATE profile_strength SET model_version = 999, score = 3, steps = '{}' WHERE profile_id = $1";
    app.sql(by_another, &[&old.profile_id]).await;
    let untouched = app.trace(&present).await;

    let home = TempDir::new();
    let backfill = || {
        let mut command = folio(home.path(), &["backfill-profiles"]);
        command.env("DATABASE_URL", app.database.url());
        succeed(command)
    };
    let said = backfill();
    assert!(said.contains("wrote 2 snapshot(s)"), "{said}");
    for member in [&never, &old] {
        assert_eq!(strength(&app.as_(member)).await["score"], 88);
        assert_eq!(points(&app, member).await.last().map(|(_, score)| *score), Some(88));
    }
    assert!(told(&app, &never).await.is_empty(), "its first score is no event");
    let events = told(&app, &old).await;
    assert_eq!(events.len(), 1, "{events:?}");
    assert_eq!((events[0].1, events[0].2.as_str()), (0, "strength.changed"));
    assert_eq!(app.trace(&present).await, untouched);
    assert!(backfill().contains("wrote 0 snapshot(s)"));
}

/// A snapshot from before there was any score opens as it is, without one.
#[tokio::test]
async fn a_page_that_was_never_scored_is_shown_without_its_strength() {
    let app = TestApp::new().await;
    let member = app.member().named("Maya").create().await;
    let take = "UPDATE users SET profile = (profile::jsonb #- '{sections,strength}')::json WHERE id = $1";
    app.sql(take, &[&member.user_id]).await;
    let document = "{ me { profile { displayName strength { score } } strengthInsights { score }
        onboarding { done steps { done } } } }";
    let me = app.as_(&member).query(document).await.data()["me"].clone();
    assert_eq!(me["profile"], json!({ "displayName": "Maya", "strength": null }));
    assert_eq!((&me["strengthInsights"], &me["onboarding"]["done"]), (&json!(null), &json!(false)));
    update(&app.as_(&member), 1, json!({ "headline": "Here" })).await;
    assert_eq!(strength(&app.as_(&member)).await["score"], 16);
}

#[tokio::test]
async fn another_role_scores_anew_and_tells() {
    let app = TestApp::new().await;
    let member = app.member().filled().rows(|rows| rows.profile.version = 1).create().await;
    let home = TempDir::new();
    let mut command = folio(home.path(), &["user", "role", &member.slug, "--role", "employer"]);
    command.env("DATABASE_URL", app.database.url());
    succeed(command);
    assert_eq!(strength(&app.as_(&member)).await["score"], 82);
    let told: Vec<String> = told(&app, &member).await.into_iter().map(|(_, _, event)| event).collect();
    assert_eq!(told, ["profile.updated", "strength.changed"]);
    app.assert_whole(&member).await;
}
