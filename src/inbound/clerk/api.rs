//! Clerk's Backend API, as far as people are listed there.

use std::{collections::HashSet, time::Duration};

use http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, redirect};
use serde_json::Value;
use url::Url;

use super::payload::User;

/// Where Clerk's Backend API is.
pub const API_URL: &str = "https://api.clerk.com/v1";

/// People in one answer, and ids in one question.
pub const PAGE: usize = 100;

/// The longest that one request may take.
const TIMEOUT: Duration = Duration::from_secs(15);
/// How often a request is sent before it is given up.
const TRIES: u32 = 5;
/// Before the second try; it doubles with each.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
/// The longest that is waited because Clerk says so.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// A page of people with all that Clerk knows of them is far below this.
const MAX_BYTES: usize = 32 << 20;

/// A client of it. Cheap to clone.
#[derive(Clone)]
pub struct Api {
    client: Client,
    base: Url,
    bearer: HeaderValue,
}

/// An answer of Clerk's, as far as it can be read.
pub struct Listed {
    /// How many objects it has.
    pub count: usize,
    /// The id of each that has one, be the rest as it may: they are at Clerk.
    pub ids: HashSet<String>,
    /// Those that are users.
    pub users: Vec<User>,
}

impl Listed {
    fn of(objects: Vec<Value>) -> Self {
        let id = |object: &Value| object.get("id").and_then(Value::as_str).map(ToOwned::to_owned);
        let (count, ids) = (objects.len(), objects.iter().filter_map(id).collect());
        let users = objects.into_iter().filter_map(|object| serde_json::from_value(object).ok()).collect();
        Self { count, ids, users }
    }
}

/// Why Clerk couldn't be asked. Holds nothing of an answer.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The address or the key can't be used.
    #[error("{0}")]
    Setup(&'static str),
    /// Clerk refuses the key.
    #[error("Clerk refuses CLERK_SECRET_KEY")]
    Forbidden,
    /// Clerk can't be reached, or doesn't answer as it should, however often it is asked.
    #[error("Clerk's API can't be asked: {0}")]
    Failed(String),
}

impl Api {
    /// A client of the API at this address; https, or http on this machine.
    ///
    /// # Errors
    /// When that can't work.
    pub fn new(base: &str, secret_key: &str) -> Result<Self, ApiError> {
        let base = Url::parse(base).map_err(|_| ApiError::Setup("CLERK_API_URL is not a URL"))?;
        let local = matches!(base.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if base.scheme() != "https" && !local {
            return Err(ApiError::Setup("CLERK_API_URL must be an https:// address"));
        }
        let mut bearer = HeaderValue::try_from(format!("Bearer {secret_key}"))
            .map_err(|_| ApiError::Setup("CLERK_SECRET_KEY must be one line of visible ASCII characters"))?;
        bearer.set_sensitive(true);
        let client = Client::builder()
            .timeout(TIMEOUT)
            // The key goes nowhere else.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|_| ApiError::Setup("TLS can't start: check the system's certificate store"))?;
        Ok(Self { client, base, bearer })
    }

    /// A page of everybody, oldest first.
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn page(&self, offset: usize) -> Result<Listed, ApiError> {
        let (limit, offset) = (PAGE.to_string(), offset.to_string());
        self.users(&[("limit", &limit), ("offset", &offset), ("order_by", "+created_at")]).await
    }

    /// Those of these people who are at Clerk; at most [`PAGE`].
    ///
    /// # Errors
    /// See [`ApiError`].
    pub async fn those(&self, ids: &[String]) -> Result<Listed, ApiError> {
        let limit = PAGE.to_string();
        let mut query = vec![("limit", limit.as_str())];
        query.extend(ids.iter().map(|id| ("user_id", id.as_str())));
        self.users(&query).await
    }

    async fn users(&self, query: &[(&str, &str)]) -> Result<Listed, ApiError> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| ApiError::Setup("CLERK_API_URL is not a URL"))?
            .pop_if_empty()
            .push("users");
        url.query_pairs_mut().extend_pairs(query);
        let mut pause = FIRST_PAUSE;
        let mut last = String::new();
        for _ in 0..TRIES {
            match self.client.get(url.clone()).header(AUTHORIZATION, self.bearer.clone()).send().await {
                Ok(response) => match response.status() {
                    StatusCode::OK => return read(response).await,
                    StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => return Err(ApiError::Forbidden),
                    status if status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error() => {
                        pause = said(&response).unwrap_or(pause).clamp(FIRST_PAUSE, LONGEST_PAUSE);
                        last = format!("status {}", status.as_u16());
                    }
                    status => return Err(ApiError::Failed(format!("status {}", status.as_u16()))),
                },
                Err(error) => last = error.without_url().to_string(),
            }
            tokio::time::sleep(pause).await;
            pause *= 2;
        }
        Err(ApiError::Failed(last))
    }
}

/// How long Clerk asks to wait.
fn said(response: &Response) -> Option<Duration> {
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}

async fn read(mut response: Response) -> Result<Listed, ApiError> {
    let broken = || ApiError::Failed("an answer can't be read as a list of users".to_owned());
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| broken())? {
        if bytes.len() + chunk.len() > MAX_BYTES {
            return Err(broken());
        }
        bytes.extend_from_slice(&chunk);
    }
    let objects: Vec<Value> = serde_json::from_slice(&bytes).map_err(|_| broken())?;
    Ok(Listed::of(objects))
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api")
    }
}
