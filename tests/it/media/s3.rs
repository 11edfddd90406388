//! A store that speaks S3's protocol: what it is asked, and that every request is signed as it wants it.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use aws_lc_rs::{digest, hmac};
use axum::{
    Router,
    body::Bytes,
    extract::State,
    http::{HeaderMap, Method, StatusCode, Uri},
    response::{IntoResponse, Response},
};
use folio::media::{S3Settings, StoreSettings};
use folio_testkit::{Logs, TestApp};
use serde_json::json;
use tokio::net::TcpListener;

use super::*;

const KEY_ID: &str = "AKIAFOLIOTEST";
const SECRET: &str = "not/a+secret-but-kept-as-one";
const REGION: &str = "eu-central-1";
const BUCKET: &str = "folio-media";

/// What was asked: the method, the path, and whether it was signed in its address or in its headers.
type Asked = (String, String, &'static str);

#[derive(Default)]
struct Bucket {
    objects: BTreeMap<String, (String, Bytes)>,
    asked: Vec<Asked>,
    /// What every request is answered with, if it is out of order.
    broken: bool,
}

#[derive(Clone, Default)]
struct FakeS3(Arc<Mutex<Bucket>>);

impl FakeS3 {
    async fn start() -> (Self, StoreSettings) {
        let fake = Self::default();
        let router = Router::new().fallback(answer).with_state(fake.clone());
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        tokio::spawn(async move { axum::serve(listener, router).await });
        let settings = StoreSettings::S3(S3Settings {
            bucket: BUCKET.to_owned(),
            prefix: "a/b".to_owned(),
            endpoint: Some(format!("http://{address}")),
            region: REGION.to_owned(),
            credentials: Some((KEY_ID.to_owned(), SECRET.to_owned())),
        });
        (fake, settings)
    }

    fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.0.lock().expect("nobody panicked").asked)
    }

    fn names(&self) -> Vec<String> {
        self.0.lock().expect("nobody panicked").objects.keys().cloned().collect()
    }

    fn put(&self, name: &str) {
        let object = ("image/png".to_owned(), Bytes::from_static(b"x"));
        self.0.lock().expect("nobody panicked").objects.insert(name.to_owned(), object);
    }
}

async fn answer(
    State(fake): State<FakeS3>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let way = match signature(&method, &uri, &headers, &body) {
        Ok(way) => way,
        Err(why) => {
            let code = format!("<Error><Code>SignatureDoesNotMatch</Code><Message>{why}</Message></Error>");
            return (StatusCode::FORBIDDEN, code).into_response();
        }
    };
    let mut bucket = fake.0.lock().expect("nobody panicked");
    bucket.asked.push((method.to_string(), uri.path().to_owned(), way));
    if bucket.broken {
        return (StatusCode::SERVICE_UNAVAILABLE, "<Error><Code>SlowDown</Code></Error>").into_response();
    }
    let Some(name) = uri.path().strip_prefix(&format!("/{BUCKET}")) else {
        return (StatusCode::NOT_FOUND, "<Error><Code>NoSuchBucket</Code></Error>").into_response();
    };
    let name = name.trim_start_matches('/').to_owned();
    match method {
        Method::PUT => {
            let content_type = headers.get("content-type").and_then(|t| t.to_str().ok()).unwrap_or_default();
            bucket.objects.insert(name, (content_type.to_owned(), body));
            (StatusCode::OK, [("etag", "\"an-etag\"")]).into_response()
        }
        Method::DELETE => {
            bucket.objects.remove(&name);
            StatusCode::NO_CONTENT.into_response()
        }
        Method::GET if name.is_empty() => list(&bucket, uri.query().unwrap_or_default()),
        Method::GET | Method::HEAD => match bucket.objects.get(&name) {
            Some((content_type, bytes)) => {
                let range = headers.get("range").and_then(|range| range.to_str().ok());
                let (status, bytes, total) = match range.and_then(|range| part_of(range, bytes)) {
                    Some((part, place)) => (StatusCode::PARTIAL_CONTENT, part, place),
                    None => (StatusCode::OK, bytes.clone(), String::new()),
                };
                let headers = [
                    ("content-range", total),
                    ("etag", "\"an-etag\"".to_owned()),
                    ("last-modified", "Wed, 21 Oct 2015 07:28:00 GMT".to_owned()),
                    ("content-type", content_type.clone()),
                    ("content-length", bytes.len().to_string()),
                ];
                let body = if method == Method::HEAD { Bytes::new() } else { bytes.clone() };
                (status, headers, body).into_response()
            }
            None => (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response(),
        },
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

/// The part of an object that a request asks for, and where it lies.
fn part_of(range: &str, bytes: &Bytes) -> Option<(Bytes, String)> {
    let (from, to) = range.strip_prefix("bytes=")?.split_once('-')?;
    let (from, to): (usize, usize) = (from.parse().ok()?, to.parse().ok()?);
    let end = (to + 1).min(bytes.len());
    Some((bytes.slice(from..end), format!("bytes {from}-{}/{}", end - 1, bytes.len())))
}

fn list(bucket: &Bucket, query: &str) -> Response {
    let query: BTreeMap<_, _> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    assert_eq!(query["list-type"], "2");
    let prefix = &query["prefix"];
    let entries: String = bucket
        .objects
        .iter()
        .filter(|(name, _)| name.starts_with(prefix))
        .map(|(name, (_, bytes))| {
            format!(
                "<Contents><Key>{name}</Key><LastModified>2015-10-21T07:28:00.000Z</LastModified>\
                 <ETag>\"an-etag\"</ETag><Size>{}</Size><StorageClass>STANDARD</StorageClass></Contents>",
                bytes.len()
            )
        })
        .collect();
    let body = format!(
        "<?xml version=\"1.0\"?><ListBucketResult><Name>{BUCKET}</Name><Prefix>{prefix}</Prefix>\
         <IsTruncated>false</IsTruncated>{entries}</ListBucketResult>"
    );
    ([("content-type", "application/xml")], body).into_response()
}

/// Checks a request's signature, version 4, as the protocol's documents say it is made.
fn signature(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<&'static str, &'static str> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let mut pairs: Vec<&str> =
        uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()).collect();
    let decoded: BTreeMap<String, String> =
        url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes()).into_owned().collect();
    let (way, credential, signed, given, date, payload);
    if let Some(found) = decoded.get("X-Amz-Signature") {
        pairs.retain(|pair| !pair.starts_with("X-Amz-Signature="));
        let of = |name: &str| decoded.get(name).cloned().ok_or("a parameter is missing");
        if of("X-Amz-Algorithm")? != "AWS4-HMAC-SHA256"
            || of("X-Amz-Expires")?.parse::<u32>().map_err(|_| "no time")? > 900
        {
            return Err("another algorithm, or good for too long");
        }
        (way, credential, signed, given) =
            ("address", of("X-Amz-Credential")?, of("X-Amz-SignedHeaders")?, found.clone());
        (date, payload) = (of("X-Amz-Date")?, "UNSIGNED-PAYLOAD".to_owned());
    } else {
        let authorization = header("authorization").ok_or("not signed")?;
        let authorization = authorization.strip_prefix("AWS4-HMAC-SHA256 ").ok_or("another algorithm")?;
        let part = |name: &str| {
            let parts = authorization.split(',').map(str::trim);
            parts
                .filter_map(|part| part.strip_prefix(name))
                .next()
                .map(str::to_owned)
                .ok_or("a part is missing")
        };
        (way, credential, signed, given) =
            ("headers", part("Credential=")?, part("SignedHeaders=")?, part("Signature=")?);
        date = header("x-amz-date").ok_or("no date")?.to_owned();
        payload = header("x-amz-content-sha256").ok_or("no hash of the body")?.to_owned();
        if payload != "UNSIGNED-PAYLOAD" && payload != hex(digest::digest(&digest::SHA256, body).as_ref()) {
            return Err("the hash is of another body");
        }
    }
    let scope = credential.strip_prefix(&format!("{KEY_ID}/")).ok_or("another key")?;
    let expected = format!("{}/{REGION}/s3/aws4_request", &date[..8]);
    if scope != expected {
        return Err("another scope");
    }
    pairs.sort_unstable();
    let canonical: String = signed
        .split(';')
        .map(|name| format!("{name}:{}\n", header(name).unwrap_or_default().trim()))
        .collect();
    let request = format!("{method}\n{}\n{}\n{canonical}\n{signed}\n{payload}", uri.path(), pairs.join("&"));
    let hash = hex(digest::digest(&digest::SHA256, request.as_bytes()).as_ref());
    let to_sign = format!("AWS4-HMAC-SHA256\n{date}\n{scope}\n{hash}");
    let mac = |key: &[u8], text: &str| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes());
    let key = [&date[..8], REGION, "s3", "aws4_request"]
        .into_iter()
        .fold(format!("AWS4{SECRET}").into_bytes(), |key, part| mac(&key, part).as_ref().to_vec());
    if hex(mac(&key, &to_sign).as_ref()) == given { Ok(way) } else { Err("the signature is another one") }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_in_the_bucket_and_uploads_are_put_straight_to_it() {
    let logs = Logs::capture();
    let (s3, store) = FakeS3::start().await;
    let app = TestApp::builder().store(store).start().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let bytes = photo();
    let requested = request(&visitor, "MEDIA", "image/jpeg", bytes.len()).await;
    let upload = &requested["upload"];
    let url = upload["url"].as_str().expect("an address");
    assert!(!url.starts_with(&app.url("")), "it is the store's own");
    assert_eq!(s3.asked(), [], "an address is signed without asking");
    assert_eq!(upload["headers"], json!([{ "name": "Content-Type", "value": "image/jpeg" }]));
    // With another type, at another path, or without its signature it is refused.
    let client = reqwest::Client::new();
    let wrong = [
        (url.to_owned(), "text/html"),
        (url.replace("/uploads/", "/files/"), "image/jpeg"),
        (url.split('?').next().expect("a path").to_owned(), "image/jpeg"),
    ];
    for (url, content_type) in wrong {
        let answer =
            client.put(url).header("content-type", content_type).body("x").send().await.expect("an answer");
        assert_eq!(answer.status().as_u16(), 403);
    }
    assert_eq!(code(&visitor, &upload["id"]).await, "UPLOAD_INCOMPLETE");
    // A store takes more or less than was announced: that is seen afterwards.
    assert_eq!(put(upload, &bytes[1..]).await.status().as_u16(), 200);
    assert_eq!(code(&visitor, &upload["id"]).await, "UPLOAD_INCOMPLETE");
    s3.asked();
    assert_eq!(put(upload, &bytes).await.status().as_u16(), 200);
    assert!(
        complete(&visitor, &upload["id"]).await.data()["it"]["userErrors"]
            .as_array()
            .is_some_and(Vec::is_empty)
    );
    let asked = s3.asked();
    let (methods, ways): (Vec<&str>, Vec<&str>) =
        asked.iter().map(|(method, _, way)| (method.as_str(), *way)).unzip();
    assert_eq!(methods, ["PUT", "GET", "PUT"]);
    assert_eq!(ways, ["address", "headers", "headers"]);
    assert!(asked[..2].iter().all(|(_, path, _)| path.starts_with("/folio-media/a/b/uploads/")), "{asked:?}");
    assert!(asked[2].1.starts_with("/folio-media/a/b/files/"), "{asked:?}");

    let item = add(&visitor, &upload["id"], None).await;
    let file = open(&app, &item["url"]).await;
    assert_eq!(file.status, 200);
    assert!(!contains(&file.bytes, b"GPS"));
    app.work().await;
    let mut names = s3.names();
    names.retain(|name| name != "a/b/folio-database");
    assert_eq!(names.len(), 1, "{names:?}");
    let kept = names[0].clone();
    assert!(kept.starts_with("a/b/files/"), "{kept}");

    // What no row names is swept; the bucket's times are of long ago.
    s3.put(&format!("a/b/files/{}", uuid::Uuid::new_v4()));
    s3.put(&format!("a/b/uploads/{}", uuid::Uuid::new_v4()));
    s3.put("a/b/files/something-else");
    s3.put(&format!("other/files/{}", uuid::Uuid::new_v4()));
    folio::upkeep::round(&app.db).await.expect("it is done");
    app.work().await;
    let names = s3.names();
    assert_eq!(names.len(), 4, "{names:?}");
    assert!(names.contains(&kept) && names.iter().any(|name| name == "a/b/folio-database"));

    let remove =
        "mutation($id: ID!) { it: mediaRemove(id: $id, expectedVersion: \"1\") { userErrors { code } } }";
    visitor.query_with(remove, json!({ "id": item["id"] })).await;
    app.work().await;
    assert!(!s3.names().contains(&kept));
    assert_eq!(open(&app, &item["url"]).await.status, 404);
    assert!(!logs.text().contains(SECRET) && !logs.text().contains(KEY_ID), "credentials are in no log");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_put_to_us_where_the_store_takes_uploads_itself() {
    let (_, store) = FakeS3::start().await;
    let app = TestApp::builder().store(store).start().await;
    let pass = Reply::of(app.anonymous().request("PUT", "/media/uploads/nonsense").body("x")).await;
    assert_eq!((pass.status.as_u16(), pass.code()), (403, "UPLOAD_REFUSED"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_out_of_order_is_told_as_that_and_changes_nothing() {
    let (s3, store) = FakeS3::start().await;
    let app = TestApp::builder().store(store).start().await;
    let member = app.member().create().await;
    let visitor = app.as_(&member);
    let requested = request(&visitor, "MEDIA", "application/pdf", PDF.len()).await;
    let upload = &requested["upload"];
    assert_eq!(put(upload, PDF).await.status().as_u16(), 200);
    s3.0.lock().expect("nobody panicked").broken = true;
    assert_eq!(complete(&visitor, &upload["id"]).await.code(), "SERVICE_UNAVAILABLE");
    s3.0.lock().expect("nobody panicked").broken = false;
    assert_eq!(complete(&visitor, &upload["id"]).await.data()["it"]["upload"]["state"], "READY");
    let item = add(&visitor, &upload["id"], None).await;
    s3.0.lock().expect("nobody panicked").broken = true;
    let unread = open(&app, &item["url"]).await;
    assert_eq!((unread.status.as_u16(), unread.code()), (503, "SERVICE_UNAVAILABLE"));
}
