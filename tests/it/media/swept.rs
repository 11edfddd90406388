//! Nothing stays in the store that no row names.

use std::{
    fs::File,
    time::{Duration, SystemTime},
};

use folio::upkeep;
use folio_testkit::TestApp;
use serde_json::json;

use super::*;

/// Makes everything in the store as old as it must be to be swept.
fn age(app: &TestApp) {
    let old = SystemTime::now() - Duration::from_secs(25 * 3_600);
    for name in ["files", "uploads"] {
        let entries = std::fs::read_dir(app.media_home.path().join(name)).into_iter().flatten();
        for entry in entries {
            let file = File::options().write(true).open(entry.expect("an entry").path()).expect("it opens");
            file.set_modified(old).expect("its time can be set");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_whose_time_is_over_goes_with_what_was_put() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = png(20, 20);
    // One that was put and never completed, as by somebody who was cut off; and one that was completed and never used.
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    assert_eq!(put(&requested["upload"], &bytes).await.status().as_u16(), 204);
    ready(&visitor, "MEDIA", "image/png", &bytes).await;
    app.work().await;
    assert_eq!(stored(&app), (1, 1));
    assert_eq!(upkeep::round(&app.db).await.expect("it is done").uploads, 0);
    app.sql("UPDATE uploads SET expires_at = now() - interval '1 second'", &[]).await;
    assert_eq!(upkeep::round(&app.db).await.expect("it is done").uploads, 2);
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_no_row_names_is_swept_and_what_one_names_is_not() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = png(20, 20);
    let upload = ready(&visitor, "MEDIA", "image/png", &bytes).await;
    let item = add(&visitor, &upload, None).await;
    ready(&visitor, "MEDIA", "image/png", &bytes).await;
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    assert_eq!(put(&requested["upload"], &bytes).await.status().as_u16(), 204);
    app.work().await;
    assert_eq!(stored(&app), (2, 1));
    // Put and kept by somebody who was killed before anything was written down, or in the middle of writing.
    for name in ["files", "uploads"] {
        let directory = app.media_home.path().join(name);
        std::fs::write(directory.join(uuid::Uuid::new_v4().to_string()), b"x").expect("it is written");
        std::fs::write(directory.join(format!("{}#1", uuid::Uuid::new_v4())), b"x").expect("it is written");
    }
    app.sql("DELETE FROM jobs WHERE kind = 'media.sweep'", &[]).await;
    upkeep::round(&app.db).await.expect("it is done");
    app.work().await;
    assert_eq!(stored(&app), (4, 3), "what is young may be about to be named");
    age(&app);
    app.sql("DELETE FROM jobs WHERE kind = 'media.sweep'", &[]).await;
    upkeep::round(&app.db).await.expect("it is done");
    app.work().await;
    assert_eq!(stored(&app), (2, 1));
    assert_eq!(open(&app, &item["url"]).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_removed_items_file_goes() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "MEDIA", "image/png", &png(20, 20)).await;
    let item = add(&visitor, &upload, None).await;
    let document = "mutation($id: ID!, $version: Int64!) { it: mediaRemove(id: $id, expectedVersion: $version) { removedId userErrors { code } } }";
    let stale = visitor.query_with(document, json!({ "id": item["id"], "version": "2" })).await;
    assert_eq!(stale.data()["it"]["userErrors"][0]["code"], "CONFLICT");
    app.work().await;
    assert_eq!(stored(&app), (1, 0), "what is refused removes nothing");
    let removed = visitor.query_with(document, json!({ "id": item["id"], "version": "1" })).await;
    assert_eq!(removed.data()["it"]["removedId"], item["id"]);
    app.work().await;
    assert_eq!((open(&app, &item["url"]).await.status.as_u16(), stored(&app)), (404, (0, 0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_erased_leaves_no_file() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "MEDIA", "application/pdf", PDF).await;
    let item = add(&visitor, &upload, None).await;
    ready(&visitor, "COVER", "image/png", &png(9, 9)).await;
    let requested = request(&visitor, "MEDIA", "image/png", 9).await;
    assert_eq!(put(&requested["upload"], &[0; 9]).await.status().as_u16(), 204);
    app.work().await;
    assert_eq!(stored(&app), (2, 1));
    let conn = app.db.conn().await.expect("a connection is free");
    let erase = folio::inbound::Erase { user: member.user_id };
    folio::jobs::enqueue(&conn, &erase).await.expect("it is asked for");
    drop(conn);
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
    assert_eq!(open(&app, &item["url"]).await.status, 404);
    assert_eq!(put(&requested["upload"], &[0; 9]).await.status().as_u16(), 403, "nothing comes after");
}

/// Two databases with one store: the second is refused before it removes what the first one names.
#[tokio::test(flavor = "multi_thread")]
async fn a_store_is_one_database_s() {
    let (first, second) = (TestApp::new().await, TestApp::new().await);
    let member = first.member().create().await;
    let visitor = first.as_(&member);
    let upload = ready(&visitor, "MEDIA", "image/png", &png(20, 20)).await;
    add(&visitor, &upload, None).await;
    first.work().await;
    for _ in 0..2 {
        first.media.claim(&first.db).await.expect("it is theirs");
    }
    let refused = first.media.claim_at_start(&second.db).await.expect_err("it is another's").to_string();
    let marker = first.media_home.path().join("folio-database");
    assert!(refused.contains(&marker.display().to_string()), "{refused}");
    // Nor does a worker that was started all the same sweep it.
    let before = stored(&first);
    age(&first);
    upkeep::round(&second.db).await.expect("it is done");
    let tools = folio::jobs::Tools { media: first.media.clone(), ..second.tools() };
    let registry = folio::jobs::Registry::default().with::<folio::media::Sweep>();
    let worker = folio::jobs::Worker::new(registry, tools, folio::jobs::WorkerSettings::default());
    worker.run_until_idle().await.expect("the queue can be read");
    assert_eq!(stored(&first), before);
    // Once the first is no more, its marker is taken away by hand.
    std::fs::remove_file(&marker).expect("it is there");
    first.media.claim(&second.db).await.expect("it is free");
    first.media.claim(&first.db).await.expect_err("it is the second one's now");
}

/// A physical copy has the same id as the database that it is a copy of; it is known by its feed.
#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_went_another_way_is_refused() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "MEDIA", "image/png", &png(20, 20)).await;
    let item = add(&visitor, &upload, None).await;
    let settings = crate::events::settings(&app.database);
    let sequencer = folio_db::feed::Sequencer::elect(&settings).await.expect("the database answers");
    sequencer.expect("nobody else sequences").round(1_000).await.expect("a round");
    let marker = app.media_home.path().join("folio-database");
    let noted = || std::fs::read_to_string(&marker).expect("it is there").lines().count();
    app.media.claim(&app.db).await.expect("it is theirs");
    assert_eq!(noted(), 1, "what has just happened may be missing where it is the same database");
    app.sql("UPDATE outbox SET sequenced_at = now() - interval '2 hours'", &[]).await;
    for _ in 0..2 {
        app.media.claim_at_start(&app.db).await.expect("it is theirs still");
        assert_eq!(noted(), 2);
    }

    let document = "mutation($id: ID!) { it: mediaRemove(id: $id, expectedVersion: \"1\") { removedId } }";
    assert!(
        visitor.query_with(document, json!({ "id": item["id"] })).await.data()["it"]["removedId"].is_string()
    );
    // As a copy that has another event at the place; and as one that ends before it.
    let last = "SELECT id::text FROM outbox ORDER BY feed_seq DESC NULLS LAST LIMIT 1";
    let last = app.database.sql().await.query_one(last, &[]).await.expect("it is there").get::<_, String>(0);
    let before = stored(&app);
    for (other_way, back) in [
        (
            format!("UPDATE outbox SET id = gen_random_uuid() WHERE id = '{last}'"),
            format!("UPDATE outbox SET id = '{last}' WHERE feed_seq = (SELECT last_seq FROM feed_head)"),
        ),
        (
            "UPDATE feed_head SET last_seq = last_seq - 1".to_owned(),
            "UPDATE feed_head SET last_seq = last_seq + 1".to_owned(),
        ),
    ] {
        app.sql(&other_way, &[]).await;
        app.media.claim_at_start(&app.db).await.expect_err("it is the other one's");
        app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
        app.work().await;
        assert_eq!(stored(&app), before, "a job removes nothing either: {other_way}");
        app.sql(&back, &[]).await;
    }
    // What is kept no more is no other way.
    app.sql(&format!("DELETE FROM outbox WHERE id = '{last}'"), &[]).await;
    app.sql("UPDATE jobs SET run_at = now() WHERE state = 'READY'", &[]).await;
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
}
