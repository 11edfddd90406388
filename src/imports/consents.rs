//! What the owner has agreed to: their own list of it, and taking one back.

use async_graphql::{Context, Enum, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{
    DbResult, ImportSource,
    import_consents::{self, ImportConsentRow},
    write::Locked,
};
use folio_policy::ProfileState;

use crate::{
    graphql::{error::fault, loader},
    resume,
    write::{Applied, Change, Outcome, UserError, UserErrorCode, Verdict},
};

/// From where something is imported with consent alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(rename_items = "UPPERCASE")]
pub enum ImportConsentSource {
    /// The archive that LinkedIn gives its members.
    LinkedIn,
    /// Public repositories on GitHub.
    GitHub,
}

impl ImportConsentSource {
    /// How many there are: a profile has at most one consent to each.
    pub(crate) const COUNT: usize = Self::ALL.len();
    const ALL: [Self; 2] = [Self::LinkedIn, Self::GitHub];

    const fn stored(self) -> ImportSource {
        match self {
            Self::LinkedIn => ImportSource::LinkedIn,
            Self::GitHub => ImportSource::GitHub,
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.stored().name() == name)
    }
}

/// What the owner agreed to when they last imported from somewhere.
#[derive(Debug, Clone, SimpleObject)]
pub struct ImportConsent {
    /// From where.
    source: ImportConsentSource,
    /// The version of the words that they agreed to: docs/IMPORT_EXPORT.md has them.
    text_version: String,
    /// When they last did, which is when something was imported.
    agreed_at: DateTime<Utc>,
    /// When they took it back; null while it stands.
    withdrawn_at: Option<DateTime<Utc>>,
}

impl ImportConsent {
    fn build(row: ImportConsentRow) -> Option<Self> {
        let ImportConsentRow { source, text_version, agreed_at, withdrawn_at } = row;
        Some(Self { source: ImportConsentSource::parse(&source)?, text_version, agreed_at, withdrawn_at })
    }
}

/// What the caller has agreed to, the newest first; `None` for the anonymous. One statement beside that for the caller.
///
/// # Errors
/// When the database fails.
pub(crate) async fn own_consents(ctx: &Context<'_>) -> Result<Option<Vec<ImportConsent>>> {
    let own = loader::viewer(ctx).await?.account().and_then(|account| account.profile_id);
    let Some(own) = own else { return Ok(None) };
    let conn = loader::session(ctx).services.db.conn().await.map_err(fault)?;
    let rows = import_consents::all(&conn, own).await.map_err(fault)?;
    Ok(Some(rows.into_iter().filter_map(ImportConsent::build).collect()))
}

/// What became of taking a consent back.
#[derive(Clone, SimpleObject)]
pub struct ImportConsentPayload {
    /// The consent as it is now; null if there is none.
    consent: Option<ImportConsent>,
    /// Why nothing was done; empty if it was.
    user_errors: Vec<UserError>,
}

impl ImportConsentPayload {
    pub(super) async fn of(
        ctx: &Context<'_>,
        source: ImportConsentSource,
        outcome: Outcome,
    ) -> Result<Option<Self>> {
        let consents = own_consents(ctx).await?.unwrap_or_default();
        let consent = consents.into_iter().find(|consent| consent.source == source);
        Ok(Some(Self { consent, user_errors: outcome.user_errors }))
    }
}

/// Takes back the consent to imports from there. No page shows anything of it.
pub(super) struct Withdraw(pub(super) ImportConsentSource);

impl Change for Withdraw {
    /// As for every consent: who has put their profile away, or had it taken away, can still take it back (GDPR, article
    /// 7(3)).
    const WHILE: &[ProfileState] =
        &[ProfileState::Active, ProfileState::Deactivated, ProfileState::Suspended];

    fn action(&self) -> &'static str {
        "importConsentWithdraw"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let source = self.0.stored();
        let Some(last) = import_consents::last(profile, source).await? else {
            let message = "there is no consent to imports from there that could be taken back";
            return Ok(UserError::new(UserErrorCode::NotFound, message, &["source"]).into());
        };
        if last.withdrawn_at.is_some() {
            return Ok(Verdict::Unchanged(None));
        }
        import_consents::withdraw(profile, source).await?;
        let toggles = Some(resume::was_and_is(source, Some(&last.text_version), None));
        Ok(Verdict::Noted(Applied { toggles, ..Applied::of("profile.import_consent_withdrawn") }))
    }
}
