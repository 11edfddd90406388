//! `/webhooks/clerk` and `/events`: what other systems send.
//!
//! | question | rule |
//! |---|---|
//! | method | POST |
//! | Clerk | `application/json`; 200, whether it is new or came before |
//! | events | CloudEvents in structured mode, `application/cloudevents+json`, one at a time; 202 for a new one, 200 for one that came before. In binary mode an event's attributes are headers, which no signature covers, and a batch has many sources: both are refused |
//! | a body | at most [`HttpSettings::max_body`](super::HttpSettings::max_body) |
//! | answered | once it is kept; what it does is done later |

use std::sync::Arc;

use axum::{extract::State, response::Response};
use http::{HeaderMap, Method, StatusCode, header};
use mime::Mime;

use super::{
    Backend, Refusal, RequestId, endpoint,
    media_type::{MediaType, is_json_body},
    router::{Edge, json},
};
use crate::{graphql::codes::ErrorCode, inbound::Receipt};

/// Which webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// Clerk's.
    Clerk,
    /// Other teams' events.
    Events,
}

pub(crate) async fn clerk<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    request: axum::extract::Request,
) -> Response {
    match take_in(&edge, Door::Clerk, request).await {
        Ok(receipt) => json(StatusCode::OK, &said(receipt)),
        Err(refusal) => refusal.into_response(MediaType::GraphqlResponse, Some(&id)),
    }
}

pub(crate) async fn event<B: Backend>(
    State(edge): State<Arc<Edge<B>>>,
    axum::Extension(id): axum::Extension<RequestId>,
    request: axum::extract::Request,
) -> Response {
    match take_in(&edge, Door::Events, request).await {
        Ok(Receipt::New) => json(StatusCode::ACCEPTED, &said(Receipt::New)),
        Ok(Receipt::Repeat) => json(StatusCode::OK, &said(Receipt::Repeat)),
        Err(refusal) => refusal.into_response(MediaType::GraphqlResponse, Some(&id)),
    }
}

fn said(receipt: Receipt) -> serde_json::Value {
    let status = match receipt {
        Receipt::New => "accepted",
        Receipt::Repeat => "repeat",
    };
    serde_json::json!({ "status": status })
}

async fn take_in<B: Backend>(
    edge: &Edge<B>,
    door: Door,
    request: axum::extract::Request,
) -> Result<Receipt, Refusal> {
    let (parts, body) = request.into_parts();
    edge.arrive(&parts)?;
    if parts.method != Method::POST {
        return Err(endpoint::method_not_allowed("webhooks are sent with POST", "POST"));
    }
    match door {
        Door::Clerk if is_json_body(&parts.headers) => {}
        Door::Clerk => {
            let message = "send the webhook as Content-Type: application/json, in UTF-8 and not compressed";
            return Err(Refusal::new(ErrorCode::UnsupportedMediaType, message));
        }
        Door::Events => check_mode(&parts.headers)?,
    }
    let body = endpoint::read(body, &edge.settings).await?;
    edge.backend.receive(door, &parts.headers, &body).await
}

fn check_mode(headers: &HeaderMap) -> Result<(), Refusal> {
    let refuse = |message| Err(Refusal::new(ErrorCode::UnsupportedMediaType, message));
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let media_type: Option<Mime> = media_type.and_then(|text| text.parse().ok());
    let essence = media_type.as_ref().map_or("", |media_type| media_type.essence_str());
    let utf8 = media_type
        .as_ref()
        .and_then(|media_type| media_type.get_param(mime::CHARSET))
        .is_none_or(|charset| charset == mime::UTF_8);
    if essence == "application/cloudevents-batch+json" {
        return refuse(
            "batches are not accepted: send each event by itself, as Content-Type: application/cloudevents+json",
        );
    }
    if headers.contains_key("ce-specversion") {
        return refuse(
            "binary mode is not accepted, since no signature covers its headers: send the event in structured mode, as Content-Type: application/cloudevents+json",
        );
    }
    if essence != "application/cloudevents+json" || !utf8 || headers.contains_key(header::CONTENT_ENCODING) {
        return refuse(
            "send one CloudEvent in structured mode, as Content-Type: application/cloudevents+json, in UTF-8 and not compressed",
        );
    }
    Ok(())
}
