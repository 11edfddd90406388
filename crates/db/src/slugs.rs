//! Addresses: who has which, and who had it before (design.md, decision 10).
//!
//! An address that a profile gives up leads to it still, and nobody else gets it, for [`QUARANTINE_DAYS`]; then it is
//! free. Its former owner may have it back at any time before that.

use diesel::{
    dsl::{exists, select},
    prelude::*,
    sql_types,
};
use diesel_async::RunQueryDsl;

use crate::{
    error::DbResult,
    pool::Conn,
    schema::{profiles, slug_history, tombstones},
    tombstones::Tombstone,
    write::Locked,
};

/// How long an address that was given up leads to its former owner and is kept from others, in days.
pub const QUARANTINE_DAYS: i32 = 180;

/// Whether a profile may take an address. Locks the address, and the one that it would give up, until the transaction
/// ends: of two who want one address at once, or of one who wants what another gives up, the second sees what the first
/// did.
///
/// # Errors
/// As any query.
pub async fn is_free(profile: &Locked<'_>, slug: &str) -> DbResult<bool> {
    let conn = profile.conn();
    // In one order for everybody, so that two who swap their addresses don't wait for each other.
    let mut both = [profile.slug.as_str(), slug];
    both.sort_unstable();
    let lock = |slug: &str| {
        diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended('slug:' || $1, 0))")
            .bind::<sql_types::Text, _>(slug.to_owned())
    };
    conn.run(lock(both[0]).execute(&mut conn.raw())).await?;
    conn.run(lock(both[1]).execute(&mut conn.raw())).await?;

    let others = profiles::table.filter(profiles::slug.eq(slug)).filter(profiles::id.ne(profile.profile_id));
    let kept = slug_history::table
        .filter(slug_history::slug.eq(slug))
        .filter(slug_history::profile_id.ne(profile.profile_id))
        .filter(slug_history::released_at.gt(quarantine_start()));
    // Of somebody who is erased.
    let erased = tombstones::table
        .filter(tombstones::kind.eq("SLUG"))
        .filter(tombstones::hash.eq(Tombstone::Slug(slug).hash(conn.hash_key()).to_vec()))
        .filter(tombstones::made_at.gt(quarantine_start()));
    let taken = select(exists(others).or(exists(kept)).or(exists(erased)));
    let taken: bool = conn.run(taken.get_result(&mut conn.raw())).await?;
    Ok(!taken)
}

/// How many addresses the profile has given up within so many days, `slug` apart: to have one's own back is always
/// allowed.
///
/// # Errors
/// As any query.
pub async fn given_up_within(profile: &Locked<'_>, days: i32, slug: &str) -> DbResult<i64> {
    let conn = profile.conn();
    let since = diesel::dsl::sql::<sql_types::Timestamptz>(&format!("now() - interval '{days} days'"));
    conn.run(
        slug_history::table
            .filter(slug_history::profile_id.eq(profile.profile_id))
            .filter(slug_history::slug.ne(slug))
            .filter(slug_history::released_at.gt(since))
            .count()
            .get_result(&mut conn.raw()),
    )
    .await
}

/// Gives the profile an address that [`is_free`], and keeps the one that it had.
///
/// # Errors
/// As any query; [`crate::DbError::Refused`] when somebody registered with it in this very moment.
pub async fn set(profile: &Locked<'_>, slug: &str) -> DbResult<()> {
    let conn = profile.conn();
    // One's own address of before, or one that has been free for long.
    conn.run(diesel::delete(slug_history::table.find(slug)).execute(&mut conn.raw())).await?;
    conn.run(
        diesel::insert_into(slug_history::table)
            .values((slug_history::slug.eq(&profile.slug), slug_history::profile_id.eq(profile.profile_id)))
            .on_conflict(slug_history::slug)
            .do_update()
            .set((
                slug_history::profile_id.eq(profile.profile_id),
                slug_history::released_at.eq(diesel::dsl::now),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    conn.run(
        diesel::update(profiles::table.find(profile.profile_id))
            .set(profiles::slug.eq(slug))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Removes addresses that have been given up for longer than they are kept; answers how many.
///
/// # Errors
/// As any query.
pub async fn release(conn: &Conn) -> DbResult<usize> {
    conn.run(
        diesel::delete(slug_history::table.filter(slug_history::released_at.le(quarantine_start())))
            .execute(&mut conn.raw()),
    )
    .await
}

fn quarantine_start() -> diesel::expression::SqlLiteral<sql_types::Timestamptz> {
    diesel::dsl::sql(&format!("now() - interval '{QUARANTINE_DAYS} days'"))
}
