//! `badgeEvents`: what is awarded and taken back reaches those who may see it, each once, in order, and nobody else.

use std::collections::HashMap;

use chrono::{TimeDelta, Utc};
use folio_policy::{ProfileState, Role, Section, Toggles, Visibility};
use folio_testkit::{Member, Socket, TestApp, Visitor, somebody_new};
use serde_json::{Value, json};

use super::awards::{award, award_at, change, offer, revoke};

const FOLLOW: &str = "subscription($id: ID!, $after: String) { badgeEvents(profileId: $id, after: $after) {
    kind cursor badges { ...A } events { type id featuredPlace award { ...A } } } }
    fragment A on BadgeAward { id status featured evidenceText badge { key } }";

async fn open_page(app: &TestApp) -> Member {
    for key in ["rust", "sql", "http"] {
        offer(app, key).await;
    }
    app.member().role(Role::Mentor).public_url().section(Section::Badges, Visibility::Public).create().await
}

/// Somebody who follows, and what they know: the fold of all messages.
struct Follower {
    socket: Socket,
    page: String,
    known: Vec<(String, Value)>,
    cursor: Option<String>,
}

impl Follower {
    async fn begin(visitor: &Visitor<'_>, page: &Member) -> Self {
        let mut follower =
            Self { socket: visitor.socket().await, page: page.id(), known: Vec::new(), cursor: None };
        follower.subscribe().await;
        follower
    }

    async fn subscribe(&mut self) {
        let variables = json!({ "id": self.page, "after": self.cursor });
        self.socket.subscribe("1", FOLLOW, variables).await;
    }

    /// Leaves; comes back with [`Self::subscribe`].
    async fn leave(&mut self) {
        self.socket.send(json!({ "type": "complete", "id": "1" })).await;
    }

    /// The next message, taken in.
    async fn next(&mut self) -> Value {
        let mut data = self.socket.data("1").await;
        let message = data["badgeEvents"].take();
        self.cursor = message["cursor"].as_str().map(ToOwned::to_owned);
        let id = |of: &Value| of["id"].as_str().expect("an id").to_owned();
        let events = message["events"].as_array().expect("a list");
        let badges = message["badges"].as_array().expect("a list");
        match message["kind"].as_str() {
            Some("STATE" | "RESYNC") => {
                assert!(events.is_empty());
                self.known = badges.iter().map(|award| (id(award), award.clone())).collect();
            }
            Some("EVENTS") => {
                assert!(badges.is_empty() && events.len() <= 50);
                for event in events {
                    let (id, award) = (id(event), &event["award"]);
                    let before = self.known.len();
                    self.known.retain(|(known, _)| *known != id);
                    assert_eq!(before == self.known.len(), event["type"] == "AWARDED", "{event}");
                    if !award.is_null() {
                        self.known.push((id, award.clone()));
                    }
                }
            }
            other => panic!("{other:?} is no kind"),
        }
        message
    }

    /// The types of the next message's events, with the badges that they are about.
    async fn events(&mut self) -> Vec<(String, String)> {
        let message = self.next().await;
        assert_eq!(message["kind"], "EVENTS", "{message}");
        let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
        let events = message["events"].as_array().expect("a list").iter();
        events.map(|event| (text(&event["type"]), text(&event["award"]["badge"]["key"]))).collect()
    }

    /// What is known, compared with what a query gives.
    async fn agrees(&self, visitor: &Visitor<'_>) {
        let query =
            "query($id: ID!) { node(id: $id) { ... on Profile { badges(first: 100) { nodes { ...A } } } } }
            fragment A on BadgeAward { id status featured evidenceText badge { key } }";
        let reply = visitor.query_with(query, json!({ "id": self.page })).await;
        let nodes = reply.data()["node"]["badges"]["nodes"].as_array().expect("a list").clone();
        let by_id = |mut awards: Vec<Value>| {
            awards.sort_by_key(|award| award["id"].to_string());
            awards
        };
        assert_eq!(by_id(self.known.iter().map(|(_, award)| award.clone()).collect()), by_id(nodes));
    }
}

fn events<const N: usize>(expected: [(&str, &str); N]) -> Vec<(String, String)> {
    expected.map(|(kind, badge)| (kind.to_owned(), badge.to_owned())).into()
}

#[tokio::test]
async fn the_present_comes_first_and_then_what_happens() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    award(&app, &page, "rust", "1").await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    let first = viewer.next().await;
    assert_eq!((&first["kind"], &first["badges"][0]["badge"]["key"]), (&json!("STATE"), &json!("rust")));

    award(&app, &page, "sql", "2").await;
    assert_eq!(viewer.events().await, events([("AWARDED", "sql")]));
    change(&app, &page, "2", "featured = 0").await;
    assert_eq!(viewer.events().await, events([("CHANGED", "sql")]));
    revoke(&app, &page, "1").await;
    assert_eq!(viewer.events().await, events([("REVOKED", "-")]));
    change(&app, &page, "2", "expires_at = now() - interval '1 hour', expired_at = now()").await;
    assert_eq!(viewer.events().await, events([("EXPIRED", "sql")]));
    viewer.agrees(&app.anonymous()).await;
}

/// The order of what is featured is the owner's word too; among those that a viewer sees.
#[tokio::test]
async fn who_is_featured_where_is_told() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    for (key, id) in [("rust", "1"), ("sql", "2"), ("http", "3")] {
        award(&app, &page, key, id).await;
    }
    change(&app, &page, "2", "visibility = 'PRIVATE'").await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    let mut owner = Follower::begin(&app.as_(&page), &page).await;
    viewer.next().await;
    owner.next().await;
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let ids: HashMap<String, String> =
        owner.known.iter().map(|(id, award)| (text(&award["badge"]["key"]), id.clone())).collect();
    let feature = async |keys: &[&str]| {
        let document = "mutation($ids: [ID!]!, $version: Int64!) {
            it: badgesFeature(ids: $ids, expectedVersion: $version) { userErrors { code path } } }";
        let ids: Vec<&String> = keys.iter().map(|key| &ids[*key]).collect();
        let me = app.as_(&page).query("{ me { profile { version } } }").await;
        let version = &me.data()["me"]["profile"]["version"];
        let reply = app.as_(&page).query_with(document, json!({ "ids": ids, "version": version })).await;
        assert_eq!(reply.data()["it"]["userErrors"], json!([]));
    };
    let places = |message: &Value| -> Vec<(String, Option<i64>)> {
        let of = |event: &Value| (text(&event["award"]["badge"]["key"]), event["featuredPlace"].as_i64());
        let mut places: Vec<_> = message["events"].as_array().expect("a list").iter().map(of).collect();
        places.sort();
        places
    };
    let told = |places: &[(&str, Option<i64>)]| -> Vec<(String, Option<i64>)> {
        places.iter().map(|(key, place)| ((*key).to_owned(), *place)).collect()
    };
    feature(&["rust", "http"]).await;
    for follower in [&mut viewer, &mut owner] {
        assert_eq!(places(&follower.next().await), told(&[("http", Some(2)), ("rust", Some(1))]));
    }
    // One that is hidden comes to the front: nothing for whoever doesn't see it.
    feature(&["sql", "rust", "http"]).await;
    let all = told(&[("http", Some(3)), ("rust", Some(2)), ("sql", Some(1))]);
    assert_eq!(places(&owner.next().await), all);
    feature(&["sql", "http", "rust"]).await;
    assert_eq!(places(&viewer.next().await), told(&[("http", Some(1)), ("rust", Some(2))]));
    assert_eq!(places(&owner.next().await), told(&[("http", Some(2)), ("rust", Some(3))]));
    feature(&["rust"]).await;
    assert_eq!(places(&viewer.next().await), told(&[("http", None), ("rust", Some(1))]));
    viewer.agrees(&app.anonymous()).await;
}

/// By the clock, and not by whatever else happens: nothing is written when a time is over.
#[tokio::test]
async fn an_end_comes_by_itself() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let now = Utc::now();
    let soon = now + TimeDelta::seconds(3);
    award_at(&app, &page, "rust", "1", now - TimeDelta::days(1), Some(soon)).await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    assert_eq!(viewer.next().await["badges"][0]["status"], "ACTIVE");
    let mut socket = app.anonymous().socket().await;
    let follow = "subscription($id: ID!) { profileChanged(profileId: $id) { profile { badges { nodes { status } } } } }";
    socket.subscribe("1", follow, json!({ "id": page.id() })).await;
    let status = |data: &Value| data["profileChanged"]["profile"]["badges"]["nodes"][0]["status"].clone();
    assert_eq!(status(&socket.data("1").await), "ACTIVE");
    assert_eq!(viewer.events().await, events([("EXPIRED", "rust")]));
    assert_eq!(status(&socket.data("1").await), "EXPIRED");
    assert!(Utc::now() >= soon);
}

/// The owner still has what was revoked, and hears of it by its name.
#[tokio::test]
async fn the_owner_keeps_what_was_revoked() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    award(&app, &page, "rust", "1").await;
    let mut owner = Follower::begin(&app.as_(&page), &page).await;
    owner.next().await;
    // Places in the list move with each award; that alone is no event.
    award(&app, &page, "sql", "2").await;
    assert_eq!(owner.events().await, events([("AWARDED", "sql")]));
    revoke(&app, &page, "1").await;
    assert_eq!(owner.events().await, events([("REVOKED", "rust")]));
    owner.agrees(&app.as_(&page)).await;
}

#[tokio::test]
async fn who_comes_back_gets_what_they_missed_and_nothing_twice() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    viewer.next().await;
    award(&app, &page, "rust", "1").await;
    assert_eq!(viewer.events().await, events([("AWARDED", "rust")]));

    viewer.leave().await;
    viewer.subscribe().await;
    assert_eq!(viewer.events().await, events([]), "nothing was missed");

    viewer.leave().await;
    let start = Utc::now();
    award_at(&app, &page, "http", "3", start + TimeDelta::seconds(2), None).await;
    award_at(&app, &page, "sql", "2", start + TimeDelta::seconds(1), None).await;
    revoke(&app, &page, "1").await;
    viewer.subscribe().await;
    let missed = events([("REVOKED", "-"), ("AWARDED", "sql"), ("AWARDED", "http")]);
    assert_eq!(viewer.events().await, missed);

    // The older cursor tells the same once more; the newer one doesn't.
    viewer.leave().await;
    viewer.subscribe().await;
    assert_eq!(viewer.events().await, events([]));
    viewer.agrees(&app.anonymous()).await;
}

/// Another server of the same installation takes the cursor as well.
#[tokio::test]
async fn what_is_no_cursor_begins_anew() {
    let app = TestApp::new().await;
    let (page, other) = (open_page(&app).await, app.member().role(Role::Mentor).public_url().create().await);
    award(&app, &page, "rust", "1").await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    viewer.next().await;
    let good = viewer.cursor.clone().expect("a cursor");
    let mut elsewhere = Follower::begin(&app.anonymous(), &other).await;
    elsewhere.next().await;
    let foreign = elsewhere.cursor.clone().expect("a cursor");
    for cursor in [foreign, String::new(), "x".to_owned(), "A".repeat(10_000), format!("{good}A")] {
        viewer.leave().await;
        viewer.cursor = Some(cursor.clone());
        viewer.subscribe().await;
        let message = viewer.next().await;
        assert_eq!(message["kind"], "RESYNC", "{cursor}");
        assert_eq!(message["badges"][0]["badge"]["key"], "rust");
    }
    viewer.leave().await;
    viewer.cursor = Some(good);
    viewer.subscribe().await;
    assert_eq!(viewer.events().await, events([]));
}

/// A viewer gets, to the byte but for the cursor's, what they would get if there were nothing hidden: by presence, by order
/// and by what they are told when they come back.
#[tokio::test]
async fn what_happens_to_a_hidden_award_is_no_event() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    let mut owner = Follower::begin(&app.as_(&page), &page).await;
    viewer.next().await;
    owner.next().await;
    award(&app, &page, "rust", "1").await;
    assert_eq!(viewer.events().await, events([("AWARDED", "rust")]));
    owner.next().await;
    change(&app, &page, "1", "visibility = 'PRIVATE'").await;
    assert_eq!(viewer.events().await, events([("REVOKED", "-")]), "gone is gone, whatever the reason");
    owner.next().await;

    // All of this is the owner's alone; each event of theirs shows that the wake-up was taken up.
    change(&app, &page, "1", "evidence_text = 'x'").await;
    assert_eq!(owner.events().await, events([("CHANGED", "rust")]));
    change(&app, &page, "1", "featured = 0").await;
    assert_eq!(owner.events().await, events([("CHANGED", "rust")]));
    revoke(&app, &page, "1").await;
    assert_eq!(owner.events().await, events([("REVOKED", "rust")]));
    award(&app, &page, "sql", "2").await;
    assert_eq!(viewer.events().await, events([("AWARDED", "sql")]), "the very next event");
    owner.next().await;

    // The same while the viewer is away: neither an event nor a RESYNC tells of it.
    viewer.leave().await;
    change(&app, &page, "1", "evidence_text = 'y'").await;
    owner.next().await;
    viewer.subscribe().await;
    assert_eq!(viewer.events().await, events([]));
    viewer.agrees(&app.anonymous()).await;
    owner.agrees(&app.as_(&page)).await;
}

/// Of an award that was hidden first and revoked then, and of one that was revoked, a viewer who comes back hears the same.
#[tokio::test]
async fn a_section_that_is_shut_takes_back_what_was_shown_and_one_that_is_opened_shows_it() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    award(&app, &page, "rust", "1").await;
    award(&app, &page, "sql", "2").await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    assert_eq!(viewer.next().await["badges"].as_array().map(Vec::len), Some(2));
    let toggle = |level| {
        let mut toggles = Toggles::defaults(Some(Role::Mentor));
        toggles.set_section(Section::Badges, level).expect("within the bound");
        toggles
    };
    app.set_toggles(&page, toggle(Visibility::Private)).await;
    app.publish(&page);
    assert_eq!(viewer.events().await, events([("REVOKED", "-"), ("REVOKED", "-")]));
    assert!(viewer.known.is_empty());
    revoke(&app, &page, "1").await;
    award(&app, &page, "http", "3").await;
    app.set_toggles(&page, toggle(Visibility::Public)).await;
    app.publish(&page);
    assert_eq!(viewer.events().await, events([("AWARDED", "sql"), ("AWARDED", "http")]));
    viewer.agrees(&app.anonymous()).await;
}

#[tokio::test]
async fn there_are_no_badges_of_somebody_who_is_not_there() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let hidden = app.member().section(Section::Header, Visibility::Private).create().await;
    let unknown = Member { profile_id: uuid::Uuid::new_v4(), ..hidden.clone() };
    let mut socket = app.anonymous().socket().await;
    for id in [hidden.id(), unknown.id(), "x".to_owned()] {
        socket.subscribe("1", FOLLOW, json!({ "id": id })).await;
        assert_eq!(socket.text().await.expect("a message"), r#"{"type":"complete","id":"1"}"#);
    }
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    viewer.next().await;
    let update = "UPDATE profiles SET state = $2, version = version + 1 WHERE id = $1";
    app.sql(update, &[&page.profile_id, &ProfileState::Deactivated.name()]).await;
    app.publish(&page);
    viewer.socket.completed("1").await;
    // One who comes back with a cursor learns no more.
    viewer.subscribe().await;
    viewer.socket.completed("1").await;
}

/// More than fits into a message comes in several, each with a cursor from which it goes on.
#[tokio::test]
async fn a_flood_comes_in_portions() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let mut viewer = Follower::begin(&app.anonymous(), &page).await;
    viewer.next().await;
    viewer.leave().await;
    for n in 0..90 {
        award(&app, &page, ["rust", "sql", "http"][n % 3], &format!("{n}")).await;
    }
    let mut portions = Vec::new();
    for _ in 0..2 {
        viewer.subscribe().await;
        portions.push(viewer.events().await.len());
        // Whatever else is on its way belongs to an operation that is over.
        viewer.socket = app.anonymous().socket().await;
    }
    assert_eq!(portions, [50, 40]);
    viewer.agrees(&app.anonymous()).await;
}

#[tokio::test]
async fn everybody_gets_each_award_once_and_in_order() {
    let app = TestApp::new().await;
    let page = open_page(&app).await;
    let member = app.member().create().await;
    let mut followers = Vec::new();
    for n in 0..30 {
        let visitor = [app.anonymous(), app.as_(&member), app.as_(somebody_new())];
        let mut follower = Follower::begin(&visitor[n % 3], &page).await;
        follower.next().await;
        followers.push(follower);
    }
    for n in 0..20 {
        award(&app, &page, "rust", &format!("{n}")).await;
    }
    for follower in &mut followers {
        while follower.known.len() < 20 {
            follower.next().await;
        }
    }
    let order = |follower: &Follower| follower.known.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>();
    let query =
        "query($id: ID!) { node(id: $id) { ... on Profile { badges(first: 100) { nodes { id } } } } }";
    let reply = app.anonymous().query_with(query, json!({ "id": page.id() })).await;
    let nodes = reply.data()["node"]["badges"]["nodes"].as_array().expect("a list").iter();
    let newest_first: Vec<_> = nodes.map(|node| node["id"].as_str().expect("an id").to_owned()).collect();
    for follower in &followers {
        let mut seen = order(follower);
        seen.reverse();
        assert_eq!(seen, newest_first);
    }
}
