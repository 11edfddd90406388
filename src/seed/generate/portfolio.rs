//! What others tell of somebody: badges, certificates, gigs.

use chrono::Duration;
use folio_db::{
    CivilDate, Provenance,
    badge_awards::{Awarded, BadgeAwardRow},
    badges::BadgeRow,
    certificates::CertificateRow,
    civil_date,
    gigs::GigRow,
    profiles::ProfileRow,
};
use folio_policy::Role;
use uuid::Uuid;

use super::{NOW, Person, Rng, moment, stamps, words};

/// The seed's part of the catalogue: key, name, tier and category. The keys are its own, so that they meet nobody else's.
const BADGES: [(&str, &str, Option<&str>, &str); 8] = [
    ("seed-first-gig", "First gig", None, "gigs"),
    ("seed-ten-gigs", "Ten gigs", Some("SILVER"), "gigs"),
    ("seed-fifty-gigs", "Fifty gigs", Some("GOLD"), "gigs"),
    ("seed-course-finisher", "Course finisher", Some("BRONZE"), "learning"),
    ("seed-honour-roll", "Honour roll", Some("PLATINUM"), "learning"),
    ("seed-peer-reviewer", "Peer reviewer", None, "community"),
    ("seed-good-teacher", "Good teacher", Some("GOLD"), "community"),
    ("seed-early-bird", "Early bird", None, "community"),
];

const BADGE_ISSUER: &str = "Lanternfield Academy";
const SOURCE: &str = "https://platform.example";
const DAY: i64 = 24 * 60 * 60;

/// An entry of the catalogue: the same for every seed.
fn badge(index: usize) -> BadgeRow {
    let (key, name, tier, category) = BADGES[index];
    BadgeRow {
        // Made of the index, with the marks of a random id.
        id: Uuid::from_u128(0x5EED_0000_0000_4000_8000_0000_0000_0000 + index as u128),
        name: name.to_owned(),
        description: Some(format!("Awarded by {BADGE_ISSUER}.")),
        issuer_name: BADGE_ISSUER.to_owned(),
        issuer_url: Some("https://lanternfield.example".to_owned()),
        criteria: Some(format!("What it takes is told where \"{name}\" is offered.")),
        image_url: Some(format!("https://images.example/badges/{key}.webp")),
        tier: tier.map(ToOwned::to_owned),
        category: Some(category.to_owned()),
        ..BadgeRow::blank(key.to_owned(), moment(NOW - 3 * 365 * DAY))
    }
}

/// None to four, the newest first, perhaps one of them before the others.
pub(super) fn badges(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<Awarded> {
    let most = if person.role == Role::Employer { 2 } else { 5 };
    let count = rng.below(most);
    let every: Vec<usize> = (0..BADGES.len()).collect();
    let mut when = NOW;
    let mut rows: Vec<Awarded> = rng
        .sample(&every, count)
        .into_iter()
        .map(|index| {
            when -= rng.between(DAY, 90 * DAY);
            let badge = badge(index);
            let (created_at, updated_at) = stamps(rng, profile.created_at.timestamp());
            let id = rng.uuid();
            let award = BadgeAwardRow {
                badge_id: badge.id,
                awarded_at: moment(when),
                expires_at: rng.percent(20).then(|| moment(when) + Duration::days(3 * 365)),
                evidence_url: rng
                    .percent(50)
                    .then(|| format!("https://platform.example/evidence/{}/{index}", person.slug)),
                source: SOURCE.to_owned(),
                source_id: id.to_string(),
                source_event: "seed".to_owned(),
                provenance: Provenance::Event.name().to_owned(),
                source_time: created_at,
                updated_at,
                ..BadgeAwardRow::blank(profile.id, id, created_at)
            };
            Awarded { award, badge }
        })
        .collect();
    if rows.len() > 1 && rng.percent(40) {
        let mut first = rows.pop().expect("there are two");
        first.award.featured = Some(0);
        rows.insert(0, first);
    }
    (0..).zip(&mut rows).for_each(|(position, row)| row.award.position = position);
    rows
}

/// None to three, the newest first.
pub(super) fn certificates(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<CertificateRow> {
    let count = if person.role == Role::Employer { rng.below(2) } else { rng.below(4) };
    let mut when = NOW;
    (0..)
        .zip(rng.sample(person.discipline.courses, count))
        .map(|(position, course)| {
            when -= rng.between(20 * DAY, 300 * DAY);
            let (created_at, updated_at) = stamps(rng, profile.created_at.timestamp());
            let (id, skills) = (rng.uuid(), 1 + rng.below(3));
            let day = moment(when).date_naive();
            let issued = CivilDate::from_parts(day, folio_db::DatePrecision::Day).ok();
            let (issued_date, issued_precision) = civil_date::columns(issued);
            CertificateRow {
                position,
                title: course.to_owned(),
                provider: Some(BADGE_ISSUER.to_owned()),
                url: Some("https://lanternfield.example/courses".to_owned()),
                credential_id: Some(format!("LF-{:05}", rng.below(100_000))),
                issued_date,
                issued_precision,
                skills: super::items::owned(rng.sample(person.discipline.skills, skills)),
                source: Some(SOURCE.to_owned()),
                source_id: Some(id.to_string()),
                source_time: Some(created_at),
                source_event: Some("seed".to_owned()),
                provenance: Provenance::Event.name().to_owned(),
                updated_at,
                ..CertificateRow::blank(profile.id, id, created_at)
            }
        })
        .collect()
}

const REVIEWS: [&str; 4] = [
    "On time, and just what we had asked for.",
    "Asked good questions before starting.",
    "Careful work; one round of corrections.",
    "We would hire again.",
];

/// None to three, the newest first. Clients are companies: nobody seeded depends on another.
pub(super) fn gigs(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<GigRow> {
    let count = if person.role == Role::Student { rng.below(4) } else { 0 };
    let mut when = NOW;
    (0..)
        .zip(rng.sample(person.discipline.projects, count))
        .map(|(position, noun)| {
            when -= rng.between(10 * DAY, 120 * DAY);
            let (created_at, updated_at) = stamps(rng, profile.created_at.timestamp());
            let (id, skills, reviewed) = (rng.uuid(), 1 + rng.below(3), rng.percent(70));
            GigRow {
                position,
                title: format!("{} {noun}", rng.pick(words::PROJECT_PREFIXES)),
                role: Some(rng.pick(words::PROJECT_ROLES).to_owned()),
                category: Some(person.discipline.name.to_owned()),
                client_name: Some(rng.pick(words::COMPANIES).to_owned()),
                skills: super::items::owned(rng.sample(person.discipline.skills, skills)),
                started_at: Some(moment(when - rng.between(2 * DAY, 40 * DAY))),
                completed_at: Some(moment(when)),
                rating: reviewed.then(|| rng.between(3, 5) as i16),
                review_text: (reviewed && rng.percent(80)).then(|| rng.pick(&REVIEWS).to_owned()),
                reviewed_at: reviewed.then(|| moment(when + DAY)),
                source: Some(SOURCE.to_owned()),
                source_id: Some(id.to_string()),
                source_time: Some(created_at),
                source_event: Some("seed".to_owned()),
                provenance: Provenance::Event.name().to_owned(),
                updated_at,
                ..GigRow::blank(profile.id, id, created_at)
            }
        })
        .collect()
}
