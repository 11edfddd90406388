//! Looking at what an import would do.

use async_graphql::{Context, ID, Json, Object, Result};
use serde_json::Value;

use super::{
    archive::{Brought, NotRead},
    source::{CONSENT_TEXT, Source},
    types::ImportPreview,
};
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
        preview(ctx, async move || Ok(Source::json_resume(&document.0)?)).await
    }

    /// What `linkedInImport` would make of this archive; nothing is written. Null for the anonymous.
    async fn linked_in_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The zip file that LinkedIn gives its members of their data, in base64. A request has at most 256 KiB, so that is an \
                    archive of at most some 190 KiB; a larger one is uploaded. This or `upload` is given."
        )]
        archive: Option<String>,
        #[graphql(
            desc = "A completed upload whose purpose is ARCHIVE: the zip file, of at most 20 MiB. It stays for the import."
        )]
        upload: Option<ID>,
        #[graphql(
            desc = "Whether the person has agreed to have their archive read. It must be true: without it nothing is looked at."
        )]
        consent: bool,
        #[graphql(
            desc = "The version of the words that they agreed to: \"1\", in docs/IMPORT_EXPORT.md, if nothing is given."
        )]
        consent_text_version: Option<String>,
    ) -> Result<Option<ImportPreview>> {
        let agreed = Agreed { consent, text_version: consent_text_version };
        preview(ctx, async move || {
            agreed.check()?;
            Brought::of(archive, upload)?.linkedin(ctx).await
        })
        .await
    }

    /// What `gitHubImport` would make of an account's public repositories, which are asked for; nothing is written. Null for the
    /// anonymous.
    async fn git_hub_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account's name on GitHub. That it is the person's own isn't checked.")]
        login: String,
        #[graphql(
            desc = "Whether the person has agreed to have GitHub asked for these repositories. It must be true: without it nobody is \
                    asked."
        )]
        consent: bool,
        #[graphql(
            desc = "The version of the words that they agreed to: \"1\", in docs/IMPORT_EXPORT.md, if nothing is given."
        )]
        consent_text_version: Option<String>,
        #[graphql(
            desc = "Whether forks of others' repositories are taken as well; they aren't if nothing is given."
        )]
        forks: Option<bool>,
    ) -> Result<Option<ImportPreview>> {
        let agreed = Agreed { consent, text_version: consent_text_version };
        let github = loader::session(ctx).services.github.clone();
        preview(ctx, async move || {
            agreed.check()?;
            Ok(Source::github(github.as_deref(), &login, forks.unwrap_or_default()).await?)
        })
        .await
    }
}

async fn preview(
    ctx: &Context<'_>,
    read: impl AsyncFnOnce() -> Result<Source, NotRead>,
) -> Result<Option<ImportPreview>> {
    if loader::viewer(ctx).await?.account().is_none() {
        return Ok(None);
    }
    let source = match read().await {
        Ok(source) => source,
        Err(NotRead::Refused(errors)) => return Ok(Some(ImportPreview::refused(errors))),
        Err(NotRead::Failed(error)) => return Err(error),
    };
    let rehearsed = rehearse(ctx, source).await?;
    let read_only = || {
        let message = "the profile isn't active and can't be changed";
        ImportPreview::refused(vec![UserError::new(UserErrorCode::ReadOnly, message, &[])])
    };
    Ok(Some(rehearsed.map_or_else(read_only, ImportPreview::of)))
}

/// What somebody says that they have agreed to.
pub(super) struct Agreed {
    pub(super) consent: bool,
    pub(super) text_version: Option<String>,
}

impl Agreed {
    /// Refuses what isn't an agreement to the present words. Nothing is looked at before.
    pub(super) fn check(&self) -> Result<(), Vec<UserError>> {
        if !self.consent {
            let message = "the person must have agreed to this import";
            return Err(vec![UserError::new(UserErrorCode::Required, message, &["consent"])]);
        }
        if self.text_version.as_deref().is_some_and(|version| version != CONSENT_TEXT) {
            let message = format!("the text that can be agreed to is version {CONSENT_TEXT}");
            return Err(vec![UserError::new(UserErrorCode::Invalid, message, &["consentTextVersion"])]);
        }
        Ok(())
    }
}
