//! An archive that was uploaded: read by an import, and gone with it.

use async_graphql::{Context, ID, Result};
use axum::body::Bytes;
use folio_db::{DbResult, uploads, write::Locked};
use uuid::Uuid;

use super::types::{UploadPurpose, media, upload_of};
use crate::{
    graphql::{
        error::{fault, store_fault},
        loader,
    },
    media::{self, LookTurn, OfSize},
};

/// A complete upload of the caller's whose purpose is ARCHIVE.
pub(crate) struct UploadedArchive {
    /// Which.
    pub(crate) id: Uuid,
    /// The archive. By its bytes it is a zip file; nothing else of it was looked at.
    pub(crate) bytes: Bytes,
    /// The turn at looking at it, to be held as long as that takes.
    pub(crate) turn: LookTurn,
}

/// The caller's own archive with this id; `None` for what is somebody else's, something else, not complete or over. It stays where
/// it is.
///
/// # Errors
/// When the database or the store fails, and when the turn to look at it doesn't come in time.
pub(crate) async fn archive(ctx: &Context<'_>, id: &ID) -> Result<Option<UploadedArchive>> {
    let own = loader::viewer(ctx).await?.account().and_then(|account| account.profile_id);
    let (Some(own), Some(id)) = (own, upload_of(id)) else { return Ok(None) };
    let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
    let upload = uploads::open(&conn, id).await.map_err(fault)?;
    // Not held while the file is read.
    drop(conn);
    let is_archive = |purpose: &str| purpose == UploadPurpose::Archive.name();
    let upload = upload.filter(|upload| upload.profile_id == own && is_archive(&upload.purpose));
    let Some((upload, file)) = upload.and_then(|upload| upload.file.map(|file| (upload, file))) else {
        return Ok(None);
    };
    let media = media(ctx)?;
    let turn = media.turn(own).await.map_err(fault)?;
    let size = u64::from(upload.bytes.unsigned_abs());
    Ok(match media.kept(file, size).await.map_err(|error| store_fault(&error))? {
        OfSize::So(bytes) => Some(UploadedArchive { id, bytes, turn }),
        // It was imported in this very moment.
        OfSize::NotThere | OfSize::Other(_) => None,
    })
}

/// Takes the profile's own archive with this id out of the table and has its file removed, once this transaction lasts; answers
/// whether it was there.
///
/// # Errors
/// As any query.
pub(crate) async fn take_archive(profile: &Locked<'_>, id: Uuid) -> DbResult<bool> {
    let Some(taken) = uploads::take(profile, id).await? else { return Ok(false) };
    media::remove_all(profile.conn(), taken.file.into_iter().collect(), vec![taken.id]).await?;
    Ok(true)
}
