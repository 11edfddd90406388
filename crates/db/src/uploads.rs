//! Files on their way: announced, put into the store, looked at, taken over (capability P11).
//!
//! A row is there from the announcement until what came of it belongs to an item or a picture, or its time is over. What an
//! upload is about to take counts against its profile's quota as soon as it is announced.

use chrono::{DateTime, Utc};
use diesel::{prelude::*, sql_types};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

use crate::{error::DbResult, pool::Conn, schema::uploads, write::Locked};

/// An upload. Not `Debug`: the name of a file is somebody's data.
#[derive(Clone, PartialEq, Eq, Queryable, Selectable, Insertable)]
#[diesel(table_name = uploads, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs, reason = "columns are described in folio_policy::data_map")]
pub struct UploadRow {
    pub id: Uuid,
    pub profile_id: Uuid,
    pub purpose: String,
    pub content_type: String,
    pub bytes: i32,
    pub filename: Option<String>,
    pub file: Option<Uuid>,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// What a profile's files take, those that are on their way included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, QueryableByName)]
pub struct Usage {
    /// Files of items, kept or announced.
    #[diesel(sql_type = sql_types::BigInt)]
    pub items: i64,
    /// Bytes of all of them, pictures included.
    #[diesel(sql_type = sql_types::BigInt)]
    pub bytes: i64,
    /// Uploads that haven't become anything yet.
    #[diesel(sql_type = sql_types::BigInt)]
    pub open: i64,
}

/// What the profile's files take. One statement.
///
/// # Errors
/// As any query.
pub async fn usage(profile: &Locked<'_>) -> DbResult<Usage> {
    let conn = profile.conn();
    conn.run(
        diesel::sql_query(
            "SELECT count(*) FILTER (WHERE item) AS items, coalesce(sum(bytes), 0)::bigint AS bytes, \
                    count(*) FILTER (WHERE open) AS open \
             FROM (SELECT bytes, true AS item, false AS open FROM media_items \
                       WHERE profile_id = $1 AND file IS NOT NULL \
                   UNION ALL SELECT bytes, false, false FROM media WHERE profile_id = $1 \
                   UNION ALL SELECT bytes, purpose = 'MEDIA', true FROM uploads \
                       WHERE profile_id = $1 AND expires_at > now()) AS taken",
        )
        .bind::<sql_types::Uuid, _>(profile.profile_id)
        .get_result(&mut conn.raw()),
    )
    .await
}

/// Announces an upload.
///
/// # Errors
/// As any query.
pub async fn announce(profile: &Locked<'_>, upload: &UploadRow) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(diesel::insert_into(uploads::table).values(upload).execute(&mut conn.raw())).await?;
    Ok(())
}

/// The upload with this id, whoever's it is, while its time isn't over. One statement.
///
/// # Errors
/// As any query.
pub async fn open(conn: &Conn, id: Uuid) -> DbResult<Option<UploadRow>> {
    conn.run(async {
        uploads::table
            .find(id)
            .filter(uploads::expires_at.gt(diesel::dsl::now))
            .select(UploadRow::as_select())
            .first(&mut conn.raw())
            .await
            .optional()
    })
    .await
}

/// The profile's own upload with this id, while its time isn't over. One statement.
///
/// # Errors
/// As any query.
pub async fn of_profile(profile: &Locked<'_>, id: Uuid) -> DbResult<Option<UploadRow>> {
    Ok(open(profile.conn(), id).await?.filter(|upload| upload.profile_id == profile.profile_id))
}

/// What is kept of an upload.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    /// The file.
    pub file: Uuid,
    /// What it is.
    pub content_type: &'static str,
    /// How large it is.
    pub bytes: i32,
    /// For how long it waits to be taken over.
    pub expires_at: DateTime<Utc>,
}

/// Notes what is kept of an upload.
///
/// # Errors
/// As any query.
pub async fn complete(profile: &Locked<'_>, id: Uuid, kept: &Kept) -> DbResult<()> {
    let conn = profile.conn();
    conn.run(
        diesel::update(uploads::table.find(id))
            .set((
                uploads::file.eq(kept.file),
                uploads::content_type.eq(kept.content_type),
                uploads::bytes.eq(kept.bytes),
                uploads::expires_at.eq(kept.expires_at),
            ))
            .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}

/// Takes the profile's own upload with this id out of the table, unless its time is over; what is kept of it is the
/// caller's now. One statement.
///
/// # Errors
/// As any query.
pub async fn take(profile: &Locked<'_>, id: Uuid) -> DbResult<Option<UploadRow>> {
    let conn = profile.conn();
    conn.run(async {
        diesel::delete(
            uploads::table
                .filter(uploads::id.eq(id))
                .filter(uploads::profile_id.eq(profile.profile_id))
                .filter(uploads::expires_at.gt(diesel::dsl::now)),
        )
        .returning(UploadRow::as_returning())
        .get_result(&mut conn.raw())
        .await
        .optional()
    })
    .await
}

/// Takes away uploads whose time is over, at most `limit`; answers their ids and what was kept of them, to be removed. One
/// statement.
///
/// # Errors
/// As any query.
pub async fn expire(conn: &Conn, limit: i64) -> DbResult<Vec<(Uuid, Option<Uuid>)>> {
    #[derive(QueryableByName)]
    struct Gone {
        #[diesel(sql_type = sql_types::Uuid)]
        id: Uuid,
        #[diesel(sql_type = sql_types::Nullable<sql_types::Uuid>)]
        file: Option<Uuid>,
    }
    let gone: Vec<Gone> = conn
        .run(
            diesel::sql_query(
                "DELETE FROM uploads WHERE id IN (SELECT id FROM uploads WHERE expires_at < now() \
                     ORDER BY expires_at LIMIT $1 FOR UPDATE SKIP LOCKED) RETURNING id, file",
            )
            .bind::<sql_types::BigInt, _>(limit)
            .load(&mut conn.raw()),
        )
        .await?;
    Ok(gone.into_iter().map(|gone| (gone.id, gone.file)).collect())
}

/// Those of these uploads that there is a row of. One statement.
///
/// # Errors
/// As any query.
pub async fn known(conn: &Conn, ids: &[Uuid]) -> DbResult<Vec<Uuid>> {
    conn.run(uploads::table.filter(uploads::id.eq_any(ids)).select(uploads::id).load(&mut conn.raw())).await
}
