//! GitHub's REST API, as far as public repositories are listed there.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use chrono::Utc;
use futures_util::{FutureExt, future::BoxFuture};
use http::header::{ACCEPT, AUTHORIZATION, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, redirect};
use serde_json::Value;
use tokio::sync::Semaphore;
use url::Url;

use super::{Listed, Login, NotListed, Repositories, Repository};

/// Where the API is.
pub const API_URL: &str = "https://api.github.com";

/// The most repositories in one answer.
const PAGE: usize = 100;
/// The most answers that are asked for.
const MAX_PAGES: usize = 3;
/// The most repositories that are looked at.
pub const MAX_REPOSITORIES: usize = PAGE * MAX_PAGES;
/// The largest answer that is read, in bytes: a hundred repositories are some hundred KiB.
const MAX_BYTES: usize = 4 << 20;
/// The most accounts that are asked about at once.
const AT_ONCE: usize = 4;
/// What is said of the sender, which GitHub asks for.
const USER_AGENT: &str = concat!("folio/", env!("CARGO_PKG_VERSION"));
/// How long is waited if GitHub doesn't say for how long.
const PAUSE: Duration = Duration::from_secs(60);
/// The longest that is waited because GitHub says so.
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);

/// How long is waited for what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    /// A turn.
    pub turn: Duration,
    /// One answer.
    pub answer: Duration,
    /// All of them: somebody waits for it.
    pub whole: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Self { turn: Duration::from_secs(2), answer: Duration::from_secs(5), whole: Duration::from_secs(8) }
    }
}

/// Why the API can't be asked with these settings. Quotes none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// The address.
    #[error(
        "FOLIO_GITHUB_URL: expected https:// and an address, or http:// of this machine, as https://api.github.com"
    )]
    Url,
    /// The token.
    #[error("FOLIO_GITHUB_TOKEN: expected one line of visible ASCII characters")]
    Token,
    /// TLS.
    #[error("TLS can't start: check the system's certificate store")]
    Tls,
}

/// A client of it.
pub struct Api {
    client: Client,
    base: Url,
    bearer: Option<HeaderValue>,
    timing: Timing,
    turns: Semaphore,
    /// Until when GitHub takes no more questions: it isn't asked before.
    limited: Mutex<Option<Instant>>,
}

impl Api {
    /// A client of the API at this address; https, or http on this machine. A token raises the number of questions that GitHub
    /// takes in an hour, and shows nothing more here.
    ///
    /// # Errors
    /// When that can't work.
    pub fn new(base: &str, token: Option<&str>, timing: Timing) -> Result<Self, SetupError> {
        let base = Url::parse(base).map_err(|_| SetupError::Url)?;
        let local = matches!(base.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        if base.cannot_be_a_base() || (base.scheme() != "https" && !(base.scheme() == "http" && local)) {
            return Err(SetupError::Url);
        }
        let bearer = token.map(|token| {
            let mut bearer =
                HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| SetupError::Token)?;
            bearer.set_sensitive(true);
            Ok(bearer)
        });
        let client = Client::builder()
            .timeout(timing.answer)
            .user_agent(USER_AGENT)
            // The token goes nowhere else.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|_| SetupError::Tls)?;
        let (turns, limited) = (Semaphore::new(AT_ONCE), Mutex::new(None));
        Ok(Self { client, base, bearer: bearer.transpose()?, timing, turns, limited })
    }

    async fn list(&self, login: &Login) -> Result<Listed, NotListed> {
        let mut listed = Listed::default();
        for page in 1..=MAX_PAGES {
            let entries = self.page(login, page).await?;
            let full = entries.len() >= PAGE;
            for entry in entries {
                match serde_json::from_value::<Repository>(entry) {
                    Ok(repository) => listed.repositories.push(repository),
                    Err(_) => listed.unreadable += 1,
                }
            }
            listed.more = full;
            if !full {
                break;
            }
        }
        Ok(listed)
    }

    async fn page(&self, login: &Login, page: usize) -> Result<Vec<Value>, NotListed> {
        let mut url = self.base.clone();
        url.path_segments_mut().map_err(|()| NotListed::Failed)?.pop_if_empty().extend([
            "users",
            login.as_str(),
            "repos",
        ]);
        let (per_page, page) = (PAGE.to_string(), page.to_string());
        let query = [
            ("type", "owner"),
            ("sort", "pushed"),
            ("direction", "desc"),
            ("per_page", &per_page),
            ("page", &page),
        ];
        url.query_pairs_mut().extend_pairs(query);
        let mut request = self
            .client
            .get(url)
            .header(ACCEPT, "application/vnd.github+json")
            .header("x-github-api-version", "2022-11-28");
        if let Some(bearer) = &self.bearer {
            request = request.header(AUTHORIZATION, bearer.clone());
        }
        let response = request.send().await.map_err(|_| NotListed::Failed)?;
        match response.status() {
            StatusCode::OK => read(response).await,
            StatusCode::NOT_FOUND => Err(NotListed::Unknown),
            StatusCode::TOO_MANY_REQUESTS => Err(self.pause(&response)),
            StatusCode::FORBIDDEN if is_limit(&response) => Err(self.pause(&response)),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(NotListed::Refused),
            _ => Err(NotListed::Failed),
        }
    }

    /// Asks no more until GitHub takes questions again.
    fn pause(&self, response: &Response) -> NotListed {
        let pause = said(response).unwrap_or(PAUSE).clamp(Duration::from_secs(1), LONGEST_PAUSE);
        *self.limited.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now() + pause);
        NotListed::Limited(pause.as_secs())
    }

    fn is_limited(&self) -> Option<NotListed> {
        let until = (*self.limited.lock().unwrap_or_else(PoisonError::into_inner))?;
        let left = until.checked_duration_since(Instant::now())?;
        Some(NotListed::Limited(left.as_secs().max(1)))
    }
}

impl Repositories for Api {
    fn of<'a>(&'a self, login: &'a Login) -> BoxFuture<'a, Result<Listed, NotListed>> {
        async move {
            let turn = tokio::time::timeout(self.timing.turn, self.turns.acquire()).await;
            let _turn = turn.map_err(|_| NotListed::Busy)?.map_err(|_| NotListed::Failed)?;
            if let Some(limited) = self.is_limited() {
                return Err(limited);
            }
            let listed = tokio::time::timeout(self.timing.whole, self.list(login)).await;
            listed.map_err(|_| NotListed::Failed)?
        }
        .boxed()
    }
}

/// Whether a refusal is about how much was asked.
fn is_limit(response: &Response) -> bool {
    let headers = response.headers();
    headers.contains_key(RETRY_AFTER)
        || headers.get("x-ratelimit-remaining").is_some_and(|left| left.as_bytes() == b"0")
}

/// How long GitHub asks to wait: by seconds, or until a time.
fn said(response: &Response) -> Option<Duration> {
    let number = |name: &str| response.headers().get(name)?.to_str().ok()?.parse::<u64>().ok();
    if let Some(seconds) = number(RETRY_AFTER.as_str()) {
        return Some(Duration::from_secs(seconds));
    }
    let reset = number("x-ratelimit-reset")?;
    let now = u64::try_from(Utc::now().timestamp()).ok()?;
    Some(Duration::from_secs(reset.saturating_sub(now)))
}

async fn read(mut response: Response) -> Result<Vec<Value>, NotListed> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|_| NotListed::Failed)? {
        if bytes.len() + chunk.len() > MAX_BYTES {
            return Err(NotListed::Failed);
        }
        bytes.extend_from_slice(&chunk);
    }
    serde_json::from_slice(&bytes).map_err(|_| NotListed::Failed)
}

impl std::fmt::Debug for Api {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Api")
    }
}
