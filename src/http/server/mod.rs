//! The accept loop.
//!
//! Ours rather than `axum::serve`, which waits for ever for a request's head, gives each connection a read buffer of
//! 128 KiB and more, counts no connections and drains without a limit. HTTP/1.1; HTTP/2 is the proxy's business.

use std::{convert::Infallible, io, net::IpAddr, pin::pin, sync::Arc, time::Duration};

use axum::{Router, body::Body};
use http::{Request, StatusCode};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};
use tower::ServiceExt;

use super::{
    HttpSettings,
    client_address::{ClientAddress, Peer, TrustedProxies},
    metrics::{self, OpenConnection},
};

mod per_address;
mod phase;
mod timed_io;

use per_address::{OfAddress, PerAddress};
use phase::{CompletesRequest, Phase, SharedPhase};
use timed_io::TimedIo;

/// hyper takes no smaller buffer.
const SMALLEST_BUFFER: usize = 8 << 10;

/// How a server ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drained {
    /// Connections, sockets among them, that were cut off because they did not end within [`HttpSettings::drain_timeout`].
    pub cut_off: usize,
}

/// Serves connections until `shutdown` is cancelled, then lets requests in flight end, for
/// [`HttpSettings::drain_timeout`] at most. New connections are refused from then on.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    settings: &HttpSettings,
    shutdown: CancellationToken,
) -> Drained {
    let connections = TaskTracker::new();
    let cut = CancellationToken::new();
    let server = Arc::new(Server {
        router,
        connections: connections.clone(),
        builder: builder(settings),
        header_timeout: settings.header_timeout,
        write_timeout: settings.write_timeout,
        shutdown: shutdown.clone(),
        cut: cut.clone(),
    });

    let slots = Arc::new(Semaphore::new(settings.max_connections));
    let door = Door::new(settings);
    while let Some(Some((stream, peer, slot))) = shutdown.run_until_cancelled(accept(&listener, &slots)).await
    {
        // A connection too many is closed by dropping it.
        let Ok(of_address) = door.open(peer) else { continue };
        connections.spawn(Arc::clone(&server).connection(stream, Peer(peer), (slot, of_address)));
    }
    drop(listener);

    connections.close();
    if tokio::time::timeout(settings.drain_timeout, connections.wait()).await.is_ok() {
        return Drained { cut_off: 0 };
    }
    let cut_off = connections.len();
    tracing::warn!(connections = cut_off, "requests did not end in time and are cut off");
    cut.cancel();
    connections.wait().await;
    Drained { cut_off }
}

fn builder(settings: &HttpSettings) -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder
        .timer(TokioTimer::new())
        // hyper's clock for a head runs between requests as well, so it is the one for idle connections;
        // `TimedIo` has the clock for a head that has begun.
        .header_read_timeout(settings.idle_timeout)
        .max_buf_size(settings.read_buffer.max(SMALLEST_BUFFER))
        .keep_alive(true);
    builder
}

/// The next connection, once there is room for it. `None` never happens while the semaphore is open.
async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, IpAddr, OwnedSemaphorePermit)> {
    let slot = Arc::clone(slots).acquire_owned().await.ok()?;
    let mut pause = Duration::from_millis(10);
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Some((stream, peer.ip(), slot)),
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                // Out of file descriptors or memory: only time helps, and trying at once would burn a core.
                tracing::error!(kind = ?error.kind(), code = error.raw_os_error(), "can't accept a connection");
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(1));
            }
        }
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// What a connection counts against for as long as it is open: all of them, and those of its address.
type Slots = (OwnedSemaphorePermit, Option<OfAddress>);

/// The limit of connections per address. Proxies that are trusted speak for many and have none.
struct Door {
    counts: Option<Arc<PerAddress>>,
    trusted: TrustedProxies,
}

impl Door {
    fn new(settings: &HttpSettings) -> Self {
        let max = settings.max_connections_per_address;
        let counts = (max > 0).then(|| PerAddress::new(max));
        Self { counts, trusted: settings.trusted_proxies.clone() }
    }

    /// Lets a connection in, and says what to hold while it is open, if it is counted.
    fn open(&self, peer: IpAddr) -> Result<Option<OfAddress>, TooMany> {
        let Some(counts) = self.counts.as_ref().filter(|_| !self.trusted.contain(peer)) else {
            return Ok(None);
        };
        let opened = counts.open(ClientAddress::of(peer)).ok_or(TooMany);
        opened.inspect_err(|TooMany| metrics::connection_refused()).map(Some)
    }
}

/// The address has as many connections open as it may.
struct TooMany;

/// Where a connection goes on that has become something else: hyper lets go of it, and it is to be waited for at the
/// shutdown, cut off in the end, and counted for its address, like any other. Travels in each request's extensions.
pub(crate) struct Upgrades {
    connections: TaskTracker,
    cut: CancellationToken,
    _of_address: Option<OfAddress>,
}

impl Upgrades {
    /// Runs what an upgraded connection does, until it ends or the drain is over.
    pub(crate) fn spawn(self: Arc<Self>, upgraded: impl Future<Output = ()> + Send + 'static) {
        let connections = self.connections.clone();
        connections.spawn(async move { self.cut.run_until_cancelled(upgraded).await });
    }
}

struct Server {
    router: Router,
    connections: TaskTracker,
    builder: http1::Builder,
    header_timeout: Duration,
    write_timeout: Duration,
    shutdown: CancellationToken,
    cut: CancellationToken,
}

impl Server {
    async fn connection(self: Arc<Self>, stream: TcpStream, peer: Peer, (_slot, _of_address): Slots) {
        let (connections, cut) = (self.connections.clone(), self.cut.clone());
        let upgrades = Arc::new(Upgrades { connections, cut, _of_address });
        let _open = OpenConnection::new();
        // Without it, small responses wait for the client's acknowledgement of the previous ones.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(kind = ?error.kind(), "TCP_NODELAY can't be set");
        }
        let phase = SharedPhase::default();
        let io = TimedIo::new(stream, phase.clone(), self.header_timeout, self.write_timeout);
        let service = service_fn(|mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            request.extensions_mut().insert(Arc::clone(&upgrades));
            self.request(phase.clone(), request)
        });
        let connection = self.builder.serve_connection(TokioIo::new(io), service).with_upgrades();

        let mut connection = pin!(connection);
        if let Some(ended) = self.shutdown.run_until_cancelled(connection.as_mut()).await {
            return log(ended);
        }
        connection.as_mut().graceful_shutdown();
        if let Some(ended) = self.cut.run_until_cancelled(connection).await {
            log(ended);
        }
    }

    fn request(
        &self,
        phase: SharedPhase,
        request: Request<Incoming>,
    ) -> impl Future<Output = Result<http::Response<Body>, Infallible>> + use<> {
        phase.set(Phase::Answering);
        let router = self.router.clone();
        async move {
            let response = router.oneshot(request).await?;
            if response.status() == StatusCode::SWITCHING_PROTOCOLS {
                phase.set(Phase::Upgraded);
                return Ok(response);
            }
            Ok(response.map(|body| Body::new(CompletesRequest::new(body, phase))))
        }
    }
}

/// A connection that breaks is the client's affair; addresses are not logged.
fn log(ended: hyper::Result<()>) {
    if let Err(error) = ended {
        let (timeout, incomplete) = (error.is_timeout(), error.is_incomplete_message());
        tracing::debug!(timeout, incomplete, parse = error.is_parse(), "a connection ended early");
    }
}
