use std::{collections::HashSet, sync::LazyLock};

use folio_db::CivilDate;
use folio_policy::Toggles;

use super::*;
use crate::text::{Slug, TextRule, WebUrl, codes, limits};

static PEOPLE: LazyLock<Vec<BulkAccount>> =
    LazyLock::new(|| (0..2_000).map(|index| account(1, index)).collect());

/// All of an account, to compare.
fn print(account: &BulkAccount) -> String {
    let snapshot = text_of(&account.aggregate().clone().into_snapshot());
    let profile = &account.aggregate().profile;
    let switches = (profile.discoverable, profile.public_url_enabled, profile.search_engine_indexing);
    let beside = (profile.id, &profile.slug, &profile.state, profile.version, &profile.visibility, switches);
    format!("{:?} {beside:?} {:?} {snapshot}", account.user(), (profile.created_at, profile.updated_at))
}

#[test]
fn the_same_seed_and_index_give_the_same_person_in_any_order() {
    let forwards: Vec<String> = (0..100).map(|index| print(&account(7, index))).collect();
    let mut backwards: Vec<String> = (0..100).rev().map(|index| print(&account(7, index))).collect();
    backwards.reverse();
    assert!(forwards == backwards);
    assert_ne!(forwards[3], print(&account(8, 3)), "another seed gives another person");
}

#[test]
fn slugs_addresses_and_ids_are_unique() {
    let (mut slugs, mut emails, mut ids) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (index, person) in (0..).zip(PEOPLE.iter()) {
        let aggregate = person.aggregate();
        assert!(slugs.insert(&aggregate.profile.slug), "{} stands twice", aggregate.profile.slug);
        assert!(emails.insert(&aggregate.contact.email));
        let own = super::ids(1, index);
        assert_eq!(
            (aggregate.profile.user_id, aggregate.profile.id),
            (own.user, own.profile),
            "resuming looks for the one, endorsements for the other"
        );
        let items = aggregate.links.iter().map(|row| row.id);
        let items = items.chain(aggregate.education.iter().map(|row| row.id));
        let items = items.chain(aggregate.projects.iter().map(|row| row.id));
        let items = items.chain(aggregate.badges.iter().map(|row| row.award.id));
        let items = items.chain(aggregate.certificates.iter().map(|row| row.id));
        let items = items.chain(aggregate.skills.iter().map(|held| held.row.id));
        let said = aggregate.skills.iter().flat_map(|held| &held.endorsements);
        let items = items.chain(said.map(|row| row.id));
        let items = items.chain(aggregate.gigs.iter().map(|row| row.id));
        let items = items.chain(aggregate.work.iter().map(|row| row.id));
        let items = items.chain(aggregate.languages.iter().map(|row| row.id));
        for id in items.chain([person.aggregate().profile.user_id, aggregate.profile.id]) {
            assert_eq!(id.get_version_num(), 4);
            assert!(ids.insert(id), "{id} stands twice");
        }
    }
}

#[test]
fn whoever_endorses_was_there_before_and_says_it_once() {
    let mut before = HashSet::new();
    let mut said = 0;
    for person in PEOPLE.iter() {
        for held in &person.aggregate().skills {
            let endorsers: Vec<_> = held.endorsements.iter().map(|row| row.endorser_id).collect();
            assert!(endorsers.iter().all(|endorser| before.contains(endorser)));
            assert_eq!(endorsers.iter().collect::<HashSet<_>>().len(), endorsers.len());
            assert!(held.endorsements.iter().all(|row| row.skill_item_id == Some(held.row.id)));
            assert!(held.endorsements.is_sorted_by_key(|row| std::cmp::Reverse((row.created_at, row.id))));
            said += endorsers.len();
        }
        before.insert(person.aggregate().profile.id);
    }
    assert!(said > PEOPLE.len(), "there is something to look at");
}

#[test]
fn every_name_and_school_has_letters_for_an_address() {
    for culture in CULTURES {
        for name in culture.given.iter().chain(culture.family) {
            let slug = name.slug();
            assert!(slug.bytes().all(|byte| byte.is_ascii_lowercase()), "{} gives {slug:?}", name.text);
        }
        for (school, host) in culture.schools {
            assert!(host.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{school}: {host}");
        }
    }
}

#[test]
fn every_sentence_fills_its_holes() {
    let all = [
        words::ABOUT_ANYBODY,
        words::ABOUT_STUDENT,
        words::ABOUT_MENTOR,
        words::ABOUT_EMPLOYER,
        words::HEADLINES_STUDENT,
        words::HEADLINES_MENTOR,
        words::HEADLINES_EMPLOYER,
        words::PROJECT_SENTENCES,
        words::HIGHLIGHTS,
    ];
    let mut rng = Rng::new(1, 1);
    let person = Person::new(&mut rng, 1);
    let holes = prose::Holes::of(&mut rng, &person);
    for template in all.into_iter().flatten() {
        let text = holes.fill(template);
        assert!(!text.contains(['{', '}']), "{text}");
    }
}

#[test]
fn what_is_written_is_what_the_product_would_accept() {
    let keeps = |rule: TextRule, text: &str| assert_eq!(rule.required(text).as_deref(), Ok(text));
    let optional = |rule: TextRule, text: &Option<String>| {
        if let Some(text) = text {
            keeps(rule, text);
        }
    };
    let address = |url: &str| assert_eq!(url.parse::<WebUrl>().expect(url).as_str(), url);
    for person in PEOPLE.iter() {
        let aggregate = person.aggregate();
        let profile = &aggregate.profile;
        assert!(profile.slug.parse::<Slug>().is_ok(), "{}", profile.slug);
        optional(limits::DISPLAY_NAME, &profile.display_name);
        optional(limits::HEADLINE, &profile.headline);
        optional(limits::ABOUT, &profile.about);
        optional(limits::CITY, &profile.city);
        optional(limits::REGION, &profile.region);
        optional(limits::EMAIL, &aggregate.contact.email);
        optional(limits::PHONE, &aggregate.contact.phone);
        for link in &aggregate.links {
            address(&link.url);
        }
        for school in &aggregate.education {
            keeps(limits::INSTITUTION, &school.institution);
            optional(limits::SCORE, &school.gpa_text);
        }
        for project in &aggregate.projects {
            keeps(limits::PROJECT_NAME, &project.name);
            optional(limits::PROJECT_DESCRIPTION, &project.description);
            project.highlights.iter().for_each(|text| keeps(limits::HIGHLIGHT, text));
            project.links.iter().for_each(|url| address(url));
        }
        for work in &aggregate.work {
            keeps(limits::ENTITY, &work.company);
            keeps(limits::JOB_TITLE, &work.title);
            optional(limits::WORK_DESCRIPTION, &work.description);
            work.highlights.iter().for_each(|text| keeps(limits::HIGHLIGHT, text));
            let start = CivilDate::of_columns(work.start_date, work.start_precision.as_deref());
            let end = CivilDate::of_columns(work.end_date, work.end_precision.as_deref());
            assert!(start.is_some_and(|start| end.is_none_or(|end| start.is_not_after(end))));
        }
        let spoken: HashSet<&str> = aggregate.languages.iter().map(|row| &*row.language).collect();
        assert_eq!(spoken.len(), aggregate.languages.len(), "no language stands twice");
        for language in spoken {
            assert_eq!(codes::language(language).as_deref(), Some(language));
        }
    }
}

#[test]
fn shares_are_as_promised() {
    let share = |what: &str, range: std::ops::RangeInclusive<usize>, of: &dyn Fn(&BulkAccount) -> bool| {
        let percent = 100 * PEOPLE.iter().filter(|person| of(person)).count() / PEOPLE.len();
        assert!(range.contains(&percent), "{what}: {percent} %");
    };
    for (role, range) in [(Role::Student, 67..=73), (Role::Mentor, 13..=17), (Role::Employer, 13..=17)] {
        share(role.name(), range, &|person| person.user().role == role);
    }
    share("verified employers", 10..=15, &|person| person.user().verified_employer);
    share("toggles of a section or field changed", 13..=19, &|person| {
        person.aggregate().profile.visibility.0 != Toggles::defaults(Some(person.user().role))
    });
    share("an item with a toggle of its own", 4..=9, &|person| {
        person.aggregate().projects.iter().any(|project| project.visibility.is_some())
    });
    share("put away or taken down", 1..=3, &|person| person.aggregate().profile.state != "ACTIVE");
    share("a name beyond ASCII", 40..=70, &|person| {
        person.aggregate().profile.display_name.as_ref().is_some_and(|name| !name.is_ascii())
    });
    share("a full core", 88..=93, &|person| {
        let profile = &person.aggregate().profile;
        let columns =
            [&profile.pronouns, &profile.headline, &profile.about, &profile.city, &profile.avatar_url];
        columns.into_iter().all(Option::is_some)
    });
    share("a GPA", 80..=92, &|person| {
        person.aggregate().education.iter().any(|e| e.gpa_hundredths.is_some())
    });
}

#[test]
fn sections_and_texts_have_the_promised_size() {
    for person in PEOPLE.iter() {
        let aggregate = person.aggregate();
        assert!((1..=4).contains(&aggregate.links.len()));
        assert!((1..=3).contains(&aggregate.education.len()));
        assert!((1..=5).contains(&aggregate.projects.len()));
        assert!(aggregate.work.len() <= 5);
        assert!((1..=3).contains(&aggregate.languages.len()));
        let about = aggregate.profile.about.as_ref().map_or(300, |about| about.chars().count());
        assert!((300..=900).contains(&about), "{about}");
        assert!(aggregate.contact.phone.as_ref().is_none_or(|phone| phone.contains("-555-01")));
    }
}

fn text_of(snapshot: &folio_db::snapshot::Snapshot) -> String {
    folio_policy::governed::storing(|| serde_json::to_string(snapshot)).expect("a snapshot can be written")
}
