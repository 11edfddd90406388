//! Work, languages and certificates.

use serde_json::json;

use super::*;
use crate::languages::LanguageLevel::{B2, C1, Native};

fn with(section: &str, entries: serde_json::Value) -> ResumeImport {
    import_value(&json!({ "basics": { "name": "Ada" }, section: entries }))
}

#[test]
fn work_that_is_to_end_has_not_ended_yet() {
    let work = json!([{ "company": "Mill", "title": "Miller", "startDate": "2020", "endDate": "2199-05" }]);
    let import = with("work", work);
    let [item] = &import.draft.work[..] else { panic!("one item") };
    assert_eq!((item.company.as_str(), item.title.as_str(), item.end), ("Mill", "Miller", None));
    assert_eq!(rows(&import), [("work[0].endDate", LossReason::Normalised)]);
}

#[test]
fn an_entry_without_what_it_can_not_do_without_is_left_out() {
    let import = with("work", json!([{ "name": "Mill", "startDate": "2020" }, { "position": "Miller" }]));
    assert!(import.draft.work.is_empty());
    assert_eq!(places(&import, LossReason::Unreadable), ["work[0]", "work[1]"]);
    let import = with("certificates", json!([{ "issuer": "School", "date": "2020" }]));
    assert!(import.draft.certificates.is_empty());
    assert_eq!(places(&import, LossReason::Unreadable), ["certificates[0]"]);
}

#[test]
fn a_certificate_may_say_until_when_it_counts() {
    let entries = json!([
        { "name": "Milling", "date": "2020-05", "expires": "2023", "credentialId": "M-1" },
        { "name": "Baking", "date": "2020", "expires": "2019" },
    ]);
    let import = with("certificates", entries);
    let [milling, baking] = &import.draft.certificates[..] else { panic!("two items") };
    assert_eq!(milling.expires.map(|date| date.to_string()).as_deref(), Some("2023"));
    assert_eq!(milling.credential_id.as_deref(), Some("M-1"));
    assert_eq!((baking.issued, baking.expires), (None, None));
    let unreadable = ["certificates[1].date", "certificates[1].expires"];
    assert_eq!(places(&import, LossReason::Unreadable), unreadable);
}

#[test]
fn what_an_export_writes_in_another_way_is_told() {
    let import = import_value(&json!({
        "basics": {
            "name": "Ada",
            "profiles": [
                { "network": "github", "url": "https://github.com/ada" },
                { "network": "GitLab", "url": "https://gitlab.com/ada" },
            ],
        },
        "projects": [{ "name": "Note G", "roles": ["Author, translator", "Editor"] }],
        "skills": [{ "name": "Mathematics", "keywords": ["Algebra"] }, { "name": "Poetry", "keywords": [] }],
    }));
    assert_eq!(
        rows(&import),
        [
            ("basics.profiles[0].network", LossReason::Normalised),
            ("skills[0].keywords", LossReason::Normalised),
            ("projects[0].roles[0]", LossReason::Normalised),
        ]
    );
}

#[test]
fn each_language_comes_once_by_its_tag() {
    let entries = json!([
        { "language": "pt-br", "fluency": "C1" },
        { "language": "Deutsch", "fluency": "Native or bilingual proficiency" },
        { "language": "German", "fluency": "A1" },
        { "language": "en", "fluency": "Professional working proficiency" },
        { "language": "fr", "fluency": "a bit" },
        { "language": "Klingonese", "fluency": "C2" },
    ]);
    let import = with("languages", entries);
    let spoken: Vec<_> =
        import.draft.languages.iter().map(|item| (item.language.as_str(), item.level)).collect();
    assert_eq!(spoken, [("pt-BR", Some(C1)), ("de", Some(Native)), ("en", Some(B2)), ("fr", None)]);
    assert_eq!(places(&import, LossReason::Superseded), ["languages[2]"]);
    let unreadable = ["languages[4].fluency", "languages[5].language", "languages[5]"];
    assert_eq!(places(&import, LossReason::Unreadable), unreadable);
    assert!(import.losses.at("languages[0].language").any(|loss| loss.message.ends_with("pt-BR")));
    assert_eq!(import.losses.at("languages[0].fluency").count(), 0);
}
