//! Which extractor reads: the model, if there is one and it may be asked; else the patterns, which always can.

use std::sync::Arc;

use folio_db::{
    Db,
    extraction::{Budget, Reserved, give_back, reserve},
};
use folio_policy::ProfileState;
use uuid::Uuid;

use super::{
    extractor::{Candidate, ExtractError, Extractor, ExtractorId, Task},
    patterns::Patterns,
};
use crate::jobs::JobError;

/// How much a model may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most characters of one profile's texts; longer ones are left to the patterns.
    pub characters: usize,
    /// Questions in a day.
    pub budget: Budget,
}

/// The code of an endpoint that takes no more questions for now.
pub(super) const BUSY: &str = "MODEL_BUSY";
/// The codes of endpoints that have answered nothing and asked for nothing: an outage doesn't use up the day's questions.
const NOT_TAKEN: [&str; 4] = [BUSY, "MODEL_UNAVAILABLE", "MODEL_UNREACHABLE", "MODEL_REFUSES_US"];

/// What was found, and by whom.
pub(super) struct Reading {
    pub(super) id: ExtractorId,
    pub(super) candidates: Vec<Candidate>,
    /// Who would have read, had it been possible: what that one found before and is still there stays.
    pub(super) instead_of: Option<ExtractorId>,
    /// Whether it is worth asking that one tomorrow.
    pub(super) again: bool,
}

/// The extractors of an installation.
#[derive(Clone)]
pub struct Extractors {
    model: Option<(Arc<dyn Extractor>, Limits)>,
    patterns: Arc<dyn Extractor>,
}

impl Default for Extractors {
    fn default() -> Self {
        Self { model: None, patterns: Arc::new(Patterns) }
    }
}

impl Extractors {
    /// With one that is asked first, as far as the limits allow.
    #[must_use]
    pub fn with_model(self, model: impl Extractor, limits: Limits) -> Self {
        Self { model: Some((Arc::new(model), limits)), ..self }
    }

    /// The one that is asked first.
    #[must_use]
    pub fn first(&self) -> ExtractorId {
        self.model.as_ref().map_or_else(|| self.patterns.id(), |(model, _)| model.id())
    }

    /// The one that reads what the first has nothing to be asked about; the first itself, if there is no other.
    #[must_use]
    pub fn other(&self) -> ExtractorId {
        self.patterns.id()
    }

    /// How many questions a day has, for all profiles together; none without a model.
    #[must_use]
    pub fn questions(&self) -> i32 {
        self.model.as_ref().map_or(0, |(_, limits)| limits.budget.installation)
    }

    /// What is found in a profile's texts, by whoever may and can read them. What is sent to a model is counted before it is
    /// sent. Whatever keeps it from an answer, the patterns have one: at once where another attempt wouldn't help, and when
    /// nobody is `patient` any longer.
    pub(super) async fn read(
        &self,
        db: &Db,
        profile_id: Uuid,
        state: ProfileState,
        task: &Task,
        patient: bool,
    ) -> Result<Reading, JobError> {
        let Some((model, limits)) = &self.model else { return self.by_patterns(task, None, false).await };
        let characters = task.source.leaving_characters();
        let (refused, again) = if task.source.items.is_empty() {
            ("nothing_to_read", false)
        } else if state != ProfileState::Active {
            // Who has put their profile away has asked for nothing that leaves the house.
            ("not_active", false)
        } else if characters == 0 {
            // Nobody has agreed to it, or nobody else sees any of it.
            ("no_consent", false)
        } else if characters > limits.characters {
            ("too_long", false)
        } else {
            match reserve(db, profile_id, task.source.digest(), limits.budget).await? {
                // What patterns find is discarded as well: another reading has been asked for.
                Reserved::Overtaken => ("overtaken", false),
                // Of no questions at all, there are none tomorrow either.
                Reserved::ProfileSpent => ("profile_budget", limits.budget.profile > 0),
                Reserved::InstallationSpent => ("budget", limits.budget.installation > 0),
                Reserved::Yes => match model.extract(task).await {
                    Ok(candidates) => {
                        return Ok(Reading { id: model.id(), candidates, instead_of: None, again: false });
                    }
                    Err(error) => {
                        if NOT_TAKEN.contains(&error.code()) {
                            unasked(db, profile_id).await;
                        }
                        match error {
                            ExtractError::Hopeless(_) => ("refused", false),
                            error if !patient => {
                                tracing::warn!(
                                    code = error.code(),
                                    "no model answers; patterns read instead"
                                );
                                ("failed", true)
                            }
                            error => return Err(error.into()),
                        }
                    }
                },
            }
        };
        metrics::counter!("folio_extraction_without_model_total", "reason" => refused).increment(1);
        self.by_patterns(task, Some(model.id()), again).await
    }

    async fn by_patterns(
        &self,
        task: &Task,
        instead_of: Option<ExtractorId>,
        again: bool,
    ) -> Result<Reading, JobError> {
        let candidates = self.patterns.extract(task).await?;
        Ok(Reading { id: self.patterns.id(), candidates, instead_of, again })
    }
}

/// Gives a question back that wasn't taken. What fails here hides nothing of why it wasn't: it stays counted.
async fn unasked(db: &Db, profile_id: Uuid) {
    let given = async { give_back(&db.conn().await?, profile_id).await };
    if let Err(error) = given.await {
        tracing::warn!(cause = error.cause(), "a question that was not taken stays counted");
    }
}

impl std::fmt::Debug for Extractors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Extractors").field(&self.first()).finish()
    }
}
