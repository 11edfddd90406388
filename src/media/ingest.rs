//! The jobs: a photo that Clerk tells of becomes an avatar of ours, and a file that nothing points at any more goes.

use std::time::Duration;

use folio_db::{
    Conn, DbResult, Transaction, external,
    media::{self, Kind},
    profiles,
    profiles::ProfilePatch,
    write::{self, Actor, Locked},
};
use folio_policy::{Field, ProfileState};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Encoded, Media, NotFetched, SIDE, address_of};
use crate::{
    jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools},
    write::Applied,
};

/// Makes the avatar what Clerk's photo is.
#[derive(Debug, Serialize, Deserialize)]
pub struct IngestPhoto {
    /// The profile.
    pub profile: Uuid,
}

/// Removes a file that nothing points at any more.
#[derive(Debug, Serialize, Deserialize)]
pub struct RemoveFile {
    /// The file.
    pub file: Uuid,
}

/// Removes what was put of an upload that came to something else or to nothing.
#[derive(Debug, Serialize, Deserialize)]
pub struct DiscardUpload {
    /// The upload.
    pub upload: Uuid,
}

/// Has files and uploads removed, once this transaction lasts.
///
/// # Errors
/// As any query.
pub async fn remove_all(conn: &Conn, files: Vec<Uuid>, uploads: Vec<Uuid>) -> DbResult<()> {
    let files = files.into_iter().map(|file| jobs::row(&RemoveFile { file }, None));
    let uploads = uploads.into_iter().map(|upload| jobs::row(&DiscardUpload { upload }, None));
    let rows = files.chain(uploads).collect::<DbResult<Vec<_>>>()?;
    folio_db::jobs::enqueue(conn, &rows).await?;
    Ok(())
}

/// Has the avatar renewed, once this transaction lasts.
///
/// # Errors
/// As any query.
pub async fn photo_changed(conn: &Conn, profile: Uuid) -> DbResult<()> {
    jobs::enqueue(conn, &IngestPhoto { profile }).await?;
    Ok(())
}

impl Job for RemoveFile {
    const KIND: &'static str = "media.remove";

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        tools.media.still_ours(&tools.db, false).await?;
        tools.media.remove(self.file).await.map_err(|_| JobError::Retry("STORE"))?;
        lease.finish_alone(&tools.db).await
    }
}

impl Job for DiscardUpload {
    const KIND: &'static str = "media.discard";

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        tools.media.still_ours(&tools.db, false).await?;
        tools.media.discard(self.upload).await.map_err(|_| JobError::Retry("STORE"))?;
        lease.finish_alone(&tools.db).await
    }
}

impl Job for IngestPhoto {
    const KIND: &'static str = "photo.ingest";
    const CONCURRENCY: usize = 2;
    const TIMEOUT: Duration = Duration::from_secs(60);

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile)
    }

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(self.profile.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let conn = tools.db.conn().await?;
        let photo = external::photo(&conn, self.profile).await?;
        drop(conn);
        let Some(url) = photo else { return self.set(tools, lease, None).await };
        let encoded = match fetched(&tools.media, &url).await {
            Ok(encoded) => encoded,
            Err(NotIngested::ForNow) => return Err(JobError::Retry("PHOTO_UNREACHABLE")),
            Err(NotIngested::ForGood(why)) => {
                // Nobody can be told, and no attempt will change it: the avatar stays as it is.
                let tx = tools.db.begin().await?;
                tx.once_committed(move || {
                    metrics::counter!("folio_photos_refused_total", "why" => why).increment(1);
                });
                let removed = remove(&tx, attempts_before(&lease)).await;
                return lease.finish(whole(tx, removed).await?).await;
            }
        };
        let file = file_of(&lease, lease.attempt());
        let picture = media::NewPicture {
            file,
            content_type: encoded.content_type,
            bytes: i32::try_from(encoded.bytes.len()).map_err(|_| JobError::Hopeless("PHOTO_TOO_LARGE"))?,
            uploaded: false,
        };
        tools.media.put(file, encoded.bytes).await.map_err(|_| JobError::Retry("STORE"))?;
        self.set(tools, lease, Some((url, picture))).await
    }
}

enum NotIngested {
    ForNow,
    ForGood(&'static str),
}

async fn fetched(media: &Media, url: &str) -> Result<Encoded, NotIngested> {
    let bytes = media.fetcher.fetch(url).await.map_err(|error| match error {
        NotFetched::Unreachable => NotIngested::ForNow,
        NotFetched::NotAllowed => NotIngested::ForGood("not_allowed"),
        NotFetched::TooLarge => NotIngested::ForGood("too_large"),
        NotFetched::NotThere => NotIngested::ForGood("not_there"),
    })?;
    match media.make_anew(bytes, SIDE).await {
        Some(encoded) => encoded.map_err(|_| NotIngested::ForGood("no_picture")),
        None => Err(NotIngested::ForNow),
    }
}

/// What Clerk has, and where it is kept.
type Ingested = (String, media::NewPicture);

impl IngestPhoto {
    async fn set(
        self,
        tools: &Tools,
        lease: Lease,
        ingested: Option<Ingested>,
    ) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let set = async {
            remove(&tx, attempts_before(&lease)).await?;
            set_in(&tx, &tools.media, self.profile, ingested).await
        };
        let set = set.await;
        let set = match set {
            Ok(set) => set,
            Err(error) => {
                let _ = tx.rollback().await;
                return Err(error.into());
            }
        };
        let finished = lease.finish(tx).await?;
        if let Some(version) = set {
            tools.hub.publish(self.profile, Some(version));
        }
        Ok(finished)
    }
}

/// The file of an attempt: another one for each, so that one that was given up and goes on all the same writes over
/// nothing, and known from the job, so that a later attempt removes what an earlier one left behind.
fn file_of(lease: &Lease, attempt: i32) -> Uuid {
    Uuid::from_u128(lease.id().as_u128() ^ u128::from(attempt.unsigned_abs()))
}

fn attempts_before(lease: &Lease) -> Vec<Uuid> {
    (1..lease.attempt()).map(|attempt| file_of(lease, attempt)).collect()
}

/// Has files removed, once this transaction lasts.
async fn remove(tx: &Transaction, files: Vec<Uuid>) -> DbResult<()> {
    remove_all(tx, files, Vec::new()).await
}

async fn whole(tx: Transaction, result: DbResult<()>) -> Result<Transaction, JobError> {
    match result {
        Ok(()) => Ok(tx),
        Err(error) => {
            let _ = tx.rollback().await;
            Err(error.into())
        }
    }
}

/// Sets the avatar, or takes away the one that came from Clerk; answers the version that the profile was left at.
async fn set_in(
    tx: &Transaction,
    media_of: &Media,
    profile_id: Uuid,
    ingested: Option<Ingested>,
) -> DbResult<Option<i64>> {
    let unused = async |picture: Option<media::NewPicture>| {
        if let Some(picture) = picture {
            jobs::enqueue(tx, &RemoveFile { file: picture.file }).await?;
        }
        Ok(None)
    };
    let picture = ingested.as_ref().map(|(_, picture)| *picture);
    let Some(profile) = write::lock(tx, profile_id).await? else { return unused(picture).await };
    if profile.state == ProfileState::Erased {
        // Whoever is being erased gets nothing more that would have to be.
        return unused(picture).await;
    }
    let now = external::photo(tx, profile_id).await?;
    if now.as_deref() != ingested.as_ref().map(|(url, _)| url.as_str()) {
        // It has changed meanwhile. The job that came with that may have joined this one while it was waiting.
        photo_changed(tx, profile_id).await?;
        return unused(picture).await;
    }
    let standing = media::standing(&profile, Kind::Avatar).await?;
    let shown = profiles::core(&profile).await?.avatar_url;
    // One that its owner brought stays, be it from elsewhere or by an upload.
    if standing.is_some_and(|standing| standing.uploaded) {
        return unused(picture).await;
    }
    let is_ours = |url: &str| standing.is_some_and(|standing| url.ends_with(&address_of(standing.id)));
    if shown.as_deref().is_some_and(|url| !is_ours(url)) {
        return unused(picture).await;
    }
    if standing.is_none() && picture.is_none() {
        return Ok(None);
    }
    if let Some(standing) = standing.filter(|standing| picture.is_none_or(|new| new.file != standing.file)) {
        jobs::enqueue(tx, &RemoveFile { file: standing.file }).await?;
    }
    let avatar_url = replace(&profile, media_of, picture).await?;
    profiles::update(&profile, &ProfilePatch { avatar_url: Some(avatar_url), ..ProfilePatch::default() })
        .await?;
    let applied = Applied { fields: vec![Field::ProfileAvatarUrl], ..Applied::of("profile.updated") };
    profile.record(&applied.record(Actor::Service, "photo.ingest")).await.map(Some)
}

async fn replace(
    profile: &Locked<'_>,
    media_of: &Media,
    picture: Option<media::NewPicture>,
) -> DbResult<Option<String>> {
    match picture {
        Some(picture) => Ok(Some(media_of.url(media::set(profile, Kind::Avatar, picture).await?))),
        None => {
            media::remove(profile, Kind::Avatar).await?;
            Ok(None)
        }
    }
}
