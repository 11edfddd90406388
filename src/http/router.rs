//! The paths that are served, and what is laid around all of them.

use std::{
    sync::{Arc, Once},
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::State,
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{any, get},
};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use tokio_util::sync::CancellationToken;
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::{
    Backend, HttpSettings, around, endpoint, graphiql, health, live::Places, live_page,
    media_type::MediaType, pictures, public_files, rate_limit::RateLimiter, refusal::Refusal,
    request_id::X_REQUEST_ID, webhooks,
};
use crate::graphql::{codes::ErrorCode, guard::Documents};

/// Where uploads are put: a body of megabytes takes its time.
pub(crate) const UPLOADS: &str = "/media/uploads/{pass}";

/// What handlers share.
pub(crate) struct Edge<B> {
    pub(crate) backend: B,
    pub(crate) settings: HttpSettings,
    /// The document guard, with the documents that it knows.
    pub(crate) documents: Documents,
    /// What clients have spent.
    pub(crate) limiter: RateLimiter,
    /// Whether the operator was told of a proxy that isn't trusted.
    pub(crate) untrusted_proxy: Once,
    /// The places for what stays open.
    pub(crate) places: Places,
    /// Cancelled when the shutdown begins.
    pub(crate) draining: CancellationToken,
    pub(crate) readiness: health::Readiness,
}

impl<B: Backend> Edge<B> {
    pub(crate) fn new(backend: B, settings: HttpSettings, draining: CancellationToken) -> Self {
        let documents = Documents::new(settings.document.clone(), backend.prices());
        let (limiter, places) = (RateLimiter::new(&settings.rates), Places::new(&settings.live));
        Self {
            backend,
            settings,
            documents,
            limiter,
            untrusted_proxy: Once::new(),
            places,
            draining,
            readiness: health::Readiness::default(),
        }
    }
}

/// The application's routes, with request ids, time-outs, security headers, CORS and the access log around them.
///
/// `draining` is the token that also stops [`serve`](super::serve): readiness fails from then on.
pub fn router<B: Backend>(backend: B, settings: HttpSettings, draining: CancellationToken) -> Router {
    let cors = cors(&settings);
    let development = development(&settings);
    let edge = Arc::new(Edge::new(backend, settings, draining));
    Router::new()
        .route("/graphql", any(endpoint::graphql::<B>))
        .route("/webhooks/clerk", any(webhooks::clerk::<B>))
        .route("/events", any(webhooks::event::<B>))
        .route("/media/{address}", any(pictures::picture::<B>))
        .route(UPLOADS, any(pictures::upload::<B>))
        .route("/profiles/{name}", any(public_files::json_ld::<B>))
        .route("/sitemap.xml", any(public_files::sitemap_index::<B>))
        .route("/sitemaps/{name}", any(public_files::sitemap::<B>))
        .route("/robots.txt", any(public_files::robots::<B>))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready::<B>))
        .merge(development)
        .fallback(async || not_found())
        .method_not_allowed_fallback(async || {
            Refusal::new(ErrorCode::MethodNotAllowed, "this path does not take this method")
                .into_response(MediaType::Json, None)
        })
        // From the inside out. CORS stands around the guard, so that a page can read our own errors too, and within
        // the rest, so that a preflight is a request like any other.
        .layer(from_fn_with_state(Arc::clone(&edge), around::guard::<B>))
        .layer(cors)
        .layer(from_fn_with_state(Arc::clone(&edge), around::around::<B>))
        .with_state(edge)
}

/// What is served on a developer's machine only.
fn development<S: Clone + Send + Sync + 'static>(settings: &HttpSettings) -> Router<S> {
    let mut routes = Router::new();
    if let Some(assets) = &settings.graphiql_assets {
        routes = routes.merge(graphiql::routes(assets.clone()));
    }
    if settings.live_page {
        routes = routes.merge(live_page::routes());
    }
    if let Some(jwks) = settings.jwks.clone() {
        let serve = async move |State(jwks): State<Arc<str>>| {
            ([(header::CONTENT_TYPE, "application/json")], Body::from(jwks.to_string()))
        };
        routes = routes.merge(Router::new().route("/.well-known/jwks.json", get(serve)).with_state(jwks));
    }
    routes
}

pub(crate) fn not_found() -> Response {
    Refusal::new(ErrorCode::RouteNotFound, "nothing is served at this path; GraphQL is at /graphql")
        .into_response(MediaType::Json, None)
}

/// Exact origins only, with credentials; a preflight is good for two hours, the most that browsers keep one.
fn cors(settings: &HttpSettings) -> CorsLayer {
    let origins = settings.allowed_origins.clone();
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(move |origin, _| origins.contains(origin)))
        .allow_credentials(true)
        .allow_methods([Method::GET, Method::POST, Method::PUT])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            X_REQUEST_ID,
            HeaderName::from_static("traceparent"),
            HeaderName::from_static("graphql-require-preflight"),
            HeaderName::from_static("apollo-require-preflight"),
        ])
        .expose_headers([X_REQUEST_ID, header::RETRY_AFTER])
        .max_age(Duration::from_secs(7_200))
}

/// A small JSON response of our own.
pub(crate) fn json(status: StatusCode, body: &serde_json::Value) -> Response {
    let mut response = (status, Body::from(body.to_string())).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
