//! `recommendationWrite`: a new draft, or one that is there.

use chrono::Utc;
use folio_db::{
    Conn, DbResult,
    items::{ItemRow, ItemTable},
    recommendations::{self, RecommendationRow, RecommendationState},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use super::{Target, absent};
use crate::{
    accounts::Viewer,
    endorsements::{
        between::{Between, profile_is_there},
        throttle,
    },
    recommendations::{MAX_REWRITES, input::RecommendationInput},
    write::{Applied, Checks, Deed, Speaker, UserError, UserErrorCode, Verdict},
};

fn drafted(row: &RecommendationRow) -> Verdict {
    Verdict::Noted(Applied {
        fields: vec![Field::ProfileRecommendations],
        sections: vec![Section::Recommendations],
        subject: Some((row.id, Some(row.version))),
        ..Applied::of("recommendation.drafted")
    })
}

/// A new draft.
pub(super) struct Begin {
    /// Of whom.
    pub(super) of: Uuid,
    pub(super) input: RecommendationInput,
}

impl Deed for Begin {
    const COUNTED: bool = true;
    const NAMED: &'static str = "id";

    fn action(&self) -> &'static str {
        "recommendationWrite"
    }

    async fn is_there(&self, conn: &Conn, speaker: &Viewer, _: Uuid) -> DbResult<bool> {
        profile_is_there(conn, speaker, self.of).await
    }

    async fn apply(self, speaker: &Speaker<'_>, profile: &Locked<'_>) -> DbResult<Verdict> {
        let conn = profile.conn();
        let (Some(own), Some(between)) =
            (&speaker.own, Between::look(conn, speaker.profile_id, profile.profile_id).await?)
        else {
            return Ok(absent().into());
        };
        if between.other().is_none() {
            return Ok(absent().into());
        }
        let mut row = RecommendationRow {
            author_id: speaker.profile_id,
            state: RecommendationState::Draft.name().to_owned(),
            ..RecommendationRow::blank(profile.profile_id, Uuid::new_v4(), Utc::now())
        };
        let mut checks = Checks::of("input");
        self.input.apply(&between.own.account, &mut row, &mut checks);
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        if let Some(refused) = between.speakers_refusal(&[Self::NAMED]) {
            return Ok(refused.into());
        }
        if recommendations::stands(profile, speaker.profile_id).await? {
            let message =
                "there is one by you already, or you were asked for one: write that, or take it back";
            return Ok(UserError::new(UserErrorCode::Invalid, message, &[Self::NAMED]).into());
        }
        let rule = throttle::RECOMMENDATIONS;
        let counts =
            recommendations::begun_lately(own, profile.profile_id, throttle::HOURS, rule.days).await?;
        if let Some(refused) = rule.refusal(counts, between.own.since, &[Self::NAMED]) {
            return Ok(refused.into());
        }
        RecommendationRow::put(profile, std::slice::from_ref(&row)).await?;
        Ok(drafted(&row))
    }
}

/// Another text for one that isn't submitted.
pub(super) struct Rewrite {
    pub(super) target: Target,
    pub(super) input: RecommendationInput,
    pub(super) expected_version: Option<i64>,
}

impl Deed for Rewrite {
    const COUNTED: bool = false;
    const NAMED: &'static str = "id";

    fn action(&self) -> &'static str {
        "recommendationWrite"
    }

    async fn is_there(&self, conn: &Conn, _: &Viewer, own: Uuid) -> DbResult<bool> {
        is_by(conn, self.target, own).await
    }

    async fn apply(self, speaker: &Speaker<'_>, profile: &Locked<'_>) -> DbResult<Verdict> {
        let row = match open_draft(profile, speaker, self.target.1, self.expected_version).await? {
            Ok(row) => row,
            Err(refused) => return Ok(refused.into()),
        };
        // As long as it is written, its author sees whom it is about.
        let Some(between) = Between::look(profile.conn(), speaker.profile_id, profile.profile_id).await?
        else {
            return Ok(absent().into());
        };
        if between.other().is_none() {
            return Ok(absent().into());
        }
        let mut changed = row.clone();
        let mut checks = Checks::of("input");
        self.input.apply(&between.own.account, &mut changed, &mut checks);
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        RecommendationState::Draft.name().clone_into(&mut changed.state);
        if changed.same_content(&row) {
            return Ok(Verdict::Unchanged(Some(row.id)));
        }
        // Each leaves its rows in the books of whom it is about.
        if row.version >= MAX_REWRITES {
            let message = format!("it was written anew {MAX_REWRITES} times: submit it, or take it back");
            return Ok(UserError::new(UserErrorCode::TooMany, message, &[Self::NAMED]).into());
        }
        (changed.version, changed.updated_at) = (row.version + 1, Utc::now());
        RecommendationRow::put(profile, std::slice::from_ref(&changed)).await?;
        Ok(drafted(&changed))
    }
}

/// Whether a recommendation is by the owner of this profile.
pub(super) async fn is_by(conn: &Conn, (profile_id, id): Target, author: Uuid) -> DbResult<bool> {
    let row = recommendations::one(conn, profile_id, id).await?;
    Ok(row.is_some_and(|row| row.author_id == author && row.state() != RecommendationState::Withdrawn))
}

/// A recommendation that its author may still write on, at the version that they saw; else why not.
pub(super) async fn open_draft(
    profile: &Locked<'_>,
    speaker: &Speaker<'_>,
    id: Uuid,
    expected_version: Option<i64>,
) -> DbResult<Result<RecommendationRow, UserError>> {
    let found = recommendations::find(profile, id).await?;
    let Some(row) = found.filter(|row| row.author_id == speaker.profile_id) else { return Ok(Err(absent())) };
    if row.state() == RecommendationState::Withdrawn {
        return Ok(Err(absent()));
    }
    if row.submitted_at.is_some() {
        let message = "it has been submitted: take it back to write another";
        return Ok(Err(UserError::new(UserErrorCode::Invalid, message, &["id"])));
    }
    Ok(match expected_version {
        Some(expected) if expected == row.version => Ok(row),
        Some(_) => Err(UserError::stale()),
        None => {
            let message = "say which version of it you saw";
            Err(UserError::new(UserErrorCode::Required, message, &["expectedVersion"]))
        }
    })
}
