//! Who and what is gone for good (design.md, decision 7): keyed hashes alone, to recognise what comes back.

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;

use crate::{error::DbResult, hash_key::HashKey, pool::Conn, schema::tombstones, slugs::QUARANTINE_DAYS};

/// What a tombstone is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tombstone<'a> {
    /// Somebody's id at Clerk: kept for good, since that is what makes a deletion final.
    ClerkId(&'a str),
    /// A profile: kept for good, so that a backup that is brought back can be erased anew.
    ProfileId(uuid::Uuid),
    /// An address: kept from others as long as one that was given up.
    Slug(&'a str),
}

impl Tombstone<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::ClerkId(_) => "CLERK_ID",
            Self::ProfileId(_) => "PROFILE_ID",
            Self::Slug(_) => "SLUG",
        }
    }

    pub(crate) fn hash(&self, key: &HashKey) -> [u8; 32] {
        let domain = match self {
            Self::ClerkId(_) => "tombstone clerk id",
            Self::ProfileId(_) => "tombstone profile id",
            Self::Slug(_) => "tombstone slug",
        };
        match self {
            Self::ClerkId(text) | Self::Slug(text) => key.hash_as(domain, text.as_bytes()),
            Self::ProfileId(id) => key.hash_as(domain, id.as_bytes()),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = tombstones)]
struct Row {
    kind: &'static str,
    hash: Vec<u8>,
}

/// Sets tombstones; one that stands stays as it is. One statement.
///
/// # Errors
/// As any query.
pub async fn set(conn: &Conn, stones: &[Tombstone<'_>]) -> DbResult<()> {
    let rows: Vec<Row> = stones
        .iter()
        .map(|stone| Row { kind: stone.kind(), hash: stone.hash(conn.hash_key()).to_vec() })
        .collect();
    conn.run(
        diesel::insert_into(tombstones::table).values(rows).on_conflict_do_nothing().execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Removes those of addresses whose time is over; answers how many.
///
/// # Errors
/// As any query.
pub async fn forget(conn: &Conn) -> DbResult<usize> {
    let over =
        diesel::dsl::sql::<sql_types::Timestamptz>(&format!("now() - interval '{QUARANTINE_DAYS} days'"));
    conn.run(
        diesel::delete(
            tombstones::table.filter(tombstones::kind.eq("SLUG")).filter(tombstones::made_at.le(over)),
        )
        .execute(&mut conn.raw()),
    )
    .await
}
