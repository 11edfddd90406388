//! GraphQL over server-sent events: graphql-sse's "distinct connections" mode, one operation per request.
//!
//! | question | rule |
//! |---|---|
//! | asked for | `Accept: text/event-stream`, by POST, or by GET for what changes nothing |
//! | refused | as any request, by a status and a code; but what is wrong with the document itself is the stream's only event, as the protocol has it, since `EventSource` shows nobody the body of a refusal |
//! | events | `next` with a GraphQL response, `complete` after the last one; comments keep the connection alive |
//! | ends early | when the token or its session ends, after [`LiveSettings::max_stream_age`](super::LiveSettings::max_stream_age), at the shutdown: without `complete`, so that the client connects again |
//! | who doesn't read | the next event is not even looked for until the last one was written; the connection is closed after [`HttpSettings::write_timeout`](super::HttpSettings::write_timeout) |

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    response::{IntoResponse, Response},
};
use futures_util::{
    FutureExt, StreamExt,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use http::{HeaderName, HeaderValue, header};
use tokio::{
    sync::{OwnedSemaphorePermit, oneshot},
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{
    Backend, Refusal, RequestId,
    live::instant_of,
    metrics::OpenStream,
    operation::Admitted,
    outcome::{Settled, to_json},
    router::Edge,
};
use crate::{auth::Identity, graphql::codes::Phase};

/// Answers an operation as a stream of events, for as long as `identity` is good.
pub(crate) fn respond<B: Backend>(
    edge: &Arc<Edge<B>>,
    admitted: Result<Admitted, Refusal>,
    id: &RequestId,
    identity: Option<&Identity>,
) -> Result<Response, Refusal> {
    let answers = match admitted {
        Ok(admitted) => edge.stream(admitted, id),
        Err(refusal) if refusal.code().info().phase == Phase::Request => {
            stream::iter([Settled::refused(refusal, id)]).boxed()
        }
        Err(refusal) => return Err(refusal),
    };
    let oldest = Instant::now() + edge.settings.live.max_stream_age;
    let good_until = identity.map(Identity::good_until);
    let events = Events {
        _place: edge.places.event_stream()?,
        _open: OpenStream::new(),
        answers: Some(answers),
        session_end: identity
            .map_or_else(|| std::future::pending().boxed(), |identity| edge.backend.session_end(identity)),
        ends_at: good_until.map_or(oldest, |moment| instant_of(moment).min(oldest)),
        draining: edge.draining.clone(),
        keep_alive: edge.settings.live.keep_alive,
        // Some proxies hold the head back until the body begins.
        first: Some(COMMENT.to_vec()),
        written: None,
    };
    let body = Body::from_stream(stream::unfold(events, async |mut events| {
        events.next().await.map(|chunk| (Ok::<_, Infallible>(chunk), events))
    }));
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    let cache = if good_until.is_some() { "private, no-store" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

const COMMENT: &[u8] = b":\n\n";
const COMPLETE: &[u8] = b"event: complete\ndata:\n\n";

/// The body of one event stream.
struct Events {
    _place: OwnedSemaphorePermit,
    _open: OpenStream,
    /// `None` after the last one.
    answers: Option<BoxStream<'static, Settled>>,
    session_end: BoxFuture<'static, ()>,
    ends_at: Instant,
    draining: CancellationToken,
    keep_alive: Duration,
    first: Option<Vec<u8>>,
    /// Ends when the last chunk has gone to the socket.
    written: Option<oneshot::Receiver<()>>,
}

impl Events {
    /// The next chunk of the body; `None` at its end.
    async fn next(&mut self) -> Option<Bytes> {
        let draining = self.draining.clone();
        let ends_at = self.ends_at;
        let mut session_end = std::mem::replace(&mut self.session_end, std::future::pending().boxed());
        let chunk = tokio::select! {
            biased;
            () = draining.cancelled() => None,
            () = &mut session_end => None,
            () = sleep_until(ends_at) => None,
            chunk = self.chunk() => chunk,
        };
        self.session_end = session_end;
        Some(self.tracked(chunk?))
    }

    async fn chunk(&mut self) -> Option<Vec<u8>> {
        if let Some(written) = &mut self.written {
            // An event is decided when it can be sent, not before. The error is the sign: the chunk was dropped.
            let _ = written.await;
        }
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        let answers = self.answers.as_mut()?;
        tokio::select! {
            settled = answers.next() => {
                let Some(settled) = settled else {
                    self.answers = None;
                    return Some(COMPLETE.to_vec());
                };
                event(&settled)
            }
            () = sleep(self.keep_alive) => Some(COMMENT.to_vec()),
        }
    }

    fn tracked(&mut self, bytes: Vec<u8>) -> Bytes {
        let (sender, receiver) = oneshot::channel();
        self.written = Some(receiver);
        Bytes::from_owner(Chunk { bytes, _written: sender })
    }
}

/// The `next` event; nothing, which ends the stream, if it can't be written.
fn event(settled: &Settled) -> Option<Vec<u8>> {
    let json = to_json(&settled.payload()).ok()?;
    // JSON as serde writes it has no line breaks, so the data is one line.
    Some([b"event: next\ndata: ".as_slice(), &json, b"\n\n"].concat())
}

/// A chunk of the body that tells by its end that the server's HTTP library has passed it on: what waits in that
/// library's queue was decided already and could not be taken back.
struct Chunk {
    bytes: Vec<u8>,
    _written: oneshot::Sender<()>,
}

impl AsRef<[u8]> for Chunk {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}
