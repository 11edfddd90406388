//! How messages go out and come in: small frames, one at a time, and an orderly end.

use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde::Serialize;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    time::{Instant, timeout, timeout_at},
};
use tokio_tungstenite::{
    WebSocketStream,
    tungstenite::{
        Error, Message,
        protocol::{
            Role, WebSocketConfig,
            frame::{
                Frame,
                coding::{Data, OpCode},
            },
        },
    },
};

use super::close::Close;
use crate::http::outcome::to_json;

/// Buffer for what comes in: messages of clients are short.
const READ_BUFFER: usize = 4 << 10;

/// The longest frame that goes out. A longer message goes in several, since the buffer for writing keeps the size of the
/// longest frame for as long as the socket lives.
const LONGEST_FRAME: usize = 8 << 10;

/// One end of a web socket.
pub(super) struct Wire<S> {
    socket: WebSocketStream<S>,
    max_message: usize,
    write_timeout: Duration,
    /// Whether the web socket's frames can still be read.
    readable: bool,
}

/// What comes in.
pub(super) enum Incoming {
    /// A text message.
    Text(String),
    /// A frame that counts as a sign of life and no more.
    Control,
    /// The client said goodbye, and was answered.
    Closed,
    /// The client is gone.
    Gone,
}

/// Why a message did not go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotSent {
    /// The client doesn't read, or the time for the message was over.
    TooSlow,
    /// The client is gone.
    Gone,
}

impl<S: AsyncRead + AsyncWrite + Unpin> Wire<S> {
    pub(super) async fn new(io: S, max_message: usize, write_timeout: Duration) -> Self {
        let config = WebSocketConfig::default()
            .read_buffer_size(READ_BUFFER)
            // Each frame is written at once: there is nothing to be gathered.
            .write_buffer_size(0)
            // Room for a frame and the answers to pings: whoever sends those and reads nothing fills no more than this.
            .max_write_buffer_size(4 * LONGEST_FRAME)
            .max_message_size(Some(max_message))
            .max_frame_size(Some(max_message));
        let socket = WebSocketStream::from_raw_socket(io, Role::Server, Some(config)).await;
        Self { socket, max_message, write_timeout, readable: true }
    }

    /// Waits for a message. Cancel-safe.
    ///
    /// # Errors
    /// The close that it deserves, if it is none.
    pub(super) async fn receive(&mut self) -> Result<Incoming, Close> {
        match self.socket.next().await {
            Some(Ok(Message::Text(text))) => Ok(Incoming::Text(text.as_str().to_owned())),
            Some(Ok(Message::Binary(_))) => Err(Close::BINARY),
            Some(Ok(Message::Ping(_) | Message::Pong(_) | Message::Frame(_))) => Ok(Incoming::Control),
            // The answer to a close goes out with the next flush.
            Some(Ok(Message::Close(_))) => {
                let _ = timeout(self.write_timeout, self.socket.flush()).await;
                Ok(Incoming::Closed)
            }
            Some(Err(error)) => {
                self.readable = false;
                match error {
                    Error::Capacity(_) => Err(Close::too_big(self.max_message)),
                    Error::Utf8(_) => Err(Close::INVALID_TEXT),
                    Error::Protocol(
                        tokio_tungstenite::tungstenite::error::ProtocolError::ResetWithoutClosingHandshake,
                    )
                    | Error::Io(_) => Ok(Incoming::Gone),
                    _ => Err(Close::PROTOCOL_ERROR),
                }
            }
            None => Ok(Incoming::Gone),
        }
    }

    /// Writes a message; done when all of it has gone to the network. Nothing more is written from `until` on.
    pub(super) async fn send(
        &mut self,
        message: &impl Serialize,
        until: Option<Instant>,
    ) -> Result<(), NotSent> {
        // What can't be written as JSON was logged; the socket is of no use without it.
        let json = to_json(message).map_err(|_| NotSent::Gone)?;
        let frames = json.chunks(LONGEST_FRAME);
        let last = frames.len().saturating_sub(1);
        for (i, chunk) in frames.enumerate() {
            let kind = if i == 0 { Data::Text } else { Data::Continue };
            let frame = Frame::message(chunk.to_vec(), OpCode::Data(kind), i == last);
            self.write(Message::Frame(frame), until).await?;
        }
        Ok(())
    }

    /// Writes a web socket's ping.
    pub(super) async fn ping(&mut self) -> Result<(), NotSent> {
        self.write(Message::Ping(Default::default()), None).await
    }

    async fn write(&mut self, message: Message, until: Option<Instant>) -> Result<(), NotSent> {
        let deadline = Instant::now() + self.write_timeout;
        let deadline = until.map_or(deadline, |until| until.min(deadline));
        match timeout_at(deadline, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(NotSent::Gone),
            Err(_) => Err(NotSent::TooSlow),
        }
    }

    /// Says goodbye and gives the client `patience` to answer. What it still sends is read and thrown away: closing a TCP
    /// connection with unread bytes resets it, and a reset overtakes the goodbye.
    pub(super) async fn close(mut self, close: &Close, patience: Duration) {
        let goodbye = async {
            if self.socket.send(Message::Close(Some(close.frame()))).await.is_err() {
                return;
            }
            if self.readable {
                while let Some(Ok(_)) = self.socket.next().await {}
                return;
            }
            let io = self.socket.get_mut();
            if io.shutdown().await.is_ok() {
                let mut rest = [0; 1_024];
                while matches!(io.read(&mut rest).await, Ok(1..)) {}
            }
        };
        let _ = timeout(patience, goodbye).await;
    }
}
