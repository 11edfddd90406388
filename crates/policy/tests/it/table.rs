//! The matrix held against the table "Role-aware defaults" of privacy.md.

use folio_policy::{Field, Role, Section, Visibility, matrix::MATRIX};

use crate::model::{DEFAULTS, read};

#[test]
fn sections_have_the_defaults_and_bounds_of_the_specification() {
    assert_eq!(DEFAULTS.len(), Section::COUNT);
    for &(name, student, employer, mentor, most_open) in DEFAULTS {
        let section = Section::parse(name).unwrap_or_else(|| panic!("no section {name}"));
        assert_eq!(section.name(), name);
        let defaults = section.defaults();
        assert_eq!(defaults.for_role(Some(Role::Student)), read(student), "{name} for a student");
        assert_eq!(defaults.for_role(Some(Role::Employer)), read(employer), "{name} for an employer");
        assert_eq!(defaults.for_role(Some(Role::Mentor)), read(mentor), "{name} for a mentor");
        assert_eq!(section.most_open().level(), most_open, "{name}, most open");
        assert_eq!(section.is_fixed(), most_open == "PRIVATE", "{name}");
    }
}

#[test]
fn someone_without_a_role_starts_with_the_strictest_column() {
    const STRICTEST_FIRST: [&str; 4] = ["PRIVATE", "RESTRICTED", "PLATFORM", "PUBLIC"];
    for &(name, student, employer, mentor, _) in DEFAULTS {
        let strictest = STRICTEST_FIRST
            .into_iter()
            .find(|level| [student, employer, mentor].contains(level))
            .expect("every column holds one of the four levels");
        let section = Section::parse(name).expect("a section of the table");
        assert_eq!(section.defaults().for_role(None), read(strictest), "{name} without a role");
    }
}

#[test]
fn only_gpa_and_contact_are_parts_of_another_section() {
    for &section in Section::ALL {
        let parent = match section.name() {
            "GPA" => Some("EDUCATION"),
            "CONTACT" => Some("HEADER"),
            _ => None,
        };
        assert_eq!(section.parent().map(Section::name), parent, "{}", section.name());
    }
}

/// The section of every field, by the rules that the specification's prose gives.
fn section_of(coordinate: &str) -> &'static str {
    let (owner, name) = coordinate.split_once('.').expect("Type.field");
    match (owner, name) {
        (_, "version" | "createdAt" | "updatedAt" | "position" | "provenance") => "SYSTEM",
        (_, "visibility") | ("Profile", "preferences" | "publication" | "accessReport") => "PREFERENCES",
        ("Education", "gpa") | ("Gpa", _) => "GPA",
        ("Profile", "about") => "ABOUT",
        ("Profile", "location") | ("Location", _) => "LOCATION",
        ("Profile", "contact") | ("Contact", _) => "CONTACT",
        ("Profile", "links") | ("Link", _) => "LINKS",
        ("Profile", "availability") | ("Availability" | "Money", _) => "AVAILABILITY",
        ("Profile", "education") | ("Education", _) => "EDUCATION",
        ("ProfileSkill", "endorsementCount" | "endorsements") | ("SkillEndorsement", _) => "ENDORSEMENTS",
        ("Profile", "facets" | "extractionStatus") | ("Facet" | "FacetSource" | "ExtractionStatus", _) => {
            "FACETS"
        }
        ("Profile", "recommendations") | ("Recommendation", _) => "RECOMMENDATIONS",
        ("Profile", "skills" | "skillKeywords") | ("ProfileSkill", _) => "SKILLS",
        ("Profile", "projects") | ("Project", _) => "PROJECTS",
        // Why an award is gone is between its owner and whoever took it back.
        ("BadgeAward", "revokedAt" | "revocationReason") => "SYSTEM",
        ("Profile", "badges") | ("BadgeAward", _) => "BADGES",
        ("Profile", "certificates") | ("Certificate", _) => "CERTIFICATES",
        ("Profile", "work") | ("WorkExperience", _) => "WORK",
        ("Profile", "languages") | ("LanguageSkill", _) => "LANGUAGES",
        ("Profile", "gigs") | ("Gig" | "GigClient" | "GigReview", _) => "GIGS",
        ("Profile", "media") | ("MediaItem", _) => "MEDIA",
        ("Profile", "strength") | ("Strength" | "StrengthFactor" | "StrengthAction", _) => "STRENGTH",
        ("Preferences" | "Publication", _) => "PREFERENCES",
        (
            "Profile",
            "id" | "slug" | "displayName" | "headline" | "pronouns" | "role" | "avatarUrl" | "coverUrl",
        ) => "HEADER",
        _ => panic!("{coordinate} is new: say here which section the specification puts it in"),
    }
}

#[test]
fn fields_stand_in_the_section_that_the_specification_puts_them_in() {
    for row in &MATRIX {
        let section = section_of(row.coordinate);
        assert_eq!(row.section.name(), section, "{}", row.coordinate);
        assert_eq!(row.most_open(), row.section.most_open(), "{}", row.coordinate);
        for role in [None, Some(Role::Student), Some(Role::Employer), Some(Role::Mentor)] {
            assert_eq!(row.default_for(role), row.section.defaults().for_role(role), "{}", row.coordinate);
        }
    }
}

#[test]
fn the_specification_bounds_these_fields_by_name() {
    for coordinate in ["Education.gpa", "Contact.email", "Contact.phone"] {
        let most_open = Field::parse(coordinate).expect(coordinate).row().most_open();
        assert_eq!(most_open.level(), "RESTRICTED", "{coordinate}");
    }
    for coordinate in ["Preferences.timezone", "Preferences.currency", "Preferences.settings"] {
        let most_open = Field::parse(coordinate).expect(coordinate).row().most_open();
        assert_eq!(most_open, Visibility::Private, "{coordinate}");
    }
}
