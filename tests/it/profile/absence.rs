//! What is hidden reads exactly as what never was.

use folio_policy::{ProfileState, Role, Section, Visibility};
use folio_testkit::{Item, Member, Reply, TestApp, Visitor};
use serde_json::json;
use uuid::Uuid;

const BY_SLUG: &str =
    "query($slug: String!) { profile(slug: $slug) { id displayName education { totalCount } } }";
const BY_ID: &str = "query($id: ID!) { node(id: $id) { id __typename } nodes(ids: [$id, $id]) { id } }";

async fn by_slug(visitor: &Visitor<'_>, slug: &str) -> Reply {
    visitor.query_with(BY_SLUG, json!({ "slug": slug })).await
}

async fn by_id(visitor: &Visitor<'_>, id: &str) -> Reply {
    visitor.query_with(BY_ID, json!({ "id": id })).await
}

/// The answers are the same to the byte, and so are their headers, but for what differs from request to request.
#[track_caller]
fn assert_same(one: &Reply, other: &Reply, what: &str) {
    assert_eq!(one.text(), other.text(), "{what}");
    assert_eq!(one.status, other.status, "{what}");
    let headers = |reply: &Reply| {
        let mut headers = reply.headers.clone();
        headers.remove("date");
        headers.remove("x-request-id");
        headers
    };
    assert_eq!(headers(one), headers(other), "{what}");
}

/// Holds every way to `hidden` against the same way to nobody.
async fn assert_absent(visitor: &Visitor<'_>, hidden: &Member, what: &str) {
    let nobody = format!("somebody-{}", Uuid::new_v4().simple());
    assert_same(&by_slug(visitor, &hidden.slug).await, &by_slug(visitor, &nobody).await, what);
    let unknown = Member { profile_id: Uuid::new_v4(), ..hidden.clone() };
    let malformed = ["", "x", "AQ", "😀", "MTIzNDU2Nzg5MA", &"A".repeat(4_000)];
    let absent = by_id(visitor, &unknown.id()).await;
    assert!(absent.data()["node"].is_null());
    for id in malformed {
        assert_same(&by_id(visitor, id).await, &absent, what);
    }
    assert_same(&by_id(visitor, &hidden.id()).await, &absent, what);
    for kind in Item::ALL {
        for item in hidden.filling.items(kind) {
            assert_same(&by_id(visitor, &hidden.item_id(kind, *item)).await, &absent, what);
        }
    }
}

async fn assert_its_owner_has_it(app: &TestApp, hidden: &Member, what: &str) {
    let owner = by_slug(&app.as_(hidden), &hidden.slug).await;
    assert_eq!(owner.data()["profile"]["id"], hidden.id(), "its owner has it: {what}");
}

#[tokio::test]
async fn a_profile_whose_header_is_hidden_never_was() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    for (header, to_members) in [(Visibility::Platform, true), (Visibility::Private, false)] {
        let hidden = app.member().section(Section::Header, header).public_url().filled().create().await;
        assert_absent(&app.anonymous(), &hidden, "anonymous").await;
        assert_its_owner_has_it(&app, &hidden, "whatever its header").await;
        if to_members {
            assert_eq!(by_slug(&app.as_(&member), &hidden.slug).await.data()["profile"]["id"], hidden.id());
        } else {
            assert_absent(&app.as_(&member), &hidden, "member").await;
        }
    }
}

#[tokio::test]
async fn a_profile_that_is_not_active_is_its_owners_alone() {
    let app = TestApp::new().await;
    let member = app.member().verified_employer().create().await;
    let admin = app.member().staff(folio_policy::Staff::Admin).create().await;
    for state in [ProfileState::Deactivated, ProfileState::Suspended, ProfileState::Erased] {
        let hidden = app.member().role(Role::Mentor).state(state).filled().create().await;
        for visitor in [app.anonymous(), app.as_(&member), app.as_(&admin)] {
            assert_absent(&visitor, &hidden, state.name()).await;
        }
        if state == ProfileState::Erased {
            let owner = by_slug(&app.as_(&hidden), &hidden.slug).await;
            assert_eq!(owner.code(), "UNAUTHENTICATED", "who is being erased is nobody any more");
        } else {
            assert_its_owner_has_it(&app, &hidden, state.name()).await;
        }
    }
}

#[tokio::test]
async fn without_its_public_address_a_profile_is_for_members() {
    let app = TestApp::new().await;
    let member = app.member().create().await;
    let builder = app.member().section(Section::Header, Visibility::Public).filled();
    let hidden = builder.rows(|rows| rows.profile.public_url_enabled = false).create().await;
    assert_absent(&app.anonymous(), &hidden, "anonymous").await;
    assert_its_owner_has_it(&app, &hidden, "without an address").await;
    assert_eq!(by_slug(&app.as_(&member), &hidden.slug).await.data()["profile"]["id"], hidden.id());
}

#[tokio::test]
async fn an_empty_section_and_a_hidden_one_look_the_same() {
    let app = TestApp::new().await;
    let page = "query($slug: String!) { profile(slug: $slug) {
        about links { id } availability { status } contact { email } location { city }
        education { totalCount nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }
        projects { totalCount nodes { id } } } }";
    let shut = [Section::About, Section::Links, Section::Availability, Section::Contact, Section::Location]
        .into_iter()
        .chain([Section::Education, Section::Projects]);
    let builder = app.member().role(Role::Mentor).filled();
    let hidden = shut.fold(builder, |b, section| b.section(section, Visibility::Private)).create().await;
    let empty = app.member().role(Role::Mentor).create().await;
    let viewer = app.member().verified_employer().create().await;
    for visitor in [app.anonymous(), app.as_(&viewer)] {
        let [hidden, empty] = [
            visitor.query_with(page, json!({ "slug": hidden.slug })).await,
            visitor.query_with(page, json!({ "slug": empty.slug })).await,
        ];
        assert_same(&hidden, &empty, "hidden and empty");
    }
}

/// Whether an edit moved something can't be told from outside if what was edited is hidden.
#[tokio::test]
async fn a_hidden_edit_moves_nothing_that_others_see() {
    let app = TestApp::new().await;
    let owner =
        app.member().role(Role::Mentor).section(Section::About, Visibility::Private).filled().create().await;
    let all = folio_testkit::Sdl::read().select_all("Profile", &[]);
    let document = format!("query($slug: String!) {{ profile(slug: $slug) {all} }}");
    let look = async || app.anonymous().query_with(&document, json!({ "slug": owner.slug })).await;
    let before = look().await;
    app.sql(
        "UPDATE profiles SET about = 'quite another text', version = version + 1, updated_at = now() WHERE id = $1",
        &[&owner.profile_id],
    )
    .await;
    app.sql("UPDATE education SET gpa_text = 'another grade' WHERE profile_id = $1", &[&owner.profile_id])
        .await;
    app.refresh(&owner).await;
    assert_same(&before, &look().await, "an edit of what is hidden");
}
