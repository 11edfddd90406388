//! Older versions of the format, and what people make of it.

use serde_json::json;

use super::*;

fn named(mut basics: Value) -> Value {
    basics["name"] = json!("Ada Lovelace");
    json!({ "basics": basics })
}

fn with_education(entry: Value) -> ResumeImport {
    import_value(&json!({ "basics": { "name": "Ada" }, "education": [entry] }))
}

#[test]
fn the_first_version_is_read_without_loss() {
    let import = import_value(&json!({
        "basics": {
            "name": "Ada Lovelace",
            "label": "Analyst",
            "website": "https://ada.example.com",
            "profiles": [{ "network": "Twitter", "username": "ada", "url": "https://twitter.com/ada" }],
        },
        "education": [{
            "institution": "Home",
            "area": "Mathematics",
            "studyType": "Private",
            "startDate": "1928-12",
            "endDate": "1932",
            "gpa": "3.9",
            "courses": ["M1 - Calculus"],
        }],
    }));
    assert_eq!(import.losses.losses(), []);
    let draft = import.draft;
    assert_eq!(draft.links[0].url.as_str(), "https://ada.example.com");
    let education = &draft.education[0];
    assert_eq!(education.start.unwrap().to_string(), "1928-12");
    assert_eq!(education.end.unwrap().to_string(), "1932");
    assert_eq!(education.gpa, Gpa::new(390, None));
}

#[test]
fn the_present_key_wins_over_the_older_one() {
    let import = import_value(&named(
        json!({ "url": "https://new.example.com", "website": "https://old.example.com" }),
    ));
    assert_eq!(import.draft.links[0].url.as_str(), "https://new.example.com");
    assert_eq!(places(&import, LossReason::Superseded), ["basics.website"]);

    let same = import_value(&named(json!({ "url": "", "website": "https://old.example.com" })));
    assert_eq!(same.draft.links[0].url.as_str(), "https://old.example.com");
    assert!(same.losses.is_empty());
}

#[test]
fn contact_and_photo_are_said_to_stay_out() {
    let import = import_value(&named(json!({
        "email": "ada@example.com", "phone": "1 2", "image": "https://a.example/1", "picture": "https://a.example/2",
    })));
    assert_eq!(places(&import, LossReason::NotKept), ["basics.email", "basics.phone"]);
    assert_eq!(places(&import, LossReason::NotKeptYet), ["basics.image", "basics.picture"]);
}

#[test]
fn a_name_in_two_parts() {
    let import = import_value(&json!({ "basics": { "firstName": "Ada", "lastName": "Lovelace" } }));
    assert_eq!(import.draft.core.display_name, "Ada Lovelace");
    assert_eq!(places(&import, LossReason::Normalised), ["basics.firstName", "basics.lastName"]);
}

#[test]
fn profiles_in_several_forms() {
    let import = import_value(&named(json!({ "profiles": [
        "https://github.com/ada",
        { "network": "LinkedIn", "username": "@ada" },
        { "network": "GitHub", "url": "https://git.example.com/ada" },
        { "network": "Mastodon", "username": "ada" },
        { "network": "GitHub", "username": "../evil" },
        { "url": "https://notgithub.com/ada" },
        { "url": "de.linkedin.com/in/ada" },
    ] })));
    let links: Vec<_> =
        import.draft.links.iter().map(|link| (link.kind, link.label.as_deref(), link.url.as_str())).collect();
    assert_eq!(
        links,
        [
            (LinkKind::GitHub, None, "https://github.com/ada"),
            (LinkKind::LinkedIn, None, "https://www.linkedin.com/in/ada"),
            (LinkKind::Other, Some("GitHub"), "https://git.example.com/ada"),
            (LinkKind::Other, None, "https://notgithub.com/ada"),
            (LinkKind::LinkedIn, None, "https://de.linkedin.com/in/ada"),
        ]
    );
    assert_eq!(places(&import, LossReason::Unreadable), ["basics.profiles[3]", "basics.profiles[4]"]);
}

#[test]
fn one_item_instead_of_a_list() {
    let import = import_value(&json!({
        "basics": { "name": "Ada", "location": "London" },
        "education": { "institution": "Home", "courses": "Calculus" },
        "projects": ["Note G", { "name": "Bernoulli", "role": "Author", "skills": [{ "name": "Loops" }] }],
    }));
    assert_eq!(import.draft.core.city.as_deref(), Some("London"));
    assert_eq!(import.draft.education[0].coursework, ["Calculus"]);
    assert_eq!(import.draft.projects[0].name, "Note G");
    assert_eq!(import.draft.projects[1].roles, ["Author"]);
    assert_eq!(import.draft.projects[1].keywords, ["Loops"]);
    assert_eq!(
        places(&import, LossReason::Normalised),
        ["basics.location", "education", "education.courses", "projects[0]", "projects[1].role"]
    );
    assert_eq!(import.losses.losses().len(), 5);
}

#[test]
fn an_end_that_has_not_come() {
    for end in [json!("Present"), json!("current"), json!(" Ongoing ")] {
        let import = with_education(json!({ "institution": "Home", "startDate": "2020", "endDate": end }));
        assert_eq!(import.draft.education[0].start.unwrap().to_string(), "2020");
        assert_eq!(import.draft.education[0].end, None);
        assert_eq!(places(&import, LossReason::Normalised), ["education[0].endDate"]);
    }
    for end in [json!(""), json!(null)] {
        let import = with_education(json!({ "institution": "Home", "startDate": "2020", "endDate": end }));
        assert!(import.losses.is_empty());
    }
}

#[test]
fn dates_that_cannot_be_kept() {
    let reversed =
        with_education(json!({ "institution": "Home", "startDate": "2020-05", "endDate": "2019-12-31" }));
    assert_eq!((reversed.draft.education[0].start, reversed.draft.education[0].end), (None, None));
    assert_eq!(places(&reversed, LossReason::Unreadable), ["education[0].startDate", "education[0].endDate"]);
    let same_year =
        with_education(json!({ "institution": "Home", "startDate": "2020-05", "endDate": "2020" }));
    assert!(same_year.losses.is_empty());

    let vague =
        with_education(json!({ "institution": "Home", "startDate": "present", "endDate": "01/02/2020" }));
    assert_eq!(places(&vague, LossReason::Unreadable), ["education[0].startDate", "education[0].endDate"]);
    assert!(vague.losses.losses()[0].message.contains("2021-09"));
}

#[test]
fn a_project_with_only_a_release_date() {
    let import = import_value(&json!({
        "basics": { "name": "Ada" },
        "projects": [{ "name": "Note G", "releaseDate": "1943-10" }],
    }));
    assert_eq!(import.draft.projects[0].end.unwrap().to_string(), "1943-10");
    assert!(import.losses.is_empty());
}

#[test]
fn an_entry_needs_the_name_of_its_subject() {
    let import = import_value(&json!({
        "basics": { "name": "Ada" },
        "education": [{ "area": "Mathematics" }, { "institution": "Home" }],
        "projects": [{ "description": "A machine" }, { "title": "Note G" }],
    }));
    assert_eq!(import.draft.education.len(), 1);
    assert_eq!(import.draft.projects.len(), 1);
    assert_eq!(
        rows(&import),
        [("education[0]", LossReason::Unreadable), ("projects[0]", LossReason::Unreadable)]
    );
    assert!(import.losses.losses()[0].message.contains("`institution`"));
}

#[test]
fn scores_in_words() {
    let honours = with_education(json!({ "institution": "Home", "score": "First Class" })).draft;
    assert_eq!(honours.education[0].honours.as_deref(), Some("First Class"));

    // A grade tells as much as a GPA, so it doesn't move to the more public honours.
    let grade = with_education(json!({ "institution": "Home", "score": "B+" }));
    assert_eq!(grade.draft.education[0].score_text.as_deref(), Some("B+"));
    assert_eq!(grade.draft.education[0].honours, None);
    assert_eq!(places(&grade, LossReason::Normalised), ["education[0].score"]);

    let number = with_education(json!({ "institution": "Home", "score": 3.81 }));
    assert_eq!(number.draft.education[0].gpa, Gpa::new(381, None));
    assert!(number.losses.is_empty());

    let both = with_education(json!({ "institution": "Home", "honours": "cum laude", "gpa": "4,0" }));
    assert_eq!(both.draft.education[0].honours.as_deref(), Some("cum laude"));
    assert_eq!(both.draft.education[0].gpa, Gpa::new(400, None));
    assert_eq!(places(&both, LossReason::Normalised), ["education[0].gpa"]);
}

#[test]
fn countries_by_code_and_name() {
    for (written, code) in [
        ("US", Some("US")),
        ("us", Some("US")),
        ("USA", Some("US")),
        ("United States", Some("US")),
        ("U.K.", Some("GB")),
        ("Germany", Some("DE")),
        ("Samoa", Some("WS")),
        ("ZZ", None),
        ("Atlantis", None),
    ] {
        let import = import_value(&named(json!({ "location": { "countryCode": written } })));
        assert_eq!(import.draft.core.country_code.as_deref(), code, "{written}");
        let reason = if code.is_some() { LossReason::Normalised } else { LossReason::Unreadable };
        let expected: &[&str] = if code == Some(written) { &[] } else { &["basics.location.countryCode"] };
        assert_eq!(places(&import, reason), expected, "{written}");
    }
}

#[test]
fn two_names_for_one_open_end_are_both_told_of() {
    let resume = json!({
        "basics": { "name": "Ann" },
        "projects": [{ "name": "Loom", "endDate": "Present", "date": "Present" }],
    });
    let import = import_value(&resume);
    assert_eq!(import.draft.projects[0].end, None);
    assert_eq!(places(&import, LossReason::Normalised), ["projects[0].endDate"]);
    assert_eq!(places(&import, LossReason::Superseded), ["projects[0].date"]);
}
