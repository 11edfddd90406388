//! Gigs as a viewer sees them.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::gigs::GigSnapshot;
use folio_policy::{Field, Scope};
use uuid::Uuid;

use crate::{
    graphql::{
        id::{GlobalId, ItemKind},
        scalar::Int64,
    },
    profile::{Beholder, ItemProvenance, Profile, Visibility},
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
    /// Where the item came from. The owner's alone.
    provenance: Option<ItemProvenance>,
    /// The item's own toggle; null follows the section. The owner's alone.
    visibility: Option<Visibility>,
    /// Its place in the list, from 0. The owner's alone.
    position: Option<i32>,
    /// The item's version. The owner's alone.
    version: Option<Int64>,
    /// When it was added. The owner's alone.
    created_at: Option<DateTime<Utc>>,
    /// When it was last changed. The owner's alone.
    updated_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    client_name: Option<String>,
    #[graphql(skip)]
    client: Option<Person>,
    #[graphql(skip)]
    review: Option<GigReview>,
    #[graphql(skip)]
    key: Uuid,
}

#[ComplexObject]
impl Gig {
    /// For whom it was done.
    async fn client(&self, ctx: &Context<'_>) -> Result<Option<GigClient>> {
        let client = GigClient {
            name: self.client_name.clone(),
            profile: Person::look_up(self.client.as_ref(), ctx).await?,
        };
        // An object of nothing but nulls would tell that there is something to hide.
        Ok(Some(client).filter(|client| client.name.is_some() || client.profile.is_some()))
    }

    /// What the client said of it.
    async fn review(&self, ctx: &Context<'_>) -> Result<Option<GigReview>> {
        match &self.review {
            Some(review) if review.says_nothing() => {
                let reviewer = Person::look_up(review.reviewer.as_ref(), ctx).await?;
                Ok(reviewer.is_some().then(|| review.clone()))
            }
            review => Ok(review.clone()),
        }
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
#[derive(Clone, Hash, SimpleObject)]
#[graphql(complex)]
pub struct GigReview {
    /// How good it was: 1 to 5.
    rating: Option<i32>,
    /// In words; plain, line breaks kept.
    text: Option<String>,
    /// When.
    reviewed_at: Option<DateTime<Utc>>,
    #[graphql(skip)]
    reviewer: Option<Person>,
}

#[ComplexObject]
impl GigReview {
    /// Who said it, if their own profile is there for the viewer.
    async fn reviewer(&self, ctx: &Context<'_>) -> Result<Option<Profile>> {
        Person::look_up(self.reviewer.as_ref(), ctx).await
    }
}

impl GigReview {
    /// Whether all of it is hidden, who said it apart.
    const fn says_nothing(&self) -> bool {
        self.rating.is_none() && self.text.is_none() && self.reviewed_at.is_none()
    }
}

/// Somebody else on a profile: who they are is decided by their own profile's rules (privacy.md, rule 9).
#[derive(Clone, Hash)]
struct Person {
    profile: Uuid,
    beholder: Beholder,
}

impl Person {
    fn new(profile: Option<Uuid>, beholder: &Beholder) -> Option<Self> {
        profile.map(|profile| Self { profile, beholder: beholder.clone() })
    }

    async fn look_up(person: Option<&Self>, ctx: &Context<'_>) -> Result<Option<Profile>> {
        match person {
            Some(person) => person.beholder.profile(ctx, person.profile).await,
            None => Ok(None),
        }
    }
}

impl Gig {
    pub(crate) fn build(scope: Scope<'_>, profile: Uuid, item: GigSnapshot, beholder: &Beholder) -> Self {
        let toggle = item.toggle();
        let key = item.id.reveal(scope);
        let (may_see_client, may_see_review) =
            (scope.may_see(Field::GigClient), scope.may_see(Field::GigReview));
        let review = GigReview {
            rating: item.rating.reveal(scope).map(Into::into),
            text: item.review_text.reveal(scope),
            reviewed_at: item.reviewed_at.reveal(scope),
            reviewer: Person::new(item.reviewer_id.reveal(scope), beholder),
        };
        Self {
            id: GlobalId::Item { kind: ItemKind::Gig, profile, item: key }.encode(),
            title: item.title.reveal(scope),
            role: item.role.reveal(scope),
            category: item.category.reveal(scope),
            skills: item.skills.reveal(scope),
            started_at: item.started_at.reveal(scope),
            completed_at: item.completed_at.reveal(scope),
            provenance: item.provenance.reveal_some(scope).map(Into::into),
            visibility: toggle.reveal(scope).map(Into::into),
            position: item.position.reveal_some(scope),
            version: item.version.reveal_some(scope).map(Int64),
            created_at: item.created_at.reveal_some(scope),
            updated_at: item.updated_at.reveal_some(scope),
            client_name: item.client_name.reveal(scope).filter(|_| may_see_client),
            client: Person::new(item.client_id.reveal(scope).filter(|_| may_see_client), beholder),
            review: Some(review).filter(|_| may_see_review),
            key,
        }
    }

    /// The item's own id, for cursors.
    pub(crate) const fn key(&self) -> Uuid {
        self.key
    }
}
