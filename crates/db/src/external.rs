//! What Clerk has told of somebody, as it was heard last, beside what became of it (capability P3).

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{ProfileState, Role};
use uuid::Uuid;

use crate::{
    error::DbResult,
    pool::Conn,
    profiles::ContactRow,
    schema::{profiles, users},
    write::Locked,
};

/// Somebody whom we know, as far as Clerk's word concerns them. Not `Debug`: it is somebody's data.
#[derive(Clone)]
pub struct Known {
    /// The user.
    pub user_id: Uuid,
    /// Their profile; `None` only until `backfill-profiles` has run.
    pub profile_id: Option<Uuid>,
    /// Username, e-mail and phone.
    pub contact: ContactRow,
    /// Whether Clerk has verified the address and the number.
    pub verified: (bool, bool),
    /// The role that they have.
    pub role: Option<Role>,
    /// What was told last.
    pub told: Told,
    /// See `users.state_before_ban`.
    pub state_before_ban: Option<ProfileState>,
    /// See `users.defaults_pending`.
    pub defaults_pending: bool,
}

/// What Clerk told last. Not `Debug`: it is somebody's data.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// When Clerk changed it; `None` when nothing was told yet.
    pub updated_at: Option<DateTime<Utc>>,
    /// See [`digest`].
    pub digest: Option<Vec<u8>>,
    /// The name.
    pub name: Option<String>,
    /// The role, if it is one that Clerk may give.
    pub role: Option<Role>,
    /// Where the picture is.
    pub photo: Option<String>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
struct Row {
    id: Uuid,
    email_verified: bool,
    phone_verified: bool,
    role: Option<String>,
    external_updated_at: Option<DateTime<Utc>>,
    external_digest: Option<Vec<u8>>,
    external_name: Option<String>,
    external_role: Option<String>,
    external_photo: Option<String>,
    state_before_ban: Option<String>,
    defaults_pending: bool,
}

/// Somebody by their Clerk id. Behind [`crate::accounts::gate`], so that nobody else changes this meanwhile. One statement.
///
/// # Errors
/// As any query.
pub async fn known(conn: &Conn, clerk_id: &str) -> DbResult<Option<Known>> {
    let found: Option<(Row, ContactRow, Option<Uuid>)> = conn
        .run(async {
            users::table
                .left_join(profiles::table)
                .filter(users::clerk_id.eq(clerk_id))
                .select((Row::as_select(), ContactRow::as_select(), profiles::id.nullable()))
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    Ok(found.map(|(row, contact, profile_id)| Known {
        user_id: row.id,
        profile_id,
        contact,
        verified: (row.email_verified, row.phone_verified),
        role: row.role.as_deref().and_then(Role::parse),
        told: Told {
            updated_at: row.external_updated_at,
            digest: row.external_digest,
            name: row.external_name,
            role: row.external_role.as_deref().and_then(Role::parse),
            photo: row.external_photo,
        },
        state_before_ban: row.state_before_ban.as_deref().and_then(ProfileState::parse),
        defaults_pending: row.defaults_pending,
    }))
}

/// Tells two states apart that Clerk dates to the same moment, and nothing of them.
#[must_use]
pub fn digest(conn: &Conn, state: &[u8]) -> Vec<u8> {
    conn.hash_key().hash_as("clerk user", state).to_vec()
}

#[derive(AsChangeset)]
#[diesel(table_name = users, treat_none_as_null = true)]
struct Patch<'a> {
    username: Option<&'a str>,
    email: Option<&'a str>,
    email_verified: bool,
    phone: Option<&'a str>,
    phone_verified: bool,
    role: Option<&'static str>,
    external_updated_at: Option<DateTime<Utc>>,
    external_digest: Option<&'a [u8]>,
    external_name: Option<&'a str>,
    external_role: Option<&'static str>,
    external_photo: Option<&'a str>,
    state_before_ban: Option<&'static str>,
    defaults_pending: bool,
    updated_at: DateTime<Utc>,
}

/// Writes what is known now of the owner of a locked profile, all of it. One statement.
///
/// # Errors
/// As any query.
pub async fn write(profile: &Locked<'_>, known: &Known) -> DbResult<()> {
    let conn = profile.conn();
    let patch = Patch {
        username: known.contact.username.as_deref(),
        email: known.contact.email.as_deref(),
        email_verified: known.verified.0,
        phone: known.contact.phone.as_deref(),
        phone_verified: known.verified.1,
        role: known.role.map(Role::name),
        external_updated_at: known.told.updated_at,
        external_digest: known.told.digest.as_deref(),
        external_name: known.told.name.as_deref(),
        external_role: known.told.role.map(Role::name),
        external_photo: known.told.photo.as_deref(),
        state_before_ban: known.state_before_ban.map(ProfileState::name),
        defaults_pending: known.defaults_pending,
        updated_at: Utc::now(),
    };
    conn.run(diesel::update(users::table.find(profile.user_id)).set(patch).execute(&mut conn.raw())).await?;
    Ok(())
}

/// Which of these people at Clerk we know, with when Clerk last changed what we know of them. One statement.
///
/// # Errors
/// As any query.
pub async fn of_clerk_ids(conn: &Conn, clerk_ids: &[&str]) -> DbResult<Vec<(String, Option<DateTime<Utc>>)>> {
    conn.run(
        users::table
            .filter(users::clerk_id.eq_any(clerk_ids))
            .select((users::clerk_id, users::external_updated_at))
            .load(&mut conn.raw()),
    )
    .await
}

/// The Clerk ids of at most `limit` people, in their order, after the one that is named.
///
/// # Errors
/// As any query.
pub async fn clerk_ids_after(conn: &Conn, after: &str, limit: i64) -> DbResult<Vec<String>> {
    conn.run(
        users::table
            .filter(users::clerk_id.gt(after))
            .order(users::clerk_id)
            .limit(limit)
            .select(users::clerk_id)
            .load(&mut conn.raw()),
    )
    .await
}

/// The Clerk id of a user.
///
/// # Errors
/// As any query.
pub async fn clerk_id(conn: &Conn, user_id: Uuid) -> DbResult<Option<String>> {
    conn.run(async {
        users::table.find(user_id).select(users::clerk_id).first(&mut conn.raw()).await.optional()
    })
    .await
}

/// Where Clerk has the picture of a profile's owner, if they have one. One statement.
///
/// # Errors
/// As any query.
pub async fn photo(conn: &Conn, profile_id: Uuid) -> DbResult<Option<String>> {
    let photo: Option<Option<String>> = conn
        .run(async {
            profiles::table
                .inner_join(users::table)
                .filter(profiles::id.eq(profile_id))
                .select(users::external_photo)
                .first(&mut conn.raw())
                .await
                .optional()
        })
        .await?;
    Ok(photo.flatten())
}
