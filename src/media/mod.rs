//! Files: fetched from where Clerk has them or put by their owners, made our own, kept, and shown (capabilities P3, P11).
//!
//! What comes from outside is hostile until it was looked at: `fetch.rs` says where from and how much, `inspect.rs` what is
//! kept of it, `encode.rs` makes of it a picture without metadata, `ingest.rs` are the jobs, and `sweep.rs` removes what they
//! may leave behind, if the store is this database's (`claim.rs`). An avatar or a cover is shown under a random id, which is as good as the picture: it moves to another
//! one whenever fewer may see it, see [`folio_db::media`]. The file of an item is shown to whoever comes with a ticket
//! (`ticket.rs`) and may see the item at that moment.
//!
//! Where files are is [`object_store`]'s: a local directory, or a bucket of a store that speaks S3's protocol (`store.rs`).

use std::{fmt, sync::Arc, time::Duration};

use axum::body::Bytes;
use chrono::{DateTime, Utc};
use folio_db::{Db, DbError, HashKey, media};
use futures_util::Stream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use uuid::Uuid;

mod claim;
mod encode;
mod fetch;
mod ingest;
mod inspect;
mod jpeg;
mod store;
mod sweep;
mod ticket;

pub use encode::{Encoded, MAX_PIXELS, NotAPicture, SIDE, reencode};
pub use fetch::{Hosts, MAX_BYTES, NotFetched};
pub use ingest::{DiscardUpload, IngestPhoto, RemoveFile, photo_changed, remove_all};
pub use inspect::{Inspected, PDF, PICTURES, Unfit, ZIP, inspect};
pub(crate) use store::OfSize;
pub use store::{Opened, S3Settings, StoreSettings};
use store::{Place, Store};
pub use sweep::{Sweep, sweep};
pub use ticket::Ticket;

/// How files are kept and shown.
#[derive(Debug, Clone)]
pub struct MediaSettings {
    /// Where they are kept.
    pub store: StoreSettings,
    /// What their addresses begin with, as browsers reach this server: `https://api.example.com`.
    pub public_url: String,
    /// Where pictures may be fetched from.
    pub hosts: Hosts,
}

/// What tells the time by which tickets and passes end.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// The files. Cheap to clone.
#[derive(Clone)]
pub struct Media {
    store: Store,
    fetcher: fetch::Fetcher,
    public_url: Arc<str>,
    clock: Clock,
    /// Pictures that are made anew at once: each takes a core, and memory.
    decoders: Arc<Semaphore>,
    /// One picture of a profile at once.
    lanes: Arc<[Arc<Semaphore>]>,
}

/// Why files can't be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The store can't be opened.
    #[error("the store of files can't be opened")]
    Open(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The client for fetching can't be made.
    #[error("pictures can't be fetched: TLS can't start")]
    Client(#[source] reqwest::Error),
    /// The store failed.
    #[error("the store of files failed")]
    Store(#[from] object_store::Error),
    /// The store is another database's.
    #[error(
        "the store of files is another database's: {marker} names it. Give this one a directory or a bucket of its own \
         (FOLIO_MEDIA_DIR, FOLIO_MEDIA_URL); if that database is no more, or has become this one, remove {marker}"
    )]
    Claimed {
        /// Where the object is that says so.
        marker: String,
    },
    /// The database failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// A picture that is shown.
#[derive(Debug)]
pub struct Picture {
    /// How it is encoded: by ourselves, so it is what it says.
    pub content_type: String,
    /// The picture.
    pub file: Opened,
}

/// Where an upload is to be put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutAddress {
    /// The address.
    pub url: String,
    /// Until when it is good.
    pub until: DateTime<Utc>,
}

/// Pictures that one process makes anew at once.
const DECODERS: usize = 2;
/// Profiles share a lane by chance, and then wait for each other.
const LANES: usize = 1_024;
/// How long somebody waits for their turn: less than a request may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// A turn at looking at what was put; it ends when this is dropped.
pub(crate) struct LookTurn {
    _own: OwnedSemaphorePermit,
    _all: OwnedSemaphorePermit,
}

impl Media {
    /// Opens the store; makes its directory if need be.
    ///
    /// # Errors
    /// When it can't be.
    pub fn open(settings: &MediaSettings) -> Result<Self, MediaError> {
        let store = Store::open(&settings.store)?;
        let fetcher = fetch::Fetcher::new(settings.hosts.clone()).map_err(MediaError::Client)?;
        let public_url = settings.public_url.trim_end_matches('/').into();
        let decoders = Arc::new(Semaphore::new(DECODERS));
        let lanes = (0..LANES).map(|_| Arc::new(Semaphore::new(1))).collect();
        Ok(Self { store, fetcher, public_url, clock: Arc::new(Utc::now), decoders, lanes })
    }

    /// By another clock: for tests.
    #[must_use]
    pub fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// The time by which tickets and passes end.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// The picture at an address, if it is to be shown.
    ///
    /// # Errors
    /// When the database or the store fails.
    pub async fn picture(&self, db: &Db, id: Uuid) -> Result<Option<Picture>, MediaError> {
        let conn = db.conn().await?;
        let shown = media::at(&conn, id).await?;
        // Not held while the file is read.
        drop(conn);
        let Some(media::Shown { file, content_type }) = shown else { return Ok(None) };
        // Without a file it was replaced in this very moment.
        Ok(self.file(file).await?.map(|file| Picture { content_type, file }))
    }

    /// The address of a picture.
    #[must_use]
    pub fn url(&self, id: Uuid) -> String {
        format!("{}{}", self.public_url, address_of(id))
    }

    /// The address of an item's file, for whom the ticket names.
    #[must_use]
    pub fn url_of(&self, key: &HashKey, ticket: &Ticket) -> String {
        format!("{}/media/{}", self.public_url, ticket::seal(key, ticket, self.now()))
    }

    /// The ticket of an address; `None` for what is none, or no longer.
    #[must_use]
    pub fn ticket(&self, key: &HashKey, text: &str) -> Option<Ticket> {
        ticket::open(key, text, self.now())
    }

    /// A file that is kept; `None` if it isn't there, which is logged: a row names it, or did a moment ago.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn file(&self, file: Uuid) -> Result<Option<Opened>, MediaError> {
        let opened = self.store.open_file(Place::Kept, file).await?;
        if opened.is_none() {
            tracing::warn!(%file, "a file that is named isn't there");
        }
        Ok(opened)
    }

    /// The whole of a file that is kept, which is of this size.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn kept(&self, file: Uuid, size: u64) -> Result<OfSize, MediaError> {
        self.store.get_of_size(Place::Kept, file, size).await
    }

    /// Keeps a file.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn put(&self, file: Uuid, bytes: Vec<u8>) -> Result<(), MediaError> {
        self.store.put(Place::Kept, file, bytes).await
    }

    /// Removes a file; one that isn't there is fine.
    pub(crate) async fn remove(&self, file: Uuid) -> Result<(), MediaError> {
        self.store.remove(Place::Kept, file).await
    }

    /// Where an upload of this type is to be put, until then: straight to the store, if it is one that takes it, or to us.
    ///
    /// # Errors
    /// When the address can't be signed.
    pub async fn put_address(
        &self,
        key: &HashKey,
        upload: Uuid,
        content_type: &str,
        until: DateTime<Utc>,
    ) -> Result<PutAddress, MediaError> {
        // Whole seconds, and no more of them than there are.
        let left = (until - self.now()).num_seconds().max(1).unsigned_abs();
        let signed = self.store.signed(upload, content_type, Duration::from_secs(left)).await?;
        let url = signed.unwrap_or_else(|| {
            format!("{}/media/uploads/{}", self.public_url, ticket::pass(key, upload, until))
        });
        Ok(PutAddress { url, until })
    }

    /// The upload that may be put to us with this pass.
    #[must_use]
    pub fn passed(&self, key: &HashKey, pass: &str) -> Option<Uuid> {
        let passed = self.store.takes_uploads().then(|| ticket::passed(key, pass, self.now()));
        passed.flatten().map(|(upload, _)| upload)
    }

    /// Writes what is put of an upload, as it comes; nothing is left of what comes to no good end.
    ///
    /// # Errors
    /// When the store fails, and as what comes.
    pub async fn receive<E: From<MediaError>>(
        &self,
        upload: Uuid,
        parts: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<(), E> {
        self.store.receive(upload, parts).await
    }

    /// What was put of an upload, if it is of the size that was announced.
    ///
    /// # Errors
    /// When the store fails.
    pub(crate) async fn uploaded(&self, upload: Uuid, announced: u64) -> Result<OfSize, MediaError> {
        self.store.get_of_size(Place::Uploads, upload, announced).await
    }

    /// Waits for the turn to look at something of this profile's: one of a profile at once, and few of all. Taken before
    /// anything is read.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when it doesn't come in time.
    pub(crate) async fn turn(&self, profile: Uuid) -> Result<LookTurn, DbError> {
        let lane = Arc::clone(&self.lanes[(profile.as_u128() % LANES as u128) as usize]);
        let decoders = Arc::clone(&self.decoders);
        let turn = async {
            let own = lane.acquire_owned().await?;
            Ok(LookTurn { _own: own, _all: decoders.acquire_owned().await? })
        };
        match tokio::time::timeout(PATIENCE, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err::<_, tokio::sync::AcquireError>(error)) => Err(DbError::Unavailable(error.into())),
            Err(elapsed) => Err(DbError::Unavailable(elapsed.into())),
        }
    }

    /// Looks at what was put, as [`inspect()`] does. The turn lasts as long as the looking does, whether or not somebody still
    /// waits for what it comes to.
    pub(crate) async fn inspect(
        &self,
        turn: LookTurn,
        announced: String,
        bytes: Bytes,
        side: u32,
    ) -> Result<Inspected, Unfit> {
        let look = move || {
            let _turn = turn;
            inspect(&announced, bytes.into(), side)
        };
        // Decoding takes a while of one core: not on the runtime's own threads. A decoder that panics has met something that
        // it doesn't understand.
        tokio::task::spawn_blocking(look).await.unwrap_or(Err(Unfit::Picture(NotAPicture::Broken)))
    }

    /// Makes a picture anew that was fetched; by the same rules. `None` when the decoder panics.
    pub(crate) async fn make_anew(&self, bytes: Vec<u8>, side: u32) -> Option<Result<Encoded, NotAPicture>> {
        let turn = Arc::clone(&self.decoders).acquire_owned().await.ok()?;
        let decode = move || {
            let _turn = turn;
            reencode(&bytes, side)
        };
        tokio::task::spawn_blocking(decode).await.ok()
    }

    pub(crate) async fn discard(&self, upload: Uuid) -> Result<(), MediaError> {
        self.store.remove(Place::Uploads, upload).await
    }
}

/// What the address of a picture ends with, wherever this server is reached: by this it is known as ours.
fn address_of(id: Uuid) -> String {
    format!("/media/{id}")
}

impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Media")
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use futures_util::FutureExt;
    use image::{DynamicImage, ImageFormat};

    use super::*;

    fn media(name: &str) -> Media {
        let directory = std::env::temp_dir().join(format!("folio-{name}-{}", Uuid::new_v4()));
        let store = StoreSettings::Directory(directory);
        let settings = MediaSettings { store, public_url: String::new(), hosts: Hosts::default() };
        Media::open(&settings).expect("the directory can be made")
    }

    #[tokio::test]
    async fn a_profile_has_one_turn_and_all_have_few() {
        let media = media("turns");
        let [one, two, three] = [1, 2, 3].map(Uuid::from_u128);
        let first = media.turn(one).await.expect("it is free");
        assert!(media.turn(one).now_or_never().is_none(), "their other one waits");
        let _second = media.turn(two).await.expect("it is free");
        assert!(media.turn(three).now_or_never().is_none(), "there are {DECODERS}");
        drop(first);
        assert!(matches!(media.turn(three).now_or_never(), Some(Ok(_))));
    }

    /// Whoever hangs up doesn't have another picture decoded beside the one that nobody waits for.
    #[tokio::test]
    async fn a_turn_lasts_as_long_as_the_decoding() {
        let media = media("decoding");
        let mut bytes = Vec::new();
        DynamicImage::new_rgb8(1_000, 1_000)
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
            .expect("a picture");
        let whose = Uuid::from_u128(1);
        let turn = media.turn(whose).await.expect("it is free");
        let looking = media.inspect(turn, "image/png".to_owned(), bytes.into(), SIDE);
        assert!(looking.now_or_never().is_none(), "nobody waits for it any more");
        assert!(media.turn(whose).now_or_never().is_none(), "it is decoded still");
        assert!(media.turn(whose).await.is_ok());
    }
}
