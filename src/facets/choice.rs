//! Which extractor reads: the model, if there is one and it may be asked; else the patterns, which always can.

use std::sync::Arc;

use folio_db::{
    Db, DbResult,
    extraction::{Budget, Read, Reserved, reserve},
};
use folio_policy::ProfileState;
use uuid::Uuid;

use super::{
    extractor::{Extractor, ExtractorId},
    patterns::Patterns,
};

/// How much a model may be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most characters of one profile's texts; longer ones are left to the patterns.
    pub characters: usize,
    /// Questions in a day.
    pub budget: Budget,
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

    /// The one that reads this profile now. What is sent to a model is counted before it is sent.
    pub(super) async fn choose(
        &self,
        db: &Db,
        profile_id: Uuid,
        read: &Read,
    ) -> DbResult<Arc<dyn Extractor>> {
        let Some((model, limits)) = &self.model else { return Ok(Arc::clone(&self.patterns)) };
        let refused = if read.source.items.is_empty() {
            "nothing_to_read"
        } else if read.state != ProfileState::Active {
            // Who has put their profile away has asked for nothing that leaves the house.
            "not_active"
        } else if read.source.characters() > limits.characters {
            "too_long"
        } else {
            match reserve(db, profile_id, limits.budget).await? {
                Reserved::Yes => return Ok(Arc::clone(model)),
                Reserved::ProfileSpent => "profile_budget",
                Reserved::InstallationSpent => "budget",
            }
        };
        metrics::counter!("folio_extraction_without_model_total", "reason" => refused).increment(1);
        Ok(Arc::clone(&self.patterns))
    }
}

impl std::fmt::Debug for Extractors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Extractors").field(&self.first()).finish()
    }
}
