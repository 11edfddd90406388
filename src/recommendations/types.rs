//! Recommendations as a viewer of the profile sees them.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{items::ItemSnapshot, recommendations::RecommendationSnapshot};
use uuid::Uuid;

use crate::{
    endorsements::Capacity,
    graphql::plain::{Computed, Plain},
    graphql::{
        connection::CountedConnection,
        id::{GlobalId, ItemKind},
        ready::Ready,
    },
    profile::{ItemView, Named, Opening, OwnersPart, People, Profile, mark},
};

/// What somebody writes of another. All of it is null if their own profile isn't there for the viewer.
#[derive(Clone, SimpleObject, Plain)]
#[graphql(complex)]
pub struct Recommendation {
    /// The global id.
    pub(crate) id: GlobalId,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    said: Said,
    #[graphql(skip)]
    named: Named,
    #[graphql(skip)]
    people: Arc<People>,
    #[graphql(skip)]
    key: Uuid,
}

/// What is theirs who write it.
#[derive(Clone, Hash)]
struct Said {
    capacity: Option<Capacity>,
    relationship: Option<String>,
    text: Option<String>,
    written_at: Option<DateTime<Utc>>,
}

/// What is said is a part of how it looks where nobody is named: else it is for their own profile to show or not.
impl Hash for Recommendation {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self { id, own, said, named, people: _, key } = self;
        (id, own, key, named.0.is_none().then_some(said)).hash(state);
    }
}

impl Recommendation {
    /// What is said, if whoever says it is there for the viewer, or its owner hides who that is.
    async fn said(&self, ctx: &Context<'_>) -> Result<Option<&Said>> {
        let found = self.people.all(ctx).await?;
        Ok(self.named.0.is_none_or(|id| found.contains_key(&id)).then_some(&self.said))
    }
}

#[ComplexObject]
impl Recommendation {
    /// As what they write it; it was so when they did.
    async fn capacity(&self, ctx: &Context<'_>) -> Result<Option<Capacity>> {
        Ok(self.said(ctx).await?.and_then(|said| said.capacity))
    }

    /// How they know each other.
    async fn relationship(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        Ok(self.said(ctx).await?.and_then(|said| said.relationship.as_deref()))
    }

    /// What they write; plain, line breaks kept.
    async fn text(&self, ctx: &Context<'_>) -> Result<Option<&str>> {
        Ok(self.said(ctx).await?.and_then(|said| said.text.as_deref()))
    }

    /// When they gave it to the owner.
    async fn written_at(&self, ctx: &Context<'_>) -> Result<Option<DateTime<Utc>>> {
        Ok(self.said(ctx).await?.and_then(|said| said.written_at))
    }

    /// Who writes it, if their own profile is there for the viewer.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Ready<Arc<Profile>>>> {
        self.people.profile(ctx, self.named).await
    }
}

impl Computed for Recommendation {}

impl Recommendation {
    /// Who writes it, and a mark of what: whether they may be seen is for their own profile to say.
    pub(crate) fn named(&self) -> Option<(Uuid, u64)> {
        self.named.0.map(|author| (author, mark(&self.said)))
    }
}

impl ItemView for Recommendation {
    type Snapshot = RecommendationSnapshot;

    fn build(opening: &Opening<'_>, item: RecommendationSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::Recommendation, &item);
        let author = item.author_id.reveal(scope);
        Self {
            id,
            said: Said {
                capacity: item.capacity.reveal(scope).as_deref().and_then(Capacity::parse),
                relationship: item.relationship.reveal(scope),
                text: item.text.reveal(scope),
                written_at: item.written_at.reveal(scope),
            },
            own,
            named: Named(author),
            people: Arc::new(People::new(author.into_iter(), opening.beholder)),
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }

    /// Their authors are looked up together.
    fn together(page: CountedConnection<Arc<Self>>) -> CountedConnection<Arc<Self>> {
        let Some(first) = page.items().next() else { return page };
        let ids = page.items().filter_map(|item| item.named.0);
        let people = Arc::new(People::new(ids, first.people.beholder()));
        page.map(|item| Arc::new(Self { people: Arc::clone(&people), ..Self::clone(&item) }))
    }
}
