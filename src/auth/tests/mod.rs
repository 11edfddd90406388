//! Real signatures, real HTTP, and a clock that stands still unless told to move.

mod credentials;
mod dev_issuer;
mod http_keys;
mod key_cache;
mod setup;
mod tokens;

use std::sync::{Arc, LazyLock, Mutex};
use std::time::{Duration, Instant};

use chrono::{DateTime, SubsecRound, Utc};
use futures_util::future::BoxFuture;
use serde_json::{Value, json};

use super::clock::Clock;
use super::jwks::{KeySet, KeySource, KeySourceError};
use super::signing::SigningKey;
use super::{AuthError, Authenticator};

const ISSUER: &str = "https://clerk.example.com";
const FRONTEND: &str = "https://www.example.com";

/// The issuer's key, and one that is not the issuer's. Made once, because that takes a while.
static ISSUERS_KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::generate().expect("a key"));
static OTHER_KEY: LazyLock<SigningKey> = LazyLock::new(|| SigningKey::generate().expect("a key"));

struct TestClock {
    started: (DateTime<Utc>, Instant),
    passed: Mutex<Duration>,
}

impl TestClock {
    /// At the present second, because clerk-rs compares with the system's clock too (with a minute of
    /// tolerance).
    fn new() -> Arc<Self> {
        let started = (Utc::now().trunc_subsecs(0), Instant::now());
        Arc::new(Self { started, passed: Mutex::default() })
    }

    fn advance(&self, by: Duration) {
        *self.passed.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        self.started.0 + *self.passed.lock().unwrap()
    }

    fn monotonic(&self) -> Instant {
        self.started.1 + *self.passed.lock().unwrap()
    }
}

fn seconds(n: u64) -> Duration {
    Duration::from_secs(n)
}

fn hours(n: u64) -> Duration {
    Duration::from_secs(n * 3600)
}

fn document(keys: &[&SigningKey]) -> Value {
    json!({ "keys": keys.iter().map(|key| key.jwk()).collect::<Vec<_>>() })
}

fn key_set(keys: &[&SigningKey]) -> KeySet {
    KeySet::from_json(document(keys).to_string().as_bytes()).expect("a key set")
}

/// The claims of a session token that is good at the clock's time, lasting a minute like Clerk's.
fn claims(clock: &TestClock) -> Value {
    let now = clock.now().timestamp();
    json!({
        "iss": ISSUER, "azp": FRONTEND, "sub": "user_ada", "sid": "sess_1", "sts": "active",
        "iat": now, "nbf": now, "exp": now + 60,
    })
}

fn with(mut claims: Value, name: &str, value: impl Into<Value>) -> Value {
    claims[name] = value.into();
    claims
}

fn without(mut claims: Value, name: &str) -> Value {
    claims.as_object_mut().expect("claims").remove(name);
    claims
}

fn sign(claims: &Value) -> String {
    ISSUERS_KEY.sign(claims).expect("a token")
}

fn authenticator(source: impl KeySource + 'static, clock: &Arc<TestClock>) -> Authenticator {
    let own = vec![FRONTEND.to_owned()];
    Authenticator::new(ISSUER.to_owned(), source, own.clone(), own, clock.clone())
}

fn code<T: std::fmt::Debug>(outcome: Result<T, AuthError>) -> &'static str {
    outcome.expect_err("should be refused").code().as_str()
}

/// A source that answers what it is told to, counting how often it was asked.
#[derive(Clone)]
struct ScriptedSource(Arc<Mutex<Script>>);

struct Script {
    /// `None`: never answers.
    answer: Option<Result<KeySet, KeySourceError>>,
    fetches: usize,
}

impl ScriptedSource {
    fn serving(keys: &[&SigningKey]) -> Self {
        Self(Arc::new(Mutex::new(Script { answer: Some(Ok(key_set(keys))), fetches: 0 })))
    }

    fn down() -> Self {
        let source = Self::serving(&[&ISSUERS_KEY]);
        source.go_down();
        source
    }

    fn serve(&self, keys: &[&SigningKey]) {
        self.0.lock().unwrap().answer = Some(Ok(key_set(keys)));
    }

    fn go_down(&self) {
        self.0.lock().unwrap().answer = Some(Err(KeySourceError::Status(503)));
    }

    fn hang(&self) {
        self.0.lock().unwrap().answer = None;
    }

    fn fetches(&self) -> usize {
        self.0.lock().unwrap().fetches
    }
}

impl KeySource for ScriptedSource {
    fn fetch(&self) -> BoxFuture<'_, Result<KeySet, KeySourceError>> {
        let answer = {
            let mut script = self.0.lock().unwrap();
            script.fetches += 1;
            script.answer.clone()
        };
        Box::pin(async {
            match answer {
                Some(answer) => answer,
                None => std::future::pending().await,
            }
        })
    }
}
