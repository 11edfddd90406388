//! Users: who a Clerk id is to us, and the registration that makes one (capability P2).

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    declare_sql_function,
    dsl::{exists, select},
    prelude::*,
    sql_types,
};
use diesel_async::RunQueryDsl;
use folio_policy::{ProfileState, Role, Staff, Toggles};
use uuid::Uuid;

use crate::{
    aggregate,
    error::DbResult,
    hash_key::HashKey,
    inbox,
    json::Json,
    pool::{Conn, Db},
    profiles::{ContactRow, ProfileRow, Switches},
    schema::{profiles, users},
    tombstones::Tombstone,
    written::{Written, text},
};

mod backfill;

pub use backfill::{Backfilled, MAX_BACKFILL_BATCH, backfill_batch, backfill_pending};

/// What we know of somebody who signed in, beside their profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The user.
    pub user_id: Uuid,
    /// Their profile; `None` only until `backfill-profiles` has run.
    pub profile_id: Option<Uuid>,
    /// Their role, once they have one.
    pub role: Option<Role>,
    /// Staff rights, if any.
    pub staff: Option<Staff>,
    /// Belongs to a verified organisation, as staff flagged.
    pub verified_employer: bool,
    /// Where their own profile is in its life: only ACTIVE makes a member.
    pub state: Option<ProfileState>,
}

type Row = (Uuid, Option<String>, Option<String>, bool, Option<Uuid>, Option<String>);

/// The account behind a Clerk id. One statement.
///
/// # Errors
/// As any query.
pub async fn by_clerk_id(conn: &Conn, clerk_id: &str) -> DbResult<Option<Account>> {
    let row: Option<Row> = conn
        .run(async { Written::<ByClerkId, _>::with(clerk_id).get_result(&mut conn.raw()).await.optional() })
        .await?;
    Ok(row.map(Account::from))
}

/// The accounts behind these Clerk ids, each with its id; unknown ids are left out. One statement.
///
/// # Errors
/// As any query.
pub async fn by_clerk_ids(conn: &Conn, clerk_ids: &[&str]) -> DbResult<Vec<(String, Account)>> {
    let rows: Vec<(String, Row)> = conn
        .run(
            users::table
                .left_join(profiles::table)
                .filter(users::clerk_id.eq_any(clerk_ids))
                .select((users::clerk_id, columns()))
                .load(&mut conn.raw()),
        )
        .await?;
    Ok(rows.into_iter().map(|(clerk_id, row)| (clerk_id, row.into())).collect())
}

text! {
    /// [`by_clerk_id`].
    ByClerkId(sql_types::Text) gives rows = rows().filter(users::clerk_id.eq(""))
}

#[diesel::dsl::auto_type]
fn rows() -> _ {
    let columns: columns = columns();
    users::table.left_join(profiles::table).select(columns)
}

#[diesel::dsl::auto_type]
fn columns() -> _ {
    (
        users::id,
        users::role,
        users::staff,
        users::verified_employer,
        profiles::id.nullable(),
        profiles::state.nullable(),
    )
}

impl From<Row> for Account {
    fn from((user_id, role, staff, verified_employer, profile_id, state): Row) -> Self {
        Self {
            user_id,
            profile_id,
            role: role.as_deref().and_then(Role::parse),
            staff: staff.as_deref().and_then(Staff::parse),
            verified_employer,
            state: state.as_deref().and_then(ProfileState::parse),
        }
    }
}

/// The profiles of the people with these Clerk ids, of those who haven't registered the ones that they will get. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn profiles_of(conn: &Conn, clerk_ids: &[&str]) -> DbResult<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> = conn
        .run(
            users::table
                .inner_join(profiles::table)
                .filter(users::clerk_id.eq_any(clerk_ids))
                .select((users::clerk_id, profiles::id))
                .load(&mut conn.raw()),
        )
        .await?;
    let foreseen = clerk_ids.iter().map(|&id| (id.to_owned(), foreseen_profile(conn.hash_key(), id)));
    Ok(foreseen.chain(rows).collect())
}

/// The id that a person's profile gets when they register, so that what others' profiles say of them before leads there
/// then. A keyed hash: it tells nothing to whoever doesn't have the installation's key.
fn foreseen_profile(key: &HashKey, clerk_id: &str) -> Uuid {
    let hash = key.hash_as("profile to be", clerk_id.as_bytes());
    uuid::Builder::from_random_bytes(std::array::from_fn(|i| hash[i])).into_uuid()
}

/// A user to be.
#[derive(Clone)]
pub struct Registration {
    /// Clerk's id.
    pub clerk_id: String,
    /// The profile's first address; the caller makes it unlikely to be taken.
    pub slug: String,
    /// The role, if it is known already; it chooses the default toggles.
    pub role: Option<Role>,
    /// Staff rights, if any.
    pub staff: Option<Staff>,
    /// See [`Account::verified_employer`].
    pub verified_employer: bool,
    /// Username, e-mail and phone, as far as Clerk told.
    pub contact: ContactRow,
    /// Whether `user.created` is still to choose the default toggles, since something else came before it.
    pub defaults_pending: bool,
}

/// What became of a registration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Registered {
    /// This call made them.
    New,
    /// They were here already, and stay as they are.
    Known,
    /// Their account was deleted, for good: nobody was made.
    Deleted,
}

/// Waits until nobody else is at work on this person at Clerk, for as long as the transaction lasts; `false` for somebody
/// whose account was deleted. What is done for them after this neither overtakes nor undoes a deletion. One statement.
///
/// # Errors
/// As any query.
pub async fn gate(conn: &Conn, clerk_id: &str) -> DbResult<bool> {
    let hash = Tombstone::ClerkId(clerk_id).hash(conn.hash_key());
    conn.run(select(person_gate(clerk_id, &hash[..])).get_result(&mut conn.raw())).await
}

#[declare_sql_function]
extern "SQL" {
    /// See the migration.
    fn person_gate(clerk_id: sql_types::Text, tombstone: sql_types::Bytea) -> sql_types::Bool;
}

#[derive(Insertable)]
#[diesel(table_name = users)]
struct NewUser {
    id: Uuid,
    clerk_id: String,
    username: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    role: Option<&'static str>,
    staff: Option<&'static str>,
    verified_employer: bool,
    defaults_pending: bool,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Makes user, profile, default toggles and snapshot in one transaction. Somebody who is here already stays as they
/// are: of twenty concurrent firsts one makes the user and nineteen find them. Somebody whose account was deleted is never
/// made anew.
///
/// # Errors
/// As any query; [`crate::DbError::Refused`] when the slug is taken.
pub async fn register(db: &Db, registration: &Registration) -> DbResult<Registered> {
    let tx = db.begin().await?;
    let made = register_in(&tx, registration).await;
    tx.finish(made).await
}

/// As [`register`], in the caller's transaction.
///
/// # Errors
/// As [`register`].
pub async fn register_in(conn: &Conn, registration: &Registration) -> DbResult<Registered> {
    if !gate(conn, &registration.clerk_id).await? {
        return Ok(Registered::Deleted);
    }
    let now = Utc::now();
    let user_id = Uuid::new_v4();
    let user = NewUser {
        id: user_id,
        clerk_id: registration.clerk_id.clone(),
        username: registration.contact.username.clone(),
        email: registration.contact.email.clone(),
        phone: registration.contact.phone.clone(),
        role: registration.role.map(Role::name),
        staff: registration.staff.map(Staff::name),
        verified_employer: registration.verified_employer,
        defaults_pending: registration.defaults_pending,
        created_at: now,
        updated_at: now,
    };
    // A concurrent first has waited at the gate for the other's commit, and inserts nothing.
    let inserted = conn
        .run(
            diesel::insert_into(users::table)
                .values(&user)
                .on_conflict(users::clerk_id)
                .do_nothing()
                .execute(&mut conn.raw()),
        )
        .await?;
    if inserted == 0 {
        return Ok(Registered::Known);
    }
    let profile = new_profile(user_id, registration.slug.clone(), registration.role, now);
    let id = foreseen_profile(conn.hash_key(), &registration.clerk_id);
    insert_profile(conn, ProfileRow { id, ..profile }).await?;
    inbox::release_person(conn, &registration.clerk_id, user_id).await?;
    Ok(Registered::New)
}

/// Gives a profile to a user who is there already and has none, and has what waited for them applied. Behind [`gate`]; whoever
/// backfills meanwhile is waited for.
///
/// # Errors
/// As any query; [`crate::DbError::Refused`] when the slug is taken.
pub async fn give_profile(conn: &Conn, clerk_id: &str, slug: String) -> DbResult<()> {
    let user: Option<(Uuid, Option<String>)> = conn
        .run(async {
            let user = users::table.filter(users::clerk_id.eq(clerk_id)).select((users::id, users::role));
            user.for_no_key_update().first(&mut conn.raw()).await.optional()
        })
        .await?;
    let Some((user_id, role)) = user else { return Ok(()) };
    let there = profiles::table.filter(profiles::user_id.eq(user_id));
    if conn.run(select(exists(there)).get_result(&mut conn.raw())).await? {
        return Ok(());
    }
    let profile = new_profile(user_id, slug, role.as_deref().and_then(Role::parse), Utc::now());
    let id = foreseen_profile(conn.hash_key(), clerk_id);
    insert_profile(conn, ProfileRow { id, ..profile }).await?;
    inbox::release_person(conn, clerk_id, user_id).await
}

/// Makes a profile with its snapshot for a user who is there already.
pub(crate) async fn insert_profile(conn: &Conn, profile: ProfileRow) -> DbResult<()> {
    let id = profile.id;
    conn.run(diesel::insert_into(profiles::table).values(&profile).execute(&mut conn.raw())).await?;
    aggregate::refresh_snapshots(conn, &[id]).await
}

/// The profile that a new user gets: the matrix's default toggles and switches for the role, the strictest without
/// one; UTC, USD, no settings (capability P2).
#[must_use]
pub fn new_profile(user_id: Uuid, slug: String, role: Option<Role>, now: DateTime<Utc>) -> ProfileRow {
    let switches = Switches::defaults(role);
    ProfileRow {
        id: Uuid::new_v4(),
        user_id,
        slug,
        state: ProfileState::Active.name().to_owned(),
        version: 1,
        visibility: Json(Toggles::defaults(role)),
        discoverable: switches.discoverable,
        public_url_enabled: switches.public_url_enabled,
        search_engine_indexing: switches.search_engine_indexing,
        display_name: None,
        pronouns: None,
        headline: None,
        about: None,
        city: None,
        region: None,
        country_code: None,
        avatar_url: None,
        cover_url: None,
        timezone: "UTC".to_owned(),
        currency: "USD".to_owned(),
        locale: "en".to_owned(),
        settings: serde_json::json!({}),
        model_consent: None,
        model_consent_at: None,
        created_at: now,
        updated_at: now,
    }
}

impl Switches {
    /// Discoverable for members; the public address and search engines on for mentors and employers, off for students
    /// and for whoever has no role yet (privacy.md, below the table of defaults).
    #[must_use]
    pub const fn defaults(role: Option<Role>) -> Self {
        let public = matches!(role, Some(Role::Employer | Role::Mentor));
        Self { discoverable: true, public_url_enabled: public, search_engine_indexing: public }
    }
}

/// Sets staff rights or the employer flag; `None` leaves as it is.
#[derive(Debug, Clone, Copy, Default)]
pub struct Rights {
    /// The role on the platform.
    pub role: Option<Role>,
    /// `Some(None)` takes staff rights away.
    pub staff: Option<Option<Staff>>,
    /// See [`Account::verified_employer`].
    pub verified_employer: Option<bool>,
}

#[derive(AsChangeset)]
#[diesel(table_name = users)]
struct RightsPatch {
    role: Option<&'static str>,
    staff: Option<Option<&'static str>>,
    verified_employer: Option<bool>,
    updated_at: DateTime<Utc>,
}

/// Changes somebody's rights. Toggles don't move: a change of role is not a change of mind.
///
/// # Errors
/// As any query.
pub async fn set_rights(conn: &Conn, user_id: Uuid, rights: Rights) -> DbResult<()> {
    let patch = RightsPatch {
        role: rights.role.map(Role::name),
        staff: rights.staff.map(|staff| staff.map(Staff::name)),
        verified_employer: rights.verified_employer,
        updated_at: Utc::now(),
    };
    conn.run(diesel::update(users::table.find(user_id)).set(patch).execute(&mut conn.raw())).await?;
    Ok(())
}

/// How many users there are.
///
/// # Errors
/// As any query.
pub async fn count(conn: &Conn) -> DbResult<i64> {
    conn.run(users::table.count().get_result(&mut conn.raw())).await
}

/// Whether there is anybody whose Clerk id begins with one of these. One statement, answered by the index.
///
/// # Errors
/// As any query.
pub async fn any_with_prefix(conn: &Conn, prefixes: &[&str]) -> DbResult<bool> {
    let mut anybody = users::table.select(users::id).limit(1).into_boxed();
    for prefix in prefixes {
        anybody =
            anybody.or_filter(users::clerk_id.ge(prefix.to_string()).and(users::clerk_id.lt(after(prefix))));
    }
    let found: Option<Uuid> = conn.run(async { anybody.first(&mut conn.raw()).await.optional() }).await?;
    Ok(found.is_some())
}

/// The least text that is greater than every text with this prefix: its last character is the next one. The column
/// compares by code point.
fn after(prefix: &str) -> String {
    let mut characters: Vec<char> = prefix.chars().collect();
    if let Some(last) = characters.last_mut() {
        *last = char::from_u32(u32::from(*last) + 1).unwrap_or(char::MAX);
    }
    characters.into_iter().collect()
}
