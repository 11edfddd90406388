//! Uploads (capability P11): a file is announced, put into the store, looked at, and taken over by an item of the section
//! MEDIA ([`crate::media_items`]) or as the avatar or the cover; or it is an archive, which an import reads ([`crate::imports`]).
//!
//! Reading order: `types.rs` (what a client sees of an upload), `request.rs` (announcing, and what there may be),
//! `complete.rs` (looking at what was put), `picture_set.rs`, `archive.rs`, `put.rs` (what is put to us, where the store takes nothing
//! itself), `expire.rs`.
//!
//! Invariants: nothing of a file is shown before it was looked at; what was looked at is what is kept, whatever is put
//! afterwards; an archive is shown to nobody; an upload is its owner's alone, and somebody else's is answered as one that never was; whatever comes of an
//! upload, nothing of it stays in the store that no row names.

use async_graphql::{Context, ID, Object, Result};

use crate::{
    graphql::scalar::Int64,
    profile::ProfilePayload,
    write::{Terms, commit, commit_beside},
};

mod archive;
mod complete;
mod expire;
mod picture_set;
mod put;
mod request;
mod types;

pub(crate) use archive::{UploadedArchive, archive, take_archive};
pub use expire::expire;
pub use put::{NotPut, put};
pub use request::{MAX_ARCHIVE, MAX_BYTES, MAX_OPEN, MAX_UPLOAD, MediaUploadInput};
pub(crate) use types::upload_of;
pub use types::{MediaUpload, MediaUploadPayload, PictureKind, UploadHeader, UploadPurpose, UploadState};

/// Uploads of one's own.
#[derive(Default)]
pub struct UploadMutation;

#[Object]
impl UploadMutation {
    /// Announces a file, and answers where to put it: with PUT, the headers that are named, and exactly as many bytes as were
    /// announced. Once it is put, `mediaUploadComplete` has it looked at. Nothing of the profile changes by this.
    async fn media_upload_request(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is to be put.")] input: MediaUploadInput,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<MediaUploadPayload>> {
        let until = types::media(ctx)?.now() + request::TIME;
        let outcome = commit_beside(ctx, idempotency_key, request::Announce { input, until }).await?;
        MediaUploadPayload::of(ctx, outcome).await.map(Some)
    }

    /// Has a file looked at that was put: its size and, by its bytes, what it is. Pictures are made anew, without whatever
    /// else they told. What is no good is done away with. What is good waits a day for `mediaAdd`, `profilePictureSet` or `linkedInImport`.
    async fn media_upload_complete(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The upload.")] id: ID,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<MediaUploadPayload>> {
        let outcome = complete::complete(ctx, &id, idempotency_key).await?;
        MediaUploadPayload::of(ctx, outcome).await.map(Some)
    }

    /// Makes a completed upload the caller's avatar or cover, in place of the one before; without an upload it takes that
    /// away.
    async fn profile_picture_set(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which picture.")] kind: PictureKind,
        #[graphql(desc = "A completed upload whose purpose is this picture; null for none.")] upload: Option<
            ID,
        >,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ProfilePayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        let change = picture_set::SetPicture { media: types::media(ctx)?.clone(), kind, upload };
        ProfilePayload::of(ctx, commit(ctx, terms, change).await?).await
    }
}
