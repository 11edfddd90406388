//! What can go wrong with credentials ([`AuthError`]) and with the settings of sign-in ([`SetupError`]).

use crate::graphql::codes::ErrorCode;

/// Why a request's credentials were not accepted. Says nothing of the token's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The token is malformed, forged, not in force yet, pending or meant for somebody else.
    #[error("the session token is not valid: {reason}")]
    InvalidToken {
        /// What is wrong with it; never holds a part of the token.
        reason: &'static str,
    },
    /// The token was good, but its time is over: the client should get a new one and ask again.
    #[error("the session token has expired")]
    ExpiredToken,
    /// The cookie was sent from an origin that is not ours.
    #[error("the session cookie is not accepted from this origin; send the token as `Authorization: Bearer`")]
    ForeignOrigin,
    /// The issuer's keys can't be had, so nothing can be said of the token.
    #[error("sign-in is not available for the moment")]
    KeysUnavailable,
}

impl AuthError {
    /// The stable code that clients may depend on, with its HTTP status in the catalogue.
    #[must_use]
    pub const fn code(&self) -> ErrorCode {
        match self {
            Self::InvalidToken { .. } => ErrorCode::TokenInvalid,
            Self::ExpiredToken => ErrorCode::TokenExpired,
            Self::ForeignOrigin => ErrorCode::OriginForbidden,
            Self::KeysUnavailable => ErrorCode::AuthUnavailable,
        }
    }

    /// Of the refusals of several cookies the one that helps most: what a retry may mend beats what it can't.
    pub(super) fn more_telling(self, other: Self) -> Self {
        fn weight(error: AuthError) -> u8 {
            match error {
                AuthError::InvalidToken { .. } | AuthError::ForeignOrigin => 0,
                AuthError::ExpiredToken => 1,
                AuthError::KeysUnavailable => 2,
            }
        }
        if weight(other) > weight(self) { other } else { self }
    }
}

/// A setting of sign-in that can't work. Never holds the value, which may be a secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{setting} {expected}")]
pub struct SetupError {
    /// The setting's name in the environment.
    pub setting: &'static str,
    /// What would be accepted.
    pub expected: &'static str,
}

impl SetupError {
    pub(super) fn new(setting: &'static str, expected: &'static str) -> Self {
        Self { setting, expected }
    }
}
