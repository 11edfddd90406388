//! The protocol without I/O: what a message means where the connection stands, and when time is up.

use std::{collections::HashSet, sync::Arc};

use async_graphql::Request;
use tokio::time::Instant;

use super::{close::Close, message::ClientMessage};
use crate::{
    auth::{AuthError, Identity},
    http::{LiveSettings, live::instant_of},
};

/// Where a connection stands.
pub(super) struct State {
    phase: Phase,
    operations: HashSet<Arc<str>>,
    max_operations: usize,
    init_by: Instant,
    ping: Ping,
}

enum Phase {
    /// `connection_init` is awaited.
    Opened,
    /// Its token is being verified.
    Initialising,
    /// Operations may run.
    Ready(Lease),
}

/// Who a connection belongs to, and for how long.
struct Lease {
    identity: Option<Identity>,
    /// The end of the token; `None` for the anonymous.
    ends_at: Option<Instant>,
}

/// The server's signs of life, and the client's.
struct Ping {
    settings: LiveSettings,
    due: Instant,
    /// Until when the client must have been heard of, after a ping.
    answer_by: Option<Instant>,
}

/// What a client's message asks for.
#[derive(Debug)]
pub(super) enum Step {
    /// Nothing.
    Nothing,
    /// A pong.
    Pong,
    /// To find out who this token stands for, or who sent the upgrade; [`State::verified`] goes on from there.
    Verify(Option<String>),
    /// To begin an operation.
    Start(Arc<str>, Box<Request>),
    /// To refuse an operation, since there are too many.
    Refuse(String),
    /// To drop an operation, if it runs.
    Stop(String),
}

/// What there is to say once a token is verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verified {
    /// The connection is ready.
    Acknowledged,
    /// The token is renewed.
    Renewed,
}

/// What is to be done when time is up.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Alarm {
    /// To close.
    Close(Close),
    /// To send a ping.
    Ping,
    /// To give up: nobody is there to be told anything.
    Lost,
}

impl State {
    pub(super) fn new(settings: &LiveSettings) -> Self {
        let now = Instant::now();
        Self {
            phase: Phase::Opened,
            operations: HashSet::new(),
            max_operations: settings.max_operations,
            init_by: now + settings.init_timeout,
            ping: Ping { settings: settings.clone(), due: now + settings.ping_interval, answer_by: None },
        }
    }

    /// Takes in a message.
    ///
    /// # Errors
    /// The close that it deserves.
    pub(super) fn receive(&mut self, message: ClientMessage) -> Result<Step, Close> {
        match (message, &self.phase) {
            (ClientMessage::Init(token), Phase::Opened) => {
                self.phase = Phase::Initialising;
                Ok(Step::Verify(token))
            }
            (ClientMessage::Init(_), _) => Err(Close::TOO_MANY_INITS),
            (ClientMessage::Ping(Some(token)), Phase::Ready(_)) => Ok(Step::Verify(Some(token))),
            // A token before the initialisation renews nothing.
            (ClientMessage::Ping(_), _) => Ok(Step::Pong),
            (ClientMessage::Pong, _) => Ok(Step::Nothing),
            (ClientMessage::Subscribe { id, request }, Phase::Ready(_)) => self.start(id, request),
            (ClientMessage::Subscribe { .. }, _) => Err(Close::UNAUTHORIZED),
            (ClientMessage::Complete { id }, _) => {
                self.operations.remove(id.as_str());
                Ok(Step::Stop(id))
            }
        }
    }

    fn start(&mut self, id: String, request: Box<Request>) -> Result<Step, Close> {
        if self.operations.contains(id.as_str()) {
            return Err(Close::subscriber_exists(&id));
        }
        if self.operations.len() >= self.max_operations {
            return Ok(Step::Refuse(id));
        }
        let id: Arc<str> = id.into();
        self.operations.insert(Arc::clone(&id));
        Ok(Step::Start(id, request))
    }

    /// Takes in who the token stands for.
    ///
    /// # Errors
    /// The close, if it stands for nobody or for somebody else.
    pub(super) fn verified(
        &mut self,
        verdict: Result<Option<Identity>, AuthError>,
    ) -> Result<Verified, Close> {
        let identity = verdict?;
        let verified = match &self.phase {
            Phase::Ready(lease) if lease.clerk_id() != clerk_id(&identity) => {
                return Err(Close::ANOTHER_PERSON);
            }
            Phase::Ready(_) => Verified::Renewed,
            Phase::Opened | Phase::Initialising => Verified::Acknowledged,
        };
        let ends_at = identity.as_ref().map(|identity| instant_of(identity.good_until()));
        self.phase = Phase::Ready(Lease { identity, ends_at });
        Ok(verified)
    }

    /// Who operations run as.
    pub(super) fn identity(&self) -> Option<&Identity> {
        match &self.phase {
            Phase::Ready(lease) => lease.identity.as_ref(),
            Phase::Opened | Phase::Initialising => None,
        }
    }

    /// Forgets an operation that ended; its id may be used again.
    pub(super) fn ended(&mut self, id: &str) {
        self.operations.remove(id);
    }

    /// Whatever comes is a sign of life.
    pub(super) fn heard(&mut self) {
        self.ping.answer_by = None;
    }

    /// The moment from which nothing may be shown any more.
    pub(super) fn ends_at(&self) -> Option<Instant> {
        match &self.phase {
            Phase::Ready(lease) => lease.ends_at,
            Phase::Opened | Phase::Initialising => None,
        }
    }

    /// Whether the token has ended.
    pub(super) fn expired(&self, now: Instant) -> bool {
        self.ends_at().is_some_and(|ends_at| ends_at <= now)
    }

    /// When [`Self::alarm`] has something to say.
    pub(super) fn next_alarm(&self) -> Instant {
        let init_by = matches!(self.phase, Phase::Opened).then_some(self.init_by);
        let ping = self.ping.answer_by.unwrap_or(self.ping.due);
        [init_by, self.ends_at()].into_iter().flatten().fold(ping, Instant::min)
    }

    /// What is to be done now that time is up; `None` if nothing is.
    pub(super) fn alarm(&mut self, now: Instant) -> Option<Alarm> {
        if matches!(self.phase, Phase::Opened) && self.init_by <= now {
            return Some(Alarm::Close(Close::INIT_TIMEOUT));
        }
        if self.expired(now) {
            return Some(Alarm::Close(Close::TOKEN_EXPIRED));
        }
        self.ping.alarm(now)
    }
}

impl Lease {
    fn clerk_id(&self) -> Option<&str> {
        clerk_id(&self.identity)
    }
}

fn clerk_id(identity: &Option<Identity>) -> Option<&str> {
    identity.as_ref().map(|identity| identity.clerk_id.as_str())
}

impl Ping {
    fn alarm(&mut self, now: Instant) -> Option<Alarm> {
        match self.answer_by {
            Some(answer_by) => (answer_by <= now).then_some(Alarm::Lost),
            None if self.due <= now => {
                self.answer_by = Some(now + self.settings.pong_timeout);
                self.due = now + self.settings.ping_interval;
                Some(Alarm::Ping)
            }
            None => None,
        }
    }
}
