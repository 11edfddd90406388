//! The task of one socket: waits for whatever comes next, and answers it before it waits again.

use std::{pin::Pin, sync::Arc};

use futures_util::{FutureExt, future::BoxFuture};
use http::HeaderMap;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    time::{Instant, Sleep, sleep_until},
};

use super::{
    close::{Close, Code},
    message::{ClientMessage, ServerMessage},
    operations::{Operations, Output},
    state::{Alarm, State, Step, Verified},
    wire::{Incoming, NotSent, Wire},
};
use crate::{
    auth::{AuthError, Identity},
    graphql::codes::ErrorCode,
    http::{
        Backend, Refusal, RequestId, client_address::ClientAddress, operation::Caller, outcome::Settled,
        router::Edge,
    },
};

/// A socket that is open.
pub(super) struct Connection<B, S> {
    edge: Arc<Edge<B>>,
    id: RequestId,
    address: ClientAddress,
    /// The credentials of the upgrade, until somebody is known.
    headers: HeaderMap,
    wire: Wire<S>,
    state: State,
    operations: Operations,
    /// Meanwhile nothing is read, so that messages are taken in one after another.
    verifying: Option<Verification>,
    alarm: Pin<Box<Sleep>>,
    /// Ends with the session of whoever is signed in.
    session_end: BoxFuture<'static, ()>,
}

type Verification = BoxFuture<'static, Result<Option<Identity>, AuthError>>;

/// How a socket ends.
pub(super) enum End {
    /// With a close of ours.
    Close(Close),
    /// With a close of the client's.
    Closed,
    /// Without: the client is gone, or doesn't listen.
    Gone,
}

enum Event {
    Draining,
    SessionEnded,
    Alarm,
    Verified(Result<Option<Identity>, AuthError>),
    Incoming(Result<Incoming, Close>),
    Output(Arc<str>, Output),
}

impl<B: Backend, S: AsyncRead + AsyncWrite + Unpin> Connection<B, S> {
    pub(super) async fn new(
        edge: Arc<Edge<B>>,
        id: RequestId,
        address: ClientAddress,
        headers: HeaderMap,
        io: S,
    ) -> Self {
        let wire = Wire::new(io, edge.settings.max_body, edge.settings.write_timeout).await;
        let state = State::new(&edge.settings.live);
        let alarm = Box::pin(sleep_until(state.next_alarm()));
        let operations = Operations::default();
        let session_end = std::future::pending().boxed();
        Self { edge, id, address, headers, wire, state, operations, verifying: None, alarm, session_end }
    }

    /// Serves the socket to its end; gives the code that it was closed with, if it was closed by anybody.
    pub(super) async fn run(mut self) -> Option<Code> {
        let end = loop {
            let event = self.next().await;
            if let Err(end) = self.handle(event).await {
                break end;
            }
        };
        // Before the goodbye, which may take a while: whatever runs is not to run on.
        drop(self.operations);
        match end {
            End::Close(close) => {
                self.wire.close(&close, self.edge.settings.live.close_timeout).await;
                Some(close.code())
            }
            End::Closed => Some(Code::Normal),
            End::Gone => None,
        }
    }

    async fn next(&mut self) -> Event {
        let next_alarm = self.state.next_alarm();
        if self.alarm.deadline() != next_alarm {
            self.alarm.as_mut().reset(next_alarm);
        }
        let busy = self.verifying.is_some();
        tokio::select! {
            biased;
            () = self.edge.draining.cancelled() => Event::Draining,
            () = &mut self.session_end => Event::SessionEnded,
            () = self.alarm.as_mut() => Event::Alarm,
            verdict = verdict(&mut self.verifying) => {
                self.verifying = None;
                Event::Verified(verdict)
            }
            incoming = self.wire.receive(), if !busy => Event::Incoming(incoming),
            (id, output) = self.operations.next() => Event::Output(id, output),
        }
    }

    async fn handle(&mut self, event: Event) -> Result<(), End> {
        match event {
            Event::Draining => Err(Close::GOING_AWAY.into()),
            Event::SessionEnded => Err(Close::SESSION_ENDED.into()),
            Event::Alarm => match self.state.alarm(Instant::now()) {
                Some(Alarm::Close(close)) => Err(close.into()),
                Some(Alarm::Ping) => self.wire.ping().await.map_err(Into::into),
                Some(Alarm::Lost) => Err(End::Gone),
                None => Ok(()),
            },
            Event::Verified(verdict) => {
                let verified = self.state.verified(verdict)?;
                // A renewal may come with a token of another session of the same person.
                if let Some(identity) = self.state.identity() {
                    self.session_end = self.edge.backend.session_end(identity);
                }
                self.send(match verified {
                    Verified::Acknowledged => &ServerMessage::ConnectionAck,
                    Verified::Renewed => &ServerMessage::Pong,
                })
                .await
            }
            Event::Incoming(incoming) => {
                self.state.heard();
                match incoming? {
                    Incoming::Text(text) => self.receive(&text).await,
                    Incoming::Control => Ok(()),
                    Incoming::Closed => Err(End::Closed),
                    Incoming::Gone => Err(End::Gone),
                }
            }
            Event::Output(id, output) => self.output(&id, &output).await,
        }
    }

    async fn receive(&mut self, text: &str) -> Result<(), End> {
        match self.state.receive(ClientMessage::parse(text)?)? {
            Step::Nothing => {}
            Step::Pong => self.send(&ServerMessage::Pong).await?,
            Step::Verify(token) => self.verifying = Some(self.verify(token)),
            Step::Start(id, request) => {
                let caller = Caller { address: self.address, identity: self.state.identity().cloned() };
                self.operations.start(&self.edge, id, *request, caller, self.id.clone());
            }
            Step::Refuse(id) => {
                let limit = self.edge.settings.live.max_operations;
                let message = format!("a socket runs at most {limit} operations at a time");
                let refused = Settled::refused(Refusal::new(ErrorCode::TooManyOperations, message), &self.id);
                self.send(&ServerMessage::Error { id: &id, payload: refused.errors() }).await?;
            }
            Step::Stop(id) => self.operations.stop(&id),
        }
        Ok(())
    }

    /// A token in a message wins over the credentials of the upgrade, which are then not even looked at.
    fn verify(&mut self, token: Option<String>) -> Verification {
        let (edge, headers) = (Arc::clone(&self.edge), std::mem::take(&mut self.headers));
        async move {
            match token {
                Some(token) => edge.backend.verify(&token).await.map(Some),
                None => edge.backend.authenticate(&headers).await,
            }
        }
        .boxed()
    }

    async fn output(&mut self, id: &Arc<str>, output: &Output) -> Result<(), End> {
        if !matches!(output, Output::Next(_)) {
            self.operations.stop(id);
            self.state.ended(id);
        }
        let message = match output {
            Output::Next(settled) => ServerMessage::Next { id, payload: settled.payload() },
            Output::Error(settled) => ServerMessage::Error { id, payload: settled.errors() },
            Output::Complete => ServerMessage::Complete { id },
        };
        self.send(&message).await
    }

    /// Nothing goes out after the end of the token, not even the rest of a message.
    async fn send(&mut self, message: &ServerMessage<'_>) -> Result<(), End> {
        if self.state.expired(Instant::now()) {
            return Err(Close::TOKEN_EXPIRED.into());
        }
        match self.wire.send(message, self.state.ends_at()).await {
            Err(NotSent::TooSlow) if self.state.expired(Instant::now()) => Err(Close::TOKEN_EXPIRED.into()),
            sent => sent.map_err(Into::into),
        }
    }
}

/// The verdict that is awaited; for ever pending while there is none.
async fn verdict(verifying: &mut Option<Verification>) -> Result<Option<Identity>, AuthError> {
    match verifying {
        Some(verification) => verification.await,
        None => std::future::pending().await,
    }
}

impl From<Close> for End {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

impl From<NotSent> for End {
    fn from(_: NotSent) -> Self {
        Self::Gone
    }
}
