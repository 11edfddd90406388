//! "View as": the owner sees what an audience sees, and why; nobody else can ask.

use folio_policy::{Circle, Role, Section, Visibility};
use folio_testkit::{Item, Member, Sdl, TestApp, Visitor};
use serde_json::{Value, json};

use crate::promise::expected::anybodys;

async fn page(visitor: &Visitor<'_>, member: &Member, audience: Option<&str>) -> Value {
    let all = Sdl::read().select_all("Profile", &["Profile.accessReport"]);
    let document =
        format!("query($slug: String!, $as: Audience) {{ profile(slug: $slug, viewAs: $as) {all} }}");
    let reply = visitor.query_with(&document, json!({ "slug": member.slug, "as": audience })).await;
    anybodys(&reply.data()["profile"])
}

async fn somebody_with_secrets(app: &TestApp) -> Member {
    app.member()
        .role(Role::Mentor)
        .section(Section::Gpa, Visibility::Restricted(Circle::EMPLOYERS))
        .section(Section::Contact, Visibility::Restricted(Circle::MENTORS))
        .section(Section::Projects, Visibility::Platform)
        .filled()
        .rows(|rows| rows.projects[1].visibility = Some("RESTRICTED(MENTORS)".to_owned()))
        .create()
        .await
}

#[tokio::test]
async fn each_view_is_what_that_audience_gets() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let member = app.member().create().await;
    let mentor = app.member().role(Role::Mentor).create().await;
    let employer = app.member().verified_employer().create().await;
    let mut views = Vec::new();
    for (audience, visitor) in [
        ("ANONYMOUS", app.anonymous()),
        ("MEMBER", app.as_(&member)),
        ("MENTOR", app.as_(&mentor)),
        ("EMPLOYER", app.as_(&employer)),
        ("OWNER", app.as_(&owner)),
    ] {
        let view = page(&app.as_(&owner), &owner, Some(audience)).await.to_string();
        assert_eq!(view, page(&visitor, &owner, None).await.to_string(), "{audience}");
        views.push(view);
    }
    views.sort();
    views.dedup();
    assert_eq!(views.len(), 5, "each of them sees something else");
    assert!(page(&app.as_(&owner), &owner, Some("EXCLUDED")).await.is_null());
}

#[tokio::test]
async fn nobody_else_can_look_as_anybody() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let member = app.member().create().await;
    let admin = app.member().staff(folio_policy::Staff::Admin).create().await;
    for audience in ["ANONYMOUS", "MEMBER", "OWNER", "ADMIN", "GRANTEE"] {
        for visitor in [app.anonymous(), app.as_(&member), app.as_(&admin)] {
            assert!(page(&visitor, &owner, Some(audience)).await.is_null(), "{audience}");
        }
    }
}

const REPORT: &str =
    "query($slug: String!, $for: Audience, $as: Audience) { profile(slug: $slug, viewAs: $as) {
    accessReport(audience: $for) {
        audience exists absence
        fields { field visible reason decidedBy openTo } items { id visible reason visibility { level } }
    } } }";

async fn report(visitor: &Visitor<'_>, member: &Member, audience: &str) -> Value {
    let variables = json!({ "slug": member.slug, "for": audience });
    visitor.query_with(REPORT, variables).await.data()["profile"]["accessReport"].clone()
}

#[tokio::test]
async fn the_report_says_what_the_page_shows() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    for audience in ["ANONYMOUS", "MEMBER", "MENTOR", "EMPLOYER", "GRANTEE", "OWNER", "ADMIN"] {
        let report = report(&app.as_(&owner), &owner, audience).await;
        let view = page(&app.as_(&owner), &owner, Some(audience)).await;
        assert_eq!((&report["audience"], &report["exists"]), (&json!(audience), &json!(true)));
        for decision in report["fields"].as_array().expect("a list") {
            let coordinate = decision["field"].as_str().expect("a coordinate");
            let Some(name) = coordinate.strip_prefix("Profile.").filter(|name| !view[*name].is_null()) else {
                continue;
            };
            let shown = match &view[name] {
                Value::Array(items) => !items.is_empty(),
                Value::Object(connection) if connection.contains_key("edges") => {
                    connection["totalCount"] != 0
                }
                _ => true,
            };
            assert!(!shown || decision["visible"] == true, "{audience} sees {coordinate}: {decision}");
        }
        for name in ["about", "contact", "location", "preferences", "version"] {
            let decision = field(&report, &format!("Profile.{name}"));
            assert_eq!(decision["visible"], !view[name].is_null(), "{audience}, {name}: {decision}");
        }
        let shown = view.to_string();
        for item in report["items"].as_array().expect("a list") {
            let id = item["id"].as_str().expect("an id");
            assert_eq!(item["visible"], shown.contains(id), "{audience}: {item}");
        }
    }
}

fn field<'a>(report: &'a Value, coordinate: &str) -> &'a Value {
    let fields = report["fields"].as_array().expect("a list");
    fields.iter().find(|field| field["field"] == coordinate).expect("a decision for every field")
}

#[tokio::test]
async fn the_report_says_why() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let member = report(&app.as_(&owner), &owner, "MEMBER").await;
    assert_eq!(field(&member, "Education.gpa")["reason"], "SECTION_HIDDEN");
    assert_eq!(field(&member, "Education.gpa")["decidedBy"], "GPA");
    assert_eq!(field(&member, "Profile.version")["reason"], "ALWAYS_PRIVATE");
    assert_eq!(field(&member, "Profile.about")["reason"], "OPEN");
    let last = owner.item_id(Item::Project, owner.filling.items(Item::Project)[1]);
    let items = member["items"].as_array().expect("a list");
    let last = items.iter().find(|item| item["id"] == last.as_str()).expect("every item is there");
    assert_eq!(
        (&last["reason"], &last["visibility"]["level"]),
        (&json!("ITEM_HIDDEN"), &json!("RESTRICTED"))
    );
    let excluded = report(&app.as_(&owner), &owner, "EXCLUDED").await;
    assert_eq!((&excluded["exists"], &excluded["absence"]), (&json!(false), &json!("VIEWER_EXCLUDED")));

    let hidden = app.member().section(Section::Header, Visibility::Private).public_url().create().await;
    let anonymous = report(&app.as_(&hidden), &hidden, "ANONYMOUS").await;
    assert_eq!(anonymous["absence"], "HEADER_HIDDEN");
}

#[tokio::test]
async fn the_report_is_the_owners_alone() {
    let app = TestApp::new().await;
    let owner = somebody_with_secrets(&app).await;
    let member = app.member().create().await;
    let moderator = app.member().staff(folio_policy::Staff::Moderator).create().await;
    for visitor in [app.anonymous(), app.as_(&member), app.as_(&moderator)] {
        assert!(report(&visitor, &owner, "OWNER").await.is_null());
    }
    // Looking as somebody, the report is of that audience unless another is named.
    let variables = json!({ "slug": owner.slug, "as": "MEMBER" });
    let viewed = app.as_(&owner).query_with(REPORT, variables).await;
    assert_eq!(viewed.data()["profile"]["accessReport"]["audience"], "MEMBER");
}
