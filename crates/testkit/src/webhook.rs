//! Sending what other systems send.

use chrono::{DateTime, Utc};
use folio::inbound::{DEV_SECRET, Doors};
use serde_json::Value;
use standardwebhooks::Webhook;
use uuid::Uuid;

use crate::{app::TestApp, client::Reply};

/// What both webhooks of a test's server are signed with.
pub const SECRET: &str = DEV_SECRET;

/// The source whose events a test's server takes in.
pub const EVENT_SOURCE: &str = "https://courses.example";

pub(crate) fn doors() -> Doors {
    Doors::read(Some(SECRET), &format!("{EVENT_SOURCE}={SECRET}")).expect("the keys are ones")
}

/// A delivery to be, good unless said otherwise.
#[derive(Debug, Clone)]
pub struct Delivery {
    path: &'static str,
    content_type: &'static str,
    id: String,
    at: DateTime<Utc>,
    secret: String,
    body: String,
    /// In place of the signature over the body; empty for none.
    signature: Option<String>,
    headers: Vec<(String, String)>,
}

impl Delivery {
    /// A webhook of Clerk's.
    #[must_use]
    pub fn clerk(event: &Value) -> Self {
        Self::new("/webhooks/clerk", "application/json", event.to_string())
    }

    /// An event of another team's.
    #[must_use]
    pub fn event(event: &Value) -> Self {
        Self::new("/events", "application/cloudevents+json", event.to_string())
    }

    fn new(path: &'static str, content_type: &'static str, body: String) -> Self {
        Self {
            path,
            content_type,
            id: format!("msg_{}", Uuid::new_v4().simple()),
            at: Utc::now(),
            secret: SECRET.to_owned(),
            body,
            signature: None,
            headers: Vec::new(),
        }
    }

    /// With this id.
    #[must_use]
    pub fn id(mut self, id: &str) -> Self {
        id.clone_into(&mut self.id);
        self
    }

    /// Signed at this time.
    #[must_use]
    pub fn at(mut self, at: DateTime<Utc>) -> Self {
        self.at = at;
        self
    }

    /// Signed with this key.
    #[must_use]
    pub fn secret(mut self, secret: &str) -> Self {
        secret.clone_into(&mut self.secret);
        self
    }

    /// With this in place of its signature; without one, if it is empty.
    #[must_use]
    pub fn signature(mut self, signature: &str) -> Self {
        self.signature = Some(signature.to_owned());
        self
    }

    /// With this content type.
    #[must_use]
    pub fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = content_type;
        self
    }

    /// With this text for a body, signed as it is.
    #[must_use]
    pub fn body(mut self, body: impl Into<String>) -> Self {
        self.body = body.into();
        self
    }

    /// With this header as well.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends it.
    pub async fn send(&self, app: &TestApp) -> Reply {
        let seconds = self.at.timestamp();
        let key = Webhook::new(&self.secret).expect("a key");
        let signed = || key.sign(&self.id, seconds, self.body.as_bytes()).expect("it signs");
        let signature = self.signature.clone().unwrap_or_else(signed);
        let family = if self.path == "/events" { "webhook" } else { "svix" };
        let mut request = app
            .http
            .post(app.url(self.path))
            .header("content-type", self.content_type)
            .header(format!("{family}-id"), &self.id)
            .header(format!("{family}-timestamp"), seconds);
        if !signature.is_empty() {
            request = request.header(format!("{family}-signature"), signature);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        Reply::of(request.body(self.body.clone())).await
    }
}
