//! From an index to a person. Nothing here knows of people with a higher index: profile 17 is the same among twenty and
//! among a million.

mod career;
mod endorsements;
mod items;
mod portfolio;
mod privacy;
mod prose;
mod skills;

use chrono::{DateTime, Utc};
use folio_db::{
    accounts,
    aggregate::Aggregate,
    bulk::{BulkAccount, BulkUser},
    profiles::{ContactRow, ProfileRow},
};
use folio_policy::{ProfileState, Role};
use uuid::Uuid;

use super::{
    rng::Rng,
    words::{self, CULTURES, Culture, DISCIPLINES, Discipline, Place},
};

/// What every seeded user's Clerk id starts with; the index follows.
pub(crate) const CLERK_ID_PREFIX: &str = "seed_";

/// The seed's present: 2026-01-01T00:00:00Z. Everybody joined before, and nothing depends on today's date.
const NOW: i64 = 1_767_225_600;
const THREE_YEARS: i64 = 3 * 365 * 24 * 60 * 60;

/// The user with this index, profile, sections and snapshot included. The same seed and index always give the same.
pub(super) fn account(seed: u64, index: u64) -> BulkAccount {
    let mut rng = Rng::new(seed, index);
    let own = Ids::first_of(&mut rng);
    let person = Person::new(&mut rng, index);
    let (created_at, updated_at) = stamps(&mut rng, NOW - THREE_YEARS);

    let profile = core(&mut rng, &person, own, created_at, updated_at);
    let contact = ContactRow {
        username: Some(person.slug.replace('-', "_")),
        email: Some(format!("{}@example.com", person.slug)),
        phone: rng.percent(90).then(|| phone(&mut rng)),
    };
    let user = BulkUser {
        clerk_id: format!("{CLERK_ID_PREFIX}{index}"),
        role: person.role,
        verified_employer: person.role == Role::Employer && rng.percent(85),
        email_verified: rng.percent(95),
        phone_verified: contact.phone.is_some() && rng.percent(60),
    };

    let mut aggregate = Aggregate::empty(profile, contact);
    aggregate.availability =
        rng.percent(95).then(|| items::availability(&mut rng, &person, aggregate.profile.id));
    aggregate.links = items::links(&mut rng, &person, &aggregate.profile);
    aggregate.education = items::education(&mut rng, &person, &aggregate.profile);
    aggregate.projects = items::projects(&mut rng, &person, &aggregate.profile);
    if rng.percent(20) {
        privacy::change(&mut rng, &mut aggregate);
    }
    aggregate.badges = portfolio::badges(&mut rng, &person, &aggregate.profile);
    aggregate.certificates = portfolio::certificates(&mut rng, &person, &aggregate.profile);
    aggregate.gigs = portfolio::gigs(&mut rng, &person, &aggregate.profile);
    aggregate.skills = skills::skills(&mut rng, &person, &aggregate.profile);
    aggregate.work = career::work(&mut rng, &person, &aggregate.profile);
    aggregate.languages = career::languages(&mut rng, &person, &aggregate.profile);
    endorsements::give(&mut rng, seed, index, &aggregate.profile, &mut aggregate.skills);
    BulkAccount::new(user, aggregate)
}

/// The ids of an account.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    pub(super) user: Uuid,
    pub(super) profile: Uuid,
}

impl Ids {
    /// What is drawn before anything else.
    fn first_of(rng: &mut Rng) -> Self {
        Self { user: rng.uuid(), profile: rng.uuid() }
    }
}

/// The ids of the account with this index, without the work of making the rest.
pub(super) fn ids(seed: u64, index: u64) -> Ids {
    Ids::first_of(&mut Rng::new(seed, index))
}

/// What somebody's sections have in common.
struct Person {
    role: Role,
    culture: Culture,
    place: Place,
    discipline: Discipline,
    display_name: String,
    slug: String,
    /// Three skills that come up again and again.
    skills: Vec<&'static str>,
    company: &'static str,
}

impl Person {
    fn new(rng: &mut Rng, index: u64) -> Self {
        let role = match rng.below(100) {
            0..70 => Role::Student,
            70..85 => Role::Mentor,
            _ => Role::Employer,
        };
        let culture = rng.pick(CULTURES);
        // Some live far from where their name comes from.
        let home = if rng.percent(80) { culture } else { rng.pick(CULTURES) };
        let discipline = rng.pick(DISCIPLINES);
        let (given, family) = (rng.pick(culture.given), rng.pick(culture.family));
        let (first, second) = if culture.family_first { (family, given) } else { (given, family) };
        Self {
            role,
            culture,
            place: rng.pick(home.places),
            discipline,
            display_name: format!("{} {}", first.text, second.text),
            // The index is the last part, so no two are the same whatever the names.
            slug: format!("{}-{}-{index:x}", first.slug(), second.slug()),
            skills: rng.sample(discipline.skills, 3),
            company: rng.pick(words::COMPANIES),
        }
    }
}

fn core(
    rng: &mut Rng,
    person: &Person,
    own: Ids,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
) -> ProfileRow {
    let (place, slug) = (person.place, &person.slug);
    // Nine of ten have filled in everything, the others about half of it.
    let kept = if rng.percent(90) { 100 } else { 50 };
    let state = match rng.below(1000) {
        0..13 => ProfileState::Deactivated,
        13..20 => ProfileState::Suspended,
        _ => ProfileState::Active,
    };
    ProfileRow {
        id: own.profile,
        state: state.name().to_owned(),
        display_name: Some(person.display_name.clone()),
        pronouns: rng.percent(kept).then(|| rng.pick(words::PRONOUNS).to_owned()),
        headline: rng.percent(kept).then(|| prose::headline(rng, person)),
        about: rng.percent(kept).then(|| prose::about(rng, person)),
        city: rng.percent(kept).then(|| place.city.to_owned()),
        region: rng.percent(kept).then(|| place.region.to_owned()),
        country_code: rng.percent(kept).then(|| place.country_code.to_owned()),
        avatar_url: rng.percent(kept).then(|| format!("https://images.example/avatars/{slug}.webp")),
        cover_url: rng.percent(kept).then(|| format!("https://images.example/covers/{slug}.webp")),
        timezone: place.timezone.to_owned(),
        currency: place.currency.to_owned(),
        locale: place.locale.to_owned(),
        updated_at,
        ..accounts::new_profile(own.user, slug.clone(), Some(person.role), created_at)
    }
}

/// 555-0100 to 555-0199 is kept free for stories, in every area of North America.
fn phone(rng: &mut Rng) -> String {
    let area = rng.pick(&[202, 312, 415, 503, 617, 713, 808, 902]);
    format!("+1-{area}-555-01{:02}", rng.below(100))
}

/// When something was made and last changed, both after `earliest`.
fn stamps(rng: &mut Rng, earliest: i64) -> (DateTime<Utc>, DateTime<Utc>) {
    let created = rng.between(earliest, NOW);
    let updated = rng.between(created, NOW);
    (moment(created), moment(updated))
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).expect("within the years that chrono knows")
}

#[cfg(test)]
mod tests;
