//! Recommendations as a viewer of the profile sees them.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{items::ItemSnapshot, recommendations::RecommendationSnapshot};
use uuid::Uuid;

use crate::{
    endorsements::Capacity,
    graphql::{connection::CountedConnection, id::ItemKind},
    profile::{ItemView, Named, Opening, OwnersPart, Part, People, Profile},
};

/// What somebody writes of another.
#[derive(Clone, Hash, SimpleObject)]
#[graphql(complex)]
pub struct Recommendation {
    /// The global id.
    pub(crate) id: ID,
    /// As what they write it; it was so when they did.
    capacity: Option<Capacity>,
    /// How they know each other.
    relationship: Option<String>,
    /// What they write; plain, line breaks kept.
    text: Option<String>,
    /// When they gave it to the owner.
    written_at: Option<DateTime<Utc>>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    named: Named,
    #[graphql(skip)]
    people: Arc<People>,
    #[graphql(skip)]
    key: Uuid,
}

#[ComplexObject]
impl Recommendation {
    /// Who writes it, if their own profile is there for the viewer.
    async fn author(&self, ctx: &Context<'_>) -> Result<Option<Profile>> {
        self.people.profile(ctx, self.named).await
    }
}

impl Recommendation {
    /// Who writes it: whether they may be seen is for their own profile to say.
    pub(crate) fn named(&self) -> impl Iterator<Item = (Part, Uuid)> {
        self.named.0.map(|author| (Part::Author, author)).into_iter()
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
            capacity: item.capacity.reveal(scope).as_deref().and_then(Capacity::parse),
            relationship: item.relationship.reveal(scope),
            text: item.text.reveal(scope),
            written_at: item.written_at.reveal(scope),
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
