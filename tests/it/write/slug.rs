//! `slugSet`: who gets which address, where old ones lead, and how often one may change it.

use folio_policy::Role;
use folio_testkit::{Member, Reply, TestApp, Visitor};
use futures_util::future::join;
use serde_json::{Value, json};

use super::cases::{assert_done, call, refusal, refusals, user_errors};

async fn somebody(app: &TestApp) -> Member {
    app.member().role(Role::Mentor).public_url().rows(|rows| rows.profile.version = 1).create().await
}

async fn set_slug(visitor: &Visitor<'_>, slug: &str, version: i64) -> Reply {
    call(visitor, "slugSet", json!({ "slug": slug }), version).await
}

/// Where an address leads this visitor.
async fn lead(visitor: &Visitor<'_>, slug: &str) -> Value {
    let page = "query($slug: String!) { profile(slug: $slug) { id slug } }";
    visitor.query_with(page, json!({ "slug": slug })).await.data()["profile"].clone()
}

/// Makes whatever somebody gave up so many days older.
async fn age(app: &TestApp, member: &Member, days: i32) {
    app.sql(
        "UPDATE slug_history SET released_at = released_at - make_interval(days => $2) WHERE profile_id = $1",
        &[&member.profile_id, &days],
    )
    .await;
}

#[tokio::test]
async fn an_old_address_leads_to_the_profile_for_those_who_may_see_it() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let old = member.slug.as_str();
    assert_done(&set_slug(&app.as_(&member), "ada-lovelace", 1).await);
    for visitor in [app.anonymous(), app.as_(&member)] {
        for slug in [old, "ada-lovelace"] {
            assert_eq!(lead(&visitor, slug).await, json!({ "id": member.id(), "slug": "ada-lovelace" }));
        }
    }
    // For whom the profile doesn't exist, neither does the address that it had.
    app.sql("UPDATE profiles SET public_url_enabled = false WHERE id = $1", &[&member.profile_id]).await;
    let page = "query($slug: String!) { profile(slug: $slug) { id slug } }";
    let text = async |slug: &str| app.anonymous().query_with(page, json!({ "slug": slug })).await.text();
    assert_eq!(text(old).await, text("nobody-had-this-ever").await);
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn an_address_that_is_taken_reserved_or_kept_back_can_not_be_had() {
    let app = TestApp::new().await;
    let [former, taken, member] = [somebody(&app).await, somebody(&app).await, somebody(&app).await];
    assert_done(&set_slug(&app.as_(&former), "somewhere-else", 1).await);
    let before = app.trace(&member).await;
    let mut answers = Vec::new();
    for slug in ["admin", &taken.slug, &former.slug] {
        let reply = set_slug(&app.as_(&member), slug, 1).await;
        assert_eq!(refusals(&reply), [("SLUG_UNAVAILABLE".into(), "slug".into())], "{slug}");
        answers.push(reply.text());
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "which of them it is can't be told");
    for slug in ["ab", "Ada", "ada--lovelace", "-ada", "ada_lovelace", "адa-lovelace", &"a".repeat(61)] {
        let reply = set_slug(&app.as_(&member), slug, 1).await;
        assert_eq!(refusals(&reply), [("INVALID".into(), "slug".into())], "{slug}");
    }
    assert_done(&set_slug(&app.as_(&member), &member.slug, 1).await);
    assert_eq!(app.trace(&member).await, before);
}

#[tokio::test]
async fn ones_own_address_of_before_can_be_had_back() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    assert_done(&set_slug(&visitor, "ada-lovelace", 1).await);
    assert_done(&set_slug(&visitor, &member.slug, 2).await);
    for slug in [member.slug.as_str(), "ada-lovelace"] {
        assert_eq!(lead(&app.anonymous(), slug).await, json!({ "id": member.id(), "slug": member.slug }));
    }
    app.assert_whole(&member).await;
}

#[tokio::test]
async fn after_180_days_an_address_is_free_and_leads_nowhere() {
    let app = TestApp::new().await;
    let [former, member] = [somebody(&app).await, somebody(&app).await];
    assert_done(&set_slug(&app.as_(&former), "somewhere-else", 1).await);
    age(&app, &former, 179).await;
    assert_eq!(refusal(&set_slug(&app.as_(&member), &former.slug, 1).await), "SLUG_UNAVAILABLE");
    assert_eq!(lead(&app.anonymous(), &former.slug).await["id"], former.id());
    age(&app, &former, 1).await;
    assert!(lead(&app.anonymous(), &former.slug).await.is_null());
    assert_done(&set_slug(&app.as_(&member), &former.slug, 1).await);
    assert_eq!(lead(&app.anonymous(), &former.slug).await["id"], member.id());
    // Whoever had it has no claim any more.
    assert_eq!(refusal(&set_slug(&app.as_(&former), &former.slug, 2).await), "SLUG_UNAVAILABLE");
}

#[tokio::test]
async fn an_address_is_given_up_five_times_in_thirty_days() {
    let app = TestApp::new().await;
    let member = somebody(&app).await;
    let visitor = app.as_(&member);
    for version in 1..=5 {
        assert_done(&set_slug(&visitor, &format!("address-{version}"), version).await);
    }
    let reply = set_slug(&visitor, "address-6", 6).await;
    assert_eq!(refusals(&reply), [("TOO_OFTEN".into(), "slug".into())]);
    let message = user_errors(&reply)[0]["message"].as_str().expect("text");
    assert!(message.contains("5 addresses") && message.contains("30 days"), "{message}");
    assert_eq!(app.trace(&member).await.slug, "address-5");
    // One's own are no new ones.
    assert_done(&set_slug(&visitor, "address-2", 6).await);
    assert_done(&set_slug(&visitor, "address-5", 7).await);
    age(&app, &member, 30).await;
    assert_done(&set_slug(&visitor, "address-6", 8).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_want_one_address_one_gets_it() {
    let app = TestApp::new().await;
    for round in 0..4 {
        let [one, other] = [somebody(&app).await, somebody(&app).await];
        let slug = format!("wanted-by-two-{round}");
        let visitors = (app.as_(&one), app.as_(&other));
        let (first, second) = join(set_slug(&visitors.0, &slug, 1), set_slug(&visitors.1, &slug, 1)).await;
        let mut codes: Vec<Vec<(String, String)>> = vec![refusals(&first), refusals(&second)];
        codes.sort();
        assert_eq!(codes, [vec![], vec![("SLUG_UNAVAILABLE".to_owned(), "slug".to_owned())]]);
    }
}

/// Each wants what the other gives up: it is kept back for its owner, so neither gets it, and neither waits for ever.
#[tokio::test(flavor = "multi_thread")]
async fn two_do_not_swap_their_addresses() {
    let app = TestApp::new().await;
    let [one, other] = [somebody(&app).await, somebody(&app).await];
    let visitors = (app.as_(&one), app.as_(&other));
    let (first, second) =
        join(set_slug(&visitors.0, &other.slug, 1), set_slug(&visitors.1, &one.slug, 1)).await;
    assert_eq!((refusal(&first), refusal(&second)), ("SLUG_UNAVAILABLE", "SLUG_UNAVAILABLE"));
}
