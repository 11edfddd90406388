//! What holds for every request: ids, headers, CORS, the log, metrics, and the paths besides `/graphql`.

use std::{io, sync::Mutex};

use tracing_subscriber::fmt::MakeWriter;

use super::*;

#[tokio::test]
async fn a_request_has_an_id_and_a_sane_one_is_kept() {
    let server = TestServer::start().await;
    let id = |sent: Option<&'static str>| {
        let mut request = server.query("{ hello }");
        if let Some(sent) = sent {
            request = request.header("x-request-id", sent);
        }
        async { Answer::of(request).await.header("x-request-id").to_owned() }
    };
    assert_eq!(id(None).await.len(), 32);
    assert_eq!(id(Some("proxy-1.2_x")).await, "proxy-1.2_x");
    for bad in ["short", "ann@example.com", "a b c d e f", "\"quoted-id\""] {
        assert_eq!(id(Some(bad)).await.len(), 32, "{bad}");
    }
}

#[tokio::test]
async fn responses_carry_security_headers() {
    let server = TestServer::with(HttpSettings { hsts: true, ..HttpSettings::default() }).await;
    for request in [server.query("{ hello }"), server.query("{"), server.client.get(server.url("/nothing"))] {
        let answer = Answer::of(request).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert_eq!(answer.header("x-frame-options"), "DENY");
        assert_eq!(answer.header("content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        assert!(answer.header("cache-control").contains("no-store"));
        assert!(answer.header("strict-transport-security").starts_with("max-age="));
    }
    let plain = TestServer::start().await;
    assert_eq!(Answer::of(plain.query("{ hello }")).await.header("strict-transport-security"), "");
}

#[tokio::test]
async fn unknown_paths_and_methods_answer_in_json() {
    let server = TestServer::start().await;
    let answer = Answer::of(server.client.get(server.url("/nothing"))).await;
    assert_eq!(answer.refusal(), (404, "ROUTE_NOT_FOUND"));
    let answer = Answer::of(server.client.post(server.url("/healthz"))).await;
    assert_eq!((answer.refusal(), answer.header("allow")), ((405, "METHOD_NOT_ALLOWED"), "GET,HEAD"));
    assert_eq!(Answer::of(server.client.get(server.url("/graphiql"))).await.refusal().0, 404);
    assert_eq!(Answer::of(server.client.get(server.url("/live"))).await.refusal().0, 404);
    assert_eq!(Answer::of(server.client.get(server.url("/.well-known/jwks.json"))).await.refusal().0, 404);
}

#[tokio::test]
async fn only_configured_origins_may_read() {
    let origin = http::HeaderValue::from_static("https://app.example.com");
    let server =
        TestServer::with(HttpSettings { allowed_origins: vec![origin], ..HttpSettings::default() }).await;
    let preflight = |origin: &'static str| {
        let request = server.client.request(http::Method::OPTIONS, server.url("/graphql"));
        let request = request.header("origin", origin).header("access-control-request-method", "POST");
        Answer::of(request.header("access-control-request-headers", "content-type"))
    };
    let answer = preflight("https://app.example.com").await;
    assert_eq!(answer.header("access-control-allow-origin"), "https://app.example.com");
    assert_eq!(answer.header("access-control-allow-credentials"), "true");
    assert_eq!(answer.header("access-control-max-age"), "7200");
    assert_eq!(
        (answer.header("x-request-id").len(), answer.header("x-content-type-options")),
        (32, "nosniff")
    );
    for other in
        ["https://evil.example.com", "https://app.example.com.evil.com", "http://app.example.com", "null"]
    {
        assert_eq!(preflight(other).await.header("access-control-allow-origin"), "", "{other}");
    }
    for query in ["{", "{ panics }"] {
        let answer = Answer::of(server.query(query).header("origin", "https://app.example.com")).await;
        assert_eq!(answer.header("access-control-allow-origin"), "https://app.example.com", "{query}");
    }
}

#[tokio::test]
async fn development_paths_are_served_when_they_are_configured() {
    let assets = std::env::temp_dir().join(format!("folio-graphiql-{}", uuid::Uuid::new_v4().simple()));
    std::fs::create_dir(&assets).expect("a folder");
    let settings = HttpSettings {
        graphiql_assets: Some(assets.clone()),
        live_page: true,
        jwks: Some(r#"{"keys":[]}"#.into()),
        ..HttpSettings::default()
    };
    let server = TestServer::with(settings).await;
    let get = |path: &'static str| Answer::of(server.client.get(server.url(path)));
    assert_eq!(get("/.well-known/jwks.json").await.json, json!({ "keys": [] }));

    let answer = get("/graphiql").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.json.as_str().is_some_and(|text| text.contains("react.production.17.0.2.min.js")));

    for name in ["graphiql.1.5.1.min.js", "graphiql.1.5.1.min.css", "react.production.17.0.2.min.js"] {
        std::fs::write(assets.join(name), "1;").expect("written");
    }
    std::fs::write(assets.join("react-dom.production.17.0.2.min.js"), "2;").expect("written");
    std::fs::write(assets.join("secret"), SENTINEL).expect("written");
    let answer = get("/graphiql").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let policy = answer.header("content-security-policy");
    assert!(
        policy.contains("script-src 'self' 'unsafe-eval';") && policy.contains("default-src 'none'"),
        "{policy}"
    );
    assert_eq!(get("/graphiql/page.js").await.header("content-type"), "text/javascript");
    let answer = get("/live").await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(get("/live/page.js").await.header("content-type"), "text/javascript");
    assert_eq!(get("/live/page.css").await.header("content-type"), "text/css");
    assert_eq!(get("/graphiql/react-dom.production.17.0.2.min.js").await.json, 2.to_string() + ";");
    for path in ["/graphiql/secret", "/graphiql/..%2Fsecret", "/graphiql/%2Fetc%2Fpasswd"] {
        assert_eq!(get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    std::fs::remove_dir_all(assets).expect("removed");
}

/// A writer that keeps what is logged.
#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl io::Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("not poisoned").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Captured {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

async fn send_what_must_not_be_logged(server: &TestServer) {
    let url = |path: &str| server.url(&format!("{path}?query=%7Bhello%7D&{SENTINEL}={SENTINEL}"));
    for request in [
        server.query("{ broken }").header("x-request-id", "the-failed-one").bearer_auth("ann"),
        server.query(&format!("query {} {{ hello }}", SENTINEL.replace('-', "_"))).bearer_auth(SENTINEL),
        server.query("{ hello }").header("cookie", format!("__session={SENTINEL}")),
        server.client.get(url("/graphql")),
        server.client.get(url(&format!("/{SENTINEL}"))),
        server.query("{ panics }"),
    ] {
        Answer::of(request).await;
    }
}

/// The runtime has one thread, so that the subscriber of this thread sees everything.
#[tokio::test(flavor = "current_thread")]
async fn the_log_has_ids_and_outcomes_and_nothing_that_a_client_or_a_person_owns() {
    let captured = Captured::default();
    let subscriber = tracing_subscriber::fmt()
        .with_ansi(false)
        .with_max_level(tracing::Level::TRACE)
        .with_writer(captured.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let server = TestServer::start().await;
    // A log statement that another test's thread met first is cached as "nobody listens"; after one round all of
    // them are known, and the cache can be built anew from here.
    send_what_must_not_be_logged(&server).await;
    tracing::callsite::rebuild_interest_cache();
    captured.0.lock().expect("not poisoned").clear();
    send_what_must_not_be_logged(&server).await;

    let log = String::from_utf8(captured.0.lock().expect("not poisoned").clone()).expect("text");
    let ours: Vec<&str> = log.lines().filter(|line| line.contains(" folio")).collect();
    let ours = ours.join("\n");
    assert!(ours.contains("the-failed-one") && ours.contains("cause=I/O"), "{ours}");
    assert!(ours.contains("route=\"/graphql\"") && ours.contains("status=401"), "{ours}");
    assert!(ours.contains("route=\"unmatched\"") && ours.contains("a handler panicked"), "{ours}");
    for secret in [SENTINEL, &SENTINEL.replace('-', "_"), "user_ann", "127.0.0.1"] {
        assert!(!ours.contains(secret), "{secret} is logged:\n{ours}");
    }
}

#[tokio::test]
async fn metrics_are_served_apart_and_their_labels_are_bounded() {
    let handle = super::super::install_metrics().expect("one recorder in this process");
    let server = TestServer::start().await;
    Answer::of(server.query("query Secret { hello }")).await;
    Answer::of(server.query("mutation { touch }")).await;
    Answer::of(server.client.get(server.url("/some/unknown/path"))).await;
    assert_eq!(Answer::of(server.client.get(server.url("/metrics"))).await.status, StatusCode::NOT_FOUND);

    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("http://{}/metrics", listener.local_addr().expect("bound"));
    let (settings, stop) = (HttpSettings::default(), CancellationToken::new());
    let app = super::super::metrics_router(handle);
    let scrape = async {
        let answer = Answer::of(server.client.get(url)).await;
        stop.cancel();
        answer.json.as_str().expect("text").to_owned()
    };
    let (text, _) = tokio::join!(scrape, serve(listener, app, &settings, stop.clone()));
    assert!(
        text.contains(r#"graphql_operation_duration_seconds_count{kind="mutation",outcome="ok"}"#),
        "{text}"
    );
    assert!(
        text.contains(r#"http_request_duration_seconds_bucket{route="unmatched",status="4xx""#),
        "{text}"
    );
    assert!(text.contains("http_open_connections"), "{text}");
    assert!(!text.contains("Secret") && !text.contains("some/unknown"), "{text}");
}
