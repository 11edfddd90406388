//! What somebody changed on the privacy screen.

use folio_db::aggregate::Aggregate;
use folio_policy::{Field, Section, Visibility};

use super::Rng;

/// The sections that a seeded profile fills.
const SECTIONS: [Section; 9] = [
    Section::Header,
    Section::About,
    Section::Location,
    Section::Contact,
    Section::Links,
    Section::Education,
    Section::Gpa,
    Section::Projects,
    Section::Availability,
];

/// Fields that people like to show or hide apart from their section.
const FIELDS: [Field; 12] = [
    Field::ProfilePronouns,
    Field::ProfileAvatarUrl,
    Field::LocationCity,
    Field::LocationRegion,
    Field::ContactPhone,
    Field::LinkUrl,
    Field::EducationHonours,
    Field::EducationCoursework,
    Field::EducationStartDate,
    Field::ProjectHighlights,
    Field::AvailabilityHourlyRateMin,
    Field::AvailabilityHourlyRateMax,
];

/// Changes at least one toggle: of sections, of fields, of items, or the public address.
pub(super) fn change(rng: &mut Rng, aggregate: &mut Aggregate) {
    let toggles = &mut aggregate.profile.visibility.0;
    let what = rng.below(10);
    if what < 6 {
        for section in rng.sample(&SECTIONS, 3) {
            let level = other_than(rng, toggles.section(section), section.most_open());
            toggles.set_section(section, level).expect("the level is within the section's bound");
        }
    }
    if (4..8).contains(&what) {
        for field in rng.sample(&FIELDS, 2) {
            let row = field.row();
            let level = other_than(rng, toggles.section(row.section), row.most_open());
            toggles.set_field(field, Some(level)).expect("the level is within the field's bound");
        }
    }
    if what >= 7 {
        let item = |rng: &mut Rng, section: Section| {
            Some(rng.pick(&within(section.most_open())).as_str().to_owned())
        };
        if let Some(last) = aggregate.education.last_mut() {
            last.visibility = item(rng, Section::Education);
        }
        for project in aggregate.projects.iter_mut().step_by(2) {
            project.visibility = item(rng, Section::Projects);
        }
        if let Some(link) = aggregate.links.first_mut() {
            link.visibility = item(rng, Section::Links);
        }
    }
    if rng.percent(30) {
        let profile = &mut aggregate.profile;
        profile.public_url_enabled = !profile.public_url_enabled;
        // Search engines are offered only what has a public address.
        profile.search_engine_indexing = profile.public_url_enabled && rng.percent(50);
    }
}

/// Every level that `most_open` allows.
fn within(most_open: Visibility) -> Vec<Visibility> {
    Visibility::ALL.into_iter().filter(|level| level.within(most_open)).collect()
}

fn other_than(rng: &mut Rng, present: Visibility, most_open: Visibility) -> Visibility {
    let mut levels = within(most_open);
    levels.retain(|level| *level != present);
    rng.pick(&levels)
}
