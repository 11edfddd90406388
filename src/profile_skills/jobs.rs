//! What follows when staff change the taxonomy: those who have the skill show it as it is called now, a little later.

use folio_db::{
    jobs::enqueue,
    profile_skills,
    write::{self, Actor, Event, Record},
};
use folio_policy::{Field, Section};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::jobs::{self, Dedupe, Finished, Job, JobError, Lease, Tools};

/// Finds those who have a skill, or one that was merged into it, some at a time.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FindSkillHolders {
    /// Which skill.
    pub skill_id: Uuid,
    /// The profile that was found last.
    pub after: Uuid,
}

impl FindSkillHolders {
    /// From the first holder on.
    #[must_use]
    pub const fn of(skill_id: Uuid) -> Self {
        Self { skill_id, after: Uuid::nil() }
    }
}

/// Profiles that are found at once.
const HOLDERS: i64 = 500;

impl Job for FindSkillHolders {
    const KIND: &'static str = profile_skills::HOLDERS_JOB;
    const CONCURRENCY: usize = 1;

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(format!("{}:{}", self.skill_id, self.after))
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let holders = profile_skills::holders(&tx, self.skill_id, self.after, HOLDERS).await?;
        let last = holders.last().copied().filter(|_| holders.len() as i64 == HOLDERS);
        let mut next = Vec::with_capacity(holders.len() + 1);
        for profile_id in holders {
            next.push(jobs::row(&RefreshSkills { profile_id }, None)?);
        }
        if let Some(after) = last {
            next.push(jobs::row(&Self { after, ..self }, None)?);
        }
        enqueue(&tx, &next).await?;
        lease.finish(tx).await
    }
}

/// Brings what the taxonomy says now into a profile's snapshot.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshSkills {
    /// Whose.
    pub profile_id: Uuid,
}

impl Job for RefreshSkills {
    const KIND: &'static str = profile_skills::REFRESH_JOB;

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(self.profile_id.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let Some(profile) = write::lock(&tx, self.profile_id).await? else { return lease.finish(tx).await };
        let event = Event {
            event_type: "skill.changed",
            sections: vec![Section::Skills.name()].into(),
            item_id: None,
        };
        let record = Record {
            fields: vec![Field::ProfileSkillSkill.coordinate()].into(),
            ..Record::of(Actor::Service, Self::KIND, event)
        };
        let version = profile.record(&record).await?;
        let finished = lease.finish(tx).await?;
        tools.hub.publish(self.profile_id, Some(version));
        Ok(finished)
    }
}
