//! `badgeAward`.

use async_graphql::{InputObject, MaybeUndefined};
use chrono::{DateTime, SubsecRound, Utc};
use folio_db::{
    DbResult, Provenance,
    badge_awards::BadgeAwardRow,
    badges,
    items::{ItemRow, ItemTable, arrange},
    write::Locked,
};
use folio_policy::{ProfileState, Section, data_map};
use uuid::Uuid;

use crate::{
    activity::{MOST_KEPT, MOST_TOLD, has_room_for_award},
    badges::ExpireBadge,
    jobs,
    text::{Slug, limits},
    write::{Applied, Change, Checks, UserError, UserErrorCode, Verdict},
};

/// What is awarded.
#[derive(Debug, Clone, InputObject)]
pub struct BadgeAwardInput {
    /// The badge's key in the catalogue.
    badge: String,
    /// When it was awarded; now if nothing is given. Not in the future.
    awarded_at: Option<DateTime<Utc>>,
    /// Until when it holds; for ever if nothing is given.
    expires_at: Option<DateTime<Utc>>,
    /// What it is awarded for, on the web: an http(s) address.
    evidence_url: MaybeUndefined<String>,
    /// What it is awarded for, in words: at most 2,000 characters; line breaks are kept.
    evidence_text: MaybeUndefined<String>,
}

/// Who tells of an award that staff made here.
const HERE: &str = "folio";

pub(super) struct AwardBadge(pub(super) BadgeAwardInput);

impl Change for AwardBadge {
    const WHILE: &[ProfileState] = &[ProfileState::Active, ProfileState::Deactivated];

    fn action(&self) -> &'static str {
        "badgeAward"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let (id, now) = (Uuid::new_v4(), Utc::now());
        let blank = BadgeAwardRow::blank(profile.profile_id, id, now);
        let mut row = blank.clone();
        let mut checks = Checks::of("input");
        self.0.apply(&mut row, now, &mut checks);
        // Nothing but a key reaches the database: Postgres takes no NUL in a text, for one.
        let badge = match Slug::is_well_formed(&self.0.badge) {
            true => badges::hold_by_key(profile.conn(), &self.0.badge).await?,
            false => None,
        };
        match &badge {
            None => checks.refuse("badge", UserErrorCode::NotFound, "the catalogue has no such badge"),
            Some(badge) if badge.retired_at.is_some() => {
                checks.refuse("badge", UserErrorCode::Invalid, "this badge isn't awarded any more");
            }
            Some(badge) => row.badge_id = badge.id,
        }
        let errors = checks.finish();
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let mut rows = BadgeAwardRow::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        if !has_room_for_award(&rows, &row) {
            let message = format!(
                "the profile has {MOST_TOLD} awards that stand, or {MOST_KEPT} in all, and that is the most"
            );
            return Ok(UserError::new(UserErrorCode::TooMany, message, &["profileId"]).into());
        }
        row.position = rows.last().map_or(0, |last| last.position + 1);
        HERE.clone_into(&mut row.source);
        (row.source_id, row.source_event) = (id.to_string(), id.to_string());
        Provenance::Event.name().clone_into(&mut row.provenance);
        BadgeAwardRow::put(profile, std::slice::from_ref(&row)).await?;
        if let Some(end) = row.expires_at {
            let job = ExpireBadge { profile_id: profile.profile_id, award_id: id };
            jobs::enqueue_at(profile.conn(), &job, end).await?;
        }
        let fields = row.differences(&blank).into_iter();
        let fields = fields.filter_map(|column| data_map::field_of("badge_awards", column)).collect();
        rows.push(row);
        arrange(profile, &rows).await?;
        let (sections, subject) = (vec![Section::Badges], Some((id, Some(1))));
        Ok(Verdict::Done(Applied { fields, sections, subject, ..Applied::of("badge.awarded") }))
    }
}

impl BadgeAwardInput {
    fn apply(&self, row: &mut BadgeAwardRow, now: DateTime<Utc>, checks: &mut Checks) {
        // To the microsecond, as the database keeps times.
        row.awarded_at = self.awarded_at.unwrap_or(now).trunc_subsecs(6);
        row.expires_at = self.expires_at.map(|time| time.trunc_subsecs(6));
        if row.awarded_at > now {
            checks.refuse("awardedAt", UserErrorCode::Invalid, "must not be in the future");
        }
        if row.expires_at.is_some_and(|end| end < row.awarded_at) {
            checks.refuse("expiresAt", UserErrorCode::Invalid, "must not be before the start");
        }
        checks.web_url("evidenceUrl", &self.evidence_url, &mut row.evidence_url);
        checks.text("evidenceText", &limits::EVIDENCE, &self.evidence_text, &mut row.evidence_text);
    }
}
