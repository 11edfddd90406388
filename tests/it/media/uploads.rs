//! From the announcement to what is kept.

use chrono::TimeDelta;
use folio_policy::ProfileState;
use folio_testkit::{Reply, TestApp};
use image::{ImageEncoder, ImageReader, codecs::png::PngEncoder};
use serde_json::json;
use std::io::Cursor;

use super::*;

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_is_made_anew_without_what_it_told() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let original = photo();
    assert!(contains(&original, b"GPS 46.9480"), "the photo tells where it was taken");
    let upload = ready(&visitor, "MEDIA", "image/jpeg", &original).await;
    let item = add(&visitor, &upload, None).await;
    assert_eq!((&item["kind"], &item["contentType"]), (&json!("IMAGE"), &json!("image/jpeg")));
    assert_eq!((&item["title"], &item["filename"]), (&json!("What I made"), &json!("What I made.bin")));
    let file = open(&app, &item["url"]).await;
    assert_eq!(file.status, 200);
    assert_eq!(item["byteSize"], file.bytes.len());
    for told in [b"GPS".as_slice(), b"46.9480", b"Exif"] {
        assert!(!contains(&file.bytes, told));
    }
    let reader = ImageReader::new(Cursor::new(&file.bytes)).with_guessed_format().expect("it is read");
    assert_eq!(reader.into_dimensions().expect("a picture"), (60, 30));
    let header = |name: &str| file.headers[name].to_str().expect("text").to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "no-store");
    assert!(header("content-security-policy").ends_with("; sandbox"));
    assert!(header("content-disposition").starts_with("inline; "));
    // What was put has gone.
    app.work().await;
    assert_eq!(stored(&app), (1, 0));
    app.assert_whole(&member).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_is_kept_as_it_is_and_never_shown_in_place() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "MEDIA", "application/pdf", PDF).await;
    let item = add(&visitor, &upload, None).await;
    assert_eq!((&item["kind"], &item["contentType"]), (&json!("DOCUMENT"), &json!("application/pdf")));
    let file = open(&app, &item["url"]).await;
    assert_eq!((file.status.as_u16(), file.bytes.as_slice()), (200, PDF));
    let disposition = file.headers["content-disposition"].to_str().expect("text");
    assert_eq!(disposition, "attachment; filename=\"file.pdf\"; filename*=UTF-8''What%20I%20made.pdf");
    assert_eq!(file.headers["x-content-type-options"], "nosniff");
    let policy = file.headers["content-security-policy"].to_str().expect("text");
    assert_eq!(policy, "default-src 'none'; frame-ancestors 'none'; sandbox");
    // One that is read in parts is whole.
    let digits = (0..1_300_000_u32).map(|place| b'0' + u8::try_from(place % 7).expect("a digit"));
    let large: Vec<u8> = b"%PDF-1.7\n".iter().copied().chain(digits).chain(*b"\n%%EOF\n").collect();
    let upload = ready(&visitor, "MEDIA", "application/pdf", &large).await;
    let file = open(&app, &add(&visitor, &upload, None).await["url"]).await;
    assert!(file.bytes == large, "{} bytes", file.bytes.len());
    assert_eq!(file.headers["content-length"], large.len().to_string().as_str());
}

/// Somebody whose profile is put away has nothing looked at.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_looked_at_for_whoever_is_not_active() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = b"no picture at all";
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    assert_eq!(put(&requested["upload"], bytes).await.status().as_u16(), 204);
    let suspended = ProfileState::Suspended.name();
    app.sql("UPDATE profiles SET state = $2 WHERE id = $1", &[&member.profile_id, &suspended]).await;
    assert_eq!(code(&visitor, &requested["upload"]["id"]).await, "READ_ONLY");
    assert_eq!(stored(&app).1, 1, "it was looked at");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_becomes_the_avatar_or_the_cover_and_clerks_photo_does_not_take_its_place() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let set = async |kind: &str, upload: &Value, version: &str| {
        let document = "mutation($kind: PictureKind!, $upload: ID, $version: Int64!) {
            it: profilePictureSet(kind: $kind, upload: $upload, expectedVersion: $version) {
                profile { avatarUrl coverUrl } userErrors { code path } } }";
        let variables = json!({ "kind": kind, "upload": upload, "version": version });
        visitor.query_with(document, variables).await.data()["it"].clone()
    };
    let (mut shown, large) = (Vec::new(), png(2_500, 500));
    for (kind, field, side, version) in
        [("AVATAR", "avatarUrl", (512, 102), "1"), ("COVER", "coverUrl", (2_048, 410), "2")]
    {
        let upload = ready(&visitor, kind, "image/png", &large).await;
        let other = ["COVER", "AVATAR"][usize::from(kind == "COVER")];
        let refused = json!([{ "code": "NOT_FOUND", "path": ["upload"] }]);
        assert_eq!(set(other, &upload, version).await["userErrors"], refused, "of another purpose");
        let it = set(kind, &upload, version).await;
        assert_eq!(it["userErrors"], json!([]), "{it}");
        let picture = open(&app, &it["profile"][field]).await;
        assert_eq!(picture.status, 200);
        assert_eq!(picture.headers["x-robots-tag"], "noindex");
        let reader = ImageReader::new(Cursor::new(&picture.bytes)).with_guessed_format().expect("it is read");
        assert_eq!(reader.into_dimensions().expect("a picture"), side);
        // What was taken over is no upload any more.
        let later = (version.parse::<i32>().expect("a number") + 1).to_string();
        assert_eq!(set(kind, &upload, &later).await["userErrors"], refused);
        shown.push(it["profile"][field].clone());
    }
    // Both addresses are dead once fewer may see the pictures.
    let hide = "mutation { it: visibilitySet(expectedVersion: \"3\",
        input: { sections: [{ section: HEADER, visibility: { level: PRIVATE } }] }) { profile { avatarUrl coverUrl } userErrors { code } } }";
    let hidden = visitor.query(hide).await.data()["it"]["profile"].clone();
    for (before, field) in shown.iter().zip(["avatarUrl", "coverUrl"]) {
        assert_eq!(open(&app, before).await.status, 404);
        assert_eq!(open(&app, &hidden[field]).await.status, 200);
    }
    // Clerk has another photo: the owner's stays.
    app.sql("UPDATE users SET external_photo = 'https://img.clerk.com/new'", &[]).await;
    let conn = app.db.conn().await.expect("a connection is free");
    folio::media::photo_changed(&conn, member.profile_id).await.expect("it is asked for");
    drop(conn);
    app.work().await;
    assert_eq!(open(&app, &hidden["avatarUrl"]).await.status, 200);
    let it = set("AVATAR", &Value::Null, "4").await;
    assert_eq!(it["profile"]["avatarUrl"], Value::Null, "{it}");
    app.work().await;
    assert_eq!((open(&app, &hidden["avatarUrl"]).await.status.as_u16(), stored(&app)), (404, (1, 0)));
    app.assert_whole(&member).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_something_else_than_was_announced_is_refused_by_its_bytes_and_done_away_with() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let html = b"<html><script>alert(1)</script></html>".to_vec();
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>".to_vec();
    let both = [b"%PDF-1.7\n".as_slice(), &html].concat();
    let jpeg = photo();
    let cut = |end: usize| jpeg[..end].to_vec();
    for (announced, bytes, says) in [
        // Half of one, with all that comes before its pixels, and one that lacks nothing but its end.
        ("image/jpeg", cut(jpeg.len() - 20), "ends before the picture does"),
        ("image/jpeg", cut(jpeg.len() - 2), "ends before the picture does"),
        ("image/png", html.clone(), "no JPEG, PNG or WebP"),
        ("image/png", svg, "no JPEG, PNG or WebP"),
        ("application/pdf", html, "no JPEG, PNG or WebP"),
        ("application/pdf", both, "doesn't end as one"),
        ("image/png", photo(), "it is image/jpeg"),
        ("application/pdf", png(3, 3), "it is image/png"),
        ("image/png", bomb(), "more than 40 million pixels"),
        ("image/png", png(30, 30)[..60].to_vec(), "can't be decoded"),
    ] {
        let requested = request(&visitor, "MEDIA", announced, bytes.len()).await;
        let upload = &requested["upload"];
        assert_eq!(put(upload, &bytes).await.status().as_u16(), 204);
        let reply = complete(&visitor, &upload["id"]).await;
        let error = &reply.data()["it"]["userErrors"][0];
        assert_eq!((&error["code"], &error["path"]), (&json!("INVALID"), &json!(["id"])), "{error}");
        assert!(error["message"].as_str().is_some_and(|message| message.contains(says)), "{error}");
        assert_eq!(code(&visitor, &upload["id"]).await, "NOT_FOUND", "it is no upload any more");
        assert_eq!(put(upload, &bytes).await.status().as_u16(), 403);
    }
    app.work().await;
    assert_eq!(stored(&app), (0, 0));
}

/// A small file of a picture of 50,000 by 50,000 pixels.
fn bomb() -> Vec<u8> {
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&[0; 3], 1, 1, image::ExtendedColorType::Rgb8)
        .expect("it is written");
    bytes[16..24].copy_from_slice(&[0, 0, 0xc3, 0x50, 0, 0, 0xc3, 0x50]);
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    };
    let checksum = !bytes[12..29].iter().fold(u32::MAX, step);
    bytes[29..33].copy_from_slice(&checksum.to_be_bytes());
    bytes
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_announced_is_named() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    for (purpose, content_type, size, field) in [
        ("MEDIA", "image/svg+xml", 10, "contentType"),
        ("MEDIA", "text/html", 10, "contentType"),
        ("MEDIA", "image/png; charset=x", 10, "contentType"),
        ("AVATAR", "application/pdf", 10, "contentType"),
        ("MEDIA", "image/png", 0, "byteSize"),
        ("MEDIA", "image/png", (10 << 20) + 1, "byteSize"),
    ] {
        let it = request(&app.as_(&member), purpose, content_type, size).await;
        let error = &it["userErrors"][0];
        assert_eq!((&error["code"], &error["path"]), (&json!("INVALID"), &json!(["input", field])), "{it}");
        assert_eq!(it["upload"], Value::Null);
    }
    let input =
        json!({ "purpose": "MEDIA", "contentType": "image/png", "byteSize": 9, "filename": "a\u{202e}b" });
    let reply = request_with(&app.as_(&member), input, None).await;
    assert_eq!(reply.data()["it"]["userErrors"][0]["code"], "FORBIDDEN_CHARACTER");
    let deactivated = app.member().state(ProfileState::Deactivated).create().await;
    let it = request(&app.as_(&deactivated), "MEDIA", "image/png", 9).await;
    assert_eq!(it["userErrors"][0]["code"], "READ_ONLY");
}

#[tokio::test(flavor = "multi_thread")]
async fn exactly_what_was_announced_is_put() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = png(20, 20);
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    let upload = &requested["upload"];
    assert_eq!(code(&visitor, &upload["id"]).await, "UPLOAD_INCOMPLETE", "nothing was put");
    let url = upload["url"].as_str().expect("an address");
    let longer = [bytes.as_slice(), b"x"].concat();
    let client = reqwest::Client::new();
    let chunked = |bytes: &[u8]| {
        let body = reqwest::Body::wrap(http_body_util::StreamBody::new(parts(bytes)));
        client.put(url).header("content-type", "image/png").body(body).send()
    };
    for (what, answer) in [
        ("less", put(upload, &bytes[1..]).await),
        ("more", put(upload, &longer).await),
        ("nothing", put(upload, b"").await),
        ("less, undeclared", chunked(&bytes[1..]).await.expect("an answer")),
        ("more, undeclared", chunked(&longer).await.expect("an answer")),
        (
            "another type",
            client
                .put(url)
                .header("content-type", "text/html")
                .body(bytes.clone())
                .send()
                .await
                .expect("an answer"),
        ),
        ("no type", client.put(url).body(bytes.clone()).send().await.expect("an answer")),
    ] {
        assert_eq!(answer.status().as_u16(), 400, "{what}");
        let body: Value = answer.json().await.expect("JSON");
        assert_eq!(body["errors"][0]["extensions"]["code"], "UPLOAD_MISMATCH", "{what}");
        assert_eq!(stored(&app), (0, 0), "{what}");
    }
    let read = client.get(url).send().await.expect("an answer");
    assert_eq!(read.status().as_u16(), 405, "what was put can't be read there");
    assert_eq!(chunked(&bytes).await.expect("an answer").status().as_u16(), 204);
    assert!(
        complete(&visitor, &upload["id"]).await.data()["it"]["userErrors"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
}

fn parts(
    bytes: &[u8],
) -> impl futures_util::Stream<Item = Result<hyper::body::Frame<bytes::Bytes>, std::io::Error>> + Send + Sync + use<>
{
    let parts: Vec<_> = bytes
        .chunks(7)
        .map(|part| Ok(hyper::body::Frame::data(bytes::Bytes::copy_from_slice(part))))
        .collect();
    futures_util::stream::iter(parts)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pass_is_good_for_its_upload_until_its_time_is_over() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = png(20, 20);
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    let upload = &requested["upload"];
    let url = upload["url"].as_str().expect("an address");
    let refused = async |url: &str| {
        let answer = put_at(url, upload, &bytes).await;
        let status = answer.status().as_u16();
        (status, answer.text().await.expect("a body"))
    };
    let (pass_at, last) = (url.rfind('/').expect("a path") + 1, url.len() - 1);
    let never = refused(&format!("{}nonsense", &url[..pass_at])).await;
    assert_eq!(never.0, 403);
    assert!(never.1.contains("UPLOAD_REFUSED"), "{}", never.1);
    for place in [pass_at, pass_at + 10, pass_at + 30, last - 5] {
        let other = if &url[place..=place] == "A" { "B" } else { "A" };
        let forged = format!("{}{other}{}", &url[..place], &url[place + 1..]);
        assert_eq!(refused(&forged).await, never, "{place}");
    }
    // It may be put again, until it was completed.
    for _ in 0..2 {
        assert_eq!(put(upload, &bytes).await.status().as_u16(), 204);
    }
    app.media_clock.advance(TimeDelta::minutes(15));
    assert_eq!(refused(url).await, never, "its time is over");
    app.media_clock.advance(TimeDelta::minutes(-15));
    assert!(complete(&visitor, &upload["id"]).await.data()["it"]["upload"]["url"].is_null());
    assert_eq!(refused(url).await, never, "it is complete");
    // Completing it again changes nothing.
    let again = complete(&visitor, &upload["id"]).await;
    assert_eq!(again.data()["it"]["upload"]["state"], "READY");
    app.work().await;
    assert_eq!(stored(&app), (1, 0));
    // One whose row is over isn't completed, be its bytes there or not.
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    assert_eq!(put(&requested["upload"], &bytes).await.status().as_u16(), 204);
    app.sql("UPDATE uploads SET expires_at = now() - interval '1 second' WHERE file IS NULL", &[]).await;
    assert_eq!(code(&visitor, &requested["upload"]["id"]).await, "NOT_FOUND");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upload_is_its_owners_alone() {
    let app = TestApp::new().await;
    let (member, other) = (app.member().create().await, app.member().create().await);
    let theirs = ready(&app.as_(&member), "MEDIA", "image/png", &png(9, 9)).await;
    let nobodys = complete(&app.as_(&other), &json!("nobodys")).await;
    assert_eq!(nobodys.data()["it"]["userErrors"][0]["code"], "NOT_FOUND");
    assert_eq!(complete(&app.as_(&other), &theirs).await.bytes, nobodys.bytes);
    let add = async |id: &Value| {
        let document = "mutation($id: ID!) { it: mediaAdd(input: { title: \"x\", upload: $id }) { userErrors { code path } } }";
        app.as_(&other).query_with(document, json!({ "id": id })).await
    };
    assert_eq!(
        add(&theirs).await.data()["it"]["userErrors"],
        json!([{ "code": "NOT_FOUND", "path": ["input", "upload"] }])
    );
    assert_eq!(add(&theirs).await.bytes, add(&json!("nobodys")).await.bytes);
    // Nobody who isn't signed in does any of it.
    let input = json!({ "purpose": "MEDIA", "contentType": "image/png", "byteSize": 9 });
    assert_eq!(request_with(&app.anonymous(), input, None).await.code(), "UNAUTHENTICATED");
    assert_eq!(complete(&app.anonymous(), &theirs).await.code(), "UNAUTHENTICATED");
    // It is still its owner's to use, once.
    super::add(&app.as_(&member), &theirs, None).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_is_answered_as_the_first_and_an_incomplete_upload_is_no_item() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let input = |size| json!({ "purpose": "MEDIA", "contentType": "image/png", "byteSize": size });
    let first = request_with(&visitor, input(9), Some("a-key")).await;
    let again: Reply = request_with(&visitor, input(9), Some("a-key")).await;
    assert_eq!(again.text(), first.text());
    let other = request_with(&visitor, input(8), Some("a-key")).await;
    assert_eq!(other.data()["it"]["userErrors"][0]["code"], "IDEMPOTENCY_KEY_REUSED");
    let id = &first.data()["it"]["upload"]["id"];
    let document =
        "mutation($input: MediaInput!) { it: mediaAdd(input: $input) { userErrors { code path } } }";
    for (input, code, field) in [
        (json!({ "title": "x", "upload": id }), "UPLOAD_INCOMPLETE", "upload"),
        (json!({ "title": "x" }), "REQUIRED", "upload"),
        (json!({ "title": "x", "upload": id, "videoUrl": "https://v.example/" }), "INVALID", "videoUrl"),
        (json!({ "title": "x", "videoUrl": "javascript:alert(1)" }), "INVALID", "videoUrl"),
        (json!({ "title": " ", "videoUrl": "https://v.example/" }), "REQUIRED", "title"),
    ] {
        let reply = visitor.query_with(document, json!({ "input": input })).await;
        let expected = json!([{ "code": code, "path": ["input", field] }]);
        assert_eq!(reply.data()["it"]["userErrors"], expected, "{input}");
    }
    // What was refused has used up nothing.
    let rows: i64 =
        app.database.sql().await.query_one("SELECT count(*) FROM uploads", &[]).await.expect("a row").get(0);
    assert_eq!(rows, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_complete_at_once_one_file_is_kept() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = png(40, 40);
    let requested = request(&visitor, "MEDIA", "image/png", bytes.len()).await;
    let upload = &requested["upload"];
    assert_eq!(put(upload, &bytes).await.status().as_u16(), 204);
    let both = futures_util::future::join_all((0..4).map(|_| complete(&visitor, &upload["id"]))).await;
    for reply in &both {
        assert_eq!(reply.data()["it"]["upload"]["state"], "READY", "{}", reply.text());
    }
    app.work().await;
    assert_eq!(stored(&app), (1, 0));
}
