//! `profilePictureSet`.

use async_graphql::ID;
use folio_db::{
    DbResult,
    media::{self as pictures, NewPicture},
    profiles::{self, ProfilePatch},
    uploads,
    write::Locked,
};
use folio_policy::Field;

use super::types::{PictureKind, UploadPurpose, upload_of};
use crate::{
    media::{self, Media, PICTURES},
    write::{Applied, Change, UserError, UserErrorCode, Verdict},
};

/// Gives the profile another picture, or none.
pub(super) struct SetPicture {
    pub(super) media: Media,
    pub(super) kind: PictureKind,
    pub(super) upload: Option<ID>,
}

impl Change for SetPicture {
    fn action(&self) -> &'static str {
        "profilePictureSet"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let (kind, picture) = (self.kind.kind(), self.picture(profile).await?);
        let picture = match picture {
            Ok(picture) => picture,
            Err(error) => return Ok(error.into()),
        };
        let shown = profiles::core(profile).await?;
        let shown = match self.kind {
            PictureKind::Avatar => shown.avatar_url,
            PictureKind::Cover => shown.cover_url,
        };
        if picture.is_none() && shown.is_none() {
            return Ok(Verdict::Unchanged(None));
        }
        if let Some(before) = pictures::standing(profile, kind).await? {
            media::remove_all(profile.conn(), vec![before.file], Vec::new()).await?;
        }
        let url = match picture {
            Some(picture) => Some(self.media.url(pictures::set(profile, kind, picture).await?)),
            None => {
                pictures::remove(profile, kind).await?;
                None
            }
        };
        let (field, patch) = match self.kind {
            PictureKind::Avatar => {
                (Field::ProfileAvatarUrl, ProfilePatch { avatar_url: Some(url), ..ProfilePatch::default() })
            }
            PictureKind::Cover => {
                (Field::ProfileCoverUrl, ProfilePatch { cover_url: Some(url), ..ProfilePatch::default() })
            }
        };
        profiles::update(profile, &patch).await?;
        Ok(Verdict::Done(Applied { fields: vec![field], ..Applied::of("profile.updated") }))
    }
}

impl SetPicture {
    /// The picture that the upload holds; what is refused is undone, so the upload stays then.
    async fn picture(&self, profile: &Locked<'_>) -> DbResult<Result<Option<NewPicture>, UserError>> {
        let Some(id) = &self.upload else { return Ok(Ok(None)) };
        let taken = match upload_of(id) {
            Some(id) => uploads::take(profile, id).await?,
            None => None,
        };
        let purpose = match self.kind {
            PictureKind::Avatar => UploadPurpose::Avatar,
            PictureKind::Cover => UploadPurpose::Cover,
        };
        let Some(taken) = taken.filter(|taken| taken.purpose == purpose.name()) else {
            let message = format!(
                "there is no such upload of yours for this picture: ask for one with the purpose {}",
                purpose.name()
            );
            return Ok(Err(UserError::new(UserErrorCode::NotFound, message, &["upload"])));
        };
        let content_type = PICTURES.into_iter().find(|known| **known == taken.content_type);
        let (Some(file), Some(content_type)) = (taken.file, content_type) else {
            let message = "this upload isn't complete: mediaUploadComplete does that";
            return Ok(Err(UserError::new(UserErrorCode::UploadIncomplete, message, &["upload"])));
        };
        media::remove_all(profile.conn(), Vec::new(), vec![taken.id]).await?;
        Ok(Ok(Some(NewPicture { file, content_type, bytes: taken.bytes, uploaded: true })))
    }
}
