//! Budgets: who asks too much in a while is refused for as long as needed, and nobody else is.

use std::time::Duration;

use folio::http::{HttpSettings, ManualClock, Rate, RateClock, RateLimits};
use folio_testkit::{Persona, Reply, TestApp, Visitor, metrics, somebody_new};
use http::header::{CONTENT_TYPE, RETRY_AFTER};
use serde_json::json;

/// Costs 23: the viewer and their profile, 11 each, and an id.
const CHEAP: &str = "{ me { profile { id } } }";
/// Costs six fields for each row of the matrix.
const DEAR: &str = "{ privacyMatrix { field section basis retention export dataClass } }";

/// A server with the demo people, whose budgets come back when this clock is advanced.
async fn app(
    user: Option<Rate>,
    address: Option<Rate>,
    change: impl FnOnce(&mut HttpSettings),
) -> (TestApp, ManualClock) {
    let clock = ManualClock::default();
    let rates = RateLimits { user, address, clock: RateClock::Manual(clock.clone()) };
    let builder = TestApp::builder().demo().http(|settings| {
        settings.rates = rates;
        change(settings);
    });
    (builder.start().await, clock)
}

/// Asks again and again until that is refused; gives how often it was answered, and the refusal.
async fn until_refused(visitor: &Visitor<'_>, document: &str) -> (usize, Reply) {
    for answered in 0..1_000 {
        let reply = visitor.query(document).await;
        if !reply.errors().is_empty() {
            return (answered, reply);
        }
    }
    panic!("never refused");
}

/// Asks by way of a proxy that says this of where the visitor is.
async fn forwarded(visitor: &Visitor<'_>, lines: &[&str]) -> Reply {
    let mut request = visitor.request("POST", "/graphql").header(CONTENT_TYPE, "application/json");
    for line in lines {
        request = request.header("x-forwarded-for", *line);
    }
    Reply::of(request.body(json!({ "query": "{ __typename }" }).to_string())).await
}

#[track_caller]
fn assert_refused(reply: &Reply) {
    assert_eq!((reply.status.as_u16(), reply.code()), (429, "RATE_LIMITED"), "{}", reply.text());
    assert!(reply.json().get("data").is_none(), "nothing runs: {}", reply.text());
}

fn retry_after(reply: &Reply) -> (u64, u64) {
    let seconds = reply.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    let milliseconds = reply.errors()[0]["extensions"]["retryAfterMs"].as_u64();
    (seconds.expect("whole seconds"), milliseconds.expect("milliseconds"))
}

#[tokio::test]
async fn a_user_who_spent_their_budget_waits_and_nobody_else_does() {
    let (app, clock) = app(Rate::new(10, 5_000), None, |_| {}).await;
    let student = app.as_(Persona::Student);
    let (answered, refused) = until_refused(&student, CHEAP).await;
    assert_eq!(answered, 5_000 / 23);
    assert_refused(&refused);
    let (seconds, milliseconds) = retry_after(&refused);
    // Of 23 there are 9 left, and ten come each second.
    assert_eq!((seconds, milliseconds), (2, 1_400));
    assert!(refused.text().contains("your operations"), "{}", refused.text());

    assert!(app.as_(Persona::Employer).query(CHEAP).await.errors().is_empty());
    assert!(app.anonymous().query(CHEAP).await.errors().is_empty());
    clock.advance(Duration::from_millis(milliseconds - 1));
    assert_refused(&student.query(CHEAP).await);
    clock.advance(Duration::from_millis(1));
    assert!(student.query(CHEAP).await.errors().is_empty());
}

#[tokio::test]
async fn what_costs_more_takes_more_and_waits_longer() {
    let (app, _) = app(Rate::new(1, 5_000), None, |_| {}).await;
    let (cheap, _) = until_refused(&app.as_(Persona::Student), CHEAP).await;
    let (dear, refused) = until_refused(&app.as_(Persona::Employer), DEAR).await;
    assert!(dear > 0 && cheap > 10 * dear, "{cheap} cheap ones and {dear} dear ones");
    assert!(retry_after(&refused).0 > 60);
    // What is left is too little for the dear one, and enough for a cheap one.
    assert!(app.as_(Persona::Employer).query(CHEAP).await.errors().is_empty());
}

#[tokio::test]
async fn the_signed_out_share_the_budget_of_their_address_and_the_signed_in_do_not() {
    let (app, clock) = app(None, Rate::new(1, 5_000), |_| {}).await;
    let (_, refused) = until_refused(&app.anonymous(), DEAR).await;
    assert_refused(&refused);
    assert!(refused.text().contains("signed-out visitors at your address"), "{}", refused.text());
    assert!(app.as_(Persona::Student).query(DEAR).await.errors().is_empty());
    assert!(app.as_(somebody_new()).query(DEAR).await.errors().is_empty());
    clock.advance(Duration::from_secs(5_000));
    assert!(app.anonymous().query(DEAR).await.errors().is_empty());
}

#[tokio::test]
async fn whatever_arrives_is_paid_for_before_it_is_looked_at() {
    let (app, clock) = app(None, Rate::new(1, 5_000), |_| {}).await;
    let garbage = async || app.anonymous().query("{{{ garbage").await;
    let bad_token = async || app.with_token("not.a.token").query(CHEAP).await;
    let no_json = async || Reply::of(app.anonymous().request("POST", "/graphql").body("hello")).await;
    for _ in 0..166 {
        assert_eq!(garbage().await.code(), "GRAPHQL_PARSE_FAILED");
        assert_eq!(bad_token().await.code(), "TOKEN_INVALID");
        assert_eq!(no_json().await.code(), "UNSUPPORTED_MEDIA_TYPE");
    }
    assert_eq!(garbage().await.code(), "GRAPHQL_PARSE_FAILED");
    assert_eq!(garbage().await.code(), "GRAPHQL_PARSE_FAILED");
    for reply in
        [garbage().await, bad_token().await, no_json().await, app.as_(Persona::Student).query(CHEAP).await]
    {
        assert_refused(&reply);
        assert_eq!(retry_after(&reply), (10, 10_000));
        assert!(reply.text().contains("too many requests come from your address"), "{}", reply.text());
    }

    for path in ["/healthz", "/readyz"] {
        assert_eq!(Reply::of(app.anonymous().request("GET", path)).await.status, 200, "{path}");
    }
    clock.advance(Duration::from_secs(10));
    assert_eq!(bad_token().await.code(), "TOKEN_INVALID");
    let counted = metrics();
    assert!(counted.contains("rate_limit_refusals_total{budget=\"arrivals\"}"), "{counted}");
    assert!(!counted.contains("127.0.0.1"), "an address is no label");
}

#[tokio::test]
async fn addresses_are_told_apart_behind_a_trusted_proxy_only() {
    let trust = |settings: &mut HttpSettings| {
        settings.trusted_proxies = "127.0.0.1,10.0.0.0/8".parse().expect("networks");
    };
    let (trusting, _) = app(None, Rate::new(1, 5_000), trust).await;
    let visitor = trusting.anonymous();
    for _ in 0..500 {
        assert_eq!(forwarded(&visitor, &["203.0.113.9"]).await.status, 200);
    }
    for spent in [
        &["203.0.113.9"][..],
        &["198.51.100.7, 203.0.113.9"],
        &["198.51.100.7", "203.0.113.9, 10.1.2.3"],
        &["::ffff:203.0.113.9"],
    ] {
        assert_refused(&forwarded(&visitor, spent).await);
    }
    for other in [&["198.51.100.7"][..], &["203.0.113.9, 198.51.100.7"], &["garbage"], &[]] {
        assert_eq!(forwarded(&visitor, other).await.status, 200, "{other:?}");
    }

    let (distrusting, _) = app(None, Rate::new(1, 5_000), |_| {}).await;
    let visitor = distrusting.anonymous();
    for number in 0..500 {
        let claimed = format!("203.0.{}.{}", number / 250, number % 250);
        assert_eq!(forwarded(&visitor, &[&claimed]).await.status, 200);
    }
    assert_refused(&forwarded(&visitor, &["203.0.113.9"]).await);
}

#[tokio::test]
async fn a_network_of_ipv6_is_one_client() {
    let trust = |settings: &mut HttpSettings| settings.trusted_proxies = "127.0.0.1".parse().expect("one");
    let (app, _) = app(None, Rate::new(1, 5_000), trust).await;
    let visitor = app.anonymous();
    for number in 0..500 {
        let address = format!("2001:db8:1:2:{number:x}::1");
        assert_eq!(forwarded(&visitor, &[&address]).await.status, 200);
    }
    assert_refused(&forwarded(&visitor, &["2001:db8:1:2:ffff:ffff:ffff:ffff"]).await);
    assert_eq!(forwarded(&visitor, &["2001:db8:1:3::1"]).await.status, 200);
}

#[tokio::test]
async fn budgets_of_production_bear_an_evening_of_browsing_and_end_a_flood() {
    let clock = ManualClock::default();
    let rates = RateLimits { clock: RateClock::Manual(clock.clone()), ..RateLimits::default() };
    let app = TestApp::builder().demo().http(|settings| settings.rates = rates).start().await;
    let page = "{ profile(slug: \"maya-okonkwo\") { displayName headline about location { city } links { kind url }
        education { nodes { institution degree startDate endDate } } projects { nodes { name description skills } } } }";
    for visitor in [app.as_(Persona::Employer), app.anonymous()] {
        for _ in 0..60 {
            assert!(visitor.query(page).await.errors().is_empty());
        }
    }
    let (_, refused) = until_refused(&app.as_(Persona::Employer), page).await;
    assert_refused(&refused);
    assert!(retry_after(&refused).0 <= 2);
}
