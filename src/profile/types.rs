//! The profile as a viewer sees it.

use std::sync::Arc;

use async_graphql::{ComplexObject, ID, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{DbResult, pages::Page, snapshot::Snapshot};
use folio_policy::Access;

use super::{
    core::{Contact, Core, Location, Preferences, Publication},
    queries::Beholder,
    sections::Sections,
    shared::RoleName,
};
use crate::{
    availability::Availability,
    badges::BadgeAward,
    certificates::Certificate,
    education::Education,
    gigs::Gig,
    graphql::{
        connection::{CountedConnection, PageArgs, page},
        error::fault,
        id::{GlobalId, ItemKind},
        node::Node,
        scalar::Int64,
    },
    links::Link,
    privacy::{
        report::{AccessReport, AudienceName, OwnerView},
        settings::PrivacySettings,
    },
    projects::Project,
    strength::Strength,
};

/// A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there.
#[derive(Clone, Hash, SimpleObject)]
#[graphql(complex)]
pub struct Profile {
    /// The global id.
    pub(crate) id: ID,
    /// The last part of the page's address.
    slug: Option<String>,
    /// The name shown.
    display_name: Option<String>,
    /// Pronouns: "she/her".
    pronouns: Option<String>,
    /// A line below the name.
    headline: Option<String>,
    /// What the person does on the platform.
    role: Option<RoleName>,
    /// The address of the photo.
    avatar_url: Option<String>,
    /// The address of the cover image.
    cover_url: Option<String>,
    /// A text about oneself; plain, line breaks kept.
    about: Option<String>,
    /// Where the person lives, down to the city.
    location: Option<Location>,
    /// Ways to reach the person.
    contact: Option<Contact>,
    /// When, how much and at what rate the person works.
    availability: Option<Availability>,
    /// Elsewhere on the web, in the owner's order.
    links: Vec<Link>,
    /// How complete the profile is, and what to do next. The owner's alone.
    strength: Option<Strength>,
    /// Time zone, currency, locale and settings. The owner's alone.
    preferences: Option<Preferences>,
    /// State and master switches. The owner's alone.
    publication: Option<Publication>,
    /// The version of the profile with all its sections. The owner's alone.
    version: Option<Int64>,
    /// When the profile was made. The owner's alone.
    created_at: Option<DateTime<Utc>>,
    /// When anything of it was last changed. The owner's alone.
    updated_at: Option<DateTime<Utc>>,
    // Shared with the connections that a query makes of them.
    #[graphql(skip)]
    education: Vec<Arc<Education>>,
    #[graphql(skip)]
    projects: Vec<Arc<Project>>,
    #[graphql(skip)]
    badges: Vec<Arc<BadgeAward>>,
    #[graphql(skip)]
    certificates: Vec<Arc<Certificate>>,
    #[graphql(skip)]
    gigs: Vec<Arc<Gig>>,
    #[graphql(skip)]
    owner_view: Option<OwnerView>,
}

#[ComplexObject]
impl Profile {
    /// Education, in the owner's order.
    async fn education(
        &self,
        #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
        first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<CountedConnection<Arc<Education>>>> {
        page(&self.education, |item| item.key(), &PageArgs { first, after, last, before }).map(Some)
    }

    /// Projects, in the owner's order.
    async fn projects(
        &self,
        #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
        first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<CountedConnection<Arc<Project>>>> {
        page(&self.projects, |item| item.key(), &PageArgs { first, after, last, before }).map(Some)
    }

    /// Badges: those that the owner puts first, in their order, then the newest first.
    async fn badges(
        &self,
        #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
        first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<CountedConnection<Arc<BadgeAward>>>> {
        page(&self.badges, |item| item.key(), &PageArgs { first, after, last, before }).map(Some)
    }

    /// Certificates, in the owner's order; those that came by themselves the newest first.
    async fn certificates(
        &self,
        #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
        first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<CountedConnection<Arc<Certificate>>>> {
        page(&self.certificates, |item| item.key(), &PageArgs { first, after, last, before }).map(Some)
    }

    /// Gigs, the newest first.
    async fn gigs(
        &self,
        #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
        first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Option<CountedConnection<Arc<Gig>>>> {
        let gigs = page(&self.gigs, |item| item.key(), &PageArgs { first, after, last, before })?;
        Ok(Some(Gig::together(gigs)))
    }

    /// What an audience sees of this profile, and why: a decision with its reason for every field. For the owner only,
    /// null for everybody else.
    async fn access_report(
        &self,
        #[graphql(desc = "For this audience; without it, for the one that the page is viewed as.")] audience: Option<
            AudienceName,
        >,
    ) -> Result<Option<AccessReport>> {
        let report = self.owner_view.as_ref().map(|view| view.report(audience.map(Into::into)));
        report.transpose().map_err(fault)
    }
}

impl Profile {
    /// The view of `page` that `access` allows to `beholder`. `owner_view` is there only when the owner themselves asks.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub(super) fn build(page: Arc<Page>, access: &Access, beholder: &Beholder) -> DbResult<Self> {
        let Snapshot { core, sections } = page.snapshot()?;
        let owner_view = beholder.viewed_as().map(|audience| OwnerView::new(Arc::clone(&page), audience));
        let page = Arc::unwrap_or_clone(page);
        let whole = access.whole();
        let publication = Publication::build(whole, &page);
        let profile = page.profile_id;
        let core = Core::build(whole, core);
        let sections = Sections::build(access, profile, sections, beholder);
        Ok(Self {
            id: GlobalId::Profile(profile).encode(),
            slug: page.slug.reveal_some(whole),
            display_name: core.display_name,
            pronouns: core.pronouns,
            headline: core.headline,
            role: page.role.reveal(whole).map(Into::into),
            avatar_url: core.avatar_url,
            cover_url: core.cover_url,
            about: core.about,
            location: core.location,
            contact: core.contact,
            availability: sections.availability,
            links: sections.links,
            strength: sections.strength,
            preferences: core.preferences,
            publication,
            version: page.version.reveal_some(whole).map(Int64),
            created_at: page.created_at.reveal_some(whole),
            updated_at: page.updated_at.reveal_some(whole),
            education: sections.education,
            projects: sections.projects,
            badges: sections.badges,
            certificates: sections.certificates,
            gigs: sections.gigs,
            owner_view,
        })
    }

    /// How complete it is, if the viewer is its owner.
    #[must_use]
    pub const fn own_strength(&self) -> Option<&Strength> {
        self.strength.as_ref()
    }

    /// The privacy settings, for the owner.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub(crate) fn privacy_settings(&self) -> DbResult<Option<PrivacySettings>> {
        self.owner_view.as_ref().map_or(Ok(None), OwnerView::settings)
    }

    /// What has this id in this profile, if it is there for the viewer.
    pub(crate) fn find(&self, id: GlobalId) -> Option<Node> {
        let GlobalId::Item { kind, .. } = id else { return Some(Node::Profile(self.clone())) };
        let id = id.encode();
        match kind {
            ItemKind::Education => with_id(&self.education, |item| item.id == id).map(Node::Education),
            ItemKind::Project => with_id(&self.projects, |item| item.id == id).map(Node::Project),
            ItemKind::BadgeAward => with_id(&self.badges, |item| item.id == id).map(Node::BadgeAward),
            ItemKind::Certificate => with_id(&self.certificates, |item| item.id == id).map(Node::Certificate),
            ItemKind::Gig => with_id(&self.gigs, |item| item.id == id).map(Node::Gig),
            ItemKind::Link => self.links.iter().find(|item| item.id == id).cloned().map(Node::Link),
        }
    }
}

fn with_id<T: Clone>(items: &[Arc<T>], is_it: impl Fn(&T) -> bool) -> Option<T> {
    items.iter().find(|item| is_it(item)).map(|item| T::clone(item))
}
