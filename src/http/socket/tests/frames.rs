//! Frames that a well-behaved client doesn't send.

use tokio_tungstenite::tungstenite::Message;

use super::*;

/// A frame as it stands on the wire, masked with zeros: `first` is its first byte.
fn frame(first: u8, payload: &[u8]) -> Vec<u8> {
    let mut bytes = vec![first];
    match payload.len() {
        length @ 0..126 => bytes.push(0x80 | length as u8),
        length => {
            bytes.push(0x80 | 127);
            bytes.extend_from_slice(&(length as u64).to_be_bytes());
        }
    }
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(payload);
    bytes
}

#[tokio::test]
async fn frames_that_break_the_rules_are_closed_with_their_codes() {
    for (what, bytes, code) in [
        ("binary", frame(0x82, b"{}"), 4400),
        ("a text that is not UTF-8", frame(0x81, b"\xff\xfe"), 1007),
        ("a reserved bit", frame(0xC1, b"{}"), 1002),
        ("a reserved opcode", frame(0x83, b"{}"), 1002),
        ("not masked", vec![0x81, 0x02, b'{', b'}'], 1002),
        ("a continuation of nothing", frame(0x80, b"{}"), 1002),
        ("a fragmented ping", frame(0x09, b""), 1002),
    ] {
        let mut pair = Pair::ready().await;
        pair.client.send_bytes(&bytes).await;
        assert_eq!(pair.closed().await.0, code, "{what}");
    }
}

#[tokio::test]
async fn a_message_that_is_too_long_is_1009_before_it_is_read() {
    let settings = HttpSettings { max_body: 1_000, ..HttpSettings::default() };
    let long = frame(0x81, &[b'x'; 1_001]);
    // In one frame, and in fragments that are short each; only the head of the first is needed.
    let fragments = [frame(0x01, &[b'x'; 600]), frame(0x80, &[b'x'; 600])].concat();
    for bytes in [&long[..20], &fragments] {
        let mut pair = Pair::with(settings.clone(), HeaderMap::new()).await;
        pair.client.send_bytes(bytes).await;
        assert_eq!(pair.closed().await, (1009, "A message may have at most 1000 bytes".to_owned()));
    }
}

#[tokio::test]
async fn a_message_in_fragments_with_a_ping_between_is_one_message() {
    let mut pair = Pair::ready().await;
    let text = br#"{"type":"ping"}"#;
    let bytes = [frame(0x01, &text[..5]), frame(0x89, b"hello"), frame(0x80, &text[5..])].concat();
    pair.client.send_bytes(&bytes).await;
    assert_eq!(pair.client.frame().await, Some(Message::Pong(b"hello".as_slice().into())));
    assert_eq!(pair.client.next().await, json!({ "type": "pong" }));
}

#[tokio::test]
async fn an_answer_of_many_frames_is_one_message() {
    let mut pair = Pair::ready().await;
    for length in [1, 8 << 10, 60_000] {
        let variables = json!({ "name": "ä".repeat(length) });
        pair.client.subscribe("1", "query($name: String!) { hello(name: $name) }", variables).await;
        let expected = format!("hello {}", "ä".repeat(length));
        assert_eq!(pair.client.data("1").await["hello"], expected);
        pair.client.completed("1").await;
    }
}

#[tokio::test]
async fn a_connection_that_breaks_ends_its_socket() {
    let pair = Pair::ready().await;
    drop(pair.client);
    assert_eq!(pair.served.await.expect("no panic"), None);
}
