//! Explanations agree with decisions, and their reasons are true: undoing what a reason names undoes it.

use folio_policy::{
    Absence, Audience, Circle, Explanation, Field, ProfileState, Reason, Relation, Section, Visibility,
    decide,
};
use proptest::prelude::*;

use crate::{
    model::{self, Capacity, World},
    persons::{any_world, anybody, grant},
};

fn explain(world: &World, viewer: &Relation, field: Field) -> Explanation {
    let all = Explanation::all(viewer, &world.policy());
    all.into_iter().find(|explanation| explanation.field == field).expect("every field is explained")
}

/// The widest that the section's owner may choose.
fn widest(section: Section) -> Visibility {
    match section.most_open() {
        Visibility::Restricted(_) => Visibility::Restricted(Circle::BOTH),
        other => other,
    }
}

/// Undoes exactly what `reason` names. `None`: there is nothing to undo, now or ever.
fn undo(reason: Reason, field: Field, world: &mut World, viewer: &mut Relation) -> Option<()> {
    match reason {
        Reason::Owner | Reason::Open | Reason::AlwaysPrivate => return None,
        Reason::ProfileAbsent(Absence::Excluded) => viewer.excluded = false,
        Reason::ProfileAbsent(Absence::NotActive) => world.state = ProfileState::Active,
        Reason::ProfileAbsent(Absence::PublicUrlOff) => world.public_url_enabled = true,
        Reason::ProfileAbsent(Absence::HeaderHidden) => {
            let before = world.sections.insert(Section::Header, Visibility::Public);
            return (before != Some(Visibility::Public)).then_some(());
        }
        Reason::SectionHidden(section) | Reason::ParentHidden(section) => {
            let before = world.sections.insert(section, widest(section));
            return (before != Some(widest(section))).then_some(());
        }
        Reason::FieldHidden => {
            return world.fields.remove(&field).map(drop);
        }
    }
    Some(())
}

/// The audiences that a field is open to, by the model.
fn audiences(world: &World, field: Field) -> Vec<Audience> {
    [
        (Audience::Anonymous, Capacity::PasserBy),
        (Audience::Member, Capacity::Member),
        (Audience::Mentor, Capacity::Mentor),
        (Audience::Employer, Capacity::Employer),
        (Audience::Grantee, Capacity::Grantee),
        (Audience::Owner, Capacity::Owner),
        (Audience::Moderator, Capacity::StaffWithPurpose),
        (Audience::Admin, Capacity::StaffWithPurpose),
    ]
    .into_iter()
    .filter(|(_, capacity)| model::is_open_to(world, *capacity, field))
    .map(|(audience, _)| audience)
    .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn explanations_agree_with_the_decision_and_the_model(world in any_world(), viewer in anybody()) {
        let policy = world.policy();
        let decision = decide(&viewer, &policy);
        let all = Explanation::all(&viewer, &policy);
        prop_assert_eq!(all.iter().map(|e| e.field).collect::<Vec<_>>(), Field::ALL);
        for explanation in all {
            let field = explanation.field;
            let name = field.coordinate();
            let expected = decision.as_ref().is_ok_and(|access| access.may_see(field));
            prop_assert_eq!(explanation.visible, expected, "{}", name);
            prop_assert_eq!(explanation.visible, model::sees(&world, &viewer, field, None), "{}", name);
            prop_assert_eq!(explanation.effective.iter().collect::<Vec<_>>(), audiences(&world, field), "{}", name);
            let says_open = matches!(explanation.reason, Reason::Owner | Reason::Open);
            prop_assert_eq!(says_open, explanation.visible, "{}: {:?}", name, explanation.reason);
            prop_assert_eq!(explanation.reason == Reason::Owner, viewer.owner, "{}", name);
            if let Err(absence) = decision {
                prop_assert_eq!(explanation.reason, Reason::ProfileAbsent(absence), "{}", name);
            }
            // A section above it is called that, and no other.
            if let Reason::ParentHidden(section) = explanation.reason {
                prop_assert_eq!(field.row().section.parent(), Some(section), "{}", name);
            }
            if let Reason::SectionHidden(section) = explanation.reason {
                prop_assert_eq!(field.row().section, section, "{}", name);
            }
        }
    }

    /// An owner who follows the reasons one by one gets to a field that is seen, or to its bound; never in circles.
    #[test]
    fn undoing_what_a_reason_names_opens_the_field_or_leads_to_the_next_reason(
        world in any_world(),
        viewer in anybody(),
        field in prop::sample::select(Field::ALL),
    ) {
        let (mut world, mut viewer) = (world, viewer);
        let mut told = Vec::new();
        loop {
            let explanation = explain(&world, &viewer, field);
            if explanation.visible {
                break;
            }
            let reason = explanation.reason;
            if undo(reason, field, &mut world, &mut viewer).is_none() {
                // It is at its most open already: what hides it is the matrix's bound.
                let bound = widest(field.row().section);
                let open = World::wide_open().with_section(field.row().section, bound);
                prop_assert!(!model::sees(&open, &viewer, field, None), "{:?} leads nowhere", reason);
                break;
            }
            prop_assert!(!told.contains(&reason), "{:?} again, after it was undone", reason);
            // The field's own toggle is the innermost: without it nothing is left to hide the field.
            prop_assert!(!told.contains(&Reason::FieldHidden), "{:?} hid it, not the field's toggle", reason);
            told.push(reason);
        }
    }
}

#[test]
fn each_reason_is_given_where_it_is_due() {
    let member = Relation::MEMBER;
    let open = World::wide_open();
    let restricted = |to: &str| format!("RESTRICTED({to})").parse().expect("a visibility");
    let cases = [
        (open.clone(), Relation { owner: true, ..member }, Field::ProfileVersion, Reason::Owner),
        (open.clone(), member, Field::ProfileAbout, Reason::Open),
        (open.clone(), member, Field::ProfileVersion, Reason::AlwaysPrivate),
        (
            open.clone().with_section(Section::Header, Visibility::Private),
            member,
            Field::ProfileAbout,
            Reason::ProfileAbsent(Absence::HeaderHidden),
        ),
        (
            open.clone()
                .with_section(Section::About, Visibility::Private)
                .with_field(Field::ProfileAbout, Visibility::Private),
            member,
            Field::ProfileAbout,
            Reason::SectionHidden(Section::About),
        ),
        (
            open.clone().with_field(Field::ProfileAbout, Visibility::Private),
            member,
            Field::ProfileAbout,
            Reason::FieldHidden,
        ),
        (
            open.clone()
                .with_section(Section::Education, Visibility::Private)
                .with_section(Section::Gpa, Visibility::Private),
            Relation { mentor: true, ..member },
            Field::EducationGpa,
            Reason::ParentHidden(Section::Education),
        ),
        // Let into EDUCATION by a grant, into GPA as a mentor: by neither into both.
        (
            open.clone()
                .with_section(Section::Education, restricted(""))
                .with_section(Section::Gpa, restricted("MENTORS")),
            Relation { mentor: true, grants: grant(&[Section::Education]), ..member },
            Field::EducationGpa,
            Reason::ParentHidden(Section::Education),
        ),
        (
            open.clone()
                .with_section(Section::About, restricted(""))
                .with_field(Field::ProfileAbout, Visibility::Private),
            Relation { grants: grant(&[Section::Gpa]), ..member },
            Field::ProfileAbout,
            Reason::SectionHidden(Section::About),
        ),
        (
            open.with_section(Section::Gpa, restricted("EMPLOYERS")),
            Relation { mentor: true, ..member },
            Field::EducationGpa,
            Reason::SectionHidden(Section::Gpa),
        ),
    ];
    for (world, viewer, field, reason) in cases {
        assert_eq!(explain(&world, &viewer, field).reason, reason, "{} to {viewer:?}", field.coordinate());
    }
}
