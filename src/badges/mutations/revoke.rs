//! `badgeRevoke`.

use async_graphql::{ID, MaybeUndefined};
use chrono::Utc;
use folio_db::{
    DbResult,
    badge_awards::{BadgeAwardRow, RevocationRow},
    inbox,
    items::{ItemTable, arrange},
    write::Locked,
};
use folio_policy::{Field, ProfileState, Section};
use uuid::Uuid;

use crate::{
    graphql::id::{GlobalId, ItemKind},
    text::limits,
    write::{Applied, Change, Checks, UserError, UserErrorCode, Verdict},
};

pub(super) struct RevokeBadge {
    /// The award's global id, as the client sent it.
    pub(super) id: ID,
    /// The award's version that the client saw.
    pub(super) expected_version: Option<i64>,
    /// Why.
    pub(super) reason: String,
}

impl Change for RevokeBadge {
    const WHILE: &[ProfileState] =
        &[ProfileState::Active, ProfileState::Deactivated, ProfileState::Suspended];

    fn action(&self) -> &'static str {
        "badgeRevoke"
    }

    async fn apply(self, profile: &Locked<'_>) -> DbResult<Verdict> {
        let mut reason = String::new();
        let mut checks = Checks::of("reason");
        checks.required_text("", &limits::REASON, &MaybeUndefined::Value(self.reason), &mut reason);
        let mut errors = checks.finish();
        errors.iter_mut().for_each(|error| error.path.truncate(1));
        if !errors.is_empty() {
            return Ok(Verdict::Refused(errors));
        }
        let not_found = UserError::new(UserErrorCode::NotFound, "there is nothing with this id", &["id"]);
        let Some(GlobalId::Item { kind: ItemKind::BadgeAward, item, .. }) = GlobalId::decode(&self.id) else {
            return Ok(not_found.into());
        };
        let mut rows = BadgeAwardRow::of_profiles(profile.conn(), &[profile.profile_id]).await?;
        let Some(row) = rows.iter_mut().find(|row| row.id == item) else { return Ok(not_found.into()) };
        if row.revoked_at.is_some() {
            return Ok(Verdict::Unchanged(Some(item)));
        }
        // The version is the owner's to know, and so is what has changed.
        if self.expected_version.is_some_and(|expected| expected != row.version) {
            return Ok(UserError::stale().into());
        }
        let now = Utc::now();
        row.revoke(&RevocationRow {
            profile_id: profile.profile_id,
            source: row.source.clone(),
            source_id: row.source_id.clone(),
            revoked_at: now,
            reason: Some(reason),
            revocation_time: now,
            revocation_event: Uuid::new_v4().to_string(),
        });
        (row.version, row.updated_at) = (row.version + 1, now);
        let subject = Some((item, Some(row.version)));
        BadgeAwardRow::put(profile, std::slice::from_ref(row)).await?;
        arrange(profile, &rows).await?;
        inbox::release_room(profile.conn(), profile.profile_id).await?;
        let fields = vec![Field::BadgeAwardRevokedAt, Field::BadgeAwardRevocationReason];
        let sections = vec![Section::Badges];
        Ok(Verdict::Done(Applied { fields, sections, subject, ..Applied::of("badge.revoked") }))
    }
}
