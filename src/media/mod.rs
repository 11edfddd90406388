//! Pictures: fetched from where Clerk has them, made our own, kept, and shown (capability P3).
//!
//! What comes from outside is hostile until it is re-encoded: `fetch.rs` says where from and how much, `encode.rs` makes of
//! it a small picture without metadata, `ingest.rs` are the jobs that do so, and `sweep.rs` removes what they may leave behind. A picture is shown under a random id, which is
//! as good as the picture: it moves to another one whenever fewer may see it, see [`folio_db::media`].
//!
//! Where files are is [`object_store`]'s: a local directory, and whatever else it speaks to once it is built with it.

use std::{fmt, path::PathBuf, sync::Arc};

use axum::body::Bytes;
use folio_db::{Db, DbError, media};
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem, path::Path};
use uuid::Uuid;

mod encode;
mod fetch;
mod ingest;
mod sweep;

pub use encode::{Encoded, MAX_PIXELS, NotAPicture, SIDE, reencode};
pub use fetch::{Hosts, MAX_BYTES, NotFetched};
pub use ingest::{IngestPhoto, RemoveFile, photo_changed};
pub use sweep::{Sweep, sweep};

/// How pictures are kept and shown.
#[derive(Debug, Clone)]
pub struct MediaSettings {
    /// Where files are kept.
    pub directory: PathBuf,
    /// What the addresses of pictures begin with, as browsers reach this server: `https://api.example.com`.
    pub public_url: String,
    /// Where pictures may be fetched from.
    pub hosts: Hosts,
}

/// The pictures. Cheap to clone.
#[derive(Clone)]
pub struct Media {
    store: Arc<dyn ObjectStore>,
    fetcher: fetch::Fetcher,
    public_url: Arc<str>,
}

/// Why pictures can't be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum MediaError {
    /// The directory can't be made or opened.
    #[error("the directory for pictures can't be made or opened")]
    Directory(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The client for fetching can't be made.
    #[error("pictures can't be fetched: TLS can't start")]
    Client(#[source] reqwest::Error),
    /// The store failed.
    #[error("the store of pictures failed")]
    Store(#[from] object_store::Error),
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
    pub bytes: Bytes,
}

impl Media {
    /// Opens the store; makes its directory if need be.
    ///
    /// # Errors
    /// When it can't be.
    pub fn open(settings: &MediaSettings) -> Result<Self, MediaError> {
        std::fs::create_dir_all(&settings.directory)
            .map_err(|error| MediaError::Directory(Box::new(error)))?;
        let store = LocalFileSystem::new_with_prefix(&settings.directory)
            .map_err(|error| MediaError::Directory(Box::new(error)))?;
        let fetcher = fetch::Fetcher::new(settings.hosts.clone()).map_err(MediaError::Client)?;
        let public_url = settings.public_url.trim_end_matches('/').into();
        Ok(Self { store: Arc::new(store), fetcher, public_url })
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
        match self.store.get(&path(file)).await {
            Ok(found) => Ok(Some(Picture { content_type, bytes: found.bytes().await? })),
            // Replaced in this very moment.
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// The address of a picture.
    fn url(&self, id: Uuid) -> String {
        format!("{}{}", self.public_url, address_of(id))
    }

    async fn put(&self, file: Uuid, bytes: Vec<u8>) -> Result<(), MediaError> {
        self.store.put(&path(file), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// Removes a file; one that isn't there is fine.
    pub(crate) async fn remove(&self, file: Uuid) -> Result<(), MediaError> {
        match self.store.delete(&path(file)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// Where all of them are in the store.
const PICTURES: &str = "pictures";

fn path(file: Uuid) -> Path {
    Path::from(format!("{PICTURES}/{file}"))
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
