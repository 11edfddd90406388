//! What is put to us: where the store is a directory, the address that an upload is put at is one of ours.

use axum::body::{Body, Bytes};
use folio_db::{Db, DbError, uploads};
use futures_util::{Stream, StreamExt, stream};

use crate::media::{Media, MediaError};

/// Why nothing was put.
#[derive(Debug, thiserror::Error)]
pub enum NotPut {
    /// The pass is none, or its upload is over, complete, or gone.
    #[error("nothing is put here, or nothing any more: ask for an upload with mediaUploadRequest")]
    Refused,
    /// It isn't what was announced.
    #[error("{0}")]
    Mismatch(String),
    /// It ended too early.
    #[error("the body ended too early")]
    Broken,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] MediaError),
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Takes what somebody puts with a pass. It may be put again, until it was completed.
///
/// # Errors
/// When it isn't taken; nothing of it is left then.
pub async fn put(
    db: &Db,
    media: &Media,
    pass: &str,
    content_type: Option<&str>,
    length: Option<u64>,
    body: Body,
) -> Result<(), NotPut> {
    let id = media.passed(db.hash_key(), pass).ok_or(NotPut::Refused)?;
    let conn = db.conn().await?;
    let upload = uploads::open(&conn, id).await?;
    // Not held while the body comes.
    drop(conn);
    let upload = upload.filter(|upload| upload.file.is_none()).ok_or(NotPut::Refused)?;
    if content_type != Some(upload.content_type.as_str()) {
        return Err(NotPut::Mismatch(format!("expected Content-Type: {}", upload.content_type)));
    }
    let announced = u64::from(upload.bytes.unsigned_abs());
    if length.is_some_and(|length| length != announced) {
        return Err(size(announced));
    }
    media.receive(id, exactly(announced, body)).await
}

/// The parts of a body, as long as they are as many bytes as were announced; one error in place of the rest if they aren't.
fn exactly(announced: u64, body: Body) -> impl Stream<Item = Result<Bytes, NotPut>> {
    let parts = body.into_data_stream();
    stream::unfold(Some((parts, announced)), move |state| async move {
        let (mut parts, left) = state?;
        match parts.next().await {
            None if left == 0 => None,
            None => Some((Err(size(announced)), None)),
            Some(Err(_)) => Some((Err(NotPut::Broken), None)),
            Some(Ok(part)) => match left.checked_sub(part.len() as u64) {
                Some(left) => Some((Ok(part), Some((parts, left)))),
                None => Some((Err(size(announced)), None)),
            },
        }
    })
}

fn size(announced: u64) -> NotPut {
    NotPut::Mismatch(format!("expected the {announced} bytes that were announced"))
}
