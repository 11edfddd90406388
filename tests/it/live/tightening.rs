//! A toggle that is tightened while a page is polled and a socket is open: nothing that is decided after the answer
//! carries what was hidden.

use std::{
    collections::HashMap,
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
};

use folio_policy::Role;
use folio_testkit::{Member, Reply, TestApp};
use serde_json::{Value, json};

use super::awards;

/// More rounds take longer and find rarer races: `FOLIO_TOGGLE_ROUNDS=1000 cargo test --test it tightening`.
fn rounds() -> u32 {
    std::env::var("FOLIO_TOGGLE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(25)
}

const FOLLOW: &str =
    "subscription($id: ID!) { profileChanged(profileId: $id) { profile { headline about } } }";
const PAGE: &str = "query($slug: String!) { profile(slug: $slug) { headline about } }";
const SHOW: &str = "mutation($level: VisibilityLevel!, $v: Int64!) { it: visibilitySet(input: { sections: [
    { section: ABOUT, visibility: { level: $level } }] }, expectedVersion: $v) { profile { version } userErrors { code } } }";
const WRITE: &str = "mutation($input: ProfileInput!, $v: Int64!) {
    it: profileUpdate(input: $input, expectedVersion: $v) { profile { version } userErrors { code } } }";

/// The owner at work, one mutation after another.
struct Owner<'a> {
    app: &'a TestApp,
    member: &'a Member,
    version: String,
}

impl Owner<'_> {
    async fn mutate(&mut self, document: &str, mut variables: Value) {
        variables["v"] = json!(self.version);
        let reply = self.app.as_(self.member).query_with(document, variables).await;
        let it = &reply.data()["it"];
        assert_eq!(it["userErrors"], json!([]), "{}", reply.text());
        self.version = it["profile"]["version"].as_str().expect("a version").to_owned();
    }

    async fn show(&mut self, level: &str) {
        self.mutate(SHOW, json!({ "level": level })).await;
    }

    async fn write(&mut self, field: &str, text: String) {
        self.mutate(WRITE, json!({ "input": { field: text } })).await;
    }
}

/// What the poller knows of the owner's doing: the round whose text has been hidden, 0 while it may be shown.
#[derive(Default)]
struct Hidden {
    round: AtomicU32,
    done: AtomicBool,
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_decided_after_the_answer_carries_what_was_hidden() {
    let app = TestApp::new().await;
    let member = app.member().role(Role::Mentor).create().await;
    let hidden = Hidden::default();
    let (polls, ()) = tokio::join!(poll(&app, &member, &hidden), edit_and_follow(&app, &member, &hidden));
    assert!(polls > 0, "no poll fell into a time in which the text was hidden: nothing was tested");
}

async fn edit_and_follow(app: &TestApp, member: &Member, hidden: &Hidden) {
    let mut owner = Owner { app, member, version: "1".to_owned() };
    let mut socket = app.anonymous().socket().await;
    socket.subscribe("page", FOLLOW, json!({ "id": member.id() })).await;
    socket.data("page").await;
    for round in 1..=rounds() {
        hidden.round.store(0, Ordering::SeqCst);
        owner.show("PUBLIC").await;
        owner.write("about", format!("Text of round {round}")).await;
        owner.show("PRIVATE").await;
        hidden.round.store(round, Ordering::SeqCst);
        // An event that tells of this was decided after the answer.
        let mark = format!("After round {round}");
        owner.write("headline", mark.clone()).await;
        loop {
            let event = socket.data("page").await;
            let profile = &event["profileChanged"]["profile"];
            if profile["headline"] == json!(mark) {
                assert!(profile["about"].is_null(), "round {round}: {event}");
                break;
            }
        }
    }
    hidden.done.store(true, Ordering::SeqCst);
}

/// Asks for the page again and again; gives the number of answers that were asked for, and had, while the text was
/// hidden.
async fn poll(app: &TestApp, member: &Member, hidden: &Hidden) -> u32 {
    let visitor = app.anonymous();
    let mut counted = 0;
    while !hidden.done.load(Ordering::SeqCst) {
        let before = hidden.round.load(Ordering::SeqCst);
        let reply: Reply = visitor.query_with(PAGE, json!({ "slug": member.slug })).await;
        if before != 0 && hidden.round.load(Ordering::SeqCst) == before {
            assert!(reply.data()["profile"]["about"].is_null(), "round {before}: {}", reply.text());
            counted += 1;
        }
    }
    counted
}

const BADGES: &str = "subscription($id: ID!) { badgeEvents(profileId: $id) {
    badges { ...A } events { id award { ...A } } } } fragment A on BadgeAward { id evidenceText badge { key } }";
const SHUT: &str = "mutation($id: ID!, $v: Int64!) { it: visibilitySet(input: { items: [
    { id: $id, visibility: { level: PRIVATE } }] }, expectedVersion: $v) { profile { version } userErrors { code } } }";

/// An award that its owner shuts, and of which something is told afterwards: those who follow get whatever comes next, and
/// nothing of that.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_told_of_an_award_that_was_shut() {
    let app = TestApp::new().await;
    let member = app.member().role(Role::Mentor).create().await;
    for key in ["shown", "shut"] {
        awards::offer(&app, key).await;
    }
    let mut socket = app.anonymous().socket().await;
    socket.subscribe("badges", BADGES, json!({ "id": member.id() })).await;
    socket.data("badges").await;
    let mut known: HashMap<String, Value> = HashMap::new();
    for round in 1..=rounds() {
        let (shut, mark) = (format!("shut-{round}"), format!("mark-{round}"));
        awards::award(&app, &member, "shut", &shut).await;
        while !known.values().any(|award| award["badge"]["key"] == "shut") {
            take_in(&mut known, &socket.data("badges").await);
        }
        let id =
            known.values().find(|award| award["badge"]["key"] == "shut").expect("it is known")["id"].clone();
        let reply = app.as_(&member).query("{ me { profile { version } } }").await;
        let version = reply.data()["me"]["profile"]["version"].as_str().expect("a version").to_owned();
        Owner { app: &app, member: &member, version }.mutate(SHUT, json!({ "id": id })).await;

        // Whatever tells of this was decided after the answer.
        awards::change(&app, &member, &shut, "evidence_text = 'for the owner alone'").await;
        awards::award(&app, &member, "shown", &mark).await;
        loop {
            let event = socket.data("badges").await;
            assert!(!event.to_string().contains("for the owner alone"), "round {round}: {event}");
            take_in(&mut known, &event);
            if known.len() == usize::try_from(round).expect("few") {
                break;
            }
        }
        assert!(known.values().all(|award| award["badge"]["key"] == "shown"), "round {round}: {known:?}");
    }
}

fn take_in(known: &mut HashMap<String, Value>, message: &Value) {
    for event in message["badgeEvents"]["events"].as_array().expect("a list") {
        let id = event["id"].as_str().expect("an id").to_owned();
        if event["award"].is_null() {
            known.remove(&id);
        } else {
            known.insert(id, event["award"].clone());
        }
    }
}
