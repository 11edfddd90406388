//! `privacySettings`: what the owner's screen says is what everybody gets, and what can be changed is what it offers.

use std::collections::BTreeMap;

use folio_policy::{Circle, Field, ProfileState, Role, Section, Visibility, matrix::MATRIX};
use folio_testkit::{Item, Member, Sdl, TestApp, Visitor, somebody_new};
use serde_json::{Value, json};

async fn settings(visitor: &Visitor<'_>) -> Value {
    let all = Sdl::read().select_all("PrivacySettings", &[]);
    let reply = visitor.query(&format!("{{ privacySettings {all} }}")).await;
    reply.data()["privacySettings"].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn section<'a>(settings: &'a Value, name: &str) -> &'a Value {
    let sections = list(&settings["sections"]);
    sections.iter().find(|section| section["section"] == name).expect("every section is there")
}

fn field<'a>(settings: &'a Value, coordinate: &str) -> &'a Value {
    let mut fields = list(&settings["sections"]).iter().flat_map(|section| list(&section["fields"]));
    &fields.find(|field| field["field"] == coordinate).expect("every field is there")["setting"]
}

fn is_open_to(setting: &Value, audience: &str) -> bool {
    list(&setting["openTo"]).contains(&json!(audience))
}

async fn somebody_with_secrets(app: &TestApp) -> Member {
    app.member()
        .role(Role::Mentor)
        .section(Section::Gpa, Visibility::Restricted(Circle::EMPLOYERS))
        .section(Section::Contact, Visibility::Restricted(Circle::MENTORS))
        .section(Section::Projects, Visibility::Platform)
        .field(Field::ProfileHeadline, Visibility::Private)
        .filled()
        .rows(|rows| {
            rows.projects[1].visibility = Some("RESTRICTED(MENTORS)".to_owned());
            rows.links[0].visibility = None;
        })
        .create()
        .await
}

#[tokio::test]
async fn what_the_screen_says_is_what_everybody_gets() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let [member, mentor] = [app.member().create().await, app.member().role(Role::Mentor).create().await];
    let employer = app.member().verified_employer().create().await;
    for public_url in [true, false] {
        app.sql(
            "UPDATE profiles SET public_url_enabled = $2 WHERE id = $1",
            &[&owner.profile_id, &public_url],
        )
        .await;
        let settings = settings(&app.as_(&owner)).await;
        for (audience, visitor) in [
            ("ANONYMOUS", app.anonymous()),
            ("MEMBER", app.as_(&member)),
            ("MENTOR", app.as_(&mentor)),
            ("EMPLOYER", app.as_(&employer)),
            ("OWNER", app.as_(&owner)),
        ] {
            let all = Sdl::read().select_all("Profile", &["Profile.accessReport"]);
            let page = format!("query($slug: String!) {{ profile(slug: $slug) {all} }}");
            let reply = visitor.query_with(&page, json!({ "slug": owner.slug })).await;
            let page = &reply.data()["profile"];
            for name in ["displayName", "headline", "about", "location", "contact", "availability", "version"]
            {
                let setting = field(&settings, &format!("Profile.{name}"));
                assert_eq!(is_open_to(setting, audience), !page[name].is_null(), "{name} to {audience}");
            }
            let gpa = page["education"]["nodes"][0].get("gpa").is_some_and(|gpa| !gpa.is_null());
            assert_eq!(is_open_to(&section(&settings, "GPA")["setting"], audience), gpa, "{audience}");
            let shown = page.to_string();
            for name in ["LINKS", "EDUCATION", "PROJECTS"] {
                let items = list(&section(&settings, name)["items"]);
                assert_eq!(items.len(), 2, "{name}");
                for item in items {
                    let id = item["id"].as_str().expect("an id");
                    assert_eq!(is_open_to(&item["setting"], audience), shown.contains(id), "{item}");
                }
            }
        }
    }
}

#[tokio::test]
async fn every_section_field_and_item_is_there_in_order() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let settings = settings(&app.as_(&owner)).await;

    let names: Vec<&str> = list(&settings["sections"])
        .iter()
        .map(|section| section["section"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, Section::ALL.iter().map(|section| section.name()).collect::<Vec<_>>());
    assert_eq!(section(&settings, "GPA")["parentSection"], "EDUCATION");
    for row in &MATRIX {
        let fields = list(&section(&settings, row.section.name())["fields"]);
        assert!(fields.iter().any(|field| field["field"] == row.coordinate), "{}", row.coordinate);
    }

    let titles = |name: &str| -> Vec<(&str, &str)> {
        let items = list(&section(&settings, name)["items"]).iter();
        items.map(|item| (item["id"].as_str().unwrap_or(""), item["title"].as_str().unwrap_or(""))).collect()
    };
    for (name, kind, table, column) in [
        ("LINKS", Item::Link, "links", "label"),
        ("EDUCATION", Item::Education, "education", "institution"),
        ("PROJECTS", Item::Project, "projects", "name"),
    ] {
        let expected: Vec<(String, String)> = owner
            .filling
            .items(kind)
            .iter()
            .zip(owner.filling.sentinels.iter().filter(|s| (s.table, s.column) == (table, column)))
            .map(|(id, sentinel)| (owner.item_id(kind, *id), sentinel.needle.clone()))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(id, title)| (id.as_str(), title.as_str())).collect();
        assert_eq!(titles(name), expected);
    }
}

#[tokio::test]
async fn each_setting_tells_what_was_chosen_what_may_be_and_what_limits_it() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let settings = settings(&app.as_(&owner)).await;
    assert_eq!(
        field(&settings, "Education.gpa"),
        &json!({
            "__typename": "VisibilitySetting",
            "chosen": null,
            "mostOpen": { "__typename": "Visibility", "level": "RESTRICTED", "to": ["EMPLOYERS", "MENTORS"] },
            "adjustable": false,
            "openTo": ["EMPLOYER", "GRANTEE", "OWNER", "MODERATOR", "ADMIN"],
            "limits": [{
                "__typename": "VisibilityLimit",
                "kind": "SECTION",
                "section": "GPA",
                "keepsOut": ["ANONYMOUS", "MEMBER", "MENTOR"],
            }],
        })
    );
    let headline = field(&settings, "Profile.headline");
    assert_eq!((&headline["chosen"]["level"], &headline["adjustable"]), (&json!("PRIVATE"), &json!(true)));
    assert_eq!(headline["limits"][0]["kind"], "OWN_TOGGLE");
    let strength = &section(&settings, "STRENGTH")["setting"];
    assert_eq!((&strength["limits"][0]["kind"], &strength["adjustable"]), (&json!("FIXED"), &json!(false)));
    let projects = list(&section(&settings, "PROJECTS")["items"]);
    assert_eq!(projects[1]["setting"]["chosen"]["to"], json!(["MENTORS"]));
    assert_eq!(projects[0]["setting"]["limits"][0]["section"], "PROJECTS");
}

/// Whoever is away or closed to the public is told so, and still sees their settings.
#[tokio::test]
async fn the_state_and_the_switches_are_among_the_reasons() {
    let app = TestApp::new().await;
    for (state, kind, kept_out) in [
        (ProfileState::Active, "PUBLIC_URL_OFF", 1),
        (ProfileState::Deactivated, "PROFILE_NOT_ACTIVE", 5),
        (ProfileState::Suspended, "PROFILE_NOT_ACTIVE", 5),
    ] {
        let owner = app
            .member()
            .role(Role::Mentor)
            .rows(|rows| rows.profile.public_url_enabled = false)
            .state(state)
            .create()
            .await;
        let settings = settings(&app.as_(&owner)).await;
        let limits = list(&field(&settings, "Profile.displayName")["limits"]);
        assert_eq!(limits.len(), 1, "{limits:?}");
        assert_eq!(limits[0]["kind"], kind);
        assert_eq!(list(&limits[0]["keepsOut"]).len(), kept_out);
        assert_eq!(settings["publication"]["state"], state.name());
        assert_eq!(settings["publication"]["publicUrlEnabled"], false);
    }
}

#[tokio::test]
async fn they_are_everybodys_own() {
    let app = TestApp::new().await;
    assert!(settings(&app.anonymous()).await.is_null());
    let admin = app.member().staff(folio_policy::Staff::Admin).create().await;
    let other = somebody_with_secrets(&app).await;
    let text = settings(&app.as_(&admin)).await.to_string();
    assert!(!text.contains(&other.item_id(Item::Project, other.filling.items(Item::Project)[0])), "{text}");
    assert_eq!(settings(&app.as_(somebody_new())).await["version"], "1");
}

/// The version is the one that `visibilitySet` takes, and what is adjustable is what it accepts.
#[tokio::test]
async fn what_is_offered_is_what_can_be_set() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let visitor = app.as_(&owner);
    let settings = settings(&visitor).await;
    let level =
        |setting: &Value| json!({ "level": setting["mostOpen"]["level"], "to": setting["mostOpen"]["to"] });
    let mut offered: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut fixed: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut offer = |list: &'static str, mut input: Value, setting: &Value| {
        input["visibility"] = level(setting);
        let into = if setting["adjustable"] == true { &mut offered } else { &mut fixed };
        into.entry(list).or_default().push(input);
    };
    for section in list(&settings["sections"]) {
        offer("sections", json!({ "section": section["section"] }), &section["setting"]);
        for field in list(&section["fields"]) {
            offer("fields", json!({ "field": field["field"] }), &field["setting"]);
        }
        for item in list(&section["items"]) {
            offer("items", json!({ "id": item["id"] }), &item["setting"]);
        }
    }
    let document = "mutation($input: VisibilitySetInput!, $version: Int64!) {
        visibilitySet(input: $input, expectedVersion: $version) { profile { version } userErrors { code } } }";
    let set = async |input: &Value| {
        let variables = json!({ "input": input, "version": settings["version"] });
        visitor.query_with(document, variables).await.data()["visibilitySet"].clone()
    };
    let refused = set(&json!(fixed)).await;
    let codes: Vec<&Value> = list(&refused["userErrors"]).iter().map(|error| &error["code"]).collect();
    let fixed = fixed.values().map(Vec::len).sum();
    assert_eq!(codes, vec!["NOT_ADJUSTABLE"; fixed]);
    let done = set(&json!(offered)).await;
    assert_eq!(done["userErrors"], json!([]), "{done}");
}

#[tokio::test]
async fn they_take_the_viewers_statement_and_the_pages() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let (statements, _) = app.statements(async || settings(&app.as_(&owner)).await).await;
    assert_eq!(statements, 2);
}
