//! The sections: availability, links, education, projects.

use chrono::{DateTime, Duration, Utc};
use folio_db::{
    CivilDate, Provenance, availability::AvailabilityRow, civil_date, education::EducationRow,
    links::LinkRow, profiles::ProfileRow, projects::ProjectRow,
};
use folio_policy::Role;
use uuid::Uuid;

use super::{NOW, Person, Rng, moment, prose::Holes, stamps, words};

/// The year that the seed's present begins.
pub(super) const THIS_YEAR: i64 = 2026;

/// What rates are quoted in; elsewhere people quote dollars.
const RATE_CURRENCIES: [&str; 7] = ["USD", "EUR", "GBP", "CAD", "NZD", "SGD", "PLN"];

pub(super) fn availability(rng: &mut Rng, person: &Person, profile_id: Uuid) -> AvailabilityRow {
    let status = match rng.below(100) {
        0..55 => "OPEN",
        55..85 => "LIMITED",
        _ => "UNAVAILABLE",
    };
    let lowest = if person.role == Role::Student { 12 } else { 45 };
    let rate = rng.percent(85).then(|| {
        let min = rng.between(lowest, 2 * lowest + 10) * 100;
        (min, min + rng.between(2, 30) * 100)
    });
    let currency = RATE_CURRENCIES.into_iter().find(|code| *code == person.place.currency).unwrap_or("USD");
    AvailabilityRow {
        profile_id,
        status: status.to_owned(),
        available_from: rng
            .percent(70)
            .then(|| (moment(NOW) + Duration::days(rng.between(0, 180))).date_naive()),
        hours_per_week: Some(rng.between(2, 10) as i16 * 4),
        remote: Some(rng.pick(&["ON_SITE", "HYBRID", "REMOTE"]).to_owned()),
        rate_min_minor: rate.map(|(min, _)| min),
        rate_max_minor: rate.map(|(_, max)| max),
        rate_currency: rate.map(|_| currency.to_owned()),
    }
}

/// Kind, label, whether an account stands behind it, and address. The names are reserved for examples, so that no invented person points at a real one.
const LINKS: [(&str, Option<&str>, bool, &str); 6] = [
    ("WEBSITE", Some("Portfolio"), false, "https://{slug}.example"),
    ("GITHUB", None, true, "https://github.example/{slug}"),
    ("GITLAB", None, true, "https://gitlab.example/{slug}"),
    ("LINKEDIN", None, true, "https://linkedin.example/in/{slug}"),
    ("TWITTER", None, true, "https://twitter.example/{slug}"),
    ("OTHER", Some("Talks and slides"), false, "https://talks.example/@{slug}"),
];

/// One to four, each of another kind.
pub(super) fn links(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<LinkRow> {
    let count = 1 + rng.below(4);
    (0..)
        .zip(rng.sample(&LINKS, count))
        .map(|(position, (kind, label, account, url))| {
            let item = Item::new(rng, profile);
            LinkRow {
                profile_id: profile.id,
                id: item.id,
                position,
                kind: kind.to_owned(),
                label: label.map(ToOwned::to_owned),
                username: account.then(|| person.slug.clone()),
                url: url.replace("{slug}", &person.slug),
                visibility: None,
                provenance: item.provenance,
                import_source: None,
                version: 1,
                created_at: item.created_at,
                updated_at: item.updated_at,
            }
        })
        .collect()
}

/// One to three, the latest first; a student's latest may not have ended.
pub(super) fn education(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<EducationRow> {
    let count = match rng.below(100) {
        0..55 => 1,
        55..90 => 2,
        _ => 3,
    };
    let mut end_year = match person.role {
        Role::Student => rng.between(THIS_YEAR, THIS_YEAR + 3),
        Role::Mentor | Role::Employer => rng.between(THIS_YEAR - 25, THIS_YEAR - 3),
    };
    let mut rows = Vec::with_capacity(count);
    for position in 0..count {
        let (degree, years) = rng.pick(words::DEGREES);
        let (school, host) = rng.pick(person.culture.schools);
        let (start, mut end) = (date(rng, end_year - years, 9), Some(date(rng, end_year, 6)));
        if end_year >= THIS_YEAR && rng.percent(50) {
            end = None;
        }
        let scale = person.culture.gpa_scale;
        let gpa = rng.percent(78).then(|| scale * rng.between(62, 99) / 100);
        let item = Item::new(rng, profile);
        let (start_date, start_precision) = civil_date::columns(Some(start));
        let (end_date, end_precision) = civil_date::columns(end);
        let courses = 3 + rng.below(4);
        rows.push(EducationRow {
            profile_id: profile.id,
            id: item.id,
            position: position as i32,
            institution: school.to_owned(),
            institution_url: Some(format!("https://{host}.example")),
            degree: Some(degree.to_owned()),
            field_of_study: Some(person.discipline.name.to_owned()),
            start_date,
            start_precision,
            end_date,
            end_precision,
            gpa_hundredths: gpa.map(|gpa| gpa as i32),
            gpa_scale_hundredths: gpa.map(|_| scale as i32),
            gpa_text: (gpa.is_none() && rng.percent(40)).then(|| rng.pick(words::GRADES).to_owned()),
            honours: rng.percent(30).then(|| rng.pick(words::HONOURS).to_owned()),
            coursework: owned(rng.sample(person.discipline.courses, courses)),
            visibility: None,
            provenance: item.provenance,
            import_source: None,
            version: 1,
            created_at: item.created_at,
            updated_at: item.updated_at,
        });
        end_year -= years;
    }
    rows
}

/// One to five, the latest first.
pub(super) fn projects(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<ProjectRow> {
    let discipline = person.discipline;
    let count = 1 + rng.below(5);
    let mut year = THIS_YEAR;
    (0..)
        .zip(rng.sample(discipline.projects, count))
        .map(|(position, noun)| {
            let name = format!("{} {noun}", rng.pick(words::PROJECT_PREFIXES));
            let holes = Holes::of(rng, person).with("project", &name);
            let [sentences, highlights, skills] = [2 + rng.below(3), 2 + rng.below(3), 3 + rng.below(4)];
            let description: Vec<String> =
                rng.excerpt(words::PROJECT_SENTENCES, sentences).into_iter().map(|s| holes.fill(s)).collect();
            let highlights =
                rng.sample(words::HIGHLIGHTS, highlights).into_iter().map(|h| holes.fill(h)).collect();
            year -= rng.between(0, 2);
            let (started, ended) = (rng.between(1, 6) as u32, rng.between(7, 12) as u32);
            let start = date(rng, year - 1, started);
            let end = (position > 0 || rng.percent(60)).then(|| date(rng, year - 1, ended));
            let (start_date, start_precision) = civil_date::columns(Some(start));
            let (end_date, end_precision) = civil_date::columns(end);
            let item = Item::new(rng, profile);
            let address = name.to_lowercase().replace(' ', "-").replace('é', "e");
            let mut links = vec![format!("https://projects.example/{}/{address}", person.slug)];
            if rng.percent(40) {
                links.push(format!("https://github.example/{}/{address}", person.slug));
            }
            ProjectRow {
                profile_id: profile.id,
                id: item.id,
                position,
                kind: rng.percent(80).then(|| rng.pick(words::PROJECT_KINDS).to_owned()),
                role: Some(rng.pick(words::PROJECT_ROLES).to_owned()),
                organization: rng.percent(60).then(|| rng.pick(words::COMPANIES).to_owned()),
                description: Some(description.join(" ")),
                highlights,
                links,
                skills: owned(rng.sample(discipline.skills, skills)),
                start_date,
                start_precision,
                end_date,
                end_precision,
                media: Vec::new(),
                visibility: None,
                provenance: item.provenance,
                import_source: None,
                version: 1,
                created_at: item.created_at,
                updated_at: item.updated_at,
                name,
            }
        })
        .collect()
}

/// What items of every section have.
pub(super) struct Item {
    pub(super) id: Uuid,
    pub(super) provenance: String,
    pub(super) created_at: DateTime<Utc>,
    pub(super) updated_at: DateTime<Utc>,
}

impl Item {
    pub(super) fn new(rng: &mut Rng, profile: &ProfileRow) -> Self {
        let id = rng.uuid();
        let (created_at, updated_at) = stamps(rng, profile.created_at.timestamp());
        let provenance = if rng.percent(85) { Provenance::Manual } else { Provenance::Import };
        Self { id, provenance: provenance.name().to_owned(), created_at, updated_at }
    }
}

/// Most people know the month, some only the year, a few the day.
pub(super) fn date(rng: &mut Rng, year: i64, month: u32) -> CivilDate {
    let year = year as i32;
    let date = match rng.below(100) {
        0..70 => CivilDate::from_month(year, month),
        70..90 => CivilDate::from_year(year),
        _ => CivilDate::from_day(year, month, rng.between(1, 28) as u32),
    };
    date.expect("a year of living memory, a month and one of its first 28 days")
}

pub(super) fn owned(words: Vec<&str>) -> Vec<String> {
    words.into_iter().map(ToOwned::to_owned).collect()
}
