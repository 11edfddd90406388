//! Projects as a viewer sees them.

use async_graphql::{ID, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::projects::ProjectSnapshot;
use folio_policy::Scope;
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::{Int64, PartialDate},
    },
    profile::{ItemProvenance, Visibility},
};

/// Something made, alone or with others.
#[derive(Debug, Clone, Hash, SimpleObject)]
pub struct Project {
    /// The global id.
    pub(crate) id: ID,
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
    /// Where the item came from. The owner's alone.
    provenance: Option<ItemProvenance>,
    /// The item's own toggle; null follows the section. The owner's alone.
    visibility: Option<Visibility>,
    /// Its place in the owner's order, from 0. The owner's alone.
    position: Option<i32>,
    /// The item's version. The owner's alone.
    version: Option<Int64>,
    /// When it was added. The owner's alone.
    created_at: Option<DateTime<Utc>>,
    /// When it was last changed. The owner's alone.
    updated_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    key: Uuid,
}

impl Project {
    pub(crate) fn build(scope: Scope<'_>, profile: Uuid, item: ProjectSnapshot) -> Self {
        let toggle = item.toggle();
        let key = item.id.reveal(scope);
        Self {
            id: GlobalId::Item { kind: ItemKind::Project, profile, item: key }.encode(),
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
            provenance: item.provenance.reveal_some(scope).map(Into::into),
            visibility: toggle.reveal(scope).map(Into::into),
            position: item.position.reveal_some(scope),
            version: item.version.reveal_some(scope).map(Int64),
            created_at: item.created_at.reveal_some(scope),
            updated_at: item.updated_at.reveal_some(scope),
            key,
        }
    }

    /// The item's own id, for cursors.
    pub(crate) const fn key(&self) -> Uuid {
        self.key
    }
}
