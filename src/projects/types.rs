//! Projects as a viewer sees them.

use std::sync::Arc;

use async_graphql::SimpleObject;
use folio_db::{items::ItemSnapshot, projects::ProjectSnapshot};
use uuid::Uuid;

use crate::{
    graphql::plain::Plain,
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::PartialDate,
    },
    media_items::MediaItem,
    profile::{ItemView, Opening, OwnersPart},
};

/// Something made, alone or with others.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Project {
    /// The global id.
    pub(crate) id: GlobalId,
    /// What it is called.
    name: Option<String>,
    /// What sort of thing it is: "application".
    kind: Option<String>,
    /// The person's part in it: "Team lead, designer".
    role: Option<String>,
    /// For whom or with whom it was made.
    organization: Option<String>,
    /// What it is.
    description: Option<String>,
    /// What stands out, a sentence each.
    highlights: Vec<String>,
    /// Where it can be seen: http(s) addresses, the main one first.
    links: Vec<String>,
    /// Skills and techniques used.
    skills: Vec<String>,
    /// When it began.
    start_date: Option<PartialDate>,
    /// When it ended; null while it goes on, or where nothing is known.
    end_date: Option<PartialDate>,
    /// Images, documents and videos of it, in the owner's order: those of the profile's media that are there for the viewer.
    media: Vec<Arc<MediaItem>>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

impl ItemView for Project {
    type Snapshot = ProjectSnapshot;

    fn build(opening: &Opening<'_>, item: ProjectSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::Project, &item);
        Self {
            id,
            name: item.name.reveal(scope),
            kind: item.kind.reveal(scope),
            role: item.role.reveal(scope),
            organization: item.organization.reveal(scope),
            description: item.description.reveal(scope),
            highlights: item.highlights.reveal(scope),
            links: item.links.reveal(scope),
            skills: item.skills.reveal(scope),
            start_date: item.start_date.reveal(scope).map(|date| PartialDate(Ok(date))),
            end_date: item.end_date.reveal(scope).map(|date| PartialDate(Ok(date))),
            media: opening.attached(&item.media.reveal(scope)),
            own,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}
