//! Media and documents: images, documents and videos that an owner shows (capability P11).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    items::{item_row, item_snapshot},
    schema::media_items,
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
