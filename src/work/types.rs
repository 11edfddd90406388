//! Work history as a viewer sees it.

use async_graphql::SimpleObject;
use folio_db::{items::ItemSnapshot, work::WorkSnapshot};
use uuid::Uuid;

use crate::{
    graphql::plain::Plain,
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::PartialDate,
    },
    profile::{ItemView, Opening, OwnersPart},
};

/// A place that somebody worked at, and as what.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct WorkExperience {
    /// The global id.
    pub(crate) id: GlobalId,
    /// Where: the company's or organisation's name.
    company: Option<String>,
    /// Its web address.
    company_url: Option<String>,
    /// As what: "Software engineer".
    title: Option<String>,
    /// Where it was done: "Berlin", "remote".
    location: Option<String>,
    /// What it was about.
    description: Option<String>,
    /// What stands out, a sentence each.
    highlights: Vec<String>,
    /// Skills and techniques used.
    skills: Vec<String>,
    /// When it began.
    start_date: Option<PartialDate>,
    /// When it ended; null while it goes on, or where nothing is known.
    end_date: Option<PartialDate>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

impl ItemView for WorkExperience {
    type Snapshot = WorkSnapshot;

    fn build(opening: &Opening<'_>, item: WorkSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::WorkExperience, &item);
        Self {
            id,
            company: item.company.reveal(scope),
            company_url: item.company_url.reveal(scope),
            title: item.title.reveal(scope),
            location: item.location.reveal(scope),
            description: item.description.reveal(scope),
            highlights: item.highlights.reveal(scope),
            skills: item.skills.reveal(scope),
            start_date: item.start_date.reveal(scope).map(|date| PartialDate(Ok(date))),
            end_date: item.end_date.reveal(scope).map(|date| PartialDate(Ok(date))),
            own,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}
