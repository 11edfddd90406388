//! Work history and languages.

use folio_db::{
    CivilDate, Provenance, civil_date, languages::LanguageRow, profiles::ProfileRow, work::WorkRow,
};
use folio_policy::Role;

use super::{
    Person, Rng,
    items::{THIS_YEAR, date, owned},
    prose::Holes,
    stamps, words,
};

const LEVELS: [&str; 6] = ["A1", "A2", "B1", "B2", "C1", "C2"];
/// Beside the language of the place, which everybody speaks.
const LANGUAGES: [&str; 8] = ["en", "de", "fr", "es", "pt", "ja", "ar", "zh"];

/// None to two of a student, two to five of others; the latest first, and it may go on.
pub(super) fn work(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<WorkRow> {
    let count = if person.role == Role::Student { rng.below(3) } else { 2 + rng.below(4) };
    let mut end_year = THIS_YEAR - 1;
    let mut rows = Vec::with_capacity(count);
    for position in 0..count {
        let years = if person.role == Role::Student { 0 } else { rng.between(1, 5) };
        let (started, ended) = (rng.between(1, 6) as u32, rng.between(7, 12) as u32);
        let start = date(rng, end_year - years, started);
        let goes_on = position == 0 && rng.percent(60);
        let end: Option<CivilDate> = (!goes_on).then(|| date(rng, end_year, ended));
        let (start_date, start_precision) = civil_date::columns(Some(start));
        let (end_date, end_precision) = civil_date::columns(end);
        let holes = Holes::of(rng, person);
        let [sentences, highlights, skills] = [1 + rng.below(2), 1 + rng.below(3), 2 + rng.below(3)];
        let description: Vec<String> =
            rng.excerpt(words::PROJECT_SENTENCES, sentences).into_iter().map(|s| holes.fill(s)).collect();
        let highlights =
            rng.sample(words::HIGHLIGHTS, highlights).into_iter().map(|h| holes.fill(h)).collect();
        let title = person.discipline.title;
        let id = rng.uuid();
        let (created_at, updated_at) = stamps(rng, profile.created_at.timestamp());
        rows.push(WorkRow {
            position: position as i32,
            company: rng.pick(words::COMPANIES).to_owned(),
            title: if person.role == Role::Student { format!("{title}, intern") } else { title.to_owned() },
            location: rng.percent(80).then(|| person.place.city.to_owned()),
            description: Some(description.join(" ")),
            highlights,
            skills: owned(rng.sample(person.discipline.skills, skills)),
            start_date,
            start_precision,
            end_date,
            end_precision,
            provenance: provenance(rng),
            updated_at,
            ..WorkRow::blank(profile.id, id, created_at)
        });
        end_year -= years + 1;
    }
    rows
}

/// One to three, the person's own first.
pub(super) fn languages(rng: &mut Rng, person: &Person, profile: &ProfileRow) -> Vec<LanguageRow> {
    let own = person.place.locale.split('-').next().unwrap_or("en");
    let others: Vec<&str> = LANGUAGES.into_iter().filter(|language| *language != own).collect();
    let count = rng.below(3);
    let mut spoken = vec![own];
    spoken.extend(rng.sample(&others, count));
    (0..)
        .zip(spoken)
        .map(|(position, language)| {
            let level = if position == 0 { "NATIVE" } else { rng.pick(&LEVELS) };
            let id = rng.uuid();
            let (created_at, updated_at) = stamps(rng, profile.created_at.timestamp());
            LanguageRow {
                position,
                language: language.to_owned(),
                level: Some(level.to_owned()),
                provenance: provenance(rng),
                updated_at,
                ..LanguageRow::blank(profile.id, id, created_at)
            }
        })
        .collect()
}

fn provenance(rng: &mut Rng) -> String {
    let provenance = if rng.percent(85) { Provenance::Manual } else { Provenance::Import };
    provenance.name().to_owned()
}
