//! Gigs as a viewer sees them.

use std::sync::Arc;

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{gigs::GigSnapshot, items::ItemSnapshot};
use folio_policy::Field;
use uuid::Uuid;

use crate::{
    graphql::plain::{Computed, Plain},
    graphql::{
        connection::CountedConnection,
        id::{GlobalId, ItemKind},
        ready::Ready,
    },
    profile::{ItemView, Named, Opening, OwnersPart, Part, People, Profile},
};

/// Work that the person did for somebody on the platform.
#[derive(Clone, Hash, SimpleObject, Plain)]
#[graphql(complex)]
pub struct Gig {
    /// The global id.
    pub(crate) id: GlobalId,
    /// What it was.
    title: Option<String>,
    /// The person's part in it.
    role: Option<String>,
    /// What sort of work it was: "design".
    category: Option<String>,
    /// Skills used.
    skills: Vec<String>,
    /// When it began.
    started_at: Option<DateTime<Utc>>,
    /// When it was done.
    completed_at: Option<DateTime<Utc>>,
    /// Whether the owner puts it first.
    featured: Option<bool>,
    #[graphql(flatten)]
    own: OwnersPart,
    #[graphql(skip)]
    client_name: Option<String>,
    #[graphql(skip)]
    client: Named,
    /// Who said it apart, which is looked up when somebody asks.
    #[graphql(skip)]
    review: Option<GigReview>,
    #[graphql(skip)]
    reviewer: Named,
    #[graphql(skip)]
    people: Arc<People>,
    #[graphql(skip)]
    key: Uuid,
}

#[ComplexObject]
impl Gig {
    /// For whom it was done.
    async fn client(&self, ctx: &Context<'_>) -> Result<Option<GigClient>> {
        let profile = if self.client_name.is_none() || ctx.look_ahead().field("profile").exists() {
            self.people.profile(ctx, self.client).await?
        } else {
            None
        };
        let client = GigClient { name: self.client_name.clone(), profile };
        // An object of nothing but nulls would tell that there is something to hide.
        Ok(Some(client).filter(|client| client.name.is_some() || client.profile.is_some()))
    }

    /// What the client said of it.
    async fn review(&self, ctx: &Context<'_>) -> Result<Option<GigReview>> {
        // One that is shut is looked at as one that isn't there.
        let mut review = self.review.clone().unwrap_or_default();
        let says_nothing = review.rating.is_none() && review.text.is_none() && review.reviewed_at.is_none();
        if says_nothing || ctx.look_ahead().field("reviewer").exists() {
            review.reviewer = self.people.profile(ctx, self.reviewer).await?;
        }
        Ok(Some(review).filter(|review| !says_nothing || review.reviewer.is_some()))
    }
}

impl Computed for Gig {}

/// For whom a gig was done: an organisation, or a person.
#[derive(Clone, SimpleObject, Plain)]
pub struct GigClient {
    /// The organisation's name.
    name: Option<String>,
    /// The person, if their own profile is there for the viewer.
    profile: Option<Ready<Arc<Profile>>>,
}

/// What a client said of a gig.
#[derive(Clone, Default, Hash, SimpleObject, Plain)]
pub struct GigReview {
    /// How good it was: 1 to 5.
    rating: Option<i32>,
    /// In words; plain, line breaks kept.
    text: Option<String>,
    /// When.
    reviewed_at: Option<DateTime<Utc>>,
    /// Who said it, if their own profile is there for the viewer.
    reviewer: Option<Ready<Arc<Profile>>>,
}

impl Gig {
    /// The people on it, each with their part: who may be seen of them is for their own profiles to say.
    pub(crate) fn named(&self) -> impl Iterator<Item = (Part, Uuid)> {
        [(Part::Client, self.client.0), (Part::Reviewer, self.reviewer.0)]
            .into_iter()
            .filter_map(|(part, person)| Some((part, person?)))
    }
}

impl ItemView for Gig {
    type Snapshot = GigSnapshot;

    fn build(opening: &Opening<'_>, item: GigSnapshot) -> Self {
        let (scope, own) = (opening.scope, item.bookkeeping(opening.scope).into());
        let (id, key) = opening.identify(ItemKind::Gig, &item);
        let (may_see_client, may_see_review) =
            (scope.may_see(Field::GigClient), scope.may_see(Field::GigReview));
        let review = GigReview {
            rating: item.rating.reveal(scope).map(Into::into),
            text: item.review_text.reveal(scope),
            reviewed_at: item.reviewed_at.reveal(scope),
            reviewer: None,
        };
        let client = item.client_id.reveal(scope).filter(|_| may_see_client);
        let reviewer = item.reviewer_id.reveal(scope).filter(|_| may_see_review);
        Self {
            id,
            title: item.title.reveal(scope),
            role: item.role.reveal(scope),
            category: item.category.reveal(scope),
            skills: item.skills.reveal(scope),
            started_at: item.started_at.reveal(scope),
            completed_at: item.completed_at.reveal(scope),
            featured: item.featured.reveal(scope),
            own,
            client_name: item.client_name.reveal(scope).filter(|_| may_see_client),
            client: Named(client),
            review: Some(review).filter(|_| may_see_review),
            reviewer: Named(reviewer),
            people: Arc::new(People::new(client.into_iter().chain(reviewer), opening.beholder)),
            key,
        }
    }

    fn key(&self) -> Uuid {
        self.key
    }

    /// Their people are looked up together.
    fn together(gigs: CountedConnection<Arc<Self>>) -> CountedConnection<Arc<Self>> {
        let Some(first) = gigs.items().next() else { return gigs };
        let ids = gigs.items().flat_map(|gig| gig.client.0.into_iter().chain(gig.reviewer.0));
        let people = Arc::new(People::new(ids, first.people.beholder()));
        gigs.map(|gig| Arc::new(Self { people: Arc::clone(&people), ..Self::clone(&gig) }))
    }
}
