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
    let settings = HttpSettings { readiness_timeout: Duration::from_millis(50), ..HttpSettings::default() };
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
async fn while_it_drains_a_connection_that_is_still_open_is_told_so() {
    use tower::ServiceExt;
    let draining = CancellationToken::new();
    let schema = Schema::build(Query, Mutation, EmptySubscription).finish();
    let backend = ToyBackend { schema, toy: Arc::default() };
    let app = router(backend, HttpSettings::default(), draining.clone());
    draining.cancel();
    let request = http::Request::get("/readyz").body(axum::body::Body::empty()).expect("a request");
    assert_eq!(app.oneshot(request).await.expect("infallible").status(), StatusCode::SERVICE_UNAVAILABLE);
}
