//! Borrowing a connection, and what becomes of one whose query was dropped.
//!
//! A future that is dropped while its query runs leaves the query running and would block the next borrower of the
//! connection. So a [`Conn`] counts what is in flight: dropped with something in flight, it leaves the pool, the query
//! is cancelled and the connection closed. The same goes for a [`Transaction`] that was neither committed nor rolled
//! back.

use std::{
    ops::Deref,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use diesel::connection::InstrumentationEvent;
use diesel_async::{
    AnsiTransactionManager, AsyncConnection, AsyncPgConnection, SimpleAsyncConnection, TransactionManager,
    pooled_connection::{
        AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod,
        deadpool::{Object, Pool},
    },
};
use futures_util::FutureExt;

use crate::{
    error::{DbError, DbResult},
    feed::Pulse,
    hash_key::HashKey,
    pages::ProfileReads,
    skills,
    tls::Connector,
};

/// How to connect and how long to wait.
#[derive(Clone)]
pub struct PoolSettings {
    /// `postgres://…` or `key=value` pairs. Holds a password: never printed.
    pub url: String,
    /// Shown in `pg_stat_activity`.
    pub application_name: String,
    /// Most connections at once.
    pub max_connections: usize,
    /// How long to wait for a free connection. Default 2 s.
    pub wait_timeout: Duration,
    /// How long opening one may take. Default 5 s.
    pub connect_timeout: Duration,
    /// `statement_timeout` of the sessions; `None` for none. Default 5 s.
    pub statement_timeout: Option<Duration>,
    /// `lock_timeout` of the sessions; `None` for none. Default 2 s.
    pub lock_timeout: Option<Duration>,
    /// What hashes in the audit log are keyed with.
    pub hash_key: HashKey,
    /// Where profiles are read from. Default: the snapshot.
    pub profile_reads: ProfileReads,
}

impl PoolSettings {
    /// The defaults of the server for this URL.
    #[must_use]
    pub fn new(url: impl Into<String>, hash_key: HashKey) -> Self {
        Self {
            url: url.into(),
            application_name: "folio".to_owned(),
            max_connections: 16,
            wait_timeout: Duration::from_secs(2),
            connect_timeout: Duration::from_secs(5),
            statement_timeout: Some(Duration::from_secs(5)),
            lock_timeout: Some(Duration::from_secs(2)),
            hash_key,
            profile_reads: ProfileReads::SNAPSHOT,
        }
    }

    pub(crate) fn session_options(&self) -> String {
        let millis = |timeout: Option<Duration>| timeout.map_or(0, |t| t.as_millis());
        format!(
            "-c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout=10000 -c jit=off \
             -c pg_trgm.similarity_threshold={}",
            millis(self.statement_timeout),
            millis(self.lock_timeout),
            skills::search::ALIKE,
        )
    }
}

impl std::fmt::Debug for PoolSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PoolSettings").field("max_connections", &self.max_connections).finish_non_exhaustive()
    }
}

/// The database: a pool of connections. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pool: Pool<AsyncPgConnection>,
    connector: Arc<Connector>,
    hash_key: Arc<HashKey>,
    pulse: Arc<Pulse>,
    statements: Arc<AtomicU64>,
    profile_reads: ProfileReads,
}

impl Db {
    /// Opens the pool; connections are made when first needed.
    ///
    /// # Errors
    /// When the URL can't be read.
    pub fn open(settings: PoolSettings) -> DbResult<Self> {
        let connector = Arc::new(Connector::new(&settings)?);
        let statements = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&statements);
        let (max, wait, create) = (settings.max_connections, settings.wait_timeout, settings.connect_timeout);
        let connecting = Arc::clone(&connector);

        let mut config = ManagerConfig::default();
        // Fast: a dead socket is noticed without a round trip; one that dies in between fails one query.
        config.recycling_method = RecyclingMethod::Fast;
        config.custom_setup = Box::new(move |_| {
            let (connector, counter) = (Arc::clone(&connecting), Arc::clone(&counter));
            async move { connector.connect(|conn| count_statements(conn, counter)).await }.boxed()
        });
        // The URL travels in the closure, so that no Debug of the manager can print it.
        let manager = AsyncDieselConnectionManager::<AsyncPgConnection>::new_with_config("", config);
        let pool = Pool::builder(manager)
            .max_size(max)
            .runtime(deadpool::Runtime::Tokio1)
            .wait_timeout(Some(wait))
            .create_timeout(Some(create))
            .recycle_timeout(Some(wait))
            .build()
            .map_err(|error| DbError::Unavailable(Box::new(error)))?;
        let (hash_key, pulse) = (Arc::new(settings.hash_key), Arc::new(Pulse::new()));
        let profile_reads = settings.profile_reads;
        Ok(Self { pool, connector, hash_key, pulse, statements, profile_reads })
    }

    /// Borrows a connection. Don't hold it across a wait that isn't the database.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when none is free, or none can be made, in time.
    pub async fn conn(&self) -> DbResult<Conn> {
        let object = Some(self.pool.get().await?);
        Ok(Conn {
            object,
            connector: Arc::clone(&self.connector),
            hash_key: Arc::clone(&self.hash_key),
            pulse: Arc::clone(&self.pulse),
            tells: AtomicBool::new(false),
            in_flight: AtomicUsize::new(0),
        })
    }

    /// Begins a transaction on a connection of its own.
    ///
    /// # Errors
    /// As [`Db::conn`], or when `BEGIN` fails.
    pub async fn begin(&self) -> DbResult<Transaction> {
        let mut conn = self.conn().await?;
        conn.in_flight.fetch_add(1, Ordering::Relaxed);
        AnsiTransactionManager::begin_transaction(conn.raw_mut()).await?;
        // The count stays up until commit or rollback: a transaction that is dropped takes its connection with it.
        Ok(Transaction { conn, once_committed: Mutex::default() })
    }

    /// What the parts of this process tell each other of the feed.
    #[must_use]
    pub fn pulse(&self) -> &Pulse {
        &self.pulse
    }

    /// How many statements this pool has sent since it was opened.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The key behind hashes that stand in for values, and behind other keys that are derived from it.
    #[must_use]
    pub fn hash_key(&self) -> &HashKey {
        &self.hash_key
    }

    /// Connections in use, idle, and the most there may be.
    #[must_use]
    pub fn usage(&self) -> PoolUsage {
        let status = self.pool.status();
        PoolUsage {
            in_use: status.size.saturating_sub(status.available),
            idle: status.available,
            waiting: status.waiting,
            max: status.max_size,
        }
    }

    /// Where profiles are read from.
    #[must_use]
    pub fn profile_reads(&self) -> ProfileReads {
        self.profile_reads
    }

    /// Closes the pool: waiting borrowers get an error, connections end when they come back.
    pub fn close(&self) {
        self.pool.close();
    }

    /// Asks the server for a sign of life.
    ///
    /// # Errors
    /// As any query.
    pub async fn ping(&self) -> DbResult<()> {
        let conn = self.conn().await?;
        conn.run((&mut conn.raw()).batch_execute("SELECT 1")).await
    }
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Db").field("usage", &self.usage()).finish_non_exhaustive()
    }
}

/// A pool's connections at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PoolUsage {
    /// Borrowed.
    pub in_use: usize,
    /// Open and free.
    pub idle: usize,
    /// Borrowers in the queue.
    pub waiting: usize,
    /// The most there may be.
    pub max: usize,
}

fn count_statements(conn: &mut AsyncPgConnection, counter: Arc<AtomicU64>) {
    conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if matches!(event, InstrumentationEvent::StartQuery { .. }) {
            counter.fetch_add(1, Ordering::Relaxed);
            metrics::counter!("folio_db_statements_total").increment(1);
        }
    });
}

/// A borrowed connection. Independent queries on `&Conn`, joined with `try_join!`, are pipelined.
pub struct Conn {
    object: Option<Object<AsyncPgConnection>>,
    connector: Arc<Connector>,
    hash_key: Arc<HashKey>,
    pulse: Arc<Pulse>,
    /// Whether events were written, which are told once they are committed.
    tells: AtomicBool,
    in_flight: AtomicUsize,
}

impl Conn {
    /// The connection for diesel: `query.load(&mut conn.raw())`.
    pub(crate) fn raw(&self) -> &AsyncPgConnection {
        self.object.as_deref().expect("taken only on drop")
    }

    pub(crate) fn hash_key(&self) -> &HashKey {
        &self.hash_key
    }

    fn raw_mut(&mut self) -> &mut AsyncPgConnection {
        self.object.as_deref_mut().expect("taken only on drop")
    }

    /// Notes that events were written: the sequencer of this process hears of it when they are committed.
    pub(crate) fn tells(&self) {
        self.tells.store(true, Ordering::Relaxed);
    }

    /// Runs one query, and notes if it was dropped before its end or lost its connection.
    pub(crate) async fn run<T>(&self, query: impl Future<Output = diesel::QueryResult<T>>) -> DbResult<T> {
        self.in_flight.fetch_add(1, Ordering::Relaxed);
        let result = query.await.map_err(DbError::from);
        // A connection that was lost stays marked, so that it isn't given to the next borrower.
        if !matches!(result, Err(DbError::Unavailable(_))) {
            self.in_flight.fetch_sub(1, Ordering::Relaxed);
        }
        result
    }
}

impl Drop for Conn {
    fn drop(&mut self) {
        if self.in_flight.load(Ordering::Relaxed) == 0 {
            return;
        }
        let Some(object) = self.object.take() else { return };
        let connection = Object::take(object);
        metrics::counter!("folio_db_connections_dropped_total").increment(1);
        let token = connection.cancel_token();
        let connector = Arc::clone(&self.connector);
        // Without a runtime the process is going down, and the socket with it.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                let _ = tokio::time::timeout(Duration::from_secs(2), connector.cancel(token)).await;
                drop(connection);
            });
        }
    }
}

/// A transaction. Dropped without [`Transaction::commit`], it is undone: the server rolls back what loses its
/// connection.
pub struct Transaction {
    conn: Conn,
    once_committed: Mutex<Vec<Box<dyn FnOnce() + Send>>>,
}

impl Transaction {
    /// Has all that is read in it be read as of one moment, and nothing written. For a transaction that has done nothing yet.
    ///
    /// # Errors
    /// As any query.
    pub(crate) async fn at_one_moment(&self) -> DbResult<()> {
        let isolation = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        self.run((&mut self.raw()).batch_execute(isolation)).await
    }

    /// Has this done once the transaction is committed, and never if it isn't: counting, say. It must not wait.
    ///
    /// # Panics
    /// Never: nothing that holds the lock can panic.
    pub fn once_committed(&self, then: impl FnOnce() + Send + 'static) {
        self.once_committed.lock().expect("nobody panics with it").push(Box::new(then));
    }

    /// Makes it last.
    ///
    /// # Errors
    /// When the commit fails; nothing is kept then.
    pub async fn commit(mut self) -> DbResult<()> {
        AnsiTransactionManager::commit_transaction(self.conn.raw_mut()).await?;
        self.conn.in_flight.fetch_sub(1, Ordering::Relaxed);
        if self.conn.tells.load(Ordering::Relaxed) {
            self.conn.pulse.wrote();
        }
        let then = self.once_committed.get_mut().map(std::mem::take).unwrap_or_default();
        then.into_iter().for_each(|then| then());
        Ok(())
    }

    /// Makes it last if what was done in it went well, and undoes it otherwise.
    ///
    /// # Errors
    /// The one that `result` holds, whatever becomes of the roll-back: a connection that can't roll back leaves the
    /// pool, and the server undoes what it did. Else as [`Transaction::commit`].
    pub async fn finish<T, E: From<DbError>>(self, result: Result<T, E>) -> Result<T, E> {
        match result {
            Ok(value) => {
                self.commit().await?;
                Ok(value)
            }
            Err(error) => {
                let _ = self.rollback().await;
                Err(error)
            }
        }
    }

    /// Undoes it and gives the connection back in good order.
    ///
    /// # Errors
    /// When the connection is gone; the server has undone it then.
    pub async fn rollback(mut self) -> DbResult<()> {
        AnsiTransactionManager::rollback_transaction(self.conn.raw_mut()).await?;
        self.conn.in_flight.fetch_sub(1, Ordering::Relaxed);
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.conn
    }
}
