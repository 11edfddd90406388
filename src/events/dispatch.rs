//! The consumer that asks for jobs: which events ask for which work is written here and nowhere else.

use folio_db::{
    DbResult, Transaction,
    feed::{Event, Start, event_type},
    jobs::{self, NewJob},
};

use super::consumer::Consumer;
use crate::jobs::{Job, row};

type Rule = Box<dyn Fn(&Event) -> DbResult<Option<NewJob>> + Send + Sync>;

/// What events ask for.
#[derive(Default)]
pub struct Dispatch {
    rules: Vec<(&'static str, Rule)>,
}

impl Dispatch {
    /// Every rule that there is.
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    /// With this work for events of these types, unless `make` says that one asks for none.
    ///
    /// # Panics
    /// When a type is not in the catalogue: a mistake of ours that the first start shows.
    #[must_use]
    pub fn on<J: Job>(mut self, types: &[&'static str], make: fn(&Event) -> Option<J>) -> Self {
        for name in types {
            assert!(event_type(name).is_some(), "{name} is not in the catalogue of events");
            let rule = move |event: &Event| make(event).map(|job| row(&job, None)).transpose();
            self.rules.push((name, Box::new(rule)));
        }
        self
    }

    fn wanted(&self, event: &Event) -> impl Iterator<Item = DbResult<NewJob>> {
        let rules = self.rules.iter().filter(|(name, _)| *name == event.event_type);
        rules.filter_map(|(_, rule)| rule(event).transpose())
    }
}

impl Consumer for Dispatch {
    fn name(&self) -> &'static str {
        "dispatch"
    }

    /// What was there before the first worker came asks for nothing: the work is for changes.
    fn start(&self) -> Start {
        Start::End
    }

    async fn apply(&self, tx: &Transaction, events: &[Event]) -> DbResult<()> {
        let wanted = events.iter().flat_map(|event| self.wanted(event)).collect::<DbResult<Vec<_>>>()?;
        jobs::enqueue(tx, &wanted).await?;
        Ok(())
    }
}

impl std::fmt::Debug for Dispatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.rules.iter().map(|(name, _)| name)).finish()
    }
}
