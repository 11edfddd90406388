//! What crawlers and link previews get: what the anonymous see, and nothing where they see nothing.

use folio_policy::{Field, ProfileState, Role, Section, Visibility};
use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

use crate::write::cases::{assert_done, call};

const DOCUMENT: &str =
    "query($slug: String!) { profileDocument(slug: $slug) { slug canonicalUrl robots jsonLd
    openGraph { type title description url image username } } }";

async fn document(visitor: &Visitor<'_>, slug: &str) -> Value {
    let reply = visitor.query_with(DOCUMENT, json!({ "slug": slug })).await;
    reply.data()["profileDocument"].clone()
}

async fn json_ld(visitor: &Visitor<'_>, slug: &str) -> Reply {
    Reply::of(visitor.request("GET", &format!("/profiles/{slug}.jsonld"))).await
}

/// A mentor, whose page is public and may be listed.
async fn mentor(app: &TestApp) -> Member {
    app.member().role(Role::Mentor).named("Ada Lovelace").rows(|rows| rows.profile.version = 1).create().await
}

#[tokio::test]
async fn crawlers_get_what_the_anonymous_see() {
    let app = TestApp::new().await;
    let all = app.member().role(Role::Mentor).filled().rows(|rows| {
        rows.profile.search_engine_indexing = true;
        rows.profile.public_url_enabled = true;
    });
    let member = all.create().await;
    let somebody = app.member().role(Role::Mentor).verified_employer().create().await;
    let told = document(&app.anonymous(), &member.slug).await;
    assert_eq!(told["robots"], "index, follow, max-image-preview:large");
    assert_eq!(told["slug"], json!(member.slug));
    let address = format!("https://folio.example/people/{}", member.slug);
    assert_eq!(told["canonicalUrl"], json!(address));
    assert_eq!(told["openGraph"]["url"], json!(address));
    assert_eq!(document(&app.as_(&member), &member.slug).await, told);
    // Whether signed-out visitors see a page is none of their business who are signed in.
    assert_eq!(document(&app.as_(&somebody), &member.slug).await, Value::Null);
    let text = told["jsonLd"].as_str().expect("there is a page");
    let page: Value = serde_json::from_str(text).expect("it is JSON");
    assert_eq!(page["@type"], "ProfilePage");
    let person = &page["mainEntity"];
    let seen = "query($slug: String!) { profile(slug: $slug) { displayName skillKeywords avatarUrl links { url } education { totalCount } } }";
    let seen =
        app.anonymous().query_with(seen, json!({ "slug": member.slug })).await.data()["profile"].clone();
    assert_eq!(person["name"], seen["displayName"]);
    assert_eq!(person["knowsAbout"], seen["skillKeywords"]);
    assert_eq!(person["image"], seen["avatarUrl"]);
    assert_eq!(
        person["sameAs"].as_array().map_or(0, Vec::len),
        seen["links"].as_array().expect("a list").len()
    );
    // A mentor's education is for members.
    assert!(seen["education"]["totalCount"] == 0 && person.get("alumniOf").is_none(), "{page}");

    for visitor in [app.anonymous(), app.as_(&member)] {
        let file = json_ld(&visitor, &member.slug).await;
        assert_eq!((file.status.as_u16(), file.text().as_str()), (200, text));
        assert_eq!(file.headers["content-type"], "application/ld+json; charset=utf-8");
        assert_eq!(file.headers["cache-control"], "no-store");
    }
    let refused =
        Reply::of(app.anonymous().request("POST", &format!("/profiles/{}.jsonld", member.slug))).await;
    assert_eq!(
        (refused.status.as_u16(), refused.headers["allow"].to_str().expect("text")),
        (405, "GET, HEAD")
    );
}

/// What lies ahead isn't told as if it were so, and what is said twice is told once.
#[tokio::test]
async fn what_is_yet_to_be_is_not_told_and_a_link_is_told_once() {
    let app = TestApp::new().await;
    let listed = app.member().role(Role::Mentor).section(Section::Links, Visibility::Public);
    let member = listed.rows(|rows| rows.profile.version = 1).create().await;
    let visitor = app.as_(&member);
    let next_year = (chrono::Utc::now() + chrono::TimeDelta::days(400)).format("%Y-%m").to_string();
    let link = |label: &str| json!({ "kind": "OTHER", "label": label, "url": "https://ada.example/" });
    for (at, (mutation, input)) in [
        ("workAdd", json!({ "company": "Ahead", "title": "Director", "startDate": next_year })),
        ("workAdd", json!({ "company": "Engines", "title": "Programmer", "startDate": "2010" })),
        ("certificateAdd", json!({ "title": "Ahead", "issuedAt": next_year })),
        ("certificateAdd", json!({ "title": "Notes", "issuedAt": "2020-05" })),
        ("linkAdd", link("One")),
        ("linkAdd", link("Two")),
    ]
    .into_iter()
    .enumerate()
    {
        let version = i64::try_from(at).expect("few") + 1;
        assert_done(&call(&visitor, mutation, json!({ "input": input }), version).await);
    }
    let page: Value = serde_json::from_str(json_ld(&app.anonymous(), &member.slug).await.text().as_str())
        .expect("it is JSON");
    let person = &page["mainEntity"];
    assert_eq!(person["worksFor"], json!([{ "@type": "Organization", "name": "Engines" }]));
    assert_eq!(person["jobTitle"], "Programmer");
    let credentials = person["hasCredential"].as_array().expect("a list");
    let told: Vec<_> = credentials.iter().map(|it| (&it["name"], &it["dateCreated"])).collect();
    assert_eq!(told, [(&json!("Notes"), &json!("2020-05"))]);
    assert_eq!(person["sameAs"], json!(["https://ada.example/"]));
}

/// Somebody who hides when their work has ended doesn't have it said of them that it goes on.
#[tokio::test]
async fn work_whose_end_is_hidden_is_not_said_to_go_on() {
    let app = TestApp::new().await;
    let member = mentor(&app).await;
    let visitor = app.as_(&member);
    let work = json!({ "input": { "company": "Engines", "title": "Programmer", "startDate": "2010", "endDate": "2015" } });
    assert_done(&call(&visitor, "workAdd", work, 1).await);
    let hide = json!({ "input": { "fields": [{ "field": "WorkExperience.endDate", "visibility": { "level": "PRIVATE" } }] } });
    assert_done(&call(&visitor, "visibilitySet", hide, 2).await);
    let seen = "query($slug: String!) { profile(slug: $slug) { work { nodes { company endDate } } } }";
    let seen = app.anonymous().query_with(seen, json!({ "slug": member.slug })).await;
    let nodes = &seen.data()["profile"]["work"]["nodes"];
    assert_eq!(*nodes, json!([{ "company": "Engines", "endDate": null }]));
    let page: Value = serde_json::from_str(json_ld(&app.anonymous(), &member.slug).await.text().as_str())
        .expect("it is JSON");
    let person = &page["mainEntity"];
    assert_eq!((person.get("worksFor"), person.get("jobTitle")), (None, None), "{page}");
}

#[tokio::test]
async fn a_former_address_leads_to_the_present_one_for_as_long_as_the_page_is_listed() {
    let app = TestApp::new().await;
    let member = mentor(&app).await;
    let former = member.slug.clone();
    assert_done(&call(&app.as_(&member), "slugSet", json!({ "slug": "ada-lovelace" }), 1).await);
    let client =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    let look = async |slug: &str| {
        let answer =
            client.get(app.url(&format!("/profiles/{slug}.jsonld"))).send().await.expect("an answer");
        let location = answer.headers().get("location").map(|value| value.to_str().expect("text").to_owned());
        (answer.status().as_u16(), location, answer.text().await.expect("a body"))
    };
    let (status, location, _) = look(&former).await;
    assert_eq!((status, location.as_deref()), (301, Some("/profiles/ada-lovelace.jsonld")));
    assert_eq!(document(&app.anonymous(), &former).await["slug"], "ada-lovelace");

    let hidden =
        json!({ "input": { "sections": [{ "section": "HEADER", "visibility": { "level": "PLATFORM" } }] } });
    assert_done(&call(&app.as_(&member), "visibilitySet", hidden, 2).await);
    assert_eq!(look(&former).await, look("nobody-ever-had-this").await);
    assert_eq!(look("ada-lovelace").await, look("nobody-ever-had-this").await);
}

/// A page that the anonymous don't see has no documents; one that search engines may not list has none for them.
#[tokio::test]
async fn what_may_not_be_listed_is_to_crawlers_as_if_it_never_was() {
    let app = TestApp::new().await;
    let public = || app.member().role(Role::Mentor).public_url().filled();
    let never = async |visitor: &Visitor<'_>| {
        app.statements(async || json_ld(visitor, "nobody-ever-had-this").await).await
    };
    let cases = [
        (
            "not indexed",
            public().rows(|rows| rows.profile.search_engine_indexing = false).create().await,
            true,
        ),
        ("no slug", public().field(Field::ProfileSlug, Visibility::Platform).create().await, true),
        (
            "no public page",
            public().rows(|rows| rows.profile.public_url_enabled = false).create().await,
            false,
        ),
        ("for members", public().section(Section::Header, Visibility::Platform).create().await, false),
        ("put away", public().state(ProfileState::Deactivated).create().await, false),
        ("taken down", public().state(ProfileState::Suspended).create().await, false),
    ];
    let sitemap = Reply::of(app.anonymous().request("GET", "/sitemaps/1.xml")).await.text();
    for (what, member, there) in cases {
        for visitor in [app.anonymous(), app.as_(&member)] {
            let (cost, nobody) = never(&visitor).await;
            let (also, file) = app.statements(async || json_ld(&visitor, &member.slug).await).await;
            let same = (file.status, &file.bytes) == (nobody.status, &nobody.bytes);
            assert!(same && file.status.as_u16() == 404, "{what}: {}", file.text());
            assert_eq!(cost, also, "{what}");
            let told = document(&visitor, &member.slug).await;
            if there {
                assert_eq!(
                    (&told["robots"], &told["jsonLd"]),
                    (&json!("noindex, nofollow"), &Value::Null),
                    "{what}"
                );
            } else {
                assert_eq!(told, Value::Null, "{what}");
            }
        }
        assert!(!sitemap.contains(&member.slug), "{what}: {sitemap}");
    }
}

#[tokio::test]
async fn crawlers_are_told_where_the_sitemaps_are() {
    let app = TestApp::new().await;
    let robots = Reply::of(app.anonymous().request("GET", "/robots.txt")).await;
    assert_eq!(robots.headers["content-type"], "text/plain; charset=utf-8");
    let expected = "User-agent: *\nDisallow: /graphql\n\nSitemap: https://folio.example/sitemap.xml\n";
    assert_eq!(robots.text(), expected);
}
