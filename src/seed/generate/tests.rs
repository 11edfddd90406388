use std::collections::HashSet;

use super::*;

const PEOPLE: u64 = 3_000;

fn people() -> impl Iterator<Item = BulkAccount> {
    (0..PEOPLE).map(|index| account(1, index))
}

/// All of an account, to compare.
fn print(account: &BulkAccount) -> String {
    let snapshot = account.aggregate().clone().into_snapshot().encode().json;
    format!("{account:?} {snapshot}")
}

#[test]
fn the_same_seed_and_index_give_the_same_person_in_any_order() {
    let forwards: Vec<String> = (0..200).map(|index| print(&account(7, index))).collect();
    let mut backwards: Vec<String> = (0..200).rev().map(|index| print(&account(7, index))).collect();
    backwards.reverse();
    assert!(forwards == backwards);
    assert_ne!(forwards[3], print(&account(8, 3)), "another seed gives another person");
}

#[test]
fn slugs_addresses_and_ids_are_unique_and_well_formed() {
    let (mut slugs, mut emails, mut ids) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (index, person) in people().enumerate() {
        let aggregate = person.aggregate();
        let slug = &aggregate.profile.slug;
        assert!((3..=60).contains(&slug.len()), "{slug}");
        assert!(
            slug.split('-')
                .all(|part| !part.is_empty() && part.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9'))),
            "{slug}"
        );
        assert!(slugs.insert(slug.clone()), "{slug} stands twice");
        assert!(emails.insert(aggregate.contact.email.clone()));
        assert_eq!(person.user_id(), user_id(1, index as u64));
        let items = aggregate.links.iter().map(|row| row.id);
        let items = items.chain(aggregate.education.iter().map(|row| row.id));
        let items = items.chain(aggregate.projects.iter().map(|row| row.id));
        for id in items.chain([person.user_id(), aggregate.profile.id]) {
            assert_eq!(id.get_version_num(), 4);
            assert!(ids.insert(id), "{id} stands twice");
        }
    }
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
fn every_sentence_fills_its_holes_and_about_has_a_realistic_length() {
    let mut rng = Rng::new(1, 1);
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
    for index in 0..50 {
        let person = Person::new(&mut rng, index);
        let holes = prose::Holes::of(&mut rng, &person);
        for template in all.into_iter().flatten() {
            let text = holes.fill(template);
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }
    for person in people() {
        let profile = &person.aggregate().profile;
        if let Some(about) = &profile.about {
            let length = about.chars().count();
            assert!((300..=prose::ABOUT_MAX).contains(&length), "{length}: {about}");
        }
        assert!(profile.headline.as_ref().is_none_or(|headline| headline.chars().count() <= 160));
    }
}

#[test]
fn shares_are_as_promised() {
    let share =
        |of: &dyn Fn(&BulkAccount) -> bool| 100 * people().filter(|p| of(p)).count() / PEOPLE as usize;
    let role = |person: &BulkAccount| {
        let defaults = folio_policy::Toggles::defaults;
        Role::ALL.into_iter().find(|role| defaults(Some(*role)) == person.aggregate().profile.visibility.0)
    };
    let in_range = |what: &str, share: usize, range: std::ops::RangeInclusive<usize>| {
        assert!(range.contains(&share), "{what}: {share} %");
    };
    in_range("students with default toggles", share(&|p| role(p) == Some(Role::Student)), 55..=65);
    in_range("toggles of a section or field changed", share(&|p| role(p).is_none()), 13..=19);
    in_range("put away or taken down", share(&|p| p.aggregate().profile.state != "ACTIVE"), 1..=3);
    in_range(
        "not ASCII",
        share(&|p| !p.aggregate().profile.display_name.as_ref().expect("a name").is_ascii()),
        40..=80,
    );
    in_range(
        "every column of the core filled",
        share(&|p| {
            let profile = &p.aggregate().profile;
            [&profile.pronouns, &profile.headline, &profile.about, &profile.city, &profile.avatar_url]
                .iter()
                .all(|value| value.is_some())
        }),
        85..=95,
    );
    in_range(
        "a GPA",
        share(&|p| p.aggregate().education.iter().any(|e| e.gpa_hundredths.is_some())),
        75..=95,
    );
}

#[test]
fn sections_have_the_promised_number_of_items() {
    for person in people() {
        let aggregate = person.aggregate();
        assert!((1..=4).contains(&aggregate.links.len()));
        assert!((1..=3).contains(&aggregate.education.len()));
        assert!((1..=5).contains(&aggregate.projects.len()));
        let phone = aggregate.contact.phone.as_deref().unwrap_or("555-01");
        assert!(phone.contains("555-01"), "{phone}");
    }
}
