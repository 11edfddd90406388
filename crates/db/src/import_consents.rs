//! What owners agreed to when they imported from elsewhere.

use chrono::Utc;
use diesel::{prelude::*, upsert::excluded};
use diesel_async::RunQueryDsl;

use crate::{DbResult, ImportSource, schema::import_consents, write::Locked};

/// Which version of the text the owner agreed to when they last imported from there; `None` if they never did.
///
/// # Errors
/// As any query.
pub async fn agreed(profile: &Locked<'_>, source: ImportSource) -> DbResult<Option<String>> {
    let conn = profile.conn();
    let text = import_consents::table
        .find((profile.profile_id, source.name()))
        .select(import_consents::text_version);
    conn.run(async { text.first(&mut conn.raw()).await.optional() }).await
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
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
