//! Every type of event that may stand in the feed.
//!
//! A type is a promise to whoever follows: it is never renamed, and what it carries only grows. What no longer fits gets a
//! new version beside the old one. Nothing else gets into the outbox: `write/outbox.rs` refuses it.

/// A type of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventType {
    /// Its name in the outbox, without the prefix of the envelope: `education.added`.
    pub name: &'static str,
    /// The version of what it carries.
    pub version: u16,
    /// A few words for a list.
    pub title: &'static str,
    /// When it is told, for whoever follows.
    pub description: &'static str,
    /// Whether it is about an item.
    pub item: Item,
}

/// What an event says of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// It is about the profile.
    Never,
    /// It may be about one.
    Maybe,
    /// It is about one.
    Always,
}

const fn event(name: &'static str, item: Item, title: &'static str, description: &'static str) -> EventType {
    EventType { name, version: 1, title, description, item }
}

use Item::{Always, Maybe, Never};

/// Every type, by name.
pub static CATALOGUE: &[EventType] = &[
    event(
        "availability.updated",
        Never,
        "Availability has changed",
        "The owner wrote when and how much they work, or took it away.",
    ),
    event("badge.awarded", Always, "A badge was awarded", "Somebody got a badge, here or from another team."),
    event(
        "badge.changed",
        Maybe,
        "A badge's place or text has changed",
        "The owner put awards in another order, or the catalogue's text of a badge has changed.",
    ),
    event("badge.expired", Always, "A badge has expired", "The time of an award is over."),
    event("badge.revoked", Always, "A badge was revoked", "An award was taken back."),
    event("certificate.added", Always, "A certificate was added", "A certificate came to a profile."),
    event(
        "certificate.changed",
        Always,
        "A certificate has changed",
        "A newer fact about a certificate came.",
    ),
    event("certificate.removed", Always, "A certificate was removed", "The owner removed a certificate."),
    event(
        "certificate.reordered",
        Never,
        "Certificates were put in another order",
        "The owner ordered the section.",
    ),
    event(
        "certificate.updated",
        Always,
        "A certificate was edited",
        "The owner changed a certificate of their own.",
    ),
    event(
        "course.completed",
        Always,
        "A course was completed",
        "Told together with the certificate that it left; the item is the certificate.",
    ),
    event("education.added", Always, "An education item was added", "The owner added an education item."),
    event(
        "education.removed",
        Always,
        "An education item was removed",
        "The owner removed an education item.",
    ),
    event(
        "education.reordered",
        Never,
        "Education was put in another order",
        "The owner ordered the section.",
    ),
    event(
        "education.updated",
        Always,
        "An education item has changed",
        "The owner changed an education item.",
    ),
    event(
        "endorsement.accepted",
        Always,
        "An endorsement shows",
        "The endorsed accepted what was said of a skill of theirs; the item is the skill.",
    ),
    event(
        "endorsement.declined",
        Always,
        "An endorsement was declined",
        "The endorsed doesn't want it, now or any more; the item is the skill.",
    ),
    event(
        "endorsement.erased",
        Never,
        "What somebody said is gone with them",
        "Somebody who endorsed or recommended the person was deleted, and what they had said with them.",
    ),
    event(
        "endorsement.given",
        Always,
        "A skill was endorsed",
        "Somebody endorsed a skill, which shows to nobody until the endorsed accepts it; the item is the skill.",
    ),
    event(
        "endorsement.hidden",
        Always,
        "An endorsement was put away",
        "The endorsed shows it to nobody for the time being; the item is the skill.",
    ),
    event(
        "endorsement.withdrawn",
        Always,
        "An endorsement was withdrawn",
        "The endorser took back what they said of a skill; the item is the skill.",
    ),
    event("gig.added", Always, "A gig was added", "A gig came to a profile's history."),
    event("gig.changed", Always, "A gig has changed", "A newer fact about a gig came."),
    event(
        "gig.completed",
        Always,
        "A gig was completed",
        "Told together with the row of the history that it left; the item is that row.",
    ),
    event(
        "gig.reordered",
        Never,
        "Gigs were put in another order",
        "The owner put gigs first, or no longer.",
    ),
    event("language.added", Always, "A language was added", "The owner added a language."),
    event("language.removed", Always, "A language was removed", "The owner removed a language."),
    event(
        "language.reordered",
        Never,
        "Languages were put in another order",
        "The owner ordered the section.",
    ),
    event("language.updated", Always, "A language has changed", "The owner changed a language."),
    event("link.added", Always, "A link was added", "The owner added a link."),
    event("link.removed", Always, "A link was removed", "The owner removed a link."),
    event("link.reordered", Never, "Links were put in another order", "The owner ordered the section."),
    event("link.updated", Always, "A link has changed", "The owner changed a link."),
    event(
        "media.added",
        Always,
        "A media item was added",
        "The owner added an image, a document or a video.",
    ),
    event(
        "media.removed",
        Always,
        "A media item was removed",
        "The owner removed an image, a document or a video; its file goes.",
    ),
    event("media.reordered", Never, "Media were put in another order", "The owner ordered the section."),
    event("media.updated", Always, "A media item has changed", "The owner changed what a media item says."),
    event(
        "profile.deleted",
        Never,
        "A profile was deleted",
        "The profile and all that hung off it are gone.",
    ),
    event(
        "profile.facets_changed",
        Never,
        "A profile's facets have changed",
        "What is derived for matching from the profile's texts is something else than before.",
    ),
    event(
        "profile.import_consent_withdrawn",
        Never,
        "A consent to imports was taken back",
        "The owner no longer agrees to imports from somewhere; what was imported stays.",
    ),
    event(
        "profile.imported",
        Never,
        "A resume was imported",
        "A resume's content was taken into the profile.",
    ),
    event(
        "profile.slug_changed",
        Never,
        "A profile's address has changed",
        "The profile has another address; the one before leads to it for 180 days.",
    ),
    event(
        "profile.state_changed",
        Never,
        "A profile was put away or brought back",
        "The profile is in another state of its life: whether it can be seen at all may have changed.",
    ),
    event("profile.updated", Never, "A profile has changed", "The core of the profile has changed."),
    event(
        "profile.visibility_changed",
        Maybe,
        "What is shown to whom has changed",
        "Toggles or switches moved: whatever was derived from the profile must be read anew.",
    ),
    event("project.added", Always, "A project was added", "The owner added a project."),
    event("project.removed", Always, "A project was removed", "The owner removed a project."),
    event("project.reordered", Never, "Projects were put in another order", "The owner ordered the section."),
    event("project.updated", Always, "A project has changed", "The owner changed a project."),
    event(
        "recommendation.accepted",
        Always,
        "A recommendation shows",
        "The person accepted what was written of them.",
    ),
    event(
        "recommendation.declined",
        Always,
        "A recommendation was declined",
        "The person doesn't want it, now or any more, or whoever was asked for one doesn't write it.",
    ),
    event(
        "recommendation.drafted",
        Always,
        "A recommendation is being written",
        "An author wrote at one that shows to nobody else yet.",
    ),
    event(
        "recommendation.requested",
        Always,
        "A recommendation was asked for",
        "The person asked somebody to write one.",
    ),
    event(
        "recommendation.submitted",
        Always,
        "A recommendation was submitted",
        "An author gave one to the person, which shows to nobody until they accept it.",
    ),
    event(
        "recommendation.withdrawn",
        Always,
        "A recommendation was withdrawn",
        "Its author took it back, or the person their request.",
    ),
    event("session.ended", Never, "A session has ended", "A session of the profile's owner is over."),
    event("skill.added", Always, "A skill was added", "The owner added a skill."),
    event(
        "skill.changed",
        Never,
        "The catalogue's entry of a skill has changed",
        "Staff changed what the catalogue says of a skill that the profile has, be it its name alone.",
    ),
    event("skill.removed", Always, "A skill was removed", "The owner removed a skill."),
    event("skill.reordered", Never, "Skills were put in another order", "The owner ordered the section."),
    event("skill.updated", Always, "A skill has changed", "The owner changed a skill."),
    event(
        "strength.changed",
        Never,
        "A profile's strength has changed",
        "The profile's score was computed anew and is another one.",
    ),
    event("work.added", Always, "A place of work was added", "The owner added a place of work."),
    event("work.removed", Always, "A place of work was removed", "The owner removed a place of work."),
    event("work.reordered", Never, "Work history was put in another order", "The owner ordered the section."),
    event("work.updated", Always, "A place of work has changed", "The owner changed a place of work."),
];

/// The type with this name.
#[must_use]
pub fn event_type(name: &str) -> Option<&'static EventType> {
    let index = CATALOGUE.binary_search_by(|known| known.name.cmp(name)).ok()?;
    CATALOGUE.get(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_two_words_and_each_stands_once_in_order() {
        assert!(CATALOGUE.is_sorted_by(|one, next| one.name < next.name));
        for known in CATALOGUE {
            let (noun, verb) = known.name.split_once('.').expect("two words");
            let plain =
                |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
            assert!(plain(noun) && plain(verb), "{}", known.name);
            assert!(known.version > 0 && !known.title.is_empty() && known.description.ends_with('.'));
            assert_eq!(event_type(known.name), Some(known));
        }
        assert_eq!(event_type("profile.exploded"), None);
    }
}
