//! Files that owners bring: uploaded, looked at, shown to whom the policy shows them, and gone when they are to be.

mod attached;
mod quota;
mod s3;
mod seen;
mod swept;
mod uploads;

use std::io::Cursor;

use folio_testkit::{Member, Reply, TestApp, Visitor};
use image::{DynamicImage, ImageEncoder, ImageFormat, codecs::jpeg::JpegEncoder};
use serde_json::{Value, json};

/// The mutations that change nothing of a profile, so that the laws of those that do aren't theirs.
pub(crate) const BESIDE: [&str; 2] = ["mediaUploadRequest", "mediaUploadComplete"];

const UPLOAD: &str =
    "{ upload { id purpose state contentType byteSize method url headers { name value } expiresAt }
    userErrors { code message path } }";

pub(crate) const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< >>\n%%EOF\n";

pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    DynamicImage::new_rgb8(width, height)
        .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
        .expect("a picture");
    bytes
}

/// A photo that tells where it was taken.
pub(crate) fn photo() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new(&mut bytes);
    // Exif with one entry, of a place.
    let exif =
        b"MM\0\x2a\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0GPS 46.9480 N 7.4474 E".to_vec();
    encoder.set_exif_metadata(exif).expect("the encoder takes it");
    encoder.write_image(&[90; 60 * 30 * 3], 60, 30, image::ExtendedColorType::Rgb8).expect("it is written");
    bytes
}

pub(crate) fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Announces a file.
pub(crate) async fn request(visitor: &Visitor<'_>, purpose: &str, content_type: &str, size: usize) -> Value {
    request_with(
        visitor,
        json!({ "purpose": purpose, "contentType": content_type, "byteSize": size, "filename": "What I made.bin" }),
        None,
    )
    .await
    .data()["it"]
        .clone()
}

pub(crate) async fn request_with(visitor: &Visitor<'_>, input: Value, key: Option<&str>) -> Reply {
    let document = format!(
        "mutation($input: MediaUploadInput!, $key: String) {{
            it: mediaUploadRequest(input: $input, idempotencyKey: $key) {UPLOAD} }}"
    );
    visitor.query_with(&document, json!({ "input": input, "key": key })).await
}

/// Puts bytes as the answer to a request says.
pub(crate) async fn put(upload: &Value, bytes: &[u8]) -> reqwest::Response {
    put_at(upload["url"].as_str().expect("an address"), upload, bytes).await
}

pub(crate) async fn put_at(url: &str, upload: &Value, bytes: &[u8]) -> reqwest::Response {
    let method: reqwest::Method = upload["method"].as_str().expect("a method").parse().expect("a method");
    let mut request = reqwest::Client::new().request(method, url).body(bytes.to_vec());
    for header in upload["headers"].as_array().expect("headers") {
        request = request
            .header(header["name"].as_str().expect("a name"), header["value"].as_str().expect("a value"));
    }
    request.send().await.expect("an answer")
}

pub(crate) async fn complete(visitor: &Visitor<'_>, id: &Value) -> Reply {
    let document = format!("mutation($id: ID!) {{ it: mediaUploadComplete(id: $id) {UPLOAD} }}");
    visitor.query_with(&document, json!({ "id": id })).await
}

/// Announces, puts and completes; answers the id of what is ready.
pub(crate) async fn ready(visitor: &Visitor<'_>, purpose: &str, content_type: &str, bytes: &[u8]) -> Value {
    let requested = request(visitor, purpose, content_type, bytes.len()).await;
    assert_eq!(requested["userErrors"], json!([]), "{requested}");
    let upload = &requested["upload"];
    let answer = put(upload, bytes).await;
    assert_eq!(answer.status().as_u16(), 204);
    let completed = complete(visitor, &upload["id"]).await;
    let it = &completed.data()["it"];
    assert_eq!((&it["userErrors"], &it["upload"]["state"]), (&json!([]), &json!("READY")), "{it}");
    upload["id"].clone()
}

/// Adds an item that shows an upload; answers what `ITEM` asks of it.
pub(crate) async fn add(visitor: &Visitor<'_>, upload: &Value, visibility: Option<&str>) -> Value {
    let document = format!(
        "mutation($input: MediaInput!, $visibility: VisibilityInput) {{
            it: mediaAdd(input: $input, visibility: $visibility) {{ media {ITEM} userErrors {{ code message path }} }} }}"
    );
    let visibility = visibility.map(|level| json!({ "level": level }));
    let input = json!({ "title": "What I made", "altText": "Something", "upload": upload });
    let reply = visitor.query_with(&document, json!({ "input": input, "visibility": visibility })).await;
    let it = &reply.data()["it"];
    assert_eq!(it["userErrors"], json!([]), "{it}");
    it["media"].clone()
}

pub(crate) const ITEM: &str = "{ id version kind title altText url contentType byteSize filename }";

/// The items as somebody sees them.
pub(crate) async fn items(visitor: &Visitor<'_>, of: &Member) -> Value {
    let document =
        format!("query($slug: String!) {{ profile(slug: $slug) {{ media {{ totalCount nodes {ITEM} }} }} }}");
    visitor.query_with(&document, json!({ "slug": of.slug })).await.data()["profile"]["media"].clone()
}

/// What is at an address, for somebody without credentials: the address alone has to do.
pub(crate) async fn open(app: &TestApp, url: &Value) -> Reply {
    Reply::of(app.anonymous().request("GET", path(app, url))).await
}

pub(crate) fn path<'a>(app: &TestApp, url: &'a Value) -> &'a str {
    url.as_str().expect("an address").strip_prefix(&app.url("")).expect("one of the server's own")
}

/// What is in the store: files that are kept, and uploads.
pub(crate) fn stored(app: &TestApp) -> (usize, usize) {
    let count = |name: &str| std::fs::read_dir(app.media_home.path().join(name)).map_or(0, Iterator::count);
    (count("files"), count("uploads"))
}

pub(crate) async fn code(visitor: &Visitor<'_>, id: &Value) -> String {
    let reply = complete(visitor, id).await;
    reply.data()["it"]["userErrors"][0]["code"]
        .as_str()
        .unwrap_or_else(|| panic!("{}", reply.text()))
        .to_owned()
}
