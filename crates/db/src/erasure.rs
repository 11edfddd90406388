//! Erasure: what is left of somebody once they are gone (privacy.md; [`folio_policy::data_map`] says it column by
//! column).

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    error::DbResult,
    inbox,
    pool::Conn,
    schema::{media, profiles, slug_history, users},
    tombstones::{self, Tombstone},
};

/// Somebody who is to be erased.
pub struct Leaving {
    /// The user.
    pub user_id: Uuid,
    /// Their Clerk id.
    pub clerk_id: String,
    /// Their profile, if they have one.
    pub profile_id: Option<Uuid>,
}

/// The user who is to be erased; `None` when they are gone already.
///
/// # Errors
/// As any query.
pub async fn leaving(conn: &Conn, user_id: Uuid) -> DbResult<Option<Leaving>> {
    let found: Option<(Uuid, String, Option<Uuid>)> = conn
        .run(async {
            users::table
                .left_join(profiles::table)
                .filter(users::id.eq(user_id))
                .select((users::id, users::clerk_id, profiles::id.nullable()))
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    Ok(found.map(|(user_id, clerk_id, profile_id)| Leaving { user_id, clerk_id, profile_id }))
}

/// The files of a profile in the store.
///
/// # Errors
/// As any query.
pub async fn files(conn: &Conn, profile_id: Uuid) -> DbResult<Vec<Uuid>> {
    conn.run(media::table.filter(media::profile_id.eq(profile_id)).select(media::file).load(&mut conn.raw()))
        .await
}

/// Removes every row of somebody, and what came in about them; tombstones of their ids and addresses stay. The number of
/// statements doesn't depend on how much there was.
///
/// # Errors
/// As any query.
pub async fn erase(conn: &Conn, leaving: &Leaving) -> DbResult<()> {
    let mut stones = vec![Tombstone::ClerkId(&leaving.clerk_id)];
    let mut addresses: Vec<String> = Vec::new();
    if let Some(profile_id) = leaving.profile_id {
        stones.push(Tombstone::ProfileId(profile_id));
        addresses = conn
            .run(
                profiles::table
                    .filter(profiles::id.eq(profile_id))
                    .select(profiles::slug)
                    .union(
                        slug_history::table
                            .filter(slug_history::profile_id.eq(profile_id))
                            .select(slug_history::slug),
                    )
                    .load(&mut conn.raw()),
            )
            .await?;
    }
    stones.extend(addresses.iter().map(|slug| Tombstone::Slug(slug)));
    tombstones::set(conn, &stones).await?;
    inbox::erase_person(conn, &leaving.clerk_id).await?;
    conn.run(diesel::delete(users::table.find(leaving.user_id)).execute(&mut conn.raw())).await?;
    Ok(())
}
