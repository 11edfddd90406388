//! Panics, readiness and the end.

use super::*;

#[tokio::test]
async fn a_panic_is_one_response_and_the_server_lives() {
    let server = TestServer::start().await;
    let answer = Answer::of(server.query("{ panics }")).await;
    assert_eq!(answer.refusal(), (500, "INTERNAL"));
    assert_eq!(answer.json["errors"][0]["extensions"]["requestId"], answer.header("x-request-id"));
    assert!(!answer.json.to_string().contains(SENTINEL));
    server.assert_lives().await;
}

#[tokio::test]
async fn a_shutdown_lets_requests_end_and_takes_no_new_ones() {
    let server = TestServer::start().await;
    let request = tokio::spawn(Answer::of(server.query("{ wait }")));
    server.toy.waiting.notified().await;
    let idle = server.raw().await;

    server.shutdown.cancel();
    while TcpStream::connect(server.address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!server.running.is_finished(), "a request is in flight");

    server.toy.release.notify_one();
    let answer = request.await.expect("no panic");
    assert_eq!(answer.json["data"]["wait"], true);
    assert_eq!(server.running.await.expect("no panic"), Drained { cut_off: 0 });
    drop(idle);
}

#[tokio::test]
async fn a_request_that_does_not_end_is_cut_off_after_the_drain() {
    let settings = HttpSettings { drain_timeout: Duration::from_millis(50), ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let request = tokio::spawn(server.query("{ wait }").send());
    server.toy.waiting.notified().await;
    server.shutdown.cancel();
    assert_eq!(server.running.await.expect("no panic"), Drained { cut_off: 1 });
    assert!(request.await.expect("no panic").is_err());
}

#[tokio::test]
async fn readiness_follows_the_checks_their_time_and_the_shutdown() {
    let settings = HttpSettings {
        readiness_timeout: Duration::from_millis(50),
        readiness_believed: Duration::ZERO,
        ..HttpSettings::default()
    };
    let server = TestServer::with(settings).await;
    let ready = || Answer::of(server.client.get(server.url("/readyz")));
    let answer = ready().await;
    assert_eq!((answer.status, &answer.json["checks"]["database"]), (StatusCode::OK, &json!("ok")));

    server.toy.not_ready.store(true, Ordering::SeqCst);
    let answer = ready().await;
    assert_eq!(
        (answer.status, &answer.json["checks"]["database"]),
        (StatusCode::SERVICE_UNAVAILABLE, &json!("failed"))
    );

    server.toy.hang_readiness.store(true, Ordering::SeqCst);
    assert_eq!(ready().await.json["status"], "timeout");
    assert_eq!(Answer::of(server.client.get(server.url("/healthz"))).await.status, StatusCode::OK);
}

#[tokio::test]
async fn asking_often_whether_it_is_ready_costs_one_look() {
    let settings = HttpSettings { readiness_believed: Duration::from_secs(600), ..HttpSettings::default() };
    let server = TestServer::with(settings).await;
    let ready = || Answer::of(server.client.get(server.url("/readyz")));
    assert_eq!(ready().await.status, StatusCode::OK);
    server.toy.not_ready.store(true, Ordering::SeqCst);
    assert_eq!(ready().await.status, StatusCode::OK, "what was found is told again");
}

#[tokio::test]
async fn while_it_drains_a_connection_that_is_still_open_is_told_so() {
    use tower::ServiceExt;
    let draining = CancellationToken::new();
    let backend = ToyBackend::new(&Arc::default());
    let app = router(backend, HttpSettings::default(), draining.clone());
    draining.cancel();
    let request = http::Request::get("/readyz").body(axum::body::Body::empty()).expect("a request");
    assert_eq!(app.oneshot(request).await.expect("infallible").status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn an_upgraded_connection_is_left_to_its_own_time_outs() {
    use hyper_util::rt::TokioIo;

    let echo = async |mut request: axum::extract::Request| {
        let upgraded = hyper::upgrade::on(&mut request);
        tokio::spawn(async move {
            let mut io = TokioIo::new(upgraded.await.expect("upgraded"));
            let mut byte = [0];
            while io.read_exact(&mut byte).await.is_ok() {
                io.write_all(&byte).await.expect("written");
            }
        });
        (StatusCode::SWITCHING_PROTOCOLS, [("connection", "upgrade"), ("upgrade", "echo")])
    };
    let timeout = Duration::from_millis(200);
    let settings = HttpSettings { header_timeout: timeout, idle_timeout: timeout, ..HttpSettings::default() };
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("bound");
    let app = axum::Router::new().route("/", axum::routing::get(echo));
    tokio::spawn(async move { serve(listener, app, &settings, CancellationToken::new()).await });

    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream
        .write_all(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: echo\r\n\r\n")
        .await
        .expect("written");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("a response"));
    }
    assert!(head.starts_with(b"HTTP/1.1 101 "));
    tokio::time::sleep(timeout * 2).await;
    stream.write_all(b"x").await.expect("written");
    assert_eq!(stream.read_u8().await.expect("an echo"), b'x');
}
