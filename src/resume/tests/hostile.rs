//! Files that are broken, or meant to break something.

use serde_json::json;

use super::*;

fn error(file: &str) -> ResumeError {
    import(file.as_bytes()).err().expect("the file is refused")
}

#[test]
fn what_is_no_resume_is_refused_with_a_reason() {
    assert_eq!(error("[]"), ResumeError::NotAnObject);
    assert_eq!(error("\"Ada\""), ResumeError::NotAnObject);
    assert_eq!(error("{\n  oops }"), ResumeError::NotJson { line: 2, column: 3 });
    assert!(matches!(error(""), ResumeError::NotJson { .. }));
    assert!(matches!(error("{} {}"), ResumeError::NotJson { .. }));
    assert_eq!(import(b"{\"basics\": \"\xff\"}").err(), Some(ResumeError::NotUtf8));
    assert!(error("[]").to_string().contains("{\"basics\""));
}

#[test]
fn a_byte_order_mark_is_no_obstacle() {
    assert!(import("\u{FEFF}{\"basics\": {\"name\": \"Ada\"}}".as_bytes()).is_ok());
}

#[test]
fn a_file_without_a_usable_name_is_refused() {
    for resume in [
        json!({}),
        json!({ "basics": null }),
        json!({ "basics": [] }),
        json!({ "basics": { "name": " " } }),
        json!({ "basics": { "name": "\u{200B}" } }),
    ] {
        assert_eq!(error(&resume.to_string()), ResumeError::NoName, "{resume}");
    }
    for name in [json!(42), json!(["Ada"]), json!({ "first": "Ada" })] {
        let resume = json!({ "basics": { "name": name } });
        let path = "basics.name".to_owned();
        assert_eq!(error(&resume.to_string()), ResumeError::NotAName { path }, "{resume}");
    }
    let message = error(&json!({ "basics": { "name": "Ada\u{202E}moc" } }).to_string()).to_string();
    assert!(message.starts_with("`basics.name` character 4 is U+202E"), "{message}");
}

#[test]
fn a_long_name_is_cut() {
    let import = import_value(&json!({ "basics": { "name": "A".repeat(10_000) } }));
    assert_eq!(import.draft.core.display_name.len(), 100);
    assert_eq!(places(&import, LossReason::Truncated), ["basics.name"]);
}

#[test]
fn deceiving_text_is_left_out_and_named() {
    let import = import_value(&json!({
        "basics": { "name": "Ada", "label": "Analyst\u{2066}x", "summary": "line\u{1B}[2J" },
        "projects": [{ "name": "Note\u{202E}G", "url": "javascript:alert(1)" }],
    }));
    assert_eq!(import.draft.core.headline, None);
    assert_eq!(import.draft.core.about, None);
    assert!(import.draft.projects.is_empty());
    assert_eq!(
        places(&import, LossReason::Unreadable),
        ["basics.label", "basics.summary", "projects[0].name", "projects[0].url", "projects[0]"]
    );
    assert!(import.losses.at("basics.label").next().unwrap().message.contains("U+2066"));
}

#[test]
fn keys_cannot_reach_the_terminal() {
    let import = import_value(&json!({
        "basics": { "name": "Ada", "\u{1B}[2J\u{202E}": "boo", "a.b": 1, "": 1 },
        "x".repeat(5_000): 1,
    }));
    let table = import.losses.to_string();
    assert!(!table.contains(['\u{1B}', '\u{202E}']), "{table}");
    assert!(table.contains(r#"basics["\u{1b}[2J\u{202e}"]"#), "{table}");
    assert!(table.contains(r#"basics["a.b"]"#), "{table}");
    assert!(table.lines().all(|line| line.len() < 300), "{table}");
}

#[test]
fn long_lists_are_read_up_to_the_limit() {
    let items = |name: &str| vec![json!({ name: "X" }); 10_000];
    let import = import_value(&json!({
        "basics": { "name": "Ada", "profiles": vec!["https://a.example"; 51] },
        "education": items("institution"),
        "projects": items("name"),
    }));
    assert_eq!(import.draft.education.len(), MAX_EDUCATION);
    assert_eq!(import.draft.projects.len(), MAX_PROJECTS);
    assert_eq!(import.draft.links.len(), MAX_LINKS);
    assert_eq!(
        places(&import, LossReason::TooMany),
        ["basics.profiles[50..]", "education[50..]", "projects[100..]"]
    );
    assert!(import.losses.at("projects[100..]").next().unwrap().message.starts_with("9900 beyond"));

    let courses = import_value(&json!({
        "basics": { "name": "Ada" },
        "education": [{ "institution": "X", "courses": vec!["C"; 10_000] }],
    }));
    assert_eq!(courses.draft.education[0].coursework.len(), 100);
    assert_eq!(places(&courses, LossReason::TooMany), ["education[0].courses[100..]"]);
}

#[test]
fn roles_are_kept_as_long_as_they_fit_into_the_line() {
    let roles = |count: usize| {
        let roles = vec!["x".repeat(98); count];
        import_value(&json!({ "basics": { "name": "Ada" }, "projects": [{ "name": "P", "roles": roles }] }))
    };
    // Ten of them with ", " in between are 998 characters of 1,000.
    let fits = roles(10);
    assert_eq!((fits.draft.projects[0].roles.len(), fits.losses.is_empty()), (10, true));
    let cut = roles(12);
    assert_eq!(cut.draft.projects[0].roles.len(), 10);
    assert_eq!(places(&cut, LossReason::TooMany), ["projects[0].roles[10]", "projects[0].roles[11]"]);
}

#[test]
fn files_beyond_the_limits_are_refused() {
    let large = format!("{{\"basics\": {{\"name\": \"{}\"}}}}", "a".repeat(MAX_BYTES));
    assert_eq!(error(&large), ResumeError::TooLarge { bytes: large.len() });

    let values = format!("{{\"work\": [{}0]}}", "0,".repeat(MAX_VALUES));
    assert!(matches!(error(&values), ResumeError::TooManyValues { path } if path.starts_with("work[")));

    for open in ["[", "{\"a\":"] {
        let deep = format!("{{\"work\": {}", open.repeat(100_000));
        let refused = error(&deep);
        assert!(matches!(&refused, ResumeError::TooDeep { path } if path.starts_with("work")), "{refused}");
    }
}

#[test]
fn values_of_the_wrong_type_are_reported() {
    let import = import_value(&json!({
        "basics": {
            "name": "Ada",
            "label": 42,
            "summary": { "text": "hello" },
            "url": true,
            "location": { "city": ["London"], "countryCode": 826 },
            "profiles": null,
        },
        "education": "none",
        "projects": [null, true, { "name": "P", "startDate": { "year": 2020 }, "roles": [null, 7, false] }],
        "work": null,
    }));
    assert_eq!(import.draft.core.headline.as_deref(), Some("42"));
    assert_eq!(import.draft.projects[0].roles, ["7"]);
    assert_eq!(
        places(&import, LossReason::Normalised),
        ["basics.label", "basics.location.countryCode", "projects[2].roles[1]"]
    );
    assert_eq!(
        places(&import, LossReason::Unreadable),
        [
            "basics.summary",
            "basics.location.city",
            "basics.location.countryCode",
            "basics.url",
            "education",
            "projects[1]",
            "projects[2].roles[2]",
            "projects[2].startDate",
        ]
    );
}

#[test]
fn a_key_given_twice_is_reported() {
    let import =
        import(br#"{"basics": {"name": "Eve", "label": "", "name": "Ada", "label": "Analyst"}}"#).unwrap();
    assert_eq!(import.draft.core.display_name, "Ada");
    assert_eq!(rows(&import), [("basics.name", LossReason::Superseded)]);
}
