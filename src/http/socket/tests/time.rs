//! What the clock brings about. Time is not real here: it passes when nobody has anything to do.

use tokio::time::Instant;
use tokio_tungstenite::tungstenite::Message;

use super::*;

fn seconds_since(started: Instant) -> u64 {
    started.elapsed().as_secs()
}

#[tokio::test(start_paused = true)]
async fn without_an_initialisation_a_socket_is_closed_after_its_time() {
    let (mut pair, started) = (Pair::open().await, Instant::now());
    // A ping is answered, but is no initialisation.
    pair.client.send(json!({ "type": "ping", "payload": { "token": "ann" } })).await;
    assert_eq!(pair.client.next().await, json!({ "type": "pong" }));
    assert_eq!(pair.closed().await, (4408, "Connection initialisation timeout".to_owned()));
    assert_eq!(seconds_since(started), 3);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_ends_takes_the_socket_with_it() {
    let (mut pair, started) = (Pair::signed_in("ann:60").await, Instant::now());
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    let toy = Arc::clone(&pair.toy);
    assert_eq!(pair.closed().await, (4403, "The token has expired".to_owned()));
    // With the five seconds by which clocks may differ; a fraction of a second has passed since the token was made.
    assert!((60..=65).contains(&seconds_since(started)), "{}", seconds_since(started));
    assert_eq!(toy.beat.receiver_count(), 0);
}

#[tokio::test(start_paused = true)]
async fn a_renewal_by_the_same_person_keeps_the_socket_open() {
    let (mut pair, started) = (Pair::signed_in("ann:60").await, Instant::now());
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    for round in 1..=5 {
        tokio::time::advance(Duration::from_secs(50)).await;
        pair.client.send(json!({ "type": "ping", "payload": { "token": "ann:60" } })).await;
        assert_eq!(pair.client.next().await, json!({ "type": "pong" }));
        pair.toy.beat.send_replace(round);
        assert_eq!(pair.client.data("1").await, json!({ "beats": round }));
    }
    // Without a token a ping renews nothing.
    pair.client.send(json!({ "type": "ping", "payload": { "at": 1 } })).await;
    assert_eq!(pair.client.next().await, json!({ "type": "pong" }));
    assert_eq!(pair.closed().await.0, 4403);
    assert!((310..=315).contains(&seconds_since(started)), "{}", seconds_since(started));
}

#[tokio::test(start_paused = true)]
async fn a_renewal_by_anybody_else_closes_the_socket() {
    for (first, then, code) in [
        (json!({ "token": "ann" }), "bob", 4403),
        (Value::Null, "ann", 4403),
        (json!({ "token": "ann" }), "bad", 4401),
        (json!({ "token": "ann" }), "expired", 4403),
        (json!({ "token": "ann" }), "unknown-key", 1013),
    ] {
        let mut pair = Pair::open().await;
        pair.client.init(first).await;
        pair.client.send(json!({ "type": "ping", "payload": { "token": then } })).await;
        assert_eq!(pair.closed().await.0, code, "{then}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_renewal_may_shorten_the_time() {
    let (mut pair, started) = (Pair::signed_in("ann:600").await, Instant::now());
    pair.client.send(json!({ "type": "ping", "payload": { "token": "ann:10" } })).await;
    assert_eq!(pair.client.next().await, json!({ "type": "pong" }));
    assert_eq!(pair.closed().await.0, 4403);
    assert!(seconds_since(started) <= 15);
}

/// The clock for the token has struck, but the task has not run since: what is ready to be sent is not sent.
#[tokio::test(start_paused = true)]
async fn nothing_is_sent_after_the_end_of_the_token() {
    let mut pair = Pair::signed_in("ann:60").await;
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    pair.toy.beat.send_replace(1);
    tokio::time::advance(Duration::from_secs(70)).await;
    let mut told = 0;
    let close = loop {
        match pair.client.frame().await {
            Some(Message::Text(_)) => told += 1,
            Some(Message::Close(close)) => break close.expect("a code"),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!((u16::from(close.code), told), (4403, 0));
}

/// A message that a slow client takes so long to read that the token ends meanwhile: the rest of it is not sent.
#[tokio::test(start_paused = true)]
async fn not_even_the_rest_of_a_message_is_sent_after_the_end_of_the_token() {
    let settings = HttpSettings { write_timeout: Duration::from_secs(600), ..HttpSettings::default() };
    let (mut pair, started) = (Pair::with(settings, HeaderMap::new()).await, Instant::now());
    pair.client.init(json!({ "token": "ann:60" })).await;
    pair.client.subscribe("1", "subscription { flood(bytes: 40000) }", Value::Null).await;
    pair.served.await.expect("no panic");
    assert!((60..=67).contains(&seconds_since(started)), "{}", seconds_since(started));
}

#[tokio::test(start_paused = true)]
async fn a_silent_client_is_asked_for_a_sign_of_life_and_given_up_without_one() {
    let (mut pair, started) = (Pair::ready().await, Instant::now());
    for round in 1..=3 {
        assert!(matches!(pair.client.frame().await, Some(Message::Ping(_))));
        assert_eq!(seconds_since(started), 25 * round);
    }
    // A pong goes out when the client next reads: the third ping gets none.
    assert_eq!(pair.served.await.expect("no panic"), None);
    assert_eq!(seconds_since(started), 25 * 3 + 10);
}

#[tokio::test(start_paused = true)]
async fn a_query_that_takes_too_long_is_given_up() {
    let (mut pair, started) = (Pair::ready().await, Instant::now());
    pair.client.subscribe("1", "{ wait }", Value::Null).await;
    let message = pair.client.next().await;
    assert_eq!(message["type"], "error");
    assert_eq!(message["payload"][0]["extensions"]["code"], "REQUEST_TIMEOUT");
    assert_eq!(seconds_since(started), 10);
    pair.assert_quiet().await;
}

#[tokio::test(start_paused = true)]
async fn a_client_that_does_not_answer_a_close_is_not_waited_for() {
    let (pair, started) = (Pair::ready().await, Instant::now());
    pair.draining.cancel();
    assert_eq!(pair.served.await.expect("no panic"), Some(Code::GoingAway));
    assert_eq!(seconds_since(started), 2);
}
