//! Media that projects and certificates show.

use folio_policy::{Role, Section, Visibility};
use folio_testkit::Item;
use uuid::Uuid;

use super::*;
use crate::write::{
    cases::{Case, assert_done, call, refusal, refusals},
    sections,
};

/// The kinds that show media: with the names of their mutations and lists.
const KINDS: [(Item, &str, &str); 2] =
    [(Item::Project, "project", "projects"), (Item::Certificate, "certificate", "certificates")];

/// A mentor whose page is open to everybody, with two items in each section at version 1, of which none shows any media.
async fn somebody(app: &TestApp) -> Member {
    let open = app.member().role(Role::Mentor).public_url().filled().rows(|rows| {
        sections::at_version_1(rows);
        rows.projects.iter_mut().for_each(|row| row.media = Vec::new());
        rows.certificates.iter_mut().for_each(|row| row.media = Vec::new());
    });
    let open =
        open.section(Section::Media, Visibility::Public).section(Section::Projects, Visibility::Public);
    open.section(Section::Certificates, Visibility::Public).create().await
}

/// The ids of a member's media, the first and the second.
fn media(of: &Member) -> [String; 2] {
    [0, 1].map(|at| of.item_id(Item::MediaItem, of.filling.items(Item::MediaItem)[at]))
}

fn first(of: &Member, kind: Item) -> String {
    of.item_id(kind, of.filling.items(kind)[0])
}

/// What the first item of a kind shows, as somebody sees it; null where the item isn't there for them.
async fn shown(visitor: &Visitor<'_>, of: &Member, kind: Item) -> Value {
    let id = first(of, kind);
    let document = format!(
        "query($id: ID!) {{ node(id: $id) {{ ... on {} {{ media {{ id }} version provenance }} }} }}",
        kind.type_name()
    );
    let reply = visitor.query_with(&document, json!({ "id": id })).await;
    let node = reply.data()["node"].clone();
    let listed = if kind == Item::Project { "projects" } else { "certificates" };
    let document = format!(
        "query($slug: String!) {{ profile(slug: $slug) {{ {listed} {{ nodes {{ id media {{ id }} }} }} }} }}"
    );
    let reply = visitor.query_with(&document, json!({ "slug": of.slug })).await;
    let nodes = reply.data()["profile"][listed]["nodes"].as_array().cloned().unwrap_or_default();
    let there = nodes.into_iter().find(|item| item["id"] == id.as_str());
    assert_eq!(there.map_or(Value::Null, |item| item["media"].clone()), node["media"], "by either way");
    node["media"].clone()
}

fn ids(media: &[&String]) -> Value {
    media.iter().map(|id| json!({ "id": id })).collect()
}

async fn show(
    visitor: &Visitor<'_>,
    of: &Member,
    (kind, name, _): (Item, &str, &str),
    media: Value,
    version: i64,
) -> Reply {
    let arguments = json!({ "id": first(of, kind), "input": { "mediaIds": media } });
    call(visitor, &format!("{name}Update"), arguments, version).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_item_shows_media_in_its_owners_order() {
    let app = TestApp::new().await;
    for kind in KINDS {
        let owner = somebody(&app).await;
        let (visitor, [one, other]) = (app.as_(&owner), media(&owner));
        assert_done(&show(&visitor, &owner, kind, json!([other, one]), 1).await);
        assert_eq!(shown(&app.anonymous(), &owner, kind.0).await, ids(&[&other, &one]));
        let trace = app.trace(&owner).await;
        app.assert_whole(&owner).await;
        // What is so already changes nothing, and what is left out stays.
        assert_done(&show(&visitor, &owner, kind, json!([other, one]), 2).await);
        assert_eq!(app.trace(&owner).await, trace);
        let name = if kind.0 == Item::Project { "name" } else { "title" };
        let arguments = json!({ "id": first(&owner, kind.0), "input": { name: "Another name" } });
        assert_done(&call(&visitor, &format!("{}Update", kind.1), arguments, 2).await);
        assert_eq!(shown(&visitor, &owner, kind.0).await, ids(&[&other, &one]));
        assert_done(&show(&visitor, &owner, kind, json!([one]), 3).await);
        assert_eq!(shown(&visitor, &owner, kind.0).await, ids(&[&one]));
        assert_done(&show(&visitor, &owner, kind, Value::Null, 4).await);
        assert_eq!(shown(&visitor, &owner, kind.0).await, json!([]));
        // A new one shows some from its first moment.
        let arguments = json!({ "input": { name: "New", "mediaIds": [other] } });
        assert_done(&call(&visitor, &format!("{}Add", kind.1), arguments, 5).await);
        let document =
            format!("{{ me {{ profile {{ {}(last: 1) {{ nodes {{ media {{ id }} }} }} }} }} }}", kind.2);
        let last = visitor.query(&document).await;
        assert_eq!(last.data()["me"]["profile"][kind.2]["nodes"][0]["media"], ids(&[&other]));
        app.assert_whole(&owner).await;
    }
}

/// Who sees both the item and the media item sees the one at the other; for everybody else it isn't there.
#[tokio::test(flavor = "multi_thread")]
async fn media_are_seen_at_an_item_by_those_who_see_both() {
    let app = TestApp::new().await;
    let employer = app.member().verified_employer().create().await;
    let item = |id: &str, level: &str| json!({ "items": [{ "id": id, "visibility": { "level": level } }] });
    let section = |name: &str, level: &str| json!({ "sections": [{ "section": name, "visibility": { "level": level } }] });
    let field =
        |name: &str, level: &str| json!({ "fields": [{ "field": name, "visibility": { "level": level } }] });
    for (kind, name, list) in KINDS {
        for reads in 0..6 {
            let owner = somebody(&app).await;
            let [one, other] = media(&owner);
            let visitor = app.as_(&owner);
            assert_done(&show(&visitor, &owner, (kind, name, list), json!([other, one]), 1).await);
            let all = ids(&[&other, &one]);
            // What is set, what the employer gets of it, and what the signed-out.
            let (input, employers, anyones) = match reads {
                0 => (item(&one, "RESTRICTED"), all.clone(), ids(&[&other])),
                1 => (item(&one, "PRIVATE"), ids(&[&other]), ids(&[&other])),
                2 => (section("MEDIA", "RESTRICTED"), all.clone(), json!([])),
                3 => (section("MEDIA", "PRIVATE"), json!([]), json!([])),
                4 => (item(&first(&owner, kind), "RESTRICTED"), all.clone(), Value::Null),
                _ => (field(&format!("{}.media", kind.type_name()), "PLATFORM"), all.clone(), json!([])),
            };
            assert_done(&call(&visitor, "visibilitySet", json!({ "input": input }), 2).await);
            assert_eq!(shown(&app.as_(&employer), &owner, kind).await, employers, "{name} {reads}");
            assert_eq!(shown(&app.anonymous(), &owner, kind).await, anyones, "{name} {reads}");
            assert_eq!(shown(&visitor, &owner, kind).await, all, "the owner: {name} {reads}");
        }
    }
}

/// The file has its own door, which the item that shows it doesn't open.
#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_item_hides_no_media_of_the_section() {
    let app = TestApp::new().await;
    let owner = somebody(&app).await;
    let [one, _] = media(&owner);
    assert_done(&show(&app.as_(&owner), &owner, KINDS[0], json!([one]), 1).await);
    let input =
        json!({ "items": [{ "id": first(&owner, Item::Project), "visibility": { "level": "PRIVATE" } }] });
    assert_done(&call(&app.as_(&owner), "visibilitySet", json!({ "input": input }), 2).await);
    assert_eq!(shown(&app.anonymous(), &owner, Item::Project).await, Value::Null);
    assert_eq!(items(&app.anonymous(), &owner).await["totalCount"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_can_not_be_shown_is_refused_and_nothing_happens() {
    let app = TestApp::new().await;
    let stranger = somebody(&app).await;
    let owner = somebody(&app).await;
    let before = (app.trace(&owner).await, app.trace(&stranger).await);
    let [one, other] = media(&owner);
    let never = owner.item_id(Item::MediaItem, Uuid::from_u128(7));
    let refused = |code: &str, paths: &[&str]| -> Vec<(String, String)> {
        paths.iter().map(|path| (code.to_owned(), format!("input.mediaIds{path}"))).collect()
    };
    for kind in KINDS {
        let another_kind = first(&owner, kind.0);
        let [theirs, _] = media(&stranger);
        for (given, expected) in [
            (json!([one, theirs]), refused("NOT_FOUND", &[".1"])),
            (json!([one, never]), refused("NOT_FOUND", &[".1"])),
            (json!([another_kind, "nonsense", one]), refused("NOT_FOUND", &[".0", ".1"])),
            (json!([one, other, one]), refused("INVALID", &[".2"])),
            (json!(vec![&one; 11]), refused("TOO_MANY", &[""])),
        ] {
            let reply = show(&app.as_(&owner), &owner, kind, given.clone(), 1).await;
            assert_eq!(refusals(&reply), expected, "{given}");
        }
        // Somebody else's is answered as one that never was, whether or not the caller sees it.
        let answer = async |id: &str| show(&app.as_(&owner), &owner, kind, json!([id]), 1).await.bytes;
        assert_eq!(answer(&theirs).await, answer(&never).await);
        // Nobody shows anything on what isn't theirs, or is no longer as they saw it, or without signing in.
        let reply = show(&app.as_(&stranger), &owner, kind, json!([theirs]), 1).await;
        assert_eq!(refusals(&reply), [("NOT_FOUND".to_owned(), "id".to_owned())]);
        assert_eq!(refusal(&show(&app.as_(&owner), &owner, kind, json!([one]), 7).await), "CONFLICT");
        assert_eq!(show(&app.anonymous(), &owner, kind, json!([one]), 1).await.code(), "UNAUTHENTICATED");
        assert_eq!(shown(&app.as_(&owner), &owner, kind.0).await, json!([]));
    }
    assert_eq!((app.trace(&owner).await, app.trace(&stranger).await), before);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeat_does_nothing_new() {
    let app = TestApp::new().await;
    for (kind, name, _) in KINDS {
        let owner = somebody(&app).await;
        let (visitor, [one, other]) = (app.as_(&owner), media(&owner));
        let case = Case::named(&format!("{name}Update"));
        let arguments = |media: &str| json!({ "id": first(&owner, kind), "input": { "mediaIds": [media] } });
        let done = case.call(&visitor, &arguments(&one), 1, Some("key")).await;
        assert_done(&done);
        let trace = app.trace(&owner).await;
        let again = case.call(&visitor, &arguments(&one), 1, Some("key")).await;
        assert_eq!((again.bytes, app.trace(&owner).await), (done.bytes, trace));
        let reused = case.call(&visitor, &arguments(&other), 1, Some("key")).await;
        assert_eq!(refusal(&reused), "IDEMPOTENCY_KEY_REUSED");
        assert_eq!(shown(&visitor, &owner, kind).await, ids(&[&one]));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_media_item_that_is_removed_is_shown_nowhere_and_stays_without_what_showed_it() {
    let app = TestApp::new().await;
    let owner = somebody(&app).await;
    let (visitor, [one, other]) = (app.as_(&owner), media(&owner));
    for kind in KINDS {
        assert_done(&show(&visitor, &owner, kind, json!([one, other]), 1).await);
    }
    assert_done(&call(&visitor, "mediaRemove", json!({ "id": one }), 1).await);
    for kind in KINDS {
        assert_eq!(shown(&visitor, &owner, kind.0).await, ids(&[&other]));
        // It tells something else now, so whoever saw it as it was is told.
        assert_eq!(refusal(&show(&visitor, &owner, kind, json!([other]), 2).await), "CONFLICT");
        assert_done(&show(&visitor, &owner, kind, json!([other]), 3).await);
    }
    app.assert_whole(&owner).await;
    for (kind, name, _) in KINDS {
        assert_done(&call(&visitor, &format!("{name}Remove"), json!({ "id": first(&owner, kind) }), 3).await);
    }
    assert_eq!(items(&app.anonymous(), &owner).await["nodes"][0]["id"], other);
    app.assert_whole(&owner).await;
}

/// What other teams tell of isn't the owner's to change.
#[tokio::test(flavor = "multi_thread")]
async fn a_certificate_that_others_tell_of_shows_none() {
    let app = TestApp::new().await;
    let member = app.member().filled().rows(|rows| {
        sections::at_version_1(rows);
        rows.certificates.iter_mut().for_each(|row| {
            row.media = Vec::new();
            "EVENT".clone_into(&mut row.provenance);
        });
    });
    let owner = member.create().await;
    let [one, _] = media(&owner);
    let reply = show(&app.as_(&owner), &owner, KINDS[1], json!([one]), 1).await;
    assert_eq!(refusal(&reply), "TOLD_BY_OTHERS");
}
