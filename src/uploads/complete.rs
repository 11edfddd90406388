//! `mediaUploadComplete`: what was put is looked at, and what is good of it is kept.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use async_graphql::{Context, ID, Result};
use chrono::{SubsecRound, TimeDelta};
use folio_db::{
    DbResult,
    uploads::{self, UploadRow},
    write::{self, Locked},
};
use folio_policy::ProfileState;
use uuid::Uuid;

use super::{
    request::over_bytes,
    types::{UploadPurpose, media, upload_of},
};
use crate::{
    graphql::{
        error::{fault, store_fault, unauthenticated},
        loader,
    },
    media::{self, Inspected, LookTurn, Media, OfSize, SIDE},
    write::{Errand, Outcome, UserError, UserErrorCode, commit_beside, read_only},
};

/// The longest side of a cover and of an image that is shown as an item, in pixels.
const LARGE_SIDE: u32 = 2_048;
/// For how long what is good waits to be taken over.
const WAITS: TimeDelta = TimeDelta::days(1);

/// Looks at an upload of the caller's. The store is asked before anything of the database is held.
pub(super) async fn complete(ctx: &Context<'_>, id: &ID, idempotency_key: Option<String>) -> Result<Outcome> {
    let Some(account) = loader::viewer(ctx).await?.account() else { return Err(unauthenticated()) };
    let (services, media) = (&loader::session(ctx).services, media(ctx)?);
    let conn = services.db.conn().await.map_err(fault)?;
    let upload = match upload_of(id) {
        Some(id) => uploads::open(&conn, id).await.map_err(fault)?,
        None => None,
    };
    drop(conn);
    let upload = upload.filter(|upload| Some(upload.profile_id) == account.profile_id);
    let Some(upload) = upload else { return Ok(Outcome::refused(vec![unknown()])) };
    if upload.file.is_some() {
        // A repeat: everything is as it was asked for.
        return Ok(Outcome::unchanged(upload.id));
    }
    if let Some(state) = account.state.filter(|state| *state != ProfileState::Active) {
        return Ok(Outcome::refused(vec![read_only(state)]));
    }
    // Nothing is read before the turn has come, and it lasts until what was read is looked at, whoever hangs up.
    let turn = media.turn(upload.profile_id).await.map_err(fault)?;
    let inspected = match look(media, &upload, turn).await.map_err(|error| store_fault(&error))? {
        Looked::Good(inspected) => inspected,
        Looked::NotThere(message) => {
            let error = UserError::new(UserErrorCode::UploadIncomplete, message, &["id"]);
            return Ok(Outcome::refused(vec![error]));
        }
        Looked::Unfit(message) => {
            give_up(ctx, &upload).await?;
            let error = UserError::new(UserErrorCode::Invalid, message, &["id"]);
            return Ok(Outcome::refused(vec![error]));
        }
    };
    let (file, used) = (Uuid::new_v4(), Arc::new(AtomicBool::new(false)));
    let Inspected { content_type, bytes } = inspected;
    let size = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
    media.put(file, bytes).await.map_err(|error| store_fault(&error))?;
    let keep = Keep {
        upload: upload.id,
        file,
        content_type,
        bytes: size,
        until: (media.now() + WAITS).trunc_subsecs(0),
        used: Arc::clone(&used),
    };
    let outcome = commit_beside(ctx, idempotency_key, keep).await;
    // After a failure it may be there all the same: then the sweep finds out.
    if outcome.is_ok() && !used.load(Ordering::Acquire) {
        let _ = media.remove(file).await;
    }
    outcome
}

enum Looked {
    Good(Inspected),
    NotThere(String),
    Unfit(String),
}

async fn look(
    media: &Media,
    upload: &UploadRow,
    turn: LookTurn,
) -> std::result::Result<Looked, media::MediaError> {
    let announced = u64::from(upload.bytes.unsigned_abs());
    let bytes = match media.uploaded(upload.id, announced).await? {
        OfSize::So(bytes) => bytes,
        OfSize::Other(size) => {
            let message = format!("{size} bytes were put, and {announced} announced: put it again");
            return Ok(Looked::NotThere(message));
        }
        OfSize::NotThere => return Ok(Looked::NotThere("nothing was put yet".to_owned())),
    };
    let side = if upload.purpose == UploadPurpose::Avatar.name() { SIDE } else { LARGE_SIDE };
    Ok(match media.inspect(turn, upload.content_type.clone(), bytes, side).await {
        Ok(inspected) => Looked::Good(inspected),
        Err(unfit) => Looked::Unfit(unfit.to_string()),
    })
}

/// Notes what is kept of an upload.
struct Keep {
    upload: Uuid,
    file: Uuid,
    content_type: &'static str,
    bytes: i32,
    until: chrono::DateTime<chrono::Utc>,
    /// Whether the file has become the upload's.
    used: Arc<AtomicBool>,
}

impl Errand for Keep {
    fn action(&self) -> &'static str {
        "mediaUploadComplete"
    }

    async fn run(self, profile: &Locked<'_>) -> DbResult<std::result::Result<Uuid, Vec<UserError>>> {
        let Some(upload) = uploads::of_profile(profile, self.upload).await? else {
            return Ok(Err(vec![unknown()]));
        };
        if upload.file.is_some() {
            // Somebody was quicker.
            return Ok(Ok(upload.id));
        }
        let others = uploads::usage(profile).await?.bytes - i64::from(upload.bytes);
        if let Some(message) = over_bytes(others, self.bytes) {
            return Ok(Err(vec![UserError::new(UserErrorCode::QuotaExceeded, message, &["id"])]));
        }
        let kept = uploads::Kept {
            file: self.file,
            content_type: self.content_type,
            bytes: self.bytes,
            expires_at: self.until,
        };
        uploads::complete(profile, upload.id, &kept).await?;
        // What was put is of no more use, and with it goes whatever is put afterwards.
        media::remove_all(profile.conn(), Vec::new(), vec![upload.id]).await?;
        self.used.store(true, Ordering::Release);
        Ok(Ok(upload.id))
    }
}

/// Does away with an upload that is no good.
async fn give_up(ctx: &Context<'_>, upload: &UploadRow) -> Result<()> {
    let db = &loader::session(ctx).services.db;
    let tx = db.begin().await.map_err(fault)?;
    let given_up = async {
        if let Some(profile) = write::lock(&tx, upload.profile_id).await? {
            // Unless it was completed meanwhile, with something else that was put.
            if uploads::of_profile(&profile, upload.id).await?.is_some_and(|upload| upload.file.is_none()) {
                uploads::take(&profile, upload.id).await?;
                media::remove_all(&tx, Vec::new(), vec![upload.id]).await?;
            }
        }
        Ok(())
    };
    let given_up: DbResult<()> = given_up.await;
    tx.finish(given_up).await.map_err(fault)
}

fn unknown() -> UserError {
    let message = "there is no such upload of yours, or its time is over: ask for another one";
    UserError::new(UserErrorCode::NotFound, message, &["id"])
}
