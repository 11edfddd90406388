//! A corrected file into a profile that has an earlier one: what is the same stays the same, and is shown to nobody else.

use folio::resume::{self, Applied, LossReason, LossReport};
use folio_db::{education::EducationRow, items::ItemTable, links::LinkRow, projects::ProjectRow};
use folio_policy::Visibility;
use folio_testkit::{Member, TestApp};
use serde_json::{Value, json};

/// A file with two of everything.
fn file() -> Value {
    json!({
        "basics": {
            "name": "Ada Lovelace",
            "label": "Analyst",
            "location": { "city": "London", "region": "Middlesex", "countryCode": "GB" },
            "profiles": [
                { "network": "GitHub", "username": "ada", "url": "https://github.com/ada" },
                { "network": "Mastodon", "url": "https://social.example/ada" },
            ],
        },
        "education": [
            { "institution": "Home", "area": "Mathematics", "startDate": "1832", "score": "3.9" },
            { "institution": "Home", "area": "French", "startDate": "1829" },
        ],
        "projects": [
            { "name": "Note G", "entity": "Taylor", "description": "A program" },
            { "name": "Flyology", "description": "Wings" },
        ],
    })
}

/// Puts a file into a profile; the report is of what the profile, not the file, made necessary.
pub(super) async fn import(app: &TestApp, member: &Member, file: &Value) -> (Applied, LossReport) {
    let mut import = resume::import(file.to_string().as_bytes()).expect("the file is a resume");
    let read = import.losses.losses().len();
    let applied = app
        .apply(member, &import.draft, &mut import.losses)
        .await
        .expect("the database takes it")
        .expect("the profile is there");
    let told = serde_json::to_value(&import.losses.losses()[read..]).expect("a list");
    (applied, serde_json::from_value(told).expect("a report"))
}

/// Everything that the tables have of a section, in order.
pub(super) async fn rows(app: &TestApp, member: &Member, table: &str) -> Vec<Value> {
    let query = format!("SELECT to_jsonb(t) FROM {table} t WHERE profile_id = $1 ORDER BY position");
    let rows = app.database.sql().await.query(&query, &[&member.profile_id]).await.expect("it can be read");
    rows.into_iter().map(|row| row.get(0)).collect()
}

async fn snapshot(app: &TestApp, member: &Member) -> String {
    let query = "SELECT profile::text FROM users WHERE id = $1";
    app.database.sql().await.query_one(query, &[&member.user_id]).await.expect("one row").get(0)
}

const TABLES: [&str; 3] = ["links", "education", "projects"];

async fn all_rows(app: &TestApp, member: &Member) -> Vec<Vec<Value>> {
    let mut all = Vec::new();
    for table in TABLES {
        all.push(rows(app, member, table).await);
    }
    all
}

#[tokio::test]
async fn the_same_file_again_changes_no_item() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    import(&app, &member, &file()).await;
    let before = all_rows(&app, &member).await;
    let (_, told) = import(&app, &member, &file()).await;
    assert!(told.is_empty(), "{told}");
    assert_eq!(all_rows(&app, &member).await, before);
}

#[tokio::test]
async fn a_corrected_item_keeps_its_id_and_its_own_visibility() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    import(&app, &member, &file()).await;
    app.change(&member, async |profile| {
        let (conn, owner, private) = (profile.conn(), [member.profile_id], Some(Visibility::Private));
        let link = LinkRow::of_profiles(conn, &owner).await.expect("rows")[1].id;
        assert_eq!(LinkRow::set_visibilities(profile, &[(link, private)]).await.expect("it can be set"), 1);
        let school = EducationRow::of_profiles(conn, &owner).await.expect("rows")[0].id;
        assert_eq!(
            EducationRow::set_visibilities(profile, &[(school, private)]).await.expect("it can be set"),
            1
        );
        let project = ProjectRow::of_profiles(conn, &owner).await.expect("rows")[0].id;
        assert_eq!(
            ProjectRow::set_visibilities(profile, &[(project, private)]).await.expect("it can be set"),
            1
        );
        assert_eq!(
            ProjectRow::set_visibilities(profile, &[(school, private)]).await.expect("no such project"),
            0
        );
    })
    .await;
    let before = all_rows(&app, &member).await;

    let mut corrected = file();
    corrected["basics"]["profiles"][1]["network"] = json!("Fediverse");
    corrected["education"][0]["score"] = json!("4.0");
    corrected["projects"][0]["description"] = json!("The first program");
    corrected["projects"].as_array_mut().expect("a list").reverse();
    let (_, told) = import(&app, &member, &corrected).await;
    assert!(told.is_empty(), "{told}");

    for (table, before) in TABLES.iter().zip(before) {
        let after = rows(&app, &member, table).await;
        assert_eq!(after.len(), before.len(), "{table}");
        for old in before {
            let new = after.iter().find(|row| row["id"] == old["id"]).expect("the item is still there");
            for kept in ["visibility", "created_at"] {
                assert_eq!(new[kept], old[kept], "{table}.{kept}");
            }
            let expected = old["version"].as_i64().expect("a version") + i64::from(is_moved(&old, new));
            assert_eq!(new["version"], expected, "{table}");
        }
    }
    let projects = rows(&app, &member, "projects").await;
    assert_eq!((&projects[0]["name"], &projects[0]["visibility"]), (&json!("Flyology"), &Value::Null));
    assert_eq!(projects[1]["description"], "The first program");
    assert_eq!(projects[1]["visibility"], "PRIVATE");
}

/// Whether anything but the book-keeping differs.
fn is_moved(old: &Value, new: &Value) -> bool {
    let told = |row: &Value| {
        let mut row = row.as_object().expect("a row").clone();
        row.retain(|column, _| !["version", "updated_at"].contains(&column.as_str()));
        row
    };
    told(old) != told(new)
}

#[tokio::test]
async fn a_private_item_under_another_name_stays_private_and_the_report_says_so() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    import(&app, &member, &file()).await;
    app.change(&member, async |profile| {
        let rows = ProjectRow::of_profiles(profile.conn(), &[member.profile_id]).await.expect("rows");
        ProjectRow::set_visibilities(profile, &[(rows[1].id, Some(Visibility::Private))])
            .await
            .expect("it can be set");
    })
    .await;
    let mut renamed = file();
    renamed["projects"][1]["name"] = json!("On flying");
    let (applied, told) = import(&app, &member, &renamed).await;
    assert_eq!(applied.projects, 2);
    let told: Vec<_> = told.losses().iter().map(|loss| (loss.path.as_str(), loss.reason)).collect();
    assert_eq!(told, [("projects", LossReason::Normalised)]);
    let projects = rows(&app, &member, "projects").await;
    assert_eq!(projects.len(), 2);
    assert_eq!((&projects[1]["name"], &projects[1]["visibility"]), (&json!("On flying"), &json!("PRIVATE")));
    assert_eq!(projects[0]["visibility"], Value::Null);

    let reader = app.member().create().await;
    let page = format!("{{ profile(slug: \"{}\") {{ projects {{ nodes {{ name }} }} }} }}", member.slug);
    let shown = app.as_(&reader).query(&page).await;
    assert_eq!(shown.data()["profile"]["projects"]["nodes"], json!([{ "name": "Note G" }]));
}

/// Over two imports, too: what is hidden, gone from the file, and in it again is hidden still.
#[tokio::test]
async fn a_private_item_that_was_gone_meanwhile_comes_back_private() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    import(&app, &member, &file()).await;
    let hide = async |at: usize, visibility: Option<Visibility>| {
        app.change(&member, async |profile| {
            let rows = ProjectRow::of_profiles(profile.conn(), &[member.profile_id]).await.expect("rows");
            ProjectRow::set_visibilities(profile, &[(rows[at].id, visibility)]).await.expect("it can be set");
        })
        .await;
    };
    hide(1, Some(Visibility::Private)).await;
    let mut without = file();
    without["projects"].as_array_mut().expect("a list").truncate(1);
    import(&app, &member, &without).await;
    assert_eq!(rows(&app, &member, "projects").await.len(), 1);
    let (_, told) = import(&app, &member, &file()).await;
    let projects = rows(&app, &member, "projects").await;
    assert_eq!((&projects[1]["name"], &projects[1]["visibility"]), (&json!("Flyology"), &json!("PRIVATE")));
    assert_eq!(projects[0]["visibility"], Value::Null);
    assert_eq!(told.at("projects").count(), 1, "{told}");

    // The same where its owner has removed it.
    let id = member.item_id(
        folio_testkit::Item::Project,
        projects[1]["id"].as_str().expect("an id").parse().expect("one"),
    );
    let remove = format!(
        "mutation {{ projectRemove(id: \"{id}\", expectedVersion: \"{}\") {{ userErrors {{ code }} }} }}",
        projects[1]["version"]
    );
    let reply = app.as_(&member).query(&remove).await;
    assert_eq!(reply.data()["projectRemove"]["userErrors"], json!([]), "{}", reply.text());
    import(&app, &member, &file()).await;
    let projects = rows(&app, &member, "projects").await;
    assert_eq!((&projects[1]["name"], &projects[1]["visibility"]), (&json!("Flyology"), &json!("PRIVATE")));

    // What was opened before it went comes back open.
    hide(1, None).await;
    import(&app, &member, &without).await;
    import(&app, &member, &file()).await;
    assert_eq!(rows(&app, &member, "projects").await[1]["visibility"], Value::Null);
}

/// What was called otherwise, hidden and removed since is the same thing under the name that the file has for it.
#[tokio::test]
async fn what_was_renamed_hidden_and_removed_comes_back_hidden() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let owner = app.as_(&member);
    import(&app, &member, &file()).await;
    let known = rows(&app, &member, "projects").await[1].clone();
    let id = known["id"].as_str().expect("an id").parse().expect("one");
    let id = member.item_id(folio_testkit::Item::Project, id);
    let change = async |mutation: String| {
        let reply = owner.query(&format!("mutation {{ it: {mutation} {{ userErrors {{ code }} }} }}")).await;
        assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{mutation}: {}", reply.text());
    };
    let version = async |of: &str| {
        let query = format!("SELECT version::text FROM {of} WHERE id = $1");
        let id: uuid::Uuid = match of {
            "profiles" => member.profile_id,
            _ => known["id"].as_str().expect("an id").parse().expect("one"),
        };
        let row = app.database.sql().await.query_one(&query, &[&id]).await.expect("a row");
        row.get::<_, String>(0)
    };
    for name in ["Aviation", "Wings"] {
        let of = version("projects").await;
        change(format!(
            "projectUpdate(id: \"{id}\", expectedVersion: \"{of}\", input: {{ name: \"{name}\" }})"
        ))
        .await;
    }
    let of = version("profiles").await;
    let items = format!("[{{ id: \"{id}\", visibility: {{ level: PRIVATE }} }}]");
    change(format!("visibilitySet(input: {{ items: {items} }}, expectedVersion: \"{of}\")")).await;
    let of = version("projects").await;
    change(format!("projectRemove(id: \"{id}\", expectedVersion: \"{of}\")")).await;

    import(&app, &member, &file()).await;
    let projects = rows(&app, &member, "projects").await;
    assert_eq!((&projects[1]["name"], &projects[1]["visibility"]), (&json!("Flyology"), &json!("PRIVATE")));
    assert_eq!(projects[0]["visibility"], Value::Null);
}

/// What others have said isn't taken back by a file of one's own.
#[tokio::test]
async fn a_skill_that_people_have_endorsed_stays_without_the_file() {
    let app = TestApp::new().await;
    let (member, by) = (app.member().create().await, app.member().create().await);
    let with = |skills: Value| json!({ "basics": { "name": "Ada" }, "skills": skills });
    import(&app, &member, &with(json!([{ "name": "Poetry" }, { "name": "Cooking" }]))).await;
    let endorse = "INSERT INTO endorsements (profile_id, id, skill_item_id, endorser_id, capacity, relationship, state) \
        SELECT profile_id, gen_random_uuid(), id, $2, 'PEER', 'Neighbours', 'ACCEPTED' FROM profile_skills \
        WHERE profile_id = $1 AND name = 'Poetry'";
    app.sql(endorse, &[&member.profile_id, &by.profile_id]).await;
    let (_, told) = import(&app, &member, &with(json!([{ "name": "Sailing" }]))).await;
    let skills = rows(&app, &member, "profile_skills").await;
    let names: Vec<&str> = skills.iter().filter_map(|skill| skill["name"].as_str()).collect();
    assert_eq!(names, ["Poetry", "Sailing"]);
    assert_eq!(told.at("skills").filter(|loss| loss.message.contains("endorsed")).count(), 1, "{told}");
    let count = "SELECT count(*) FROM endorsements";
    let count: i64 = app.database.sql().await.query_one(count, &[]).await.expect("counted").get(0);
    assert_eq!(count, 1);
    let (_, told) = import(&app, &member, &with(json!([{ "name": "Poetry" }]))).await;
    assert!(told.is_empty(), "{told}");
    assert_eq!(rows(&app, &member, "profile_skills").await.len(), 1);
}

#[tokio::test]
async fn what_the_file_lacks_goes_and_what_the_owner_typed_in_stays_first() {
    let app = TestApp::new().await;
    let member = app.member().filled().create().await;
    for table in TABLES {
        app.sql(
            &format!("UPDATE {table} SET provenance = 'MANUAL' WHERE profile_id = $1"),
            &[&member.profile_id],
        )
        .await;
    }
    let own = all_rows(&app, &member).await;
    import(&app, &member, &file()).await;
    let mut shorter = file();
    shorter["education"].as_array_mut().expect("a list").remove(0);
    shorter["projects"] = json!([]);
    shorter["basics"]["profiles"].as_array_mut().expect("a list").remove(1);
    import(&app, &member, &shorter).await;

    let all = all_rows(&app, &member).await;
    let imported: Vec<usize> = all.iter().zip(&own).map(|(rows, own)| rows.len() - own.len()).collect();
    assert_eq!(imported, [1, 1, 0]);
    for (rows, own) in all.iter().zip(own) {
        assert_eq!(rows[..own.len()], own);
    }
    assert_eq!(all[1][2]["field_of_study"], "French");

    let stored = snapshot(&app, &member).await;
    app.refresh(&member).await;
    assert_eq!(snapshot(&app, &member).await, stored, "the snapshot tells what the tables tell");
}

#[tokio::test]
async fn the_files_core_replaces_and_the_location_is_one_thing() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let core = async || {
        let query = "SELECT jsonb_build_array(display_name, headline, about, city, region, country_code) \
                     FROM profiles WHERE id = $1";
        let row = app.database.sql().await.query_one(query, &[&member.profile_id]).await.expect("one row");
        row.get::<_, Value>(0)
    };
    import(&app, &member, &file()).await;
    assert_eq!(core().await, json!(["Ada Lovelace", "Analyst", null, "London", "Middlesex", "GB"]));

    let moved =
        json!({ "basics": { "name": "Ada King", "summary": "Hello", "location": { "city": "Paris" } } });
    import(&app, &member, &moved).await;
    assert_eq!(core().await, json!(["Ada King", "Analyst", "Hello", "Paris", null, null]));

    import(&app, &member, &json!({ "basics": { "name": "Ada King" } })).await;
    assert_eq!(core().await, json!(["Ada King", "Analyst", "Hello", "Paris", null, null]));
}

#[tokio::test]
async fn a_rehearsal_tells_what_the_import_tells() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let mut full = file();
    full["basics"]["email"] = json!("ada@example.com");
    full["basics"]["phone"] = json!("+44 1");
    full["basics"]["image"] = json!("https://a.example/ada.png");
    full["projects"][0]["roles"] = json!(vec!["x".repeat(100); 12]);
    let rehearsal = resume::import(full.to_string().as_bytes()).expect("the file is a resume");
    let (_, told) = import(&app, &member, &full).await;
    assert!(told.is_empty(), "{told}");
    for place in ["basics.email", "basics.phone", "basics.image", "projects[0].roles[11]"] {
        assert_eq!(rehearsal.losses.at(place).count(), 1, "{place}");
    }
}

#[tokio::test]
async fn an_import_takes_as_many_statements_whatever_its_length() {
    let app = TestApp::new().await;
    let mut statements = Vec::new();
    for count in [2, 40] {
        let member = app.member().create().await;
        let file = |text: &str| {
            let many = |make: &dyn Fn(usize) -> Value| (0..count).map(make).collect::<Value>();
            json!({
                "basics": {
                    "name": "Ada",
                    "profiles": many(&|at| json!({ "network": text, "url": format!("https://{at}.example/") })),
                },
                "education": many(&|at| json!({ "institution": format!("School {at}"), "studyType": text })),
                "projects": many(&|at| json!({ "name": format!("Project {at}"), "description": text })),
            })
        };
        import(&app, &member, &file("first")).await;
        let (sent, _) = app.statements(async || import(&app, &member, &file("second")).await).await;
        statements.push(sent);
    }
    assert_eq!(statements[0], statements[1]);
}
