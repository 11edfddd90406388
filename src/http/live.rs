//! What web sockets and event streams share: their settings, and how many there may be.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, Utc};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

use super::refusal::Refusal;
use crate::graphql::codes::ErrorCode;

/// Limits and time-outs of web sockets and event streams. The defaults are those of production.
///
/// The time for a client to read what it is sent is [`HttpSettings::write_timeout`](super::HttpSettings::write_timeout),
/// the time for a query is [`HttpSettings::request_timeout`](super::HttpSettings::request_timeout), and a message of a
/// client may be as long as a body, [`HttpSettings::max_body`](super::HttpSettings::max_body).
#[derive(Debug, Clone)]
pub struct LiveSettings {
    /// Open sockets; further ones are refused with 503. Default 10,000.
    pub max_sockets: usize,
    /// Open event streams; further ones are refused with 503. Each keeps an HTTP connection, so they are to be fewer than
    /// [`HttpSettings::max_connections`](super::HttpSettings::max_connections). Default 5,000.
    pub max_event_streams: usize,
    /// Operations that a socket may have open at a time; default 20.
    pub max_operations: usize,
    /// Time for a socket's first message to arrive; default 3 s.
    pub init_timeout: Duration,
    /// Time between two pings of a socket; default 25 s, well below the 60 s after which common proxies give up.
    pub ping_interval: Duration,
    /// Time for whatever sign of life after a ping; default 10 s.
    pub pong_timeout: Duration,
    /// Time for a client to answer the close of its socket; default 2 s.
    pub close_timeout: Duration,
    /// Time without an event after which an event stream sends a comment; default 15 s.
    pub keep_alive: Duration,
    /// The longest that an event stream stays open, were its token good for longer; default 1 hour.
    pub max_stream_age: Duration,
}

impl Default for LiveSettings {
    fn default() -> Self {
        Self {
            max_sockets: 10_000,
            max_event_streams: 5_000,
            max_operations: 20,
            init_timeout: Duration::from_secs(3),
            ping_interval: Duration::from_secs(25),
            pong_timeout: Duration::from_secs(10),
            close_timeout: Duration::from_secs(2),
            keep_alive: Duration::from_secs(15),
            max_stream_age: Duration::from_secs(60 * 60),
        }
    }
}

/// The places for sockets and event streams.
#[derive(Debug)]
pub(crate) struct Places {
    sockets: Arc<Semaphore>,
    event_streams: Arc<Semaphore>,
}

impl Places {
    pub(crate) fn new(settings: &LiveSettings) -> Self {
        let places = |count: usize| Arc::new(Semaphore::new(count.min(Semaphore::MAX_PERMITS)));
        Self { sockets: places(settings.max_sockets), event_streams: places(settings.max_event_streams) }
    }

    /// A place for a socket, which is free again when the value is dropped.
    pub(crate) fn socket(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        take(&self.sockets)
    }

    /// A place for an event stream, as above.
    pub(crate) fn event_stream(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        take(&self.event_streams)
    }
}

/// When a client may look again for a place; nobody can know when one will be free.
const RETRY_AFTER: Duration = Duration::from_secs(30);

fn take(places: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Refusal> {
    Arc::clone(places).try_acquire_owned().map_err(|_| {
        let message = "the server holds as many web sockets or event streams as it may; try again later";
        Refusal::new(ErrorCode::TooManyStreams, message).with_retry_after(RETRY_AFTER)
    })
}

/// When a moment of the day comes, as timers count: now, if it has passed.
pub(crate) fn instant_of(moment: DateTime<Utc>) -> Instant {
    Instant::now() + (moment - Utc::now()).to_std().unwrap_or_default()
}
