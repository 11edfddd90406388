//! The profile as a viewer sees it.

use std::sync::Arc;

use async_graphql::{ComplexObject, ContainerType, Context, Result, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{DbResult, pages::Page, snapshot::Snapshot};
use folio_policy::Access;

use super::{
    core::{Contact, Core, Location, Preferences, Publication},
    item::ItemView,
    people::{Names, Part},
    queries::Beholder,
    sections::{Lists, Sections},
    shared::RoleName,
};
use crate::{
    availability::Availability,
    facets::{ExtractionStatus, Facet, FacetKind, OwnFacets},
    graphql::{
        connection::{CountedConnection, PageArgs, page},
        error::fault,
        id::GlobalId,
        node::Node,
        plain::{Computed, Object, Outcome, Plain, Selected, Unwritten, Writer},
        ready::Ready,
        scalar::Int64,
    },
    privacy::{
        report::{AccessReport, AudienceName, OwnerView},
        settings::PrivacySettings,
    },
    profile_skills::keywords,
    sections::views,
    strength::Strength,
};

/// A person's page, as far as the viewer may see it. What is hidden is null or empty, exactly as if it weren't there.
#[derive(Clone, Hash, SimpleObject, Plain)]
#[graphql(complex)]
pub struct Profile {
    /// The global id.
    pub(crate) id: GlobalId,
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
    location: Option<Ready<Location>>,
    /// Ways to reach the person.
    contact: Option<Contact>,
    /// When, how much and at what rate the person works.
    availability: Option<Ready<Availability>>,
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
    lists: Lists,
    #[graphql(skip)]
    owner_view: Option<OwnerView>,
    #[graphql(skip)]
    facets: OwnFacets,
}

macro_rules! profile_lists {
    (
        plain { $( $(#[$plain_doc:meta])* $plain:ident: $plain_kind:ident = $plain_tag:literal in $plain_section:ident, $plain_row:ty; $plain_about:literal )* }
        paged { $( $(#[$doc:meta])* $list:ident: $kind:ident = $tag:literal in $section:ident, $row:ty; $about:literal )* }
    ) => {
        #[ComplexObject]
        impl Profile {
            $(
                #[doc = $plain_about]
                async fn $plain(&self) -> Vec<Ready<&Arc<views::$plain_kind>>> {
                    self.lists.$plain.iter().map(Ready).collect()
                }
            )*

            $(
                #[doc = $about]
                async fn $list(
                    &self,
                    #[graphql(desc = "At most this many from the front: 0 to 100, 20 if nothing is given.")]
                    first: Option<i32>,
                    #[graphql(desc = "After this cursor.")] after: Option<String>,
                    #[graphql(desc = "At most this many from the back: 0 to 100.")] last: Option<i32>,
                    #[graphql(desc = "Before this cursor.")] before: Option<String>,
                ) -> Result<Option<Ready<CountedConnection<Arc<views::$kind>>>>> {
                    let args = PageArgs { first, after, last, before };
                    page(&self.lists.$list, |item| item.key(), &args).map(ItemView::together).map(Ready).map(Some)
                }
            )*

            /// The names of the skills, in the owner's order, each once: what `skills` holds, for those who need no more.
            async fn skill_keywords(&self) -> Vec<String> {
                keywords(&self.lists.skills)
            }

            /// What was derived for matching from work history, headline, skills and certificates, each with where it is from.
            /// The owner's alone.
            async fn facets(
                &self,
                ctx: &Context<'_>,
                #[graphql(desc = "Of this kind; of all, if nothing is given.")] kind: Option<FacetKind>,
                #[graphql(desc = "At most this many: 0 to 100, 20 if nothing is given.")] first: Option<i32>,
                #[graphql(desc = "After this cursor.")] after: Option<String>,
            ) -> Result<Option<CountedConnection<Facet>>> {
                self.facets.page(ctx, kind, first, after.as_deref()).await.map(Some)
            }

            /// How the reading for facets stands. The owner's alone.
            async fn extraction_status(&self, ctx: &Context<'_>) -> Result<Option<ExtractionStatus>> {
                self.facets.status(ctx).await
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

        impl Computed for Profile {
            fn write_computed<'a>(&self, to: &mut Writer<'a>, field: &'a Selected) -> Outcome {
                match field.node.name.node.as_str() {
                    $( stringify!($plain) => to.list(&self.lists.$plain, field), )*
                    $( stringify!($list) => write_page(&self.lists.$list, to, field), )*
                    _ => Err(Unwritten::Resolved),
                }
            }
        }
    };
}

fn write_page<'a, V: ItemView + ContainerType + Object>(
    list: &[Arc<V>],
    to: &mut Writer<'a>,
    field: &'a Selected,
) -> Outcome {
    let args = PageArgs::read(to, field)?;
    let page = page(list, |item| item.key(), &args).map_err(|_| Unwritten::Resolved)?;
    match V::together(page).write(to, field) {
        // Whoever is asked has to be there still when it has come.
        Err(Unwritten::Awaits(_)) => Err(Unwritten::Resolved),
        outcome => outcome,
    }
}

crate::sections::for_each_section!(profile_lists);

impl Profile {
    /// The view of `page` that `access` allows to `beholder`. `owner_view` is there only when the owner themselves asks.
    ///
    /// # Errors
    /// When what is stored can't be read.
    pub(super) fn build(page: Arc<Page>, access: &Access, beholder: &Beholder) -> DbResult<Self> {
        let Snapshot { header, core, sections } = page.snapshot()?;
        let owner_view = beholder.viewed_as().map(|audience| OwnerView::new(Arc::clone(&page), audience));
        let whole = access.whole();
        let publication = Publication::build(whole, &page);
        let profile = page.profile_id;
        let core = Core::build(whole, header, core);
        let sections = Sections::build(access, profile, sections, beholder);
        Ok(Self {
            id: GlobalId::Profile(profile),
            slug: page.slug.clone().reveal_some(whole),
            display_name: core.display_name,
            pronouns: core.pronouns,
            headline: core.headline,
            role: page.role.clone().reveal(whole).map(Into::into),
            avatar_url: core.avatar_url,
            cover_url: core.cover_url,
            about: core.about,
            location: core.location.map(Ready),
            contact: core.contact,
            availability: sections.availability.map(Ready),
            strength: sections.strength,
            preferences: core.preferences,
            publication,
            version: page.version.clone().reveal_some(whole).map(Int64),
            created_at: page.created_at.clone().reveal_some(whole),
            updated_at: page.updated_at.clone().reveal_some(whole),
            lists: sections.lists,
            owner_view,
            facets: OwnFacets::new(access, profile),
        })
    }

    /// When something of it looks different by itself: the first award's time is over.
    pub(super) fn ends(&self) -> Option<DateTime<Utc>> {
        self.lists.badges.iter().filter_map(|award| award.ends()).min()
    }

    /// Who is named on it, with what they say there.
    pub(super) fn names(&self) -> Names {
        let gigs = self
            .lists
            .gigs
            .iter()
            .flat_map(|gig| gig.named().map(|(part, person)| (gig.key(), part, person, 0)));
        let written = self.lists.recommendations.iter();
        let written = written
            .filter_map(|item| item.named().map(|(person, said)| (item.key(), Part::Author, person, said)));
        let endorsed = self.lists.skills.iter().flat_map(|skill| skill.named());
        let endorsed = endorsed.map(|(item, person, said)| (item, Part::Endorser, person, said));
        gigs.chain(written).chain(endorsed).collect()
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
        match id {
            GlobalId::Profile(_) => Some(Node::Profile(self.clone())),
            GlobalId::Item { kind, item, .. } => self.lists.find(kind, item),
            GlobalId::Endorsement { .. } => None,
        }
    }
}
