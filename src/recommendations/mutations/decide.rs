//! `recommendationAccept` and `recommendationDecline`, of whom it is about.

use chrono::Utc;
use folio_db::{
    DbResult,
    items::ItemTable,
    recommendations::{self, RecommendationRow, RecommendationState},
    write::{Locked, Since, changes_since},
};
use folio_policy::{Field, Section};

use super::{Target, absent};
use crate::{
    endorsements::between::Between,
    recommendations::MAX_SHOWN,
    write::{Applied, Change, Conflict, UserError, UserErrorCode, Verdict},
};

/// The kind of actor that an author is on another's profile.
const AUTHOR: &str = "MEMBER";

pub(super) struct Decide {
    pub(super) target: Option<Target>,
    /// ACCEPTED or DECLINED.
    pub(super) state: RecommendationState,
    pub(super) expected_version: Option<i64>,
}

impl Decide {
    const fn accepts(&self) -> bool {
        matches!(self.state, RecommendationState::Accepted)
    }
}

impl Change for Decide {
    fn action(&self) -> &'static str {
        if self.accepts() { "recommendationAccept" } else { "recommendationDecline" }
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let own = self.target.filter(|(owner, _)| *owner == profile.profile_id);
        let found = match own {
            Some((_, id)) => recommendations::find(profile, id).await?,
            None => None,
        };
        // What isn't submitted, or was taken back, is nothing to decide on.
        let there = |row: &RecommendationRow| {
            row.submitted_at.is_some() && row.state() != RecommendationState::Withdrawn
        };
        let Some(mut row) = found.filter(there) else { return Ok(absent().into()) };
        let Some(expected) = self.expected_version else {
            let message = "say which version of it you saw";
            return Ok(UserError::new(UserErrorCode::Required, message, &["expectedVersion"]).into());
        };
        if row.version != expected {
            let mut changes =
                changes_since(profile.conn(), profile.profile_id, Since::Item(row.id, expected)).await?;
            // When and how often its author wrote on it is theirs alone, as the draft was.
            changes.retain(|change| change.actor_kind != AUTHOR);
            return Ok(UserError::of_conflict(Conflict::new(row.version, changes)).into());
        }
        let before = row.state();
        if before == self.state {
            return Ok(Verdict::Unchanged(Some(row.id)));
        }
        row.position = 0;
        if self.accepts() {
            let between = Between::look(profile.conn(), profile.profile_id, row.author_id).await?;
            if let Some(refused) = between.and_then(|between| between.acceptance_refusal(&["id"])) {
                return Ok(refused.into());
            }
            let (shown, next) = recommendations::shown(profile).await?;
            if shown >= MAX_SHOWN {
                let message = format!("{MAX_SHOWN} show already, which is the most there may be");
                return Ok(UserError::new(UserErrorCode::TooMany, message, &["id"]).into());
            }
            row.position = next;
        }
        self.state.name().clone_into(&mut row.state);
        (row.version, row.updated_at) = (row.version + 1, Utc::now());
        RecommendationRow::put(profile, std::slice::from_ref(&row)).await?;
        let event = if self.accepts() { "recommendation.accepted" } else { "recommendation.declined" };
        let applied = Applied {
            fields: vec![Field::ProfileRecommendations],
            sections: vec![Section::Recommendations],
            subject: Some((row.id, Some(row.version))),
            ..Applied::of(event)
        };
        let shows = [before, self.state].contains(&RecommendationState::Accepted);
        Ok(if shows { Verdict::Done(applied) } else { Verdict::Noted(applied) })
    }
}
