//! The one loader: profile pages by slug or id, and the viewer who asks for them.
//!
//! Whatever a document asks for, its profiles come in one batch: a statement for the slugs, one for the ids, one for those of
//! whom the header is enough, and the viewer's own look-up the first time, pipelined on one connection.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use async_graphql::{Context, Result};
use folio_db::{
    Conn, DbError, DbResult,
    pages::{self, Page, ProfileReads},
};
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    batches::Gathers,
    error::{account_gone, fault},
    session::Session,
};
use crate::accounts::{self, Viewer};

/// How a page is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PageKey {
    /// By its address.
    Slug(String),
    /// By its address, with those who say the first things of its skills: see [`Page::endorsers`]. Where several are asked for at once, without.
    SlugWithEndorsers(String),
    /// By its id.
    Id(Uuid),
    /// By its id, with nothing but its header.
    Header(Uuid),
}

/// The pages of one operation, as its resolvers share them. Gathered and read in batches, see [`batches`](super::batches).
///
/// async-graphql's `DataLoader` gathers by a timer and reads in a task, which costs more than the statement's own part of the
/// server's work (benches/README.md). Here those who ask read together, in the operation's own future.
pub struct Pages {
    session: Arc<Session>,
    next: Mutex<Arc<Batch>>,
}

/// The keys that are asked for together, and what there is of them.
#[derive(Default)]
struct Batch {
    keys: Mutex<HashSet<PageKey>>,
    closed: CancellationToken,
    found: OnceCell<Result<Found, Arc<DbError>>>,
}

impl Pages {
    /// The loader of one operation.
    #[must_use]
    pub fn new(session: Arc<Session>) -> Self {
        Self { session, next: Mutex::default() }
    }

    async fn load(&self, keys: Vec<PageKey>) -> Result<Found, Arc<DbError>> {
        if keys.is_empty() {
            return Ok(Found::new());
        }
        let asked = keys.clone();
        let batch = {
            let next = locked(&self.next);
            locked(&next.keys).extend(keys);
            Arc::clone(&next)
        };
        // Whoever comes first reads for all; should they hang up, the next one does.
        let found = batch.found.get_or_init(|| async {
            batch.closed.cancelled().await;
            let keys: Vec<PageKey> = locked(&batch.keys).iter().cloned().collect();
            load(&self.session, &keys).await.map_err(Arc::new)
        });
        match found.await {
            Ok(found) => Ok(asked
                .into_iter()
                .filter_map(|key| found.get(&key).cloned().map(|page| (key, page)))
                .collect()),
            Err(error) => Err(Arc::clone(error)),
        }
    }
}

impl Gathers for Pages {
    fn close(&self) -> Option<CancellationToken> {
        let mut next = locked(&self.next);
        if locked(&next.keys).is_empty() {
            return None;
        }
        Some(std::mem::take(&mut *next).closed.clone())
    }
}

/// Pages by what they were asked for by.
type Found = HashMap<PageKey, Arc<Page>>;

/// No lock is held by whoever may panic.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn load(session: &Session, keys: &[PageKey]) -> DbResult<Found> {
    let mut slugs = BTreeSet::new();
    let mut ids = Vec::new();
    let mut headers = Vec::new();
    for key in keys {
        match key {
            PageKey::Slug(slug) | PageKey::SlugWithEndorsers(slug) => {
                slugs.insert(slug.clone());
            }
            PageKey::Id(id) => ids.push(*id),
            PageKey::Header(id) => headers.push(*id),
        }
    }
    // An address may be asked for with and without.
    let slugs: Vec<String> = slugs.into_iter().collect();
    let db = &session.services.db;
    // Read from the tables, a page brings nobody along.
    let along = db.profile_reads() == ProfileReads::SNAPSHOT
        && keys.iter().any(|key| matches!(key, PageKey::SlugWithEndorsers(_)));
    let conn = db.conn().await?;
    let (known, by_slug, by_id, by_header) = futures_util::try_join!(
        known_viewer(session, &conn),
        async {
            match slugs.as_slice() {
                [] => Ok(HashMap::new()),
                [slug] if along => pages::by_slug_with_endorsers(&conn, slug).await,
                slugs => pages::by_slugs(&conn, slugs).await,
            }
        },
        async { if ids.is_empty() { Ok(Vec::new()) } else { pages::by_ids(&conn, &ids).await } },
        async {
            if headers.is_empty() { Ok(Vec::new()) } else { pages::headers_by_ids(&conn, &headers).await }
        },
    )?;
    // Registration takes a connection of its own: give this one back first.
    drop(conn);
    settle_viewer(session, known).await?;

    let by_id = if ids.is_empty() { by_id } else { pages::from_tables(db, by_id).await? };
    let by_header = if headers.is_empty() { by_header } else { pages::from_tables(db, by_header).await? };
    let by_slug = if slugs.is_empty() { by_slug } else { pages::addressed_from_tables(db, by_slug).await? };
    let by_slug: HashMap<String, Arc<Page>> =
        by_slug.into_iter().map(|(slug, page)| (slug, Arc::new(page))).collect();
    let addressed = |key: &PageKey| match key {
        PageKey::Slug(slug) | PageKey::SlugWithEndorsers(slug) => by_slug.get(slug).cloned(),
        PageKey::Id(_) | PageKey::Header(_) => None,
    };
    let mut found: Found = keys.iter().filter_map(|key| Some((key.clone(), addressed(key)?))).collect();
    found.extend(by_id.into_iter().map(|page| (PageKey::Id(page.profile_id), Arc::new(page))));
    found.extend(by_header.into_iter().map(|page| (PageKey::Header(page.profile_id), Arc::new(page))));
    Ok(found)
}

/// The viewer if no statement or one is enough: `None` for somebody never seen before. Roots that ask at the same time
/// wait for the same statement.
async fn known_viewer(session: &Session, conn: &Conn) -> DbResult<Option<Viewer>> {
    let known = session.known.get_or_try_init(|| async {
        match &session.identity {
            None => Ok(Some(Viewer::ANONYMOUS)),
            Some(identity) => accounts::look_up(conn, &identity.clerk_id).await,
        }
    });
    known.await.cloned()
}

async fn settle_viewer(session: &Session, known: Option<Viewer>) -> DbResult<()> {
    session
        .viewer
        .get_or_try_init(|| async {
            match (known, &session.identity) {
                (Some(viewer), _) => Ok(viewer),
                (None, Some(identity)) => {
                    accounts::first_sight(&session.services.db, &identity.clerk_id).await
                }
                (None, None) => Ok(Viewer::ANONYMOUS),
            }
        })
        .await
        .map(|_: &Viewer| ())
}

/// The operation's viewer.
///
/// # Errors
/// For somebody whose account was deleted, and when the database fails.
pub async fn viewer<'a>(ctx: &Context<'a>) -> Result<&'a Viewer> {
    let session = session(ctx);
    if session.viewer.get().is_none() {
        let known = if session.identity.is_none() {
            Some(Viewer::ANONYMOUS)
        } else {
            let conn = session.services.db.conn().await.map_err(fault)?;
            known_viewer(session, &conn).await.map_err(fault)?
        };
        settle_viewer(session, known).await.map_err(fault)?;
    }
    present(session.viewer.get().unwrap_or(&ANONYMOUS))
}

/// Whoever was deleted gets no answer, whatever they ask: a token that is still good for a moment is nobody's.
fn present(viewer: &Viewer) -> Result<&Viewer> {
    if viewer.is_deleted() { Err(account_gone()) } else { Ok(viewer) }
}

static ANONYMOUS: Viewer = Viewer::ANONYMOUS;

/// Loads one page and the viewer who asks for it.
///
/// # Errors
/// When the database fails.
pub async fn page<'a>(ctx: &Context<'a>, key: PageKey) -> Result<(Option<Arc<Page>>, &'a Viewer)> {
    let found = ctx.data_unchecked::<Arc<Pages>>().load(vec![key]).await.map_err(fault)?;
    Ok((found.into_values().next(), viewer(ctx).await?))
}

/// Loads many pages and the viewer who asks for them.
///
/// # Errors
/// When the database fails.
pub async fn many<'a>(ctx: &Context<'a>, keys: Vec<PageKey>) -> Result<(Found, &'a Viewer)> {
    let found = ctx.data_unchecked::<Arc<Pages>>().load(keys).await.map_err(fault)?;
    Ok((found, viewer(ctx).await?))
}

/// The operation's session.
#[must_use]
pub fn session<'a>(ctx: &Context<'a>) -> &'a Arc<Session> {
    ctx.data_unchecked::<Arc<Session>>()
}
