//! The read of a profile page: one indexed row (design.md, "The read path").

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, ProfilePolicy, ProfileState, Role, Toggles, field, indexable};
use uuid::Uuid;

use crate::{
    aggregate,
    error::{DbError, DbResult},
    json::RawJson,
    pool::{Conn, Db},
    profiles::CoreSnapshot,
    schema::{addresses, profiles, users},
    snapshot::{SectionSnapshots, Snapshot},
    written::{Written, text},
};

/// A profile as it is read: what a decision needs, and the rest sealed, most of it not even decoded.
#[derive(Debug, Clone)]
pub struct Page {
    /// The profile's id. An id alone tells nothing: whether the profile exists for a viewer is decided first.
    pub profile_id: Uuid,
    /// Whose it is.
    pub user_id: Uuid,
    /// What the profile brings to a decision.
    pub policy: ProfilePolicy,
    /// Its address.
    pub slug: Governed<field::ProfileSlug, String>,
    /// The owner's role.
    pub role: Governed<field::ProfileRole, Option<Role>>,
    /// Where it is in its life.
    pub state: Governed<field::PublicationState, ProfileState>,
    /// Found by members' search.
    pub discoverable: Governed<field::PublicationDiscoverable, bool>,
    /// Opened by signed-out visitors.
    pub public_url_enabled: Governed<field::PublicationPublicUrl, bool>,
    /// Offered to search engines.
    pub search_engine_indexing: Governed<field::PublicationIndexing, bool>,
    /// The aggregate's version.
    pub version: Governed<field::ProfileVersion, i64>,
    /// When it was made.
    pub created_at: Governed<field::ProfileCreatedAt, DateTime<Utc>>,
    /// When it was last changed.
    pub updated_at: Governed<field::ProfileUpdatedAt, DateTime<Utc>>,
    /// Those who say the [first](crate::endorsements::FIRST) things of each skill on it, if they were read along with it.
    pub endorsers: Option<Arc<Endorsers>>,
    /// The owner's choice, as a part of the decision about search engines.
    indexing: bool,
    stored: Stored,
}

/// Who were read along with a page, as far as they are still there: sealed, and not even decoded before the page is there for
/// somebody. Also those whose skill, or whose page, nobody may see: asked for by the ids that a view holds, one is found or isn't, and there is
/// no way to all of them.
pub struct Endorsers(HashMap<Uuid, Row>);

impl Endorsers {
    /// The page of one of them, with nothing but its header.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when it can't be read.
    pub fn get(&self, profile_id: Uuid) -> DbResult<Option<Page>> {
        self.0.get(&profile_id).cloned().map(of_header).transpose()
    }
}

impl std::fmt::Debug for Endorsers {
    /// Who they are stays out.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Endorsers")
    }
}

/// Where the rest of a page is.
#[derive(Debug, Clone)]
enum Stored {
    /// In the snapshot, if there is one.
    Snapshot(Option<RawJson>),
    /// In the snapshot's header, if there is one: nothing else is read.
    Header(Option<RawJson>),
    /// Made of the normalized tables.
    Tables(Box<Snapshot>),
}

impl Page {
    /// Whether search engines may list the profile: see [`folio_policy::indexable`].
    #[must_use]
    pub fn is_indexable(&self) -> bool {
        indexable(&self.policy, self.indexing)
    }

    /// Decodes everything else. Called once the decision has fallen, so that a profile that doesn't exist for a viewer
    /// costs the same, and fails the same, as one that never was: not at all.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when the snapshot is missing or can't be read: `backfill-profiles` makes it anew.
    pub fn snapshot(&self) -> DbResult<Snapshot> {
        let decoded = match &self.stored {
            Stored::Tables(snapshot) => return Ok(Snapshot::clone(snapshot)),
            Stored::Snapshot(stored) => stored.as_ref().map(RawJson::decode),
            Stored::Header(stored) => stored.as_ref().map(|stored| {
                let header = stored.decode()?;
                Some(Snapshot {
                    header,
                    core: CoreSnapshot::default(),
                    sections: SectionSnapshots::default(),
                })
            }),
        };
        decoded
            .ok_or(DbError::Corrupt("users.profile is missing: run backfill-profiles"))?
            .ok_or(DbError::Corrupt("users.profile can't be read: run backfill-profiles"))
    }
}

/// Which profiles are read from the normalized tables instead of the snapshot: the feature flag of the dual write
/// (capability P7). A profile is always on the same side of a share, and stays there when the share grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProfileReads {
    from_tables_percent: u8,
}

impl ProfileReads {
    /// Every profile from the snapshot.
    pub const SNAPSHOT: Self = Self { from_tables_percent: 0 };
    /// Every profile from the tables.
    pub const TABLES: Self = Self { from_tables_percent: 100 };

    /// Reads `snapshot`, `tables`, or `tables=25` for a quarter of the profiles.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim() {
            "snapshot" => Some(Self::SNAPSHOT),
            "tables" => Some(Self::TABLES),
            share => {
                let percent = share.strip_prefix("tables=")?.parse().ok()?;
                (percent <= 100).then_some(Self { from_tables_percent: percent })
            }
        }
    }

    /// Whether this profile is read from the tables. Ids are random, so that their beginnings draw lots.
    #[must_use]
    fn chooses(self, profile: Uuid) -> bool {
        let [first, second, ..] = profile.into_bytes();
        u16::from_be_bytes([first, second]) % 100 < self.from_tables_percent.into()
    }
}

/// Reads anew, from the tables, those of the pages whose turn it is by [`ProfileReads`]; the others stay as they are. One that
/// is gone meanwhile is left out.
///
/// All of it at one moment, policy and content: what was hidden before something was written is never shown with it.
///
/// # Errors
/// As any query.
pub async fn from_tables(db: &Db, pages: Vec<Page>) -> DbResult<Vec<Page>> {
    let reads = db.profile_reads();
    if reads == ProfileReads::SNAPSHOT {
        return Ok(pages);
    }
    let (chosen, mut pages): (Vec<Page>, Vec<Page>) =
        pages.into_iter().partition(|page| reads.chooses(page.profile_id));
    // Also for none: how many statements are sent doesn't tell whether a profile is there.
    let ids: Vec<Uuid> = chosen.into_iter().map(|page| page.profile_id).collect();
    let tx = db.begin().await?;
    let read = async {
        tx.at_one_moment().await?;
        futures_util::try_join!(by_ids(&tx, &ids), aggregate::load(&tx, &ids))
    };
    let read = read.await;
    let (heads, aggregates) = tx.finish(read).await?;
    let mut snapshots: HashMap<Uuid, Snapshot> =
        aggregates.into_iter().map(|rows| (rows.profile.id, rows.into_snapshot())).collect();
    pages.extend(heads.into_iter().filter_map(|page| {
        let snapshot = snapshots.remove(&page.profile_id)?;
        Some(Page { stored: Stored::Tables(Box::new(snapshot)), ..page })
    }));
    Ok(pages)
}

/// As [`from_tables`], for pages that were found by their addresses. An address whose profile changed it meanwhile still leads
/// to that profile.
///
/// # Errors
/// As any query.
pub async fn addressed_from_tables(db: &Db, pages: HashMap<String, Page>) -> DbResult<HashMap<String, Page>> {
    let asked: Vec<(String, Uuid)> =
        pages.iter().map(|(slug, page)| (slug.clone(), page.profile_id)).collect();
    let read = from_tables(db, pages.into_values().collect()).await?;
    let read: HashMap<Uuid, Page> = read.into_iter().map(|page| (page.profile_id, page)).collect();
    Ok(asked.into_iter().filter_map(|(slug, id)| Some((slug, read.get(&id)?.clone()))).collect())
}

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = profiles, check_for_backend(diesel::pg::Pg))]
struct Head {
    id: Uuid,
    user_id: Uuid,
    slug: String,
    state: String,
    version: i64,
    visibility: RawJson,
    discoverable: bool,
    public_url_enabled: bool,
    search_engine_indexing: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

type Row = (Head, Option<String>, Option<RawJson>);

/// The pages with these ids, in no particular order; unknown ids are left out. One statement.
///
/// # Errors
/// As any query.
pub async fn by_ids(conn: &Conn, ids: &[Uuid]) -> DbResult<Vec<Page>> {
    let rows: Vec<Row> = match ids {
        [id] => conn.run(Written::<PageById, _>::with(*id).load(&mut conn.raw())).await?,
        ids => conn.run(rows().filter(profiles::id.eq_any(ids)).load(&mut conn.raw())).await?,
    };
    rows.into_iter().map(Page::try_from).collect()
}

/// The pages with these ids with nothing but their headers, for those who are named on somebody else's page; else as [`by_ids`]. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn headers_by_ids(conn: &Conn, ids: &[Uuid]) -> DbResult<Vec<Page>> {
    let pages = Written::<HeadersByIds, _>::with(filled_up(ids));
    let rows: Vec<Row> = conn.run(pages.load(&mut conn.raw())).await?;
    rows.into_iter().map(of_header).collect()
}

/// A page of which the header was read.
fn of_header(row: Row) -> DbResult<Page> {
    let page = Page::try_from(row)?;
    Ok(match page.stored {
        Stored::Snapshot(header) => Page { stored: Stored::Header(header), ..page },
        _ => page,
    })
}

/// At least as many ids as Postgres guesses that there are in a list whose length it doesn't know. For fewer it finds a plan of
/// its own cheaper than the one that it could keep, and makes it anew each time, which costs more than running it.
fn filled_up(ids: &[Uuid]) -> Vec<Uuid> {
    const GUESSED: usize = 10;
    let nobody = GUESSED.saturating_sub(ids.len());
    ids.iter().copied().chain(std::iter::repeat_n(Uuid::nil(), nobody)).collect()
}

/// The pages that these addresses lead to, present ones and those of before, each with the address that was asked for;
/// unknown addresses are left out. One statement.
///
/// # Errors
/// As any query.
pub async fn by_slugs(conn: &Conn, slugs: &[String]) -> DbResult<HashMap<String, Page>> {
    let rows: Vec<Addressed> = match slugs {
        [slug] => conn.run(Written::<PageBySlug, _>::with(slug.as_str()).load(&mut conn.raw())).await?,
        slugs => {
            conn.run(addressed_rows().filter(addresses::slug.eq_any(slugs)).load(&mut conn.raw())).await?
        }
    };
    addressed(rows)
}

/// As [`by_slugs`] for one address, with the page's [endorsers](Page::endorsers). One statement.
///
/// # Errors
/// As any query.
pub async fn by_slug_with_endorsers(conn: &Conn, slug: &str) -> DbResult<HashMap<String, Page>> {
    let page = Written::<PageWithEndorsers, _>::with(slug);
    let rows: Vec<Addressed> = conn.run(page.load(&mut conn.raw())).await?;
    let (pages, endorsers): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(slug, ..)| !slug.is_empty());
    let endorsers = endorsers.into_iter().map(|(_, _, row)| (row.0.id, row)).collect();
    let endorsers = Arc::new(Endorsers(endorsers));
    let mut pages = addressed(pages)?;
    pages.values_mut().for_each(|page| page.endorsers = Some(Arc::clone(&endorsers)));
    Ok(pages)
}

/// An address, whether it is the present one of the profile that it leads to, and what is read of that.
type Addressed = (String, bool, Row);

fn addressed(mut rows: Vec<Addressed>) -> DbResult<HashMap<String, Page>> {
    // Who has an address now comes before who had it.
    rows.sort_by_key(|(_, present, _)| *present);
    rows.into_iter().map(|(slug, _, row)| Ok((slug, Page::try_from(row)?))).collect()
}

/// What is read of a profile. A caller with one key compares it with `=`: see [`filled_up`] for why.
#[diesel::dsl::auto_type]
fn rows() -> _ {
    let head: diesel::dsl::AsSelect<Head, diesel::pg::Pg> = Head::as_select();
    profiles::table.inner_join(users::table).select((head, users::role, users::profile))
}

#[diesel::dsl::auto_type]
fn header_rows() -> _ {
    let head: diesel::dsl::AsSelect<Head, diesel::pg::Pg> = Head::as_select();
    profiles::table.inner_join(users::table).select((head, users::role, users::profile_header))
}

#[diesel::dsl::auto_type]
fn addressed_rows() -> _ {
    let head: diesel::dsl::AsSelect<Head, diesel::pg::Pg> = Head::as_select();
    addresses::table.inner_join(profiles::table.inner_join(users::table)).select((
        addresses::slug,
        addresses::present,
        (head, users::role, users::profile),
    ))
}

text! {
    /// [`by_ids`] for one.
    PageById(sql_types::Uuid) gives rows = rows().filter(profiles::id.eq(Uuid::nil()))
}

text! {
    /// [`headers_by_ids`].
    HeadersByIds(sql_types::Array<sql_types::Uuid>) gives header_rows = header_rows().filter(profiles::id.eq_any([Uuid::nil()]))
}

text! {
    /// [`by_slugs`] for one.
    PageBySlug(sql_types::Text) gives addressed_rows = addressed_rows().filter(addresses::slug.eq(""))
}

text! {
    /// [`by_slug_with_endorsers`].
    PageWithEndorsers(sql_types::Text) gives addressed_rows =
        diesel::dsl::sql::<<addressed_rows as diesel::query_builder::AsQuery>::SqlType>(WITH_ENDORSERS)
}

/// Rows as of [`addressed_rows()`]: the page's has the address, those of the endorsers have none, and their headers. Diesel has no word for
/// an array that another column holds.
const WITH_ENDORSERS: &str = "\
    SELECT CASE WHEN named.id = page.id THEN addresses.slug ELSE '' END, addresses.present, \
        named.id, named.user_id, named.slug, named.state, named.version, named.visibility, named.discoverable, \
        named.public_url_enabled, named.search_engine_indexing, named.created_at, named.updated_at, users.role, \
        CASE WHEN named.id = page.id THEN users.profile ELSE users.profile_header END \
    FROM addresses \
        JOIN profiles AS page ON page.id = addresses.profile_id \
        JOIN users AS owner ON owner.id = page.user_id \
        JOIN profiles AS named ON named.id = ANY (array_prepend(page.id, owner.profile_endorsers)) \
        JOIN users ON users.id = named.user_id \
    WHERE addresses.slug = $1";

impl TryFrom<Row> for Page {
    type Error = DbError;

    fn try_from((head, role, stored): Row) -> Result<Self, DbError> {
        let state = ProfileState::parse(&head.state).ok_or(DbError::Corrupt("profiles.state"))?;
        let toggles: Toggles = head.visibility.decode().ok_or(DbError::Corrupt("profiles.visibility"))?;
        Ok(Self {
            profile_id: head.id,
            user_id: head.user_id,
            policy: ProfilePolicy { state, public_url_enabled: head.public_url_enabled, toggles },
            slug: Governed::new(head.slug),
            role: Governed::new(role.as_deref().and_then(Role::parse)),
            state: Governed::new(state),
            discoverable: Governed::new(head.discoverable),
            public_url_enabled: Governed::new(head.public_url_enabled),
            search_engine_indexing: Governed::new(head.search_engine_indexing),
            version: Governed::new(head.version),
            created_at: Governed::new(head.created_at),
            updated_at: Governed::new(head.updated_at),
            endorsers: None,
            indexing: head.search_engine_indexing,
            stored: Stored::Snapshot(stored),
        })
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::ProfileReads;

    #[test]
    fn a_share_is_what_it_says_and_grows_without_turning_anybody_back() {
        let ids: Vec<Uuid> = (0..4_000).map(|_| Uuid::new_v4()).collect();
        let chosen = |text: &str| -> Vec<bool> {
            let reads = ProfileReads::parse(text).expect("it can be read");
            ids.iter().map(|id| reads.chooses(*id)).collect()
        };
        assert!(chosen("snapshot").into_iter().all(|tables| !tables));
        assert!(chosen("tables").into_iter().all(|tables| tables));
        let (quarter, half) = (chosen("tables=25"), chosen("tables=50"));
        let count = |share: &[bool]| share.iter().filter(|tables| **tables).count();
        assert!((700..1_300).contains(&count(&quarter)), "{}", count(&quarter));
        assert!((1_700..2_300).contains(&count(&half)), "{}", count(&half));
        assert!(quarter.iter().zip(&half).all(|(before, now)| !before || *now));
        for refused in ["", "table", "tables=101", "tables=-1", "tables=", "25"] {
            assert_eq!(ProfileReads::parse(refused), None, "{refused}");
        }
    }
}
