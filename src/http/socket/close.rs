//! Why a socket is closed, as the client is told.

use std::borrow::Cow;

use tokio_tungstenite::tungstenite::protocol::{CloseFrame, frame::coding::CloseCode};

use crate::auth::AuthError;

/// RFC 6455: a control frame has 125 bytes, two of which are the code.
const MAX_REASON: usize = 123;

/// A close code, and a reason for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Close {
    code: Code,
    reason: Cow<'static, str>,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $code:literal;)*) => {
        /// How a socket is closed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Code {
            $($(#[$doc])* $name = $code,)*
        }

        impl Code {
            /// The code as a label of metrics and the log.
            pub(super) const fn label(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($code),)*
                }
            }
        }
    };
}

codes! {
    /// The client said goodbye, whatever its own code.
    Normal = 1000;
    /// The server stops: connect again, to another one.
    GoingAway = 1001;
    /// What came breaks the rules of web sockets.
    ProtocolError = 1002;
    /// A text that is not UTF-8.
    InvalidText = 1007;
    /// A message is longer than the limit.
    TooBig = 1009;
    /// The issuer's keys can't be had: try again.
    TryAgainLater = 1013;
    /// What came is no message of the protocol.
    Invalid = 4400;
    /// Not, not validly, or no longer signed in: the client's doing, so it doesn't help to try again.
    Unauthorized = 4401;
    /// No longer, or not from here: try again with a new token.
    Forbidden = 4403;
    /// The subprotocol is not ours.
    Subprotocol = 4406;
    /// The first message did not come in time.
    InitTimeout = 4408;
    /// The operation's id is in use.
    SubscriberExists = 4409;
    /// A second `connection_init`.
    TooManyInits = 4429;
}

impl Close {
    pub(super) const GOING_AWAY: Self = Self::new(Code::GoingAway, "The server stops; connect again");
    pub(super) const PROTOCOL_ERROR: Self = Self::new(Code::ProtocolError, "Not a valid web socket frame");
    pub(super) const INVALID_TEXT: Self = Self::new(Code::InvalidText, "A text message is not UTF-8");
    pub(super) const BINARY: Self =
        Self::new(Code::Invalid, "Binary frames are not part of the protocol; send text");
    pub(super) const UNAUTHORIZED: Self = Self::new(Code::Unauthorized, "Unauthorized");
    pub(super) const TOKEN_INVALID: Self = Self::new(Code::Unauthorized, "The token is not valid");
    pub(super) const TOKEN_EXPIRED: Self = Self::new(Code::Forbidden, "The token has expired");
    pub(super) const SESSION_ENDED: Self =
        Self::new(Code::Unauthorized, "The session has ended; sign in again");
    pub(super) const ANOTHER_PERSON: Self =
        Self::new(Code::Forbidden, "The token is somebody else's; open another socket");
    pub(super) const SUBPROTOCOL: Self =
        Self::new(Code::Subprotocol, "Subprotocol not acceptable; offer graphql-transport-ws");
    pub(super) const INIT_TIMEOUT: Self = Self::new(Code::InitTimeout, "Connection initialisation timeout");
    pub(super) const TOO_MANY_INITS: Self = Self::new(Code::TooManyInits, "Too many initialisation requests");

    const fn new(code: Code, reason: &'static str) -> Self {
        Self { code, reason: Cow::Borrowed(reason) }
    }

    /// What came is no message of the protocol; `why` says what would be.
    pub(super) fn invalid(why: impl Into<Cow<'static, str>>) -> Self {
        Self { code: Code::Invalid, reason: why.into() }
    }

    pub(super) fn subscriber_exists(id: &str) -> Self {
        Self { code: Code::SubscriberExists, reason: format!("Subscriber for {id} already exists").into() }
    }

    pub(super) fn too_big(limit: usize) -> Self {
        Self { code: Code::TooBig, reason: format!("A message may have at most {limit} bytes").into() }
    }

    pub(super) const fn code(&self) -> Code {
        self.code
    }

    pub(super) fn frame(&self) -> CloseFrame {
        let reason = &self.reason[..self.reason.floor_char_boundary(MAX_REASON)];
        CloseFrame { code: CloseCode::from(self.code as u16), reason: reason.into() }
    }
}

impl From<AuthError> for Close {
    fn from(error: AuthError) -> Self {
        match error {
            AuthError::InvalidToken { .. } => Self::TOKEN_INVALID,
            AuthError::ExpiredToken => Self::TOKEN_EXPIRED,
            AuthError::ForeignOrigin => {
                Self::new(Code::Forbidden, "The session cookie is not accepted from this origin")
            }
            AuthError::KeysUnavailable => {
                Self::new(Code::TryAgainLater, "Sign-in is not available for the moment; try again later")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_fits_a_frame_and_ends_at_a_character() {
        for why in ["short".to_owned(), "x".repeat(500), "ä".repeat(100), "😀".repeat(40)] {
            let frame = Close::invalid(why.clone()).frame();
            assert!(frame.reason.len() <= MAX_REASON && why.starts_with(frame.reason.as_str()));
            assert_eq!(u16::from(frame.code), 4400);
        }
    }

    #[test]
    fn a_label_is_its_code() {
        assert_eq!((Code::Forbidden.label(), Code::TooBig.label()), ("4403", "1009"));
    }
}
