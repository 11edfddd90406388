//! Each close code, and what brings it about.

use super::*;

async fn closed_after(messages: &[Value]) -> (u16, String) {
    let mut pair = Pair::open().await;
    for message in messages {
        pair.client.send(message.clone()).await;
    }
    while let Some(frame) = pair.client.frame().await {
        if let tokio_tungstenite::tungstenite::Message::Close(Some(close)) = frame {
            return (close.code.into(), close.reason.to_string());
        }
    }
    panic!("closed without a word after {messages:?}")
}

fn init(payload: Value) -> Value {
    json!({ "type": "connection_init", "payload": payload })
}

fn subscribe(id: &str) -> Value {
    json!({ "type": "subscribe", "id": id, "payload": { "query": "subscription { beats }" } })
}

#[tokio::test]
async fn a_message_that_is_none_is_4400_and_named() {
    for (text, says) in [
        ("nonsense", "must be a JSON object"),
        (
            r#"{"type":"start","id":"1"}"#,
            "\"type\" must be connection_init, ping, pong, subscribe or complete",
        ),
        (r#"{"type":"subscribe","id":"1","payload":{"query":7}}"#, "must be a string; it is a number"),
    ] {
        let mut pair = Pair::ready().await;
        pair.client.send_text(text).await;
        let (code, reason) = pair.closed().await;
        assert_eq!(code, 4400, "{text}");
        assert!(reason.contains(says) && reason.len() <= 123, "{text}: {reason}");
    }
}

#[tokio::test]
async fn an_operation_before_the_acknowledgement_is_4401() {
    assert_eq!(closed_after(&[subscribe("1")]).await, (4401, "Unauthorized".to_owned()));
}

#[tokio::test]
async fn a_token_that_is_not_good_is_never_anonymous() {
    for (token, code) in
        [("bad", 4401), ("", 4401), ("expired", 4403), ("foreign", 4403), ("unknown-key", 1013)]
    {
        assert_eq!(closed_after(&[init(json!({ "token": token }))]).await.0, code, "{token}");
        let header = json!({ "Authorization": format!("Bearer {token}") });
        assert_eq!(closed_after(&[init(header)]).await.0, code, "{token}");
    }
}

#[tokio::test]
async fn a_second_operation_with_an_id_in_use_is_4409() {
    let close = closed_after(&[init(Value::Null), subscribe("one"), subscribe("one")]).await;
    assert_eq!(close, (4409, "Subscriber for one already exists".to_owned()));
}

#[tokio::test]
async fn a_second_initialisation_is_4429() {
    for second in [init(Value::Null), init(json!({ "token": "ann" }))] {
        let close = closed_after(&[init(json!({ "token": "ann" })), second]).await;
        assert_eq!(close, (4429, "Too many initialisation requests".to_owned()));
    }
}

#[tokio::test]
async fn a_shutdown_is_1001_and_stops_what_runs() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    assert_eq!(pair.toy.beat.receiver_count(), 1);
    pair.draining.cancel();
    let toy = Arc::clone(&pair.toy);
    assert_eq!(pair.closed().await.0, 1001);
    assert_eq!(toy.beat.receiver_count(), 0);
}

#[tokio::test]
async fn a_client_that_says_goodbye_is_answered_and_what_it_ran_stops() {
    let mut pair = Pair::ready().await;
    pair.client.subscribe("1", "subscription { beats }", Value::Null).await;
    pair.toy.waiting.notified().await;
    pair.client.send_frame(tokio_tungstenite::tungstenite::Message::Close(None)).await;
    assert!(matches!(pair.client.frame().await, Some(tokio_tungstenite::tungstenite::Message::Close(None))));
    assert_eq!(pair.served.await.expect("no panic"), Some(Code::Normal));
    assert_eq!(pair.toy.beat.receiver_count(), 0);
}
