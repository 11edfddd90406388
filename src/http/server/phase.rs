//! Where a connection stands, as its socket and its service see it.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    task::{Context, Poll},
};

use axum::body::{Body, Bytes};
use hyper::body::{Frame, SizeHint};

/// What the connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Phase {
    /// The head of a request is awaited and has begun to arrive, or the connection is new.
    Head,
    /// Between requests.
    Idle,
    /// A request is being read, run or answered.
    Answering,
    /// The connection speaks another protocol, which has its own time-outs.
    Upgraded,
}

/// The phase, shared by the parts of one connection. They run in one task, so there is nothing to order.
#[derive(Debug, Clone, Default)]
pub(super) struct SharedPhase(Arc<AtomicU8>);

impl SharedPhase {
    pub(super) fn set(&self, phase: Phase) {
        self.0.store(phase as u8, Ordering::Relaxed);
    }

    pub(super) fn get(&self) -> Phase {
        match self.0.load(Ordering::Relaxed) {
            0 => Phase::Head,
            1 => Phase::Idle,
            2 => Phase::Answering,
            _ => Phase::Upgraded,
        }
    }
}

/// A response's body that makes the connection idle when it was sent or given up.
pub(super) struct CompletesRequest {
    body: Body,
    phase: SharedPhase,
}

impl CompletesRequest {
    pub(super) fn new(body: Body, phase: SharedPhase) -> Self {
        Self { body, phase }
    }
}

impl Drop for CompletesRequest {
    fn drop(&mut self) {
        self.phase.set(Phase::Idle);
    }
}

impl hyper::body::Body for CompletesRequest {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
