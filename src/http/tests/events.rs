//! Server-sent events.

use futures_util::FutureExt;
use tokio::time::timeout;

use super::*;
use crate::http::LiveSettings;

/// A request for an event stream.
fn events(server: &TestServer, query: &str) -> RequestBuilder {
    let request = server.client.post(server.url("/graphql")).header("accept", "text/event-stream");
    request.header("content-type", "application/json").body(json!({ "query": query }).to_string())
}

/// The whole of a stream that ends, without its comments.
async fn whole(request: RequestBuilder) -> String {
    let response = request.send().await.expect("a response");
    assert_eq!(response.headers()["content-type"], "text/event-stream; charset=utf-8");
    let text = timeout(Duration::from_secs(20), response.text()).await.expect("it ends").expect("whole");
    text.split_inclusive("\n\n").filter(|event| *event != ":\n\n").collect()
}

const COMPLETE: &str = "event: complete\ndata:\n\n";

#[tokio::test]
async fn each_answer_is_an_event_and_the_end_is_one() {
    let server = TestServer::start().await;
    assert_eq!(
        whole(events(&server, "subscription { count(to: 2) }")).await,
        format!(
            "event: next\ndata: {{\"data\":{{\"count\":0}}}}\n\n\
             event: next\ndata: {{\"data\":{{\"count\":1}}}}\n\n{COMPLETE}"
        )
    );
    let hello = format!("event: next\ndata: {{\"data\":{{\"hello\":\"hello \"}}}}\n\n{COMPLETE}");
    assert_eq!(whole(events(&server, "{ hello }")).await, hello);
    assert_eq!(whole(server.get("{ hello }").header("accept", "text/event-stream")).await, hello);
    let touched = format!("event: next\ndata: {{\"data\":{{\"touch\":1}}}}\n\n{COMPLETE}");
    assert_eq!(whole(events(&server, "mutation { touch }")).await, touched);
}

#[tokio::test]
async fn a_stream_is_kept_by_nobody_on_its_way() {
    let server = TestServer::start().await;
    let response = events(&server, "{ hello }").send().await.expect("a response");
    assert_eq!(response.headers()["cache-control"], "no-store");
    assert_eq!(response.headers()["x-accel-buffering"], "no");
    let response = events(&server, "{ hello }").bearer_auth("ann").send().await.expect("a response");
    assert_eq!(response.headers()["cache-control"], "private, no-store");
}

#[tokio::test]
async fn what_is_refused_is_refused_before_the_stream() {
    let server = TestServer::start().await;
    for (request, expected) in [
        (events(&server, &"[".repeat(2_000)), (400, "DOCUMENT_TOO_DEEP")),
        (events(&server, "{ hello }").bearer_auth("bad"), (401, "TOKEN_INVALID")),
        (events(&server, "{ hello }").bearer_auth("unknown-key"), (503, "AUTH_UNAVAILABLE")),
        (server.get("mutation { touch }").header("accept", "text/event-stream"), (405, "METHOD_NOT_ALLOWED")),
        (
            server.get("{ hello }").header("accept", "text/event-stream").header("cookie", "a=b"),
            (403, "CSRF_REFUSED"),
        ),
    ] {
        let answer = Answer::of(request).await;
        assert_eq!(answer.refusal(), expected);
    }
    assert_eq!(server.toy.touched.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn what_is_wrong_with_the_document_is_the_only_event() {
    let server = TestServer::start().await;
    for (document, code) in [
        ("{", "GRAPHQL_PARSE_FAILED"),
        ("{ unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { unknown }", "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { count(to: 1) beats }", "GRAPHQL_VALIDATION_FAILED"),
        ("query A { hello } query B { hello }", "OPERATION_NOT_FOUND"),
    ] {
        let text = whole(events(&server, document)).await;
        assert!(text.starts_with("event: next\ndata: {\"errors\":[{") && text.contains(code), "{text}");
        assert!(text.ends_with(COMPLETE) && text.matches("event: ").count() == 2, "{text}");
    }
}

#[tokio::test]
async fn failures_are_masked_and_end_the_stream() {
    let server = TestServer::start().await;
    for query in ["subscription { breaks }", "subscription { panics }"] {
        let text = whole(events(&server, query)).await;
        assert!(
            text.contains("\"INTERNAL\"") && !text.contains(SENTINEL) && text.ends_with(COMPLETE),
            "{text}"
        );
    }
    server.assert_lives().await;
}

#[tokio::test]
async fn a_stream_outlives_the_time_of_a_request_and_ends_with_its_token() {
    let settings = HttpSettings { request_timeout: Duration::from_millis(100), ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    // Good for one second, and five of difference between clocks have passed already but for half a second.
    let request = events(&server, "subscription { beats }").bearer_auth("ann:-4");
    let started = std::time::Instant::now();
    assert_eq!(whole(request).await, "", "no `complete`: the client is to come again");
    assert!(started.elapsed() > Duration::from_millis(200), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_stream_ends_with_its_age_and_with_the_server() {
    let live = LiveSettings { max_stream_age: Duration::from_millis(200), ..LiveSettings::default() };
    let server = TestServer::with(HttpSettings { live, ..HttpSettings::default() }).await;
    assert_eq!(whole(events(&server, "subscription { beats }")).await, "");

    let server = TestServer::start().await;
    let mut response = events(&server, "subscription { beats }").send().await.expect("a response");
    server.toy.waiting.notified().await;
    server.toy.beat.send_replace(1);
    let mut text = String::new();
    while !text.contains("beats") {
        text += std::str::from_utf8(&response.chunk().await.expect("whole").expect("more")).expect("UTF-8");
    }
    server.shutdown.cancel();
    assert_eq!(response.chunk().await.expect("an orderly end"), None);
    assert_eq!(server.running.await.expect("no panic"), Drained { cut_off: 0 });
}

#[tokio::test]
async fn a_quiet_stream_sends_comments() {
    let live = LiveSettings { keep_alive: Duration::from_millis(20), ..LiveSettings::default() };
    let server = TestServer::with(HttpSettings { live, ..HttpSettings::default() }).await;
    let mut response = events(&server, "subscription { beats }").send().await.expect("a response");
    for _ in 0..3 {
        assert_eq!(response.chunk().await.expect("whole").as_deref(), Some(b":\n\n".as_slice()));
    }
}

#[tokio::test]
async fn streams_beyond_the_limit_are_refused() {
    let live = LiveSettings { max_event_streams: 1, ..LiveSettings::default() };
    let server = TestServer::with(HttpSettings { live, ..HttpSettings::default() }).await;
    let first = events(&server, "subscription { beats }").send().await.expect("a response");
    let answer = Answer::of(events(&server, "{ hello }")).await;
    assert_eq!((answer.refusal(), answer.header("retry-after")), ((503, "TOO_MANY_STREAMS"), "30"));
    drop(first);
    // The server learns that the client is gone when it next looks at the connection.
    while events(&server, "{ hello }").send().await.expect("a response").status() != StatusCode::OK {
        tokio::task::yield_now().await;
    }
}

/// What waits to be written was decided already: the next event is looked for when the last one is gone.
#[tokio::test]
async fn the_next_event_is_not_looked_for_before_the_last_one_is_written() {
    let toy = Arc::new(Toy::default());
    let app = router(ToyBackend::new(&toy), HttpSettings::default(), CancellationToken::new());
    let request = http::Request::post("/graphql")
        .header("accept", "text/event-stream")
        .header("content-type", "application/json")
        .body(axum::body::Body::from(json!({ "query": "subscription { flood(bytes: 10) }" }).to_string()))
        .expect("a request");
    let response = tower::ServiceExt::oneshot(app, request).await.expect("infallible");
    let mut body = response.into_body().into_data_stream();
    for looked_for in 0..4 {
        let chunk = body.next().await;
        assert!(body.next().now_or_never().is_none(), "the last chunk is not written yet");
        assert_eq!(toy.pulled.load(Ordering::SeqCst), looked_for);
        drop(chunk);
    }
}

#[tokio::test]
async fn a_client_that_does_not_read_its_events_is_cut_off() {
    let settings = HttpSettings { write_timeout: Duration::from_millis(100), ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let mut stream = server.raw().await;
    let body = json!({ "query": "subscription { flood(bytes: 100000) }" }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nhost: a\r\naccept: text/event-stream\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("written");
    // The next requests are not taken while the stream runs, and it has no end of its own.
    let wait = async { while stream.write_all(request.as_bytes()).await.is_ok() {} };
    timeout(Duration::from_secs(15), wait).await.expect("the connection is closed");
    server.assert_lives().await;
}
