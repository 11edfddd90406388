//! What follows when somebody who has spoken of others is erased: the pages that showed it are made anew.

use folio_db::{
    endorsements::REFRESH_JOB,
    write::{self, Actor, Event, Record},
};
use folio_policy::{Field, Section};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::jobs::{Dedupe, Finished, Job, JobError, Lease, Tools};

/// Makes a profile's snapshot anew once somebody who spoke of its owner is gone.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshSaid {
    /// Whose.
    pub profile_id: Uuid,
}

impl Job for RefreshSaid {
    const KIND: &'static str = REFRESH_JOB;
    // As long as the erasure itself: till then a page shows what somebody said who is gone.
    const MAX_ATTEMPTS: i32 = 400;

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(self.profile_id.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let tx = tools.db.begin().await?;
        let Some(profile) = write::lock(&tx, self.profile_id).await? else { return lease.finish(tx).await };
        let sections = [Section::Endorsements, Section::Recommendations].map(Section::name);
        let event =
            Event { event_type: "endorsement.erased", sections: sections.to_vec().into(), item_id: None };
        let fields = [Field::ProfileSkillEndorsements, Field::ProfileRecommendations];
        let record = Record {
            fields: fields.map(Field::coordinate).to_vec().into(),
            ..Record::of(Actor::Service, Self::KIND, event)
        };
        let version = profile.record(&record).await?;
        let finished = lease.finish(tx).await?;
        tools.hub.publish(self.profile_id, Some(version));
        Ok(finished)
    }
}
