//! By what public documents are found again where they are kept: told with the document, and nowhere else.

use folio_policy::{Role, Section, Visibility};
use folio_testkit::{Member, Reply, TestApp, Visitor};
use serde_json::{Value, json};

use crate::write::cases::{assert_done, call};

/// What is listed: a mentor, whose page is public.
async fn mentor(app: &TestApp) -> Member {
    app.member().role(Role::Mentor).named("Ada Lovelace").rows(|rows| rows.profile.version = 1).create().await
}

async fn tags(visitor: &Visitor<'_>, slug: &str) -> Value {
    let document = "query($slug: String!) { profileDocument(slug: $slug) { cacheTags } }";
    let reply = visitor.query_with(document, json!({ "slug": slug })).await;
    reply.data()["profileDocument"].clone()
}

async fn file(app: &TestApp, path: &str) -> reqwest::Response {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build();
    client.expect("a client").get(app.url(path)).send().await.expect("an answer")
}

/// The two headers.
fn headers(of: &reqwest::Response) -> [Option<String>; 2] {
    ["cache-tag", "surrogate-key"]
        .map(|name| of.headers().get(name).map(|value| value.to_str().expect("text").to_owned()))
}

#[tokio::test]
async fn a_document_has_the_tag_of_its_profile_which_no_edit_moves() {
    let app = TestApp::new().await;
    let member = mentor(&app).await;
    let tag = format!("profile-{}", member.id());
    let path = format!("/profiles/{}.jsonld", member.slug);
    assert_eq!(tags(&app.anonymous(), &member.slug).await, json!({ "cacheTags": [tag] }));
    assert_eq!(tags(&app.as_(&member), &member.slug).await, json!({ "cacheTags": [tag] }));
    let before = file(&app, &path).await;
    assert_eq!(headers(&before), [Some(tag.clone()), Some(tag.clone())]);
    let edit = json!({ "input": { "headline": "Seen", "about": "As well" } });
    assert_done(&call(&app.as_(&member), "profileUpdate", edit, 1).await);
    assert_eq!(headers(&file(&app, &path).await), headers(&before));
    // A former address leads to the present one, and goes with the profile as well.
    assert_done(&call(&app.as_(&member), "slugSet", json!({ "slug": "ada-lovelace" }), 2).await);
    let moved = file(&app, &path).await;
    assert_eq!((moved.status().as_u16(), headers(&moved)), (301, [Some(tag.clone()), Some(tag.clone())]));
    assert_eq!(tags(&app.anonymous(), &member.slug).await, json!({ "cacheTags": [tag] }));
}

#[tokio::test]
async fn what_lists_profiles_has_the_tag_of_lists() {
    let app = TestApp::new().await;
    mentor(&app).await;
    let listed = Some("profiles-listed".to_owned());
    for path in ["/sitemap.xml", "/sitemaps/1.xml"] {
        assert_eq!(headers(&file(&app, path).await), [listed.clone(), listed.clone()], "{path}");
    }
    for path in ["/robots.txt", "/sitemaps/2.xml"] {
        assert_eq!(headers(&file(&app, path).await), [None, None], "{path}");
    }
}

/// Nothing about it stands in the answer, and its headers are those of an address that never was.
#[tokio::test]
async fn what_is_hidden_has_no_tags() {
    let app = TestApp::new().await;
    let public = || app.member().role(Role::Mentor).public_url();
    let hidden = [
        public().rows(|rows| rows.profile.public_url_enabled = false).create().await,
        public().section(Section::Header, Visibility::Platform).create().await,
    ];
    let names = |reply: &Reply| -> Vec<String> {
        let mut names: Vec<String> = reply.headers.keys().map(|name| name.as_str().to_owned()).collect();
        names.sort();
        names
    };
    let get = async |slug: &str| {
        Reply::of(app.anonymous().request("GET", &format!("/profiles/{slug}.jsonld"))).await
    };
    let never = get("nobody-ever-had-this").await;
    for member in hidden {
        assert_eq!(tags(&app.anonymous(), &member.slug).await, Value::Null);
        let answer = get(&member.slug).await;
        assert_eq!(
            (answer.status, names(&answer), &answer.bytes),
            (never.status, names(&never), &never.bytes)
        );
        assert!(!names(&answer).iter().any(|name| name == "cache-tag" || name == "surrogate-key"));
    }
    // A page that isn't for search engines has no file, and still a document for link previews.
    let unlisted = public().rows(|rows| rows.profile.search_engine_indexing = false).create().await;
    let answer = get(&unlisted.slug).await;
    assert_eq!((answer.status, names(&answer)), (never.status, names(&never)));
    let tag = format!("profile-{}", unlisted.id());
    assert_eq!(tags(&app.anonymous(), &unlisted.slug).await, json!({ "cacheTags": [tag] }));
}
