//! `/profiles/{slug}.jsonld`, `/sitemap.xml`, `/sitemaps/{number}.xml` and `/robots.txt`: what crawlers ask for.
//!
//! Everybody is answered as the anonymous, so credentials aren't looked at. Nothing may be kept outside: what is hidden
//! later would live on there.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderValue, Method, StatusCode, header};

use super::{
    Backend, Refusal, RequestId, endpoint, media_type::MediaType, rate_limit::Client, router::Edge,
    router::not_found,
};
use crate::{
    documents::{PublicAnswer, PublicFile},
    graphql::cost::{MAX_COST, PROFILE},
};

pub(crate) async fn json_ld<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    Path(name): Path<String>,
    request: axum::extract::Request,
) -> Response {
    let file = name.strip_suffix(".jsonld").map(|slug| PublicFile::JsonLd(slug.to_owned()));
    serve(&edge, &id, file, request).await
}

pub(crate) async fn sitemap<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    Path(name): Path<String>,
    request: axum::extract::Request,
) -> Response {
    // One spelling of each number.
    let digits = name.strip_suffix(".xml").filter(|digits| {
        !digits.starts_with('0') && digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit())
    });
    let number = digits.and_then(|digits| digits.parse().ok());
    serve(&edge, &id, number.map(PublicFile::Sitemap), request).await
}

pub(crate) async fn sitemap_index<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    request: axum::extract::Request,
) -> Response {
    serve(&edge, &id, Some(PublicFile::SitemapIndex), request).await
}

pub(crate) async fn robots<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    request: axum::extract::Request,
) -> Response {
    serve(&edge, &id, Some(PublicFile::Robots), request).await
}

async fn serve<B: Backend>(
    edge: &Edge<B>,
    id: &RequestId,
    file: Option<PublicFile>,
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let refuse = |refusal: Refusal| refusal.into_response(MediaType::GraphqlResponse, Some(id));
    let address = match edge.arrive(&parts) {
        Ok(address) => address,
        Err(refusal) => return refuse(refusal),
    };
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return refuse(endpoint::method_not_allowed("this is read with GET", "GET, HEAD"));
    }
    let Some(file) = file else { return not_found() };
    if let Err(limited) = edge.limiter.charge(Client { address, user: None }, cost(&file)) {
        return refuse(limited.into());
    }
    match edge.backend.public_file(file).await {
        Ok(Some(PublicAnswer::Text { content_type, text, tags })) => {
            let mut response = (StatusCode::OK, Body::from(text)).into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            tagged(not_kept(response), &tags)
        }
        Ok(Some(PublicAnswer::Moved { slug, tags })) => {
            let Ok(location) = HeaderValue::from_str(&format!("/profiles/{slug}.jsonld")) else {
                return not_found();
            };
            let mut response = StatusCode::MOVED_PERMANENTLY.into_response();
            response.headers_mut().insert(header::LOCATION, location);
            tagged(not_kept(response), &tags)
        }
        Ok(None) => not_found(),
        Err(refusal) => refuse(refusal),
    }
}

/// What a profile's file costs: what a page does.
const PROFILE_FILE: usize = 50 * PROFILE;
/// What a sitemap costs, which reads ten thousand rows: more than any operation may.
const SITEMAP: usize = 2 * MAX_COST;

/// What a file costs its address, as an operation does.
const fn cost(file: &PublicFile) -> usize {
    match file {
        PublicFile::JsonLd(_) => PROFILE_FILE,
        PublicFile::SitemapIndex | PublicFile::Sitemap(_) => SITEMAP,
        PublicFile::Robots => 0,
    }
}

/// By what whoever keeps it nevertheless finds it again when it is to go: several with commas between them, as some CDNs take
/// them, and with spaces, as others do.
fn tagged(mut response: Response, tags: &[String]) -> Response {
    for (name, between) in [("cache-tag", ","), ("surrogate-key", " ")] {
        if let Ok(value) = HeaderValue::from_str(&tags.join(between))
            && !value.is_empty()
        {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

fn not_kept(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
