//! `endorsementWithdraw`.

use chrono::Utc;
use folio_db::{
    Conn, DbResult,
    endorsements::{self, EndorsementState},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use crate::{
    accounts::Viewer,
    write::{Applied, Deed, Speaker, Verdict, nothing_there},
};

/// Of which profile, and which.
pub(super) struct Withdraw(pub(super) (Uuid, Uuid));

impl Deed for Withdraw {
    const COUNTED: bool = false;
    const NAMED: &'static str = "id";
    const OF_ONESELF: &'static str = "was said of you, so it is for whoever said it to withdraw: decline it (endorsementDecide, DECLINE), and it shows nowhere";

    fn action(&self) -> &'static str {
        "endorsementWithdraw"
    }

    /// One's own, whether or not the profile that it is of is still there for its endorser.
    async fn is_there(&self, conn: &Conn, _: &Viewer, own: Uuid) -> DbResult<bool> {
        let Self((profile_id, id)) = *self;
        let row = endorsements::one(conn, profile_id, id).await?;
        Ok(row.is_some_and(|row| row.endorser_id == own))
    }

    async fn apply(self, speaker: &Speaker<'_>, profile: &Locked<'_>) -> DbResult<Verdict> {
        let Self((_, id)) = self;
        let found = endorsements::find(profile, id).await?;
        let Some(mut row) = found.filter(|row| row.endorser_id == speaker.profile_id) else {
            return Ok(nothing_there(Self::NAMED).into());
        };
        let before = row.state();
        if before == EndorsementState::Withdrawn {
            return Ok(Verdict::Unchanged(Some(id)));
        }
        // The row stays for what is counted; nothing that was said does.
        (row.relationship, row.note) = (None, None);
        EndorsementState::Withdrawn.name().clone_into(&mut row.state);
        (row.version, row.updated_at) = (row.version + 1, Utc::now());
        endorsements::put(profile, &row).await?;
        let applied = Applied {
            fields: vec![Field::ProfileSkillEndorsements],
            sections: vec![Section::Endorsements],
            subject: Some((id, Some(row.version))),
            told_of: row.skill_item_id,
            ..Applied::of("endorsement.withdrawn")
        };
        // Of a skill that is gone it showed nowhere.
        Ok(if before == EndorsementState::Accepted && row.skill_item_id.is_some() {
            Verdict::Done(applied)
        } else {
            Verdict::Noted(applied)
        })
    }
}
