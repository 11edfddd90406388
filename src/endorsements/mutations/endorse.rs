//! `skillEndorse`.

use chrono::Utc;
use folio_db::{
    Conn, DbResult,
    endorsements::{self, EndorsementRow, EndorsementState},
    write::Locked,
};
use folio_policy::{Field, Section};
use uuid::Uuid;

use crate::{
    accounts::Viewer,
    endorsements::{
        EndorsementInput,
        between::{Between, shown_skill, skill_is_there},
        throttle,
    },
    write::{Applied, Checks, Deed, Speaker, UserError, UserErrorCode, Verdict, nothing_there},
};

pub(super) struct Endorse {
    /// Whose, and which of their skills.
    pub(super) skill: (Uuid, Uuid),
    /// What it is called, as the endorser saw it.
    pub(super) name: String,
    pub(super) input: EndorsementInput,
}

impl Deed for Endorse {
    const COUNTED: bool = true;
    const NAMED: &'static str = "skillId";

    fn action(&self) -> &'static str {
        "skillEndorse"
    }

    async fn is_there(&self, conn: &Conn, speaker: &Viewer, _: Uuid) -> DbResult<bool> {
        skill_is_there(conn, speaker, self.skill).await
    }

    async fn apply(self, speaker: &Speaker<'_>, profile: &Locked<'_>) -> DbResult<Verdict> {
        let conn = profile.conn();
        let (_, skill) = self.skill;
        let absent = || Ok(Verdict::from(nothing_there(Self::NAMED)));
        let (Some(own), Some(between)) =
            (&speaker.own, Between::look(conn, speaker.profile_id, profile.profile_id).await?)
        else {
            return absent();
        };
        // As it is now that nothing moves.
        let shown = match between.other() {
            Some((page, access)) => shown_skill(page, &access, skill)?,
            None => None,
        };
        let Some(called) = shown else { return absent() };
        // It is said of what the endorser saw, and of nothing else that its owner has made of it meanwhile.
        if called.is_none_or(|called| called != self.name) {
            let message = "the skill is called otherwise by now: look at it again";
            return Ok(UserError::new(UserErrorCode::Conflict, message, &["name"]).into());
        }
        let now = Utc::now();
        let mut row = EndorsementRow {
            profile_id: profile.profile_id,
            id: Uuid::new_v4(),
            skill_item_id: Some(skill),
            endorser_id: speaker.profile_id,
            capacity: String::new(),
            relationship: None,
            note: None,
            state: EndorsementState::Pending.name().to_owned(),
            version: 1,
            created_at: now,
            updated_at: now,
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
        if endorsements::standing(profile, skill, speaker.profile_id).await?.is_some() {
            let message = "you have endorsed this skill: take that back to say something else";
            return Ok(UserError::new(UserErrorCode::Invalid, message, &[Self::NAMED]).into());
        }
        let rule = throttle::ENDORSEMENTS;
        let counts = endorsements::given_lately(own, profile.profile_id, throttle::HOURS, rule.days).await?;
        if let Some(refused) = rule.refusal(counts, between.own.since, &[Self::NAMED]) {
            return Ok(refused.into());
        }
        endorsements::put(profile, &row).await?;
        Ok(Verdict::Noted(Applied {
            fields: vec![Field::ProfileSkillEndorsements],
            sections: vec![Section::Endorsements],
            subject: Some((row.id, Some(row.version))),
            told_of: Some(skill),
            ..Applied::of("endorsement.given")
        }))
    }
}
