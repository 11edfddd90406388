//! A setting tells what the decision does, by the model too, and the limits that it names are true: lifting one lets
//! those through whom it keeps out, or shows the next one.

use folio_policy::{
    Audience, AudienceSet, Circle, Field, ProfileState, Section, Setting, Visibility, decide,
    settings::LimitedBy,
};
use proptest::prelude::*;

use crate::{
    model::{self, World},
    persons::{any_field, any_visibility, any_world, one_of_each},
};

/// The field that says whether an item of its section exists.
const EXISTENCE: [(Section, Field); 3] = [
    (Section::Links, Field::LinkId),
    (Section::Education, Field::EducationId),
    (Section::Projects, Field::ProjectId),
];

fn audiences(is_open: impl Fn(usize) -> bool) -> Vec<Audience> {
    Audience::ALL.into_iter().enumerate().filter(|(index, _)| is_open(*index)).map(|(_, a)| a).collect()
}

fn list(set: AudienceSet) -> Vec<Audience> {
    set.iter().collect()
}

/// Each audience but EXCLUDED is either among those that see it, or kept out by exactly one limit.
fn assert_adds_up(setting: &Setting) {
    let mut seen = list(setting.open_to);
    for (index, limit) in setting.limits.iter().enumerate() {
        assert!(!limit.keeps_out.is_empty(), "{limit:?} keeps nobody out");
        assert!(setting.limits[..index].iter().all(|other| other.by != limit.by), "{limit:?} twice");
        seen.extend(limit.keeps_out.iter());
    }
    seen.sort();
    assert_eq!(seen, audiences(|index| Audience::ALL[index] != Audience::Excluded), "{setting:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_field_is_open_to_those_to_whom_the_decision_opens_it(world in any_world()) {
        let (policy, viewers) = (world.policy(), one_of_each());
        for &field in Field::ALL {
            let setting = Setting::of_field(field, &policy);
            let decided = audiences(|index| {
                decide(&viewers[index], &policy).is_ok_and(|access| access.may_see(field))
            });
            let modelled = audiences(|index| model::sees(&world, &viewers[index], field, None));
            prop_assert_eq!(list(setting.open_to), decided, "{}", field.coordinate());
            prop_assert_eq!(list(setting.open_to), modelled, "{}", field.coordinate());
            assert_adds_up(&setting);
        }
    }

    #[test]
    fn an_item_is_open_to_those_to_whom_the_decision_opens_it(
        world in any_world(),
        toggle in prop::option::of(any_visibility()),
    ) {
        let (policy, viewers) = (world.policy(), one_of_each());
        for (section, field) in EXISTENCE {
            let setting = Setting::of_item(section, toggle, &policy);
            let decided = audiences(|index| {
                decide(&viewers[index], &policy).is_ok_and(|access| access.within(toggle).may_see(field))
            });
            let modelled = audiences(|index| model::sees(&world, &viewers[index], field, toggle));
            prop_assert_eq!(list(setting.open_to), decided, "{}", section.name());
            prop_assert_eq!(list(setting.open_to), modelled, "{}", section.name());
            prop_assert_eq!(setting.chosen, toggle);
            assert_adds_up(&setting);
        }
    }

    #[test]
    fn a_section_is_open_to_those_who_enter_it(world in any_world()) {
        let (policy, viewers) = (world.policy(), one_of_each());
        for &section in Section::ALL {
            let setting = Setting::of_section(section, &policy);
            let modelled = audiences(|index| {
                model::absences(&world, &viewers[index]).is_empty() && model::enters(&world, &viewers[index], section)
            });
            prop_assert_eq!(list(setting.open_to), modelled, "{}", section.name());
            assert_adds_up(&setting);
            // A field that has no toggle is as open as the section.
            for field in Field::ALL.iter().filter(|field| field.row().section == section && !model::has_toggle(**field)) {
                prop_assert_eq!(Setting::of_field(*field, &policy).open_to, setting.open_to);
            }
        }
    }

    /// Whoever is kept out by a limit gets in, or to another limit, once it is lifted; nobody else is shut out by that.
    #[test]
    fn lifting_a_limit_lets_through_or_shows_the_next(
        world in any_world(),
        field in any_field(),
    ) {
        let mut world = world;
        for _ in 0..8 {
            let setting = Setting::of_field(field, &world.policy());
            let Some(limit) = setting.limits.iter().rev().find(|limit| can_be_lifted(limit.by, &world)) else { break };
            lift(limit.by, field, &mut world);
            let after = Setting::of_field(field, &world.policy());
            prop_assert!(after.open_to.intersection(setting.open_to) == setting.open_to);
            let again = after.limits.iter().find(|other| other.by == limit.by);
            // Its own bound may stand behind a section's toggle; then it keeps out no more than before.
            let kept = again.map_or(AudienceSet::EMPTY, |limit| limit.keeps_out);
            prop_assert!(
                kept.is_empty() || !can_be_lifted(limit.by, &world),
                "{:?} was lifted and keeps out {:?}", limit.by, list(kept)
            );
        }
        // What is left then is the matrix, whatever toggle stands before it.
        let setting = Setting::of_field(field, &world.policy());
        let bound = field.row().most_open().widest().audiences();
        let through = Section::parent(field.row().section).map_or(bound, |parent| bound.intersection(parent.most_open().widest().audiences()));
        prop_assert_eq!(setting.open_to, through);
    }

    #[test]
    fn what_may_be_chosen_is_what_a_setter_takes(world in any_world(), field in any_field()) {
        let policy = world.policy();
        let accepted = |set: &dyn Fn(Visibility) -> bool| -> Vec<Visibility> {
            Visibility::ALL.into_iter().filter(|visibility| set(*visibility)).collect()
        };
        let offered = |setting: &Setting| -> Vec<Visibility> {
            Visibility::ALL.into_iter().filter(|v| setting.adjustable && v.within(setting.most_open)).collect()
        };
        let of_field = Setting::of_field(field, &policy);
        let taken = accepted(&|v| policy.toggles.clone().set_field(field, Some(v)).is_ok());
        prop_assert_eq!(offered(&of_field), taken, "{}", field.coordinate());
        for &section in Section::ALL {
            let setting = Setting::of_section(section, &policy);
            let taken = accepted(&|v| policy.toggles.clone().set_section(section, v).is_ok());
            prop_assert_eq!(setting.adjustable, taken != [Visibility::Private], "{}", section.name());
            if setting.adjustable {
                prop_assert_eq!(offered(&setting), taken, "{}", section.name());
            }
        }
    }
}

fn can_be_lifted(by: LimitedBy, world: &World) -> bool {
    let stands = |section| world.sections[&section] != section.most_open().widest();
    match by {
        LimitedBy::Bound | LimitedBy::Fixed => false,
        LimitedBy::OwnToggle | LimitedBy::NotActive | LimitedBy::PublicUrlOff => true,
        LimitedBy::Section(section) | LimitedBy::ParentSection(section) => stands(section),
        LimitedBy::HeaderHidden => stands(Section::Header),
    }
}

fn lift(by: LimitedBy, field: Field, world: &mut World) {
    let open = |world: &mut World, section: Section| {
        world.sections.insert(section, section.most_open().widest());
    };
    match by {
        LimitedBy::OwnToggle => drop(world.fields.remove(&field)),
        LimitedBy::Section(section) | LimitedBy::ParentSection(section) => open(world, section),
        LimitedBy::HeaderHidden => open(world, Section::Header),
        LimitedBy::NotActive => world.state = ProfileState::Active,
        LimitedBy::PublicUrlOff => world.public_url_enabled = true,
        LimitedBy::Bound | LimitedBy::Fixed => unreachable!("the matrix can't be lifted"),
    }
}

/// The limits of a setting, as names.
fn told(setting: &Setting) -> Vec<(LimitedBy, Vec<Audience>)> {
    setting.limits.iter().map(|limit| (limit.by, list(limit.keeps_out))).collect()
}

#[test]
fn each_limit_is_named_where_it_is_due_from_the_inside_outwards() {
    use Audience::{Anonymous, Employer, Grantee, Member, Mentor};
    let open = World::wide_open();
    let employers = Visibility::Restricted(Circle::EMPLOYERS);

    let about = |world: &World| told(&Setting::of_field(Field::ProfileAbout, &world.policy()));
    assert_eq!(about(&open), []);
    let world = open
        .clone()
        .with_field(Field::ProfileAbout, Visibility::Platform)
        .with_section(Section::About, employers);
    assert_eq!(
        about(&world),
        [(LimitedBy::OwnToggle, vec![Anonymous]), (LimitedBy::Section(Section::About), vec![Member, Mentor]),]
    );
    let closed = World { public_url_enabled: false, ..open.clone() };
    assert_eq!(about(&closed), [(LimitedBy::PublicUrlOff, vec![Anonymous])]);
    let everybody = vec![Anonymous, Member, Mentor, Employer, Grantee];
    let away = World { state: ProfileState::Deactivated, ..open.clone() };
    assert_eq!(about(&away), [(LimitedBy::NotActive, everybody.clone())]);
    let hidden = open.clone().with_section(Section::Header, Visibility::Platform);
    assert_eq!(about(&hidden), [(LimitedBy::HeaderHidden, vec![Anonymous])]);

    // More than the matrix allows got into the store somehow.
    let gpa = Setting::of_section(Section::Gpa, &open.policy());
    assert_eq!(told(&gpa), [(LimitedBy::Bound, vec![Anonymous, Member])]);
    assert_eq!((gpa.chosen, gpa.most_open), (Some(Visibility::Public), Visibility::Restricted(Circle::BOTH)));
    let below = open.clone().with_section(Section::Education, employers).policy();
    assert_eq!(
        told(&Setting::of_field(Field::EducationGpa, &below)),
        [
            (LimitedBy::Section(Section::Gpa), vec![Anonymous, Member]),
            (LimitedBy::ParentSection(Section::Education), vec![Mentor]),
        ]
    );

    for setting in [
        Setting::of_section(Section::Preferences, &open.policy()),
        Setting::of_field(Field::ProfileVersion, &open.policy()),
    ] {
        assert!(!setting.adjustable);
        assert_eq!(told(&setting), [(LimitedBy::Fixed, everybody.clone())]);
    }
}
