//! The messages of graphql-transport-ws.

use async_graphql::{Request, ServerError};
use serde::{Deserialize, Serialize};
use serde_json::{Value, value::RawValue};

use super::close::Close;
use crate::http::{outcome::Payload, params};

/// The longest id of an operation; clients use a UUID or a number.
const MAX_ID: usize = 256;

/// What a client may say.
#[derive(Debug)]
pub(super) enum ClientMessage {
    /// Begins, with a token or without.
    Init(Option<String>),
    /// Wants a pong, and may bring a new token.
    Ping(Option<String>),
    /// Answers a ping.
    Pong,
    /// Begins an operation.
    Subscribe {
        /// How the client calls it.
        id: String,
        /// What to run.
        request: Box<Request>,
    },
    /// Ends an operation.
    Complete {
        /// How the client calls it.
        id: String,
    },
}

/// What the server says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum ServerMessage<'a> {
    /// The connection is ready for operations.
    ConnectionAck,
    /// Answers a ping; whatever token it brought is in force.
    Pong,
    /// A response of an operation.
    Next { id: &'a str, payload: Payload<'a> },
    /// The operation did not run; the last message with this id.
    Error { id: &'a str, payload: &'a [ServerError] },
    /// The last message with this id.
    Complete { id: &'a str },
}

#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(rename = "type")]
    kind: Option<Value>,
    id: Option<Value>,
    #[serde(borrow)]
    payload: Option<&'a RawValue>,
}

/// What may stand in the payload of `connection_init` and `ping`; anything else is the client's own affair.
#[derive(Default, Deserialize)]
struct Credentials {
    token: Option<Value>,
    #[serde(rename = "Authorization")]
    authorization: Option<Value>,
}

impl ClientMessage {
    /// Reads a message.
    ///
    /// # Errors
    /// The close of the socket, which says what is wrong.
    pub(super) fn parse(text: &str) -> Result<Self, Close> {
        // serde would take an array for a struct.
        if !text.trim_ascii_start().starts_with('{') {
            return Err(Close::invalid("A message must be a JSON object"));
        }
        let envelope: Envelope<'_> = serde_json::from_str(text)
            .map_err(|error| Close::invalid(format!("A message must be a JSON object: {error}")))?;
        let kind = match envelope.kind {
            Some(Value::String(kind)) => kind,
            _ => return Err(Close::invalid("A message must have a \"type\", which is a string")),
        };
        match kind.as_str() {
            "connection_init" => Ok(Self::Init(token(envelope.payload)?)),
            "ping" => Ok(Self::Ping(token(envelope.payload)?)),
            "pong" => object(envelope.payload).map(|_| Self::Pong),
            "subscribe" => Ok(Self::Subscribe { id: id(envelope.id)?, request: request(envelope.payload)? }),
            "complete" => Ok(Self::Complete { id: id(envelope.id)? }),
            _ => Err(Close::invalid("\"type\" must be connection_init, ping, pong, subscribe or complete")),
        }
    }
}

fn id(id: Option<Value>) -> Result<String, Close> {
    match id {
        Some(Value::String(id)) if (1..=MAX_ID).contains(&id.len()) => Ok(id),
        _ => Err(Close::invalid(format!("\"id\" must be a string of 1 to {MAX_ID} bytes"))),
    }
}

fn request(payload: Option<&RawValue>) -> Result<Box<Request>, Close> {
    let payload = payload.map_or("null", RawValue::get);
    if !payload.starts_with('{') {
        return Err(Close::invalid("\"payload\" must be an object with the parameter \"query\""));
    }
    params::from_json(payload)
        .map(Box::new)
        .map_err(|refusal| Close::invalid(format!("\"payload\": {}", refusal.message())))
}

/// A payload that may be absent.
fn object(payload: Option<&RawValue>) -> Result<Option<&str>, Close> {
    match payload.map(RawValue::get) {
        None | Some("null") => Ok(None),
        Some(object) if object.starts_with('{') => Ok(Some(object)),
        Some(_) => Err(Close::invalid("\"payload\" must be an object")),
    }
}

/// The token that a payload brings, if it does: `{"token": "…"}` or `{"Authorization": "Bearer …"}`.
fn token(payload: Option<&RawValue>) -> Result<Option<String>, Close> {
    let Some(payload) = object(payload)? else { return Ok(None) };
    let credentials: Credentials = serde_json::from_str(payload)
        .map_err(|_| Close::invalid("\"payload\" names \"token\" or \"Authorization\" more than once"))?;
    match (credentials.token, credentials.authorization) {
        (None, None) => Ok(None),
        (Some(Value::String(token)), None) => Ok(Some(token)),
        (None, Some(Value::String(header))) => match header.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("Bearer") => {
                Ok(Some(token.trim().to_owned()))
            }
            _ => Err(Close::invalid("\"Authorization\" must be `Bearer`, a space and the token")),
        },
        (Some(_), Some(_)) => Err(Close::invalid("Send \"token\" or \"Authorization\", not both")),
        _ => Err(Close::invalid("\"token\" and \"Authorization\" must be strings")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(text: &str) -> String {
        let close = ClientMessage::parse(text).expect_err(text);
        assert_eq!(close.code().label(), "4400", "{text}");
        close.frame().reason.to_string()
    }

    #[test]
    fn what_is_no_message_is_named() {
        for (text, expected) in [
            ("", "must be a JSON object"),
            (r#"["ping",null,null]"#, "must be a JSON object"),
            ("{}", "must have a \"type\""),
            (r#"{"type":1}"#, "must have a \"type\""),
            (r#"{"type":"start"}"#, "\"type\" must be connection_init, ping, pong, subscribe or complete"),
            (r#"{"type":"next","id":"1","payload":{}}"#, "\"type\" must be"),
            (r#"{"type":"ping","type":"pong"}"#, "duplicate field `type`"),
            (r#"{"type":"connection_init","payload":[]}"#, "\"payload\" must be an object"),
            (r#"{"type":"connection_init","payload":{"token":1}}"#, "must be strings"),
            (r#"{"type":"connection_init","payload":{"Authorization":"abc"}}"#, "must be `Bearer`"),
            (r#"{"type":"connection_init","payload":{"token":"a","Authorization":"Bearer b"}}"#, "not both"),
            (r#"{"type":"ping","payload":{"token":"a","token":"b"}}"#, "more than once"),
            (r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#, "\"id\" must be a string"),
            (r#"{"type":"subscribe","id":"","payload":{"query":"{ a }"}}"#, "\"id\" must be a string"),
            (r#"{"type":"subscribe","id":"1"}"#, "\"payload\" must be an object with"),
            (r#"{"type":"subscribe","id":"1","payload":{}}"#, "\"query\" must be a string; it is missing"),
            (
                r#"{"type":"subscribe","id":"1","payload":{"query":"a","variables":[]}}"#,
                "\"variables\" must be",
            ),
            (
                r#"{"type":"subscribe","id":"1","payload":{"query":"a","query":"b"}}"#,
                "duplicate field `query`",
            ),
            (r#"{"type":"complete"}"#, "\"id\" must be a string"),
        ] {
            assert!(says(text).contains(expected), "{text}: {}", says(text));
        }
        assert!(says(&format!(r#"{{"type":"complete","id":"{}"}}"#, "x".repeat(257))).contains("256 bytes"));
        says(&format!(r#"{{"type":"ping","payload":{}"#, "[".repeat(100_000)));
    }

    #[test]
    fn a_token_is_read_from_either_place() {
        for (payload, expected) in [
            (r#"{"token":"abc"}"#, Some("abc")),
            (r#"{"Authorization":"Bearer abc"}"#, Some("abc")),
            (r#"{"token":null,"other":[1]}"#, None),
            (r#"{"token":""}"#, Some("")),
            ("null", None),
            ("{}", None),
        ] {
            for kind in ["connection_init", "ping"] {
                let text = format!(r#"{{"type":"{kind}","payload":{payload}}}"#);
                let (ClientMessage::Init(token) | ClientMessage::Ping(token)) =
                    ClientMessage::parse(&text).expect(payload)
                else {
                    panic!("{text} is a {kind}")
                };
                assert_eq!(token.as_deref(), expected, "{text}");
            }
        }
    }
}
