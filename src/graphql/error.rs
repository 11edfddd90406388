//! Errors of resolvers: always with a stable `extensions.code` (see `docs/ERRORS.md`), never with data.

use async_graphql::{Error, ErrorExtensions};
use folio_db::DbError;

/// An argument that can't be taken: names it and says what would be accepted.
#[must_use]
pub fn bad_input(argument: &str, accepted: &str) -> Error {
    Error::new(accepted).extend_with(|_, extensions| {
        extensions.set("code", "BAD_USER_INPUT");
        extensions.set("argument", argument);
    })
}

/// A cursor that is malformed, stale, or of another list.
#[must_use]
pub fn invalid_cursor() -> Error {
    Error::new("this cursor is not of this list: ask for the first page again")
        .extend_with(|_, extensions| extensions.set("code", "INVALID_CURSOR"))
}

/// A failure of ours. The cause goes to the log by way of the error's source, never to the client.
#[must_use]
pub fn fault(error: &DbError) -> Error {
    let (code, message) = match error {
        DbError::Unavailable(_) | DbError::TimedOut(_) => {
            ("SERVICE_UNAVAILABLE", "the service is not available for the moment: try again")
        }
        _ => ("INTERNAL", "internal error"),
    };
    tracing::error!(code, cause = %error.cause(), "a resolver failed");
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}
