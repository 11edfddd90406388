//! Looking at what an import would do.

use async_graphql::{Context, Json, Object, Result};
use serde_json::Value;

use super::{source::Source, types::ImportPreview};
use crate::{
    graphql::loader,
    write::{UserError, UserErrorCode, rehearse},
};

/// Previews of imports.
#[derive(Default)]
pub struct ImportQuery;

#[Object]
impl ImportQuery {
    /// What `resumeImport` would make of this file; nothing is written. Null for the anonymous.
    async fn resume_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "A JSON Resume file, 1.x or older: the object, or its text, of which keys that stand twice are told. A request has at \
                    most 256 KiB and 10,000 values."
        )]
        document: Json<Value>,
    ) -> Result<Option<ImportPreview>> {
        preview(ctx, async move || Source::json_resume(&document.0)).await
    }

    /// What `linkedInImport` would make of this archive; nothing is written. Null for the anonymous.
    async fn linked_in_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The zip file that LinkedIn gives its members of their data, in base64. A request has at most 256 KiB, so that is an \
                    archive of at most some 190 KiB."
        )]
        archive: String,
        #[graphql(
            desc = "Whether the person has agreed to have their archive read. It must be true: without it nothing is looked at."
        )]
        consent: bool,
    ) -> Result<Option<ImportPreview>> {
        preview(ctx, async move || with_consent(consent, archive).await).await
    }
}

async fn preview(
    ctx: &Context<'_>,
    read: impl AsyncFnOnce() -> Result<Source, Vec<UserError>>,
) -> Result<Option<ImportPreview>> {
    if loader::viewer(ctx).await?.account().is_none() {
        return Ok(None);
    }
    let source = match read().await {
        Ok(source) => source,
        Err(errors) => return Ok(Some(ImportPreview::refused(errors))),
    };
    let rehearsed = rehearse(ctx, source).await?;
    let read_only = || {
        let message = "the profile isn't active and can't be changed";
        ImportPreview::refused(vec![UserError::new(UserErrorCode::ReadOnly, message, &[])])
    };
    Ok(Some(rehearsed.map_or_else(read_only, ImportPreview::of)))
}

/// An archive of somebody who has agreed to have it read; nothing of it is looked at before.
pub(super) async fn with_consent(consent: bool, archive: String) -> Result<Source, Vec<UserError>> {
    if !consent {
        let message = "the person must have agreed to this import";
        return Err(vec![UserError::new(UserErrorCode::Required, message, &["consent"])]);
    }
    unpacked(archive).await
}

/// An archive that was read, beside the threads that answer: it takes a while.
async fn unpacked(archive: String) -> Result<Source, Vec<UserError>> {
    tokio::task::spawn_blocking(move || Source::linkedin(&archive)).await.unwrap_or_else(|_| {
        let message = "the archive can't be read";
        Err(vec![UserError::new(UserErrorCode::Invalid, message, &["archive"])])
    })
}
