//! What follows later: an award's time ends, a catalogue entry has changed.

use std::time::Duration;

use chrono::Utc;
use folio_db::{
    DbResult,
    badge_awards::{self, BadgeAwardRow},
    inbox,
    items::ItemTable,
    write::{self, Actor, Event, Record},
};
use folio_policy::{Field, Section};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools};

/// One about an award, or about all of them.
pub(super) fn event(event_type: &'static str, award: Option<Uuid>) -> Event {
    Event { event_type, sections: vec![Section::Badges.name()].into(), item_id: award }
}

/// Tells that an award's time is over. Those who look see it without: this is for those who follow.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExpireBadge {
    /// Whose.
    pub profile_id: Uuid,
    /// Which award.
    pub award_id: Uuid,
}

/// The database's clock, by which a job is due, may be ahead of ours by this much. What ends later than that was prolonged.
const CLOCKS_APART: chrono::Duration = chrono::Duration::days(1);

impl Job for ExpireBadge {
    const KIND: &'static str = "badge.expire";

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let Some(profile) = write::lock(&tx, self.profile_id).await? else { return lease.finish(tx).await };
        let rows = BadgeAwardRow::of_profiles(&tx, &[self.profile_id]).await?;
        let found = rows.into_iter().find(|row| row.id == self.award_id);
        let Some(mut row) = found.filter(|row| row.expired_at.is_none() && row.revoked_at.is_none()) else {
            return lease.finish(tx).await;
        };
        let now = Utc::now();
        match row.expires_at.map(|end| end - now) {
            Some(left) if left <= chrono::Duration::zero() => {}
            Some(left) if left < CLOCKS_APART => {
                let left = left.to_std().unwrap_or_default() + Duration::from_millis(1);
                return Err(JobError::RetryAfter("NOT_YET", left));
            }
            // It holds for longer than it did, or our clock is far behind: then this job would be the last one.
            Some(_) => {
                if let Some(end) = row.expires_at {
                    jobs::enqueue_at(&tx, &self, end).await?;
                }
                return lease.finish(tx).await;
            }
            None => return lease.finish(tx).await,
        }
        (row.expired_at, row.version, row.updated_at) = (Some(now), row.version + 1, now);
        BadgeAwardRow::put(&profile, std::slice::from_ref(&row)).await?;
        let record = Record {
            fields: vec![Field::BadgeAwardStatus.coordinate()].into(),
            subject: Some((row.id, Some(row.version))),
            ..Record::of(Actor::Service, Self::KIND, event("badge.expired", Some(row.id)))
        };
        let version = profile.record(&record).await?;
        inbox::release_room(&tx, self.profile_id).await?;
        let finished = lease.finish(tx).await?;
        tools.hub.publish(self.profile_id, Some(version));
        Ok(finished)
    }
}

/// Has what the catalogue says of a badge now brought into the snapshots of those who hold it, by a job for each.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshBadge {
    /// Which badge.
    pub badge_id: Uuid,
    /// The profile that was found last.
    pub after: Uuid,
}

impl RefreshBadge {
    /// From the first holder on.
    #[must_use]
    pub const fn of(badge_id: Uuid) -> Self {
        Self { badge_id, after: Uuid::nil() }
    }
}

/// Most holders that jobs are made for at once; another one of this kind goes on with the rest.
const HOLDERS: i64 = 1_000;

impl Job for RefreshBadge {
    const KIND: &'static str = badge_awards::HOLDERS_JOB;
    const CONCURRENCY: usize = 1;

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(format!("{}:{}", self.badge_id, self.after))
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let holders = badge_awards::holders(&tx, self.badge_id, self.after, HOLDERS).await?;
        let each = holders.iter().map(|&profile_id| RefreshHolder { badge_id: self.badge_id, profile_id });
        let mut rows = each.map(|job| jobs::row(&job, None)).collect::<DbResult<Vec<_>>>()?;
        if let Some(after) = holders.last().copied().filter(|_| holders.len() as i64 == HOLDERS) {
            rows.push(jobs::row(&Self { after, ..self }, None)?);
        }
        folio_db::jobs::enqueue(&tx, &rows).await?;
        lease.finish(tx).await
    }
}

/// Brings what the catalogue says of a badge now into the snapshot of one who holds it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshHolder {
    /// Which badge.
    pub badge_id: Uuid,
    /// Whose.
    pub profile_id: Uuid,
}

impl Job for RefreshHolder {
    const KIND: &'static str = badge_awards::REFRESH_JOB;

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(format!("{}:{}", self.badge_id, self.profile_id))
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let Some(profile) = write::lock(&tx, self.profile_id).await? else { return lease.finish(tx).await };
        let record = Record {
            fields: vec![Field::BadgeAwardBadge.coordinate()].into(),
            ..Record::of(Actor::Service, RefreshBadge::KIND, event("badge.changed", None))
        };
        let version = profile.record(&record).await?;
        let finished = lease.finish(tx).await?;
        tools.hub.publish(self.profile_id, Some(version));
        Ok(finished)
    }
}
