//! `/graphql`: GraphQL over HTTP. Web sockets begin here too and go on in [`super::socket`].
//!
//! | question | rule |
//! |---|---|
//! | methods | POST for everything, GET for what changes nothing; 405 otherwise |
//! | a body | `application/json` in UTF-8, uncompressed, one object, at most [`HttpSettings::max_body`] |
//! | `application/graphql-response+json` | 400 when nothing ran, 200 when the operation ran |
//! | `application/json` | 200 for whatever well-formed request; limits and malformed requests keep their 4xx |
//! | too much in a while | 429 with `Retry-After`, see `rate_limit` |
//! | `text/event-stream` | subscriptions as well, see [`super::events`]; what is refused is refused as above |
//! | credentials | a bad token is 401, a cookie from elsewhere 403, no verdict 503; none is anonymous |
//!
//! **Forged requests (CSRF).** A POST can't be sent across origins without a preflight, because of its content type. A
//! GET can (a picture, a link), with the visitor's cookies. Its answer stays unreadable, but it would be executed as
//! the visitor. So a GET with cookies must prove where it comes from: by `Sec-Fetch-Site: same-origin`, by an `Origin`
//! that is configured, or by a `GraphQL-Require-Preflight` or `Apollo-Require-Preflight` header, which no page can
//! add without a preflight. A GET without cookies has no authority of the visitor's to abuse.

use std::sync::Arc;

use axum::{
    body::{Body, Bytes},
    extract::{Extension, State},
    response::{IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, Method, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Body as _;

use super::{
    Backend, HttpSettings, events,
    media_type::{Accepted, MediaType, is_json_body},
    operation::{Caller, Operation, Transport},
    outcome::{Outcome, to_json},
    params,
    refusal::Refusal,
    request_id::RequestId,
    router::Edge,
    socket,
};
use crate::graphql::codes::ErrorCode;

/// The headers that prove a preflight, since they are on no list of harmless ones.
const PREFLIGHT_HEADERS: [&str; 2] = ["graphql-require-preflight", "apollo-require-preflight"];

pub(crate) async fn graphql<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    Extension(id): Extension<RequestId>,
    Extension(accepted): Extension<Accepted>,
    request: axum::extract::Request,
) -> Response {
    let mut kind = "unknown";
    let result = match accepted.media_type {
        _ if socket::is_upgrade(&request) => {
            socket::upgrade(&edge, &id, request).map(|response| (response, None))
        }
        _ if accepted.events => run(&edge, &id, None, request, &mut kind).await,
        Some(media_type) => run(&edge, &id, Some(media_type), request, &mut kind).await,
        None => {
            let message = "accept application/graphql-response+json, application/json or text/event-stream";
            Err(Refusal::new(ErrorCode::NotAcceptable, message))
        }
    };
    let (mut response, outcome) = result.unwrap_or_else(|refusal| {
        let outcome = if refusal.code() == ErrorCode::Internal { Outcome::Failed } else { Outcome::Refused };
        (refusal.into_response(accepted.for_refusals(), Some(&id)), Some(outcome))
    });
    response.extensions_mut().insert(Operation { kind, outcome });
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept"));
    response
}

/// Answers as `media_type`, or as an event stream if there is none.
async fn run<B: Backend>(
    edge: &Arc<Edge<B>>,
    id: &RequestId,
    media_type: Option<MediaType>,
    request: axum::extract::Request,
    kind: &mut &'static str,
) -> Result<(Response, Option<Outcome>), Refusal> {
    let settings = &edge.settings;
    let (parts, body) = request.into_parts();
    let address = edge.arrive(&parts)?;
    let is_get = match parts.method {
        Method::POST if is_json_body(&parts.headers) => false,
        Method::POST => {
            let message = "send the body as Content-Type: application/json, in UTF-8 and not compressed";
            return Err(Refusal::new(ErrorCode::UnsupportedMediaType, message));
        }
        Method::GET if may_be_forged(&parts.headers, settings) => {
            let message =
                "a GET request with cookies must carry a GraphQL-Require-Preflight header; or use POST";
            return Err(Refusal::new(ErrorCode::CsrfRefused, message));
        }
        Method::GET => true,
        _ => {
            return Err(method_not_allowed(
                "send GraphQL requests with POST, queries also with GET",
                "GET, POST",
            ));
        }
    };

    let identity = edge.backend.authenticate(&parts.headers).await?;
    let signed_in = identity.clone();

    let request = if is_get {
        params::from_query_string(parts.uri.query().unwrap_or_default())?
    } else {
        params::from_body(&read(body, settings).await?)?
    };
    let transport = match (is_get, media_type) {
        (true, Some(_)) => Transport::GET,
        (false, Some(_)) => Transport::POST,
        (true, None) => Transport::GET_EVENTS,
        (false, None) => Transport::POST_EVENTS,
    };
    let admitted = edge.admit(request, transport, Caller { address, identity }, id, kind).await;
    let Some(media_type) = media_type else {
        return events::respond(edge, admitted, id, signed_in.as_ref()).map(|response| (response, None));
    };
    let settled = edge.execute(admitted?, id).await;
    let body = to_json(&settled.payload())?;
    let response = respond(settled.status(media_type), body, media_type, signed_in.is_some());
    Ok((response, Some(settled.outcome)))
}

fn respond(status: http::StatusCode, body: Vec<u8>, media_type: MediaType, signed_in: bool) -> Response {
    let mut response = (status, Body::from(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, media_type.content_type());
    // What an anonymous visitor sees changes at once when its owner hides it, and no cache outside would learn of
    // that; so nothing may be kept there either.
    let cache = if signed_in { "private, no-store" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}

/// Reads the body up to the limit: a declared length is refused before a byte is read, an undeclared one as soon as it
/// passes the limit.
pub(crate) async fn read(body: Body, settings: &HttpSettings) -> Result<Bytes, Refusal> {
    let too_large = || {
        let message = format!("the body may have at most {} bytes", settings.max_body);
        Refusal::new(ErrorCode::BodyTooLarge, message)
    };
    if body.size_hint().lower() > settings.max_body as u64 {
        return Err(too_large());
    }
    match tokio::time::timeout(settings.body_timeout, Limited::new(body, settings.max_body).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(Refusal::new(ErrorCode::BadRequest, "the body ended too early")),
        Err(_) => {
            let message = format!("the body must arrive within {:?}", settings.body_timeout);
            Err(Refusal::new(ErrorCode::BodyTimeout, message))
        }
    }
}

/// Whether a GET request may come from another site without the visitor's will; see the module's documentation.
fn may_be_forged(headers: &HeaderMap, settings: &HttpSettings) -> bool {
    let same_origin = headers.get("sec-fetch-site").is_some_and(|site| site == "same-origin");
    let known_origin = headers.get(header::ORIGIN).is_some_and(|o| settings.allowed_origins.contains(o));
    let preflighted = PREFLIGHT_HEADERS.iter().any(|name| headers.contains_key(*name));
    headers.contains_key(header::COOKIE) && !(same_origin || known_origin || preflighted)
}

pub(crate) fn method_not_allowed(message: &'static str, allow: &'static str) -> Refusal {
    Refusal::new(ErrorCode::MethodNotAllowed, message).with_header(header::ALLOW, allow)
}
