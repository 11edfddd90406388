//! The catalogue of `extensions.code`: what a client may rely on when something is refused.
//!
//! A code is a promise: it is never renamed and never changes its meaning. Messages are for people and may change.

use std::fmt::Write as _;

/// When an error's HTTP status applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// The HTTP request itself is refused: the status holds for every media type.
    Transport,
    /// A well-formed request carries a GraphQL request that can't be run: the status holds for
    /// `application/graphql-response+json`; `application/json` answers 200, as its clients expect.
    Request,
    /// A field failed while the operation ran: HTTP 200, the error stands beside the data.
    Field,
}

/// One row of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeInfo {
    /// The value of `extensions.code`.
    pub code: &'static str,
    /// The HTTP status that goes with it, subject to [`Phase`].
    pub status: u16,
    /// When the status applies.
    pub phase: Phase,
    /// What happened.
    pub meaning: &'static str,
    /// What the client can do about it.
    pub remedy: &'static str,
}

/// Declares the enum and its catalogue in one place, so that neither can lack a row of the other.
macro_rules! catalogue {
    ($($name:ident = $code:literal, $status:literal, $phase:ident, $meaning:literal, $remedy:literal;)*) => {
        /// A stable error code; see the module's documentation for the promise that it makes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ErrorCode {
            $(#[doc = $meaning] $name,)*
        }

        impl ErrorCode {
            /// Every code, in the order of the catalogue.
            pub const ALL: &[ErrorCode] = &[$(ErrorCode::$name,)*];

            /// The code's row.
            #[must_use]
            pub const fn info(self) -> CodeInfo {
                match self {
                    $(Self::$name => CodeInfo {
                        code: $code,
                        status: $status,
                        phase: Phase::$phase,
                        meaning: $meaning,
                        remedy: $remedy,
                    },)*
                }
            }
        }
    };
}

catalogue! {
    BadRequest = "BAD_REQUEST", 400, Transport,
        "The request is not a well-formed GraphQL request.",
        "Send the parameters that the message names, with the types that it names.";
    BatchNotSupported = "BATCH_NOT_SUPPORTED", 400, Transport,
        "The body is an array of requests.",
        "Send one request at a time, or select more fields in one operation.";
    BodyTooLarge = "BODY_TOO_LARGE", 413, Transport,
        "The request's body is larger than the limit.",
        "Send less in one request; files are not sent over GraphQL.";
    BodyTimeout = "BODY_TIMEOUT", 408, Transport,
        "The request's body did not arrive in time.",
        "Send the request again.";
    UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE", 415, Transport,
        "The body is not JSON in UTF-8, or it is compressed.",
        "Send `Content-Type: application/json` and no `Content-Encoding`.";
    NotAcceptable = "NOT_ACCEPTABLE", 406, Transport,
        "No media type of the `Accept` header can be served.",
        "Accept `application/graphql-response+json` or `application/json`.";
    MethodNotAllowed = "METHOD_NOT_ALLOWED", 405, Transport,
        "The path, or the operation's type, does not take this HTTP method.",
        "Use a method of the `Allow` header; mutations are sent with POST.";
    RouteNotFound = "ROUTE_NOT_FOUND", 404, Transport,
        "Nothing is served at this path.",
        "Send GraphQL requests to `/graphql`.";
    CsrfRefused = "CSRF_REFUSED", 403, Transport,
        "A GET request came with cookies but does not prove which site sent it.",
        "Use POST, or send a `GraphQL-Require-Preflight: 1` header.";
    TokenInvalid = "TOKEN_INVALID", 401, Transport,
        "The session token is not valid.",
        "Sign in again, or send no token to read as anonymous.";
    TokenExpired = "TOKEN_EXPIRED", 401, Transport,
        "The session token was good and has expired.",
        "Get a new token and send the request again.";
    OriginForbidden = "ORIGIN_FORBIDDEN", 403, Transport,
        "The session cookie came from an origin that is not allowed.",
        "Send the token in the `Authorization` header, or configure the origin.";
    RateLimited = "RATE_LIMITED", 429, Transport,
        "The user's or the address's budget is used up for now; the message says which.",
        "Send it again after `extensions.retryAfterMs`, or after the seconds in `Retry-After`; ask for less.";
    AuthUnavailable = "AUTH_UNAVAILABLE", 503, Transport,
        "The issuer's keys can't be had, so the token can't be verified.",
        "Try again after the time in `Retry-After`.";
    SignatureMissing = "SIGNATURE_MISSING", 400, Transport,
        "A webhook came without the headers of its signature, or they can't be read.",
        "Send `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature`, or the same with `svix-`.";
    SignatureInvalid = "SIGNATURE_INVALID", 401, Transport,
        "A webhook's signature is by no key that is accepted here, or it is of another body.",
        "Sign the raw body with a configured key; see docs/INBOUND.md.";
    SignatureStale = "SIGNATURE_STALE", 401, Transport,
        "A webhook was signed more than five minutes ago, or for a time to come.",
        "Sign each delivery when it is sent; set the clock.";
    EventSourceUnknown = "EVENT_SOURCE_UNKNOWN", 401, Transport,
        "No key is configured for the source of the event.",
        "Add the source to `FOLIO_EVENT_SOURCES`.";
    EventMalformed = "EVENT_MALFORMED", 400, Transport,
        "A webhook's body is not what is accepted here; the message names the field.",
        "Compare it with docs/INBOUND.md.";
    WebhookNotConfigured = "WEBHOOK_NOT_CONFIGURED", 404, Transport,
        "The server has no key for this webhook, so it takes in nothing.",
        "Set the key that the message names.";
    UploadRefused = "UPLOAD_REFUSED", 403, Transport,
        "Nothing is put at this address, or nothing any more: it is over, was completed, or never was.",
        "Ask for an upload with `mediaUploadRequest`.";
    UploadMismatch = "UPLOAD_MISMATCH", 400, Transport,
        "What was put hasn't the size or the type that was announced.",
        "Put exactly what was announced, with the headers that the request gave; the message says what that is.";
    RequestTimeout = "REQUEST_TIMEOUT", 504, Transport,
        "The request took longer than the server allows.",
        "Ask for less in one request, or try again later.";
    ParseFailed = "GRAPHQL_PARSE_FAILED", 400, Request,
        "The document is not valid GraphQL.",
        "Correct the syntax at the given location.";
    ValidationFailed = "GRAPHQL_VALIDATION_FAILED", 400, Request,
        "The document does not fit the schema, or a variable does not fit its type.",
        "Compare the operation with `schema.graphql`.";
    OperationNotFound = "OPERATION_NOT_FOUND", 400, Request,
        "`operationName` names no operation of the document, or it is needed and missing.",
        "Name one of the document's operations.";
    OperationNotSupported = "OPERATION_NOT_SUPPORTED", 400, Transport,
        "Subscriptions do not run over a plain HTTP request.",
        "Use a web socket, or accept `text/event-stream`.";
    TooManyOperations = "TOO_MANY_OPERATIONS", 429, Transport,
        "The socket runs as many operations as it may.",
        "Complete one of them first.";
    TooManyStreams = "TOO_MANY_STREAMS", 503, Transport,
        "The server holds as many web sockets or event streams as it may.",
        "Try again after the time in `Retry-After`.";
    DocumentTooLarge = "DOCUMENT_TOO_LARGE", 400, Transport,
        "The document has more bytes than the limit.",
        "Split the operation.";
    DocumentTooDeep = "DOCUMENT_TOO_DEEP", 400, Transport,
        "Brackets, or selections with their fragments, are nested deeper than the limit.",
        "Flatten the operation; pass nested input as variables.";
    DocumentTooManyTokens = "DOCUMENT_TOO_MANY_TOKENS", 400, Transport,
        "The document has more tokens than the limit.",
        "Split the operation; pass large input as variables.";
    DocumentTooManyFragments = "DOCUMENT_TOO_MANY_FRAGMENTS", 400, Transport,
        "The document defines more fragments than the limit.",
        "Send only the fragments that the operation uses.";
    DocumentTooManyOperations = "DOCUMENT_TOO_MANY_OPERATIONS", 400, Transport,
        "The document defines more operations than the limit.",
        "Send only the operation that is to run.";
    DocumentTooManySelections = "DOCUMENT_TOO_MANY_SELECTIONS", 400, Transport,
        "The document selects more fields than the limit once its fragments are expanded.",
        "Select less, or split the operation.";
    DocumentTooManyAliases = "DOCUMENT_TOO_MANY_ALIASES", 400, Transport,
        "The document has more aliased fields than the limit once its fragments are expanded.",
        "Use the list fields (such as `nodes`) in place of many aliases.";
    DocumentTooManyDirectives = "DOCUMENT_TOO_MANY_DIRECTIVES", 400, Transport,
        "The document has more directives than the limit once its fragments are expanded.",
        "Put a directive on a fragment in place of each of its fields.";
    VariablesTooLarge = "VARIABLES_TOO_LARGE", 400, Transport,
        "The variables hold more values than the limit.",
        "Send the input in several requests.";
    VariablesTooDeep = "VARIABLES_TOO_DEEP", 400, Transport,
        "The variables are nested deeper than the limit.",
        "Compare the input with its type in `schema.graphql`.";
    QueryTooDeep = "QUERY_TOO_DEEP", 400, Transport,
        "The operation is nested deeper than the schema allows.",
        "Ask for less depth in one request.";
    QueryTooComplex = "QUERY_TOO_COMPLEX", 400, Transport,
        "The operation costs more than the schema allows.",
        "Ask for smaller pages or fewer fields in one request.";
    Unauthenticated = "UNAUTHENTICATED", 200, Field,
        "The mutation needs somebody who is signed in.",
        "Send a session token.";
    BadUserInput = "BAD_USER_INPUT", 200, Field,
        "An argument's value can't be read as its type.",
        "Correct the argument that the message and `path` name.";
    InvalidCursor = "INVALID_CURSOR", 200, Field,
        "A cursor is malformed, or its item is not, or no longer, in the list.",
        "Ask for the first page again.";
    ServiceUnavailable = "SERVICE_UNAVAILABLE", 503, Field,
        "The database can't be reached, or took too long.",
        "Try again in a moment.";
    Internal = "INTERNAL", 500, Field,
        "The server failed; the cause is in its log under `extensions.requestId`.",
        "Try again later; tell us the request id when it persists.";
}

impl ErrorCode {
    /// The value of `extensions.code`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.info().code
    }
}

/// The catalogue as the Markdown page `docs/ERRORS.md`.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(
        "# Error codes\n\n\
         Generated from `src/graphql/codes.rs`; do not edit by hand.\n\n\
         Every GraphQL error carries `extensions.code`. Codes are stable, messages are not.\n\
         The status holds for `application/graphql-response+json`. A row marked `*` answers 200 to clients that\n\
         accept only `application/json`. Where a field fails while the operation runs, the status is 200 and the\n\
         error stands beside the data; 500 is answered only when no operation could run.\n\n\
         | code | HTTP status | meaning | remedy |\n|---|---|---|---|\n",
    );
    for code in ErrorCode::ALL {
        let CodeInfo { code, status, phase, meaning, remedy } = code.info();
        let mark = if phase == Phase::Request { " *" } else { "" };
        let _ = writeln!(page, "| `{code}` | {status}{mark} | {meaning} | {remedy} |");
    }
    page.push_str(
        "\n## User errors\n\n\
         A mutation that does nothing says why in `userErrors`, beside what stands now: `code`, `message`, and the\n\
         `path` of the argument. These are no GraphQL errors.\n\n",
    );
    page.push_str(&crate::write::catalogue());
    page
}

/// The catalogue as JSON, for clients: `frontend-contract/errors.json`.
#[must_use]
pub fn json() -> serde_json::Value {
    let errors: serde_json::Map<_, _> = ErrorCode::ALL
        .iter()
        .map(|code| {
            let CodeInfo { code, status, phase, meaning, remedy } = code.info();
            let phase = match phase {
                Phase::Transport => "TRANSPORT",
                Phase::Request => "REQUEST",
                Phase::Field => "FIELD",
            };
            let row =
                serde_json::json!({ "status": status, "phase": phase, "meaning": meaning, "remedy": remedy });
            (code.to_owned(), row)
        })
        .collect();
    serde_json::json!({ "errors": errors, "userErrors": crate::write::catalogue_json() })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_are_unique_and_in_screaming_snake_case() {
        let mut seen = HashSet::new();
        for code in ErrorCode::ALL {
            let text = code.as_str();
            assert!(seen.insert(text), "{text} is declared twice");
            assert!(text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'), "{text}");
        }
    }

    #[test]
    fn the_page_has_a_row_for_every_code() {
        let page = markdown();
        for code in ErrorCode::ALL {
            assert!(page.contains(&format!("| `{}` |", code.as_str())));
        }
    }
}
