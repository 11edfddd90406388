//! Uploads as their owner sees them.

use async_graphql::{Context, Enum, ID, Result, SimpleObject};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use folio_db::{
    DbError,
    media::Kind,
    uploads::{self, UploadRow},
};
use uuid::Uuid;

use crate::{
    graphql::{
        error::{fault, store_fault},
        loader,
    },
    media::Media,
    write::{Outcome, UserError},
};

/// What an upload is to become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum UploadPurpose {
    /// The photo of the profile.
    Avatar,
    /// The image at the top of the page.
    Cover,
    /// An item of the section MEDIA.
    Media,
    /// An archive that `linkedInImport` reads. It is shown to nobody, and goes once it was imported.
    Archive,
}

impl UploadPurpose {
    /// The name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Avatar => "AVATAR",
            Self::Cover => "COVER",
            Self::Media => "MEDIA",
            Self::Archive => "ARCHIVE",
        }
    }

    pub(super) fn parse(name: &str) -> Option<Self> {
        [Self::Avatar, Self::Cover, Self::Media, Self::Archive]
            .into_iter()
            .find(|purpose| purpose.name() == name)
    }
}

/// A picture of which a profile has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum PictureKind {
    /// The photo of the profile.
    Avatar,
    /// The image at the top of the page.
    Cover,
}

impl PictureKind {
    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Avatar => Kind::Avatar,
            Self::Cover => Kind::Cover,
        }
    }
}

/// How far an upload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
pub enum UploadState {
    /// It is to be put, and completed.
    Pending,
    /// It was looked at and is good.
    Ready,
}

/// A header that an upload is put with.
#[derive(Debug, Clone, SimpleObject)]
pub struct UploadHeader {
    /// Its name.
    name: String,
    /// Its value, to the letter.
    value: String,
}

/// A file on its way.
#[derive(Debug, Clone, SimpleObject)]
pub struct MediaUpload {
    /// Which one it is, for `mediaUploadComplete` and whatever takes it over.
    id: ID,
    /// What it is to become.
    purpose: Option<UploadPurpose>,
    /// How far it has come.
    state: UploadState,
    /// As announced; once it is READY, what is kept.
    content_type: String,
    /// As announced; once it is READY, the size of what is kept, in bytes.
    byte_size: i32,
    /// How it is put: "PUT".
    method: String,
    /// Where it is put; null once it is READY.
    url: Option<String>,
    /// What it is put with.
    headers: Vec<UploadHeader>,
    /// After this it is gone.
    expires_at: DateTime<Utc>,
}

/// What became of an upload.
#[derive(Debug, Clone, SimpleObject)]
pub struct MediaUploadPayload {
    /// The upload as it is now; null if nothing was done, or it has been taken over since.
    upload: Option<MediaUpload>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl MediaUploadPayload {
    pub(super) async fn of(ctx: &Context<'_>, outcome: Outcome) -> Result<Self> {
        let upload = match outcome.subject.filter(|_| outcome.user_errors.is_empty()) {
            Some(id) => look(ctx, id).await?,
            None => None,
        };
        Ok(Self { upload, user_errors: outcome.user_errors })
    }
}

async fn look(ctx: &Context<'_>, id: Uuid) -> Result<Option<MediaUpload>> {
    let services = &loader::session(ctx).services;
    let own = loader::viewer(ctx).await?.account().and_then(|account| account.profile_id);
    let conn = services.db.conn().await.map_err(fault)?;
    let row = uploads::open(&conn, id).await.map_err(fault)?;
    drop(conn);
    let Some(row) = row.filter(|row| Some(row.profile_id) == own) else { return Ok(None) };
    let url = if row.file.is_some() {
        None
    } else {
        let key = services.db.hash_key();
        let address = media(ctx)?.put_address(key, id, &row.content_type, row.expires_at).await;
        Some(address.map_err(|error| store_fault(&error))?.url)
    };
    let UploadRow { purpose, content_type, bytes, file, expires_at, .. } = row;
    Ok(Some(MediaUpload {
        id: id_of(id),
        purpose: UploadPurpose::parse(&purpose),
        state: if file.is_some() { UploadState::Ready } else { UploadState::Pending },
        byte_size: bytes,
        method: "PUT".to_owned(),
        url,
        headers: vec![UploadHeader { name: "Content-Type".to_owned(), value: content_type.clone() }],
        content_type,
        expires_at,
    }))
}

/// The files, which every server has.
pub(super) fn media<'a>(ctx: &Context<'a>) -> Result<&'a Media> {
    let media = loader::session(ctx).services.media.as_ref();
    media.ok_or_else(|| fault(DbError::Corrupt("this server keeps no files")))
}

/// What an upload's id begins with: no kind of item's tag, since it is none.
const TAG: u8 = 255;

/// The id of an upload, as a client has it.
pub(super) fn id_of(upload: Uuid) -> ID {
    let bytes = [&[TAG], upload.as_bytes().as_slice()].concat();
    ID(URL_SAFE_NO_PAD.encode(bytes))
}

/// The upload with this id; `None` for anything that isn't one of ours.
pub(crate) fn upload_of(id: &ID) -> Option<Uuid> {
    let bytes = URL_SAFE_NO_PAD.decode(id.as_str()).ok()?;
    let (&TAG, upload) = bytes.split_first()? else { return None };
    Uuid::from_slice(upload).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_upload_is_known_by_its_id_and_by_no_other() {
        let upload = Uuid::from_u128(7);
        assert_eq!(upload_of(&id_of(upload)), Some(upload));
        let item = crate::graphql::id::GlobalId::Profile(upload).encode();
        for id in [ID("x".to_owned()), ID(String::new()), ID(upload.to_string()), item] {
            assert_eq!(upload_of(&id), None);
        }
    }
}
