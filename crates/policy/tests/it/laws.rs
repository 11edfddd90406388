//! What must hold of any decision, said without the model.

use folio_policy::{
    Absence, Audience, Circle, Field, ProfilePolicy, ProfileState, Relation, Role, Section, SectionSet,
    Toggles, Visibility, decide,
};
use proptest::prelude::*;

use crate::{
    model::{self, World},
    persons::{
        ADMIN, IDLE_ADMIN, IDLE_MODERATOR, MODERATOR, any_field, any_visibility, any_world, anybody,
        one_of_each,
    },
};

/// The fields that the viewer sees; none of a profile that does not exist for them.
fn seen(viewer: &Relation, policy: &ProfilePolicy) -> Vec<Field> {
    match decide(viewer, policy) {
        Ok(access) => Field::ALL.iter().copied().filter(|field| access.may_see(*field)).collect(),
        Err(_) => Vec::new(),
    }
}

/// Told by hand: whoever passes the stricter one passes the wider one.
fn is_at_most_as_open(strict: Visibility, wide: Visibility) -> bool {
    match (strict, wide) {
        (_, Visibility::Public) | (Visibility::Private, _) => true,
        (Visibility::Public, _) | (_, Visibility::Private) => false,
        (_, Visibility::Platform) => true,
        (Visibility::Platform, _) => false,
        (Visibility::Restricted(strict), Visibility::Restricted(wide)) => {
            strict.employers <= wide.employers && strict.mentors <= wide.mentors
        }
    }
}

#[test]
fn within_a_bound_means_no_more_open_than_it() {
    for visibility in Visibility::ALL {
        for bound in Visibility::ALL {
            // A bound of RESTRICTED leaves the subset to the owner.
            let widest = match bound {
                Visibility::Restricted(_) => Visibility::Restricted(Circle::BOTH),
                other => other,
            };
            assert_eq!(bound.widest(), widest);
            assert_eq!(
                visibility.within(bound),
                is_at_most_as_open(visibility, widest),
                "{visibility} in {bound}"
            );
        }
    }
}

#[test]
fn a_set_of_sections_holds_what_was_put_in() {
    for &section in Section::ALL {
        let set = SectionSet::EMPTY.with(section);
        assert!(Section::ALL.iter().all(|other| set.contains(*other) == (*other == section)));
        assert!(SectionSet::ALL.contains(section) && !SectionSet::EMPTY.contains(section) && !set.is_empty());
    }
    assert!(SectionSet::EMPTY.is_empty());
}

#[test]
fn the_plainest_viewer_of_each_audience_holds_it() {
    for (audience, viewer) in Audience::ALL.into_iter().zip(one_of_each()) {
        let typical = Relation::typical(audience);
        assert!(typical.audiences().contains(audience), "{}", audience.name());
        assert_eq!(typical, viewer, "{}", audience.name());
    }
    assert_eq!(Relation::default(), Relation::ANONYMOUS);
}

#[test]
fn someone_blocked_holds_no_audience_but_excluded_unless_owner_or_staff_on_duty() {
    let blocked = Relation { excluded: true, grants: SectionSet::ALL, mentor: true, ..Relation::MEMBER };
    let held: Vec<_> = blocked.audiences().iter().collect();
    assert_eq!(held, [Audience::Excluded]);
    for staff in [IDLE_MODERATOR, IDLE_ADMIN] {
        let policy = World::wide_open().policy();
        assert_eq!(decide(&Relation { staff: Some(staff), ..blocked }, &policy), Err(Absence::Excluded));
    }
    let policy = World::wide_open().policy();
    for allowed in [
        Relation { owner: true, ..blocked },
        Relation { staff: Some(MODERATOR), ..blocked },
        Relation { staff: Some(ADMIN), ..blocked },
    ] {
        assert_eq!(seen(&allowed, &policy), Field::ALL);
    }
    // "what is PUBLIC stays reachable to a signed-out browser".
    let signed_out = Relation { excluded: true, ..Relation::ANONYMOUS };
    assert_eq!(seen(&signed_out, &policy), seen(&Relation::ANONYMOUS, &policy));
    assert!(!seen(&signed_out, &policy).is_empty());
}

#[test]
fn owner_and_staff_on_duty_see_everything_in_every_state() {
    let closed = Section::ALL
        .iter()
        .fold(World::wide_open(), |world, section| world.with_section(*section, Visibility::Private));
    for state in ProfileState::ALL {
        let policy = World { state, public_url_enabled: false, ..closed.clone() }.policy();
        // An owner's own profile is the one that is not ACTIVE, so they are no active member either.
        let owner = Relation { owner: true, active_member: false, ..Relation::MEMBER };
        for viewer in [
            owner,
            Relation::typical(Audience::Owner),
            Relation::typical(Audience::Moderator),
            Relation::typical(Audience::Admin),
        ] {
            let access = decide(&viewer, &policy).expect("exists for owner and staff");
            assert_eq!(access.open_fields(), Field::COUNT);
            assert!(Field::ALL.iter().all(|field| access.within(Some(Visibility::Private)).may_see(*field)));
            assert_eq!(access.is_owner(), viewer.owner);
        }
        if state != ProfileState::Active {
            for staff in [IDLE_MODERATOR, IDLE_ADMIN] {
                let idle = Relation { staff: Some(staff), ..Relation::MEMBER };
                assert_eq!(decide(&idle, &policy), Err(Absence::NotActive));
            }
        }
    }
}

#[test]
fn defaults_show_a_student_to_members_and_a_mentor_to_everybody() {
    let policy = |role, public_url_enabled| ProfilePolicy {
        state: ProfileState::Active,
        public_url_enabled,
        toggles: Toggles::defaults(role),
    };
    let student = policy(Some(Role::Student), false);
    assert!(decide(&Relation::ANONYMOUS, &student).is_err());
    let member = seen(&Relation::MEMBER, &student);
    assert!(member.contains(&Field::ProfileAbout) && member.contains(&Field::EducationInstitution));
    assert!(!member.contains(&Field::EducationGpa) && !member.contains(&Field::AvailabilityStatus));
    let employer = seen(&Relation::typical(Audience::Employer), &student);
    assert!(employer.contains(&Field::AvailabilityStatus) && !employer.contains(&Field::ContactEmail));
    let mentor = seen(&Relation::ANONYMOUS, &policy(Some(Role::Mentor), true));
    assert!(mentor.contains(&Field::ProfileDisplayName) && !mentor.contains(&Field::ProfileEducation));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tightening_a_toggle_never_reveals(
        world in any_world(),
        viewer in anybody(),
        section in prop::sample::select(Section::ALL),
        field in any_field(),
        (first, second) in (any_visibility(), any_visibility()),
        item in any_visibility(),
    ) {
        let (strict, wide) = match (is_at_most_as_open(first, second), is_at_most_as_open(second, first)) {
            (true, _) => (first, second),
            (false, true) => (second, first),
            // Two circles that neither holds the other: PRIVATE is within both.
            (false, false) => (Visibility::Private, first),
        };
        let pairs = [
            (world.clone().with_section(section, wide), world.clone().with_section(section, strict)),
            (world.clone().with_field(field, wide), world.clone().with_field(field, strict)),
            // A toggle of its own never opens a field beyond its section.
            (World { fields: Default::default(), ..world.clone() }, world.clone()),
        ];
        for (before, after) in pairs {
            let (before, after) = (before.policy(), after.policy());
            let was_seen = seen(&viewer, &before);
            for field in seen(&viewer, &after) {
                prop_assert!(was_seen.contains(&field), "{} appeared", field.coordinate());
            }
            if let Ok(access) = decide(&viewer, &after) {
                for &field in Field::ALL {
                    let in_strict = access.within(Some(strict)).may_see(field);
                    let in_wide = access.within(Some(wide)).may_see(field);
                    prop_assert!(!in_strict || in_wide, "{} in an item", field.coordinate());
                    prop_assert!(!access.within(Some(item)).may_see(field) || access.may_see(field));
                }
            }
        }
    }

    #[test]
    fn more_rights_never_see_less(world in any_world(), viewer in anybody(), section in prop::sample::select(Section::ALL)) {
        let policy = world.policy();
        let fewer = seen(&viewer, &policy);
        for more in [
            Relation { grants: viewer.grants.with(section), ..viewer },
            Relation { owner: true, ..viewer },
            Relation { mentor: true, ..viewer },
            Relation { verified_employer: true, ..viewer },
            Relation { excluded: false, ..viewer },
        ] {
            let more = seen(&more, &policy);
            prop_assert!(fewer.iter().all(|field| more.contains(field)));
        }
    }

    #[test]
    fn someone_suspended_reads_like_an_anonymous_visitor(world in any_world(), viewer in anybody()) {
        let suspended = Relation { signed_in: true, active_member: false, owner: false, excluded: false, staff: None, ..viewer };
        let visitor = Relation { grants: viewer.grants, ..Relation::ANONYMOUS };
        prop_assert_eq!(decide(&suspended, &world.policy()), decide(&visitor, &world.policy()));
    }

    #[test]
    fn staff_without_a_purpose_read_as_member(world in any_world(), viewer in anybody()) {
        for staff in [IDLE_MODERATOR, IDLE_ADMIN] {
            let idle = Relation { owner: false, excluded: false, staff: Some(staff), ..Relation::MEMBER };
            let idle = Relation { mentor: viewer.mentor, verified_employer: viewer.verified_employer, ..idle };
            let idle = Relation { grants: viewer.grants, ..idle };
            prop_assert_eq!(decide(&idle, &world.policy()), decide(&Relation::MEMBER, &world.policy()));
        }
    }

    #[test]
    fn a_grant_opens_its_own_sections_only_and_never_what_is_private(world in any_world(), viewer in anybody(), section in prop::sample::select(Section::ALL)) {
        let viewer = Relation { owner: false, staff: None, ..viewer };
        let without = Relation { grants: SectionSet::EMPTY, ..viewer };
        let with = Relation { grants: SectionSet::EMPTY.with(section), ..viewer };
        let policy = world.policy();
        // A grant of HEADER may make the profile exist: then the rest is what the viewer would see through an open one.
        let before = match decide(&without, &policy) {
            Err(_) if section == Section::Header => {
                let entered = World { public_url_enabled: true, ..world.clone() };
                seen(&without, &entered.with_section(Section::Header, Visibility::Public).policy())
            }
            _ => seen(&without, &policy),
        };
        for field in seen(&with, &policy) {
            if before.contains(&field) {
                continue;
            }
            prop_assert_eq!(field.row().section, section);
            let toggle = world.fields.get(&field).filter(|_| model::has_toggle(field));
            prop_assert_ne!(toggle, Some(&Visibility::Private));
            prop_assert_ne!(world.sections[&section], Visibility::Private);
        }
    }

    #[test]
    fn sub_sections_are_never_more_open_than_what_they_are_part_of(world in any_world(), viewer in anybody()) {
        // Without toggles of single fields: those may hide part of the parent, but not the parent.
        let policy = World { fields: Default::default(), ..world }.policy();
        let seen = seen(&viewer, &policy);
        if seen.contains(&Field::EducationGpa) {
            prop_assert!(seen.contains(&Field::EducationInstitution));
        }
        if seen.contains(&Field::ContactEmail) {
            prop_assert!(seen.contains(&Field::ProfileDisplayName));
        }
    }
}
