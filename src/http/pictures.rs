//! `/media/{id}`: pictures of profiles.
//!
//! The address is as good as the picture: whoever was shown it may open it, for as long as nobody was shut out. So nothing
//! outside may keep it for long, and it says of itself what it is: bytes of our own encoding.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use uuid::Uuid;

use super::{Backend, Refusal, RequestId, endpoint, media_type::MediaType, router::Edge, router::not_found};
use crate::media::Picture;

/// How long a browser may keep a picture, in seconds: an address that was moved away from is dead by then.
const KEPT: &str = "private, max-age=60";

pub(crate) async fn picture<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    Path(name): Path<String>,
    request: axum::extract::Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let refuse = |refusal: Refusal| refusal.into_response(MediaType::GraphqlResponse, Some(&id));
    if let Err(refusal) = edge.arrive(&parts) {
        return refuse(refusal);
    }
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return refuse(endpoint::method_not_allowed("pictures are read with GET", "GET, HEAD"));
    }
    let Ok(name) = name.parse::<Uuid>() else { return not_found() };
    match edge.backend.picture(name).await {
        Ok(Some(picture)) => shown(picture),
        Ok(None) => not_found(),
        Err(refusal) => refuse(refusal),
    }
}

fn shown(Picture { content_type, bytes }: Picture) -> Response {
    let Ok(content_type) = HeaderValue::from_str(&content_type) else { return not_found() };
    let mut response = (StatusCode::OK, Body::from(bytes)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    // Pages of other origins show it.
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
    response
}
