//! The feed at work: what another process writes reaches those who follow here.

use folio::events;
use folio_db::profiles::{self, ProfilePatch};
use folio_policy::Role;
use folio_testkit::TestApp;
use serde_json::json;
use tokio_util::sync::CancellationToken;

use super::settings;

const FOLLOW: &str = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { headline } } }";

#[tokio::test(flavor = "multi_thread")]
async fn what_another_process_writes_wakes_those_who_follow_here() {
    let app = TestApp::new().await;
    let member = app.member().role(Role::Mentor).create().await;
    let shutdown = CancellationToken::new();
    let running = events::run(settings(&app.database), app.db.clone(), app.hub.clone(), shutdown.clone());
    let running = tokio::spawn(running);

    let mut socket = app.anonymous().socket().await;
    socket.subscribe("page", FOLLOW, json!({ "id": member.id() })).await;
    socket.data("page").await;
    for round in 1..=3 {
        let headline = format!("Written elsewhere, {round}");
        let patch = ProfilePatch { headline: Some(Some(headline.clone())), ..ProfilePatch::default() };
        // Past the mutations of this process, so that nobody here is told but by the feed.
        app.change(&member, async |profile| {
            profiles::update(profile, &patch).await.expect("it can be written");
        })
        .await;
        let event = socket.data("page").await;
        assert_eq!(event["profileChanged"]["profile"]["headline"], json!(headline));
    }
    shutdown.cancel();
    running.await.expect("it stops when it is told to");
}
