//! Tags by which whoever keeps a public document finds it again when it is to go (capability E5): a CDN by the headers, a
//! site by `cacheTags`.
//!
//! A tag tells nothing that the document doesn't: it is made of the profile's id, which stands in its page, and of nothing that
//! moves. Where there is no document there is no tag either.

use folio_db::feed::EventType;
use uuid::Uuid;

use crate::graphql::id::GlobalId;

/// What the tag of a profile begins with; its global id follows.
pub const PROFILE: &str = "profile-";

/// The tag of whatever lists profiles: the sitemaps.
pub const LISTED: &str = "profiles-listed";

/// The tag of whatever is made of this profile.
#[must_use]
pub fn of_profile(id: Uuid) -> String {
    format!("{PROFILE}{}", GlobalId::Profile(id).encode().as_str())
}

/// Events of which no signed-out visitor sees anything.
const UNSEEN: [&str; 8] = [
    "endorsement.given",
    "profile.facets_changed",
    "profile.import_consent_withdrawn",
    "recommendation.drafted",
    "recommendation.requested",
    "recommendation.submitted",
    "session.ended",
    "strength.changed",
];

/// Events by which a profile may come into the sitemaps or out of them, or stand there by another address.
const OF_LISTS: [&str; 4] =
    ["profile.deleted", "profile.slug_changed", "profile.state_changed", "profile.visibility_changed"];

/// The tags that are to go when this has happened; `{subject}` stands for the event's.
#[must_use]
pub fn purged_by(event: &EventType) -> Vec<String> {
    let profile = (!UNSEEN.contains(&event.name)).then(|| format!("{PROFILE}{{subject}}"));
    let lists = OF_LISTS.contains(&event.name).then(|| LISTED.to_owned());
    profile.into_iter().chain(lists).collect()
}

#[cfg(test)]
mod tests {
    use folio_db::feed::{CATALOGUE, event_type};

    use super::*;

    #[test]
    fn the_events_that_are_named_exist_and_all_others_purge_the_profile() {
        for name in UNSEEN.into_iter().chain(OF_LISTS) {
            assert!(event_type(name).is_some(), "{name}");
        }
        for event in CATALOGUE {
            let purged = purged_by(event);
            assert_eq!(purged.is_empty(), UNSEEN.contains(&event.name), "{}", event.name);
        }
        let of = |name| purged_by(event_type(name).expect("it is in the catalogue"));
        assert_eq!(of("project.updated"), ["profile-{subject}"]);
        assert_eq!(of("profile.slug_changed"), ["profile-{subject}", "profiles-listed"]);
    }

    /// What CDNs and Next.js take: no white space and no comma, at most 256 characters.
    #[test]
    fn a_tag_is_one_word() {
        for tag in [of_profile(Uuid::from_u128(7)), LISTED.to_owned()] {
            assert!(
                tag.len() <= 256
                    && tag.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            );
        }
    }
}
