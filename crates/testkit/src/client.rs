//! Asking the server, and what it answers.

use http::{HeaderMap, StatusCode, header};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{app::TestApp, member::Member};
use folio::demo::Persona;

/// Who can sign in.
pub trait SignIn {
    /// Clerk's id of them.
    fn clerk_id(&self) -> String;
}

impl SignIn for Persona {
    fn clerk_id(&self) -> String {
        (*self).clerk_id().to_owned()
    }
}

impl SignIn for &Member {
    fn clerk_id(&self) -> String {
        self.clerk_id.clone()
    }
}

/// Somebody whom the server has never seen.
#[derive(Debug, Clone)]
pub struct Stranger(String);

/// Somebody whom the server has never seen; the same person for as long as the value is cloned.
#[must_use]
pub fn somebody_new() -> Stranger {
    Stranger(format!("user_{}", Uuid::new_v4().simple()))
}

impl SignIn for Stranger {
    fn clerk_id(&self) -> String {
        self.0.clone()
    }
}

impl SignIn for &Stranger {
    fn clerk_id(&self) -> String {
        self.0.clone()
    }
}

/// Somebody at the server's door.
#[derive(Clone)]
pub struct Visitor<'a> {
    app: &'a TestApp,
    token: Option<String>,
}

impl<'a> Visitor<'a> {
    pub(crate) fn new(app: &'a TestApp, token: Option<String>) -> Self {
        Self { app, token }
    }

    pub(crate) fn app(&self) -> &'a TestApp {
        self.app
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Runs a document.
    pub async fn query(&self, document: &str) -> Reply {
        self.query_with(document, json!({})).await
    }

    /// Runs a document with variables.
    pub async fn query_with(&self, document: &str, variables: Value) -> Reply {
        self.post(&json!({ "query": document, "variables": variables })).await
    }

    /// Posts a GraphQL request as it is.
    pub async fn post(&self, request: &Value) -> Reply {
        let body = request.to_string();
        Reply::of(
            self.request("POST", "/graphql").header(header::CONTENT_TYPE, "application/json").body(body),
        )
        .await
    }

    /// A request of any kind, with the visitor's credentials; give it to [`Reply::of`].
    pub fn request(&self, method: &str, path: &str) -> RequestBuilder {
        let method = method.parse().expect("a method");
        let request = self
            .app
            .http
            .request(method, self.app.url(path))
            .header(header::ACCEPT, "application/graphql-response+json");
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }
}

/// An answer, as it came.
#[derive(Debug, Clone)]
pub struct Reply {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, byte by byte.
    pub bytes: Vec<u8>,
    json: Value,
}

impl Reply {
    /// Sends a request and reads all of its answer.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("the server answers");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = response.bytes().await.expect("the answer is complete").to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Self { status, headers, bytes, json }
    }

    /// The data of an operation without errors.
    #[track_caller]
    #[must_use]
    pub fn data(&self) -> &Value {
        assert!(self.errors().is_empty(), "errors were not expected: {}", self.text());
        self.json.get("data").unwrap_or_else(|| panic!("there is no data: {}", self.text()))
    }

    /// The data beside errors; null where there is none.
    #[must_use]
    pub fn partial_data(&self) -> &Value {
        &self.json["data"]
    }

    /// The errors.
    #[must_use]
    pub fn errors(&self) -> &[Value] {
        self.json["errors"].as_array().map_or(&[], Vec::as_slice)
    }

    /// The code of the first error.
    #[track_caller]
    #[must_use]
    pub fn code(&self) -> &str {
        self.errors()
            .first()
            .and_then(|error| error["extensions"]["code"].as_str())
            .unwrap_or_else(|| panic!("an error with a code was expected: {}", self.text()))
    }

    /// The whole answer as JSON; null if it isn't.
    #[must_use]
    pub fn json(&self) -> &Value {
        &self.json
    }

    /// The body as text.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}
