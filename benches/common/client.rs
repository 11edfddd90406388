//! One connection to a server, one request at a time on it.

use std::net::SocketAddr;

use anyhow::bail;
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{
    Request,
    client::conn::http1::{SendRequest, handshake},
    header,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection that stays open.
pub(crate) struct Client {
    sender: SendRequest<Full<Bytes>>,
    address: String,
    authorization: Option<String>,
}

impl Client {
    /// Connects, to ask with this token or as nobody.
    pub(crate) async fn connect(address: SocketAddr, token: Option<&str>) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let mut client = Self { sender, address: address.to_string(), authorization: None };
        client.sign_in(token);
        Ok(client)
    }

    /// From here on, asks with this token.
    pub(crate) fn sign_in(&mut self, token: Option<&str>) {
        self.authorization = token.map(|token| format!("Bearer {token}"));
    }

    /// The answer to a GraphQL request, as the server wrote it.
    pub(crate) async fn post(&mut self, request: &serde_json::Value) -> anyhow::Result<Bytes> {
        self.post_to("/graphql", request).await
    }

    /// The answer to a request at this path.
    pub(crate) async fn post_to(&mut self, path: &str, request: &serde_json::Value) -> anyhow::Result<Bytes> {
        let body = request.to_string();
        let mut request = Request::post(path)
            .header(header::HOST, &self.address)
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/graphql-response+json, application/json;q=0.9");
        if let Some(authorization) = &self.authorization {
            request = request.header(header::AUTHORIZATION, authorization);
        }
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::from(body))?).await?;
        let status = response.status();
        let body = response.into_body().collect().await?.to_bytes();
        if status != 200 {
            bail!("{status}: {}", String::from_utf8_lossy(&body));
        }
        Ok(body)
    }
}
