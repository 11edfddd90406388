//! `recommendationSubmit`.

use chrono::Utc;
use folio_db::{
    Conn, DbResult,
    recommendations::{self, RecommendationState},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use super::{
    Target, absent,
    write::{is_by, open_draft},
};
use crate::{
    accounts::Viewer,
    endorsements::between::Between,
    recommendations::input::check_whole,
    write::{Applied, Checks, Deed, Speaker, Verdict},
};

pub(super) struct Submit {
    pub(super) target: Target,
    pub(super) expected_version: i64,
}

impl Deed for Submit {
    const COUNTED: bool = false;
    const NAMED: &'static str = "id";

    fn action(&self) -> &'static str {
        "recommendationSubmit"
    }

    async fn is_there(&self, conn: &Conn, _: &Viewer, own: Uuid) -> DbResult<bool> {
        is_by(conn, self.target, own).await
    }

    async fn apply(self, speaker: &Speaker<'_>, profile: &Locked<'_>) -> DbResult<Verdict> {
        let mut row = match open_draft(profile, speaker, self.target.1, Some(self.expected_version)).await? {
            Ok(row) => row,
            Err(refused) => return Ok(refused.into()),
        };
        let Some(between) = Between::look(profile.conn(), speaker.profile_id, profile.profile_id).await?
        else {
            return Ok(absent().into());
        };
        if between.other().is_none() {
            return Ok(absent().into());
        }
        let mut checks = Checks::of("id");
        check_whole(&between.own.account, &row, &mut checks);
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        if let Some(refused) = between.speakers_refusal(&[Self::NAMED]) {
            return Ok(refused.into());
        }
        let now = Utc::now();
        RecommendationState::Submitted.name().clone_into(&mut row.state);
        // When it was begun, and how often it was written anew, is its author's alone: to whom it is given, it begins now.
        (row.submitted_at, row.version, row.updated_at) = (Some(now), if row.requested { 2 } else { 1 }, now);
        if !row.requested {
            row.created_at = now;
        }
        recommendations::submit(profile, &row).await?;
        Ok(Verdict::Noted(Applied {
            fields: vec![Field::ProfileRecommendations],
            sections: vec![Section::Recommendations],
            subject: Some((row.id, Some(row.version))),
            ..Applied::of("recommendation.submitted")
        }))
    }
}
