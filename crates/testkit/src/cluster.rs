//! The Postgres of this test process: started when the first test needs it, gone with the process.
//!
//! One thread keeps it. It makes the templates, copies them, and drops copies that are no longer needed; tests talk to
//! it over a channel, since each of them has a runtime of its own that ends before the cluster does.

use std::{
    collections::HashSet,
    io::{self, Write as _},
    panic::{self, AssertUnwindSafe},
    sync::{OnceLock, mpsc},
    thread,
    time::Duration,
};

use folio_db::{Db, HashKey, PoolSettings, migrate};
use folio_local_postgres::{APP_DATABASE, Durability, Endpoint, LocalPostgres, Options, Role};
use tokio::sync::oneshot;
use tokio_postgres::{Client, NoTls, error::SqlState};
use url::Url;
use uuid::Uuid;

use crate::home::{self, ProcessHome};

/// What a copy begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Template {
    /// The schema, the shipped taxonomy and nobody.
    Empty,
    /// The same and the demo people.
    Demo,
}

enum Order {
    Copy(Template, oneshot::Sender<(String, String)>),
    Drop(String),
}

/// How long a test waits for a database: the first one waits for the cluster, which may have to be fetched.
const COPY_LIMIT: Duration = Duration::from_secs(300);

/// How often a template is tried to be copied that is in use.
const COPY_ATTEMPTS: usize = 6;

static KEEPER: OnceLock<mpsc::Sender<Order>> = OnceLock::new();

/// A new database; gives its name and its URL for the application's role.
pub(crate) async fn copy(template: Template) -> (String, String) {
    let (reply, answer) = oneshot::channel();
    order(Order::Copy(template, reply));
    tokio::time::timeout(COPY_LIMIT, answer)
        .await
        .expect("a database comes in time")
        .expect("the keeper of the test databases lives: what it died of stands in the output")
}

/// Drops a copy, some time soon.
pub(crate) fn drop_copy(name: String) {
    order(Order::Drop(name));
}

fn order(order: Order) {
    let keeper = KEEPER.get_or_init(|| {
        let (orders, inbox) = mpsc::channel();
        thread::Builder::new()
            .name("test-databases".to_owned())
            .spawn(move || {
                let kept = panic::catch_unwind(AssertUnwindSafe(|| keep(&inbox)));
                if let Err(cause) = kept {
                    // What a thread says by the usual ways is kept with the test that began it, and lost when that passes.
                    let cause = cause.downcast_ref::<String>().map_or("no message", String::as_str);
                    let _ = writeln!(io::stderr(), "the keeper of the test databases has failed: {cause}");
                }
            })
            .expect("a thread can be started");
        orders
    });
    // A keeper that is gone has said why; whoever waits for a copy notices.
    let _ = keeper.send(order);
}

fn keep(inbox: &mpsc::Receiver<Order>) {
    let place = Place::find();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let admin = runtime.block_on(connect(&place.url(&place.admin_database())));
    let (mut made, mut left) = (HashSet::new(), Vec::new());
    for order in inbox {
        match order {
            Order::Copy(template, reply) => {
                let source = place.template(template);
                if made.insert(template) {
                    runtime.block_on(make_template(&place, &admin, template, &source));
                }
                let name = format!("folio_test_{}", Uuid::new_v4().simple());
                runtime.block_on(copy_template(&admin, &source, &name));
                let url = place.url(&name);
                let _ = reply.send((name, url));
            }
            Order::Drop(name) => {
                // One that is in use is dropped with a later one, or goes with the cluster.
                left.push(name);
                left.retain(|name| !runtime.block_on(drop_unless_in_use(&admin, name)));
            }
        }
    }
}

/// Where databases are made.
enum Place {
    /// The cluster of this process; it ends with this value.
    Own(LocalPostgres, #[allow(dead_code, reason = "held for its lock")] ProcessHome),
    /// A server of somebody else's.
    Guest(Url),
}

impl Place {
    fn find() -> Self {
        if let Ok(url) = std::env::var("FOLIO_TEST_DATABASE_URL") {
            return Self::Guest(url.parse().expect("FOLIO_TEST_DATABASE_URL is a postgres:// URL"));
        }
        let home = ProcessHome::create();
        let options = Options {
            durability: Durability::Throwaway,
            max_connections: 200,
            shared_buffers_mib: 64,
            wheel: std::env::var_os("FOLIO_POSTGRES_WHEEL").map(Into::into),
            ..Options::new(&home.path)
        };
        let server = LocalPostgres::start(&options, &mut |_| {}).unwrap_or_else(|error| panic!("{error}"));
        home::remove_at_end(&home.path, server.endpoint().pid());
        Self::Own(server, home)
    }

    fn endpoint(&self) -> Option<&Endpoint> {
        match self {
            Self::Own(server, _) => Some(server.endpoint()),
            Self::Guest(_) => None,
        }
    }

    fn url(&self, database: &str) -> String {
        match self {
            Self::Own(server, _) => server.endpoint().url(database, Role::Application),
            Self::Guest(url) => {
                let mut url = url.clone();
                url.set_path(database);
                url.into()
            }
        }
    }

    fn admin_database(&self) -> String {
        match self {
            Self::Own(..) => APP_DATABASE.to_owned(),
            Self::Guest(url) => url.path().trim_start_matches('/').to_owned(),
        }
    }

    /// On a server of somebody else's, templates outlive this process; their names tell what is in them.
    fn template(&self, template: Template) -> String {
        let kind = match template {
            Template::Empty => "empty",
            Template::Demo => "demo",
        };
        if self.endpoint().is_some() {
            return format!("folio_template_{kind}");
        }
        // A name in Postgres has 63 bytes.
        format!("folio_template_{kind}_{:.16}", migrate::fingerprint())
    }
}

/// Makes a template, or completes the one that is there.
async fn make_template(place: &Place, admin: &Client, template: Template, name: &str) {
    let exists = admin
        .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&name])
        .await
        .expect("the catalogue can be read")
        .is_some();
    if !exists {
        execute(admin, &format!("CREATE DATABASE {name}")).await;
    }
    let url = place.url(name);
    if place.endpoint().is_none() {
        execute(&connect(&url).await, "CREATE EXTENSION IF NOT EXISTS vector").await;
    }
    let settings = PoolSettings::new(url, HashKey::DEVELOPMENT);
    migrate::run(&settings).await.expect("the migrations run");
    let db = Db::open(PoolSettings { max_connections: 2, ..settings }).expect("the URL is one");
    folio::skills::load(&db).await.expect("the skills can be loaded");
    if template == Template::Demo {
        folio::demo::populate_if_empty(&db).await.expect("the demo people can be made");
    }
    db.close();
    // A database that somebody is connected to can't be copied, and a pool's connections end when they end.
    execute(
        admin,
        &format!("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"),
    )
    .await;
}

/// Copies a template. Postgres doesn't while somebody is at it, one of its own workers for one, and waits for that no longer than
/// five seconds.
async fn copy_template(admin: &Client, template: &str, name: &str) {
    let statement = format!("CREATE DATABASE {name} TEMPLATE {template}");
    for _ in 1..COPY_ATTEMPTS {
        match admin.batch_execute(&statement).await {
            Err(error) if error.code() == Some(&SqlState::OBJECT_IN_USE) => {}
            done => return done.unwrap_or_else(|error| panic!("{statement}: {error:?}")),
        }
    }
    execute(admin, &statement).await;
}

/// Drops a copy, and says whether it's gone: it isn't while a worker of Postgres's own vacuums it, which this role may not end.
async fn drop_unless_in_use(admin: &Client, name: &str) -> bool {
    let statement = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    match admin.batch_execute(&statement).await {
        Err(error)
            if matches!(error.code(), Some(&SqlState::OBJECT_IN_USE | &SqlState::INSUFFICIENT_PRIVILEGE)) =>
        {
            false
        }
        done => {
            done.unwrap_or_else(|error| panic!("{statement}: {error:?}"));
            true
        }
    }
}

async fn execute(client: &Client, statement: &str) {
    client.batch_execute(statement).await.unwrap_or_else(|error| panic!("{statement}: {error:?}"));
}

/// A connection for statements of a test's own.
pub(crate) async fn connect(url: &str) -> Client {
    let (client, connection) =
        tokio_postgres::connect(url, NoTls).await.expect("the database takes connections");
    tokio::spawn(connection);
    client
}
