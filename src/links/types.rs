//! Links as a viewer sees them.

use async_graphql::{Enum, ID, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::links::LinkSnapshot;
use folio_policy::Scope;
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::Int64,
    },
    profile::{ItemProvenance, Visibility},
};

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
pub enum LinkKind {
    /// A web site.
    Website,
    /// GitHub.
    Github,
    /// GitLab.
    Gitlab,
    /// LinkedIn.
    Linkedin,
    /// Stack Overflow.
    StackOverflow,
    /// Twitter, now X.
    Twitter,
    /// Somewhere else; the label says where.
    Other,
}

impl LinkKind {
    fn parse(stored: &str) -> Self {
        match stored {
            "WEBSITE" => Self::Website,
            "GITHUB" => Self::Github,
            "GITLAB" => Self::Gitlab,
            "LINKEDIN" => Self::Linkedin,
            "STACK_OVERFLOW" => Self::StackOverflow,
            "TWITTER" => Self::Twitter,
            _ => Self::Other,
        }
    }
}

/// A way to find the person elsewhere on the web.
#[derive(Debug, Clone, Hash, SimpleObject)]
pub struct Link {
    /// The global id.
    pub(crate) id: ID,
    /// Where it leads.
    kind: Option<LinkKind>,
    /// What to call it, where the kind isn't enough.
    label: Option<String>,
    /// The account's name there.
    username: Option<String>,
    /// The http(s) address.
    url: Option<String>,
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
}

impl Link {
    pub(crate) fn build(scope: Scope<'_>, profile: Uuid, item: LinkSnapshot) -> Self {
        let toggle = item.toggle();
        Self {
            id: GlobalId::Item { kind: ItemKind::Link, profile, item: item.id.reveal(scope) }.encode(),
            kind: item.kind.reveal(scope).as_deref().map(LinkKind::parse),
            label: item.label.reveal(scope),
            username: item.username.reveal(scope),
            url: item.url.reveal(scope),
            provenance: item.provenance.reveal_some(scope).map(Into::into),
            visibility: toggle.reveal(scope).map(Into::into),
            position: item.position.reveal_some(scope),
            version: item.version.reveal_some(scope).map(Int64),
            created_at: item.created_at.reveal_some(scope),
            updated_at: item.updated_at.reveal_some(scope),
        }
    }
}
