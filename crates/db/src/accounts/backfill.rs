//! Profiles for users who have none, and snapshots that are missing or old.

use chrono::Utc;
use diesel::{
    dsl::{exists, not},
    prelude::*,
    sql_types,
};
use diesel_async::RunQueryDsl;
use folio_policy::Role;
use uuid::Uuid;

use super::{foreseen_profile, new_profile};
use crate::{
    aggregate,
    error::DbResult,
    inbox,
    pool::Conn,
    profiles::ProfileRow,
    schema::{profile_strength, profiles, users},
    snapshot::SCHEMA_VERSION,
    strength::Model,
    tombstones::Tombstone,
};

/// What the back-fill did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backfilled {
    /// Users that got a profile.
    pub profiles: usize,
    /// Profiles whose snapshot was missing or of an older schema version.
    pub snapshots: usize,
}

/// Most users of one batch of the back-fill: a profile has 24 columns, and a statement takes 65,535 parameters.
pub const MAX_BACKFILL_BATCH: i64 = 2_000;

/// Most people who are kept from being worked on by others at once: the server has room for some thousands of locks.
const MOST_GATES: i64 = 500;

/// One batch of the back-fill: gives a profile with its snapshot to up to `limit` users without one, and a new snapshot
/// to up to `limit` profiles that lack one of the present schema version. `slug` makes an address for a new profile. Run
/// it until it finds nothing; interrupted, it resumes where it was, since what is done no longer matches.
///
/// Needs a transaction: it locks what it works on, and passes over what others have locked. A profile that somebody is
/// writing gets its snapshot from that write.
///
/// # Errors
/// As any query.
pub async fn backfill_batch(conn: &Conn, limit: i64, slug: impl Fn() -> String) -> DbResult<Backfilled> {
    let limit = limit.min(MAX_BACKFILL_BATCH);
    let made = make_profiles(conn, limit, slug).await?;
    let stale: Vec<Uuid> = conn
        .run(
            profiles::table
                .inner_join(users::table)
                .filter(stale(SCHEMA_VERSION, Model::current().version))
                .order(profiles::id)
                .limit(limit)
                .select(profiles::id)
                .for_no_key_update()
                .skip_locked()
                .load(&mut conn.raw()),
        )
        .await?;
    aggregate::refresh_snapshots(conn, &stale).await?;
    Ok(Backfilled { profiles: made, snapshots: stale.len() })
}

/// What the back-fill writes anew: snapshots that are missing or of another shape, and profiles that the present model of
/// strength hasn't scored.
#[diesel::dsl::auto_type(no_type_alias)]
fn stale(schema_version: i16, model_version: i16) -> _ {
    let scored = profile_strength::table
        .filter(profile_strength::profile_id.eq(profiles::id))
        .filter(profile_strength::model_version.eq(model_version));
    users::profile_schema_version.is_distinct_from(schema_version).or(not(exists(scored)))
}

/// Of users without a profile, those who may be here: whoever's account was deleted waits for their erasure, and gets none.
/// At most two statements. Each is behind the [`gate`](super::gate) then, in the order of their ids, so that of two who do this neither
/// waits for what the other has.
async fn who_may_get_profiles(conn: &Conn, limit: i64) -> DbResult<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Passed {
        #[diesel(sql_type = sql_types::Uuid)]
        id: Uuid,
    }
    let without: Vec<(Uuid, String)> = conn
        .run(
            users::table
                .filter(not(exists(profiles::table.filter(profiles::user_id.eq(users::id)))))
                .order(users::id)
                .limit(limit)
                .select((users::id, users::clerk_id))
                .load(&mut conn.raw()),
        )
        .await?;
    if without.is_empty() {
        return Ok(Vec::new());
    }
    let (ids, clerk_ids): (Vec<Uuid>, Vec<String>) = without.into_iter().unzip();
    let hash = |clerk_id: &String| Tombstone::ClerkId(clerk_id).hash(conn.hash_key()).to_vec();
    let hashes: Vec<Vec<u8>> = clerk_ids.iter().map(hash).collect();
    let passed: Vec<Passed> = conn
        .run(
            diesel::sql_query(
                "SELECT id FROM unnest($1, $2, $3) AS person (id, clerk_id, tombstone) \
                 WHERE person_gate(clerk_id, tombstone)",
            )
            .bind::<sql_types::Array<sql_types::Uuid>, _>(ids)
            .bind::<sql_types::Array<sql_types::Text>, _>(clerk_ids)
            .bind::<sql_types::Array<sql_types::Bytea>, _>(hashes)
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(passed.into_iter().map(|Passed { id }| id).collect())
}

/// Gives profiles with snapshots to users without; answers how many.
async fn make_profiles(conn: &Conn, limit: i64, slug: impl Fn() -> String) -> DbResult<usize> {
    let may_be_here = who_may_get_profiles(conn, limit.min(MOST_GATES)).await?;
    if may_be_here.is_empty() {
        return Ok(0);
    }
    // As they stand behind the gate: somebody may have got theirs, or be gone.
    let without: Vec<(Uuid, String, Option<String>)> = conn
        .run(
            users::table
                .filter(users::id.eq_any(&may_be_here))
                .filter(not(exists(profiles::table.filter(profiles::user_id.eq(users::id)))))
                .order(users::id)
                .select((users::id, users::clerk_id, users::role))
                .for_no_key_update()
                .skip_locked()
                .load(&mut conn.raw()),
        )
        .await?;
    if without.is_empty() {
        return Ok(0);
    }
    let now = Utc::now();
    let fresh: Vec<ProfileRow> = without
        .into_iter()
        .map(|(user, clerk_id, role)| {
            let profile = new_profile(user, slug(), role.as_deref().and_then(Role::parse), now);
            ProfileRow { id: foreseen_profile(conn.hash_key(), &clerk_id), ..profile }
        })
        .collect();
    let made: Vec<(Uuid, Uuid)> = conn
        .run(
            diesel::insert_into(profiles::table)
                .values(&fresh)
                .on_conflict_do_nothing()
                .returning((profiles::id, profiles::user_id))
                .get_results(&mut conn.raw()),
        )
        .await?;
    let (made, owners): (Vec<Uuid>, Vec<Uuid>) = made.into_iter().unzip();
    aggregate::refresh_snapshots(conn, &made).await?;
    inbox::release_users(conn, &owners).await?;
    Ok(made.len())
}

/// What the back-fill would find: users without a profile, and profiles whose snapshot is missing or old.
///
/// # Errors
/// As any query.
pub async fn backfill_pending(conn: &Conn) -> DbResult<(i64, i64)> {
    let without = conn.run(
        users::table
            .left_join(profiles::table)
            .filter(profiles::id.is_null())
            .count()
            .get_result(&mut conn.raw()),
    );
    let stale = conn.run(
        profiles::table
            .inner_join(users::table)
            .filter(stale(SCHEMA_VERSION, Model::current().version))
            .count()
            .get_result(&mut conn.raw()),
    );
    futures_util::try_join!(without, stale)
}
