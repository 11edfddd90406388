//! A socket that gives up on clients who send a request's head, or read a response, too slowly.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep},
};

use super::phase::{Phase, SharedPhase};

/// The socket with its two clocks.
///
/// The clock for a head starts with the connection, and then with the first byte of each further request; more bytes
/// don't set it back. The clock for writing runs while the client takes nothing.
pub(super) struct TimedIo<S> {
    socket: S,
    phase: SharedPhase,
    header_timeout: Duration,
    write_timeout: Duration,
    head_began: Instant,
    head_clock: Pin<Box<Sleep>>,
    write_clock: Option<Pin<Box<Sleep>>>,
}

impl<S> TimedIo<S> {
    pub(super) fn new(
        socket: S,
        phase: SharedPhase,
        header_timeout: Duration,
        write_timeout: Duration,
    ) -> Self {
        let head_clock = Box::pin(tokio::time::sleep(header_timeout));
        let head_began = Instant::now();
        Self { socket, phase, header_timeout, write_timeout, head_began, head_clock, write_clock: None }
    }

    /// Turns a read that would wait into an error once the head is overdue.
    fn check_head(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.phase.get() != Phase::Head {
            return Poll::Pending;
        }
        let deadline = self.head_began + self.header_timeout;
        if self.head_clock.deadline() != deadline {
            self.head_clock.as_mut().reset(deadline);
        }
        ready!(self.head_clock.as_mut().poll(cx));
        Poll::Ready(Err(timed_out("the request's head did not arrive in time")))
    }

    /// Passes the result of a write on; one that would wait becomes an error once the client is overdue.
    fn check_write<T>(&mut self, cx: &mut Context<'_>, result: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if result.is_ready() || self.phase.get() == Phase::Upgraded {
            self.write_clock = None;
            return result;
        }
        let timeout = self.write_timeout;
        let clock = self.write_clock.get_or_insert_with(|| Box::pin(tokio::time::sleep(timeout)));
        ready!(clock.as_mut().poll(cx));
        Poll::Ready(Err(timed_out("the client does not read its response")))
    }
}

fn timed_out(message: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::TimedOut, message)
}

impl<S: AsyncRead + Unpin> AsyncRead for TimedIo<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        if Pin::new(&mut self.socket).poll_read(cx, buffer)?.is_pending() {
            return self.check_head(cx);
        }
        if buffer.filled().len() > before && self.phase.get() == Phase::Idle {
            self.phase.set(Phase::Head);
            self.head_began = Instant::now();
        }
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for TimedIo<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.socket).poll_write(cx, bytes);
        self.check_write(cx, result)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let result = Pin::new(&mut self.socket).poll_write_vectored(cx, slices);
        self.check_write(cx, result)
    }

    fn is_write_vectored(&self) -> bool {
        self.socket.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.socket).poll_flush(cx);
        self.check_write(cx, result)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let result = Pin::new(&mut self.socket).poll_shutdown(cx);
        self.check_write(cx, result)
    }
}
