//! What a profile has, counted in its rows: one line for each factor of the model.

use folio_policy::{Audience, Field, ProfilePolicy, ProfileState, Relation, decide};

use super::model::Model;
use crate::{aggregate::Aggregate, badge_awards::BadgeAwardRow};

/// How much there is of what a factor is about.
type Measure = fn(&Aggregate) -> usize;

const MEASURES: &[(&str, Measure)] = &[
    ("role", |a| a.standing.role().is_some().into()),
    ("displayName", |a| text(&a.profile.display_name)),
    ("headline", |a| text(&a.profile.headline)),
    ("about", |a| a.profile.about.as_deref().map_or(0, |about| about.trim().chars().count())),
    ("photo", |a| text(&a.profile.avatar_url)),
    ("location", |a| text(&a.profile.city) | text(&a.profile.region) | text(&a.profile.country_code)),
    ("links", |a| a.links.len()),
    ("availability", |a| a.availability.is_some().into()),
    ("education", |a| a.education.len()),
    ("projects", |a| a.projects.len()),
    ("work", |a| a.work.len()),
    ("skills", |a| a.skills.len()),
    ("certificates", |a| a.certificates.len()),
    ("badges", |a| a.badges.iter().filter(|held| holds(&held.award)).count()),
    ("gigs", |a| a.gigs.iter().filter(|gig| gig.completed_at.is_some()).count()),
    ("verifiedEmail", |a| (a.standing.email_verified && a.contact.email.is_some()).into()),
    ("verifiedPhone", |a| (a.standing.phone_verified && a.contact.phone.is_some()).into()),
    ("openToEmployers", |a| open_to_employers(a).into()),
];

fn text(value: &Option<String>) -> usize {
    value.is_some().into()
}

/// Whether an award was neither taken back nor found to be over.
fn holds(award: &BadgeAwardRow) -> bool {
    award.revoked_at.is_none() && award.expired_at.is_none()
}

/// Whether a verified employer who found the page would get an address or a number on it.
fn open_to_employers(aggregate: &Aggregate) -> bool {
    // Whatever the state of the profile is: it is asked what the toggles say.
    let policy = ProfilePolicy {
        state: ProfileState::Active,
        public_url_enabled: aggregate.profile.public_url_enabled,
        toggles: aggregate.profile.visibility.0.clone(),
    };
    let access = decide(&Relation::typical(Audience::Employer), &policy);
    access.is_ok_and(|access| {
        (aggregate.contact.email.is_some() && access.may_see(Field::ContactEmail))
            || (aggregate.contact.phone.is_some() && access.may_see(Field::ContactPhone))
    })
}

#[cfg(test)]
pub(super) fn known(key: &str) -> bool {
    MEASURES.iter().any(|(known, _)| *known == key)
}

/// How many steps of each of the model's factors a profile has, in the model's order; no more than count for anybody.
pub(super) fn steps(model: &Model, aggregate: &Aggregate) -> Vec<i16> {
    let steps = |key: &str, each: i16| {
        let amount =
            MEASURES.iter().find(|(known, _)| *known == key).map_or(0, |(_, count)| count(aggregate));
        let amount = i16::try_from(amount).unwrap_or(i16::MAX);
        (amount / each).min(model.most_steps(key))
    };
    model.factors.iter().map(|factor| steps(&factor.key, factor.each)).collect()
}
