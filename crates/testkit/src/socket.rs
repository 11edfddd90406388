//! Following: over a web socket, and over an event stream.

use std::{net::SocketAddr, time::Duration};

use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{Message, protocol::Role},
};

use crate::{app::TestApp, client::Visitor};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// The client's end of a web socket that speaks graphql-transport-ws.
pub struct Socket<S = TcpStream> {
    ws: WebSocketStream<S>,
    patience: Duration,
}

impl Socket {
    /// Opens a socket at `/graphql` with these headers beside the usual ones.
    ///
    /// # Errors
    /// The response, head and what came of its body, if it is no upgrade.
    pub async fn open(address: SocketAddr, headers: &[(&str, &str)]) -> Result<Self, String> {
        Self::handshake(address, "sec-websocket-protocol: graphql-transport-ws\r\n", headers).await
    }

    /// As [`Self::open`], without offering a subprotocol but what `headers` say.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_without_protocol(
        address: SocketAddr,
        headers: &[(&str, &str)],
    ) -> Result<Self, String> {
        Self::handshake(address, "", headers).await
    }

    async fn handshake(
        address: SocketAddr,
        protocol: &str,
        headers: &[(&str, &str)],
    ) -> Result<Self, String> {
        let mut stream = TcpStream::connect(address).await.expect("the server listens");
        let more: String = headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request = format!(
            "GET /graphql HTTP/1.1\r\nhost: {address}\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
             sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n{protocol}{more}\r\n"
        );
        stream.write_all(request.as_bytes()).await.expect("the server reads");
        let mut head = Vec::new();
        // Byte by byte, so that nothing of the first message is taken.
        while !head.ends_with(b"\r\n\r\n") {
            let byte = timeout(PATIENCE, stream.read_u8()).await.expect("the server answers");
            head.push(byte.expect("the head is complete"));
        }
        let head = String::from_utf8_lossy(&head).into_owned();
        if head.starts_with("HTTP/1.1 101 ") {
            assert!(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), "the key is answered: {head}");
            return Ok(Self::over(stream).await);
        }
        let mut body = vec![0; 4_096];
        let length = timeout(PATIENCE, stream.read(&mut body)).await.expect("a body").unwrap_or(0);
        Err(head + &String::from_utf8_lossy(&body[..length]))
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Socket<S> {
    /// A socket over a connection that is upgraded already.
    pub async fn over(io: S) -> Self {
        Self { ws: WebSocketStream::from_raw_socket(io, Role::Client, None).await, patience: PATIENCE }
    }

    /// Waits for as long as said for what must come: for tests whose time is not real.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Sends a message.
    pub async fn send(&mut self, message: Value) {
        self.send_text(message.to_string()).await;
    }

    /// Sends a text as it is.
    pub async fn send_text(&mut self, text: impl Into<String>) {
        self.ws.send(Message::text(text.into())).await.expect("the server reads");
    }

    /// Sends bytes that are no frame of a well-behaved client.
    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        let io = self.ws.get_mut();
        io.write_all(bytes).await.expect("the server reads");
        io.flush().await.expect("the server reads");
    }

    /// Sends a frame of the web socket's own.
    pub async fn send_frame(&mut self, frame: Message) {
        self.ws.send(frame).await.expect("the server reads");
    }

    /// Begins, with this payload, and waits for the acknowledgement.
    pub async fn init(&mut self, payload: Value) {
        self.send(json!({ "type": "connection_init", "payload": payload })).await;
        assert_eq!(self.next().await, json!({ "type": "connection_ack" }));
    }

    /// Begins an operation.
    pub async fn subscribe(&mut self, id: &str, query: &str, variables: Value) {
        let payload = json!({ "query": query, "variables": variables });
        self.send(json!({ "type": "subscribe", "id": id, "payload": payload })).await;
    }

    /// The next frame of any kind; `None` when the connection ends without a close.
    pub async fn frame(&mut self) -> Option<Message> {
        timeout(self.patience, self.ws.next()).await.expect("something comes").and_then(Result::ok)
    }

    /// The next message.
    pub async fn next(&mut self) -> Value {
        match self.text().await {
            Ok(text) => serde_json::from_str(&text).expect("a message is JSON"),
            Err(frame) => panic!("a message was expected, not {frame:?}"),
        }
    }

    /// The next message, as it was written; or the frame, if it is another.
    ///
    /// # Errors
    /// What came in place of a message: a close, or the end.
    pub async fn text(&mut self) -> Result<String, Option<Message>> {
        loop {
            match self.frame().await {
                Some(Message::Text(text)) => return Ok(text.as_str().to_owned()),
                Some(Message::Ping(_) | Message::Pong(_)) => {}
                other => return Err(other),
            }
        }
    }

    /// The `data` of the next message, which belongs to this operation and has no errors.
    pub async fn data(&mut self, id: &str) -> Value {
        let mut message = self.next().await;
        assert_eq!((&message["type"], &message["id"]), (&json!("next"), &json!(id)), "{message}");
        assert!(message["payload"].get("errors").is_none(), "{message}");
        message["payload"]["data"].take()
    }

    /// Waits for the end of an operation that has nothing more to say.
    pub async fn completed(&mut self, id: &str) {
        assert_eq!(self.next().await, json!({ "type": "complete", "id": id }));
    }

    /// Waits for the close, which must come next.
    pub async fn closed(&mut self) -> (u16, String) {
        match self.text().await {
            Err(Some(Message::Close(Some(close)))) => {
                // The answer goes out.
                let _ = self.ws.flush().await;
                (close.code.into(), close.reason.to_string())
            }
            other => panic!("a close was expected, not {other:?}"),
        }
    }
}

impl TestApp {
    /// A socket of somebody who says nothing of themselves yet.
    pub async fn socket(&self) -> Socket {
        Socket::open(self.address, &[]).await.expect("the server upgrades")
    }
}

impl Visitor<'_> {
    /// A socket with the visitor's credentials, ready for operations.
    pub async fn socket(&self) -> Socket {
        let mut socket = self.app().socket().await;
        socket.init(json!({ "token": self.token() })).await;
        socket
    }

    /// An event stream of one operation, with the visitor's credentials.
    pub async fn events(&self, query: &str, variables: Value) -> EventStream {
        let body = json!({ "query": query, "variables": variables }).to_string();
        let request = self.request("POST", "/graphql").header("content-type", "application/json").body(body);
        let mut request = request.build().expect("a request");
        request.headers_mut().insert("accept", http::HeaderValue::from_static("text/event-stream"));
        let response = self.app().http.execute(request).await.expect("the server answers");
        assert_eq!(response.headers()["content-type"], "text/event-stream; charset=utf-8");
        EventStream { response, buffer: Vec::new() }
    }
}

/// The client's end of an event stream.
pub struct EventStream {
    response: reqwest::Response,
    buffer: Vec<u8>,
}

impl EventStream {
    /// The response's headers.
    #[must_use]
    pub fn headers(&self) -> &http::HeaderMap {
        self.response.headers()
    }

    /// The next event by its name and data, comments left out; `None` at the end of the stream.
    pub async fn next(&mut self) -> Option<(String, String)> {
        loop {
            if let Some(end) = self.buffer.windows(2).position(|pair| pair == b"\n\n") {
                let event: Vec<u8> = self.buffer.drain(..end + 2).collect();
                let event = String::from_utf8(event).expect("UTF-8");
                let field = |name: &str| {
                    let line = event.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
                    line.map(|value| value.trim_start().to_owned())
                };
                let found = field("event").zip(field("data"));
                if found.is_some() {
                    return found;
                }
                continue;
            }
            let chunk = timeout(PATIENCE, self.response.chunk()).await.expect("something comes");
            self.buffer.extend_from_slice(&chunk.expect("the stream is whole")?);
        }
    }

    /// The `data` of the next event, which has no errors.
    pub async fn data(&mut self) -> Value {
        let (event, data) = self.next().await.expect("an event");
        let mut payload: Value = serde_json::from_str(&data).expect("JSON");
        assert!(event == "next" && payload.get("errors").is_none(), "{event}: {payload}");
        payload["data"].take()
    }
}
