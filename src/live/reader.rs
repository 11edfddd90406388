//! The group reader: readings of pages and viewers for whoever follows, made together.
//!
//! Who asks gets what was read **after** they asked: there is no cache, so a toggle that was shut stops the very next event.
//! What makes a thousand followers cheap is that they ask together. Askers gather until the next beat and share one
//! reading, which takes two statements at most, and within it whatever is equal: the page, and the view of all those to
//! whom the same is open.
//!
//! Readings begin on a beat that everything in the process keeps to. A flood of changes costs so many readings a second and
//! no more; and when an event comes doesn't tell of a hidden edit before it, as a least time between two readings would.

use std::{
    any::{Any, TypeId},
    collections::HashMap,
    fmt, mem,
    sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use folio_db::{
    Db, DbError, DbResult,
    jobs::Standing,
    pages::{self, Page},
};
use folio_policy::Access;
use tokio::{
    sync::{Semaphore, oneshot},
    time::{Instant, sleep_until, timeout},
};
use uuid::Uuid;

use super::work::Work;
use crate::accounts::{self, Viewer};

/// Between two beats.
const BEAT: Duration = Duration::from_millis(20);
/// Readings that may be under way at once, so that one that takes long doesn't hold up all others. Each has a connection.
const READINGS: usize = 2;
/// Most askers of one reading: what it reads is in memory at once.
const MOST: usize = 4_096;
/// Most milliseconds before a reading that the database wasn't there for is tried once more, by lot.
const LONGEST_PAUSE: u128 = 500;
/// Most readings that are made in place of one that can't be read, to find out whose page it is.
const MOST_PARTS: usize = 64;
/// The longest that a reading may take: a connection, and the statements side by side.
pub(super) const PATIENCE: Duration = Duration::from_secs(8);

/// Reads for all followers of this process.
#[derive(Clone)]
pub struct Reader(Arc<Shared>);

struct Shared {
    db: Db,
    gathering: Mutex<Gathering>,
    readings: Semaphore,
    work: Arc<Work>,
}

/// Who has asked since the last reading began.
#[derive(Default)]
struct Gathering {
    asks: Vec<Ask>,
    /// Whether somebody waits for the beat to read for them.
    awaited: bool,
}

impl Gathering {
    /// Takes in one who asks; tells whether somebody waits for the beat already.
    fn take_in(&mut self, ask: Ask) -> bool {
        self.asks.push(ask);
        mem::replace(&mut self.awaited, true)
    }

    /// Those whose turn it is, and whether there are more.
    fn take_out(&mut self) -> (Vec<Ask>, bool) {
        let rest = self.asks.split_off(self.asks.len().min(MOST));
        self.awaited = !rest.is_empty();
        (mem::replace(&mut self.asks, rest), self.awaited)
    }
}

struct Ask {
    profile: Uuid,
    clerk_id: Option<String>,
    answer: oneshot::Sender<Answer>,
}

/// Pages by their profiles, and viewers by their Clerk ids.
type Read = (HashMap<Uuid, Arc<ReadPage>>, HashMap<String, Viewer>);

/// A failure is everybody's who asked.
type Answer = Result<Reading, Arc<DbError>>;

/// What was read for one asker.
#[derive(Debug)]
pub struct Reading {
    /// When it began: what was committed before that is in it.
    pub began: Instant,
    /// The page; `None` where there is no such profile.
    pub page: Option<Arc<ReadPage>>,
    /// The viewer; `None` for somebody who signed in and isn't here, be it not yet or not any more.
    pub viewer: Option<Viewer>,
}

/// A page with the views that were made of it, shared by those who asked for it together.
pub struct ReadPage {
    page: Arc<Page>,
    views: Mutex<HashMap<Key, View>>,
}

/// What makes two views the same: what it is that is built, what is open, and who looks, where that matters.
type Key = (TypeId, Access, Option<Uuid>);

type View = Arc<dyn Any + Send + Sync>;

impl Reader {
    /// A reader of this database.
    #[must_use]
    pub fn new(db: Db) -> Self {
        let (readings, work) = (Semaphore::new(READINGS), Work::new(db.clone()));
        Self(Arc::new(Shared { db, gathering: Mutex::default(), readings, work }))
    }

    /// Reads a page and the viewer behind a Clerk id, `None` for the anonymous, at the next beat. One who stops waiting
    /// costs nobody anything.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&self, profile: Uuid, clerk_id: Option<&str>) -> Answer {
        let (answer, answered) = oneshot::channel();
        let ask = Ask { profile, clerk_id: clerk_id.map(ToOwned::to_owned), answer };
        if !lock(&self.0.gathering).take_in(ask) {
            self.0.read_at_the_beat();
        }
        answered.await.unwrap_or_else(|_| Err(Arc::new(DbError::Unfinished)))
    }

    /// How the work for a profile stands, kind by kind, at the next beat.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn standing(&self, profile: Uuid) -> Result<Vec<Standing>, Arc<DbError>> {
        self.0.work.standing(profile, beat(BEAT)).await
    }
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reader")
    }
}

impl Shared {
    fn read_at_the_beat(self: &Arc<Self>) {
        let shared = Arc::clone(self);
        tokio::spawn(async move {
            sleep_until(beat(BEAT)).await;
            // Who asks while all readings are under way shares the next one.
            let Ok(_permit) = shared.readings.acquire().await else { return };
            let (asks, more) = lock(&shared.gathering).take_out();
            if more {
                shared.read_at_the_beat();
            }
            shared.answer(asks).await;
        });
    }

    async fn answer(&self, asks: Vec<Ask>) {
        let began = Instant::now();
        let mut read = self.read_in_time(&asks).await;
        if matches!(read, Err(DbError::Unavailable(_) | DbError::TimedOut(_))) {
            // Most outages are short, and what fails here ends everybody's subscription at once, to come back at once.
            tokio::time::sleep(pause()).await;
            read = self.read_in_time(&asks).await;
        }
        metrics::histogram!("folio_live_reading_seconds").record(began.elapsed());
        metrics::counter!("folio_live_readings_total").increment(1);
        match read {
            Err(DbError::Unavailable(_) | DbError::TimedOut(_)) | Ok(_) => tell(asks, began, read),
            Err(error) => self.answer_apart(asks, began, error).await,
        }
    }

    /// Answers those who asked for a reading that has failed by what was read, half by half until whoever can't be read is
    /// alone: one page that is broken is an error for its own followers. What fails for all of them does so after
    /// [`MOST_PARTS`].
    async fn answer_apart(&self, asks: Vec<Ask>, began: Instant, error: DbError) {
        let (mut parts, mut left) = (vec![(asks, error)], MOST_PARTS);
        while let Some((mut asks, error)) = parts.pop() {
            let profiles = distinct(asks.iter().map(|ask| ask.profile));
            if profiles.len() < 2 || left < 2 {
                tracing::error!(
                    cause = error.cause(),
                    profiles = profiles.len(),
                    "what is followed can't be read"
                );
                tell(asks, began, Err(error));
                continue;
            }
            let middle = profiles[profiles.len() / 2];
            let upper: Vec<Ask> = asks.extract_if(.., |ask| ask.profile >= middle).collect();
            for half in [asks, upper] {
                left -= 1;
                match self.read_in_time(&half).await {
                    // The database is gone meanwhile, for all of them: to go on asking part by part would keep them waiting.
                    read @ (Ok(_) | Err(DbError::Unavailable(_) | DbError::TimedOut(_))) => {
                        tell(half, began, read)
                    }
                    Err(error) => parts.push((half, error)),
                }
            }
        }
    }

    async fn read_in_time(&self, asks: &[Ask]) -> DbResult<Read> {
        let read = timeout(PATIENCE, self.read(asks)).await;
        read.unwrap_or_else(|elapsed| Err(DbError::Unavailable(elapsed.into())))
    }

    /// One statement for the pages and one for the viewers, side by side on one connection.
    async fn read(&self, asks: &[Ask]) -> DbResult<Read> {
        let profiles = distinct(asks.iter().map(|ask| ask.profile));
        let clerk_ids = distinct(asks.iter().filter_map(|ask| ask.clerk_id.as_deref()));
        let conn = self.db.conn().await?;
        let (pages, viewers) = futures_util::try_join!(
            pages::by_ids(&conn, &profiles),
            accounts::look_up_all(&conn, &clerk_ids)
        )?;
        drop(conn);
        let pages = pages::from_tables(&self.db, pages).await?;
        let pages = pages.into_iter().map(|page| (page.profile_id, Arc::new(ReadPage::new(page))));
        Ok((pages.collect(), viewers))
    }
}

/// Gives each what they asked for. Who has left doesn't hear it.
fn tell(asks: Vec<Ask>, began: Instant, read: DbResult<Read>) {
    match read {
        Ok((pages, viewers)) => {
            for Ask { profile, clerk_id, answer } in asks {
                let viewer = match clerk_id {
                    None => Some(Viewer::ANONYMOUS),
                    Some(clerk_id) => viewers.get(&clerk_id).cloned(),
                };
                let _ = answer.send(Ok(Reading { began, page: pages.get(&profile).cloned(), viewer }));
            }
        }
        Err(error) => {
            let error = Arc::new(error);
            for ask in asks {
                let _ = ask.answer.send(Err(Arc::clone(&error)));
            }
        }
    }
}

impl ReadPage {
    fn new(page: Page) -> Self {
        Self { page: Arc::new(page), views: Mutex::default() }
    }

    /// The page itself.
    #[must_use]
    pub const fn page(&self) -> &Arc<Page> {
        &self.page
    }

    /// The view of those to whom `access` is open, made by whoever wants it first and shared with the others of the
    /// reading. `make` sees nothing but page and access, so that nobody gets what was made for somebody else.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn view<V: Send + Sync + 'static>(
        &self,
        access: Access,
        make: fn(&Arc<Page>, &Access) -> DbResult<V>,
    ) -> DbResult<Arc<V>> {
        self.shared((TypeId::of::<V>(), access, None), |access| make(&self.page, access))
    }

    /// As [`Self::view`], of what is another for each person who looks: shared by the anonymous, and by one person's own.
    ///
    /// # Errors
    /// When it can't be made.
    pub fn view_of<V: Send + Sync + 'static>(
        &self,
        viewer: &Viewer,
        access: Access,
        make: fn(&Arc<Page>, &Access, &Viewer) -> DbResult<V>,
    ) -> DbResult<Arc<V>> {
        let person = viewer.account().map(|account| account.user_id);
        self.shared((TypeId::of::<V>(), access, person), |access| make(&self.page, access, viewer))
    }

    fn shared<V: Send + Sync + 'static>(
        &self,
        key: Key,
        make: impl FnOnce(&Access) -> DbResult<V>,
    ) -> DbResult<Arc<V>> {
        let mut views = lock(&self.views);
        if let Some(view) = views.get(&key).and_then(|view| Arc::clone(view).downcast().ok()) {
            return Ok(view);
        }
        let view = Arc::new(make(&key.1)?);
        let made: View = Arc::<V>::clone(&view);
        views.insert(key, made);
        Ok(view)
    }
}

impl fmt::Debug for ReadPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadPage")
    }
}

pub(super) fn distinct<T: Ord>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn pause() -> Duration {
    let millis = 100 + Uuid::new_v4().as_u128() % (LONGEST_PAUSE - 100);
    Duration::from_millis(u64::try_from(millis).unwrap_or_default())
}

/// The next beat of those that come this often.
pub(super) fn beat(every: Duration) -> Instant {
    static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);
    let beats = BEGAN.elapsed().as_millis() / every.as_millis() + 1;
    *BEGAN + every * u32::try_from(beats).unwrap_or(u32::MAX)
}

/// Nothing that holds the lock can panic half-way, so what it guards is sound even if somebody did.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use folio_db::{HashKey, PoolSettings};
    use futures_util::future::join_all;
    use tokio::net::TcpListener;

    use super::*;

    /// Whoever reads together with a page that can't be read isn't kept waiting when the database goes meanwhile.
    #[tokio::test]
    async fn an_outage_ends_the_search_for_a_page_that_can_not_be_read() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
        let port = listener.local_addr().expect("it is bound").port();
        let asked = Arc::new(AtomicUsize::new(0));
        let counting = Arc::clone(&asked);
        tokio::spawn(async move {
            // As a database that has just gone: each connection is closed before a word is said.
            while let Ok((connection, _)) = listener.accept().await {
                counting.fetch_add(1, Ordering::SeqCst);
                drop(connection);
            }
        });
        let url = format!("postgres://nobody@127.0.0.1:{port}/nothing");
        let db = Db::open(PoolSettings::new(url, HashKey::DEVELOPMENT)).expect("the address can be read");
        let reader = Reader::new(db);
        let (answers, asks): (Vec<_>, Vec<_>) = (0..64)
            .map(|n| {
                let (answer, answered) = oneshot::channel();
                (answered, Ask { profile: Uuid::from_u128(n), clerk_id: None, answer })
            })
            .unzip();
        reader.0.answer_apart(asks, Instant::now(), DbError::Corrupt("a page")).await;
        for answer in join_all(answers).await {
            let error = answer.expect("everybody is told").expect_err("there is no database");
            assert!(matches!(*error, DbError::Unavailable(_)), "{error:?}");
        }
        let asked = asked.load(Ordering::SeqCst);
        assert!(asked <= 4, "each half was asked for once, and not {asked} parts");
    }
}
