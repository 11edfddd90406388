//! Keys from a real HTTP server.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use http::HeaderMap;
use tokio::net::TcpListener;

use super::*;
use crate::auth::ClerkSettings;

/// What the server answers and what it was asked; `None` never answers.
#[derive(Clone)]
struct Server {
    answer: Arc<Mutex<Option<(StatusCode, String)>>>,
    requests: Arc<Mutex<Vec<HeaderMap>>>,
}

impl Server {
    async fn answer(State(server): State<Self>, headers: HeaderMap) -> impl IntoResponse {
        server.requests.lock().unwrap().push(headers);
        let answer = server.answer.lock().unwrap().clone();
        match answer {
            Some(answer) => answer,
            None => std::future::pending().await,
        }
    }

    /// Starts a server; gives its base URL too.
    async fn start(answer: Option<(StatusCode, String)>) -> (Self, String) {
        let server = Self { answer: Arc::new(Mutex::new(answer)), requests: Arc::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let app = Router::new().fallback(Self::answer).with_state(server.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        (server, url)
    }
}

fn good() -> (StatusCode, String) {
    (StatusCode::OK, document(&[&ISSUERS_KEY]).to_string())
}

fn clerk(jwks_url: String, secret_key: Option<&str>) -> Authenticator {
    Authenticator::clerk(ClerkSettings {
        issuer: ISSUER.to_owned(),
        jwks_url,
        authorized_parties: vec![FRONTEND.to_owned()],
        secret_key: secret_key.map(str::to_owned),
    })
    .expect("good settings")
}

#[tokio::test]
async fn a_token_is_verified_with_keys_from_the_network() {
    let (server, url) = Server::start(Some(good())).await;
    let auth = clerk(format!("{url}/v1/jwks"), Some("sk_test_1"));
    assert_eq!(auth.check_keys().await, Ok(1));
    auth.verify(&sign(&claims(&TestClock::new()))).await.expect("a good token");

    let requests = server.requests.lock().unwrap();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0]["authorization"], "Bearer sk_test_1");
}

#[tokio::test]
async fn the_secret_is_not_sent_to_a_public_address() {
    let (server, url) = Server::start(Some(good())).await;
    clerk(format!("{url}/.well-known/jwks.json"), Some("sk_test_1")).check_keys().await.expect("keys");
    assert!(!server.requests.lock().unwrap()[0].contains_key("authorization"));
}

#[tokio::test]
async fn answers_that_are_no_keys_are_told_apart() {
    let cases = [
        ((StatusCode::SERVICE_UNAVAILABLE, String::new()), KeySourceError::Status(503)),
        ((StatusCode::OK, "<html>".to_owned()), KeySourceError::Malformed),
        ((StatusCode::OK, r#"{"keys": []}"#.to_owned()), KeySourceError::NoUsableKey),
        ((StatusCode::OK, " ".repeat(300 * 1024)), KeySourceError::TooLarge),
    ];
    for (answer, expected) in cases {
        let (_, url) = Server::start(Some(answer)).await;
        assert_eq!(clerk(url, None).check_keys().await, Err(expected));
    }
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let (target, elsewhere) = Server::start(Some(good())).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/v1/jwks", listener.local_addr().expect("an address"));
    let app = Router::new().fallback(|| async move { Redirect::temporary(&elsewhere) });
    tokio::spawn(async move { axum::serve(listener, app).await });

    assert_eq!(clerk(url, None).check_keys().await, Err(KeySourceError::Status(307)));
    assert!(target.requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_refused_connection_says_so_and_how_to_mend_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}/v1/jwks", listener.local_addr().expect("an address"));
    drop(listener);
    let error = clerk(url, None).check_keys().await.expect_err("nobody listens");
    assert!(error.to_string().contains("refused"), "{error}");
    assert!(error.remedy().contains("CLERK_JWKS_URL"));
}

// Time is paused: it jumps to the time-out as soon as everything waits.
#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_is_given_up() {
    let (_, url) = Server::start(None).await;
    assert_eq!(clerk(url, None).check_keys().await, Err(KeySourceError::TimedOut));
}
