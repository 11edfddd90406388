//! The real schema over the socket: the same guard, the same people, the same errors.

use std::time::Duration;

use folio::http::{ManualClock, Rate, RateClock, RateLimits};
use folio_testkit::{Persona, Socket, TestApp, token, token_for};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The code of the refusal, which must come next.
async fn refused(socket: &mut Socket, id: &str) -> String {
    let message = socket.next().await;
    assert_eq!((&message["type"], &message["id"]), (&json!("error"), &json!(id)), "{message}");
    message["payload"][0]["extensions"]["code"].as_str().expect("a code").to_owned()
}

#[tokio::test]
async fn a_socket_is_its_persons() {
    let app = TestApp::demo().await;
    for (payload, role) in [
        (json!({ "token": token(Persona::Student) }), json!({ "role": "STUDENT" })),
        (
            json!({ "Authorization": format!("Bearer {}", token(Persona::Mentor)) }),
            json!({ "role": "MENTOR" }),
        ),
        (Value::Null, Value::Null),
    ] {
        let mut socket = app.socket().await;
        socket.init(payload).await;
        socket.subscribe("1", "{ me { role } }", Value::Null).await;
        assert_eq!(socket.data("1").await, json!({ "me": role }));
        socket.completed("1").await;
    }
}

#[tokio::test]
async fn a_session_cookie_counts_from_our_own_pages_alone() {
    let own = folio::auth::DEV_AUTHORIZED_PARTY;
    let allow = |origin: &'static str| http::HeaderValue::from_static(origin);
    let app = TestApp::builder()
        .demo()
        .http(|settings| settings.allowed_origins = vec![allow(own), allow("https://partner.example.com")])
        .start()
        .await;
    let cookie = format!("__session={}", token(Persona::Student));
    let open = async |origin| Socket::open(app.address, &[("origin", origin), ("cookie", &cookie)]).await;

    let mut socket = open(own).await.expect("upgraded");
    socket.init(Value::Null).await;
    socket.subscribe("1", "{ me { role } }", Value::Null).await;
    assert_eq!(socket.data("1").await, json!({ "me": { "role": "STUDENT" } }));

    // May call, but by a token of its own: the cookie is not accepted from there.
    let mut socket = open("https://partner.example.com").await.expect("upgraded");
    socket.send(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.closed().await.0, 4403);

    assert!(open("https://evil.example.com").await.err().expect("refused").starts_with("HTTP/1.1 403 "));
    // No browser, or one that hides where it comes from: a cookie alone proves nothing.
    let mut socket = Socket::open(app.address, &[("cookie", &cookie)]).await.expect("upgraded");
    socket.send(json!({ "type": "connection_init" })).await;
    assert_eq!(socket.closed().await.0, 4403);
}

#[tokio::test]
async fn a_token_is_verified_as_everywhere_and_renewed_for_the_same_person_only() {
    let app = TestApp::demo().await;
    let mut socket = app.socket().await;
    socket.send(json!({ "type": "connection_init", "payload": { "token": "x.y.z" } })).await;
    assert_eq!(socket.closed().await.0, 4401);

    let renew = async |socket: &mut Socket, token: String| {
        socket.send(json!({ "type": "ping", "payload": { "token": token } })).await;
    };
    let mut socket = app.as_(Persona::Student).socket().await;
    renew(&mut socket, token_for(Persona::Student, Duration::from_secs(60))).await;
    assert_eq!(socket.next().await, json!({ "type": "pong" }));
    renew(&mut socket, token(Persona::Mentor)).await;
    assert_eq!(socket.closed().await.0, 4403);
}

/// Signing out lets the token run out, and the socket with it; the present state that was sent is the last.
#[tokio::test]
async fn a_token_that_is_not_renewed_ends_its_socket_and_its_stream() {
    let app = TestApp::demo().await;
    let id = app.as_(Persona::Student).query("{ me { profile { id } } }").await.data()["me"]["profile"]["id"]
        .clone();
    let document = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { version } } }";
    // The token has little time left but the difference that clocks may have.
    let short = token_for(Persona::Student, Duration::from_secs(2));
    let mut socket = app.socket().await;
    socket.init(json!({ "token": short })).await;
    socket.subscribe("1", document, json!({ "id": id })).await;
    let mut events = app.with_token(short).events(document, json!({ "id": id })).await;
    assert!(socket.data("1").await["profileChanged"]["profile"]["version"].is_string());
    events.data().await;
    assert_eq!(socket.closed().await.0, 4403);
    assert_eq!(events.next().await, None, "no `complete`");
}

#[tokio::test]
async fn the_guard_stands_before_the_socket_too() {
    let app = TestApp::demo().await;
    let mut socket = app.as_(Persona::Student).socket().await;
    let chain: String =
        (0..20).map(|i| format!("fragment F{i} on Profile {{ ...F{} ...F{} }} ", i + 1, i + 1)).collect();
    let bomb = format!("{{ me {{ profile {{ ...F0 }} }} }} {chain} fragment F20 on Profile {{ id }}");
    let costly = "subscription { profileChanged(profileId: \"x\") { profile {
        skills(first: 100) { nodes { endorsements(first: 100) { nodes { note } } } }
        education(first: 100) { nodes { id institution degree honours coursework gpa { value scale text } } }
        projects(first: 100) { nodes { id name kind role organization description highlights links skills startDate
        endDate provenance position version createdAt updatedAt } edges { node { id name kind role organization
        description highlights links skills startDate endDate provenance position version createdAt updatedAt } } }
        accessReport { fields { field section visible reason decidedBy openTo } } } } }";
    for (document, code) in [
        ("[".repeat(2_000), "DOCUMENT_TOO_DEEP"),
        (format!("{{ nodes(ids: {}{}) {{ id }} }}", "[".repeat(2_000), "]".repeat(2_000)), "DOCUMENT_TOO_DEEP"),
        (bomb, "DOCUMENT_TOO_MANY_SELECTIONS"),
        (costly.to_owned(), "QUERY_TOO_COMPLEX"),
        ("subscription { profileChanged { profile { id } } }".to_owned(), "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { ...S } fragment S on Subscription { profileChanged(profileId: \"x\") { profile { id } } }"
            .to_owned(), "GRAPHQL_VALIDATION_FAILED"),
    ] {
        socket.subscribe("1", &document, Value::Null).await;
        assert_eq!(refused(&mut socket, "1").await, code);
    }
    socket.subscribe("1", "{ me { role } }", Value::Null).await;
    assert_eq!(socket.data("1").await, json!({ "me": { "role": "STUDENT" } }));
}

#[tokio::test]
async fn what_stays_open_is_counted_and_nobody_is_named() {
    let app = TestApp::demo().await;
    let mut socket = app.as_(Persona::Student).socket().await;
    socket.send_text("nonsense").await;
    assert_eq!(socket.closed().await.0, 4400);
    while socket.frame().await.is_some() {}
    let metrics = folio_testkit::metrics();
    for metric in ["graphql_open_sockets ", "graphql_socket_closes_total{code=\"4400\"}"] {
        assert!(metrics.contains(metric), "{metric} is in\n{metrics}");
    }
}

/// Costs 23: the viewer and their profile, 11 each, and an id.
const CHEAP: &str = "{ me { profile { id } } }";

#[tokio::test]
async fn operations_on_a_socket_are_charged_like_any_other() {
    let rates = RateLimits {
        user: Rate::new(1, 50),
        address: None,
        clock: RateClock::Manual(ManualClock::default()),
    };
    let app = TestApp::builder().demo().http(|settings| settings.rates = rates).start().await;
    let mut socket = app.as_(Persona::Student).socket().await;
    for _ in 0..2 {
        socket.subscribe("1", CHEAP, Value::Null).await;
        socket.data("1").await;
        socket.completed("1").await;
    }
    socket.subscribe("1", CHEAP, Value::Null).await;
    let message = socket.next().await;
    assert_eq!(message["type"], "error");
    let extensions = &message["payload"][0]["extensions"];
    assert_eq!(extensions["code"], "RATE_LIMITED");
    assert!(extensions["retryAfterMs"].is_u64(), "{message}");
    // The budget is the person's, on whatever transport.
    assert_eq!(app.as_(Persona::Student).query(CHEAP).await.code(), "RATE_LIMITED");
}

#[tokio::test]
async fn an_address_pays_for_its_sockets_and_for_what_arrives_on_them() {
    let rates = RateLimits {
        user: None,
        // Three arrivals.
        address: Rate::new(1, 30),
        clock: RateClock::Manual(ManualClock::default()),
    };
    let app = TestApp::builder().demo().http(|settings| settings.rates = rates).start().await;
    let mut socket = app.as_(Persona::Student).socket().await;
    for expected in ["next", "next", "error"] {
        socket.subscribe("1", "{ __typename }", Value::Null).await;
        assert_eq!(socket.next().await["type"], expected);
        if expected == "next" {
            socket.completed("1").await;
        }
    }
    let refusal = Socket::open(app.address, &[]).await.err().expect("refused before the upgrade");
    assert!(refusal.starts_with("HTTP/1.1 429 ") && refusal.contains("RATE_LIMITED"), "{refusal}");
}

#[tokio::test]
async fn a_socket_counts_among_the_connections_of_its_address() {
    let app = TestApp::builder().http(|settings| settings.max_connections_per_address = 1).start().await;
    let mut socket = app.socket().await;
    socket.init(Value::Null).await;
    let mut another = TcpStream::connect(app.address).await.expect("accepted by the system");
    assert!(matches!(another.read(&mut [0]).await, Ok(0) | Err(_)), "and closed at once");
    drop(socket);
    // The server learns of it a moment later.
    loop {
        let mut another = TcpStream::connect(app.address).await.expect("accepted by the system");
        another.write_all(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n").await.ok();
        if matches!(another.read(&mut [0]).await, Ok(1)) {
            break;
        }
    }
}
