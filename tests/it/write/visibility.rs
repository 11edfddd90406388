//! `visibilitySet`: bounds, all or nothing, what is written down of it, and that it holds at once.

use folio_policy::{
    Audience, Circle, Field, ProfilePolicy, ProfileState, Relation, Role, Section, Toggles, Visibility,
    decide,
};
use folio_testkit::{Item, Member, Reply, Sdl, TestApp, Visitor};
use serde_json::{Value, json};

use super::cases::{assert_done, call, refusal, refusals, user_errors};

async fn somebody(app: &TestApp) -> Member {
    let member = app.member().role(Role::Mentor).public_url().filled();
    member.rows(|rows| rows.profile.version = 1).create().await
}

async fn set(visitor: &Visitor<'_>, version: i64, input: Value) -> Reply {
    call(visitor, "visibilitySet", json!({ "input": input }), version).await
}

fn section(name: &str, visibility: Value) -> Value {
    json!({ "sections": [{ "section": name, "visibility": visibility }] })
}

async fn toggles(app: &TestApp, member: &Member) -> Value {
    serde_json::from_str(&app.trace(member).await.toggles).expect("toggles are JSON")
}

#[tokio::test]
async fn restricted_takes_any_subset_and_employers_without_one() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    for (version, to, stored) in [
        (1, Value::Null, "RESTRICTED(EMPLOYERS)"),
        (2, json!([]), "RESTRICTED()"),
        (3, json!(["MENTORS"]), "RESTRICTED(MENTORS)"),
        (4, json!(["MENTORS", "EMPLOYERS", "MENTORS"]), "RESTRICTED(EMPLOYERS,MENTORS)"),
    ] {
        let input = section("ABOUT", json!({ "level": "RESTRICTED", "to": to }));
        assert_done(&set(&visitor, version, input).await);
        assert_eq!(toggles(&app, &member).await["sections"]["ABOUT"], stored);
    }
    // A subset means something for RESTRICTED alone.
    let input = section("ABOUT", json!({ "level": "PLATFORM", "to": ["MENTORS"] }));
    assert_done(&set(&visitor, 5, input).await);
    assert_eq!(toggles(&app, &member).await["sections"]["ABOUT"], "PLATFORM");
}

#[tokio::test]
async fn nothing_opens_further_than_the_matrix_allows() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let before = app.trace(&member).await;
    for level in ["PUBLIC", "PLATFORM"] {
        for name in ["GPA", "CONTACT"] {
            let reply = set(&visitor, 1, section(name, json!({ "level": level }))).await;
            assert_eq!(refusals(&reply), [("TOO_OPEN".into(), "input.sections.0.visibility".into())]);
            assert!(user_errors(&reply)[0]["message"].as_str().is_some_and(|m| m.contains("RESTRICTED")));
        }
        for field in ["Contact.email", "Contact.phone", "Contact.username"] {
            let input = json!({ "fields": [{ "field": field, "visibility": { "level": level } }] });
            let reply = set(&visitor, 1, input).await;
            assert_eq!(
                refusals(&reply),
                [("TOO_OPEN".into(), "input.fields.0.visibility".into())],
                "{field}"
            );
        }
    }
    for section_name in Section::ALL.iter().filter(|section| section.is_fixed()) {
        for level in ["PUBLIC", "PRIVATE"] {
            let reply = set(&visitor, 1, section(section_name.name(), json!({ "level": level }))).await;
            assert_eq!(refusals(&reply), [("NOT_ADJUSTABLE".into(), "input.sections.0.section".into())]);
        }
    }
    for (field, named) in [
        ("Education.gpa", "GPA"),
        ("Gpa.value", "GPA"),
        ("Profile.location", "LOCATION"),
        ("Profile.version", "SYSTEM"),
    ] {
        let input = json!({ "fields": [{ "field": field, "visibility": { "level": "PRIVATE" } }] });
        let reply = set(&visitor, 1, input).await;
        assert_eq!(refusals(&reply), [("NOT_ADJUSTABLE".into(), "input.fields.0.field".into())], "{field}");
        assert!(user_errors(&reply)[0]["message"].as_str().is_some_and(|message| message.contains(named)));
    }
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn all_or_nothing_and_every_problem_at_its_path() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let other = somebody(&app).await;
    let project = member.item_id(Item::Project, member.filling.items(Item::Project)[0]);
    let private = json!({ "level": "PRIVATE" });
    let input = json!({
        "sections": [
            { "section": "ABOUT", "visibility": private },
            { "section": "STRENGTH", "visibility": private },
            { "section": "GPA", "visibility": { "level": "PLATFORM" } },
            { "section": "ABOUT", "visibility": { "level": "PUBLIC" } },
        ],
        "fields": [
            { "field": "Profile.pronouns", "visibility": private },
            { "field": "Profile.shoeSize", "visibility": private },
            { "field": "Education.id", "visibility": private },
            { "field": "Profile.pronouns" },
        ],
        "items": [
            { "id": project, "visibility": private },
            { "id": other.item_id(Item::Project, other.filling.items(Item::Project)[0]), "visibility": private },
            { "id": member.item_id(Item::Link, uuid::Uuid::from_u128(5)), "visibility": private },
            { "id": project, "visibility": null },
            { "id": member.item_id(Item::Project, member.filling.items(Item::Project)[1]) },
            { "id": "no id at all" },
            { "id": member.id(), "visibility": private },
        ],
        "switches": { "discoverable": false },
    });
    let before = app.trace(&member).await;
    let reply = set(&app.as_(&member), 1, input).await;
    let mut told = refusals(&reply);
    told.sort_by(|one, other| one.1.cmp(&other.1));
    let expected = [
        ("INVALID", "input.fields.1.field"),
        ("NOT_ADJUSTABLE", "input.fields.2.field"),
        ("INVALID", "input.fields.3.field"),
        ("NOT_FOUND", "input.items.1.id"),
        ("NOT_FOUND", "input.items.2.id"),
        ("INVALID", "input.items.3.id"),
        ("REQUIRED", "input.items.4.visibility"),
        ("NOT_FOUND", "input.items.5.id"),
        ("NOT_FOUND", "input.items.6.id"),
        ("NOT_ADJUSTABLE", "input.sections.1.section"),
        ("TOO_OPEN", "input.sections.2.visibility"),
        ("INVALID", "input.sections.3.section"),
    ];
    assert_eq!(told, expected.map(|(code, path)| (code.to_owned(), path.to_owned())));
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn lists_are_no_longer_than_what_they_can_name() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let private = json!({ "level": "PRIVATE" });
    for (list, entry, most) in [
        ("sections", json!({ "section": "ABOUT", "visibility": private }), Section::COUNT),
        ("fields", json!({ "field": "Profile.about", "visibility": private }), Field::COUNT),
        ("items", json!({ "id": member.id(), "visibility": private }), 200),
    ] {
        let input = json!({ list: vec![entry; most + 1] });
        let reply = set(&app.as_(&member), 1, input).await;
        assert_eq!(refusals(&reply), [("TOO_MANY".to_owned(), format!("input.{list}"))]);
    }
}

#[tokio::test]
async fn what_is_so_already_changes_nothing_and_moves_no_version() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let before = app.trace(&member).await;
    let project = member.item_id(Item::Project, member.filling.items(Item::Project)[0]);
    for input in [
        json!({}),
        json!({ "switches": {} }),
        section("ABOUT", json!({ "level": "PUBLIC" })),
        json!({ "fields": [{ "field": "Profile.about", "visibility": null }, { "field": "Education.gpa", "visibility": null }] }),
        json!({ "items": [{ "id": project, "visibility": { "level": "PUBLIC" } }] }),
        json!({ "switches": { "publicUrlEnabled": true } }),
    ] {
        assert_done(&set(&visitor, 1, input).await);
        assert_eq!(app.trace(&member).await, before);
    }
}

#[tokio::test]
async fn items_of_every_kind_are_toggled_and_keep_their_versions() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let reader = app.member().create().await;
    let visitor = app.as_(&member);
    let kinds = [Item::Link, Item::Education, Item::Project];
    let ids: Vec<String> = kinds.iter().map(|k| member.item_id(*k, member.filling.items(*k)[1])).collect();
    let look = async |visitor: &Visitor<'_>| {
        let document = "query($ids: [ID!]!) { nodes(ids: $ids) {
            ... on Link { id version visibility { level to } }
            ... on Education { id version visibility { level to } }
            ... on Project { id version visibility { level to } } } }";
        visitor.query_with(document, json!({ "ids": ids })).await.data()["nodes"].clone()
    };
    let before = look(&visitor).await;
    assert!(before[0]["version"].is_string(), "{before}");
    let mentors = json!({ "level": "RESTRICTED", "to": ["MENTORS"] });
    let change = |visibility: &Value| -> Value {
        json!({ "items": ids.iter().map(|id| json!({ "id": id, "visibility": visibility })).collect::<Value>() })
    };

    assert_done(&set(&visitor, 1, change(&mentors)).await);
    for (before, after) in
        before.as_array().expect("a list").iter().zip(look(&visitor).await.as_array().expect("a list"))
    {
        assert_eq!(after["visibility"], mentors);
        assert_eq!(after["version"], before["version"], "who sees it is the profile's affair");
    }
    assert_eq!(look(&app.as_(&reader)).await, json!([null, null, null]));

    assert_done(&set(&visitor, 2, change(&Value::Null)).await);
    let after = look(&visitor).await;
    assert!(after.as_array().expect("a list").iter().all(|item| item["visibility"].is_null()), "{after}");
    assert!(look(&app.as_(&reader)).await.as_array().expect("a list").iter().all(|item| !item.is_null()));
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn the_audit_row_holds_before_and_after_and_nothing_holds_a_value() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let link = member.filling.items(Item::Link)[0];
    let input = json!({
        "sections": [{ "section": "ABOUT", "visibility": { "level": "PRIVATE" } }],
        "fields": [{ "field": "Contact.phone", "visibility": { "level": "RESTRICTED", "to": [] } }],
        "items": [{ "id": member.item_id(Item::Link, link), "visibility": null }],
        "switches": { "publicUrlEnabled": false, "discoverable": true },
    });
    assert_done(&set(&app.as_(&member), 1, input).await);
    let sql = app.database.sql().await;
    let row = sql
        .query_one(
            "SELECT toggles::text, audit_log::text, (SELECT outbox::text FROM outbox WHERE profile_id = $1), \
             (SELECT payload::text FROM outbox WHERE profile_id = $1) FROM audit_log WHERE profile_id = $1",
            &[&member.profile_id],
        )
        .await
        .expect("one row of each");
    let toggles: Value = serde_json::from_str(row.get(0)).expect("JSON");
    assert_eq!(
        toggles,
        json!({
            "ABOUT": ["PUBLIC", "PRIVATE"],
            "Contact.phone": [null, "RESTRICTED()"],
            link.to_string(): ["PUBLIC", null],
            "Publication.publicUrlEnabled": [true, false],
        })
    );
    let (audit, outbox): (&str, &str) = (row.get(1), row.get(2));
    for sentinel in &member.filling.sentinels {
        assert!(!audit.contains(&sentinel.needle) && !outbox.contains(&sentinel.needle), "{sentinel:?}");
    }
    let payload: Value = serde_json::from_str(row.get(3)).expect("JSON");
    assert_eq!(payload, json!({ "sections": ["ABOUT", "CONTACT", "LINKS", "PREFERENCES"] }));
}

/// Whatever is asked for after the answer is decided by the new toggles, for everybody.
#[tokio::test]
async fn what_is_tightened_holds_for_the_next_read_of_every_audience() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let mentor = app.member().role(Role::Mentor).create().await;
    let employer = app.member().verified_employer().create().await;
    let reader = app.member().create().await;
    let readers = [
        (Audience::Anonymous, app.anonymous()),
        (Audience::Member, app.as_(&reader)),
        (Audience::Mentor, app.as_(&mentor)),
        (Audience::Employer, app.as_(&employer)),
        (Audience::Owner, app.as_(&member)),
    ];
    let all = Sdl::read().select_all("Profile", &["Profile.accessReport"]);
    let document = format!("query($slug: String!) {{ profile(slug: $slug) {all} }}");
    let mut chosen = Toggles::defaults(Some(Role::Mentor));
    let steps = [
        Visibility::Platform,
        Visibility::Restricted(Circle::BOTH),
        Visibility::Restricted(Circle::EMPLOYERS),
        Visibility::Private,
        Visibility::Public,
    ];
    for (version, visibility) in (1..).zip(steps) {
        let level = json!({ "level": visibility.level(), "to": match visibility {
            Visibility::Restricted(Circle::BOTH) => json!(["EMPLOYERS", "MENTORS"]),
            _ => Value::Null,
        } });
        assert_done(&set(&app.as_(&member), version, section("ABOUT", level)).await);
        chosen.set_section(Section::About, visibility).expect("it is allowed");
        let policy =
            ProfilePolicy { state: ProfileState::Active, public_url_enabled: true, toggles: chosen.clone() };
        for (audience, visitor) in &readers {
            let reply = visitor.query_with(&document, json!({ "slug": member.slug })).await;
            let access = decide(&Relation::typical(*audience), &policy).expect("the profile exists for all");
            let about = &reply.data()["profile"]["about"];
            assert_eq!(!about.is_null(), access.may_see(Field::ProfileAbout), "{visibility} to {audience:?}");
        }
    }
}

#[tokio::test]
async fn the_switches_hold_at_once() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    let is_public = async || {
        let page = format!("{{ profile(slug: \"{}\") {{ id }} }}", member.slug);
        !app.anonymous().query(&page).await.data()["profile"].is_null()
    };
    assert!(is_public().await);
    assert_done(&set(&visitor, 1, json!({ "switches": { "publicUrlEnabled": false } })).await);
    assert!(!is_public().await);
    let reply = visitor
        .query("{ me { profile { publication { discoverable publicUrlEnabled searchEngineIndexing } } } }")
        .await;
    assert_eq!(
        reply.data()["me"]["profile"]["publication"],
        json!({ "discoverable": true, "publicUrlEnabled": false, "searchEngineIndexing": true })
    );
    assert_eq!(
        refusal(&set(&visitor, 1, json!({ "switches": { "publicUrlEnabled": true } })).await),
        "CONFLICT"
    );
}
