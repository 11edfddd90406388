//! Toggles as they are stored: what was written comes back, and what can't be read, or shouldn't be there, hides.

use folio_policy::{
    Audience, Field, ProfilePolicy, ProfileState, Relation, Role, Section, Toggles, Visibility, decide,
};
use proptest::prelude::*;

use crate::{
    model::{self, World},
    persons::{any_field, any_visibility, anybody, one_of_each},
};

fn stored(json: &str) -> Toggles {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}

fn sees(viewer: &Relation, toggles: Toggles, field: Field) -> bool {
    let policy = ProfilePolicy { state: ProfileState::Active, public_url_enabled: true, toggles };
    decide(viewer, &policy).is_ok_and(|access| access.may_see(field))
}

#[test]
fn stored_toggles_beyond_the_matrix_open_no_more_than_its_bound() {
    let too_open = stored(
        r#"{"sections": {"HEADER": "PUBLIC", "EDUCATION": "PUBLIC", "GPA": "PUBLIC", "CONTACT": "PLATFORM",
                         "PREFERENCES": "PUBLIC", "SYSTEM": "PUBLIC"},
            "fields": {"Education.gpa": "PUBLIC", "Contact.email": "PUBLIC", "Preferences.timezone": "PUBLIC",
                       "Profile.version": "PLATFORM"}}"#,
    );
    for (audience, viewer) in Audience::ALL.into_iter().zip(one_of_each()) {
        let all = matches!(audience, Audience::Owner | Audience::Moderator | Audience::Admin);
        let in_circle = all || matches!(audience, Audience::Employer | Audience::Mentor | Audience::Grantee);
        for field in [Field::EducationGpa, Field::ContactEmail] {
            assert_eq!(
                sees(&viewer, too_open.clone(), field),
                in_circle,
                "{} as {audience:?}",
                field.coordinate()
            );
        }
        for field in [Field::PreferencesTimezone, Field::ProfileVersion, Field::ProfileAccessReport] {
            assert_eq!(sees(&viewer, too_open.clone(), field), all, "{} as {audience:?}", field.coordinate());
        }
    }
}

#[test]
fn a_level_that_cannot_be_read_is_private() {
    for level in [
        r#""""#,
        r#""public""#,
        r#""PUBLIC ""#,
        r#""EVERYBODY""#,
        r#""RESTRICTED""#,
        r#""RESTRICTED(MENTORS,EMPLOYERS)""#,
        r#""\u0000""#,
        "null",
        "true",
        "0",
        "-1",
        "1.5",
        "[]",
        r#"["PUBLIC"]"#,
        "{}",
        r#"{"level": "PUBLIC", "circle": ["EMPLOYERS"]}"#,
    ] {
        let json = format!(
            r#"{{"sections": {{"HEADER": "PUBLIC", "ABOUT": {level}, "LINKS": "PUBLIC"}},
                "fields": {{"Profile.headline": {level}}}}}"#
        );
        let toggles = stored(&json);
        assert_eq!(toggles.section(Section::About), Visibility::Private, "{level}");
        assert_eq!(toggles.field(Field::ProfileHeadline), Some(Visibility::Private), "{level}");
        assert_eq!(toggles.section(Section::Links), Visibility::Public, "its neighbour stays, after {level}");
        for field in [Field::ProfileAbout, Field::ProfileHeadline] {
            assert!(!sees(&Relation::typical(Audience::Employer), toggles.clone(), field), "{level}");
        }
    }
}

#[test]
fn what_is_not_stored_has_its_strictest_default() {
    let half = stored(r#"{"sections": {"ABOUT": "PUBLIC"}}"#);
    for &section in Section::ALL {
        let expected =
            if section == Section::About { Visibility::Public } else { section.defaults().for_role(None) };
        assert_eq!(half.section(section), expected, "{}", section.name());
    }
    assert_eq!(half.fields().count(), 0);
    assert_eq!(stored("{}"), Toggles::defaults(None));
    assert_eq!(stored(r#"{"sections": {}, "fields": {}}"#), Toggles::defaults(None));
}

#[test]
fn names_that_the_matrix_does_not_know_govern_nothing() {
    let foreign = stored(
        r#"{"sections": {"header": "PRIVATE", "POETRY": "PUBLIC"}, "fields": {"Profile.poem": "PUBLIC"},
            "items": {"1": "PUBLIC"}}"#,
    );
    assert_eq!(foreign, Toggles::defaults(None));
}

#[test]
fn a_document_of_another_shape_opens_no_more_than_the_strictest_defaults() {
    for json in ["null", "[]", "7", r#""PUBLIC""#, r#"{"sections": []}"#, r#"{"fields": "PUBLIC"}"#, "{", ""]
    {
        if let Ok(toggles) = serde_json::from_str::<Toggles>(json) {
            assert_eq!(toggles, Toggles::defaults(None), "{json}");
        }
    }
}

/// The database's driver may hand the document over as bytes, as a value or escaped; all read the same.
#[test]
fn toggles_are_read_the_same_however_the_document_is_handed_over() {
    let json =
        r#"{"sections": {"\u0041BOUT": "P\u0055BLIC"}, "fields": {"Profile\u002eheadline": "PRIVATE"}}"#;
    let plain = stored(r#"{"sections": {"ABOUT": "PUBLIC"}, "fields": {"Profile.headline": "PRIVATE"}}"#);
    assert_eq!(stored(json), plain);
    let value: serde_json::Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(serde_json::from_value::<Toggles>(value).expect("from a value"), plain);
    assert_eq!(serde_json::from_reader::<_, Toggles>(json.as_bytes()).expect("from a reader"), plain);
}

#[test]
fn setters_take_what_the_matrix_allows_and_name_the_bound_otherwise() {
    for visibility in Visibility::ALL {
        for &section in Section::ALL {
            let mut toggles = Toggles::defaults(Some(Role::Student));
            let before = toggles.clone();
            let bound = section.most_open();
            if visibility.within(bound) {
                toggles.set_section(section, visibility).expect("allowed");
                assert_eq!(toggles.section(section), visibility);
            } else {
                let error = toggles.set_section(section, visibility).expect_err("too open");
                assert_eq!(error.most_open, bound);
                assert_eq!(error.to_string(), format!("the most open level here is {}", bound.level()));
                assert_eq!(toggles, before, "a refused toggle changes nothing");
            }
        }
        for &field in Field::ALL {
            let mut toggles = Toggles::defaults(Some(Role::Student));
            let before = toggles.clone();
            let allowed = model::has_toggle(field) && visibility.within(field.row().section.most_open());
            assert_eq!(toggles.set_field(field, Some(visibility)).is_ok(), allowed, "{}", field.coordinate());
            assert_eq!(toggles.field(field), allowed.then_some(visibility));
            toggles.set_field(field, None).expect("taking a toggle away is always allowed");
            assert_eq!(toggles, before);
        }
    }
}

#[test]
fn the_stored_form_is_a_flat_document_of_names() {
    let mut toggles = Toggles::defaults(Some(Role::Employer));
    toggles.set_field(Field::ProfilePronouns, Some(Visibility::Private)).expect("allowed");
    let document = serde_json::to_value(&toggles).expect("serialises");
    assert_eq!(document["fields"], serde_json::json!({"Profile.pronouns": "PRIVATE"}));
    let sections = document["sections"].as_object().expect("an object");
    assert_eq!(sections.len(), Section::COUNT, "every section is written down once");
    assert_eq!(sections["HEADER"], "PUBLIC");
    assert_eq!(sections["CONTACT"], "RESTRICTED(EMPLOYERS)");
    let untouched = serde_json::to_value(Toggles::defaults(None)).expect("serialises");
    assert!(untouched.get("fields").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_comes_back(
        sections in prop::collection::vec((prop::sample::select(Section::ALL), any_visibility()), 0..40),
        fields in prop::collection::vec((any_field(), any_visibility()), 0..40),
    ) {
        let mut toggles = Toggles::defaults(None);
        for (section, visibility) in sections {
            // Refused ones are not written.
            let _ = toggles.set_section(section, visibility);
        }
        for (field, visibility) in fields {
            let _ = toggles.set_field(field, Some(visibility));
        }
        let json = serde_json::to_string(&toggles).expect("serialises");
        prop_assert_eq!(stored(&json), toggles);
    }

    #[test]
    fn a_toggle_beyond_its_bound_shows_what_the_bound_would(field in any_field(), viewer in anybody(), beyond in any_visibility()) {
        let bound = field.row().section.most_open().widest();
        if beyond.within(bound) {
            return Ok(());
        }
        let open = World::wide_open().with_section(field.row().section, bound);
        let allowed = sees(&viewer, open.policy().toggles, field);
        let by_section = World::wide_open().with_section(field.row().section, beyond);
        let by_field = open.with_field(field, beyond);
        for world in [by_section, by_field] {
            prop_assert_eq!(sees(&viewer, world.policy().toggles, field), allowed);
            prop_assert_eq!(model::sees(&world, &viewer, field, None), allowed);
        }
    }
}
