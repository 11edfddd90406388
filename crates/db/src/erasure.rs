//! Erasure: what is left of somebody once they are gone (privacy.md; [`folio_policy::data_map`] says it column by
//! column).

use std::collections::BTreeSet;

use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{
    accounts, endorsements,
    error::DbResult,
    inbox,
    jobs::ERASE_JOB,
    pool::{Conn, Transaction},
    schema::{profiles, slug_history, users},
    tombstones::{self, Tombstone},
    write,
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

/// Users whose profile is ERASED and who have no job that will erase them, done or not: at most `limit`. One statement.
///
/// # Errors
/// As any query.
pub async fn forgotten(conn: &Conn, limit: i64) -> DbResult<Vec<Uuid>> {
    #[derive(diesel::QueryableByName)]
    struct Forgotten {
        #[diesel(sql_type = sql_types::Uuid)]
        user_id: Uuid,
    }
    let forgotten: Vec<Forgotten> = conn
        .run(
            diesel::sql_query(
                "SELECT user_id FROM profiles WHERE state = 'ERASED' AND NOT EXISTS (SELECT FROM jobs \
                     WHERE kind = $2 AND dedupe = 'ONCE' AND dedupe_key = profiles.user_id::text) \
                 ORDER BY id LIMIT $1",
            )
            .bind::<sql_types::BigInt, _>(limit)
            .bind::<sql_types::Text, _>(ERASE_JOB)
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(forgotten.into_iter().map(|forgotten| forgotten.user_id).collect())
}

/// What a profile has in the store.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// Files that are kept.
    pub files: Vec<Uuid>,
    /// Uploads, of which something may have been put.
    pub uploads: Vec<Uuid>,
}

async fn stored(conn: &Conn, profile_id: Uuid) -> DbResult<Stored> {
    #[derive(diesel::QueryableByName)]
    struct Name {
        #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
        file: Option<Uuid>,
        #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
        upload: Option<Uuid>,
    }
    let names: Vec<Name> = conn
        .run(
            diesel::sql_query(
                "SELECT file, NULL::uuid AS upload FROM media WHERE profile_id = $1 \
                 UNION ALL SELECT file, NULL FROM media_items WHERE profile_id = $1 \
                 UNION ALL SELECT file, id FROM uploads WHERE profile_id = $1",
            )
            .bind::<sql_types::Uuid, _>(profile_id)
            .load(&mut conn.raw()),
        )
        .await?;
    let mut stored = Stored::default();
    for name in names {
        stored.files.extend(name.file);
        stored.uploads.extend(name.upload);
    }
    Ok(stored)
}

/// What there is to do once somebody is gone.
#[derive(Debug, Default)]
pub struct Erased {
    /// What they had in the store.
    pub stored: Stored,
    /// The sources of deliveries about them with which something was still to be done.
    pub unsettled: Vec<String>,
    /// The profiles that have shown what they said of others, and must be read anew.
    pub shown_by: BTreeSet<Uuid>,
}

/// Removes every row of somebody, and what came in about them; tombstones of their ids and addresses stay. Answers what the
/// caller has to see to once this lasts. The number of statements doesn't depend on how much there was.
///
/// Locks in the order of everybody else who works on a person: the person, what came in about them, their profile.
///
/// # Errors
/// As any query.
pub async fn erase(tx: &Transaction, leaving: &Leaving) -> DbResult<Erased> {
    let conn: &Conn = tx;
    accounts::gate(conn, &leaving.clerk_id).await?;
    let unsettled = inbox::erase_person(conn, &leaving.clerk_id).await?;
    let mut stones = vec![Tombstone::ClerkId(&leaving.clerk_id)];
    let mut addresses: Vec<String> = Vec::new();
    let mut left = Erased { unsettled, ..Erased::default() };
    if let Some(profile_id) = leaving.profile_id {
        write::lock(tx, profile_id).await?;
        // Under the lock, so that no picture comes after this.
        left.stored = stored(conn, profile_id).await?;
        left.shown_by = endorsements::take_away(conn, profile_id).await?;
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
    conn.run(diesel::delete(users::table.find(leaving.user_id)).execute(&mut conn.raw())).await?;
    Ok(left)
}
