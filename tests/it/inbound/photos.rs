//! Photos: fetched from where they may be, made our own, shown for as long as they may be seen.

use std::{io::Cursor, sync::Arc};

use axum::{Router, body::Body, http::StatusCode, response::IntoResponse, routing::get};
use folio::{
    inbound::Apply,
    jobs::Registry,
    media::{IngestPhoto, SIDE},
};
use folio_testkit::{Delivery, Reply, TestApp};
use image::{DynamicImage, ImageFormat, ImageReader};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    clerk::{Somebody, count, me, tell, text},
    payloads::{clerk_id, deleted, user},
};

/// A host of photos on this machine.
async fn host() -> String {
    let mut png = Vec::new();
    DynamicImage::new_rgb8(1_200, 600)
        .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
        .expect("a picture");
    let png: Arc<[u8]> = png.into();
    let photo = async move || Body::from(png.to_vec());
    let away = async || (StatusCode::FOUND, [("location", "http://192.0.2.1/a")]).into_response();
    let router = Router::new()
        .route("/photo", get(photo.clone()))
        .route("/other", get(photo))
        .route("/away", get(away))
        .route("/page", get(async || "<html>"))
        .route("/huge", get(async || Body::from(vec![0; 6 << 20])));
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let address = listener.local_addr().expect("it is bound");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

fn with_photo(id: &str, seconds: i64, url: Option<&str>) -> Value {
    user("updated", id, seconds, |user| {
        user["has_image"] = json!(url.is_some());
        user["image_url"] = json!(url.unwrap_or("https://img.clerk.com/made-up"));
    })
}

async fn avatar(app: &TestApp, id: &str) -> Option<String> {
    me(app, id).await["profile"]["avatarUrl"].as_str().map(str::to_owned)
}

async fn open(app: &TestApp, url: &str) -> Reply {
    let path = url.strip_prefix(&app.url("")).expect("an address of the server's own");
    Reply::of(app.anonymous().request("GET", path)).await
}

fn files(app: &TestApp) -> usize {
    std::fs::read_dir(app.media_home.path().join("pictures")).map_or(0, Iterator::count)
}

#[tokio::test]
async fn a_photo_becomes_a_small_picture_of_our_own() {
    let (app, host, id) = (TestApp::new().await, host().await, clerk_id());
    tell(&app, &with_photo(&id, 0, Some(&format!("{host}/photo")))).await;
    let url = avatar(&app, &id).await.expect("an avatar");
    let picture = open(&app, &url).await;
    assert_eq!(
        (picture.status.as_u16(), &picture.headers["content-type"]),
        (200, &"image/jpeg".parse().expect("one"))
    );
    assert_eq!(picture.headers["x-content-type-options"], "nosniff");
    assert_eq!(picture.headers["cache-control"], "private, max-age=60");
    let reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().expect("it is read");
    assert_eq!(reader.into_dimensions().expect("a picture"), (SIDE, SIDE / 2));

    // Another one takes its place, and its file goes.
    tell(&app, &with_photo(&id, 1, Some(&format!("{host}/other")))).await;
    let other = avatar(&app, &id).await.expect("an avatar");
    assert_ne!(other, url);
    assert_eq!(
        (open(&app, &url).await.status.as_u16(), open(&app, &other).await.status.as_u16()),
        (404, 200)
    );
    assert_eq!(files(&app), 1);
    // None is none.
    tell(&app, &with_photo(&id, 2, None)).await;
    assert_eq!(
        (avatar(&app, &id).await, open(&app, &other).await.status.as_u16(), files(&app)),
        (None, 404, 0)
    );
}

#[tokio::test]
async fn what_may_not_be_fetched_or_is_no_picture_leaves_the_avatar_as_it_is() {
    let (app, host, id) = (TestApp::new().await, host().await, clerk_id());
    tell(&app, &with_photo(&id, 0, Some(&format!("{host}/photo")))).await;
    let url = avatar(&app, &id).await;
    for (seconds, bad) in (1..).zip([
        format!("{host}/away"),
        format!("{host}/page"),
        format!("{host}/huge"),
        format!("{host}/nothing"),
        "https://img.clerk.com.evil.example/a".to_owned(),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "file:///etc/passwd".to_owned(),
    ]) {
        tell(&app, &with_photo(&id, seconds, Some(&bad))).await;
        assert_eq!(avatar(&app, &id).await, url, "{bad}");
    }
    assert_eq!(count(&app, "jobs WHERE state <> 'DONE'").await, 0);
    assert_eq!(files(&app), 1);
}

#[tokio::test]
async fn an_address_is_dead_once_fewer_may_see_the_picture() {
    let (app, host, id) = (TestApp::new().await, host().await, clerk_id());
    tell(&app, &with_photo(&id, 0, Some(&format!("{host}/photo")))).await;
    let mutate = async |mutation: &str| {
        let version = text(&app, "SELECT version::text FROM profiles").await.expect("a version");
        let document = format!(
            "mutation {{ {} {{ userErrors {{ code message }} }} }}",
            mutation.replace("VERSION", &version)
        );
        let reply = app.as_(Somebody(&id)).query(&document).await;
        assert!(!reply.text().contains("\"code\""), "{}", reply.text());
    };
    for tightening in [
        "visibilitySet(input: { sections: [{ section: HEADER, visibility: { level: PRIVATE } }] }, expectedVersion: \"VERSION\")",
        "profileStateSet(state: DEACTIVATED, expectedVersion: \"VERSION\")",
    ] {
        let before = avatar(&app, &id).await.expect("an avatar");
        assert_eq!(open(&app, &before).await.status, 200);
        mutate(tightening).await;
        assert_eq!(open(&app, &before).await.status, 404, "{tightening}");
        let after = avatar(&app, &id).await.expect("an avatar");
        assert_ne!(after, before);
        assert_eq!(open(&app, &after).await.status == 200, !tightening.contains("DEACTIVATED"));
    }
    mutate("profileStateSet(state: ACTIVE, expectedVersion: \"VERSION\")").await;
    let before = avatar(&app, &id).await.expect("an avatar");
    mutate("visibilitySet(input: { sections: [{ section: HEADER, visibility: { level: PLATFORM } }] }, expectedVersion: \"VERSION\")").await;
    assert_eq!(avatar(&app, &id).await.as_deref(), Some(before.as_str()), "opening moves nothing");
    tell(&app, &deleted(&id)).await;
    assert_eq!((open(&app, &before).await.status.as_u16(), files(&app)), (404, 0));
}

#[tokio::test]
async fn a_picture_that_comes_too_late_leaves_no_file() {
    let (app, host, id) = (TestApp::new().await, host().await, clerk_id());
    let url = format!("{host}/photo");
    let reply = Delivery::clerk(&with_photo(&id, 0, Some(&url))).send(&app).await;
    assert_eq!(reply.status, 200);
    let only = || Registry::default();
    app.do_jobs(only().with::<Apply>()).await;
    // The deletion alone, and then the photo that was on its way.
    let reply = Delivery::clerk(&deleted(&id)).send(&app).await;
    assert_eq!(reply.status, 200);
    app.do_jobs(only().with::<Apply>()).await;
    app.do_jobs(only().with::<IngestPhoto>()).await;
    assert_eq!(count(&app, "media").await, 0, "whoever is being erased gets no picture");
    app.work().await;
    assert_eq!((files(&app), count(&app, "users").await), (0, 0));
}

#[tokio::test]
async fn what_an_attempt_left_behind_goes_with_the_next_one() {
    let (app, host, id) = (TestApp::new().await, host().await, clerk_id());
    let reply = Delivery::clerk(&with_photo(&id, 0, Some(&format!("{host}/photo")))).send(&app).await;
    assert_eq!(reply.status, 200);
    app.do_jobs(Registry::default().with::<Apply>()).await;
    // As an attempt that wrote its file and was cut off: what it did to the database is undone.
    app.sql(
        "CREATE FUNCTION cut_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'cut off'; END $$",
        &[],
    )
    .await;
    app.sql("CREATE TRIGGER cut_off BEFORE INSERT ON media EXECUTE FUNCTION cut_off()", &[]).await;
    app.do_jobs(Registry::default().with::<IngestPhoto>()).await;
    assert_eq!((files(&app), count(&app, "media").await), (1, 0));
    app.sql("DROP TRIGGER cut_off ON media", &[]).await;
    app.sql("UPDATE users SET external_photo = NULL", &[]).await;
    app.sql("UPDATE jobs SET run_at = now()", &[]).await;
    app.work().await;
    assert_eq!(count(&app, "jobs WHERE state <> 'DONE'").await, 0);
    assert_eq!(files(&app), 0);
}
