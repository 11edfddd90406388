//! What the patterns find, and what they don't.

use std::collections::BTreeSet;

use folio_db::{
    CivilDate,
    extraction::{FacetKind, Source, SourceItem, SourceKind, Text},
};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::{
    facets::{check, extractor::Vocabulary},
    text::name_key,
};

/// Skills of the catalogue that the tests know, and other names of them.
const CATALOGUE: &[(&str, &[&str])] = &[
    ("Go", &["golang"]),
    ("C", &[]),
    ("C++", &["cpp"]),
    ("C#", &[]),
    (".NET", &[]),
    ("R", &[]),
    ("Java", &[]),
    ("JavaScript", &["js"]),
    ("Node.js", &[]),
    ("Rust", &[]),
    ("Swift", &[]),
    ("Spring", &[]),
    ("REST", &[]),
    ("PostgreSQL", &["postgres"]),
    ("Kubernetes", &["k8s"]),
    ("CI/CD", &[]),
    ("Machine learning", &["ml"]),
    ("Learning", &[]),
    ("Organization", &[]),
    ("Python", &[]),
    ("Ruby on Rails", &["rails"]),
    ("Ruby", &[]),
];

fn vocabulary() -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    for (skill, aliases) in CATALOGUE {
        vocabulary.add(name_key(skill), skill);
        aliases.iter().for_each(|alias| vocabulary.add(name_key(alias), skill));
    }
    vocabulary
}

fn item(kind: SourceKind, texts: &[(&str, &str)]) -> SourceItem {
    let text = |(field, text): &(&str, &str)| Text {
        field: (*field).to_owned(),
        text: (*text).to_owned(),
        may_leave: true,
    };
    SourceItem {
        kind,
        id: (kind != SourceKind::Headline).then(Uuid::new_v4),
        texts: texts.iter().map(text).collect(),
        start: None,
        end: None,
        years: None,
    }
}

fn task(items: Vec<SourceItem>) -> Task {
    let today = "2026-07-01".parse().expect("a day");
    Task { source: Source { items }, vocabulary: vocabulary(), today }
}

/// What is found of a kind, after the checks that all facets pass: none may be dropped by them.
fn found(items: Vec<SourceItem>, kind: FacetKind) -> Vec<String> {
    let task = task(items);
    let candidates = find(&task);
    for candidate in &candidates {
        assert_eq!(
            check::rows(
                Uuid::nil(),
                &task.source,
                &Patterns.id(),
                vec![candidate.clone()],
                chrono::Utc::now()
            )
            .len(),
            1,
            "{:?} {}",
            candidate.kind,
            candidate.value
        );
    }
    candidates.into_iter().filter(|c| c.kind == kind).map(|c| c.value).collect()
}

fn in_prose(text: &str, kind: FacetKind) -> Vec<String> {
    found(vec![item(SourceKind::Work, &[("description", text)])], kind)
}

#[test]
fn skills_are_found_at_the_bounds_of_words() {
    for (text, skills) in [
        ("Wrote C++, C# and Java for .NET.", &["C++", "C#", "Java", ".NET"][..]),
        (
            "JavaScript/Node.js on k8s; CI/CD with postgres",
            &["JavaScript", "Node.js", "Kubernetes", "CI/CD", "PostgreSQL"],
        ),
        ("Ruby on Rails, not Java", &["Ruby on Rails"]),
        ("Kubernetes-based, Python's best", &["Kubernetes", "Python"]),
        ("Go-based services, a team-based approach", &["Go"]),
        ("machine   learning", &["Machine learning"]),
        ("Javanese pythons in kubernetesque javascripts", &[]),
        ("Services in Go, REST and Rust", &["Go", "REST", "Rust"]),
        ("a Go service, and a Rust engineer", &["Go", "Rust"]),
        ("Rebuilt it in Go to cut costs", &["Go"]),
        ("golang and JS", &["Go", "JavaScript"]),
        ("Statistics with R and in C.", &["R", "C"]),
        ("Languages: Go, Python, Swift", &["Go", "Python", "Swift"]),
    ] {
        assert_eq!(in_prose(text, FacetKind::Skill), skills, "{text}");
    }
}

#[test]
fn everyday_words_are_no_skills() {
    for text in [
        "Go to market with a partner",
        "the go to person, ready to go",
        "Led the Go-to-market strategy",
        "Swift delivery, in spring, after a rest",
        "Spring 2021: the rest of the organization kept learning",
        "GO LIVE in May",
        "Joined Series C at a C-level meeting",
        "Plan R&D",
        "No experience with Java or Python",
        "Never wrote Kubernetes",
        "The Rest is history",
        "Organization of events",
        "js of course",
    ] {
        assert_eq!(in_prose(text, FacetKind::Skill), [""; 0], "{text}");
    }
}

#[test]
fn lists_of_skills_are_taken_at_their_word() {
    let items = vec![
        item(SourceKind::Skill, &[("name", "Go")]),
        item(SourceKind::Skill, &[("name", "Zqxxo weaving")]),
        item(SourceKind::Work, &[("title", "Weaver"), ("skills.0", "learning"), ("skills.1", "Loom repair")]),
    ];
    assert_eq!(found(items, FacetKind::Skill), ["Go", "Zqxxo weaving", "Learning", "Loom repair"]);
}

#[test]
fn a_skill_has_the_years_of_the_work_that_names_it() {
    let mut old = item(SourceKind::Work, &[("description", "Python scripts")]);
    (old.start, old.end) = (CivilDate::from_month(2010, 1).ok(), CivilDate::from_month(2012, 12).ok());
    let mut new = item(SourceKind::Work, &[("description", "More Python, and Rust services in Rust")]);
    new.start = CivilDate::from_month(2025, 1).ok();
    let mut skill = item(SourceKind::Skill, &[("name", "Rust")]);
    skill.years = Some(9);
    let task = task(vec![old, new, skill]);
    let mut years: Vec<_> = find(&task)
        .into_iter()
        .filter(|c| c.kind == FacetKind::ExperienceYears)
        .map(|c| (c.subject, c.years.expect("years"), c.item))
        .collect();
    years.sort();
    let named = |name: &str| Some(name.to_owned());
    assert_eq!(years, [(None, 4, 1), (named("Python"), 4, 1), (named("Rust"), 9, 2)]);
}

#[test]
fn titles_tell_the_role_and_the_rank() {
    for (title, role, rank) in [
        ("Senior Backend Engineer", "Backend Engineer", Some("SENIOR")),
        ("Software Engineer II", "Software Engineer", None),
        ("Head of Design, EMEA", "Head of Design", Some("DIRECTOR")),
        ("Product Manager", "Product Manager", None),
        ("Kitchen Manager", "Kitchen Manager", Some("MANAGER")),
        ("Assistant to the Director", "Assistant to the Director", None),
        ("Staff Engineer – Payments", "Engineer", Some("PRINCIPAL")),
        ("School Principal", "School Principal", None),
        ("Co-Founder & CTO", "Co-Founder & CTO", Some("EXECUTIVE")),
        ("Marketing Intern", "Marketing Intern", Some("INTERN")),
        ("Tech Lead (Go)", "Tech Lead", Some("LEAD")),
        ("Krankenschwester", "Krankenschwester", None),
    ] {
        let of = |kind| found(vec![item(SourceKind::Work, &[("title", title)])], kind);
        assert_eq!(of(FacetKind::Role), [role], "{title}");
        assert_eq!(
            of(FacetKind::Seniority),
            rank.map(str::to_owned).into_iter().collect::<Vec<_>>(),
            "{title}"
        );
    }
    for (headline, roles) in [
        ("Backend engineer who mentors on Fridays", &["Backend engineer"][..]),
        ("Senior Nurse | Author", &["Nurse"]),
        ("Aspiring data scientist", &[]),
        ("Making the web a better place", &[]),
    ] {
        let of = found(vec![item(SourceKind::Headline, &[("headline", headline)])], FacetKind::Role);
        assert_eq!(of, roles, "{headline}");
    }
}

#[test]
fn achievements_have_a_number_and_a_deed() {
    for (text, records) in [
        ("Cut costs by 30 %. We had lunch.", &["Cut costs by 30 %"][..]),
        ("Led a team of 8 and liked it", &["Led a team of 8 and liked it"]),
        ("- Raised $2.5M\n- Doubled sign-ups", &["Raised $2.5M", "Doubled sign-ups"]),
        ("Served 1,200 customers a day", &["Served 1,200 customers a day"]),
        ("Made builds 3x faster", &["Made builds 3x faster"]),
        ("Responsible for things. Started in 2019", &[]),
        ("The office has 40 employees", &[]),
        ("Built 2 of them", &[]),
    ] {
        assert_eq!(in_prose(text, FacetKind::TrackRecord), records, "{text}");
    }
    let long = format!("Cut costs by 30% {}", "and more ".repeat(60));
    let record = &in_prose(&long, FacetKind::TrackRecord)[0];
    assert!(record.chars().count() <= check::MAX_VALUE && record.ends_with('…'), "{record}");
}

#[test]
fn domain_and_setting_are_told_by_their_words() {
    let work = |texts: &[(&str, &str)], kind| found(vec![item(SourceKind::Work, texts)], kind);
    let texts =
        [("company", "Hooli Bank"), ("location", "Remote"), ("description", "Claims for an insurer.")];
    assert_eq!(work(&texts, FacetKind::Domain), ["FINANCE", "INSURANCE"]);
    assert_eq!(work(&texts, FacetKind::Setting), ["REMOTE"]);
    for text in ["remote sensing of hybrid clouds", "on-site search", "no startup"] {
        assert_eq!(work(&[("description", text)], FacetKind::Setting), [""; 0], "{text}");
    }
    assert_eq!(
        work(&[("title", "Freelance writer"), ("location", "Hybrid")], FacetKind::Setting),
        ["FREELANCE", "HYBRID"]
    );
}

#[test]
fn certificates_are_those_of_the_section_and_those_that_are_named() {
    let items =
        vec![item(SourceKind::Certificate, &[("title", "Advanced weaving"), ("provider", "Loom School")])];
    assert_eq!(found(items, FacetKind::Certificate), ["Advanced weaving"]);
    for (text, certificates) in [
        ("Became an AWS Certified Solutions Architect in May", &["AWS Certified Solutions Architect"][..]),
        ("Certified Kubernetes Administrator, and CISSP.", &["Certified Kubernetes Administrator", "CISSP"]),
        ("Studying for the PMP", &[]),
        ("We are certified", &[]),
    ] {
        assert_eq!(in_prose(text, FacetKind::Certificate), certificates, "{text}");
    }
}

/// The published samples, with what their reader would find in them.
#[test]
fn real_resumes_are_read_as_a_person_would() {
    let read = |file: &str| {
        let draft = crate::resume::import(file.as_bytes()).expect("a sample is read").draft;
        let mut items = Vec::new();
        if let Some(headline) = &draft.core.headline {
            items.push(item(SourceKind::Headline, &[("headline", headline)]));
        }
        for work in &draft.work {
            let mut texts: Vec<(String, String)> =
                vec![("title".to_owned(), work.title.clone()), ("company".to_owned(), work.company.clone())];
            texts.extend(work.description.clone().map(|text| ("description".to_owned(), text)));
            let highlights = work.highlights.iter().enumerate();
            texts.extend(highlights.map(|(index, text)| (format!("highlights.{index}"), text.clone())));
            let texts: Vec<(&str, &str)> = texts.iter().map(|(f, t)| (f.as_str(), t.as_str())).collect();
            let mut work_item = item(SourceKind::Work, &texts);
            (work_item.start, work_item.end) = (work.start, work.end);
            items.push(work_item);
        }
        for skill in &draft.skills {
            items.push(item(SourceKind::Skill, &[("name", &skill.name)]));
        }
        for certificate in &draft.certificates {
            items.push(item(SourceKind::Certificate, &[("title", &certificate.title)]));
        }
        items
    };
    let of = |file: &str, kind| found(read(file), kind).into_iter().collect::<BTreeSet<_>>();
    let sample = include_str!("../../../tests/fixtures/resumes/sample.json");
    let new_grad = include_str!("../../../tests/fixtures/resumes/new-grad.json");
    let changer = include_str!("../../../tests/fixtures/resumes/career-changer.json");
    let old = include_str!("../../../tests/fixtures/resumes/old-format.json");
    let mut text = String::new();
    for (name, file) in
        [("sample", sample), ("new-grad", new_grad), ("career-changer", changer), ("old", old)]
    {
        for kind in FacetKind::ALL {
            text += &format!("{name} {}: {:?}\n", kind.name(), of(file, kind));
        }
    }
    assert_eq!(text, include_str!("samples.txt"), "look at what is found now:\n{text}");
}

proptest! {
    /// Whatever is written: nothing panics, every facet stands where it says, and the same text gives the same.
    #[test]
    fn any_text_is_read(text in "(\\PC|\n|Go|C\\+\\+|30 ?%|Certified |\\. |, ){0,80}", title in "\\PC{1,40}") {
        let items = vec![item(SourceKind::Work, &[("title", &title), ("description", &text)])];
        let task = task(items);
        let first = find(&task);
        prop_assert!(first == find(&task));
        for candidate in first {
            let rows = check::rows(Uuid::nil(), &task.source, &Patterns.id(), vec![candidate], chrono::Utc::now());
            // A title of nothing but signs has no words to keep.
            prop_assert!(rows.len() <= 1);
        }
        let keys = keys(&task.source);
        prop_assert!(keys.iter().all(|key| !key.is_empty()));
    }
}
