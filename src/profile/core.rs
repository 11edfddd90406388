//! The parts of the profile core that are objects of their own.

use async_graphql::{Enum, Json, SimpleObject};
use chrono::{DateTime, Utc};
use folio_db::{
    pages::Page,
    profiles::{CoreSnapshot, HeaderSnapshot},
};
use folio_policy::{Field, ProfileState, Scope};

use crate::graphql::plain::Plain;

/// Where somebody lives, down to the city and no further.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct Location {
    /// The city.
    city: Option<String>,
    /// The state, province or region.
    region: Option<String>,
    /// ISO 3166-1 alpha-2 code of the country.
    country_code: Option<String>,
}

/// Ways to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct Contact {
    /// The name they sign in with.
    username: Option<String>,
    /// The e-mail address.
    email: Option<String>,
    /// The phone number.
    phone: Option<String>,
}

/// How the owner wants things to be. The owner's alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct Preferences {
    /// IANA time zone.
    timezone: Option<String>,
    /// ISO 4217 code.
    currency: Option<String>,
    /// BCP 47 language tag.
    locale: Option<String>,
    /// Settings of the clients: a JSON object.
    settings: Option<Json<serde_json::Value>>,
    /// Which text the owner agreed to, so that a model outside of this service may be asked about what they wrote; null for
    /// who hasn't, or has no longer. See `modelConsentSet`.
    model_consent: Option<String>,
    /// When they agreed to it.
    model_consent_at: Option<DateTime<Utc>>,
}

/// Where a profile is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum, Plain)]
#[graphql(name = "ProfileState")]
pub enum PublicationState {
    /// As usual.
    Active,
    /// Put away by its owner.
    Deactivated,
    /// Taken down by staff.
    Suspended,
    /// Erased.
    Erased,
}

/// The master switches and the state of a profile. The owner's alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash, SimpleObject, Plain)]
pub struct Publication {
    /// Where it is in its life: anything but ACTIVE reads as not found to others.
    state: Option<PublicationState>,
    /// Whether members' search finds it.
    discoverable: Option<bool>,
    /// Whether signed-out visitors can open it.
    public_url_enabled: Option<bool>,
    /// Whether search engines may list it.
    search_engine_indexing: Option<bool>,
}

/// The simple values of the core, revealed.
pub(super) struct Core {
    pub(super) display_name: Option<String>,
    pub(super) pronouns: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) avatar_url: Option<String>,
    pub(super) cover_url: Option<String>,
    pub(super) about: Option<String>,
    pub(super) location: Option<Location>,
    pub(super) contact: Option<Contact>,
    pub(super) preferences: Option<Preferences>,
}

impl Core {
    pub(super) fn build(scope: Scope<'_>, header: HeaderSnapshot, core: CoreSnapshot) -> Self {
        let location = Location {
            city: core.city.reveal(scope),
            region: core.region.reveal(scope),
            country_code: core.country_code.reveal(scope),
        };
        let contact = Contact {
            username: core.username.reveal(scope),
            email: core.email.reveal(scope),
            phone: core.phone.reveal(scope),
        };
        let preferences = Preferences {
            timezone: core.timezone.reveal(scope),
            currency: core.currency.reveal(scope),
            locale: core.locale.reveal(scope),
            settings: core.settings.reveal(scope).map(Json),
            model_consent: core.model_consent.reveal(scope),
            model_consent_at: core.model_consent_at.reveal(scope),
        };
        Self {
            display_name: header.display_name.reveal(scope),
            pronouns: header.pronouns.reveal(scope),
            headline: header.headline.reveal(scope),
            avatar_url: header.avatar_url.reveal(scope),
            cover_url: header.cover_url.reveal(scope),
            about: core.about.reveal(scope),
            // An object of nothing but nulls would tell that there is something to hide.
            location: Some(location).filter(|l| {
                scope.may_see(Field::ProfileLocation)
                    && (l.city.is_some() || l.region.is_some() || l.country_code.is_some())
            }),
            contact: Some(contact).filter(|c| {
                scope.may_see(Field::ProfileContact)
                    && (c.username.is_some() || c.email.is_some() || c.phone.is_some())
            }),
            preferences: Some(preferences).filter(|_| scope.may_see(Field::ProfilePreferences)),
        }
    }
}

impl Publication {
    pub(crate) fn build(scope: Scope<'_>, page: &Page) -> Option<Self> {
        scope.may_see(Field::ProfilePublication).then(|| Self {
            state: page.state.clone().reveal_some(scope).map(|state| match state {
                ProfileState::Active => PublicationState::Active,
                ProfileState::Deactivated => PublicationState::Deactivated,
                ProfileState::Suspended => PublicationState::Suspended,
                ProfileState::Erased => PublicationState::Erased,
            }),
            discoverable: page.discoverable.clone().reveal_some(scope),
            public_url_enabled: page.public_url_enabled.clone().reveal_some(scope),
            search_engine_indexing: page.search_engine_indexing.clone().reveal_some(scope),
        })
    }
}
