//! The extractor that asks a model: any endpoint that speaks OpenAI's chat completions with `response_format: json_schema`.
//!
//! A model says what it found and quotes the words; where they stand is looked up here, and what doesn't stand in the text
//! is dropped. What needs no reading (lists, dates) is not asked.
//!
//! Nothing of a text or of an answer is logged, and only this leaves the house: the headline, and of work the title, the
//! company, the description, the highlights and the skills; of these what [`Text::may_leave`], so nothing without its owner's
//! consent, and nothing that nobody else sees. No name, no address, no id. What stays here is read by the patterns.
//!
//! [`Text::may_leave`]: folio_db::extraction::Text::may_leave

mod answer;
mod question;

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use futures_util::{FutureExt, future::BoxFuture};
use http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, redirect};
use url::Url;

use super::{
    choice::BUSY,
    extractor::{Candidate, ExtractError, Extractor, ExtractorId, Task},
    patterns,
};

/// The longest that is waited because the endpoint says so.
const LONGEST_PAUSE: Duration = Duration::from_secs(3_600);
/// The largest answer that is read, in bytes: some thousand facets.
const MAX_BYTES: usize = 1 << 20;

/// Where the model is, and how it is asked.
#[derive(Clone)]
pub struct ModelSettings {
    /// The address before `/chat/completions`: `https://api.openai.com/v1`.
    pub url: String,
    /// Sent as a bearer token; none for an endpoint that asks for none.
    pub api_key: Option<String>,
    /// The model's name.
    pub model: String,
    /// The longest that one question may take.
    pub timeout: Duration,
    /// The longest answer, in tokens.
    pub output_tokens: u32,
    /// How that is said.
    pub token_limit: TokenLimit,
}

/// By which name an endpoint takes the length of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TokenLimit {
    /// `max_tokens`, which most take.
    #[default]
    MaxTokens,
    /// `max_completion_tokens`, without which OpenAI's reasoning models refuse.
    MaxCompletionTokens,
}

impl TokenLimit {
    /// The name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::MaxTokens => "max_tokens",
            Self::MaxCompletionTokens => "max_completion_tokens",
        }
    }

    /// What has this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        [Self::MaxTokens, Self::MaxCompletionTokens].into_iter().find(|limit| limit.name() == name)
    }
}

/// Says nothing of the key.
impl std::fmt::Debug for ModelSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ModelSettings").field("model", &self.model).finish_non_exhaustive()
    }
}

/// Why a model can't be asked with these settings. Quotes none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAModel {
    /// The address.
    #[error(
        "FOLIO_EXTRACTOR_URL: expected https:// and an address, or http:// of this machine, as https://api.openai.com/v1"
    )]
    Url,
    /// The key.
    #[error("FOLIO_EXTRACTOR_API_KEY: expected one line of visible ASCII characters")]
    Key,
    /// The name.
    #[error("FOLIO_EXTRACTOR_MODEL: expected the name of a model, of at most 80 characters")]
    Name,
    /// TLS.
    #[error("TLS can't start: check the system's certificate store")]
    Tls,
}

/// See the module.
#[derive(Debug)]
pub struct Model {
    client: Client,
    url: Url,
    bearer: Option<HeaderValue>,
    model: String,
    output_tokens: (TokenLimit, u32),
}

impl Model {
    /// A model to ask.
    ///
    /// # Errors
    /// When that can't work.
    pub fn new(settings: &ModelSettings) -> Result<Self, NotAModel> {
        let mut url = Url::parse(&settings.url).map_err(|_| NotAModel::Url)?;
        let local = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        let scheme = url.scheme() == "https" || (url.scheme() == "http" && local);
        if !scheme || !url.username().is_empty() || url.password().is_some() {
            return Err(NotAModel::Url);
        }
        url.path_segments_mut().map_err(|()| NotAModel::Url)?.pop_if_empty().push("chat").push("completions");
        let bearer = settings.api_key.as_ref().map(|key| {
            let mut bearer = HeaderValue::try_from(format!("Bearer {key}")).map_err(|_| NotAModel::Key)?;
            bearer.set_sensitive(true);
            Ok(bearer)
        });
        let name = settings.model.trim();
        if name.is_empty() || name.chars().count() > 80 || name.chars().any(char::is_control) {
            return Err(NotAModel::Name);
        }
        let client = Client::builder()
            .timeout(settings.timeout)
            // Neither the key nor a text goes anywhere else.
            .redirect(redirect::Policy::none())
            .build()
            .map_err(|_| NotAModel::Tls)?;
        Ok(Self {
            client,
            url,
            bearer: bearer.transpose()?,
            model: name.to_owned(),
            output_tokens: (settings.token_limit, settings.output_tokens),
        })
    }

    async fn ask(&self, task: &Task) -> Result<Vec<Candidate>, ExtractError> {
        let question = question::body(task, &self.model, self.output_tokens);
        let mut request = self.client.post(self.url.clone()).json(&question);
        if let Some(bearer) = &self.bearer {
            request = request.header(AUTHORIZATION, bearer.clone());
        }
        let response = request.send().await.map_err(|error| unreached(&error))?;
        match response.status() {
            StatusCode::OK => {}
            StatusCode::TOO_MANY_REQUESTS => return Err(later(BUSY, &response)),
            status if status.is_server_error() => return Err(later("MODEL_UNAVAILABLE", &response)),
            // A key, a bill or an address that is put right later.
            StatusCode::UNAUTHORIZED
            | StatusCode::PAYMENT_REQUIRED
            | StatusCode::FORBIDDEN
            | StatusCode::NOT_FOUND => {
                return Err(ExtractError::Retry("MODEL_REFUSES_US"));
            }
            StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT | StatusCode::TOO_EARLY => {
                return Err(later("MODEL_UNAVAILABLE", &response));
            }
            _ => return Err(ExtractError::Hopeless("MODEL_REFUSES_THIS")),
        }
        let bytes = read(response).await?;
        let mut found = answer::candidates(task, &bytes)?;
        let mut here = patterns::stated(task, &found);
        here.extend(patterns::unsent(task));
        found.extend(here.into_iter().map(|found| Candidate { by_patterns: true, ..found }));
        Ok(found)
    }
}

impl Extractor for Model {
    fn id(&self) -> ExtractorId {
        ExtractorId { name: "model".to_owned(), version: format!("{}/{}", self.model, question::VERSION) }
    }

    fn extract<'a>(&'a self, task: &'a Task) -> BoxFuture<'a, Result<Vec<Candidate>, ExtractError>> {
        async move {
            let began = Instant::now();
            let found = self.ask(task).await;
            metrics::histogram!("folio_extractor_call_duration_seconds")
                .record(began.elapsed().as_secs_f64());
            let outcome = match &found {
                Ok(_) => "ok",
                Err(error) => error.code(),
            };
            metrics::counter!("folio_extractor_calls_total", "outcome" => outcome).increment(1);
            found
        }
        .boxed()
    }
}

fn unreached(error: &reqwest::Error) -> ExtractError {
    ExtractError::Retry(if error.is_timeout() { "MODEL_TIMED_OUT" } else { "MODEL_UNREACHABLE" })
}

/// Another attempt, not before the endpoint says: in seconds, or by a date.
fn later(code: &'static str, response: &Response) -> ExtractError {
    let said = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    match said.and_then(|said| pause(said, Utc::now())) {
        Some(pause) => ExtractError::RetryAfter(code, pause.min(LONGEST_PAUSE)),
        None => ExtractError::Retry(code),
    }
}

fn pause(said: &str, now: DateTime<Utc>) -> Option<Duration> {
    if let Ok(seconds) = said.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = DateTime::parse_from_rfc2822(said.trim()).ok()?;
    (date.to_utc() - now).to_std().ok()
}

async fn read(mut response: Response) -> Result<Vec<u8>, ExtractError> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| unreached(&error))? {
        if bytes.len() + chunk.len() > MAX_BYTES {
            return Err(ExtractError::Hopeless("MODEL_ANSWER_TOO_LARGE"));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> ModelSettings {
        ModelSettings {
            url: "https://models.example/v1".to_owned(),
            api_key: Some("secret".to_owned()),
            model: "small".to_owned(),
            timeout: Duration::from_secs(1),
            output_tokens: 100,
            token_limit: TokenLimit::default(),
        }
    }

    #[test]
    fn settings_that_can_not_work_are_named_and_none_is_quoted() {
        let model = Model::new(&settings()).expect("they work");
        assert_eq!(model.url.as_str(), "https://models.example/v1/chat/completions");
        assert!(!format!("{model:?}{:?}", settings()).contains("secret"));
        let with = |change: fn(&mut ModelSettings)| {
            let mut settings = settings();
            change(&mut settings);
            Model::new(&settings).err()
        };
        assert_eq!(with(|s| s.url = "http://models.example/v1".to_owned()), Some(NotAModel::Url));
        assert_eq!(with(|s| s.url = "https://a:b@models.example".to_owned()), Some(NotAModel::Url));
        assert_eq!(with(|s| s.url = "http://127.0.0.1:9/v1/".to_owned()), None);
        assert_eq!(with(|s| s.api_key = Some("a\nb".to_owned())), Some(NotAModel::Key));
        assert_eq!(with(|s| s.model = " ".to_owned()), Some(NotAModel::Name));
    }

    #[test]
    fn a_pause_is_said_in_seconds_or_by_a_date() {
        let now = DateTime::parse_from_rfc3339("2026-07-01T10:00:00Z").expect("a time").to_utc();
        assert_eq!(pause("7", now), Some(Duration::from_secs(7)));
        assert_eq!(pause("Wed, 01 Jul 2026 10:01:00 GMT", now), Some(Duration::from_secs(60)));
        assert_eq!(pause("Wed, 01 Jul 2026 09:00:00 GMT", now), None, "it is over");
        assert_eq!(pause("soon", now), None);
    }
}
