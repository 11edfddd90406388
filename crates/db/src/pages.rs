//! The read of a profile page: one indexed row (design.md, "The read path").

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, ProfilePolicy, ProfileState, Role, Toggles, field};
use uuid::Uuid;

use crate::{
    error::{DbError, DbResult},
    json::{Json, RawJson},
    pool::Conn,
    schema::{addresses, profiles, users},
    snapshot::Snapshot,
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
    stored: Option<RawJson>,
}

impl Page {
    /// Decodes everything else. Called once the decision has fallen, so that a profile that doesn't exist for a viewer
    /// costs the same, and fails the same, as one that never was: not at all.
    ///
    /// # Errors
    /// [`DbError::Corrupt`] when the snapshot is missing or can't be read: `backfill-profiles` makes it anew.
    pub fn snapshot(&self) -> DbResult<Snapshot> {
        let stored = self
            .stored
            .as_ref()
            .ok_or(DbError::Corrupt("users.profile is missing: run backfill-profiles"))?;
        stored.decode().ok_or(DbError::Corrupt("users.profile can't be read: run backfill-profiles"))
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = profiles, check_for_backend(diesel::pg::Pg))]
struct Head {
    id: Uuid,
    user_id: Uuid,
    slug: String,
    state: String,
    version: i64,
    visibility: Json<Toggles>,
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
    let pages = rows();
    let rows: Vec<Row> = match ids {
        [id] => conn.run(pages.filter(profiles::id.eq(id)).load(&mut conn.raw())).await?,
        ids => conn.run(pages.filter(profiles::id.eq_any(ids)).load(&mut conn.raw())).await?,
    };
    rows.into_iter().map(Page::try_from).collect()
}

/// The pages that these addresses lead to, present ones and those of before, each with the address that was asked for;
/// unknown addresses are left out. One statement.
///
/// # Errors
/// As any query.
pub async fn by_slugs(conn: &Conn, slugs: &[String]) -> DbResult<HashMap<String, Page>> {
    let pages = addressed_rows();
    let mut rows: Vec<(String, bool, Row)> = match slugs {
        [slug] => conn.run(pages.filter(addresses::slug.eq(slug)).load(&mut conn.raw())).await?,
        slugs => conn.run(pages.filter(addresses::slug.eq_any(slugs)).load(&mut conn.raw())).await?,
    };
    // Who has an address now comes before who had it.
    rows.sort_by_key(|(_, present, _)| *present);
    rows.into_iter().map(|(slug, _, row)| Ok((slug, Page::try_from(row)?))).collect()
}

/// What is read of a profile. A caller with one key compares it with `=`: for `= ANY` of a list whose length it doesn't
/// know, Postgres guesses ten rows, and so plans the statement anew each time, which costs more than running it.
#[diesel::dsl::auto_type]
fn rows() -> _ {
    let head: diesel::dsl::AsSelect<Head, diesel::pg::Pg> = Head::as_select();
    profiles::table.inner_join(users::table).select((head, users::role, users::profile))
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

impl TryFrom<Row> for Page {
    type Error = DbError;

    fn try_from((head, role, stored): Row) -> Result<Self, DbError> {
        let state = ProfileState::parse(&head.state).ok_or(DbError::Corrupt("profiles.state"))?;
        Ok(Self {
            profile_id: head.id,
            user_id: head.user_id,
            policy: ProfilePolicy {
                state,
                public_url_enabled: head.public_url_enabled,
                toggles: head.visibility.0,
            },
            slug: Governed::new(head.slug),
            role: Governed::new(role.as_deref().and_then(Role::parse)),
            state: Governed::new(state),
            discoverable: Governed::new(head.discoverable),
            public_url_enabled: Governed::new(head.public_url_enabled),
            search_engine_indexing: Governed::new(head.search_engine_indexing),
            version: Governed::new(head.version),
            created_at: Governed::new(head.created_at),
            updated_at: Governed::new(head.updated_at),
            stored,
        })
    }
}
