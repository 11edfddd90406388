//! The profile core (capability P4): header, about, location, contact, preferences.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use folio_policy::{Governed, ProfileState, Role, Toggles, field};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    error::DbResult,
    json::Json,
    pool::Conn,
    schema::{profile_extraction, profile_strength, profiles, users},
    strength::StrengthRow,
    write::Locked,
};

/// One row of `profiles`, to write. Not `Debug`: it is somebody's data.
#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = profiles, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct ProfileRow {
    pub id: Uuid,
    pub user_id: Uuid,
    pub slug: String,
    pub state: String,
    pub version: i64,
    pub visibility: Json<Toggles>,
    pub discoverable: bool,
    pub public_url_enabled: bool,
    pub search_engine_indexing: bool,
    pub display_name: Option<String>,
    pub pronouns: Option<String>,
    pub headline: Option<String>,
    pub about: Option<String>,
    pub city: Option<String>,
    pub region: Option<String>,
    pub country_code: Option<String>,
    pub avatar_url: Option<String>,
    pub cover_url: Option<String>,
    pub timezone: String,
    pub currency: String,
    pub locale: String,
    pub settings: serde_json::Value,
    pub model_consent: Option<String>,
    pub model_consent_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What the snapshot needs of the user. Not `Debug`: it is somebody's data.
#[derive(Clone, Default, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct ContactRow {
    pub username: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
}

/// How the user stands, as far as it counts for the profile's strength. Not `Debug`: it is somebody's data.
#[derive(Clone, Default, Queryable, Selectable)]
#[diesel(table_name = users, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct StandingRow {
    pub role: Option<String>,
    pub email_verified: bool,
    pub phone_verified: bool,
}

impl StandingRow {
    /// The role on the platform, once there is one.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.role.as_deref().and_then(Role::parse)
    }
}

/// What the snapshot holds of the header's texts: what is read of people who are named on somebody else's page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct HeaderSnapshot {
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub display_name: Governed<field::ProfileDisplayName, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub pronouns: Governed<field::ProfilePronouns, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub headline: Governed<field::ProfileHeadline, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub avatar_url: Governed<field::ProfileAvatarUrl, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub cover_url: Governed<field::ProfileCoverUrl, Option<String>>,
}

/// What the snapshot holds of the rest of the core.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each field is described where its type names it in the matrix")]
pub struct CoreSnapshot {
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub about: Governed<field::ProfileAbout, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub city: Governed<field::LocationCity, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub region: Governed<field::LocationRegion, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub country_code: Governed<field::LocationCountryCode, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub username: Governed<field::ContactUsername, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub email: Governed<field::ContactEmail, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub phone: Governed<field::ContactPhone, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub timezone: Governed<field::PreferencesTimezone, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub currency: Governed<field::PreferencesCurrency, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub locale: Governed<field::PreferencesLocale, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub settings: Governed<field::PreferencesSettings, Option<serde_json::Value>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub model_consent: Governed<field::PreferencesModelConsent, Option<String>>,
    #[serde(default, skip_serializing_if = "Governed::is_absent")]
    pub model_consent_at: Governed<field::PreferencesModelConsentAt, Option<DateTime<Utc>>>,
}

/// Both parts of the core.
pub(crate) fn sealed(profile: ProfileRow, contact: ContactRow) -> (HeaderSnapshot, CoreSnapshot) {
    let header = HeaderSnapshot {
        display_name: Governed::new(profile.display_name),
        pronouns: Governed::new(profile.pronouns),
        headline: Governed::new(profile.headline),
        avatar_url: Governed::new(profile.avatar_url),
        cover_url: Governed::new(profile.cover_url),
    };
    let core = CoreSnapshot {
        about: Governed::new(profile.about),
        city: Governed::new(profile.city),
        region: Governed::new(profile.region),
        country_code: Governed::new(profile.country_code),
        username: Governed::new(contact.username),
        email: Governed::new(contact.email),
        phone: Governed::new(contact.phone),
        timezone: Governed::new(Some(profile.timezone)),
        currency: Governed::new(Some(profile.currency)),
        locale: Governed::new(Some(profile.locale)),
        settings: Governed::new(Some(profile.settings)),
        model_consent: Governed::new(profile.model_consent),
        model_consent_at: Governed::new(profile.model_consent_at),
    };
    (header, core)
}

/// A profile's own row, and what stands beside it once.
pub(crate) type Core = (ProfileRow, ContactRow, StandingRow, Option<StrengthRow>, Option<i64>);

pub(crate) async fn load(conn: &Conn, profiles: &[Uuid]) -> DbResult<Vec<Core>> {
    let rows = profiles::table
        .inner_join(users::table)
        .left_join(profile_strength::table)
        .left_join(profile_extraction::table)
        .select((
            ProfileRow::as_select(),
            ContactRow::as_select(),
            StandingRow::as_select(),
            Option::<StrengthRow>::as_select(),
            profile_extraction::source_digest.nullable(),
        ));
    // One is compared with `=`, as in `pages`: that is planned once.
    match profiles {
        [one] => conn.run(rows.filter(profiles::id.eq(one)).load(&mut conn.raw())).await,
        many => conn.run(rows.filter(profiles::id.eq_any(many)).load(&mut conn.raw())).await,
    }
}

/// A change of the core; `None` leaves a column as it is, `Some(None)` empties it. Not `Debug`: it is somebody's data.
#[derive(Clone, Default, PartialEq, AsChangeset)]
#[diesel(table_name = profiles)]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct ProfilePatch {
    pub display_name: Option<Option<String>>,
    pub headline: Option<Option<String>>,
    pub about: Option<Option<String>>,
    pub city: Option<Option<String>>,
    pub region: Option<Option<String>>,
    pub country_code: Option<Option<String>>,
    pub avatar_url: Option<Option<String>>,
    pub cover_url: Option<Option<String>>,
    pub pronouns: Option<Option<String>>,
    pub timezone: Option<String>,
    pub currency: Option<String>,
    pub locale: Option<String>,
    pub settings: Option<serde_json::Value>,
}

impl ProfilePatch {
    /// What makes `after` of `before`, and the columns that it touches.
    #[must_use]
    pub fn between(before: &ProfileRow, after: &ProfileRow) -> (Self, Vec<&'static str>) {
        let mut patch = Self::default();
        let mut columns = Vec::new();
        macro_rules! compare {
            ($($column:ident),*) => {
                $(
                    if before.$column != after.$column {
                        patch.$column = Some(after.$column.clone());
                        columns.push(stringify!($column));
                    }
                )*
            };
        }
        compare!(
            display_name,
            pronouns,
            headline,
            about,
            city,
            region,
            country_code,
            avatar_url,
            cover_url,
            timezone,
            currency,
            locale,
            settings
        );
        (patch, columns)
    }
}

/// Applies a change of the core; an empty one does nothing.
///
/// # Errors
/// As any query.
pub async fn update(profile: &Locked<'_>, patch: &ProfilePatch) -> DbResult<()> {
    if *patch == ProfilePatch::default() {
        return Ok(());
    }
    let conn = profile.conn();
    conn.run(
        diesel::update(profiles::table.find(profile.profile_id)).set(patch.clone()).execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// The core as it stands.
///
/// # Errors
/// As any query.
pub async fn core(profile: &Locked<'_>) -> DbResult<ProfileRow> {
    let conn = profile.conn();
    conn.run(profiles::table.find(profile.profile_id).select(ProfileRow::as_select()).first(&mut conn.raw()))
        .await
}

/// Writes which text the owner has agreed to, and when, so that a model may be asked about theirs; or that they haven't.
///
/// # Errors
/// As any query.
pub async fn set_model_consent(profile: &Locked<'_>, consent: Option<(&str, DateTime<Utc>)>) -> DbResult<()> {
    let conn = profile.conn();
    let (text, at) = consent.unzip();
    conn.run(
        diesel::update(profiles::table.find(profile.profile_id))
            .set((profiles::model_consent.eq(text), profiles::model_consent_at.eq(at)))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Moves a profile to another state of its life.
///
/// # Errors
/// As any query.
pub async fn set_state(profile: &Locked<'_>, state: ProfileState) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::update(profiles::table.find(profile.profile_id))
            .set(profiles::state.eq(state.name()))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// The profile of the user with this Clerk id, e-mail address, or whose profile has this slug: what the command line
/// takes as USER.
///
/// # Errors
/// As any query.
pub async fn find(conn: &Conn, needle: &str) -> DbResult<Vec<(Uuid, Uuid)>> {
    conn.run(
        profiles::table
            .inner_join(users::table)
            .filter(users::clerk_id.eq(needle).or(users::email.eq(needle)).or(profiles::slug.eq(needle)))
            .select((users::id, profiles::id))
            .load(&mut conn.raw()),
    )
    .await
}

/// Writes the owner's toggles.
///
/// # Errors
/// As any query.
pub async fn set_toggles(profile: &Locked<'_>, toggles: Toggles) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::update(profiles::table.find(profile.profile_id))
            .set(profiles::visibility.eq(Json(toggles)))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// The master switches of a profile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, AsChangeset, Queryable, Selectable)]
#[diesel(table_name = profiles, check_for_backend(diesel::pg::Pg))]
pub struct Switches {
    /// Found by members' search.
    pub discoverable: bool,
    /// Opened by signed-out visitors.
    pub public_url_enabled: bool,
    /// Offered to search engines.
    pub search_engine_indexing: bool,
}

/// Writes the master switches.
///
/// # Errors
/// As any query.
pub async fn set_switches(profile: &Locked<'_>, switches: Switches) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(diesel::update(profiles::table.find(profile.profile_id)).set(switches).execute(&mut conn.raw()))
        .await?;
    Ok(())
}
