//! The door: values come out of `Governed` by decision, and in no other way.

use std::cell::Cell;

use folio_policy::{
    Field, Governed, GovernedItem, Relation, Section, Visibility, decide, field, governed, matrix::MATRIX,
};

use crate::{model::World, persons::one_of_each};

const SECRET: &str = "3.97 of 4.00";

#[derive(Debug, Clone, PartialEq)]
struct Course {
    name: &'static str,
    grade: &'static str,
    toggle: Option<Visibility>,
}

impl GovernedItem for Course {
    type Existence = field::EducationId;

    fn visibility(&self) -> Option<Visibility> {
        self.toggle
    }
}

fn courses() -> Governed<field::ProfileEducation, Vec<Course>> {
    Governed::new(
        [
            ("follows", None),
            ("public", Some(Visibility::Public)),
            ("platform", Some(Visibility::Platform)),
            ("mentors", Some("RESTRICTED(MENTORS)".parse().expect("a visibility"))),
            ("private", Some(Visibility::Private)),
        ]
        .map(|(name, toggle)| Course { name, grade: SECRET, toggle })
        .to_vec(),
    )
}

#[test]
fn reveal_gives_the_value_or_its_absence() {
    let policy = World::wide_open().with_section(Section::About, Visibility::Platform).policy();
    let member = decide(&Relation::MEMBER, &policy).expect("exists");
    let visitor = decide(&Relation::ANONYMOUS, &policy).expect("exists");
    let text = Governed::<field::ProfileAbout, String>::new("about me".to_owned());
    assert_eq!(text.clone().reveal(member.whole()), "about me");
    assert_eq!(text.clone().reveal(visitor.whole()), "");
    assert_eq!(text.clone().reveal(member.within(Some(Visibility::Private))), "");
    let maybe = Governed::<field::ProfileAbout, Option<u32>>::new(Some(7));
    assert_eq!(maybe.clone().reveal(member.whole()), Some(7));
    assert_eq!(maybe.reveal(visitor.whole()), None);
    let number = Governed::<field::ProfileAbout, u32>::new(7);
    assert_eq!(number.clone().reveal_some(member.whole()), Some(7));
    assert_eq!(number.clone().reveal_some(visitor.whole()), None);
    assert_eq!(number.reveal_some(member.within(Some(Visibility::Private))), None);
}

#[test]
fn a_value_is_governed_by_the_row_of_its_own_field() {
    let policy = World::wide_open().with_field(Field::ProfileHeadline, Visibility::Private).policy();
    let visitor = decide(&Relation::ANONYMOUS, &policy).expect("exists");
    assert_eq!(Governed::<field::ProfileHeadline, Option<u8>>::new(Some(1)).reveal(visitor.whole()), None);
    assert_eq!(Governed::<field::ProfilePronouns, Option<u8>>::new(Some(1)).reveal(visitor.whole()), Some(1));
}

#[test]
fn items_exist_for_those_whom_the_section_and_their_own_toggle_let_in() {
    let policy = World::wide_open().with_section(Section::Education, Visibility::Platform).policy();
    let expected: [&[&str]; 9] = [
        &[],
        &["follows", "public", "platform"],
        &["follows", "public", "platform", "mentors"],
        &["follows", "public", "platform"],
        &["follows", "public", "platform", "mentors"],
        &["follows", "public", "platform", "mentors", "private"],
        &["follows", "public", "platform", "mentors", "private"],
        &["follows", "public", "platform", "mentors", "private"],
        &[],
    ];
    for (viewer, expected) in one_of_each().into_iter().zip(expected) {
        let names: Vec<_> = match decide(&viewer, &policy) {
            Ok(access) => courses().reveal_items(&access).map(|(_, course)| course.name).collect(),
            Err(_) => Vec::new(),
        };
        assert_eq!(names, expected, "{viewer:?}");
    }
}

#[test]
fn without_their_section_there_are_no_items_and_no_field_toggle_takes_its_place() {
    let members = |world: World| {
        let access = decide(&Relation::MEMBER, &world.policy()).expect("exists");
        courses().reveal_items(&access).count()
    };
    let all = members(World::wide_open());
    assert!(all > 0);
    assert_eq!(members(World::wide_open().with_section(Section::Education, Visibility::Private)), 0);
    for follows in [Field::ProfileEducation, Field::EducationId] {
        let stored = World::wide_open().with_field(follows, Visibility::Private);
        assert_eq!(members(stored), all, "{} has no toggle of its own", follows.coordinate());
    }
}

#[test]
fn an_item_comes_with_the_scope_that_opens_its_fields() {
    // An employer and mentor in one: each item opens to one of the two, the grade to employers only.
    let both = Relation { mentor: true, verified_employer: true, ..Relation::MEMBER };
    let policy = World::wide_open()
        .with_section(Section::Gpa, "RESTRICTED(EMPLOYERS)".parse().expect("a visibility"))
        .policy();
    let access = decide(&both, &policy).expect("exists");
    let grades: Vec<_> = courses()
        .reveal_items(&access)
        .map(|(scope, course)| {
            let grade = Governed::<field::EducationGpa, &str>::new(course.grade);
            (course.name, grade.reveal_some(scope).is_some())
        })
        .collect();
    assert_eq!(grades, [("follows", true), ("public", true), ("platform", true), ("mentors", false)]);
}

#[test]
fn debug_output_names_the_field_and_never_looks_at_the_value() {
    struct Tattler<'a>(&'a Cell<bool>);
    impl std::fmt::Debug for Tattler<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            self.0.set(true);
            f.write_str(SECRET)
        }
    }
    let asked = Cell::new(false);
    let sealed = Governed::<field::EducationGpa, _>::new(Tattler(&asked));
    let printed = [format!("{sealed:?}"), format!("{sealed:#?}"), format!("{:?}", Some(vec![&sealed]))];
    for text in printed {
        assert!(text.contains("Education.gpa") && !text.contains(SECRET), "{text}");
    }
    assert!(!asked.get());
    assert!(!format!("{:?}", courses()).contains(SECRET));
}

#[test]
fn the_stored_form_is_the_values_own() {
    let sealed = Governed::<field::ProfileLinks, Vec<u8>>::new(vec![1, 2]);
    let json = governed::storing(|| serde_json::to_string(&sealed)).expect("serialises");
    assert_eq!(json, "[1,2]");
    assert!(serde_json::from_str::<Governed<field::ProfileLinks, Vec<u8>>>(&json).expect("reads") == sealed);
    assert!(Governed::<field::ProfileLinks, Vec<u8>>::default() == Governed::new(Vec::new()));
}

#[test]
fn a_sealed_value_is_serialised_for_storing_only() {
    let sealed = Governed::<field::EducationGpa, _>::new("3.81".to_owned());
    assert!(serde_json::to_string(&sealed).is_err());
    assert!(serde_json::to_value(vec![Some(&sealed)]).is_err());
    let panicked = std::panic::catch_unwind(|| governed::storing(|| panic!("while storing")));
    assert!(panicked.is_err());
    assert!(
        serde_json::to_string(&sealed).is_err(),
        "the permission ends with its closure, however that ends"
    );
}

#[test]
fn every_row_has_its_type() {
    use folio_policy::GovernedField;
    assert_eq!(<field::EducationGpa as GovernedField>::FIELD, Field::EducationGpa);
    assert_eq!(<field::ProfileDisplayName as GovernedField>::FIELD, Field::ProfileDisplayName);
    assert_eq!(MATRIX.len(), Field::ALL.len());
}
