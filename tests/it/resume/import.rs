//! A file into a profile: whole, in place of what an earlier file brought, and beside what the owner typed in.

use std::{fs, path::Path};

use folio::resume::{self, Applied, ResumeImport};
use folio_testkit::{Member, TestApp};
use serde_json::Value;
use sha2::{Digest, Sha256};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/resumes");

fn fixture(name: &str) -> ResumeImport {
    let file = fs::read(Path::new(FOLDER).join(name)).expect("the fixture is there");
    resume::import(&file).expect("the fixture is a resume")
}

fn fixtures() -> Vec<String> {
    let names = fs::read_dir(FOLDER).expect("the folder is there");
    let mut names: Vec<String> =
        names.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".json"));
    names.sort();
    names
}

async fn apply(app: &TestApp, member: &Member, name: &str) -> Applied {
    let mut import = fixture(name);
    app.apply(member, &import.draft, &mut import.losses)
        .await
        .expect("the database takes it")
        .expect("the profile is there")
}

const PAGE: &str = "{ me { profile { displayName headline about location { city countryCode }
    links { id kind url provenance position } education(first: 100) { nodes { id institution provenance position gpa { value text } } }
    projects(first: 100) { nodes { id name provenance position } } work { nodes { id provenance position } }
    languages { nodes { id provenance position } } certificates { nodes { id provenance position } } } } }";

async fn page(app: &TestApp, member: &Member) -> Value {
    app.as_(member).query(PAGE).await.data()["me"]["profile"].clone()
}

fn list<'a>(page: &'a Value, section: &str) -> &'a Vec<Value> {
    let value = &page[section];
    value.as_array().or_else(|| value["nodes"].as_array()).expect("a list")
}

/// The snapshot tells what the tables tell: built anew from them, it is the same to the byte.
async fn assert_snapshot_is_current(app: &TestApp, member: &Member) {
    let stored = async || {
        let query = "SELECT profile::text, profile_hash FROM users WHERE id = $1";
        let row = app.database.sql().await.query_one(query, &[&member.user_id]).await.expect("one row");
        (row.get::<_, String>(0), row.get::<_, Vec<u8>>(1))
    };
    let (text, hash) = stored().await;
    assert_eq!(Sha256::digest(text.as_bytes()).as_slice(), hash);
    app.refresh(member).await;
    assert_eq!(stored().await, (text, hash));
}

#[tokio::test]
async fn each_file_comes_in_whole() {
    let app = TestApp::new().await;
    assert!(fixtures().len() >= 4, "{:?}", fixtures());
    for name in fixtures() {
        let member = app.member().create().await;
        let draft = fixture(&name).draft;
        let applied = apply(&app, &member, &name).await;
        let page = page(&app, &member).await;
        assert_eq!(page["displayName"], draft.core.display_name, "{name}");
        for (section, count, expected) in [
            ("links", applied.links, draft.links.len()),
            ("education", applied.education, draft.education.len()),
            ("projects", applied.projects, draft.projects.len()),
            ("work", applied.work, draft.work.len()),
            ("languages", applied.languages, draft.languages.len()),
            ("certificates", applied.certificates, draft.certificates.len()),
        ] {
            let items = list(&page, section);
            assert_eq!((count, items.len()), (expected, expected), "{name}: {section}");
            for (at, item) in items.iter().enumerate() {
                assert_eq!(
                    (&item["provenance"], &item["position"]),
                    (&"IMPORT".into(), &at.into()),
                    "{name}"
                );
            }
        }
        let institutions: Vec<_> = draft.education.iter().map(|item| item.institution.as_str()).collect();
        let shown: Vec<_> =
            list(&page, "education").iter().map(|item| item["institution"].as_str()).collect();
        assert_eq!(shown, institutions.into_iter().map(Some).collect::<Vec<_>>(), "in the order of {name}");
        assert_snapshot_is_current(&app, &member).await;
    }
}

#[tokio::test]
async fn another_file_replaces_what_a_file_brought_and_keeps_what_the_owner_typed_in() {
    let app = TestApp::new().await;
    let member = app
        .member()
        .filled()
        .rows(|rows| {
            rows.links.iter_mut().for_each(|row| row.provenance = "MANUAL".to_owned());
            rows.education.iter_mut().for_each(|row| row.provenance = "MANUAL".to_owned());
            rows.projects.iter_mut().for_each(|row| row.provenance = "EVENT".to_owned());
        })
        .create()
        .await;
    let own: Vec<Value> = {
        let page = page(&app, &member).await;
        ["links", "education", "projects"].iter().flat_map(|section| list(&page, section).clone()).collect()
    };
    for name in ["sample.json", "new-grad.json", "new-grad.json"] {
        let applied = apply(&app, &member, name).await;
        let page = page(&app, &member).await;
        let sizes = ["links", "education", "projects"].map(|section| list(&page, section).len());
        assert_eq!(sizes, [applied.links + 2, applied.education + 2, applied.projects + 2], "{name}");
        let all: Vec<Value> = ["links", "education", "projects"]
            .iter()
            .flat_map(|section| list(&page, section).clone())
            .collect();
        assert!(own.iter().all(|item| all.contains(item)), "{name} touched what the owner typed in");
        assert_snapshot_is_current(&app, &member).await;
    }
}

#[tokio::test]
async fn an_import_moves_the_version_and_no_toggle() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let stored = async || {
        let query = "SELECT version, visibility::text, public_url_enabled FROM profiles WHERE id = $1";
        let row = app.database.sql().await.query_one(query, &[&member.profile_id]).await.expect("one row");
        (row.get::<_, i64>(0), row.get::<_, String>(1), row.get::<_, bool>(2))
    };
    let before = stored().await;
    apply(&app, &member, "sample.json").await;
    let after = stored().await;
    assert_eq!(after, (before.0 + 1, before.1, before.2));
}

#[tokio::test]
async fn an_import_that_fails_changes_nothing() {
    let app = TestApp::new().await;
    let member = app.member().named("Before").create().await;
    apply(&app, &member, "sample.json").await;
    let before = page(&app, &member).await;
    let mut import = fixture("new-grad.json");
    // More than a project's name may have: the last of the tables refuses it.
    import.draft.projects.last_mut().expect("it has projects").name = "x".repeat(201);
    let outcome = app.apply(&member, &import.draft, &mut import.losses).await;
    assert!(outcome.is_err());
    assert_eq!(page(&app, &member).await, before);
    assert_snapshot_is_current(&app, &member).await;

    let stranger = Member { profile_id: uuid::Uuid::new_v4(), ..member };
    let nobody = app.apply(&stranger, &import.draft, &mut import.losses).await;
    assert_eq!(nobody.expect("that is no failure"), None);
}
