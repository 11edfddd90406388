//! `decide`, `Access` and `Scope` agree with the model: exhaustively for one field at a time, at random for worlds.

use folio_policy::{
    Absence, Field, ProfilePolicy, ProfileState, Relation, Section, SectionSet, Visibility, decide,
};
use proptest::prelude::*;

use crate::{
    model::{self, World},
    persons::{any_visibility, any_world, anybody, everybody, grant, one_of_each},
};

/// The crate's answer about existence is the model's, and its reason is one that the model gives too.
fn assert_same_existence(world: &World, policy: &ProfilePolicy, viewer: &Relation) {
    let expected = model::absences(world, viewer);
    match decide(viewer, policy) {
        Ok(_) => assert!(expected.is_empty(), "exists, but {expected:?}: {viewer:?} {world:?}"),
        Err(absence) => {
            assert!(expected.contains(&absence), "{absence:?} is no reason: {viewer:?} {world:?}")
        }
    }
}

/// The crate's answer about each of `fields` is the model's, for the profile itself and for each item.
fn assert_same_fields(
    world: &World,
    policy: &ProfilePolicy,
    viewer: &Relation,
    fields: &[Field],
    items: &[Visibility],
) {
    assert_same_existence(world, policy, viewer);
    let Ok(access) = decide(viewer, policy) else { return };
    for &field in fields {
        let whole = model::sees(world, viewer, field, None);
        let context = || format!("{} to {viewer:?} in {world:?}", field.coordinate());
        assert_eq!(access.may_see(field), whole, "{}", context());
        assert_eq!(access.whole().may_see(field), whole, "as a whole, {}", context());
        assert_eq!(access.within(None).may_see(field), whole, "in an item without a toggle, {}", context());
        for &item in items {
            let expected = model::sees(world, viewer, field, Some(item));
            let got = access.within(Some(item)).may_see(field);
            assert_eq!(got, expected, "in an item that is {item}, {}", context());
        }
    }
}

#[test]
fn every_field_to_each_audience_under_every_section_field_and_item_toggle() {
    for &field in Field::ALL {
        let section = field.row().section;
        // Just the grant in question: a wider one would hide that the field's own section is what counts.
        let viewers = one_of_each().map(|viewer| {
            let grants =
                if viewer.grants.is_empty() { viewer.grants } else { grant(&[Section::Header, section]) };
            Relation { grants, ..viewer }
        });
        for section_toggle in Visibility::ALL {
            let world = World::wide_open().with_section(section, section_toggle);
            for field_toggle in std::iter::once(None).chain(Visibility::ALL.map(Some)) {
                let world = match field_toggle {
                    Some(toggle) => world.clone().with_field(field, toggle),
                    None => world.clone(),
                };
                let policy = world.policy();
                for viewer in &viewers {
                    assert_same_fields(&world, &policy, viewer, &[field], &Visibility::ALL);
                }
            }
        }
    }
}

#[test]
fn every_field_of_a_sub_section_under_every_toggle_of_its_parent() {
    let fields = Field::ALL.iter().copied().filter(|field| field.row().section.parent().is_some());
    for field in fields {
        let section = field.row().section;
        let parent = section.parent().expect("just filtered");
        let mut viewers = one_of_each().to_vec();
        for grants in [grant(&[section]), grant(&[parent]), grant(&[section, parent])] {
            viewers
                .extend([Relation::ANONYMOUS, Relation::MEMBER].map(|viewer| Relation { grants, ..viewer }));
        }
        for parent_toggle in Visibility::ALL {
            for section_toggle in Visibility::ALL {
                for field_toggle in Visibility::ALL {
                    let world = World::wide_open()
                        .with_section(parent, parent_toggle)
                        .with_section(section, section_toggle)
                        .with_field(field, field_toggle);
                    let policy = world.policy();
                    for viewer in &viewers {
                        assert_same_fields(&world, &policy, viewer, &[field], &[]);
                    }
                }
            }
        }
    }
}

#[test]
fn every_possible_viewer_in_every_state_behind_every_header_and_switch() {
    let fields = [
        Field::ProfileDisplayName,
        Field::ProfileAbout,
        Field::ContactEmail,
        Field::EducationGpa,
        Field::ProfileVersion,
    ];
    let grants = [
        SectionSet::EMPTY,
        SectionSet::ALL,
        grant(&[Section::Header]),
        grant(&[Section::Gpa]),
        grant(&[Section::Header, Section::Education, Section::Gpa]),
    ];
    let viewers = everybody(&grants);
    for state in ProfileState::ALL {
        for public_url_enabled in [false, true] {
            for header in Visibility::ALL {
                let world = World { state, public_url_enabled, ..World::wide_open() }
                    .with_section(Section::Header, header)
                    .with_section(Section::About, Visibility::Platform)
                    .with_field(Field::ProfileAbout, "RESTRICTED(MENTORS)".parse().expect("a visibility"));
                let policy = world.policy();
                for viewer in &viewers {
                    assert_same_fields(&world, &policy, viewer, &fields, &[]);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whole_worlds_at_random(world in any_world(), viewers in prop::collection::vec(anybody(), 4), item in any_visibility()) {
        let policy = world.policy();
        for viewer in &viewers {
            assert_same_fields(&world, &policy, viewer, Field::ALL, &[item]);
        }
    }

    #[test]
    fn open_fields_are_those_that_may_be_seen(world in any_world(), viewer in anybody()) {
        if let Ok(access) = decide(&viewer, &world.policy()) {
            let seen = Field::ALL.iter().filter(|field| model::sees(&world, &viewer, **field, None)).count();
            prop_assert_eq!(access.open_fields(), seen);
            prop_assert_eq!(access.is_owner(), viewer.owner);
        }
    }
}

/// The reason is told to the owner in "view as", so it is the one that matters most.
#[test]
fn absence_names_the_block_before_the_state_and_the_state_before_the_toggles() {
    let hidden = World { state: ProfileState::Suspended, public_url_enabled: false, ..World::wide_open() }
        .with_section(Section::Header, Visibility::Private);
    let absence = |viewer: &Relation, world: &World| decide(viewer, &world.policy()).err();
    let blocked = Relation { excluded: true, ..Relation::MEMBER };
    assert_eq!(absence(&blocked, &hidden), Some(Absence::Excluded));
    assert_eq!(absence(&Relation::MEMBER, &hidden), Some(Absence::NotActive));
    assert_eq!(absence(&Relation::ANONYMOUS, &hidden), Some(Absence::NotActive));
    let active = World { state: ProfileState::Active, ..hidden };
    assert_eq!(absence(&Relation::MEMBER, &active), Some(Absence::HeaderHidden));
    let shown = active.with_section(Section::Header, Visibility::Public);
    assert_eq!(absence(&Relation::ANONYMOUS, &shown), Some(Absence::PublicUrlOff));
    assert_eq!(absence(&Relation::MEMBER, &shown), None);
}
