//! The edge over a real socket, with a toy schema behind it.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Context, Data, Error, ErrorExtensions, Object, Schema, ServerError, SimpleObject, Subscription,
};
use futures_util::{Stream, StreamExt, stream};
use http::{HeaderMap, StatusCode, header};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

use super::{Backend, Check, Drained, HttpSettings, Refusal, RequestId, router, serve};
use crate::{
    auth::{AuthError, Identity},
    graphql::cost::{PriceList, Rules, Times},
};

mod around;
mod events;
mod hostile;
mod lifecycle;
mod protocol;

/// What the toy's resolvers and tests tell each other.
#[derive(Default)]
pub(super) struct Toy {
    touched: AtomicUsize,
    /// How many events were looked for.
    pub(super) pulled: AtomicUsize,
    /// What `beats` tells of.
    pub(super) beat: tokio::sync::watch::Sender<usize>,
    /// Notified when `wait` runs, which ends when `release` is; and when `beats` begins.
    pub(super) waiting: Notify,
    release: Notify,
    not_ready: std::sync::atomic::AtomicBool,
    hang_readiness: std::sync::atomic::AtomicBool,
}

#[derive(SimpleObject)]
#[graphql(complex)]
struct Node {
    id: i32,
}

#[async_graphql::ComplexObject]
impl Node {
    async fn child(&self) -> Node {
        Node { id: self.id + 1 }
    }

    async fn refused(&self) -> Result<Option<i32>, Error> {
        Err(Error::new("not today").extend_with(|_, e| e.set("code", "TOY_REFUSED")))
    }
}

pub(super) struct Query;

/// A secret that no response and no log may hold.
pub(super) const SENTINEL: &str = "sentinel-7f3a";

#[Object]
impl Query {
    async fn hello(&self, #[graphql(default)] name: String) -> String {
        format!("hello {name}")
    }

    async fn node(&self) -> Node {
        Node { id: 0 }
    }

    async fn nodes(&self) -> [Node; 2] {
        [Node { id: 0 }, Node { id: 1 }]
    }

    async fn viewer(&self, context: &Context<'_>) -> Option<String> {
        context.data_opt::<Identity>().map(|identity| identity.clerk_id.clone())
    }

    async fn number(&self, of: i32) -> i32 {
        of
    }

    /// Fails with a source, as `?` on a library's error does.
    async fn broken(&self) -> Result<Option<i32>, Error> {
        Err(std::io::Error::other(SENTINEL).into())
    }

    async fn refused(&self) -> Result<Option<i32>, Error> {
        Err(Error::new("not today").extend_with(|_, e| e.set("code", "TOY_REFUSED")))
    }

    /// Says itself that it failed, and says too much.
    async fn internal(&self) -> Result<Option<i32>, Error> {
        Err(Error::new(SENTINEL).extend_with(|_, e| e.set("code", "INTERNAL")))
    }

    async fn panics(&self) -> i32 {
        std::hint::black_box(None).expect(SENTINEL)
    }

    async fn wait(&self, context: &Context<'_>) -> bool {
        let toy = context.data_unchecked::<Arc<Toy>>();
        toy.waiting.notify_one();
        toy.release.notified().await;
        true
    }
}

pub(super) struct Mutation;

#[Object]
impl Mutation {
    async fn touch(&self, context: &Context<'_>) -> usize {
        context.data_unchecked::<Arc<Toy>>().touched.fetch_add(1, Ordering::SeqCst) + 1
    }
}

pub(super) struct ToySubscription;

#[Subscription]
impl ToySubscription {
    async fn count(&self, to: i32) -> impl Stream<Item = i32> {
        stream::iter(0..to)
    }

    /// Each beat, beginning with the next.
    async fn beats(&self, context: &Context<'_>) -> impl Stream<Item = usize> {
        let toy = Arc::clone(context.data_unchecked::<Arc<Toy>>());
        let beat = toy.beat.subscribe();
        toy.waiting.notify_one();
        stream::unfold(beat, async |mut beat| {
            beat.changed().await.ok()?;
            let now = *beat.borrow_and_update();
            Some((now, beat))
        })
    }

    /// Texts of this size without an end.
    async fn flood(&self, context: &Context<'_>, bytes: usize) -> impl Stream<Item = String> {
        let toy = Arc::clone(context.data_unchecked::<Arc<Toy>>());
        stream::repeat_with(move || {
            toy.pulled.fetch_add(1, Ordering::SeqCst);
            "x".repeat(bytes)
        })
    }

    /// One answer, then a failure.
    async fn breaks(&self) -> impl Stream<Item = Result<Option<i32>, Error>> {
        stream::iter([Ok(Some(1)), Err(std::io::Error::other(SENTINEL).into())])
    }

    async fn panics(&self) -> impl Stream<Item = i32> {
        stream::iter([1, 2]).map(|n| std::hint::black_box((n == 1).then_some(n)).expect(SENTINEL))
    }
}

pub(super) type ToySchema = Schema<Query, Mutation, ToySubscription>;

pub(super) struct ToyBackend {
    schema: ToySchema,
    toy: Arc<Toy>,
}

impl ToyBackend {
    pub(super) fn new(toy: &Arc<Toy>) -> Self {
        let schema = Schema::build(Query, Mutation, ToySubscription).limit_depth(8).finish();
        Self { schema, toy: Arc::clone(toy) }
    }
}

/// A name, and for how many seconds the token is good if not for a minute: `ann`, `ann:10`.
fn who(token: &str) -> Result<Identity, AuthError> {
    let (name, seconds) = token.split_once(':').unwrap_or((token, "60"));
    match name {
        "ann" | "bob" => Ok(Identity {
            clerk_id: format!("user_{name}"),
            session_id: None,
            expires_at: chrono::Utc::now() + chrono::TimeDelta::seconds(seconds.parse().expect("seconds")),
        }),
        "foreign" => Err(AuthError::ForeignOrigin),
        "expired" => Err(AuthError::ExpiredToken),
        "unknown-key" => Err(AuthError::KeysUnavailable),
        _ => Err(AuthError::InvalidToken { reason: "its signature does not match" }),
    }
}

impl Backend for ToyBackend {
    type Executor = ToySchema;

    fn executor(&self) -> &ToySchema {
        &self.schema
    }

    fn prices(&self) -> PriceList {
        let lists = &[("Query.nodes", Times::AtMost(2))];
        PriceList::new(&self.schema.sdl(), &Rules { made: &[], asked: &[], lists })
    }

    async fn authenticate(&self, headers: &HeaderMap) -> Result<Option<Identity>, AuthError> {
        match headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()) {
            None => Ok(None),
            Some(header) => who(header.strip_prefix("Bearer ").unwrap_or_default()).map(Some),
        }
    }

    async fn verify(&self, token: &str) -> Result<Identity, AuthError> {
        who(token)
    }

    async fn request_data(&self, identity: Option<Identity>, _: &RequestId) -> Result<Data, Refusal> {
        let mut data = Data::default();
        if let Some(identity) = identity {
            data.insert(identity);
        }
        data.insert(Arc::clone(&self.toy));
        Ok(data)
    }

    async fn ready(&self) -> Vec<Check> {
        if self.toy.hang_readiness.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        vec![Check { name: "database", ok: !self.toy.not_ready.load(Ordering::SeqCst) }]
    }

    fn describe_cause(&self, error: &ServerError) -> std::borrow::Cow<'static, str> {
        if error.source::<std::io::Error>().is_some() { "I/O".into() } else { "unknown".into() }
    }
}

/// A server on a free port of the loopback interface.
pub(super) struct TestServer {
    pub(super) address: SocketAddr,
    pub(super) client: reqwest::Client,
    pub(super) toy: Arc<Toy>,
    pub(super) shutdown: CancellationToken,
    pub(super) running: JoinHandle<Drained>,
}

impl TestServer {
    pub(super) async fn start() -> Self {
        Self::with(HttpSettings::default()).await
    }

    pub(super) async fn with(settings: HttpSettings) -> Self {
        let toy = Arc::new(Toy::default());
        let backend = ToyBackend::new(&toy);
        let shutdown = CancellationToken::new();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("bound");
        let app = router(backend, settings.clone(), shutdown.clone());
        let stop = shutdown.clone();
        let running = tokio::spawn(async move { serve(listener, app, &settings, stop).await });
        let client = reqwest::Client::builder().timeout(Duration::from_secs(20)).build().expect("a client");
        Self { address, client, toy, shutdown, running }
    }

    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A POST to `/graphql` with a JSON body that accepts the newer media type.
    fn post(&self, body: impl Into<reqwest::Body>) -> RequestBuilder {
        self.client
            .post(self.url("/graphql"))
            .header("content-type", "application/json")
            .header("accept", "application/graphql-response+json")
            .body(body)
    }

    fn query(&self, query: &str) -> RequestBuilder {
        self.post(json!({ "query": query }).to_string())
    }

    fn get(&self, query: &str) -> RequestBuilder {
        self.client.get(self.url("/graphql")).query(&[("query", query)])
    }

    async fn raw(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }

    pub(super) async fn assert_lives(&self) {
        let answer = Answer::of(self.query("{ hello }")).await;
        assert_eq!(answer.json["data"]["hello"], "hello ");
    }
}

/// A response, read to its end.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    json: Value,
}

impl Answer {
    async fn of(request: RequestBuilder) -> Self {
        let response = request.send().await.expect("a response");
        let (status, headers) = (response.status(), response.headers().clone());
        let text = response.text().await.expect("a body");
        let json = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Self { status, headers, json }
    }

    /// The status and the code of the first error.
    fn refusal(&self) -> (u16, &str) {
        (self.status.as_u16(), self.json["errors"][0]["extensions"]["code"].as_str().unwrap_or("none"))
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("")
    }
}

/// Reads a raw connection to its end.
async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut bytes))
        .await
        .expect("the server closes the connection")
        .ok();
    String::from_utf8_lossy(&bytes).into_owned()
}
