//! Media and documents: images, documents and videos that an owner shows (capability P11).

use chrono::Utc;
use diesel::sql_types;
use diesel_async::RunQueryDsl;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    DbResult,
    fixed::Fixed,
    items::{item_row, item_snapshot},
    schema::media_items,
    write::Locked,
};

item_row! {
    /// An image, a document or a video.
    media_items => MediaItemRow;
    key: (&'a str, Option<&'a str>) = |row| (&row.title, row.video_url.as_deref());
    kind: String,
    title: String,
    description: Option<String>,
    alt_text: Option<String>,
    video_url: Option<String>,
    file: Option<Uuid>,
    content_type: Option<String>,
    bytes: Option<i32>,
    filename: Option<String>,
}

/// What an item shows, as it is in the store: nothing that opens with it may tell what another field hides.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StoredFile {
    /// The file.
    pub file: Uuid,
    /// What it is, which its bytes tell as well.
    pub content_type: String,
}

item_snapshot! {
    /// What the snapshot holds of one item.
    MediaItemSnapshot of MediaItemRow as row => row;
    bookkeeping: MediaItemId MediaItemVisibility MediaItemProvenance MediaItemPosition MediaItemVersion
        MediaItemCreatedAt MediaItemUpdatedAt;
    title: |item, scope| item.title.reveal(scope);
    kind: MediaItemKind => Option<String> = Some(row.kind),
    title: MediaItemTitle => Option<String> = Some(row.title),
    description: MediaItemDescription => Option<String> = row.description,
    alt_text: MediaItemAltText => Option<String> = row.alt_text,
    url: MediaItemUrl => Option<StoredFile> = row.file.map(|file| StoredFile {
        file,
        content_type: row.content_type.clone().unwrap_or_default(),
    }),
    video_url: MediaItemVideoUrl => Option<String> = row.video_url,
    content_type: MediaItemContentType => Option<String> = row.content_type,
    byte_size: MediaItemByteSize => Option<i32> = row.bytes,
    filename: MediaItemFilename => Option<String> = row.filename,
}

/// Takes an item out of whatever shows it: that tells something else then, so its version moves. One statement.
///
/// # Errors
/// As any query.
pub async fn detach(profile: &Locked<'_>, item: Uuid) -> DbResult<()> {
    const DETACH: &str = "\
        WITH of_projects AS (
            UPDATE projects SET media = array_remove(media, $2), version = version + 1, updated_at = $3
            WHERE profile_id = $1 AND $2 = ANY (media)
        )
        UPDATE certificates SET media = array_remove(media, $2), version = version + 1, updated_at = $3
        WHERE profile_id = $1 AND $2 = ANY (media)";
    let conn = profile.conn();
    conn.run(
        Fixed(
            diesel::sql_query(DETACH)
                .bind::<sql_types::Uuid, _>(profile.profile_id)
                .bind::<sql_types::Uuid, _>(item)
                .bind::<sql_types::Timestamptz, _>(Utc::now()),
        )
        .execute(&mut conn.raw()),
    )
    .await?;
    Ok(())
}
