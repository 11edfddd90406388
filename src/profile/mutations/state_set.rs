//! `profileStateSet`.

use folio_db::{DbResult, media, profiles, write::Locked};
use folio_policy::{Field, ProfileState};

use crate::{
    profile::PublicationState,
    write::{Applied, Change, UserError, UserErrorCode, Verdict},
};

/// Puts a profile away or brings it back. What staff took down, or what was erased, its owner can't bring back.
pub(super) struct SetState(pub(super) PublicationState);

impl Change for SetState {
    const WHILE: &[ProfileState] = &[ProfileState::Active, ProfileState::Deactivated];

    fn action(&self) -> &'static str {
        "profileStateSet"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let wanted = match self.0 {
            PublicationState::Active => ProfileState::Active,
            PublicationState::Deactivated => ProfileState::Deactivated,
            PublicationState::Suspended | PublicationState::Erased => {
                let message = "an owner chooses ACTIVE or DEACTIVATED";
                return Ok(UserError::new(UserErrorCode::Invalid, message, &["state"]).into());
            }
        };
        if wanted == profile.state {
            return Ok(Verdict::Unchanged(None));
        }
        profiles::set_state(profile, wanted).await?;
        if wanted != ProfileState::Active {
            media::move_away(profile).await?;
        }
        let was_and_is = serde_json::json!([profile.state.name(), wanted.name()]);
        Ok(Verdict::Done(Applied {
            fields: vec![Field::PublicationState],
            toggles: Some(serde_json::json!({ Field::PublicationState.coordinate(): was_and_is })),
            ..Applied::of("profile.state_changed")
        }))
    }
}
