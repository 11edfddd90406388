//! What would kill, hang or flood the process is refused at once, and the next request is served.

use std::time::Instant;

use super::*;

/// Sends a request, and asserts that it is refused with this code in milliseconds and that the server lives on.
async fn refused(server: &TestServer, request: RequestBuilder, expected: (u16, &str)) {
    let started = Instant::now();
    let answer = Answer::of(request).await;
    // Generous for a busy machine; unguarded, the process aborts or works for many seconds.
    assert!(started.elapsed() < Duration::from_secs(2), "refused only after {:?}", started.elapsed());
    assert_eq!(answer.refusal(), expected);
    server.assert_lives().await;
}

#[tokio::test]
async fn hostile_documents() {
    let server = TestServer::start().await;
    for bracket in ["[", "{", "{a", "(", "[{a:"] {
        let query = format!("{{ hello(name: {}", bracket.repeat(2_000));
        refused(&server, server.query(&query), (400, "DOCUMENT_TOO_DEEP")).await;
        refused(&server, server.get(&query[..2_000]), (400, "DOCUMENT_TOO_DEEP")).await;
    }
    let chain: String =
        (0..29).map(|i| format!("fragment F{i} on Query {{ ...F{} ...F{} }} ", i + 1, i + 1)).collect();
    let bomb = format!("{{ ...F0 }} {chain} fragment F29 on Query {{ hello }}");
    refused(&server, server.query(&bomb), (400, "DOCUMENT_TOO_MANY_SELECTIONS")).await;
    let aliases: String = (0..600).map(|i| format!("a{i}:hello ")).collect();
    refused(&server, server.query(&format!("{{ {aliases} }}")), (400, "DOCUMENT_TOO_MANY_ALIASES")).await;
    refused(&server, server.query(&"# x\n".repeat(20_000)), (400, "DOCUMENT_TOO_LARGE")).await;
    refused(&server, server.query(&"a ".repeat(5_000)), (400, "DOCUMENT_TOO_MANY_TOKENS")).await;
}

#[tokio::test]
async fn hostile_bodies() {
    let server = TestServer::start().await;
    let batch = json!([{ "query": "{ hello }" }, { "query": "{ hello }" }]).to_string();
    refused(&server, server.post(batch), (400, "BATCH_NOT_SUPPORTED")).await;
    let nested = format!(r#"{{"query":"{{ hello }}","variables":{{"a":{}"#, "[".repeat(200_000));
    refused(&server, server.post(nested), (400, "BAD_REQUEST")).await;
    let deep =
        format!(r#"{{"query":"{{ hello }}","variables":{{"a":{}{}}}}}"#, "[".repeat(100), "]".repeat(100));
    refused(&server, server.post(deep), (400, "VARIABLES_TOO_DEEP")).await;
}

#[tokio::test]
async fn a_body_is_refused_by_its_declared_length_before_it_is_sent() {
    let server = TestServer::start().await;
    let mut stream = server.raw().await;
    let head = "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 10485760\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("written");
    assert!(read_to_end(&mut stream).await.starts_with("HTTP/1.1 413 "));
    server.assert_lives().await;
}

#[tokio::test]
async fn a_body_without_a_length_is_refused_where_it_passes_the_limit() {
    let settings = HttpSettings { max_body: 1_000, ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let mut stream = server.raw().await;
    let head = "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("written");
    let chunk = format!("3e9\r\n{}\r\n", " ".repeat(1_001));
    stream.write_all(chunk.as_bytes()).await.expect("written");
    assert!(read_to_end(&mut stream).await.starts_with("HTTP/1.1 413 "));
    server.assert_lives().await;
}

#[tokio::test]
async fn a_head_that_dribbles_in_is_cut_off() {
    let settings = HttpSettings { header_timeout: Duration::from_millis(300), ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let silent = async {
        let mut stream = server.raw().await;
        assert_eq!(read_to_end(&mut stream).await, "", "a new connection must send something");
    };
    let dribbling = async {
        let mut stream = server.raw().await;
        let began = Instant::now();
        stream.write_all(b"POST /graphql HTTP/1.1\r\n").await.expect("written");
        while stream.write_all(b"x-a: b\r\n").await.is_ok() {
            assert!(began.elapsed() < Duration::from_secs(5), "more bytes set the clock back");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let second_request = async {
        let mut stream = server.raw().await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await.expect("written");
        let mut buffer = [0; 4_096];
        assert!(stream.read(&mut buffer).await.expect("a response") > 0);
        stream.write_all(b"GET /heal").await.expect("written");
        read_to_end(&mut stream).await;
    };
    tokio::join!(silent, dribbling, second_request);
    server.assert_lives().await;
}

#[tokio::test]
async fn a_connection_between_requests_is_not_held_to_the_time_of_a_head() {
    let settings = HttpSettings {
        header_timeout: Duration::from_millis(200),
        idle_timeout: Duration::from_millis(800),
        ..HttpSettings::default()
    };
    let server = TestServer::with(settings).await;
    let mut stream = server.raw().await;
    let request = b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n";
    stream.write_all(request).await.expect("written");
    let mut buffer = [0; 4_096];
    assert!(stream.read(&mut buffer).await.expect("a response") > 0);
    let idle_since = Instant::now();
    read_to_end(&mut stream).await;
    assert!(idle_since.elapsed() >= Duration::from_millis(600), "closed after {:?}", idle_since.elapsed());
}

#[tokio::test]
async fn a_body_that_never_ends_and_a_resolver_that_hangs_time_out() {
    let settings = HttpSettings {
        body_timeout: Duration::from_millis(300),
        request_timeout: Duration::from_millis(600),
        ..HttpSettings::default()
    };
    let server = TestServer::with(settings).await;
    let mut stream = server.raw().await;
    let head =
        "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    stream.write_all(head.as_bytes()).await.expect("written");
    assert!(read_to_end(&mut stream).await.starts_with("HTTP/1.1 408 "));

    assert_eq!(Answer::of(server.query("{ wait }")).await.refusal(), (504, "REQUEST_TIMEOUT"));
    server.assert_lives().await;
}

#[tokio::test]
async fn a_client_that_does_not_read_is_cut_off() {
    let settings = HttpSettings { write_timeout: Duration::from_millis(100), ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let mut stream = server.raw().await;
    let body = json!({ "query": format!("{{ hello(name: \"{}\") }}", "x".repeat(60_000)) }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    // Requests are sent until the server stops taking them, because nobody takes its responses.
    let flood = async { while stream.write_all(request.as_bytes()).await.is_ok() {} };
    tokio::time::timeout(Duration::from_secs(15), flood).await.expect("the connection is closed");
    server.assert_lives().await;
}

#[tokio::test]
async fn a_head_larger_than_the_buffer_is_refused() {
    let server = TestServer::start().await;
    let answer = Answer::of(server.get("{ hello }").header("x-padding", "x".repeat(20_000))).await;
    assert_eq!(answer.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    server.assert_lives().await;
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_for_a_free_one() {
    let settings = HttpSettings { max_connections: 1, ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let first = server.raw().await;
    let health = server.client.get(server.url("/healthz")).send();
    let mut health = std::pin::pin!(health);
    assert!(tokio::time::timeout(Duration::from_millis(100), health.as_mut()).await.is_err());
    drop(first);
    assert_eq!(health.await.expect("served now").status(), StatusCode::OK);
}
