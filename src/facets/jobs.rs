//! Reading a profile, later.

use std::time::Duration;

use chrono::Utc;
use folio_db::{
    extraction::{self, JOB, JOB_ATTEMPTS, Settled},
    skills::names,
    write,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    check,
    choice::Reading,
    extractor::{ExtractError, ExtractorId, Task, Vocabulary},
    patterns,
};
use crate::jobs::{Dedupe, Finished, Job, JobError, Lease, Tools};

/// The attempt after which nobody waits for a model any longer: some minutes, unless it says to wait for longer.
const PATIENCE: i32 = 5;

/// Reads a profile's texts for facets. The job is enqueued by whatever writes them, in `folio_db::extraction`.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExtractProfile {
    /// Whose.
    pub profile_id: Uuid,
}

impl Job for ExtractProfile {
    const KIND: &'static str = JOB;
    const MAX_ATTEMPTS: i32 = JOB_ATTEMPTS;
    /// Longer than the longest time-out of a model.
    const TIMEOUT: Duration = Duration::from_secs(120);

    fn profile_id(&self) -> Option<Uuid> {
        Some(self.profile_id)
    }

    fn dedupe(&self) -> Dedupe {
        Dedupe::Waiting(self.profile_id.to_string())
    }

    async fn run(self, tools: &Tools, lease: Lease) -> Result<Finished, JobError> {
        let conn = tools.db.conn().await?;
        let Some(read) = extraction::read(&conn, self.profile_id).await? else {
            return lease.finish(tools.db.begin().await?).await;
        };
        // Another job has read this very text meanwhile.
        if read.is_done {
            drop(conn);
            return lease.finish_alone(&tools.db).await;
        }
        let keys = patterns::keys(&read.source);
        let known = if keys.is_empty() { Default::default() } else { names::resolve(&conn, &keys).await? };
        // Whoever reads now may take long.
        drop(conn);
        let mut vocabulary = Vocabulary::default();
        patterns::own_names(&read.source, &mut vocabulary);
        for (key, skill) in known {
            vocabulary.add(key, &skill.name);
        }
        let task = Task { source: read.source, vocabulary, today: Utc::now().date_naive() };
        let extractors = &tools.extractors;
        let patient = lease.attempt() < PATIENCE && !lease.is_last();
        let reading = extractors.read(&tools.db, self.profile_id, read.state, &task, patient).await?;
        let Reading { id, candidates, instead_of, again } = reading;
        let mut rows = check::rows(self.profile_id, &task.source, &id, candidates, Utc::now());

        let tx = tools.db.begin().await?;
        let Some(profile) = write::lock(&tx, self.profile_id).await? else { return lease.finish(tx).await };
        if let Some(other) = &instead_of {
            let kept = extraction::kept(&profile, &other.name, task.source.bases()).await?;
            rows = check::with_kept(kept, rows);
        }
        // Who is asked again has something to be asked.
        let nothing_to_ask = instead_of.as_ref().filter(|_| !again).map(ExtractorId::pair);
        let digest = task.source.digest();
        let settled = extraction::settle(&profile, digest, id.pair(), &rows, again, nothing_to_ask).await?;
        let finished = lease.finish(tx).await?;
        let outcome = match settled {
            Settled::Written { changed: true } => "changed",
            Settled::Written { changed: false } => "same",
            Settled::Overtaken => "overtaken",
        };
        metrics::counter!("folio_extractions_total", "extractor" => id.name, "outcome" => outcome)
            .increment(1);
        tools.hub.publish(self.profile_id, None);
        Ok(finished)
    }
}

impl From<ExtractError> for JobError {
    fn from(error: ExtractError) -> Self {
        match error {
            ExtractError::Retry(code) => Self::Retry(code),
            ExtractError::RetryAfter(code, pause) => Self::RetryAfter(code, pause),
            ExtractError::Hopeless(code) => Self::Hopeless(code),
        }
    }
}
