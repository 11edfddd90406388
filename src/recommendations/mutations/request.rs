//! `recommendationRequest`.

use async_graphql::MaybeUndefined;
use chrono::Utc;
use folio_db::{
    DbResult,
    items::ItemTable,
    recommendations::{self, RecommendationRow, RecommendationState},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use crate::{
    accounts::Viewer,
    endorsements::{
        between::{Between, profile_is_there},
        throttle,
    },
    text::limits,
    write::{Applied, Change, Checks, UserError, UserErrorCode, Verdict, nothing_there},
};

pub(super) struct Request {
    /// Who asks.
    pub(super) viewer: Viewer,
    /// Who is asked.
    pub(super) author: Option<Uuid>,
    pub(super) message: Option<String>,
}

const NAMED: &str = "profileId";

impl Change for Request {
    fn action(&self) -> &'static str {
        "recommendationRequest"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let conn = profile.conn();
        let Some(author) = self.author else { return Ok(nothing_there(NAMED).into()) };
        if author == profile.profile_id {
            let message = "nobody speaks of themselves";
            return Ok(UserError::new(UserErrorCode::Invalid, message, &[NAMED]).into());
        }
        if !profile_is_there(conn, &self.viewer, author).await? {
            return Ok(nothing_there(NAMED).into());
        }
        let Some(between) = Between::look(conn, profile.profile_id, author).await? else {
            return Ok(nothing_there(NAMED).into());
        };
        let now = Utc::now();
        let mut row = RecommendationRow {
            author_id: author,
            requested: true,
            state: RecommendationState::Requested.name().to_owned(),
            ..RecommendationRow::blank(profile.profile_id, Uuid::new_v4(), now)
        };
        let mut checks = Checks::of("message");
        let message = self.message.map_or(MaybeUndefined::Undefined, MaybeUndefined::Value);
        checks.text("", &limits::REQUEST, &message, &mut row.message);
        let mut errors = checks.finish();
        errors.iter_mut().for_each(|error| error.path.truncate(1));
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        if let Some(refused) = between.refusal(&[NAMED]) {
            return Ok(refused.into());
        }
        if recommendations::stands_known(profile, author).await? {
            let message = "there is one by this person already, or they were asked";
            return Ok(UserError::new(UserErrorCode::Invalid, message, &[NAMED]).into());
        }
        let rule = throttle::REQUESTS;
        let counts = recommendations::requested_lately(profile, author, throttle::HOURS, rule.days).await?;
        if let Some(refused) = rule.refusal(counts, between.own.since, &[NAMED]) {
            return Ok(refused.into());
        }
        RecommendationRow::put(profile, std::slice::from_ref(&row)).await?;
        Ok(Verdict::Noted(Applied {
            fields: vec![Field::ProfileRecommendations],
            sections: vec![Section::Recommendations],
            subject: Some((row.id, Some(row.version))),
            ..Applied::of("recommendation.requested")
        }))
    }
}
