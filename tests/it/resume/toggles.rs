//! Who may see what comes again with a file: remembered of what came with one, under every name, and not without end.

use folio_db::{items::ItemTable, profile_skills::ProfileSkillRow, projects::ProjectRow, skills::curate};
use folio_policy::Visibility;
use folio_testkit::{Item, Member, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

use super::reimport::{import, rows};

async fn remembered(app: &TestApp) -> i64 {
    app.database
        .sql()
        .await
        .query_one("SELECT count(*) FROM import_toggles", &[])
        .await
        .expect("counted")
        .get(0)
}

async fn remove_project(app: &TestApp, member: &Member, row: &Value) {
    let id: Uuid = row["id"].as_str().expect("an id").parse().expect("one");
    let (id, version) = (member.item_id(Item::Project, id), &row["version"]);
    let remove = format!("projectRemove(id: \"{id}\", expectedVersion: \"{version}\")");
    let reply =
        app.as_(member).query(&format!("mutation {{ it: {remove} {{ userErrors {{ code }} }} }}")).await;
    assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{}", reply.text());
}

async fn hide_projects(app: &TestApp, member: &Member) {
    app.change(member, async |profile| {
        let rows = ProjectRow::of_profiles(profile.conn(), &[member.profile_id]).await.expect("rows");
        let hidden: Vec<_> = rows.iter().map(|row| (row.id, Some(Visibility::Private))).collect();
        ProjectRow::set_visibilities(profile, &hidden).await.expect("they can be set");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_remembered_of_what_was_typed_in() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let add = "mutation { it: projectAdd(input: { name: \"Diary\" }, visibility: { level: PRIVATE }) { userErrors { code } } }";
    assert_eq!(app.as_(&member).query(add).await.data()["it"]["userErrors"], json!([]));
    let row = rows(&app, &member, "projects").await[0].clone();
    remove_project(&app, &member, &row).await;
    assert_eq!(remembered(&app).await, 0);
}

/// One step of an owner at their projects: `it { project { id version } }`.
async fn step(app: &TestApp, member: &Member, mutation: &str) -> Value {
    let document =
        format!("mutation {{ it: {mutation} {{ userErrors {{ code message }} profile {{ version }} }} }}");
    let reply = app.as_(member).query(&document).await;
    assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{mutation}: {}", reply.text());
    rows(app, member, "projects")
        .await
        .into_iter()
        .find(|row| row["provenance"] == "MANUAL")
        .unwrap_or_default()
}

fn update(member: &Member, row: &Value, input: &str) -> String {
    let id: Uuid = row["id"].as_str().expect("an id").parse().expect("one");
    let (id, version) = (member.item_id(Item::Project, id), &row["version"]);
    format!("projectUpdate(id: \"{id}\", expectedVersion: \"{version}\", input: {{ {input} }})")
}

const PRIVATELY: &str = "projectAdd(input: { name: \"Diary\" }, visibility: { level: PRIVATE })";

#[tokio::test]
async fn what_was_typed_in_narrows_nothing_that_a_file_brings_however_often_it_was_edited() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let mut row = step(&app, &member, PRIVATELY).await;
    for text in ["One", "Two"] {
        row = step(&app, &member, &update(&member, &row, &format!("description: \"{text}\""))).await;
    }
    let file =
        json!({ "basics": { "name": "Ada" }, "projects": [{ "name": "Flyology" }, { "name": "Note G" }] });
    let (_, told) = import(&app, &member, &file).await;
    assert!(told.is_empty(), "{told}");
    let seen: Vec<Value> =
        rows(&app, &member, "projects").await.iter().map(|row| row["visibility"].clone()).collect();
    assert_eq!(seen, [json!("PRIVATE"), Value::Null, Value::Null]);

    // What a file brought, and its owner has edited and hidden, may come under another name.
    let row = rows(&app, &member, "projects").await[1].clone();
    step(&app, &member, &update(&member, &row, "description: \"Three\"")).await;
    app.sql("UPDATE projects SET visibility = 'PRIVATE' WHERE name = 'Flyology'", &[]).await;
    let file =
        json!({ "basics": { "name": "Ada" }, "projects": [{ "name": "On flying" }, { "name": "Note G" }] });
    let (_, told) = import(&app, &member, &file).await;
    assert_eq!(told.at("projects").count(), 1, "{told}");
    let projects = rows(&app, &member, "projects").await;
    let flying = projects.iter().find(|row| row["name"] == "On flying").expect("it is there");
    assert_eq!(flying["visibility"], "PRIVATE");
}

/// A file has the same thing, and was kept from bringing it a second time. It is called otherwise since.
#[tokio::test]
async fn what_was_typed_in_and_is_called_otherwise_comes_with_a_file_to_no_more_people() {
    let app = TestApp::new().await;
    for hidden in ["before", "after"] {
        let member = app.member().create().await;
        let file =
            json!({ "basics": { "name": "Ada" }, "projects": [{ "name": "Diary" }, { "name": "Note G" }] });
        let added = if hidden == "before" { PRIVATELY } else { "projectAdd(input: { name: \"Diary\" })" };
        let row = step(&app, &member, added).await;
        import(&app, &member, &file).await;
        assert_eq!(rows(&app, &member, "projects").await.len(), 2, "it is there once");
        step(&app, &member, &update(&member, &row, "name: \"Journal\"")).await;
        if hidden == "after" {
            app.sql("UPDATE projects SET visibility = 'PRIVATE' WHERE name = 'Journal'", &[]).await;
        }
        let (_, told) = import(&app, &member, &file).await;
        assert_eq!(told.at("projects").count(), 1, "{told}");
        let projects = rows(&app, &member, "projects").await;
        let seen: Vec<_> =
            projects.iter().map(|row| (row["name"].clone(), row["visibility"].clone())).collect();
        let private = |name: &str| (json!(name), json!("PRIVATE"));
        assert_eq!(seen, [private("Journal"), private("Diary"), (json!("Note G"), Value::Null)], "{hidden}");
    }
}

/// A file brought something that was hidden and removed; its owner types in something that is called so, and open.
#[tokio::test]
async fn what_was_typed_in_takes_no_place_of_something_hidden_that_was_called_so() {
    let app = TestApp::new().await;
    let file = json!({ "basics": { "name": "Ada" }, "projects": [{ "name": "Diary" }] });
    for steps in [
        &["name: \"Blog\""][..],
        &["description: \"Open\"", "name: \"Blog\""],
        &["name: \"Blog\"", "remove"],
        &["description: \"Open\"", "name: \"Blog\"", "remove"],
        &["remove"],
        &["description: \"Open\"", "remove"],
    ] {
        let member = app.member().create().await;
        import(&app, &member, &file).await;
        hide_projects(&app, &member).await;
        let row = rows(&app, &member, "projects").await[0].clone();
        remove_project(&app, &member, &row).await;

        let mut row = step(&app, &member, "projectAdd(input: { name: \"Diary\" })").await;
        for input in steps {
            match *input {
                "remove" => remove_project(&app, &member, &row).await,
                input => row = step(&app, &member, &update(&member, &row, input)).await,
            }
        }
        import(&app, &member, &file).await;
        let projects = rows(&app, &member, "projects").await;
        let diary = projects.iter().find(|row| row["name"] == "Diary").expect("it came again");
        assert_eq!(diary["visibility"], "PRIVATE", "{steps:?}");
    }
}

#[tokio::test]
async fn what_is_remembered_has_an_end_and_the_newest_stays() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let file =
        json!({ "basics": { "name": "Ada" }, "projects": [{ "name": "Flyology" }, { "name": "Note G" }] });
    import(&app, &member, &file).await;
    hide_projects(&app, &member).await;
    let many = "INSERT INTO import_toggles (profile_id, section, key_hash, visibility, remembered_at) \
        SELECT $1, section, gen_random_uuid(), 'PRIVATE', now() - n * interval '1 hour' \
        FROM generate_series(1, 700) AS n, unnest(ARRAY['projects', 'links']) AS section";
    app.sql(many, &[&member.profile_id]).await;
    let row = rows(&app, &member, "projects").await[0].clone();
    remove_project(&app, &member, &row).await;
    let of = async |section: &str| -> i64 {
        let query = "SELECT count(*) FROM import_toggles WHERE section = $1";
        app.database.sql().await.query_one(query, &[&section]).await.expect("counted").get(0)
    };
    assert_eq!((of("projects").await, of("links").await), (501, 700), "each section has its own");
    let row = rows(&app, &member, "projects").await[0].clone();
    remove_project(&app, &member, &row).await;
    assert_eq!(of("projects").await, 501);
    let oldest = "SELECT extract(epoch FROM now() - min(remembered_at))::bigint / 3600 FROM import_toggles \
        WHERE section = 'projects'";
    let oldest: i64 = app.database.sql().await.query_one(oldest, &[]).await.expect("a row").get(0);
    assert_eq!(oldest, 499, "the oldest have gone");
    import(&app, &member, &file).await;
    let projects = rows(&app, &member, "projects").await;
    assert!(projects.iter().all(|row| row["visibility"] == "PRIVATE"), "{projects:?}");
}

/// A skill that was hidden and removed under one name is hidden under the one that the taxonomy has it lead to by now.
#[tokio::test]
async fn a_skill_comes_back_hidden_under_whatever_name() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let with = |skills: Value| json!({ "basics": { "name": "Ada" }, "skills": skills });
    import(&app, &member, &with(json!([{ "name": "Zqxxo lang" }, { "name": "Baking" }]))).await;
    let mut id = Uuid::nil();
    app.change(&member, async |profile| {
        let rows = ProfileSkillRow::of_profiles(profile.conn(), &[member.profile_id]).await.expect("rows");
        let row = rows.iter().find(|row| row.name == "Zqxxo lang").expect("it is there");
        id = row.skill_id;
        ProfileSkillRow::set_visibilities(profile, &[(row.id, Some(Visibility::Private))])
            .await
            .expect("it can be set");
    })
    .await;
    import(&app, &member, &with(json!([{ "name": "Baking" }]))).await;
    assert_eq!(remembered(&app).await, 1);
    let target = "SELECT skill_id FROM skill_names WHERE name = 'Rust' AND own";
    let into: Uuid = app.database.sql().await.query_one(target, &[]).await.expect("it is shipped").get(0);
    let conn = app.db.conn().await.expect("a connection");
    curate::merge(&conn, id, into).await.expect("it can be merged");
    drop(conn);
    import(&app, &member, &with(json!([{ "name": "Baking" }, { "name": "Rust" }]))).await;
    let skills = rows(&app, &member, "profile_skills").await;
    let seen: Vec<_> = skills.iter().map(|row| (row["name"].clone(), row["visibility"].clone())).collect();
    assert_eq!(seen, [(json!("Baking"), Value::Null), (json!("Rust"), json!("PRIVATE"))]);
}
