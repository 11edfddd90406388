//! Who gets the file of an item: whoever sees it at the moment that they come, whatever they were shown before.

use chrono::TimeDelta;
use folio_policy::{Section, Visibility};
use folio_testkit::{Logs, Member, Reply, TestApp};
use serde_json::json;

use super::*;

async fn with_item(app: &TestApp, visibility: Option<&str>) -> (Member, Value) {
    let member = app.member().public_url().section(Section::Header, Visibility::Public).create().await;
    let visitor = app.as_(&member);
    let upload = ready(&visitor, "MEDIA", "application/pdf", PDF).await;
    let item = add(&visitor, &upload, visibility).await;
    (member, item)
}

async fn url_for(visitor: &Visitor<'_>, of: &Member) -> Value {
    items(visitor, of).await["nodes"][0]["url"].clone()
}

async fn mutate(app: &TestApp, member: &Member, mutation: &str) {
    let visitor = app.as_(member);
    let reply = visitor.query("{ me { profile { version } } }").await;
    let version = reply.data()["me"]["profile"]["version"].as_str().expect("a version").to_owned();
    let document = format!(
        "mutation {{ it: {} {{ userErrors {{ code message }} }} }}",
        mutation.replace("VERSION", &version)
    );
    let reply = visitor.query(&document).await;
    assert_eq!(reply.data()["it"]["userErrors"], json!([]), "{}", reply.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_and_its_file_are_there_for_those_who_may_see_it() {
    let app = TestApp::new().await;
    let somebody = app.member().create().await;
    // The section is open to members.
    for (visibility, member_sees, anyone_sees) in
        [(Some("PRIVATE"), false, false), (None, true, false), (Some("PUBLIC"), true, false)]
    {
        let (owner, item) = with_item(&app, visibility).await;
        assert_eq!(open(&app, &item["url"]).await.status, 200, "the owner");
        for (visitor, sees) in [(app.as_(&somebody), member_sees), (app.anonymous(), anyone_sees)] {
            let seen = items(&visitor, &owner).await;
            assert_eq!(seen["totalCount"], usize::from(sees), "{visibility:?}");
            if sees {
                let file = open(&app, &seen["nodes"][0]["url"]).await;
                assert_eq!((file.status.as_u16(), file.bytes.as_slice()), (200, PDF));
                assert_ne!(seen["nodes"][0]["url"], item["url"], "everybody has an address of their own");
            }
        }
    }
    let (owner, _) = with_item(&app, None).await;
    mutate(&app, &owner, "visibilitySet(input: { sections: [{ section: MEDIA, visibility: { level: PUBLIC } }] }, expectedVersion: \"VERSION\")").await;
    let url = url_for(&app.anonymous(), &owner).await;
    assert_eq!(open(&app, &url).await.bytes, PDF);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_answers_as_what_never_was_at_once() {
    let app = TestApp::new().await;
    let somebody = app.member().create().await;
    let never = open(&app, &json!(app.url("/media/nonsense"))).await;
    assert_eq!(never.status, 404);
    let item_mutation = "visibilitySet(input: { items: [{ id: \"ITEM\", visibility: { level: PRIVATE } }] }, expectedVersion: \"VERSION\")";
    for hiding in [
        item_mutation,
        "visibilitySet(input: { sections: [{ section: MEDIA, visibility: { level: PRIVATE } }] }, expectedVersion: \"VERSION\")",
        "visibilitySet(input: { fields: [{ field: \"MediaItem.url\", visibility: { level: PRIVATE } }] }, expectedVersion: \"VERSION\")",
        "visibilitySet(input: { sections: [{ section: HEADER, visibility: { level: PRIVATE } }] }, expectedVersion: \"VERSION\")",
        "mediaRemove(id: \"ITEM\", expectedVersion: \"1\")",
        "profileStateSet(state: DEACTIVATED, expectedVersion: \"VERSION\")",
    ] {
        let (owner, item) = with_item(&app, None).await;
        let url = url_for(&app.as_(&somebody), &owner).await;
        assert_eq!(open(&app, &url).await.status, 200);
        mutate(&app, &owner, &hiding.replace("ITEM", item["id"].as_str().expect("an id"))).await;
        let hidden = open(&app, &url).await;
        assert_eq!((hidden.status, hidden.bytes), (never.status, never.bytes.clone()), "{hiding}");
        // Neither does what a browser has already change the answer.
        let request = app.anonymous().request("GET", path(&app, &url)).header("if-none-match", "*");
        assert_eq!(Reply::of(request).await.status, 404);
        let owners = open(&app, &item["url"]).await.status.as_u16();
        let gone = hiding.starts_with("mediaRemove");
        assert_eq!(owners, if gone { 404 } else { 200 }, "{hiding}: the owner");
        // As many statements as for one that is there no more.
        app.sql("DELETE FROM media_items WHERE profile_id = $1", &[&owner.profile_id]).await;
        app.refresh(&owner).await;
        let (statements, _) = app.statements(async || open(&app, &url).await).await;
        assert_eq!(statements, 2, "{hiding}");
    }
}

/// Whoever they were when they got the address: what counts is who they are now.
#[tokio::test(flavor = "multi_thread")]
async fn an_address_opens_nothing_for_whoever_is_no_longer_who_they_were() {
    let app = TestApp::new().await;
    let member =
        app.member().section(Section::Media, Visibility::Restricted(folio_policy::Circle::EMPLOYERS));
    let owner = member.create().await;
    let upload = ready(&app.as_(&owner), "MEDIA", "application/pdf", PDF).await;
    add(&app.as_(&owner), &upload, None).await;
    let employer = app.member().verified_employer().create().await;
    let url = url_for(&app.as_(&employer), &owner).await;
    assert_eq!(open(&app, &url).await.status, 200);
    app.sql("UPDATE users SET verified_employer = false WHERE id = $1", &[&employer.user_id]).await;
    assert_eq!(open(&app, &url).await.status, 404, "no longer an employer");
    app.sql("UPDATE users SET verified_employer = true WHERE id = $1", &[&employer.user_id]).await;
    assert_eq!(open(&app, &url).await.status, 200);
    app.sql("DELETE FROM users WHERE id = $1", &[&employer.user_id]).await;
    assert_eq!(open(&app, &url).await.status, 404, "no longer there");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_address_of_somebodys_ends_and_one_of_nobodys_does_not() {
    let app = TestApp::new().await;
    let (owner, item) = with_item(&app, None).await;
    mutate(&app, &owner, "visibilitySet(input: { sections: [{ section: MEDIA, visibility: { level: PUBLIC } }] }, expectedVersion: \"VERSION\")").await;
    let (own, anyones) = (url_for(&app.as_(&owner), &owner).await, url_for(&app.anonymous(), &owner).await);
    assert_eq!(own, item["url"], "the same address within the hour, for a browser to know it again");
    app.media_clock.advance(TimeDelta::hours(2));
    assert_eq!(open(&app, &own).await.status, 404);
    assert_eq!(open(&app, &anyones).await.status, 200);
    assert_eq!(open(&app, &url_for(&app.as_(&owner), &owner).await).await.status, 200, "another one");
    // Tampered with, it is none.
    let text = anyones.as_str().expect("text");
    let at = text.len() - 9;
    let forged =
        format!("{}{}{}", &text[..at], if &text[at..=at] == "A" { "B" } else { "A" }, &text[at + 1..]);
    assert_eq!(open(&app, &json!(forged)).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_keeps_a_file_and_asks_each_time() {
    let app = TestApp::new().await;
    let (owner, item) = with_item(&app, None).await;
    // Of somebody's own nothing stays on a machine.
    let own = open(&app, &item["url"]).await;
    assert_eq!(own.headers["cache-control"], "no-store");
    assert!(!own.headers.contains_key("etag"));
    mutate(&app, &owner, "visibilitySet(input: { switches: { publicUrlEnabled: true, searchEngineIndexing: false },
        sections: [{ section: HEADER, visibility: { level: PUBLIC } }, { section: MEDIA, visibility: { level: PUBLIC } }] },
        expectedVersion: \"VERSION\")").await;
    let url = url_for(&app.anonymous(), &owner).await;
    let file = open(&app, &url).await;
    assert_eq!(file.headers["cache-control"], "private, no-cache");
    assert_eq!(file.headers["x-robots-tag"], "noindex", "no search engine lists more than its owner lets it");
    assert_eq!(file.headers["content-length"], PDF.len().to_string().as_str());
    let item = json!({ "url": url });
    let tag = file.headers["etag"].to_str().expect("text").to_owned();
    let again = app.anonymous().request("GET", path(&app, &item["url"])).header("if-none-match", &tag);
    let again = Reply::of(again).await;
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
    let other =
        app.anonymous().request("GET", path(&app, &item["url"])).header("if-none-match", "\"another\"");
    assert_eq!(Reply::of(other).await.bytes, PDF);
    let post = app.anonymous().request("POST", path(&app, &item["url"]));
    assert_eq!(Reply::of(post).await.status, 405);
    let listed =
        "visibilitySet(input: { switches: { searchEngineIndexing: true } }, expectedVersion: \"VERSION\")";
    mutate(&app, &owner, listed).await;
    assert!(!open(&app, &item["url"]).await.headers.contains_key("x-robots-tag"));
}

/// What the file is called is another field than the file.
#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_name_is_in_no_header() {
    let logs = Logs::capture();
    let app = TestApp::new().await;
    let (owner, _) = with_item(&app, None).await;
    let somebody = app.member().create().await;
    mutate(&app, &owner, "visibilitySet(input: { fields: [{ field: \"MediaItem.filename\", visibility: { level: PRIVATE } }] }, expectedVersion: \"VERSION\")").await;
    let url = url_for(&app.as_(&somebody), &owner).await;
    let file = open(&app, &url).await;
    assert_eq!(
        file.headers["content-disposition"],
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''file.pdf"
    );
    let ticket = url.as_str().and_then(|url| url.rsplit('/').next()).expect("a ticket").to_owned();
    assert!(!logs.text().contains(&ticket), "an address is as good as a token");
    assert!(!logs.text().contains("What I made"));
}
