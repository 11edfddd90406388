//! What owners write of their media and documents.

use async_graphql::{ID, InputObject, MaybeUndefined};
use folio_db::{
    DbResult,
    media_items::{self, MediaItemRow},
    uploads,
    write::Locked,
};

use crate::{
    graphql::id::ItemKind,
    items::{ItemInput, Names, Section, names},
    media::{self, PDF},
    text::limits,
    uploads::{UploadPurpose, upload_of},
    write::{Checks, UserError, UserErrorCode},
};

/// An image, a document or a video, as its owner writes it. A field that is left out stays as it is; null empties it.
#[derive(Debug, Clone, InputObject)]
pub struct MediaInput {
    /// A completed upload whose purpose is MEDIA: what the item shows. When adding alone; a video has none.
    upload: Option<ID>,
    /// Where a video is to be seen: an http(s) address. An item with an upload has none.
    video_url: MaybeUndefined<String>,
    /// What it is called, at most 200 characters. Needed when adding.
    title: MaybeUndefined<String>,
    /// What it is about, at most 2,000 characters; line breaks are kept.
    description: MaybeUndefined<String>,
    /// What is to be seen on an image, for those who don't see it, at most 500 characters.
    alt_text: MaybeUndefined<String>,
}

/// Media and documents, as a section that is edited.
pub struct MediaSection;

/// The most items, and the most files that may be kept or on their way for them.
pub const MAX_FILES: usize = 50;

const IMAGE: &str = "IMAGE";
const DOCUMENT: &str = "DOCUMENT";
const VIDEO: &str = "VIDEO";

impl Section for MediaSection {
    type Row = MediaItemRow;
    type Input = MediaInput;

    const KIND: ItemKind = ItemKind::MediaItem;
    const SECTION: folio_policy::Section = folio_policy::Section::Media;
    const NAMES: Names = names!("media");
    const MAX_ITEMS: usize = MAX_FILES;

    async fn settle(
        profile: &Locked<'_>,
        input: &MediaInput,
        row: &mut MediaItemRow,
        _: &[MediaItemRow],
    ) -> DbResult<Vec<UserError>> {
        let refuse = |code, message: &str, field| Ok(vec![UserError::new(code, message, &["input", field])]);
        let adding = row.kind.is_empty();
        match (&input.upload, &row.video_url) {
            (Some(_), _) if !adding => {
                let message = "what an item shows can't be exchanged: add another one";
                return refuse(UserErrorCode::Invalid, message, "upload");
            }
            (Some(_), Some(_)) => {
                let message = "an item shows an upload or a video, not both";
                return refuse(UserErrorCode::Invalid, message, "videoUrl");
            }
            (Some(upload), None) => {
                let id = upload_of(upload);
                let taken = match id {
                    Some(id) => uploads::take(profile, id).await?,
                    None => None,
                };
                let Some(taken) = taken.filter(|taken| taken.purpose == UploadPurpose::Media.name()) else {
                    let message =
                        "there is no such upload of yours for an item: ask for one with the purpose MEDIA";
                    return refuse(UserErrorCode::NotFound, message, "upload");
                };
                // What is refused is undone, so the upload stays.
                let Some(file) = taken.file else {
                    let message = "this upload isn't complete: mediaUploadComplete does that";
                    return refuse(UserErrorCode::UploadIncomplete, message, "upload");
                };
                let kind = if taken.content_type == PDF { DOCUMENT } else { IMAGE };
                kind.clone_into(&mut row.kind);
                row.file = Some(file);
                (row.content_type, row.bytes) = (Some(taken.content_type), Some(taken.bytes));
                row.filename = taken.filename;
                media::remove_all(profile.conn(), Vec::new(), vec![taken.id]).await?;
            }
            (None, Some(_)) if adding => VIDEO.clone_into(&mut row.kind),
            (None, Some(_)) if row.kind != VIDEO => {
                return refuse(UserErrorCode::Invalid, "this item shows a file, and no video", "videoUrl");
            }
            (None, None) if adding => {
                let message = "an item shows something: give an upload, or the address of a video";
                return refuse(UserErrorCode::Required, message, "upload");
            }
            (None, None) if row.kind == VIDEO => {
                return refuse(UserErrorCode::Required, "a video has an address", "videoUrl");
            }
            (None, _) => {}
        }
        Ok(Vec::new())
    }

    async fn removed(profile: &Locked<'_>, row: &MediaItemRow) -> DbResult<()> {
        media_items::detach(profile, row.id).await?;
        media::remove_all(profile.conn(), row.file.into_iter().collect(), Vec::new()).await
    }
}

impl ItemInput<MediaItemRow> for MediaInput {
    fn apply(&self, row: &mut MediaItemRow, checks: &mut Checks) {
        checks.web_url("videoUrl", &self.video_url, &mut row.video_url);
        checks.required_text("title", &limits::MEDIA_TITLE, &self.title, &mut row.title);
        checks.text("description", &limits::MEDIA_DESCRIPTION, &self.description, &mut row.description);
        checks.text("altText", &limits::ALT_TEXT, &self.alt_text, &mut row.alt_text);
    }
}
