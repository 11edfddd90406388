//! Documents of what is disclosed.

use serde_json::{Value, json};

use super::{
    OpenGraph, Site,
    disclosed::{Certificate, Disclosed, Education, Language, Link, Skill, Work},
    json_ld::profile_page,
    json_resume,
};
use crate::{
    languages::LanguageLevel,
    profile_skills::SkillLevel,
    resume::{Gpa, LinkKind},
};

fn site() -> Site {
    "https://folio.example/people/{slug}".parse().expect("it is a pattern")
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn somebody() -> Disclosed {
    Disclosed {
        slug: text("ada"),
        display_name: text("Ada Lovelace"),
        headline: text("Analyst"),
        about: text("Notes\non engines"),
        avatar_url: text("https://media.example/ada.webp"),
        city: text("London"),
        country_code: text("GB"),
        links: vec![
            Link { kind: Some(LinkKind::Website), url: text("https://ada.example/"), ..Link::default() },
            Link {
                kind: Some(LinkKind::GitHub),
                username: text("ada"),
                url: text("https://github.com/ada"),
                ..Link::default()
            },
        ],
        skills: vec![Skill { name: text("Mathematics"), level: Some(SkillLevel::Expert) }],
        education: vec![Education {
            institution: text("Home"),
            degree: text("BSc"),
            field_of_study: text("Mathematics"),
            start: "1929".parse().ok(),
            end: "1932".parse().ok(),
            gpa: Gpa::new(390, Some(400)),
            ..Education::default()
        }],
        work: vec![
            Work {
                company: text("Before"),
                title: text("Pupil"),
                end: "1940".parse().ok(),
                ..Work::default()
            },
            Work {
                company: text("Analytical Engines"),
                url: text("https://engines.example/"),
                title: text("Programmer"),
                start: "1942-10".parse().ok(),
                end_shows: true,
                ..Work::default()
            },
            Work {
                company: text("Past"),
                title: text("Whose end is hidden"),
                start: "1941".parse().ok(),
                ..Work::default()
            },
            Work { company: text("Unknown"), title: text("Somebody"), ..Work::default() },
        ],
        languages: vec![Language { tag: text("en"), level: Some(LanguageLevel::Native) }],
        certificates: vec![Certificate {
            title: text("Engines"),
            provider: text("Menabrea"),
            issued: "1943".parse().ok(),
            ..Certificate::default()
        }],
        ..Disclosed::default()
    }
}

#[test]
fn a_page_tells_search_engines_what_is_disclosed() {
    let page: Value = serde_json::from_str(&profile_page(&somebody(), Some(&site()))).expect("it is JSON");
    assert_eq!(
        page,
        json!({
            "@context": "https://schema.org",
            "@type": "ProfilePage",
            "@id": "https://folio.example/people/ada",
            "url": "https://folio.example/people/ada",
            "mainEntity": {
                "@type": "Person",
                "@id": "https://folio.example/people/ada#person",
                "name": "Ada Lovelace",
                "alternateName": "ada",
                "url": "https://folio.example/people/ada",
                "jobTitle": "Programmer",
                "description": "Notes\non engines",
                "image": "https://media.example/ada.webp",
                "address": { "@type": "PostalAddress", "addressLocality": "London", "addressCountry": "GB" },
                "sameAs": ["https://ada.example/", "https://github.com/ada"],
                "worksFor": [
                    { "@type": "Organization", "name": "Analytical Engines", "url": "https://engines.example/" }
                ],
                "alumniOf": [{ "@type": "EducationalOrganization", "name": "Home" }],
                "knowsLanguage": ["en"],
                "knowsAbout": ["Mathematics"],
                "hasCredential": [
                    {
                        "@type": "EducationalOccupationalCredential",
                        "credentialCategory": "degree",
                        "name": "BSc",
                        "about": "Mathematics",
                        "recognizedBy": { "@type": "EducationalOrganization", "name": "Home" },
                        "dateCreated": "1932",
                    },
                    {
                        "@type": "EducationalOccupationalCredential",
                        "credentialCategory": "certificate",
                        "name": "Engines",
                        "recognizedBy": { "@type": "Organization", "name": "Menabrea" },
                        "dateCreated": "1943",
                    },
                ],
            },
        })
    );
}

#[test]
fn what_is_not_disclosed_is_in_no_document() {
    let nothing = Disclosed::default();
    let page: Value = serde_json::from_str(&profile_page(&nothing, None)).expect("it is JSON");
    let empty = json!({ "@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": { "@type": "Person" } });
    assert_eq!(page, empty);
    let file = json_resume(&nothing);
    assert_eq!(file["basics"], json!({}));
    assert_eq!(file.as_object().map(serde_json::Map::len), Some(3), "{file}");
    assert_eq!(OpenGraph::of(&nothing, Some(&site())), OpenGraph::of(&nothing, None));
}

#[test]
fn no_text_ends_the_element_that_a_page_stands_in() {
    let hostile = "</script><script>alert(1)</script><!-- & \u{2028}\u{2029} \"quoted\" \\ end";
    let of = Disclosed { display_name: text(hostile), about: text(hostile), ..Disclosed::default() };
    let page = profile_page(&of, None);
    assert!(!page.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{page}");
    let read: Value = serde_json::from_str(&page).expect("it is JSON all the same");
    assert_eq!(read["mainEntity"]["name"], hostile);
}

#[test]
fn a_file_is_written_as_people_write_it() {
    let file = json_resume(&somebody());
    assert_eq!(file["basics"]["url"], "https://ada.example/");
    let github = json!([{ "network": "GitHub", "username": "ada", "url": "https://github.com/ada" }]);
    assert_eq!(file["basics"]["profiles"], github);
    assert_eq!(file["education"][0]["score"], "3.9/4.0");
    assert_eq!(file["languages"], json!([{ "language": "English", "fluency": "Native speaker" }]));
    assert_eq!(file["skills"], json!([{ "name": "Mathematics", "level": "Expert" }]));
    assert_eq!(file["work"][1]["startDate"], "1942-10");
    assert!(file["work"][1].get("endDate").is_none());
}
