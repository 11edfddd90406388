//! What owners agreed to when they imported from elsewhere, and what of it they took back.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{DbResult, ImportSource, pool::Conn, schema::import_consents, write::Locked};

/// What an owner agreed to when they last imported from somewhere. Not `Debug`: it is somebody's data.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = import_consents, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct ImportConsentRow {
    pub source: String,
    pub text_version: String,
    pub agreed_at: DateTime<Utc>,
    pub withdrawn_at: Option<DateTime<Utc>>,
}

/// What a profile's owner has agreed to, the newest first, what was taken back included: at most one for each source. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn all(conn: &Conn, profile_id: Uuid) -> DbResult<Vec<ImportConsentRow>> {
    conn.run(
        import_consents::table
            .filter(import_consents::profile_id.eq(profile_id))
            .order((import_consents::agreed_at.desc(), import_consents::source))
            .select(ImportConsentRow::as_select())
            .load(&mut conn.raw()),
    )
    .await
}

/// What the owner agreed to when they last imported from there, be it taken back since or not; `None` if they never did.
///
/// # Errors
/// As any query.
pub async fn last(profile: &Locked<'_>, source: ImportSource) -> DbResult<Option<ImportConsentRow>> {
    let conn = profile.conn();
    let row = import_consents::table
        .find((profile.profile_id, source.name()))
        .select(ImportConsentRow::as_select());
    conn.run(async { row.first(&mut conn.raw()).await.optional() }).await
}

/// Writes that the owner agrees to this version of the text now.
///
/// # Errors
/// As any query.
pub async fn agree(profile: &Locked<'_>, source: ImportSource, text_version: &str) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::insert_into(import_consents::table)
            .values((
                import_consents::profile_id.eq(profile.profile_id),
                import_consents::source.eq(source.name()),
                import_consents::text_version.eq(text_version),
                import_consents::agreed_at.eq(Utc::now()),
            ))
            .on_conflict((import_consents::profile_id, import_consents::source))
            .do_update()
            .set((
                import_consents::text_version.eq(excluded(import_consents::text_version)),
                import_consents::agreed_at.eq(excluded(import_consents::agreed_at)),
                import_consents::withdrawn_at.eq(None::<DateTime<Utc>>),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Writes that the owner takes back now what they agreed to.
///
/// # Errors
/// As any query.
pub async fn withdraw(profile: &Locked<'_>, source: ImportSource) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::update(import_consents::table.find((profile.profile_id, source.name())))
            .set(import_consents::withdrawn_at.eq(Utc::now()))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
