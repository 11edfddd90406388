//! Where files are: a local directory, or a bucket of any store that speaks S3's protocol.
//!
//! What is kept lies under `files/`, and what was put by an owner and not looked at yet under `uploads/`. The names are
//! random ids: a store alone tells of nobody.

use std::{fmt, path::PathBuf, sync::Arc, time::Duration};

use axum::body::{Body, Bytes};
use chrono::{DateTime, Utc};
use futures_util::{Stream, StreamExt, TryStreamExt, pin_mut, stream};
use http::{HeaderValue, Method, header};
use object_store::{
    ClientOptions, GetOptions, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutPayload, RetryConfig,
    WriteMultipart,
    aws::{AmazonS3, AmazonS3Builder},
    local::LocalFileSystem,
    path::Path,
    signer::{SignedUrlOptions, Signer},
};
use uuid::Uuid;

use super::MediaError;

/// Where files are kept.
#[derive(Debug, Clone)]
pub enum StoreSettings {
    /// In a directory, which servers and workers share.
    Directory(PathBuf),
    /// In a bucket.
    S3(S3Settings),
}

/// A bucket, and how to get into it.
#[derive(Clone)]
pub struct S3Settings {
    /// The bucket.
    pub bucket: String,
    /// What the names of all objects begin with; empty for nothing.
    pub prefix: String,
    /// Where the store is, if not at Amazon: `https://minio.example.com`. The bucket is the first part of the path.
    pub endpoint: Option<String>,
    /// Its region.
    pub region: String,
    /// The id and the secret of an access key; without it, the role of the machine counts.
    pub credentials: Option<(String, String)>,
}

impl fmt::Debug for S3Settings {
    /// Never the credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Settings").field("bucket", &self.bucket).finish_non_exhaustive()
    }
}

/// What a file is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Looked at, and kept.
    Kept,
    /// As somebody put it.
    Uploads,
}

impl Place {
    const fn name(self) -> &'static str {
        match self {
            Self::Kept => "files",
            Self::Uploads => "uploads",
        }
    }
}

#[derive(Clone)]
pub(super) struct Store {
    objects: Arc<dyn ObjectStore>,
    prefix: String,
    way: Way,
}

#[derive(Clone)]
enum Way {
    /// Whoever uploads puts to us.
    Directory(PathBuf),
    /// Whoever uploads puts to the store itself, by an address that we sign.
    S3(Arc<AmazonS3>),
}

/// What is there under a name, as far as it is of the size that was asked for.
pub(crate) enum OfSize {
    /// It is, and this is it.
    So(Bytes),
    /// It is of this size, in bytes.
    Other(u64),
    /// There is nothing.
    NotThere,
}

/// A file that is there.
#[derive(Debug)]
pub struct Opened {
    /// How large it is, in bytes.
    pub size: u64,
    /// Its bytes, read as they are taken.
    pub body: Body,
}

/// What is read of a file at once, in bytes.
const PART: u64 = 512 << 10;
/// The longest that one request to a bucket may take.
const TIMEOUT: Duration = Duration::from_secs(8);
/// Attempts after the first, and for how long there are any: a mutation waits for them.
const RETRIES: usize = 2;
const RETRY_FOR: Duration = Duration::from_secs(8);
/// What is written to a directory at once, in bytes.
const CHUNK: usize = 1 << 20;

impl Store {
    pub(super) fn open(settings: &StoreSettings) -> Result<Self, MediaError> {
        match settings {
            StoreSettings::Directory(directory) => {
                std::fs::create_dir_all(directory).map_err(|error| MediaError::Open(Box::new(error)))?;
                // What is told to be kept is: a row that lasts names no file that a power cut took.
                let store = LocalFileSystem::new_with_prefix(directory)
                    .map_err(|error| MediaError::Open(Box::new(error)))?
                    .with_fsync(true);
                let way = Way::Directory(directory.clone());
                Ok(Self { objects: Arc::new(store), prefix: String::new(), way })
            }
            StoreSettings::S3(settings) => {
                let bucket = Arc::new(bucket(settings).map_err(|error| MediaError::Open(Box::new(error)))?);
                let prefix = settings.prefix.clone();
                Ok(Self { objects: Arc::clone(&bucket) as _, prefix, way: Way::S3(bucket) })
            }
        }
    }

    fn path(&self, place: Place, id: Uuid) -> Path {
        let id = id.to_string();
        let parts = [self.prefix.as_str(), place.name(), &id];
        parts.into_iter().flat_map(|part| part.split('/')).filter(|part| !part.is_empty()).collect()
    }

    pub(super) async fn put(&self, place: Place, id: Uuid, bytes: Vec<u8>) -> Result<(), MediaError> {
        self.objects.put(&self.path(place, id), PutPayload::from(bytes)).await?;
        Ok(())
    }

    /// A file of just this size. Of another one nothing is read, whatever may have been put between two questions.
    pub(super) async fn get_of_size(&self, place: Place, id: Uuid, size: u64) -> Result<OfSize, MediaError> {
        match self.objects.get(&self.path(place, id)).await {
            Ok(found) if found.meta.size != size => Ok(OfSize::Other(found.meta.size)),
            Ok(found) => Ok(OfSize::So(found.bytes().await?)),
            Err(object_store::Error::NotFound { .. }) => Ok(OfSize::NotThere),
            Err(error) => Err(error.into()),
        }
    }

    /// A file, which is read part by part as it is taken: whoever takes it slowly holds one part of it. A part is a request of
    /// its own, with a time of its own. `None` if it isn't there.
    pub(super) async fn open_file(&self, place: Place, id: Uuid) -> Result<Option<Opened>, MediaError> {
        let path = self.path(place, id);
        let first = GetOptions { range: Some((0..PART).into()), ..GetOptions::default() };
        let (size, first) = match self.objects.get_opts(&path, first).await {
            Ok(found) => (found.meta.size, found.bytes().await?),
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let (objects, at) = (Arc::clone(&self.objects), first.len() as u64);
        let rest = stream::try_unfold(at, move |at| {
            let (objects, path) = (Arc::clone(&objects), path.clone());
            async move {
                if at >= size {
                    return Ok(None);
                }
                let part = objects.get_range(&path, at..(at + PART).min(size)).await?;
                let next = at + part.len() as u64;
                Ok::<_, object_store::Error>(Some((part, next)))
            }
        });
        let parts = stream::once(async move { Ok(first) }).chain(rest);
        Ok(Some(Opened { size, body: Body::from_stream(parts) }))
    }

    /// Removes a file; one that isn't there is fine.
    pub(super) async fn remove(&self, place: Place, id: Uuid) -> Result<(), MediaError> {
        match self.objects.delete(&self.path(place, id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes what comes, as it comes. Nothing is left of what comes to no good end.
    pub(super) async fn receive<E: From<MediaError>>(
        &self,
        id: Uuid,
        parts: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<(), E> {
        let path = self.path(Place::Uploads, id);
        let upload = self.objects.put_multipart(&path).await.map_err(MediaError::from)?;
        let mut writing = WriteMultipart::new_with_chunk_size(upload, CHUNK);
        pin_mut!(parts);
        let received = async {
            while let Some(part) = parts.next().await {
                writing.wait_for_capacity(1).await.map_err(MediaError::from)?;
                writing.put(part?);
            }
            Ok(())
        };
        match received.await {
            Ok(()) => {
                writing.finish().await.map_err(MediaError::from)?;
                Ok(())
            }
            Err(error) => {
                let _ = writing.abort().await;
                Err(error)
            }
        }
    }

    /// The address at which an upload is put straight to the store; `None` if it is put to us.
    pub(super) async fn signed(
        &self,
        id: Uuid,
        content_type: &str,
        expires_in: Duration,
    ) -> Result<Option<String>, MediaError> {
        let Way::S3(bucket) = &self.way else { return Ok(None) };
        let Ok(content_type) = HeaderValue::from_str(content_type) else { return Ok(None) };
        let options = SignedUrlOptions::new().with_signed_header(header::CONTENT_TYPE, content_type);
        let path = self.path(Place::Uploads, id);
        let url = bucket.signed_url_opts(Method::PUT, &path, expires_in, &options).await?;
        Ok(Some(url.into()))
    }

    /// Whether uploads are put to us.
    pub(super) const fn takes_uploads(&self) -> bool {
        matches!(self.way, Way::Directory(_))
    }

    fn marker(&self, name: &str) -> Path {
        [self.prefix.as_str(), name]
            .into_iter()
            .flat_map(|part| part.split('/'))
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// Where an object beside the files is, for people.
    pub(super) fn marker_place(&self, name: &str) -> String {
        match &self.way {
            Way::Directory(directory) => directory.join(name).display().to_string(),
            Way::S3(_) => format!("the object {}", self.marker(name)),
        }
    }

    /// What an object beside the files says.
    pub(super) async fn read_marker(&self, name: &str) -> Result<Option<String>, MediaError> {
        match self.objects.get(&self.marker(name)).await {
            Ok(found) => Ok(Some(String::from_utf8_lossy(&found.bytes().await?).into_owned())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Writes an object beside the files, if there is none of this name; answers whether it did.
    pub(super) async fn write_marker(&self, name: &str, text: &str) -> Result<bool, MediaError> {
        let (path, payload) = (self.marker(name), || PutPayload::from(text.to_owned()));
        match self.objects.put_opts(&path, payload(), PutMode::Create.into()).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::AlreadyExists { .. } | object_store::Error::Precondition { .. }) => {
                Ok(false)
            }
            // Not every store can refuse to write over something; then nobody is kept from coming at the same moment.
            Err(object_store::Error::NotImplemented { .. } | object_store::Error::NotSupported { .. }) => {
                self.objects.put(&path, payload()).await?;
                Ok(true)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Writes an object beside the files in place of the one that is there.
    pub(super) async fn replace_marker(&self, name: &str, text: &str) -> Result<(), MediaError> {
        self.objects.put(&self.marker(name), PutPayload::from(text.to_owned())).await?;
        Ok(())
    }

    /// What was written before this.
    pub(super) async fn before(&self, place: Place, moment: DateTime<Utc>) -> Result<Vec<Uuid>, MediaError> {
        let within: Path =
            [self.prefix.as_str(), place.name()].into_iter().flat_map(|part| part.split('/')).collect();
        let all = self.objects.list(Some(&within));
        let old = all.try_filter_map(async |found: ObjectMeta| {
            // What has another name is nothing that we wrote.
            let id = found.location.filename().and_then(|name| Uuid::parse_str(name).ok());
            Ok(id.filter(|_| found.last_modified < moment))
        });
        Ok(old.boxed().try_collect().await?)
    }

    /// Removes what a writer of a directory left behind that was killed, if it is from before this: such a file is in no list.
    /// Answers how many there were.
    pub(super) async fn remove_torn(&self, moment: DateTime<Utc>) -> usize {
        let Way::Directory(directory) = self.way.clone() else { return 0 };
        // A directory of many files takes a while to read: not on the runtime's own threads.
        tokio::task::spawn_blocking(move || remove_torn(&directory, moment)).await.unwrap_or(0)
    }
}

fn remove_torn(directory: &std::path::Path, moment: DateTime<Utc>) -> usize {
    let entries = [Place::Kept, Place::Uploads]
        .into_iter()
        .filter_map(|place| std::fs::read_dir(directory.join(place.name())).ok())
        .flatten()
        .filter_map(Result::ok);
    let torn = entries.filter(|entry| {
        let written = entry.metadata().and_then(|metadata| metadata.modified());
        entry.file_name().to_string_lossy().contains('#')
            && written.is_ok_and(|written| DateTime::<Utc>::from(written) < moment)
    });
    torn.filter(|entry| std::fs::remove_file(entry.path()).is_ok()).count()
}

fn bucket(settings: &S3Settings) -> Result<AmazonS3, object_store::Error> {
    let http = settings.endpoint.as_deref().is_some_and(|endpoint| endpoint.starts_with("http://"));
    let client = ClientOptions::new().with_timeout(TIMEOUT).with_allow_http(http);
    let retry = RetryConfig { max_retries: RETRIES, retry_timeout: RETRY_FOR, ..RetryConfig::default() };
    let mut builder = AmazonS3Builder::new()
        .with_client_options(client)
        .with_retry(retry)
        // Not every store knows it, and nothing of ours deletes much at once.
        .with_disable_bulk_delete(true)
        .with_bucket_name(&settings.bucket)
        .with_region(&settings.region);
    if let Some(endpoint) = &settings.endpoint {
        builder = builder.with_endpoint(endpoint.trim_end_matches('/'));
    }
    if let Some((id, secret)) = &settings.credentials {
        builder = builder.with_access_key_id(id).with_secret_access_key(secret);
    }
    builder.build()
}
