//! `endorsementDecide`.

use chrono::Utc;
use folio_db::{
    DbResult,
    endorsements::{self, EndorsementState},
    write::{Locked, Since, changes_since},
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use super::EndorsementDecision;
use crate::{
    endorsements::{MAX_OF_PROFILE, MAX_OF_SKILL, between::Between},
    write::{Applied, Change, Conflict, UserError, UserErrorCode, Verdict},
};

pub(super) struct Decide {
    /// Of which profile, and which.
    pub(super) target: Option<(Uuid, Uuid)>,
    pub(super) decision: EndorsementDecision,
    pub(super) expected_version: i64,
}

impl Change for Decide {
    fn action(&self) -> &'static str {
        "endorsementDecide"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let own = self.target.filter(|(owner, _)| *owner == profile.profile_id);
        let found = match own {
            Some((_, id)) => endorsements::find(profile, id).await?,
            None => None,
        };
        // What was taken back is gone, for its owner too; and so is what was said of a skill that is.
        let found = found.filter(|row| row.state() != EndorsementState::Withdrawn);
        let Some((mut row, skill)) = found.and_then(|row| row.skill_item_id.map(|skill| (row, skill))) else {
            return Ok(UserError::not_found(&["id"]).into());
        };
        if row.version != self.expected_version {
            let since = Since::Item(row.id, self.expected_version);
            let changes = changes_since(profile.conn(), profile.profile_id, since).await?;
            return Ok(UserError::of_conflict(Conflict::new(row.version, changes)).into());
        }
        let (state, event) = match self.decision {
            EndorsementDecision::Accept => (EndorsementState::Accepted, "endorsement.accepted"),
            EndorsementDecision::Hide => (EndorsementState::Hidden, "endorsement.hidden"),
            EndorsementDecision::Decline => (EndorsementState::Declined, "endorsement.declined"),
        };
        let before = row.state();
        if before == state {
            return Ok(Verdict::Unchanged(Some(row.id)));
        }
        if state == EndorsementState::Accepted {
            let between = Between::look(profile.conn(), profile.profile_id, row.endorser_id).await?;
            if let Some(refused) = between.and_then(|between| between.acceptance_refusal(&["id"])) {
                return Ok(refused.into());
            }
            let shown = endorsements::count_shown(profile, skill).await?;
            let full = [
                (shown.narrow, MAX_OF_SKILL, "of this skill"),
                (shown.wide, MAX_OF_PROFILE, "of your skills"),
            ];
            if let Some((_, most, what)) = full.into_iter().find(|(shown, most, _)| shown >= most) {
                let message = format!("{most} {what} show already, which is the most there may be");
                return Ok(UserError::new(UserErrorCode::TooMany, message, &["id"]).into());
            }
        }
        state.name().clone_into(&mut row.state);
        (row.version, row.updated_at) = (row.version + 1, Utc::now());
        endorsements::put(profile, &row).await?;
        let applied = Applied {
            fields: vec![Field::ProfileSkillEndorsements],
            sections: vec![Section::Endorsements],
            subject: Some((row.id, Some(row.version))),
            told_of: Some(skill),
            ..Applied::of(event)
        };
        let shows = [before, state].contains(&EndorsementState::Accepted);
        Ok(if shows { Verdict::Done(applied) } else { Verdict::Noted(applied) })
    }
}
