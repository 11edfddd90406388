//! A database per test.

use folio_db::{Db, HashKey, PoolSettings, pages::ProfileReads};
use tokio_postgres::Client;

use crate::cluster::{self, Template};

/// A migrated database of a test's own, dropped with this value.
#[derive(Debug)]
pub struct TestDb {
    name: String,
    url: String,
}

impl TestDb {
    /// A database without anybody in it.
    pub async fn empty() -> Self {
        Self::copy(Template::Empty).await
    }

    /// A database with the demo people.
    pub async fn demo() -> Self {
        Self::copy(Template::Demo).await
    }

    async fn copy(template: Template) -> Self {
        let (name, url) = cluster::copy(template).await;
        Self { name, url }
    }

    /// The URL for the application's role.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A pool as the application has it, smaller.
    #[must_use]
    pub fn pool(&self) -> Db {
        let settings = PoolSettings {
            max_connections: 8,
            profile_reads: profile_reads(),
            ..PoolSettings::new(&self.url, HashKey::DEVELOPMENT)
        };
        Db::open(settings).expect("the URL is one")
    }

    /// A connection for the test's own SQL: what only a look at the tables can tell.
    pub async fn sql(&self) -> Client {
        cluster::connect(&self.url).await
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        cluster::drop_copy(std::mem::take(&mut self.name));
    }
}

/// Where the tests' servers read profiles from: what `FOLIO_TEST_PROFILE_READS` says, as `FOLIO_PROFILE_READS` does, so that
/// the same tests run on both paths.
fn profile_reads() -> ProfileReads {
    match std::env::var("FOLIO_TEST_PROFILE_READS") {
        Ok(reads) => {
            ProfileReads::parse(&reads).expect("FOLIO_TEST_PROFILE_READS: snapshot, tables or tables=25")
        }
        Err(_) => ProfileReads::SNAPSHOT,
    }
}
