//! The published samples.

use super::*;
use crate::languages::LanguageLevel;
use crate::profile_skills::SkillLevel;

const SAMPLE: &str = include_str!("../../../tests/fixtures/resumes/sample.json");
const NEW_GRAD: &str = include_str!("../../../tests/fixtures/resumes/new-grad.json");
const CAREER_CHANGER: &str = include_str!("../../../tests/fixtures/resumes/career-changer.json");
const OLD_FORMAT: &str = include_str!("../../../tests/fixtures/resumes/old-format.json");

fn read(file: &str) -> ResumeImport {
    import(file.as_bytes()).unwrap_or_else(|error| panic!("a sample is refused: {error}"))
}

#[test]
fn old_format_loses_what_is_expected_and_nothing_else() {
    use LossReason::{Normalised, NotKept, NotKeptYet};
    let import = read(OLD_FORMAT);
    let mut rows = rows(&import);
    rows.sort_by_key(|(path, _)| *path);
    assert_eq!(
        rows,
        [
            ("$schema", NotKept),
            ("awards", NotKeptYet),
            ("basics.email", NotKept),
            ("basics.location.address", NotKept),
            ("basics.location.postalCode", NotKept),
            ("basics.phone", NotKept),
            ("basics.profiles[0].username", Normalised),
            ("interests", NotKeptYet),
            ("languages[0].fluency", Normalised),
            ("languages[0].language", Normalised),
            ("meta", NotKept),
            ("projects[0].url", Normalised),
            ("publications", NotKeptYet),
            ("references", NotKept),
            ("skills[0].level", Normalised),
            ("skills[1].level", Normalised),
            ("volunteer", NotKeptYet),
            ("work[0].description", NotKept),
        ]
    );
}

#[test]
fn old_format_is_repaired_where_it_is_clear() {
    let draft = read(OLD_FORMAT).draft;
    let links: Vec<_> = draft.links.iter().map(|link| (link.kind, link.url.as_str())).collect();
    assert_eq!(
        links,
        [
            (LinkKind::Website, "http://richardhendricks.example.com"),
            (LinkKind::Twitter, "https://twitter.com/neutralthoughts"),
            (LinkKind::Other, "https://soundcloud.example.com/dandymusicnl"),
        ]
    );
    assert_eq!(draft.links[2].label.as_deref(), Some("SoundCloud"));
    let project = &draft.projects[0];
    assert_eq!(project.url.as_ref().map(|url| url.as_str()), Some("https://missdirection.example.com"));
    assert_eq!(project.roles, ["Team lead", "Designer"]);
    assert_eq!(project.highlights.len(), 3);
    assert_eq!(project.start, project.end);
    assert_eq!(draft.education[0].gpa, Gpa::new(400, None));
}

#[test]
fn new_grad_is_kept_but_for_sections_without_a_place() {
    let import = read(NEW_GRAD);
    assert_eq!(places(&import, LossReason::NotKeptYet), ["awards", "interests"]);
    assert_eq!(
        places(&import, LossReason::NotKept),
        [
            "basics.email",
            "basics.phone",
            "basics.location.address",
            "basics.location.postalCode",
            "work[0].description",
            "work[1].description",
            "meta",
            "$schema"
        ]
    );
    assert_eq!(
        places(&import, LossReason::Normalised),
        ["languages[0].language", "languages[0].fluency", "languages[1].language", "languages[1].fluency"]
    );
    assert_eq!(import.losses.losses().len(), 14);

    let ResumeDraft { core, links, skills, education, projects, work, languages, certificates } =
        import.draft;
    assert_eq!(
        (work[0].company.as_str(), work[0].title.as_str()),
        ("Outreach", "Software Engineering Intern")
    );
    assert_eq!(work[1].end.map(|end| end.to_string()).as_deref(), Some("2023-09-01"));
    assert!(work.iter().all(|item| item.description.is_some() && !item.highlights.is_empty()));
    let spoken: Vec<_> = languages.iter().map(|item| (item.language.as_str(), item.level)).collect();
    assert_eq!(spoken, [("en", Some(LanguageLevel::Native)), ("ig", Some(LanguageLevel::B1))]);
    assert!(certificates.is_empty());
    assert_eq!(core.display_name, "Maya Okonkwo");
    assert_eq!(core.headline.as_deref(), Some("Computer Science Graduate"));
    assert!(core.about.unwrap().ends_with("shipping real features."));
    assert_eq!(core.city.as_deref(), Some("Seattle"));
    assert_eq!(core.region.as_deref(), Some("Washington"));
    assert_eq!(core.country_code.as_deref(), Some("US"));
    assert_eq!(links[1].kind, LinkKind::GitHub);
    assert_eq!(links[1].label, None);
    assert_eq!(links[1].username.as_deref(), Some("mayaokonkwo"));
    let named: Vec<_> = skills.iter().take(3).map(|skill| (skill.name.as_str(), skill.level)).collect();
    let group = ("Programming Languages", Some(SkillLevel::Intermediate));
    assert_eq!(named, [group, ("Python", None), ("TypeScript", None)]);
    assert_eq!(education[0].institution, "University of Washington");
    assert_eq!(education[0].gpa, Gpa::new(381, Some(400)));
    assert_eq!(education[0].coursework[4], "CSE 421 - Algorithms");
    assert_eq!(education[0].end.unwrap().to_string(), "2025-06-01");
    let names: Vec<_> = projects.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(names, ["DormSwap", "gradient-viz"]);
    assert_eq!(projects[0].kind.as_deref(), Some("application"));
    assert_eq!(projects[0].entity.as_deref(), Some("University of Washington Capstone"));
    assert_eq!(projects[1].keywords, ["WebGL", "JavaScript", "Machine Learning"]);
}

#[test]
fn the_other_samples_are_read_without_a_changed_value_but_for_words_of_languages() {
    for (file, education, projects, certificates) in [(SAMPLE, 1, 1, 0), (CAREER_CHANGER, 1, 0, 3)] {
        let import = read(file);
        assert_eq!(import.draft.education.len(), education);
        assert_eq!(import.draft.projects.len(), projects);
        assert_eq!(import.draft.certificates.len(), certificates);
        for loss in import.losses.losses() {
            let left_out = matches!(loss.reason, LossReason::NotKept | LossReason::NotKeptYet);
            let level = loss.path.starts_with("skills") && loss.path.ends_with(".level");
            assert!(left_out || level || loss.path.starts_with("languages["), "{loss:?}");
        }
    }
}

#[test]
fn drafts_and_reports_survive_json() {
    for file in [SAMPLE, NEW_GRAD, CAREER_CHANGER, OLD_FORMAT] {
        let import = read(file);
        let draft = serde_json::to_string(&import.draft).unwrap();
        assert!(serde_json::from_str::<ResumeDraft>(&draft).unwrap() == import.draft, "{draft}");
        let losses = serde_json::to_string(&import.losses).unwrap();
        assert_eq!(serde_json::from_str::<LossReport>(&losses).unwrap(), import.losses);
    }
}

#[test]
fn the_report_is_a_table_for_people_and_rows_for_programs() {
    let resume = serde_json::json!({
        "basics": { "name": "Ada", "url": "ada.example.com" },
        "volunteer": [{ "name": "Analytical Engines" }],
    });
    let import = import_value(&resume);
    assert_eq!(
        import.losses.to_string(),
        "where       what          why\n\
         basics.url  normalised    https:// was put in front\n\
         volunteer   not kept yet  volunteer work is not stored yet (1 entry)\n\
         1 changed, 1 left out\n"
    );
    assert_eq!(
        serde_json::to_value(&import.losses).unwrap()[1],
        serde_json::json!({
            "path": "volunteer",
            "reason": "NOT_KEPT_YET",
            "message": "volunteer work is not stored yet (1 entry)",
        })
    );
    assert_eq!(LossReport::default().to_string(), "Everything was kept as it stood.\n");
}
