//! Gigs as a viewer sees them.

use std::{
    collections::{BTreeSet, HashMap},
    hash::{Hash, Hasher},
    sync::Arc,
};

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{gigs::GigSnapshot, items::ItemSnapshot};
use folio_policy::Field;
use tokio::sync::OnceCell;
use uuid::Uuid;

use crate::{
    graphql::{connection::CountedConnection, id::ItemKind},
    profile::{Beholder, ItemView, Opening, OwnersPart, Profile},
};

/// Work that the person did for somebody on the platform.
#[derive(Clone, Hash, SimpleObject)]
#[graphql(complex)]
pub struct Gig {
    /// The global id.
    pub(crate) id: ID,
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

/// For whom a gig was done: an organisation, or a person.
#[derive(Clone, SimpleObject)]
pub struct GigClient {
    /// The organisation's name.
    name: Option<String>,
    /// The person, if their own profile is there for the viewer.
    profile: Option<Profile>,
}

/// What a client said of a gig.
#[derive(Clone, Default, Hash, SimpleObject)]
pub struct GigReview {
    /// How good it was: 1 to 5.
    rating: Option<i32>,
    /// In words; plain, line breaks kept.
    text: Option<String>,
    /// When.
    reviewed_at: Option<DateTime<Utc>>,
    /// Who said it, if their own profile is there for the viewer.
    reviewer: Option<Profile>,
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
        let people = Arc::new(People::new(ids, &first.people.beholder));
        gigs.map(|gig| Arc::new(Self { people: Arc::clone(&people), ..Self::clone(&gig) }))
    }
}

/// Somebody who is named on a gig, by their profile's id. No part of how the gig looks: who they are, and whether there is
/// anybody, is for their own profile to show or not.
#[derive(Clone, Copy)]
struct Named(Option<Uuid>);

impl Hash for Named {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Other people that are named on a profile. Who they are is decided by their own profiles' rules (privacy.md, rule 9); the
/// first who is asked for brings all of them.
///
/// Looked up in one statement whether or not anybody is named, so that neither the number of statements nor the time that
/// an answer takes tells of somebody hidden.
struct People {
    ids: BTreeSet<Uuid>,
    beholder: Beholder,
    found: OnceCell<HashMap<Uuid, Profile>>,
}

/// As [`Named`].
impl Hash for People {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

impl People {
    fn new(ids: impl Iterator<Item = Uuid>, beholder: &Beholder) -> Self {
        // Nobody's id, so that there is something to look up in any case.
        Self { ids: ids.chain([Uuid::nil()]).collect(), beholder: beholder.clone(), found: OnceCell::new() }
    }

    async fn profile(&self, ctx: &Context<'_>, Named(id): Named) -> Result<Option<Profile>> {
        let look_up = || self.beholder.profiles(ctx, self.ids.iter().copied());
        let found = self.found.get_or_try_init(look_up).await?;
        Ok(id.and_then(|id| found.get(&id)).cloned())
    }
}
