//! Archives in, drafts and reports out.

use std::io::{Cursor, Write};

use zip::{ZipWriter, write::SimpleFileOptions};

use super::*;
use crate::{languages::LanguageLevel, resume::LinkKind};

/// An archive of these files.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("it can be begun");
        zip.write_all(text.as_bytes()).expect("it can be written");
    }
    zip.finish().expect("it can be ended").into_inner()
}

fn whole() -> Vec<u8> {
    archive(&[
        (
            "Profile.csv",
            "First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary,Industry,Zip Code,Geo Location,\
             Twitter Handles,Websites,Instant Messengers\n\
             Ada,Lovelace,,,Dec 10,Analyst,\"I write notes,\nlong ones\",Computing,,London,[ada],\
             \"[COMPANY:https://engines.example,OTHER:https://ada.example]\",\n",
        ),
        // Other order, a column that is missing, one that isn't known.
        (
            "Basic_LinkedInDataExport/positions.CSV",
            "Title,Started On,Finished On,Company Name,Team\r\nProgrammer,Mar 2019,,Engines,A\r\n,Jan 2018,Feb 2018,Nobody,\r\n",
        ),
        (
            "Education.csv",
            "School Name,Start Date,End Date,Notes,Degree Name,Activities\nHome,2010,2014,n,BSc,chess\n",
        ),
        ("Skills.csv", "Name\nMathematics\nPoetry\nmathematics\n"),
        (
            "Languages.csv",
            "Name,Proficiency\nEnglish,Native or bilingual proficiency\nFrench,Elementary proficiency\n",
        ),
        (
            "Certifications.csv",
            "Name,Url,Authority,Started On,Finished On,License Number\nNotes,https://a.example/1,Menabrea,Oct 2020,Oct 2023,N-1\n",
        ),
        (
            "Projects.csv",
            "Title,Description,Url,Started On,Finished On\nNote G,A program,,Aug 2021,Sep 2021\n",
        ),
        ("messages.csv", "FROM,CONTENT\nsomebody,secret\n"),
        ("../../etc/passwd", "x"),
    ])
}

#[test]
fn an_archive_becomes_a_draft() {
    let read = read(&whole()).unwrap_or_else(|error| panic!("{error}"));
    let ResumeDraft { core, links, skills, education, projects, work, languages, certificates } = read.draft;
    assert_eq!(core.display_name, "Ada Lovelace");
    assert_eq!(core.headline.as_deref(), Some("Analyst"));
    assert_eq!(core.about.as_deref(), Some("I write notes,\nlong ones"));
    assert_eq!(core.city.as_deref(), Some("London"));
    let links: Vec<_> =
        links.iter().map(|link| (link.kind, link.label.as_deref(), link.url.as_str())).collect();
    assert_eq!(
        links,
        [
            (LinkKind::Other, Some("Company"), "https://engines.example"),
            (LinkKind::Other, None, "https://ada.example"),
            (LinkKind::Twitter, None, "https://twitter.com/ada"),
        ]
    );
    let [job] = work.as_slice() else { panic!("one place of work: {}", work.len()) };
    assert_eq!((job.company.as_str(), job.title.as_str(), job.end), ("Engines", "Programmer", None));
    assert_eq!(job.start.map(|start| start.to_string()).as_deref(), Some("2019-03"));
    assert_eq!(education[0].degree.as_deref(), Some("BSc"));
    let names: Vec<_> = skills.iter().map(|skill| skill.name.as_str()).collect();
    assert_eq!(names, ["Mathematics", "Poetry"]);
    let spoken: Vec<_> = languages.iter().map(|item| (item.language.as_str(), item.level)).collect();
    assert_eq!(spoken, [("en", Some(LanguageLevel::Native)), ("fr", Some(LanguageLevel::A2))]);
    let certificate = &certificates[0];
    assert_eq!(certificate.credential_id.as_deref(), Some("N-1"));
    assert_eq!(certificate.expires.map(|date| date.to_string()).as_deref(), Some("2023-10"));
    assert_eq!(projects[0].name, "Note G");
    assert_eq!(read.parts, Parts { source: ImportSource::LinkedIn, columns: tables::COLUMNS, ..Parts::ALL });
}

#[test]
fn what_is_lost_is_told_by_files_rows_and_columns() {
    let read = read(&whole()).unwrap_or_else(|error| panic!("{error}"));
    let rows: Vec<(&str, LossReason)> =
        read.losses.losses().iter().map(|loss| (loss.path.as_str(), loss.reason)).collect();
    for expected in [
        ("", LossReason::NotKept),
        ("Profile.csv, Birth Date", LossReason::NotKept),
        ("Profile.csv, Industry", LossReason::NotKept),
        ("Positions.csv, Team", LossReason::NotKept),
        ("Positions.csv, row 2", LossReason::Unreadable),
        ("Positions.csv, row 1, Started On", LossReason::Normalised),
        ("Education.csv, Notes", LossReason::NotKept),
        ("Education.csv, Activities", LossReason::NotKept),
        ("Skills.csv, row 3, Name", LossReason::Superseded),
        ("Languages.csv, row 1, Proficiency", LossReason::Normalised),
    ] {
        assert!(rows.contains(&expected), "{expected:?} in {rows:#?}");
    }
    // An empty column says nothing.
    assert!(!rows.iter().any(|(path, _)| path.contains("Zip Code")), "{rows:#?}");
    let told = read.losses.to_string();
    assert!(told.contains("`Title` is missing"), "{told}");
    assert!(!told.contains("secret") && !told.contains("passwd"), "{told}");
}

#[test]
fn what_an_archive_does_not_tell_of_is_no_part_of_it() {
    let read = read(&archive(&[("Skills.csv", "Name\nPoetry\n"), ("Languages.csv", "Name,Proficiency\n")]))
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        read.parts,
        Parts { skills: true, source: ImportSource::LinkedIn, columns: tables::COLUMNS, ..Parts::default() }
    );
}

#[test]
fn archives_are_refused_for_what_they_are() {
    let refused = |archive: &[u8]| read(archive).err().unwrap_or_else(|| panic!("it is to be refused"));
    assert_eq!(refused(b"PK nothing"), ArchiveError::NotAnArchive.into());
    assert_eq!(refused(&vec![0; MAX_ARCHIVE + 1]), ArchiveError::TooLarge { bytes: MAX_ARCHIVE + 1 }.into());
    assert_eq!(refused(&archive(&[("messages.csv", "x")])), ArchiveError::Nothing.into());
    let why = "has nothing below its first row in the columns that are read".to_owned();
    let nothing = LinkedInError::Files(vec![NotATable { file: "Skills.csv", why }]);
    assert_eq!(refused(&archive(&[("Skills.csv", "Name\n")])), nothing);
    let names: Vec<String> = (0..=MAX_ENTRIES).map(|at| format!("{at}.txt")).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(refused(&archive(&many)), ArchiveError::TooManyEntries { entries: MAX_ENTRIES + 1 }.into());
    let no_name = archive(&[("Profile.csv", "First Name,Headline\n,Analyst\n")]);
    assert_eq!(refused(&no_name), LinkedInError::Name(ResumeError::NoName));
}

/// A megabyte of one letter packs into a thousand bytes.
#[test]
fn a_bomb_is_given_up_as_soon_as_it_is_too_much() {
    let most = usize::try_from(MAX_FILE).expect("it fits");
    let bomb = "x".repeat(most + 1);
    let packed = archive(&[("Skills.csv", &bomb)]);
    assert!(packed.len() < most / 100, "{}", packed.len());
    let error = read(&packed).err().unwrap_or_else(|| panic!("it is to be refused"));
    assert_eq!(error, ArchiveError::FileTooLarge { file: "Skills.csv" }.into());
    // Each of them is small enough, and all of them together aren't.
    let file = format!("Name\n{}", "x".repeat(most - 10));
    let files = ["Profile.csv", "Positions.csv", "Education.csv", "Skills.csv", "Languages.csv"];
    let packed = archive(&files.map(|name| (name, file.as_str())));
    assert_eq!(read(&packed).err(), Some(ArchiveError::TooMuch.into()));
    // A length that an entry claims is its own word; a damaged one is told by its file.
    let mut damaged = archive(&[("Skills.csv", "Name\nPoetry\nMathematics\nPoetry\nMathematics\n")]);
    for byte in &mut damaged[42..50] {
        *byte ^= 0xFF;
    }
    assert_eq!(read(&damaged).err(), Some(ArchiveError::Damaged { file: "Skills.csv" }.into()));
}

#[test]
fn a_file_that_is_no_table_is_lost_and_the_others_are_not() {
    let mut packed = vec![("Skills.csv", "Name\nPoetry\n"), ("Positions.csv", "Title,\"Company")];
    packed.push(("Projects.csv", "Title\n"));
    let read = read(&archive(&packed)).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(read.draft.skills.len(), 1);
    let rows: Vec<_> = read.losses.losses().iter().map(|loss| (loss.path.as_str(), loss.reason)).collect();
    assert_eq!(rows, [("Positions.csv", LossReason::Unreadable)]);
}

#[test]
fn columns_that_it_knows_are_columns() {
    for (table, columns) in tables::COLUMNS {
        for column in *columns {
            let known = folio_policy::data_map::DATA_MAP
                .iter()
                .any(|known| known.table == *table && known.column == *column);
            assert!(known, "{table}.{column}");
        }
    }
}

#[test]
fn an_address_keeps_its_commas_and_a_column_its_manners() {
    let read = read(&archive(&[
        (
            "Profile.csv",
            "First Name,Websites\nAda,\"[PERSONAL:https://a.example/x,y?z=1,2,OTHER_SITE:https://b.example]\"\n",
        ),
        ("Skills.csv", "Name,\u{1b}[31mRed\nPoetry,x\n"),
    ]))
    .unwrap_or_else(|error| panic!("{error}"));
    let urls: Vec<&str> = read.draft.links.iter().map(|link| link.url.as_str()).collect();
    assert_eq!(
        urls,
        ["https://a.example/x,y?z=1,2", "https://b.example/"].map(|url| url.trim_end_matches('/'))
    );
    let told = read.losses.to_string();
    assert!(!told.contains('\u{1b}') && told.contains("Red"), "{told}");
}

/// Two entries of one full name: the reader of archives knows the last alone, and that is told.
#[test]
fn an_entry_that_another_one_hides_is_told() {
    let mut packed = archive(&[("Skills.csv", "Name\nPoetry\n"), ("Skilly.csv", "Name\nCooking\n")]);
    let (from, to) = (b"Skilly.csv", b"Skills.csv");
    for at in 0..packed.len() - from.len() {
        if &packed[at..at + from.len()] == from {
            packed[at..at + from.len()].copy_from_slice(to);
        }
    }
    let read = read(&packed).unwrap_or_else(|error| panic!("{error}"));
    assert!(read.losses.to_string().contains("the last of them counts"), "{}", read.losses);
}
