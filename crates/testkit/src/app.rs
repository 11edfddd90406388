//! The server of a test.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use folio::{
    app::App,
    auth::{Authenticator, DEV_AUTHORIZED_PARTY, DevIssuer},
    facets::Extractors,
    graphql::Introspection,
    http::{HttpSettings, RateLimits, router, serve},
    imports::github::Repositories,
    inbound::Doors,
    jobs::{Registry, Tools, Worker, WorkerSettings},
    live::Hub,
    media::{Clock, Hosts, Media, MediaSettings, StoreSettings},
    resume::{self, Applied, LossReport, ResumeDraft},
    write::Turns,
};
use folio_db::{Db, DbResult};
use tokio::net::TcpListener;
use tokio_util::sync::{CancellationToken, DropGuard};

use crate::{
    client::{SignIn, Visitor},
    database::TestDb,
    home::TempDir,
    logs,
    member::{Member, MemberBuilder},
    metrics,
    repositories::Everybody,
    webhook,
};

/// Where a test's server says that profiles' pages are.
const SITE: &str = "https://folio.example/people/{slug}";

/// The real server on a port and a database of its own; stops with this value.
pub struct TestApp {
    /// The database.
    pub database: Arc<TestDb>,
    /// The server's own pool: its statements are those of the server.
    pub db: Db,
    /// Where it listens.
    pub address: SocketAddr,
    /// Where the server hears of changes, see [`Self::publish`].
    pub hub: Arc<dyn Hub>,
    /// The server's turns at writing: idle when no mutation is at work.
    pub turns: Turns,
    /// The server's pictures; photos are fetched from this machine.
    pub media: Media,
    /// Where files are, unless the test gave another store.
    pub media_home: TempDir,
    /// The time by which addresses of files end: it stands still until it is moved.
    pub media_clock: ManualTime,
    pub(crate) http: reqwest::Client,
    _stop: DropGuard,
}

/// A server to be. As production has it, unless said otherwise; but without budgets, since all of a test's people come
/// from one address and are in a hurry.
pub struct TestAppBuilder {
    demo: bool,
    doors: Option<Doors>,
    introspection: Introspection,
    settings: HttpSettings,
    store: Option<StoreSettings>,
    repositories: Arc<dyn Repositories>,
}

/// A time that stands still until it is moved.
#[derive(Debug, Clone)]
pub struct ManualTime(Arc<Mutex<DateTime<Utc>>>);

impl Default for ManualTime {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Utc::now())))
    }
}

impl ManualTime {
    /// Moves it on.
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().expect("nobody panicked with it") += by;
    }

    fn clock(&self) -> Clock {
        let time = self.clone();
        Arc::new(move || *time.0.lock().expect("nobody panicked with it"))
    }
}

impl TestApp {
    /// A server as in production, with nobody in its database.
    pub async fn new() -> Self {
        Self::builder().start().await
    }

    /// A server as in production, with the demo people.
    pub async fn demo() -> Self {
        Self::builder().demo().start().await
    }

    /// A server that differs.
    #[must_use]
    pub fn builder() -> TestAppBuilder {
        TestAppBuilder {
            demo: false,
            doors: None,
            introspection: Introspection::Closed,
            settings: HttpSettings { rates: RateLimits::none(), ..HttpSettings::default() },
            store: None,
            repositories: Arc::new(Everybody),
        }
    }

    /// Another server on the same database, with a pool and turns of its own, as another process would have.
    pub async fn beside(&self) -> Self {
        Self::builder().start_on(Arc::clone(&self.database)).await
    }

    /// Somebody who is not signed in.
    #[must_use]
    pub fn anonymous(&self) -> Visitor<'_> {
        Visitor::new(self, None)
    }

    /// Somebody who is.
    #[must_use]
    pub fn as_(&self, who: impl SignIn) -> Visitor<'_> {
        Visitor::new(self, Some(token(who)))
    }

    /// Somebody who comes with this token, good or not.
    #[must_use]
    pub fn with_token(&self, token: impl Into<String>) -> Visitor<'_> {
        Visitor::new(self, Some(token.into()))
    }

    /// A person with a profile, to be described.
    pub fn member(&self) -> MemberBuilder<'_> {
        MemberBuilder::new(self)
    }

    /// Tells those who follow a profile that it has changed, as a write does once it is committed.
    pub fn publish(&self, member: &Member) {
        self.hub.publish(member.profile_id, None);
    }

    /// The address of a path.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What jobs work with.
    #[must_use]
    pub fn tools(&self) -> Tools {
        Tools {
            db: self.db.clone(),
            hub: Arc::clone(&self.hub),
            media: self.media.clone(),
            extractors: Extractors::default(),
            clerk: None,
        }
    }

    /// Does the jobs that are due, with these tools, and what they ask for, to the end.
    pub async fn work_with(&self, tools: Tools) {
        let worker = Worker::new(Registry::all(), tools, WorkerSettings::default());
        worker.run_until_idle().await.expect("the queue can be read");
    }

    /// Does the jobs of these kinds that are due, and what they ask for, to the end.
    pub async fn do_jobs(&self, registry: Registry) {
        let worker = Worker::new(registry, self.tools(), WorkerSettings::default());
        worker.run_until_idle().await.expect("the queue can be read");
    }

    /// Does the jobs that are due, as a worker would, to the end.
    pub async fn work(&self) {
        self.do_jobs(Registry::all()).await;
    }

    /// Puts a whole resume into a profile. `None` when it isn't there.
    ///
    /// # Errors
    /// When the database refuses it; nothing is changed then.
    pub async fn apply(
        &self,
        member: &Member,
        draft: &ResumeDraft,
        losses: &mut LossReport,
    ) -> DbResult<Option<Applied>> {
        let tx = self.db.begin().await?;
        let outcome = resume::apply_in(&tx, member.profile_id, draft, losses).await;
        tx.finish(outcome).await
    }

    /// How many statements the server sends while `work` runs, and what `work` gives.
    pub async fn statements<T>(&self, work: impl AsyncFnOnce() -> T) -> (u64, T) {
        let before = self.db.statements();
        let result = work().await;
        (self.db.statements() - before, result)
    }
}

impl TestAppBuilder {
    /// With the demo people.
    #[must_use]
    pub fn demo(mut self) -> Self {
        self.demo = true;
        self
    }

    /// With introspection and suggestions, as in development.
    #[must_use]
    pub fn introspection(mut self) -> Self {
        self.introspection = Introspection::Open;
        self
    }

    /// With other settings of the HTTP edge.
    #[must_use]
    pub fn http(mut self, change: impl FnOnce(&mut HttpSettings)) -> Self {
        change(&mut self.settings);
        self
    }

    /// With files in this store, in place of a directory of the test's own.
    #[must_use]
    pub fn store(mut self, store: StoreSettings) -> Self {
        self.store = Some(store);
        self
    }

    /// With somebody else to ask for repositories: by itself it has somebody by whom every account has one, see [`Everybody`].
    #[must_use]
    pub fn repositories(mut self, repositories: Arc<dyn Repositories>) -> Self {
        self.repositories = repositories;
        self
    }

    /// With these keys for webhooks, in place of the test's own.
    #[must_use]
    pub fn doors(mut self, doors: Doors) -> Self {
        self.doors = Some(doors);
        self
    }

    /// Starts it, on the test's runtime.
    pub async fn start(self) -> TestApp {
        metrics::record();
        logs::record();
        let database = if self.demo { TestDb::demo().await } else { TestDb::empty().await };
        self.start_on(Arc::new(database)).await
    }

    async fn start_on(self, database: Arc<TestDb>) -> TestApp {
        let db = database.pool();
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let address = listener.local_addr().expect("it is bound");
        let authenticator =
            Authenticator::dev(issuer(), vec![DEV_AUTHORIZED_PARTY.to_owned()]).expect("the origin is one");
        let app = App::new(db.clone(), Arc::new(authenticator), self.introspection, false);
        let media_home = TempDir::new();
        let store = self.store.unwrap_or_else(|| StoreSettings::Directory(media_home.path().to_owned()));
        let media = MediaSettings {
            store,
            public_url: format!("http://{address}"),
            hosts: Hosts::default().with_loopback(),
        };
        let media_clock = ManualTime::default();
        let media = Media::open(&media).expect("a directory can be made").with_clock(media_clock.clock());
        let doors = self.doors.unwrap_or_else(webhook::doors);
        let app = app.with_doors(doors).with_media(media.clone()).with_site(SITE.parse().ok());
        let app = app.with_repositories(Some(self.repositories));
        let (hub, turns) = (app.hub(), app.turns());
        let stop = CancellationToken::new();
        let router = router(app, self.settings.clone(), stop.clone());
        let (settings, shutdown) = (self.settings, stop.clone());
        tokio::spawn(async move { serve(listener, router, &settings, shutdown).await });
        TestApp {
            database,
            db,
            address,
            hub,
            turns,
            media,
            media_home,
            media_clock,
            http: reqwest::Client::new(),
            _stop: stop.drop_guard(),
        }
    }
}

/// One key for the whole process: making one takes a while.
fn issuer() -> &'static DevIssuer {
    static ISSUER: OnceLock<DevIssuer> = OnceLock::new();
    ISSUER.get_or_init(|| {
        let home = TempDir::new();
        // Read once and kept in memory, so that the directory can go.
        DevIssuer::open(home.path()).expect("a key can be made")
    })
}

/// A session token of somebody, for ten minutes.
#[must_use]
pub fn token(who: impl SignIn) -> String {
    token_for(who, Duration::from_secs(600))
}

/// A session token of somebody, for as long as said.
#[must_use]
pub fn token_for(who: impl SignIn, ttl: Duration) -> String {
    issuer().issue(&who.clerk_id(), ttl).expect("the issuer can sign")
}
