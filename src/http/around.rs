//! What happens around every request: an id, security headers, metrics and a log line ([`around`]); a time-out and a net
//! under panics ([`guard`]).

use std::{
    panic::AssertUnwindSafe,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Extension,
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use futures_util::FutureExt;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use tracing::Instrument;

use super::{
    Backend, HttpSettings,
    media_type::Accepted,
    metrics,
    operation::Operation,
    outcome::Outcome,
    refusal::Refusal,
    request_id::{RequestId, X_REQUEST_ID},
    router::{Edge, UPLOADS},
};

/// Stands outside everything else: whatever answers, the response has an id, headers, metrics and a log line.
pub(crate) async fn around<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = RequestId::of(request.headers());
    request.extensions_mut().insert(id.clone());
    let method = method(request.method());
    // The template, never the path itself: paths and query strings carry what people typed.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("unmatched", MatchedPath::as_str);

    let span = tracing::info_span!("request", request_id = %id);
    let response = next.run(request).instrument(span).await;
    let response = with_headers(response, &id, &edge.settings);
    record(&response, method, route, &id, started.elapsed());
    response
}

/// Runs the request; a panic or a time-out becomes a response, and the connection and the process go on.
pub(crate) async fn guard<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    Extension(id): Extension<RequestId>,
    mut request: Request,
    next: Next,
) -> Response {
    let accepted = Accepted::of(request.headers());
    request.extensions_mut().insert(accepted);
    let media_type = accepted.for_refusals();
    let is_upload = request.extensions().get::<MatchedPath>().is_some_and(|route| route.as_str() == UPLOADS);
    let timeout = if is_upload { edge.settings.upload_timeout } else { edge.settings.request_timeout };
    // What a panicking handler leaves half done is dropped with it; what handlers share is made to be shared.
    match tokio::time::timeout(timeout, AssertUnwindSafe(next.run(request)).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => {
            // The panic's message may hold a person's data; the panic hook decides what to say of it.
            tracing::error!("a handler panicked");
            metrics::panicked();
            Refusal::internal().into_response(media_type, Some(&id))
        }
        Err(_) => Refusal::timed_out(timeout).into_response(media_type, Some(&id)),
    }
}

fn with_headers(mut response: Response, id: &RequestId, settings: &HttpSettings) -> Response {
    let headers = response.headers_mut();
    if let Some(id) = id.header_value() {
        headers.insert(X_REQUEST_ID, id);
    }
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(headers, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    set(headers, header::CACHE_CONTROL, "no-store");
    if settings.hsts {
        set(headers, header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    response
}

/// Sets a header unless the handler did.
fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// One line per request, without addresses, paths, query strings, names of operations or people.
fn record(response: &Response, method: &'static str, route: &str, id: &RequestId, took: Duration) {
    let status = response.status();
    let operation = response.extensions().get::<Operation>();
    metrics::request(route, status, took);
    let outcome = operation.and_then(|operation| operation.outcome);
    if let Some((operation, outcome)) = operation.zip(outcome) {
        metrics::operation(operation.kind, outcome, took);
    }
    tracing::info!(
        target: "folio::access",
        request_id = %id,
        method,
        route,
        status = status.as_u16(),
        duration_ms = took.as_secs_f64() * 1_000.0,
        operation = operation.map(|operation| operation.kind),
        outcome = outcome.map(Outcome::as_str),
        "request"
    );
}

/// The method if it is a usual one: clients may invent others, of any length.
fn method(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}
