//! A server that can be stopped and killed, and comes back at the same address: on a runtime of its own, with a pool of its
//! own, following the feed, as a process would.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use folio::{
    app::App,
    auth::{Authenticator, DevIssuer},
    events,
    graphql::Introspection,
    http::{HttpSettings, RateLimits, router, serve},
};
use folio_db::{Db, HashKey, PoolSettings};
use folio_testkit::TempDir;
use tokio::{net::TcpListener, runtime::Runtime, sync::oneshot};
use tokio_util::sync::CancellationToken;

/// How long a server has to stop.
const DRAIN: Duration = Duration::from_millis(500);

pub(super) struct Node {
    url: String,
    address: SocketAddr,
    stop: CancellationToken,
    stopped: Option<oneshot::Receiver<()>>,
    runtime: Option<Runtime>,
}

impl Node {
    /// Starts one, at this address or at any.
    pub(super) fn start(url: &str, address: Option<SocketAddr>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = std::net::TcpListener::bind(address.unwrap_or(([127, 0, 0, 1], 0).into()));
        let listener = listener.expect("the address is free again");
        let address = listener.local_addr().expect("it is bound");
        let (stop, (ended, stopped)) = (CancellationToken::new(), oneshot::channel());
        let (pool, shutdown) = (PoolSettings::new(url, HashKey::DEVELOPMENT), stop.clone());
        runtime.spawn(async move {
            let home = TempDir::new();
            let issuer = DevIssuer::open(home.path()).expect("a key can be made");
            let authenticator = Authenticator::dev(&issuer, Vec::new()).expect("there are no origins");
            let pool = PoolSettings { max_connections: 6, ..pool };
            let db = Db::open(pool.clone()).expect("the URL is one");
            let app = App::new(db.clone(), Arc::new(authenticator), Introspection::Closed, false);
            let hub = app.hub();
            tokio::spawn(events::run(pool, db, hub, shutdown.clone()));
            let settings =
                HttpSettings { rates: RateLimits::none(), drain_timeout: DRAIN, ..HttpSettings::default() };
            let router = router(app, settings.clone(), shutdown.clone());
            listener.set_nonblocking(true).expect("a listener");
            let listener = TcpListener::from_std(listener).expect("a listener");
            serve(listener, router, &settings, shutdown).await;
            let _ = ended.send(());
        });
        Self { url: url.to_owned(), address, stop, stopped: Some(stopped), runtime: Some(runtime) }
    }

    pub(super) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops it in order or kills it, and starts it again.
    pub(super) async fn restart(&mut self, kill: bool) {
        if !kill {
            self.stop.cancel();
            let _ = tokio::time::timeout(2 * DRAIN, self.stopped.take().expect("it runs")).await;
        }
        // Every task is dropped where it stands, and its connections with it.
        self.runtime.take().expect("it runs").shutdown_background();
        let again = tokio::time::timeout(Duration::from_secs(10), async {
            // The listener goes with its task, which may be a moment later.
            while std::net::TcpListener::bind(self.address).is_err() {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        });
        again.await.expect("the address is free again");
        *self = Self::start(&self.url.clone(), Some(self.address));
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
