//! Errors of resolvers: always with a stable `extensions.code` (see `docs/ERRORS.md`), never with data.

use std::sync::Arc;

use async_graphql::{Error, ErrorExtensions};
use folio_db::DbError;

use super::codes::ErrorCode;
use crate::media::MediaError;

/// An argument that can't be taken: names it and says what would be accepted.
#[must_use]
pub fn bad_input(argument: &str, accepted: &str) -> Error {
    coded(Error::new(accepted), ErrorCode::BadUserInput)
        .extend_with(|_, extensions| extensions.set("argument", argument))
}

/// A mutation of somebody who isn't signed in.
#[must_use]
pub fn unauthenticated() -> Error {
    coded(Error::new("sign in first: a mutation acts on your own profile"), ErrorCode::Unauthenticated)
}

/// Anything that is asked with a token of somebody whose account was deleted.
#[must_use]
pub fn account_gone() -> Error {
    coded(
        Error::new("the account of this token was deleted: sign in with another, or send no token"),
        ErrorCode::Unauthenticated,
    )
}

/// A subscription to one's own, of somebody who isn't signed in.
#[must_use]
pub fn nothing_of_ones_own() -> Error {
    coded(Error::new("sign in first: this follows your own profile"), ErrorCode::Unauthenticated)
}

/// A cursor that is malformed, stale, or of another list.
#[must_use]
pub fn invalid_cursor() -> Error {
    coded(
        Error::new("this cursor is not of this list: ask for the first page again"),
        ErrorCode::InvalidCursor,
    )
}

/// A failure of ours. The cause travels as the error's source for the edge to log; a client is told nothing of it.
#[must_use]
pub fn fault(error: impl Into<Arc<DbError>>) -> Error {
    let error: Arc<DbError> = error.into();
    let (code, message) = match &*error {
        DbError::Unavailable(_) | DbError::TimedOut(_) => {
            (ErrorCode::ServiceUnavailable, "the service is not available for the moment: try again")
        }
        _ => (ErrorCode::Internal, "internal error"),
    };
    let source = Error { source: Some(error), ..Error::new(message) };
    coded(source, code)
}

/// The store of files doesn't answer. What it said is logged here, since it is no failure of the database's.
#[must_use]
pub fn store_fault(error: &MediaError) -> Error {
    tracing::error!(cause = %error, "the store of files failed");
    coded(
        Error::new("the store of files is not available for the moment: try again"),
        ErrorCode::ServiceUnavailable,
    )
}

fn coded(error: Error, code: ErrorCode) -> Error {
    error.extend_with(|_, extensions| extensions.set("code", code.as_str()))
}
