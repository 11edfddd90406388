//! `mediaUploadRequest`: what may be announced, and how much of it there may be.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use folio_db::{
    DbResult,
    uploads::{self, UploadRow, Usage},
    write::Locked,
};
use uuid::Uuid;

use super::types::UploadPurpose;
use crate::{
    media::{PDF, PICTURES, ZIP},
    media_items::MAX_FILES,
    text::limits,
    write::{Checks, Errand, UserError, UserErrorCode},
};

/// A file that is to be put.
#[derive(Debug, Clone, InputObject)]
pub struct MediaUploadInput {
    /// What it is to become.
    purpose: UploadPurpose,
    /// What it is: image/jpeg, image/png or image/webp; for an item also application/pdf; for an archive application/zip. Its bytes
    /// must say the same.
    content_type: String,
    /// How large it is, in bytes: at most 10 MiB, for an archive 20.
    byte_size: i32,
    /// What it is called, at most 200 characters: for an item.
    filename: MaybeUndefined<String>,
}

/// The largest file that is to be shown, in bytes.
pub const MAX_UPLOAD: i32 = 10 << 20;
/// The largest archive, in bytes.
pub const MAX_ARCHIVE: i32 = 20 << 20;
/// What all files of one profile may take, those that are on their way included, in bytes.
pub const MAX_BYTES: i64 = 100 << 20;
/// Uploads of one profile that haven't become anything yet.
pub const MAX_OPEN: i64 = 10;
/// The time to put an upload and to complete it.
pub(super) const TIME: TimeDelta = TimeDelta::minutes(15);

/// Announces an upload.
pub(super) struct Announce {
    pub(super) input: MediaUploadInput,
    /// The end of its time.
    pub(super) until: DateTime<Utc>,
}

impl Errand for Announce {
    fn action(&self) -> &'static str {
        "mediaUploadRequest"
    }

    async fn run(self, profile: &Locked<'_>) -> DbResult<Result<Uuid, Vec<UserError>>> {
        let upload = match self.checked(profile.profile_id) {
            Ok(upload) => upload,
            Err(errors) => return Ok(Err(errors)),
        };
        let usage = uploads::usage(profile).await?;
        if let Some(error) = too_much(&usage, &upload) {
            return Ok(Err(vec![error]));
        }
        uploads::announce(profile, &upload).await?;
        Ok(Ok(upload.id))
    }
}

impl Announce {
    fn checked(self, profile_id: Uuid) -> Result<UploadRow, Vec<UserError>> {
        let MediaUploadInput { purpose, content_type, byte_size, filename } = self.input;
        let mut checks = Checks::of("input");
        let (is_item, is_archive) = (purpose == UploadPurpose::Media, purpose == UploadPurpose::Archive);
        let is_picture = PICTURES.contains(&content_type.as_str());
        let accepted = match purpose {
            UploadPurpose::Avatar | UploadPurpose::Cover => is_picture,
            UploadPurpose::Media => is_picture || content_type == PDF,
            UploadPurpose::Archive => content_type == ZIP,
        };
        if !accepted {
            let pictures = PICTURES.join(", ");
            let message = match purpose {
                UploadPurpose::Avatar | UploadPurpose::Cover => format!("expected a picture: {pictures}"),
                UploadPurpose::Media => format!("expected {pictures} or {PDF}"),
                UploadPurpose::Archive => format!("expected {ZIP}"),
            };
            checks.refuse("contentType", UserErrorCode::Invalid, message);
        }
        let most = if is_archive { MAX_ARCHIVE } else { MAX_UPLOAD };
        if !(1..=most).contains(&byte_size) {
            let message = format!("expected 1 to {most} bytes");
            checks.refuse("byteSize", UserErrorCode::Invalid, message);
        }
        let mut name = None;
        checks.text("filename", &limits::FILENAME, &filename, &mut name);
        let errors = checks.finish();
        if !errors.is_empty() {
            return Err(errors);
        }
        // Browsers of old send the whole path.
        let name = name.and_then(|name| name.rsplit(['/', '\\']).next().map(str::trim).map(str::to_owned));
        Ok(UploadRow {
            id: Uuid::new_v4(),
            profile_id,
            purpose: purpose.name().to_owned(),
            content_type,
            bytes: byte_size,
            filename: name.filter(|name| is_item && !name.is_empty()),
            file: None,
            created_at: Utc::now(),
            // A pass is good until a whole second.
            expires_at: self.until.trunc_subsecs(0),
        })
    }
}

fn too_much(usage: &Usage, upload: &UploadRow) -> Option<UserError> {
    let refuse = |message: String, field: &str| {
        Some(UserError::new(UserErrorCode::QuotaExceeded, message, &["input", field]))
    };
    if usage.open >= MAX_OPEN {
        let message = format!(
            "{} uploads are under way, which is the most there may be: complete them and use them, or wait for their end",
            usage.open
        );
        return refuse(message, "purpose");
    }
    let is_item = upload.purpose == UploadPurpose::Media.name();
    if is_item && usize::try_from(usage.items).is_ok_and(|items| items >= MAX_FILES) {
        let message =
            format!("there are {} files of items already; at most {MAX_FILES} are kept", usage.items);
        return refuse(message, "purpose");
    }
    over_bytes(usage.bytes, upload.bytes).and_then(|message| refuse(message, "byteSize"))
}

/// Why another file doesn't go with those that there are, if it doesn't.
pub(super) fn over_bytes(taken: i64, another: i32) -> Option<String> {
    (taken + i64::from(another) > MAX_BYTES).then(|| {
        format!("the files take {taken} bytes and this one {another}; all together may take {MAX_BYTES}")
    })
}
