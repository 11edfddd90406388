//! Imports.

use async_graphql::{Context, ID, Json, Object, Result, SimpleObject};
use serde_json::Value;

use super::{
    apply::{Import, Kept, Refusal},
    archive::{Brought, NotRead},
    consents::{ImportConsentPayload, ImportConsentSource, Withdraw},
    queries::Agreed,
    source::Source,
    types::{ImportLoss, of_report},
};
use crate::{
    graphql::{error::unauthenticated, loader, scalar::Int64},
    profile::{Profile, own_profile},
    resume::LossReport,
    write::{Notes, Outcome, Terms, UserError, commit},
};

/// What became of an import.
#[derive(Clone, SimpleObject)]
pub struct ImportPayload {
    /// The caller's profile as it is now.
    profile: Option<Profile>,
    /// What did not come along as it stands in the source. A repeat by the idempotency key is told the same; where its source didn't
    /// come with the request, without the source's own words.
    losses: Vec<ImportLoss>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

/// Imports into one's own profile.
#[derive(Default)]
pub struct ImportMutation;

#[Object]
impl ImportMutation {
    /// Puts a JSON Resume file into the caller's profile, as one change: its items take the place of those that earlier imports
    /// brought, what was typed in as items stays, the name, headline, text and place that it has replace what stands, and nobody is
    /// shown more than before. `resumePreview` tells beforehand.
    async fn resume_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "A JSON Resume file, 1.x or older: the object, or its text, of which keys that stand twice are told. A request has at \
                    most 256 KiB and 10,000 values."
        )]
        document: Json<Value>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ImportPayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        import(ctx, terms, "resumeImport", async move || Ok(Source::json_resume(&document.0)?)).await
    }

    /// Puts what the archive that LinkedIn gives its members holds of them into the caller's profile, as one change. What it
    /// doesn't tell of stays as it is. `linkedInPreview` tells beforehand.
    #[allow(clippy::too_many_arguments, reason = "they are the mutation's")]
    async fn linked_in_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(
            desc = "The zip file, in base64. Only its CSV files about the person themselves are read. A request has at most 256 KiB, so \
                    that is an archive of at most some 190 KiB; a larger one is uploaded. This or `upload` is given."
        )]
        archive: Option<String>,
        #[graphql(
            desc = "A completed upload whose purpose is ARCHIVE: the zip file, of at most 20 MiB. It is gone once it was imported."
        )]
        upload: Option<ID>,
        #[graphql(
            desc = "Whether the person has agreed to have their archive read and what it holds of these sections put into their \
                    profile. It must be true."
        )]
        consent: bool,
        #[graphql(
            desc = "The version of the words that they agreed to, which is recorded: \"1\", in docs/IMPORT_EXPORT.md, if nothing is given."
        )]
        consent_text_version: Option<String>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ImportPayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        let agreed = Agreed { consent, text_version: consent_text_version };
        let read = async move || {
            agreed.check()?;
            Brought::of(archive, upload)?.linkedin(ctx).await
        };
        import(ctx, terms, "linkedInImport", read).await
    }

    /// Puts an account's public repositories on GitHub into the caller's profile as projects, as one change: in place of those that
    /// earlier imports from GitHub brought. What was typed in, or brought by files, stays. `gitHubPreview` tells beforehand.
    #[allow(clippy::too_many_arguments, reason = "they are the mutation's")]
    async fn git_hub_import(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account's name on GitHub. That it is the person's own isn't checked.")]
        login: String,
        #[graphql(
            desc = "Whether the person has agreed to have GitHub asked for these repositories, and to have them put into their profile. \
                    It must be true."
        )]
        consent: bool,
        #[graphql(
            desc = "The version of the words that they agreed to, which is recorded: \"1\", in docs/IMPORT_EXPORT.md, if nothing is given."
        )]
        consent_text_version: Option<String>,
        #[graphql(
            desc = "Whether forks of others' repositories are taken as well; they aren't if nothing is given."
        )]
        forks: Option<bool>,
        #[graphql(desc = "The version of the profile that the client saw.")] expected_version: Int64,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ImportPayload>> {
        let terms = Terms { expected_version: Some(expected_version.0), idempotency_key };
        let agreed = Agreed { consent, text_version: consent_text_version };
        let github = loader::session(ctx).services.github.clone();
        let read = async move || {
            agreed.check()?;
            Ok(Source::github(github.as_deref(), &login, forks.unwrap_or_default()).await?)
        };
        import(ctx, terms, "gitHubImport", read).await
    }

    /// Takes back the caller's consent to imports from somewhere. What was imported stays, for its owner to change and remove;
    /// every later import from there asks for consent again. A consent that was taken back already is left as it is.
    async fn import_consent_withdraw(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "From where nothing is to be imported.")] source: ImportConsentSource,
        #[graphql(desc = "A name for this request, so that a repeat does nothing new: a UUID, say.")]
        idempotency_key: Option<String>,
    ) -> Result<Option<ImportConsentPayload>> {
        let terms = Terms { expected_version: None, idempotency_key };
        ImportConsentPayload::of(ctx, source, commit(ctx, terms, Withdraw(source)).await?).await
    }
}

async fn import(
    ctx: &Context<'_>,
    terms: Terms,
    action: &'static str,
    read: impl AsyncFnOnce() -> Result<Source, NotRead>,
) -> Result<Option<ImportPayload>> {
    // Nobody's file is looked at before it is known whose it is.
    if loader::viewer(ctx).await?.account().is_none() {
        return Err(unauthenticated());
    }
    let (outcome, read) = match read().await {
        Err(NotRead::Failed(error)) => return Err(error),
        // A repeat is answered as the first, though its source may be gone by now: an upload is, once it was imported.
        Err(NotRead::Refused(errors)) if terms.idempotency_key.is_some() => {
            (commit(ctx, terms, Refusal { action, errors }).await?, LossReport::default())
        }
        Err(NotRead::Refused(errors)) => (Outcome::refused(errors), LossReport::default()),
        Ok(source) => {
            let read = source.losses.clone();
            (commit(ctx, terms, Import { action, source, notes: Notes::default() }).await?, read)
        }
    };
    let losses = if outcome.user_errors.is_empty() { losses(&outcome, read) } else { Vec::new() };
    let wanted = ctx.look_ahead().field("profile").exists();
    let profile = if wanted { own_profile(ctx).await? } else { None };
    Ok(Some(ImportPayload { profile, losses, user_errors: outcome.user_errors }))
}

/// What the answer says is lost: of the source, as it was read now or kept then, and of its meeting the profile.
fn losses(outcome: &Outcome, read: LossReport) -> Vec<ImportLoss> {
    let notes = outcome.notes.clone().unwrap_or_default();
    let Kept { met, read: kept } = serde_json::from_value(notes).unwrap_or_default();
    let (mut losses, beside) = kept.filter(|_| outcome.repeated).unwrap_or((read, 0));
    losses.append(met);
    of_report(&losses, beside)
}
