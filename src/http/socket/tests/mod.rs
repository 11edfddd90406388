//! The socket against a client that has the other end of a pipe: no network, and time that passes when nothing else does.

use std::{sync::Arc, time::Duration};

use folio_testkit::Socket;
use http::HeaderMap;
use serde_json::{Value, json};
use tokio::{io::DuplexStream, task::JoinHandle};
use tokio_util::sync::CancellationToken;

use super::{close::Code, connection::Connection};
use crate::http::{
    HttpSettings, RequestId,
    client_address::ClientAddress,
    router::Edge,
    tests::{Toy, ToyBackend},
};

mod closes;
mod frames;
mod operations;
mod time;
mod upgrade;

/// A socket and its client.
struct Pair {
    client: Socket<DuplexStream>,
    toy: Arc<Toy>,
    draining: CancellationToken,
    /// Ends with the code that the socket was closed with.
    served: JoinHandle<Option<Code>>,
}

impl Pair {
    /// A socket that was just opened.
    async fn open() -> Self {
        Self::with(HttpSettings::default(), HeaderMap::new()).await
    }

    async fn with(settings: HttpSettings, headers: HeaderMap) -> Self {
        let (toy, draining) = (Arc::new(Toy::default()), CancellationToken::new());
        let edge = Arc::new(Edge::new(ToyBackend::new(&toy), settings, draining.clone()));
        let (ours, theirs) = tokio::io::duplex(16 << 10);
        let connection =
            Connection::new(edge, RequestId::random(), ClientAddress::unknown(), headers, ours).await;
        let served = tokio::spawn(connection.run());
        let client = Socket::over(theirs).await.patience(Duration::from_secs(24 * 60 * 60));
        Self { client, toy, draining, served }
    }

    /// A socket that is ready for operations, of the anonymous.
    async fn ready() -> Self {
        let mut pair = Self::open().await;
        pair.client.init(Value::Null).await;
        pair
    }

    /// A socket that is ready for operations, of whoever this token stands for.
    async fn signed_in(token: &str) -> Self {
        let mut pair = Self::open().await;
        pair.client.init(json!({ "token": token })).await;
        pair
    }

    /// The close, which must come next, and that the socket's task ended with it.
    async fn closed(mut self) -> (u16, String) {
        let close = self.client.closed().await;
        let code = self.served.await.expect("no panic").expect("it was closed");
        assert_eq!(code.label(), close.0.to_string());
        close
    }

    /// Asserts that everything that was sent so far has been taken in without an answer.
    async fn assert_quiet(&mut self) {
        self.client.send(json!({ "type": "ping" })).await;
        assert_eq!(self.client.next().await, json!({ "type": "pong" }));
    }
}
