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
        #[graphql(desc = "A JSON Resume file, 1.x or older, of at most 1 MiB.")] document: Json<Value>,
    ) -> Result<Option<ImportPreview>> {
        preview(ctx, async move || Source::json_resume(&document.0)).await
    }

    /// What `linkedInImport` would make of this archive; nothing is written. Null for the anonymous.
    async fn linked_in_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The zip file that LinkedIn gives its members of their data, in base64.")]
        archive: String,
    ) -> Result<Option<ImportPreview>> {
        preview(ctx, async move || unpacked(archive).await).await
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

/// An archive that was read, beside the threads that answer: it takes a while.
pub(super) async fn unpacked(archive: String) -> Result<Source, Vec<UserError>> {
    tokio::task::spawn_blocking(move || Source::linkedin(&archive)).await.unwrap_or_else(|_| {
        let message = "the archive can't be read";
        Err(vec![UserError::new(UserErrorCode::Invalid, message, &["archive"])])
    })
}
