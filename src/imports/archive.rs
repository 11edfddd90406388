//! The archive that an import reads: in the request itself, or uploaded before.

use async_graphql::{Context, Error, ID};
use base64::{Engine, engine::general_purpose::STANDARD};

use super::{linkedin, source::Source};
use crate::{
    uploads::{self, UploadedArchive},
    write::{UserError, UserErrorCode},
};

/// The argument that an archive comes in.
const ARCHIVE: &str = "archive";
/// The argument that names an uploaded one.
const UPLOAD: &str = "upload";

const _: () = assert!(
    linkedin::MAX_ARCHIVE == uploads::MAX_ARCHIVE.unsigned_abs() as usize,
    "what is taken as an upload is opened"
);

/// Why there is nothing to import.
pub(super) enum NotRead {
    /// It can't be read, and the caller is told why.
    Refused(Vec<UserError>),
    /// The server couldn't.
    Failed(Error),
}

impl From<Vec<UserError>> for NotRead {
    fn from(errors: Vec<UserError>) -> Self {
        Self::Refused(errors)
    }
}

/// How an archive is brought.
pub(super) enum Brought {
    /// In the request, in base64.
    Here(String),
    /// As an upload.
    Uploaded(ID),
}

impl Brought {
    /// By one of the two arguments.
    pub(super) fn of(archive: Option<String>, upload: Option<ID>) -> Result<Self, Vec<UserError>> {
        match (archive, upload) {
            (Some(archive), None) => Ok(Self::Here(archive)),
            (None, Some(upload)) => Ok(Self::Uploaded(upload)),
            (None, None) => {
                let message = "give the archive, in base64 or as an upload";
                Err(vec![UserError::new(UserErrorCode::Required, message, &[ARCHIVE])])
            }
            (Some(_), Some(_)) => {
                let message = "give the archive in base64 or as an upload, not both";
                Err(vec![UserError::new(UserErrorCode::Invalid, message, &[UPLOAD])])
            }
        }
    }

    /// Reads LinkedIn's archive, beside the threads that answer: it takes a while. An upload stays where it is.
    pub(super) async fn linkedin(self, ctx: &Context<'_>) -> Result<Source, NotRead> {
        let (argument, read) = match self {
            Self::Here(text) => (ARCHIVE, tokio::task::spawn_blocking(move || in_base64(&text))),
            Self::Uploaded(id) => {
                let archive = uploads::archive(ctx, &id).await.map_err(NotRead::Failed)?;
                let UploadedArchive { id, bytes, turn } =
                    archive.ok_or_else(|| NotRead::Refused(vec![no_upload()]))?;
                let read = move || {
                    // Held until it is read, whoever hangs up.
                    let _turn = turn;
                    let mut source = Source::linkedin(&bytes, UPLOAD)?;
                    source.upload = Some(id);
                    Ok(source)
                };
                (UPLOAD, tokio::task::spawn_blocking(read))
            }
        };
        let source = read.await.unwrap_or_else(|_| {
            let message = "the archive can't be read";
            Err(vec![UserError::new(UserErrorCode::Invalid, message, &[argument])])
        });
        Ok(source?)
    }
}

fn in_base64(text: &str) -> Result<Source, Vec<UserError>> {
    let bytes = STANDARD.decode(text.trim()).map_err(|_| {
        let message = "must be the zip file's bytes in base64, with padding";
        vec![UserError::new(UserErrorCode::Invalid, message, &[ARCHIVE])]
    })?;
    Source::linkedin(&bytes, ARCHIVE)
}

/// There is nothing to be read of an upload.
pub(super) fn no_upload() -> UserError {
    let message = "there is no such archive of yours: ask for an upload with the purpose ARCHIVE, put it, and have \
                   mediaUploadComplete look at it; it is there for a day, until it was imported";
    UserError::new(UserErrorCode::NotFound, message, &[UPLOAD])
}
