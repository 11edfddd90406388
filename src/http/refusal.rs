//! Requests that are refused, as responses that a GraphQL client can read.

use std::{borrow::Cow, time::Duration};

use async_graphql::{ErrorExtensionValues, Pos, ServerError};
use axum::{
    body::Body,
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::json;

use super::{media_type::MediaType, rate_limit::RateLimited, request_id::RequestId};
use crate::{
    auth::AuthError,
    graphql::{
        codes::{ErrorCode, Phase},
        guard::GuardError,
        subscription_root::RootError,
    },
};

/// A request that is not carried out: a stable code, a message for people, and the headers that go with the status.
///
/// A [`Backend`](super::Backend) returns one when it can't prepare a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    code: ErrorCode,
    message: Cow<'static, str>,
    locations: Vec<Pos>,
    header: Option<(HeaderName, &'static str)>,
    retry_after: Option<Duration>,
}

impl Refusal {
    /// Refuses with a code and a message that says what would be accepted.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), locations: Vec::new(), header: None, retry_after: None }
    }

    /// The server failed. What failed belongs in the log, not here.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(ErrorCode::Internal, "internal error")
    }

    /// The request took too long.
    pub(crate) fn timed_out(timeout: Duration) -> Self {
        Self::new(ErrorCode::RequestTimeout, format!("the request took longer than {timeout:?}"))
    }

    /// The stable code.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.header = Some((name, value));
        self
    }

    /// Says when the same request may succeed: in milliseconds in `extensions.retryAfterMs`, and in whole seconds, at
    /// least one, in `Retry-After`.
    pub(crate) fn with_retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The response, as the media type has it; an internal error names the request, by which its cause can be found
    /// in the log.
    pub(crate) fn into_response(self, media_type: MediaType, id: Option<&RequestId>) -> Response {
        let (status, header) = (status(self.code, media_type), self.header.clone());
        let retry_after = self.retry_after;
        let body = json!({ "errors": [self.into_error(id)] }).to_string();
        let mut response = (status, Body::from(body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, media_type.content_type());
        if let Some((name, value)) = header {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        if let Some(wait) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, whole(wait, SECOND).into());
        }
        response
    }

    /// The entry of `errors`; an internal error names the request, as above.
    pub(crate) fn into_error(self, id: Option<&RequestId>) -> ServerError {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code.as_str());
        if let (ErrorCode::Internal, Some(id)) = (self.code, id) {
            extensions.set("requestId", id.as_str());
        }
        if let Some(wait) = self.retry_after {
            extensions.set("retryAfterMs", whole(wait, MILLISECOND));
        }
        let mut error = ServerError::new(self.message, None);
        error.locations = self.locations;
        error.extensions = Some(extensions);
        error
    }

    /// The message for people.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

const MILLISECOND: Duration = Duration::from_millis(1);
const SECOND: Duration = Duration::from_secs(1);

/// A wait in whole units, rounded up, at least one.
fn whole(wait: Duration, unit: Duration) -> u64 {
    let units = wait.as_nanos().div_ceil(unit.as_nanos());
    u64::try_from(units).unwrap_or(u64::MAX).max(1)
}

/// The status that a request gets which is refused with this code.
pub(crate) fn status(code: ErrorCode, media_type: MediaType) -> StatusCode {
    let info = code.info();
    if info.phase == Phase::Request && media_type == MediaType::Json {
        return StatusCode::OK;
    }
    StatusCode::from_u16(info.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

impl From<GuardError> for Refusal {
    fn from(error: GuardError) -> Self {
        Self { locations: error.locations().to_vec(), ..Self::new(error.code(), capped(error.to_string())) }
    }
}

impl From<RootError> for Refusal {
    fn from(error: RootError) -> Self {
        Self::new(ErrorCode::ValidationFailed, error.to_string())
    }
}

impl From<AuthError> for Refusal {
    fn from(error: AuthError) -> Self {
        let message = error.to_string();
        match error {
            AuthError::InvalidToken { .. } | AuthError::ExpiredToken => Self::new(error.code(), message)
                .with_header(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""),
            AuthError::ForeignOrigin => Self::new(error.code(), message),
            AuthError::KeysUnavailable => {
                Self::new(error.code(), message).with_retry_after(Duration::from_secs(30))
            }
        }
    }
}

impl From<RateLimited> for Refusal {
    fn from(limited: RateLimited) -> Self {
        Self::new(ErrorCode::RateLimited, limited.to_string()).with_retry_after(limited.retry_after)
    }
}

/// Cuts a message that repeats names of the client's document, which may be as long as the document.
pub(crate) fn capped(mut message: String) -> String {
    const MAX: usize = 300;
    if message.len() > MAX {
        message.truncate(message.floor_char_boundary(MAX));
        message.push('…');
    }
    message
}
