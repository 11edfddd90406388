//! `profileChanged`: each viewer hears of what they may see, and of nothing else.

use folio_db::profiles::{self, ProfilePatch};
use folio_policy::{ProfileState, Role, Section, Toggles, Visibility};
use folio_testkit::{EventStream, Item, Member, Socket, TestApp, Visitor, somebody_new};
use serde_json::{Value, json};
use uuid::Uuid;

const PAGE: &str = "subscription($id: ID!) { profileChanged(profileId: $id) {
    profile { id displayName about version education { totalCount nodes { institution gpa { text } } } } } }";

/// Somebody with a page for everybody, all of whose sections are open but for the grades.
async fn open_page(app: &TestApp) -> Member {
    let builder = app.member().role(Role::Mentor).public_url();
    let builder = builder.section(Section::Education, Visibility::Public);
    let builder = builder.section(Section::About, Visibility::Public);
    builder.section(Section::Gpa, Visibility::Private).filled().create().await
}

async fn follow(visitor: &Visitor<'_>, member: &Member) -> Socket {
    let mut socket = visitor.socket().await;
    socket.subscribe("1", PAGE, json!({ "id": member.id() })).await;
    socket
}

async fn stream(visitor: &Visitor<'_>, member: &Member) -> EventStream {
    visitor.events(PAGE, json!({ "id": member.id() })).await
}

fn profile(data: &Value) -> &Value {
    &data["profileChanged"]["profile"]
}

/// Changes a column of the profile as the owner would: the version moves, the snapshot follows, the hub is told.
async fn edit(app: &TestApp, member: &Member, column: &str, value: &str) {
    let value = Some(Some(value.to_owned()));
    let patch = match column {
        "about" => ProfilePatch { about: value, ..ProfilePatch::default() },
        "display_name" => ProfilePatch { display_name: value, ..ProfilePatch::default() },
        other => panic!("say here how {other} is changed"),
    };
    // In one transaction: a reading that began before must not see the new version beside the old text.
    app.change(member, async |profile| profiles::update(profile, &patch).await.expect("it can be written"))
        .await;
    app.publish(member);
}

/// Changes the grades, which nobody but the owner sees.
async fn edit_grades(app: &TestApp, member: &Member, text: &str) {
    app.sql("UPDATE education SET gpa_text = $2 WHERE profile_id = $1", &[&member.profile_id, &text]).await;
    app.sql("UPDATE profiles SET version = version + 1 WHERE id = $1", &[&member.profile_id]).await;
    app.refresh(member).await;
    app.publish(member);
}

async fn set_state(app: &TestApp, member: &Member, state: ProfileState) {
    let update = "UPDATE profiles SET state = $2, version = version + 1 WHERE id = $1";
    app.sql(update, &[&member.profile_id, &state.name()]).await;
}

#[tokio::test]
async fn the_present_comes_first_and_then_each_change() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut socket = follow(&app.anonymous(), &page).await;
    let mut events = stream(&app.anonymous(), &page).await;
    let first = socket.data("1").await;
    assert_eq!(profile(&first)["id"], page.id());
    assert_eq!(profile(&first)["education"]["totalCount"], 2);
    assert_eq!(events.data().await, first);
    for text in ["one", "two", "three"] {
        edit(&app, &page, "about", text).await;
        for data in [socket.data("1").await, events.data().await] {
            assert_eq!(profile(&data)["about"], text);
        }
    }
}

#[tokio::test]
async fn what_is_followed_is_what_a_query_gives() {
    // Everything at once is more than one operation may ask for.
    let app = TestApp::builder().http(|settings| settings.document.cost = 20_000).start().await;
    let page = open_page(&app).await;
    let all = folio_testkit::Sdl::read().select_all("Profile", &[]);
    let (follow, ask) = (
        format!("subscription($id: ID!) {{ profileChanged(profileId: $id) {{ profile {all} }} }}"),
        format!("query($id: ID!) {{ node(id: $id) {{ ... on Profile {all} }} }}"),
    );
    let employer = app.member().verified_employer().create().await;
    let visitors = [app.anonymous(), app.as_(&employer), app.as_(&page), app.as_(somebody_new())];
    for visitor in visitors {
        let data = visitor.events(&follow, json!({ "id": page.id() })).await.data().await;
        let reply = visitor.query_with(&ask, json!({ "id": page.id() })).await;
        assert_eq!(profile(&data), &reply.data()["node"]);
    }
}

/// Neither by an event nor by its time: a viewer who may not see what was edited gets the next event that they may see,
/// and the owner gets both.
#[tokio::test]
async fn a_hidden_edit_is_an_event_for_the_owner_alone() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut owner = follow(&app.as_(&page), &page).await;
    let mut viewer = follow(&app.anonymous(), &page).await;
    let mut events = stream(&app.anonymous(), &page).await;
    let version = profile(&owner.data("1").await)["version"].clone();
    let before = viewer.data("1").await;
    assert_eq!(events.data().await, before);
    assert!(profile(&before)["version"].is_null() && version.is_string());

    for round in 1..=3 {
        edit_grades(&app, &page, &format!("grade {round}")).await;
        // The owner's event shows that the hub's wake-up was taken up.
        let data = owner.data("1").await;
        assert_eq!(profile(&data)["education"]["nodes"][0]["gpa"]["text"], format!("grade {round}"));
        edit(&app, &page, "about", &format!("about {round}")).await;
        assert_eq!(profile(&owner.data("1").await)["about"], format!("about {round}"));
        for data in [viewer.data("1").await, events.data().await] {
            assert_eq!(profile(&data)["about"], format!("about {round}"));
            assert!(profile(&data)["education"]["nodes"][0]["gpa"].is_null());
        }
    }
}

#[tokio::test]
async fn a_wake_up_without_a_change_is_no_event() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut owner = follow(&app.as_(&page), &page).await;
    owner.data("1").await;
    for round in 1..=3 {
        let (reads, _) = app
            .statements(async || {
                app.publish(&page);
                let before = app.db.statements();
                while app.db.statements() < before + 2 {
                    tokio::task::yield_now().await;
                }
            })
            .await;
        assert_eq!(reads, 2, "page and viewer were read");
        edit(&app, &page, "about", &format!("about {round}")).await;
        assert_eq!(profile(&owner.data("1").await)["about"], format!("about {round}"));
    }
}

#[tokio::test]
async fn what_is_shut_is_not_in_the_very_next_event() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut viewer = follow(&app.anonymous(), &page).await;
    assert!(profile(&viewer.data("1").await)["about"].is_string());
    let mut toggles = Toggles::defaults(Some(Role::Mentor));
    toggles.set_section(Section::About, Visibility::Private).expect("it may be shut");
    app.set_toggles(&page, toggles).await;
    edit(&app, &page, "about", "for the owner alone").await;
    assert!(profile(&viewer.data("1").await)["about"].is_null());
    // From now on it is a hidden edit like any other.
    edit(&app, &page, "about", "once more").await;
    edit(&app, &page, "display_name", "Another Name").await;
    let next = viewer.data("1").await;
    assert_eq!(profile(&next)["displayName"], "Another Name");
    assert!(profile(&next)["about"].is_null());
}

#[tokio::test]
async fn a_profile_that_is_gone_ends_the_stream_without_another_word() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let shut = |section| {
        let mut toggles = Toggles::defaults(Some(Role::Mentor));
        toggles.set_section(section, Visibility::Private).expect("it may be shut");
        toggles
    };
    for how in ["header", "DEACTIVATED", "SUSPENDED", "ERASED", "deleted"] {
        let page = open_page(&app).await;
        let mut socket = follow(&app.as_(&member), &page).await;
        let mut events = stream(&app.anonymous(), &page).await;
        socket.data("1").await;
        events.data().await;
        match how {
            "header" => app.set_toggles(&page, shut(Section::Header)).await,
            "deleted" => {
                app.sql("DELETE FROM users WHERE id = $1", &[&page.user_id]).await;
            }
            state => set_state(&app, &page, ProfileState::parse(state).expect("a state")).await,
        }
        app.publish(&page);
        socket.completed("1").await;
        assert_eq!(events.next().await, Some(("complete".to_owned(), String::new())), "{how}");
        assert_eq!(events.next().await, None);
    }
}

/// Whoever looks is decided on anew as well.
#[tokio::test]
async fn a_viewer_who_is_suspended_is_shown_nothing_more() {
    let app = TestApp::new().await;
    let page = app.member().section(Section::Header, Visibility::Platform).filled().create().await;
    let viewer = app.member().create().await;
    let mut socket = follow(&app.as_(&viewer), &page).await;
    socket.data("1").await;
    set_state(&app, &viewer, ProfileState::Suspended).await;
    edit(&app, &page, "display_name", "Another Name").await;
    socket.completed("1").await;
}

/// A profile that is hidden, one that never was, and what is no id are the same, to the byte.
#[tokio::test]
async fn what_is_hidden_and_what_never_was_end_alike() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let hidden = app.member().section(Section::Header, Visibility::Private).filled().create().await;
    let away = app.member().state(ProfileState::Deactivated).filled().create().await;
    let unknown = Member { profile_id: Uuid::new_v4(), ..hidden.clone() };
    let page = open_page(&app).await;
    let item = page.item_id(Item::Education, page.filling.items(Item::Education)[0]);
    let ids = [unknown.id(), hidden.id(), away.id(), item, String::new(), "x".to_owned(), "A".repeat(4_000)];
    for visitor in [app.anonymous(), app.as_(&member)] {
        let mut socket = visitor.socket().await;
        for id in &ids {
            socket.subscribe("1", PAGE, json!({ "id": id })).await;
            let text = socket.text().await.expect("a message");
            assert_eq!(text, r#"{"type":"complete","id":"1"}"#, "{id}");
            let mut events = visitor.events(PAGE, json!({ "id": id })).await;
            assert_eq!(events.next().await, Some(("complete".to_owned(), String::new())), "{id}");
            assert_eq!(events.next().await, None);
        }
        let statements = async |socket: &mut Socket, id: String| {
            app.statements(async || {
                socket.subscribe("1", PAGE, json!({ "id": id })).await;
                socket.completed("1").await;
            })
            .await
            .0
        };
        let for_unknown = statements(&mut socket, unknown.id()).await;
        assert_eq!(statements(&mut socket, hidden.id()).await, for_unknown, "the same work");
    }
}

/// An event costs what a page costs, whoever follows and whatever else there is: those who are woken together read together,
/// by one statement for the pages and one for who looks. A beat may fall between them, and then they read twice.
#[tokio::test]
async fn an_event_takes_as_many_statements_for_a_hundred_followers_as_for_one() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let viewers = [app.member().create().await, app.member().verified_employer().create().await];
    let mut followers = Vec::new();
    for n in 0..100 {
        let visitor = if n % 2 == 0 { app.anonymous() } else { app.as_(&viewers[n % 4 / 2]) };
        let mut socket = follow(&visitor, &page).await;
        socket.data("1").await;
        followers.push(socket);
    }
    let cost = async |followers: &mut [Socket], text: &str| {
        app.sql("UPDATE profiles SET about = $2 WHERE id = $1", &[&page.profile_id, &text]).await;
        app.refresh(&page).await;
        let work = async || {
            app.publish(&page);
            for socket in followers {
                assert_eq!(profile(&socket.data("1").await)["about"], text);
            }
        };
        app.statements(work).await.0
    };
    let alone = cost(&mut followers, "alone").await;
    assert!((2..=4).contains(&alone), "{alone} statements");

    // More items, and others who follow others: none of it is read.
    let mut others = Vec::new();
    for _ in 0..20 {
        let other = open_page(&app).await;
        let mut socket = follow(&app.as_(&viewers[0]), &other).await;
        socket.data("1").await;
        others.push(socket);
    }
    let copy = "INSERT INTO projects (id, profile_id, position, provenance, name)
        SELECT gen_random_uuid(), profile_id, position + 10 * n, provenance, name FROM projects, generate_series(1, 30) AS n
        WHERE profile_id = $1";
    assert_eq!(app.sql(copy, &[&page.profile_id]).await, 60);
    let among_many = cost(&mut followers, "among many").await;
    assert!((2..=4).contains(&among_many), "{among_many} statements");
}

/// What is equal is shared by those who read together, and nothing else is.
#[tokio::test]
async fn those_who_read_together_see_what_each_of_them_may_see() {
    let app = TestApp::new().await;
    let page = app.member().role(Role::Mentor).public_url();
    let page = page.section(Section::About, Visibility::Restricted(folio_policy::Circle::EMPLOYERS));
    let page = page.section(Section::Education, Visibility::Platform).filled().create().await;
    let (member, employer) = (app.member().create().await, app.member().verified_employer().create().await);
    let mut followers = Vec::new();
    for _ in 0..5 {
        for visitor in [app.anonymous(), app.as_(&member), app.as_(&employer), app.as_(&page)] {
            let mut socket = follow(&visitor, &page).await;
            socket.data("1").await;
            followers.push(socket);
        }
    }
    for round in ["one", "two"] {
        edit(&app, &page, "about", round).await;
        edit(&app, &page, "display_name", round).await;
        for (n, socket) in followers.iter_mut().enumerate() {
            let mut event = socket.data("1").await;
            // The two edits may come as one.
            while profile(&event)["displayName"] != round {
                event = socket.data("1").await;
            }
            let view = profile(&event);
            let (about, education, version) =
                [(false, 0, false), (false, 2, false), (true, 2, false), (true, 2, true)][n % 4];
            assert_eq!(view["about"] == round, about, "{view}");
            assert_eq!(view["about"].is_null(), !about, "{view}");
            assert_eq!(view["education"]["totalCount"], education, "{view}");
            assert_eq!(view["version"].is_string(), version, "{view}");
        }
    }
}

/// A reading that fails is an error for those who asked for it and for nobody else, and it passes.
#[tokio::test]
async fn a_reading_that_fails_ends_those_who_asked_and_no_other() {
    let app = TestApp::new().await;
    let (page, other) = (open_page(&app).await, open_page(&app).await);
    let mut broken = [follow(&app.anonymous(), &page).await, follow(&app.anonymous(), &page).await];
    let mut sound = follow(&app.anonymous(), &other).await;
    for socket in broken.iter_mut().chain([&mut sound]) {
        socket.data("1").await;
    }
    app.sql("UPDATE users SET profile = '{}' WHERE id = $1", &[&page.user_id]).await;
    app.publish(&page);
    for socket in &mut broken {
        let message = socket.next().await;
        assert_eq!(message["payload"]["errors"][0]["extensions"]["code"], "INTERNAL", "{message}");
        socket.completed("1").await;
    }
    edit(&app, &other, "about", "still there").await;
    assert_eq!(profile(&sound.data("1").await)["about"], "still there");
    app.refresh(&page).await;
    for socket in &mut broken {
        socket.subscribe("2", PAGE, json!({ "id": page.id() })).await;
        assert_eq!(profile(&socket.data("2").await)["id"], page.id());
    }
}

/// Those who leave while they wait for a reading take nothing from the others.
#[tokio::test]
async fn who_leaves_meanwhile_is_missed_by_nobody() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut stays = follow(&app.anonymous(), &page).await;
    stays.data("1").await;
    for round in 0..10 {
        let mut leaving = Vec::new();
        for _ in 0..5 {
            let mut socket = follow(&app.anonymous(), &page).await;
            socket.data("1").await;
            leaving.push(socket);
        }
        let text = format!("round {round}");
        app.sql("UPDATE profiles SET about = $2 WHERE id = $1", &[&page.profile_id, &text]).await;
        app.refresh(&page).await;
        app.publish(&page);
        for socket in &mut leaving {
            socket.send(json!({ "type": "complete", "id": "1" })).await;
        }
        drop(leaving);
        assert_eq!(profile(&stays.data("1").await)["about"], text);
    }
    assert_eq!(app.db.usage().in_use, 0, "no connection is held");
}

/// Changes that come while nobody has time for them are one event, and the last of them is what it shows.
#[tokio::test]
async fn changes_in_quick_succession_come_as_few_events_and_end_with_the_newest() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut viewer = follow(&app.anonymous(), &page).await;
    viewer.data("1").await;
    let client = app.database.sql().await;
    for n in 0..200 {
        let update = "UPDATE profiles SET about = $2, version = version + 1 WHERE id = $1";
        client.execute(update, &[&page.profile_id, &format!("{n}")]).await.expect("updated");
        app.publish(&page);
    }
    edit(&app, &page, "about", "the end").await;
    let mut events = 1;
    while profile(&viewer.data("1").await)["about"] != "the end" {
        events += 1;
    }
    assert!(events < 100, "{events} events for 200 changes");
}

/// A page that can't be read at all is an error for those who follow it, and not for those who happen to read with them.
#[tokio::test]
async fn who_can_not_be_read_ends_their_own_followers_alone() {
    let app = TestApp::new().await;
    let mut pages = Vec::new();
    for _ in 0..7 {
        pages.push(open_page(&app).await);
    }
    let mut sockets = Vec::new();
    for page in &pages {
        let mut socket = follow(&app.anonymous(), page).await;
        socket.data("1").await;
        sockets.push(socket);
    }
    app.sql("ALTER TABLE profiles DROP CONSTRAINT profiles_state_check", &[]).await;
    for (n, page) in pages.iter().enumerate() {
        let broken = if n % 3 == 1 { ", state = 'NOWHERE'" } else { "" };
        let update =
            format!("UPDATE profiles SET about = 'read', version = version + 1{broken} WHERE id = $1");
        app.sql(&update, &[&page.profile_id]).await;
        if broken.is_empty() {
            app.refresh(page).await;
        }
    }
    pages.iter().for_each(|page| app.publish(page));
    for (n, socket) in sockets.iter_mut().enumerate() {
        if n % 3 == 1 {
            let message = socket.next().await;
            assert_eq!(message["payload"]["errors"][0]["extensions"]["code"], "INTERNAL", "{message}");
            socket.completed("1").await;
        } else {
            assert_eq!(profile(&socket.data("1").await)["about"], "read");
        }
    }
}
