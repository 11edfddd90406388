//! Who may open a socket, and how it begins.
//!
//! **Origins.** A browser sends `Origin` with every handshake, and no rule of its own keeps another site's page from opening
//! a socket with the visitor's cookies. So an `Origin` that is not configured is refused before the upgrade, with cookies or
//! without, as CORS has it for the rest of `/graphql`. Whoever sends no `Origin` is no browser.

use std::{sync::Arc, time::Duration};

use aws_lc_rs::digest;
use axum::{
    body::Body,
    extract::Request,
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::time::{Instant, timeout};
use tracing::Instrument;

use super::{
    close::{Close, Code},
    connection::Connection,
    wire::Wire,
};
use crate::{
    graphql::codes::ErrorCode,
    http::{
        Backend, HttpSettings, Refusal, RequestId,
        metrics::{OpenSocket, socket_closed},
        router::Edge,
        server::Upgrades,
    },
};

/// The subprotocol.
const PROTOCOL: &str = "graphql-transport-ws";

/// RFC 6455, section 1.3.
const GUID: &[u8] = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/// Time for our answer to the handshake to be written.
const UPGRADE_TIMEOUT: Duration = Duration::from_secs(5);

/// What of the upgrade's headers may say who sends it.
const CREDENTIALS: [HeaderName; 4] =
    [header::AUTHORIZATION, header::COOKIE, header::ORIGIN, HeaderName::from_static("sec-fetch-site")];

/// Whether this asks for a web socket.
pub(crate) fn is_upgrade(request: &Request) -> bool {
    request.method() == Method::GET
        && request
            .headers()
            .get(header::UPGRADE)
            .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

/// Answers the handshake; the socket goes on in a task of its own.
pub(crate) fn upgrade<B: Backend>(
    edge: &Arc<Edge<B>>,
    id: &RequestId,
    request: Request,
) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    let address = edge.arrive(&parts)?;
    let accept = accept(&parts.headers)?;
    check_origin(&parts.headers, &edge.settings)?;
    let place = edge.places.socket()?;
    let protocol = Protocol::of(&parts.headers);
    let (Some(on_upgrade), Some(upgrades)) =
        (parts.extensions.remove::<OnUpgrade>(), parts.extensions.remove::<Arc<Upgrades>>())
    else {
        return Err(bad("this connection can't become a web socket"));
    };

    let headers = credentials(&parts.headers);
    let (edge, id) = (Arc::clone(edge), id.clone());
    let ours = protocol.is_ours();
    let span = tracing::info_span!(parent: None, "socket", request_id = %id);
    let socket = async move {
        let _place = place;
        let Ok(Ok(upgraded)) = timeout(UPGRADE_TIMEOUT, on_upgrade).await else { return };
        let (_open, opened) = (OpenSocket::new(), Instant::now());
        let io = TokioIo::new(upgraded);
        let code = if ours {
            Connection::new(edge, id.clone(), address, headers, io).await.run().await
        } else {
            let wire = Wire::new(io, edge.settings.max_body, edge.settings.write_timeout).await;
            wire.close(&Close::SUBPROTOCOL, edge.settings.live.close_timeout).await;
            Some(Close::SUBPROTOCOL.code())
        };
        record(code, &id, opened.elapsed());
    };
    // Boxed: each layer around a future has room for it twice, before and after it begins.
    upgrades.spawn(Box::pin(socket).instrument(span));

    let mut response = (StatusCode::SWITCHING_PROTOCOLS, Body::empty()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
    headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
    if let Some(protocol) = protocol.answer() {
        headers.insert(header::SEC_WEBSOCKET_PROTOCOL, protocol);
    }
    Ok(response)
}

/// What the client offers to speak.
enum Protocol {
    Ours,
    /// Nothing that we speak. The first offer is named in the answer all the same: without one, browsers fail the
    /// handshake, and the close that says what would be accepted would not be seen.
    Other(Option<HeaderValue>),
}

impl Protocol {
    fn of(headers: &HeaderMap) -> Self {
        let mut offers = headers
            .get_all(header::SEC_WEBSOCKET_PROTOCOL)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .filter(|offer| !offer.is_empty())
            .peekable();
        let first = offers.peek().and_then(|offer| HeaderValue::from_str(offer).ok());
        if offers.any(|offer| offer == PROTOCOL) { Self::Ours } else { Self::Other(first) }
    }

    const fn is_ours(&self) -> bool {
        matches!(self, Self::Ours)
    }

    fn answer(self) -> Option<HeaderValue> {
        match self {
            Self::Ours => Some(HeaderValue::from_static(PROTOCOL)),
            Self::Other(first) => first,
        }
    }
}

/// The answer to the handshake's key.
fn accept(headers: &HeaderMap) -> Result<HeaderValue, Refusal> {
    let connection = headers.get_all(header::CONNECTION).iter().filter_map(|value| value.to_str().ok());
    if !connection
        .flat_map(|value| value.split(','))
        .any(|token| token.trim().eq_ignore_ascii_case("upgrade"))
    {
        return Err(bad("a web socket handshake has the header Connection: upgrade"));
    }
    if headers.get(header::SEC_WEBSOCKET_VERSION).is_none_or(|version| version != "13") {
        return Err(bad("a web socket handshake has the header Sec-WebSocket-Version: 13")
            .with_header(header::SEC_WEBSOCKET_VERSION, "13"));
    }
    let key = headers.get(header::SEC_WEBSOCKET_KEY).map(HeaderValue::as_bytes);
    let key = key.filter(|key| STANDARD.decode(key).is_ok_and(|nonce| nonce.len() == 16));
    let key =
        key.ok_or_else(|| bad("a web socket handshake has a Sec-WebSocket-Key of 16 bytes in base64"))?;
    // SHA-1 proves nothing here but that the server speaks the protocol.
    let digest = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, &[key, GUID].concat());
    HeaderValue::from_str(&STANDARD.encode(digest)).map_err(|_| Refusal::internal())
}

fn check_origin(headers: &HeaderMap, settings: &HttpSettings) -> Result<(), Refusal> {
    if headers.get_all(header::ORIGIN).iter().all(|origin| settings.allowed_origins.contains(origin)) {
        return Ok(());
    }
    let message = "web sockets are not opened from this origin";
    Err(Refusal::new(ErrorCode::OriginForbidden, message))
}

fn credentials(headers: &HeaderMap) -> HeaderMap {
    let mut found = HeaderMap::new();
    for name in CREDENTIALS {
        for value in headers.get_all(&name) {
            found.append(name.clone(), value.clone());
        }
    }
    found
}

fn bad(message: &'static str) -> Refusal {
    Refusal::new(ErrorCode::BadRequest, message)
}

/// One line per socket, and one count: how it ended and how long it lived.
fn record(code: Option<Code>, id: &RequestId, lived: Duration) {
    let code = code.map_or("1006", Code::label);
    socket_closed(code);
    tracing::info!(target: "folio::access", request_id = %id, close = code, duration_s = lived.as_secs(), "socket");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn the_key_is_answered_as_in_the_example_of_the_rfc() {
        let good = [
            ("connection", "keep-alive, Upgrade"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ];
        assert_eq!(accept(&headers(&good)).expect("accepted"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        for (i, bad) in [(0, "keep-alive"), (1, "8"), (2, "dGhlIHNhbXBsZQ==")] {
            let mut pairs = good;
            pairs[i].1 = bad;
            assert_eq!(accept(&headers(&pairs)).expect_err(bad).code(), ErrorCode::BadRequest);
        }
    }

    #[test]
    fn our_protocol_is_found_among_others() {
        for (offer, ours, answer) in [
            ("graphql-transport-ws", true, "graphql-transport-ws"),
            ("graphql-ws, graphql-transport-ws", true, "graphql-transport-ws"),
            ("graphql-ws", false, "graphql-ws"),
        ] {
            let protocol = Protocol::of(&headers(&[("sec-websocket-protocol", offer)]));
            assert_eq!(protocol.is_ours(), ours, "{offer}");
            assert_eq!(protocol.answer().expect("named"), answer, "{offer}");
        }
        assert_eq!(Protocol::of(&HeaderMap::new()).answer(), None);
    }
}
