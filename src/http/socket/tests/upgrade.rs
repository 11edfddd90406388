//! The handshake over a real connection, and what the accept loop knows of sockets.

use folio_testkit::Socket;

use super::*;
use crate::http::{Drained, LiveSettings, tests::TestServer};

fn allowing(origin: &'static str) -> HttpSettings {
    let origin = http::HeaderValue::from_static(origin);
    HttpSettings { allowed_origins: vec![origin], ..HttpSettings::default() }
}

#[tokio::test]
async fn an_origin_that_is_not_configured_is_refused_before_the_upgrade() {
    let server = TestServer::with(allowing("https://app.example.com")).await;
    for origin in ["https://evil.example.com", "http://app.example.com", "null", ""] {
        for more in [("cookie", "__session=ann"), ("x-nothing", "1")] {
            let answer = Socket::open(server.address, &[("origin", origin), more]).await.err().expect(origin);
            assert!(answer.starts_with("HTTP/1.1 403 ") && answer.contains("ORIGIN_FORBIDDEN"), "{answer}");
        }
    }
    let two = [("origin", "https://app.example.com"), ("origin", "https://evil.example.com")];
    assert!(Socket::open(server.address, &two).await.is_err());
    for headers in [&[("origin", "https://app.example.com")][..], &[]] {
        Socket::open(server.address, headers).await.expect("upgraded").init(Value::Null).await;
    }
}

#[tokio::test]
async fn the_credentials_of_the_upgrade_count_unless_the_client_brings_others() {
    let server = TestServer::start().await;
    for (header, payload, viewer) in [
        (Some("Bearer ann"), Value::Null, json!("user_ann")),
        (Some("Bearer ann"), json!({ "token": "bob" }), json!("user_bob")),
        // Not even looked at.
        (Some("Bearer bad"), json!({ "Authorization": "Bearer bob" }), json!("user_bob")),
        (None, Value::Null, Value::Null),
    ] {
        let headers: Vec<_> = header.map(|header| ("authorization", header)).into_iter().collect();
        let mut socket = Socket::open(server.address, &headers).await.expect("upgraded");
        socket.init(payload).await;
        socket.subscribe("1", "{ viewer }", Value::Null).await;
        assert_eq!(socket.data("1").await["viewer"], viewer);
    }
    for (header, code) in [("Bearer bad", 4401), ("Bearer foreign", 4403), ("Bearer unknown-key", 1013)] {
        let mut socket = Socket::open(server.address, &[("authorization", header)]).await.expect("upgraded");
        socket.send(json!({ "type": "connection_init" })).await;
        assert_eq!(socket.closed().await.0, code, "{header}");
    }
}

#[tokio::test]
async fn another_subprotocol_is_taken_and_closed_with_4406() {
    let server = TestServer::start().await;
    for headers in [&[("sec-websocket-protocol", "graphql-ws")][..], &[]] {
        let mut socket = Socket::open_without_protocol(server.address, headers).await.expect("upgraded");
        let (code, reason) = socket.closed().await;
        assert!(code == 4406 && reason.contains("graphql-transport-ws"), "{code} {reason}");
    }
}

#[tokio::test]
async fn a_handshake_that_is_none_is_refused() {
    let server = TestServer::start().await;
    let get = || server.client.get(server.url("/graphql")).header("upgrade", "websocket");
    let whole = |request: reqwest::RequestBuilder| async {
        let response = request.send().await.expect("a response");
        (response.status().as_u16(), response.text().await.expect("a body"))
    };
    for request in [
        get(),
        get().header("connection", "upgrade"),
        get().header("connection", "upgrade").header("sec-websocket-version", "13"),
    ] {
        let (status, body) = whole(request).await;
        assert!(status == 400 && body.contains("BAD_REQUEST"), "{status} {body}");
    }
    server.assert_lives().await;
}

#[tokio::test]
async fn sockets_beyond_the_limit_are_refused_until_one_ends() {
    let live = LiveSettings { max_sockets: 1, ..LiveSettings::default() };
    let server = TestServer::with(HttpSettings { live, ..HttpSettings::default() }).await;
    let mut first = Socket::open(server.address, &[]).await.expect("upgraded");
    first.init(Value::Null).await;
    let answer = Socket::open(server.address, &[]).await.err().expect("refused");
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("TOO_MANY_STREAMS"), "{answer}");
    assert!(answer.to_ascii_lowercase().contains("retry-after: 30"), "{answer}");
    first.send_frame(tokio_tungstenite::tungstenite::Message::Close(None)).await;
    while first.frame().await.is_some() {}
    Socket::open(server.address, &[]).await.expect("there is a place again");
}

#[tokio::test]
async fn a_shutdown_waits_for_the_goodbyes_of_sockets() {
    let server = TestServer::start().await;
    let mut socket = Socket::open(server.address, &[]).await.expect("upgraded");
    socket.init(Value::Null).await;
    server.shutdown.cancel();
    assert_eq!(socket.closed().await.0, 1001);
    assert!(socket.frame().await.is_none());
    assert_eq!(server.running.await.expect("no panic"), Drained { cut_off: 0 });
}

#[tokio::test]
async fn a_socket_that_does_not_end_is_cut_off_after_the_drain() {
    let live = LiveSettings { close_timeout: Duration::from_secs(60), ..LiveSettings::default() };
    let drain_timeout = Duration::from_millis(50);
    let server = TestServer::with(HttpSettings { live, drain_timeout, ..HttpSettings::default() }).await;
    let mut socket = Socket::open(server.address, &[]).await.expect("upgraded");
    socket.init(Value::Null).await;
    server.shutdown.cancel();
    assert_eq!(server.running.await.expect("no panic"), Drained { cut_off: 1 });
}
