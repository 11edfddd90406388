//! `recommendationWithdraw`, of either of the two, and `recommendationDecline` of whoever was asked for one.

use chrono::Utc;
use folio_db::{
    Conn, DbResult,
    items::ItemTable,
    recommendations::{self, RecommendationRow, RecommendationState},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use super::{Target, absent, write::is_by};
use crate::{
    accounts::Viewer,
    write::{Applied, Change, Deed, Speaker, UserError, UserErrorCode, Verdict},
};

/// Leaves nothing of what was said; the row stays for what is counted.
async fn empty(profile: &Locked<'_>, row: RecommendationRow) -> DbResult<Verdict> {
    empty_but(profile, row, None).await
}

/// The same, with another row beside it: one statement, whether or not there is one.
async fn empty_but(
    profile: &Locked<'_>,
    mut row: RecommendationRow,
    beside: Option<RecommendationRow>,
) -> DbResult<Verdict> {
    let before = row.state();
    (row.relationship, row.text, row.message, row.position) = (None, None, None, 0);
    RecommendationState::Withdrawn.name().clone_into(&mut row.state);
    (row.version, row.updated_at) = (row.version + 1, Utc::now());
    let applied = applied(&row, "recommendation.withdrawn");
    let rows: Vec<RecommendationRow> = [row].into_iter().chain(beside).collect();
    RecommendationRow::put(profile, &rows).await?;
    Ok(if before == RecommendationState::Accepted { Verdict::Done(applied) } else { Verdict::Noted(applied) })
}

fn applied(row: &RecommendationRow, event: &'static str) -> Applied {
    Applied {
        fields: vec![Field::ProfileRecommendations],
        sections: vec![Section::Recommendations],
        subject: Some((row.id, Some(row.version))),
        ..Applied::of(event)
    }
}

/// What its author gives up: what they have written, or, if they decline, what they were asked to write.
pub(super) struct Give {
    pub(super) target: Target,
    pub(super) declines: bool,
}

impl Deed for Give {
    const COUNTED: bool = false;
    const NAMED: &'static str = "id";

    fn action(&self) -> &'static str {
        if self.declines { "recommendationDecline" } else { "recommendationWithdraw" }
    }

    /// One's own, whether or not the profile that it is of is still there for its author.
    async fn is_there(&self, conn: &Conn, _: &Viewer, own: Uuid) -> DbResult<bool> {
        is_by(conn, self.target, own).await
    }

    async fn apply(self, speaker: &Speaker<'_>, profile: &Locked<'_>) -> DbResult<Verdict> {
        let found = recommendations::find(profile, self.target.1).await?;
        let mine = |row: &RecommendationRow| {
            row.author_id == speaker.profile_id && row.state() != RecommendationState::Withdrawn
        };
        let Some(mut row) = found.filter(mine) else { return Ok(absent().into()) };
        let was_begun = row.submitted_at.is_some() || !row.requested;
        // Whoever asked isn't told that it was begun and given up: taken back before it is submitted, it is declined.
        let given_up = !was_begun && row.state() != RecommendationState::Requested;
        if !self.declines && !given_up {
            return if row.state() == RecommendationState::Requested {
                let message = "you have written nothing yet: decline the request";
                Ok(UserError::new(UserErrorCode::Invalid, message, &[Self::NAMED]).into())
            } else {
                empty(profile, row).await
            };
        }
        if was_begun {
            let message = "nobody asked you for it, or it is submitted: take it back";
            return Ok(UserError::new(UserErrorCode::Invalid, message, &[Self::NAMED]).into());
        }
        if row.state() == RecommendationState::Declined {
            return Ok(Verdict::Unchanged(Some(row.id)));
        }
        // A draft goes with it.
        (row.capacity, row.relationship, row.text) = (None, None, None);
        RecommendationState::Declined.name().clone_into(&mut row.state);
        (row.version, row.updated_at) = (row.version + 1, Utc::now());
        RecommendationRow::put(profile, std::slice::from_ref(&row)).await?;
        Ok(Verdict::Noted(applied(&row, "recommendation.declined")))
    }
}

/// What its author has written on a request that is taken back: theirs still, as a draft that nobody asked for. The request
/// stays where it was, so that what is counted doesn't tell that there is a draft.
fn kept(row: &RecommendationRow) -> Option<RecommendationRow> {
    let draft = RecommendationRow {
        author_id: row.author_id,
        capacity: row.capacity.clone(),
        relationship: row.relationship.clone(),
        text: row.text.clone(),
        state: RecommendationState::Draft.name().to_owned(),
        ..RecommendationRow::blank(row.profile_id, Uuid::new_v4(), Utc::now())
    };
    (row.relationship.is_some() || row.text.is_some()).then_some(draft)
}

/// A request that its owner takes back.
pub(super) struct TakeBack(pub(super) Option<Target>);

impl Change for TakeBack {
    fn action(&self) -> &'static str {
        "recommendationWithdraw"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let own = self.0.filter(|(owner, _)| *owner == profile.profile_id);
        let found = match own {
            Some((_, id)) => recommendations::find(profile, id).await?,
            None => None,
        };
        let known = |row: &RecommendationRow| {
            row.is_known_to_subject() && row.state() != RecommendationState::Withdrawn
        };
        let Some(row) = found.filter(known) else { return Ok(absent().into()) };
        if row.submitted_at.is_some() {
            let message = "it has been written: decline it";
            return Ok(UserError::new(UserErrorCode::Invalid, message, &["id"]).into());
        }
        let draft = kept(&row);
        empty_but(profile, row, draft).await
    }
}
