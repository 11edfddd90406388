//! `/media/{address}`: pictures of profiles, and files of items; `/media/uploads/{pass}`: what owners put.
//!
//! The address of an avatar or a cover is as good as the picture: whoever was shown it may open it, for as long as nobody was
//! shut out. The address of an item's file opens it for whoever it was given to, for as long as they may see it: that is
//! decided each time. What isn't to be shown is answered as what isn't there.
//!
//! Nothing outside may keep a picture for long, a file of everybody's not without asking, and one of somebody's not at all. Each says of itself what it is, and what a
//! browser may do with it is nothing but show it; a document isn't even shown.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::{HeaderName, HeaderValue, Method, StatusCode, header};
use uuid::Uuid;

use super::{Backend, Refusal, RequestId, endpoint, media_type::MediaType, router::Edge, router::not_found};
use crate::media::{Opened, Picture};

/// How long a browser may keep a picture, in seconds: an address that was moved away from is dead by then.
const KEPT: &str = "private, max-age=60";
/// A browser may keep a file that everybody may see, and asks each time whether it may show it.
const ASKED: &str = "private, no-cache";
/// What was given out to somebody who is signed in stays on no machine.
const NOT_KEPT: &str = "no-store";
/// For search engines: a switch of the profile's says whether they list it, and a file is a part of it.
const UNLISTED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
/// Whatever is in a file, it runs nothing and loads nothing.
const SANDBOX: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// The file of an item, as it is shown.
#[derive(Debug)]
pub struct ItemFile {
    /// What it is: a picture of our own making, or a document as it was put.
    pub content_type: String,
    /// What it is called, as far as whoever asks may know.
    pub filename: Option<String>,
    /// Tells this file from another.
    pub tag: String,
    /// The file; `None` if whoever asks has it.
    pub file: Option<Opened>,
    /// Whether it was given out to somebody who is signed in: nobody may keep it then.
    pub personal: bool,
    /// Whether search engines may list it, as they may the page that it is on.
    pub indexable: bool,
}

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
    let Ok(address) = name.parse::<Uuid>() else {
        let known = parts.headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
        return match edge.backend.file(&name, known).await {
            Ok(Some(file)) => of_item(file),
            Ok(None) => not_found(),
            Err(refusal) => refuse(refusal),
        };
    };
    match edge.backend.picture(address).await {
        Ok(Some(picture)) => shown(picture),
        Ok(None) => not_found(),
        Err(refusal) => refuse(refusal),
    }
}

pub(crate) async fn upload<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    Path(pass): Path<String>,
    request: axum::extract::Request,
) -> Response {
    let (parts, body) = request.into_parts();
    let refuse = |refusal: Refusal| refusal.into_response(MediaType::GraphqlResponse, Some(&id));
    if let Err(refusal) = edge.arrive(&parts) {
        return refuse(refusal);
    }
    if parts.method != Method::PUT {
        return refuse(endpoint::method_not_allowed("uploads are put with PUT", "PUT"));
    }
    match edge.backend.put_upload(&pass, &parts.headers, body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refusal) => refuse(refusal),
    }
}

fn shown(Picture { content_type, file }: Picture) -> Response {
    let Ok(content_type) = HeaderValue::from_str(&content_type) else { return not_found() };
    let mut response = whole(file);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(KEPT));
    // It shows on its page; its address moves, and is nothing to find it by.
    headers.insert(UNLISTED.0, UNLISTED.1);
    // Pages of other origins show it.
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
    response
}

fn whole(Opened { size, body }: Opened) -> Response {
    let mut response = (StatusCode::OK, body).into_response();
    response.headers_mut().insert(header::CONTENT_LENGTH, size.into());
    response
}

fn of_item(item: ItemFile) -> Response {
    let ItemFile { content_type, filename, tag, file, personal, indexable } = item;
    let is_picture = content_type.starts_with("image/");
    let disposition = disposition(is_picture, &content_type, filename.as_deref());
    let [Ok(content_type), Ok(tag), Ok(disposition)] =
        [content_type, format!("\"{tag}\""), disposition].map(|value| HeaderValue::from_str(&value))
    else {
        return not_found();
    };
    let mut response = match file {
        Some(file) => whole(file),
        None => StatusCode::NOT_MODIFIED.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, content_type);
    if !indexable {
        headers.insert(UNLISTED.0, UNLISTED.1);
    }
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    if personal {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(NOT_KEPT));
    } else {
        headers.insert(header::ETAG, tag);
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(ASKED));
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    headers.insert(policy, HeaderValue::from_static("cross-origin"));
    response
}

/// How a file is saved (RFC 6266). A picture that was made anew may have another ending than the one that its owner gave it.
fn disposition(is_picture: bool, content_type: &str, filename: Option<&str>) -> String {
    let ending = match content_type {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        _ => "pdf",
    };
    let way = if is_picture { "inline" } else { "attachment" };
    let stem = filename.map_or("file", |name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let name = format!("{stem}.{ending}");
    // All but what RFC 8187 calls attr-char.
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
    let encoded: String = name
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("{way}; filename=\"file.{ending}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_nothing_but_a_name() {
        let hostile = "a\"; x=y\r\nSet-Cookie: a=b\u{202e}é.exe";
        let header = disposition(false, "application/pdf", Some(hostile));
        assert_eq!(
            header,
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''\
             a%22%3B%20x%3Dy%0D%0ASet-Cookie%3A%20a%3Db%E2%80%AE%C3%A9.pdf"
        );
        assert!(HeaderValue::from_str(&header).is_ok());
        let header = disposition(true, "image/jpeg", None);
        assert_eq!(header, "inline; filename=\"file.jpg\"; filename*=UTF-8''file.jpg");
    }
}
