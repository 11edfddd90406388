//! The profiles that search engines may list, in the order of their addresses: what sitemaps are made of.
//!
//! Filtered before they are paged, in SQL, by the condition of a partial index: a page that was thinned out afterwards would
//! tell how many it left out. The condition says in SQL what [`folio_policy::indexable`] says; a test holds the two
//! together, and each row is decided once more before its address leaves, so that a difference hides and never shows.

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, ProfilePolicy, ProfileState, Relation, Toggles, decide, field};

use crate::{
    error::{DbError, DbResult},
    json::Json,
    pool::Conn,
};

/// The condition, to the letter of the index `profiles_listed`: the planner takes the index for no other.
macro_rules! listed {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            " state = 'ACTIVE' AND public_url_enabled AND search_engine_indexing \
             AND (visibility #>> '{sections,HEADER}') = 'PUBLIC' \
             AND COALESCE(visibility #>> '{fields,Profile.slug}', 'PUBLIC') = 'PUBLIC' ",
            $after
        )
    };
}

/// [`count`]'s statement.
pub const COUNT: &str = listed!("SELECT count(*) AS profiles FROM profiles WHERE", "");

/// [`slugs`]' statement. The place where a page begins is found in the index alone; the rows themselves are read of the page
/// only.
pub const PAGE: &str = listed!(
    "SELECT slug, state, public_url_enabled, search_engine_indexing, visibility FROM profiles WHERE",
    "AND slug >= (SELECT slug FROM profiles WHERE state = 'ACTIVE' AND public_url_enabled AND search_engine_indexing \
     AND (visibility #>> '{sections,HEADER}') = 'PUBLIC' \
     AND COALESCE(visibility #>> '{fields,Profile.slug}', 'PUBLIC') = 'PUBLIC' ORDER BY slug OFFSET $1 LIMIT 1) \
     ORDER BY slug LIMIT $2"
);

/// How many there are. One statement.
///
/// # Errors
/// As any query.
pub async fn count(conn: &Conn) -> DbResult<u64> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = sql_types::BigInt)]
        profiles: i64,
    }
    let count: Count = conn.run(diesel::sql_query(COUNT).get_result(&mut conn.raw())).await?;
    u64::try_from(count.profiles).map_err(|_| DbError::Corrupt("a count is below zero"))
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = sql_types::Text)]
    slug: String,
    #[diesel(sql_type = sql_types::Text)]
    state: String,
    #[diesel(sql_type = sql_types::Bool)]
    public_url_enabled: bool,
    #[diesel(sql_type = sql_types::Bool)]
    search_engine_indexing: bool,
    #[diesel(sql_type = sql_types::Json)]
    visibility: Json<Toggles>,
}

/// The addresses of at most `limit` of them, `offset` ones left out, as anonymous visitors see them. One statement.
///
/// # Errors
/// As any query.
pub async fn slugs(conn: &Conn, offset: i64, limit: i64) -> DbResult<Vec<String>> {
    let page =
        diesel::sql_query(PAGE).bind::<sql_types::BigInt, _>(offset).bind::<sql_types::BigInt, _>(limit);
    let rows: Vec<Row> = conn.run(page.load(&mut conn.raw())).await?;
    rows.into_iter().filter_map(|row| shown(row).transpose()).collect()
}

fn shown(row: Row) -> DbResult<Option<String>> {
    let policy = ProfilePolicy {
        state: ProfileState::parse(&row.state).ok_or(DbError::Corrupt("profiles.state"))?,
        public_url_enabled: row.public_url_enabled,
        toggles: row.visibility.0,
    };
    // As `indexable`, with one decision for both.
    if !row.search_engine_indexing {
        return Ok(None);
    }
    let slug = Governed::<field::ProfileSlug, _>::new(row.slug);
    Ok(decide(&Relation::ANONYMOUS, &policy).ok().and_then(|access| slug.reveal_some(access.whole())))
}
