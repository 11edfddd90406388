//! Links as a viewer sees them.

use async_graphql::{Enum, SimpleObject};
use folio_db::{items::ItemSnapshot, links::LinkSnapshot};
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        plain::Plain,
    },
    profile::{ItemView, Opening, OwnersPart},
};

/// Where a link leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
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
    const ALL: [Self; 7] = [
        Self::Website,
        Self::Github,
        Self::Gitlab,
        Self::Linkedin,
        Self::StackOverflow,
        Self::Twitter,
        Self::Other,
    ];

    /// The name in the schema and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Website => "WEBSITE",
            Self::Github => "GITHUB",
            Self::Gitlab => "GITLAB",
            Self::Linkedin => "LINKEDIN",
            Self::StackOverflow => "STACK_OVERFLOW",
            Self::Twitter => "TWITTER",
            Self::Other => "OTHER",
        }
    }

    fn parse(stored: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.name() == stored).unwrap_or(Self::Other)
    }
}

/// A way to find the person elsewhere on the web.
#[derive(Debug, Clone, Hash, SimpleObject, Plain)]
pub struct Link {
    /// The global id.
    pub(crate) id: GlobalId,
    /// Where it leads.
    kind: Option<LinkKind>,
    /// What to call it, where the kind isn't enough.
    label: Option<String>,
    /// The account's name there.
    username: Option<String>,
    /// The http(s) address.
    url: Option<String>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    key: Uuid,
}

impl ItemView for Link {
    type Snapshot = LinkSnapshot;

    fn build(opening: &Opening<'_>, item: LinkSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::Link, &item);
        Self {
            id,
            kind: item.kind.reveal(scope).as_deref().map(LinkKind::parse),
            label: item.label.reveal(scope),
            username: item.username.reveal(scope),
            url: item.url.reveal(scope),
            own,
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }
}
