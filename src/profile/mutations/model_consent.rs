//! `modelConsentSet`.

use chrono::Utc;
use folio_db::{DbResult, extraction::CONSENT_TEXT, profiles, write::Locked};
use folio_policy::{Field, ProfileState};

use crate::write::{Applied, Change, UserError, UserErrorCode, Verdict};

/// Agrees to the text of this version, or to none. What is to be read is another text with it: the write path removes what a
/// model found that may no longer be asked, and asks for another reading.
pub(super) struct SetModelConsent(pub(super) Option<String>);

impl Change for SetModelConsent {
    /// Who has put their profile away, or had it taken away, can still take it back (GDPR, article 7(3)). No model is asked
    /// about either.
    const WHILE: &[ProfileState] =
        &[ProfileState::Active, ProfileState::Deactivated, ProfileState::Suspended];

    fn action(&self) -> &'static str {
        "modelConsentSet"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let wanted = match self.0.as_deref() {
            None => None,
            Some(CONSENT_TEXT) => Some(CONSENT_TEXT),
            Some(_) => {
                let message = format!("the text that can be agreed to is version {CONSENT_TEXT}");
                return Ok(UserError::new(UserErrorCode::Invalid, message, &["textVersion"]).into());
            }
        };
        let before = profiles::core(profile).await?;
        if before.model_consent.as_deref() == wanted {
            return Ok(Verdict::Unchanged(None));
        }
        profiles::set_model_consent(profile, wanted.map(|text| (text, Utc::now()))).await?;
        // The audit log keeps both: which text, and when it was agreed to and no longer.
        let was_and_is = serde_json::json!([before.model_consent, wanted]);
        Ok(Verdict::Done(Applied {
            fields: vec![Field::PreferencesModelConsent, Field::PreferencesModelConsentAt],
            toggles: Some(serde_json::json!({ Field::PreferencesModelConsent.coordinate(): was_and_is })),
            ..Applied::of("profile.updated")
        }))
    }
}
