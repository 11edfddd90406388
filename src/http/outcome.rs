//! From what the schema answered to what the client gets: codes on every error, nothing of the server's inside.

use async_graphql::{ErrorExtensionValues, Name, PathSegment, ServerError, Value, indexmap::IndexMap};
use http::StatusCode;
use serde::Serialize;

use super::{
    Backend,
    media_type::MediaType,
    refusal::{Refusal, capped, status},
    request_id::RequestId,
};
use crate::graphql::{
    codes::ErrorCode,
    plain::{Data, raw_text},
    response_order::{self, Order},
};

/// How an operation ended, as a label of metrics and the access log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Data and no errors.
    Ok,
    /// Data, and errors that the client was told about.
    Partial,
    /// Not run.
    Refused,
    /// The server's fault.
    Failed,
}

impl Outcome {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Partial => "partial",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// An operation's answer as every transport sends it: with a code on each error and nothing of the server's inside.
/// Headers and extensions that resolvers may have set are not passed on; what goes out is decided here.
#[derive(Debug)]
pub(crate) struct Settled {
    data: Value,
    errors: Vec<ServerError>,
    /// How many errors were left out.
    omitted: usize,
    /// With what the request was refused, if nothing ran.
    refused: Option<ErrorCode>,
    pub(crate) outcome: Outcome,
}

/// What an operation answered, as it is written: `data` is absent, not null, when nothing ran.
#[derive(Serialize)]
pub(crate) struct Payload<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Data<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    extensions: Option<Extensions>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Extensions {
    /// How many errors were left out.
    errors_omitted: usize,
}

impl Settled {
    /// Settles what the schema answered.
    pub(crate) fn new<B: Backend>(
        backend: &B,
        response: async_graphql::Response,
        order: &Order,
        id: &RequestId,
        max_errors: usize,
    ) -> Self {
        let async_graphql::Response { mut data, mut errors, .. } = response;
        // async-graphql writes null for "nothing ran" too; a field's error always has a path.
        let ran = errors.is_empty() || data != Value::Null || errors.iter().any(|e| !e.path.is_empty());
        restore_failed_fields(&mut data, &errors);
        response_order::restore(&mut data, order);
        let omitted = errors.len().saturating_sub(max_errors);
        errors.truncate(max_errors);

        let mut outcome = if errors.is_empty() { Outcome::Ok } else { Outcome::Partial };
        let mut refused = None;
        if ran {
            for error in &mut errors {
                if mask(backend, error, id) {
                    outcome = Outcome::Failed;
                }
            }
        } else {
            outcome = Outcome::Refused;
            for error in errors.iter_mut().rev() {
                let code = request_error(error);
                set_code(error, code);
                refused = Some(code);
            }
        }
        Self { data, errors, omitted, refused, outcome }
    }

    /// An operation that was refused before the schema saw it.
    pub(crate) fn refused(refusal: Refusal, id: &RequestId) -> Self {
        let code = refusal.code();
        let outcome = if code == ErrorCode::Internal { Outcome::Failed } else { Outcome::Refused };
        let errors = vec![refusal.into_error(Some(id))];
        Self { data: Value::Null, errors, omitted: 0, refused: Some(code), outcome }
    }

    /// Whether the operation ran, be it with errors.
    pub(crate) const fn ran(&self) -> bool {
        self.refused.is_none()
    }

    /// The status of a response that carries this.
    pub(crate) fn status(&self, media_type: MediaType) -> StatusCode {
        self.refused.map_or(StatusCode::OK, |code| status(code, media_type))
    }

    pub(crate) fn errors(&self) -> &[ServerError] {
        &self.errors
    }

    pub(crate) fn payload(&self) -> Payload<'_> {
        Payload {
            data: self.ran().then_some(Data(&self.data)),
            errors: &self.errors,
            extensions: (self.omitted > 0).then_some(Extensions { errors_omitted: self.omitted }),
        }
    }
}

/// Writes JSON; what can't be written is ours to mend, and logged.
pub(crate) fn to_json(value: &impl Serialize) -> Result<Vec<u8>, Refusal> {
    serde_json::to_vec(value).map_err(|error| {
        tracing::error!(category = ?error.classify(), "a response can't be written as JSON");
        Refusal::internal()
    })
}

/// Puts null where a field failed: async-graphql 7.2 leaves such a field out, and makes null of an object whose fields
/// all failed. The fields of an object fail one by one, so whatever stands above a failed field was an object.
fn restore_failed_fields(data: &mut Value, errors: &[ServerError]) {
    for path in errors.iter().map(|error| error.path.as_slice()) {
        let mut at = Some(&mut *data);
        for segment in path {
            at = match (segment, at) {
                (PathSegment::Index(index), Some(Value::List(items))) => items.get_mut(*index),
                // What was written down has its nulls.
                (_, Some(written)) if raw_text(written).is_some() => break,
                (PathSegment::Field(name), Some(object @ (Value::Object(_) | Value::Null))) => {
                    if let Value::Null = object {
                        *object = Value::Object(IndexMap::new());
                    }
                    let Value::Object(fields) = object else { break };
                    Some(fields.entry(Name::new(name)).or_default())
                }
                _ => break,
            };
        }
    }
}

/// The code of an error for which nothing ran: the schema's own limits and validation.
fn request_error(error: &ServerError) -> ErrorCode {
    match error.message.as_str() {
        "Query is nested too deep." => ErrorCode::QueryTooDeep,
        message if message.starts_with("The recursion depth of the query") => ErrorCode::QueryTooDeep,
        _ => ErrorCode::ValidationFailed,
    }
}

/// Lets through what a resolver meant for the client, which has a code, and hides the rest; tells whether it hid it.
fn mask<B: Backend>(backend: &B, error: &mut ServerError, id: &RequestId) -> bool {
    error.message = capped(std::mem::take(&mut error.message));
    match error.extensions.as_ref().and_then(|extensions| extensions.get("code")) {
        // Ours to mend, though the client is told what it can do: logged and counted like a fault.
        Some(Value::String(code)) if code == ErrorCode::ServiceUnavailable.as_str() => {
            log_failure(backend, error);
            error.source = None;
            return true;
        }
        Some(Value::String(code)) if code != ErrorCode::Internal.as_str() => return false,
        None if is_input_error(error) => {
            set_code(error, ErrorCode::BadUserInput);
            return false;
        }
        _ => {}
    }
    log_failure(backend, error);
    error.message = "internal error".to_owned();
    error.source = None;
    error.extensions = None;
    set_code(error, ErrorCode::Internal);
    error.extensions.get_or_insert_default().set("requestId", id.as_str());
    true
}

/// Whether async-graphql could not read an argument: its messages begin like this and, unlike a resolver's errors,
/// they have no source.
fn is_input_error(error: &ServerError) -> bool {
    error.source.is_none()
        && ["Failed to parse \"", "Expected input type \""]
            .iter()
            .any(|start| error.message.starts_with(start))
}

fn set_code(error: &mut ServerError, code: ErrorCode) {
    error.message = capped(std::mem::take(&mut error.message));
    error.extensions.get_or_insert_with(ErrorExtensionValues::default).set("code", code.as_str());
}

/// Says in the log what failed and how deep. Not where: the names on the path may be aliases, which the client made up.
fn log_failure<B: Backend>(backend: &B, error: &ServerError) {
    tracing::error!(depth = error.path.len(), cause = %backend.describe_cause(error), "a resolver failed");
}
