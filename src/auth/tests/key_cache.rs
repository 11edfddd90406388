//! How long keys are kept, and how often the issuer is asked.

use futures_util::future::join_all;
use futures_util::poll;

use super::*;
use crate::auth::jwks::{JwksCache, KeyError};

fn cache(source: &ScriptedSource) -> (JwksCache, Arc<TestClock>) {
    let clock = TestClock::new();
    (JwksCache::new(source.clone(), clock.clone()), clock)
}

fn id(key: &SigningKey) -> &str {
    key.jwk()["kid"].as_str().expect("a key id")
}

/// Gives tasks in the background their turn: a scripted source needs no more than one.
async fn background() {
    tokio::task::yield_now().await;
}

#[tokio::test]
async fn concurrent_callers_share_one_fetch() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, _) = cache(&source);
    let found = join_all((0..20).map(|_| cache.key(id(&ISSUERS_KEY)))).await;
    assert!(found.iter().all(Result::is_ok));
    assert_eq!(source.fetches(), 1);
}

#[tokio::test]
async fn a_source_that_is_down_is_asked_once_in_thirty_seconds() {
    let source = ScriptedSource::down();
    let (cache, clock) = cache(&source);
    let answers = join_all((0..20).map(|_| cache.key(id(&ISSUERS_KEY)))).await;
    assert!(answers.iter().all(|answer| matches!(answer, Err(KeyError::Unavailable))));
    assert_eq!(source.fetches(), 1);

    source.serve(&[&ISSUERS_KEY]);
    clock.advance(seconds(29));
    assert!(matches!(cache.key(id(&ISSUERS_KEY)).await, Err(KeyError::Unavailable)));
    assert_eq!(source.fetches(), 1);

    clock.advance(seconds(1));
    cache.key(id(&ISSUERS_KEY)).await.expect("the source is back");
    assert_eq!(source.fetches(), 2);
}

#[tokio::test]
async fn an_unknown_key_id_is_asked_for_once_in_thirty_seconds() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();
    clock.advance(seconds(31));

    assert!(matches!(cache.key("forged").await, Err(KeyError::Unknown)), "the issuer was just asked");
    for _ in 0..3 {
        assert!(
            matches!(cache.key("forged").await, Err(KeyError::Unavailable)),
            "it may have become one since"
        );
    }
    assert_eq!(source.fetches(), 2, "one more than the first");
}

#[tokio::test]
async fn an_unknown_key_id_can_not_be_judged_while_the_source_is_down() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();
    source.go_down();
    clock.advance(seconds(31));
    assert!(matches!(cache.key(id(&OTHER_KEY)).await, Err(KeyError::Unavailable)), "it may be a new one");
    cache.key(id(&ISSUERS_KEY)).await.expect("known keys serve on");
}

#[tokio::test]
async fn rotation_is_noticed_by_the_new_key_and_ends_the_old_one() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();

    source.serve(&[&OTHER_KEY]);
    clock.advance(seconds(31));
    cache.key(id(&OTHER_KEY)).await.expect("the new key is fetched when it is met");
    clock.advance(seconds(30));
    assert!(matches!(cache.key(id(&ISSUERS_KEY)).await, Err(KeyError::Unknown)));
}

#[tokio::test]
async fn a_key_that_comes_right_after_a_fetch_is_not_called_unknown() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();

    source.serve(&[&ISSUERS_KEY, &OTHER_KEY]);
    clock.advance(seconds(29));
    assert!(matches!(cache.key(id(&OTHER_KEY)).await, Err(KeyError::Unavailable)), "too early to ask");
    clock.advance(seconds(1));
    cache.key(id(&OTHER_KEY)).await.expect("asked again");
}

#[tokio::test]
async fn keys_that_never_change_are_judged_at_once() {
    let keys =
        KeySet::from_json(json!({ "keys": [ISSUERS_KEY.jwk()] }).to_string().as_bytes()).expect("a key");
    let cache = JwksCache::new(keys, TestClock::new());
    cache.key(id(&ISSUERS_KEY)).await.expect("it is there");
    assert!(matches!(cache.key("forged").await, Err(KeyError::Unknown)));
}

#[tokio::test]
async fn ageing_keys_serve_while_newer_ones_come_in_the_background() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();
    clock.advance(seconds(299));
    cache.key(id(&ISSUERS_KEY)).await.unwrap();
    background().await;
    assert_eq!(source.fetches(), 1, "young enough");

    source.serve(&[&OTHER_KEY]);
    clock.advance(seconds(1));
    cache.key(id(&ISSUERS_KEY)).await.expect("answered from what is at hand");
    background().await;
    assert_eq!(source.fetches(), 2);
    cache.key(id(&ISSUERS_KEY)).await.expect_err("withdrawn by the newer set");
}

#[tokio::test]
async fn after_an_idle_hour_a_withdrawn_key_is_not_served_once_more() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();
    source.serve(&[&OTHER_KEY]);
    clock.advance(hours(1));
    assert!(matches!(cache.key(id(&ISSUERS_KEY)).await, Err(KeyError::Unknown)));
}

#[tokio::test]
async fn stale_keys_serve_for_a_day_while_the_source_is_down() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();

    source.go_down();
    clock.advance(hours(24) - seconds(1));
    cache.key(id(&ISSUERS_KEY)).await.expect("stale, but all there is");
    clock.advance(seconds(1));
    assert!(matches!(cache.key(id(&ISSUERS_KEY)).await, Err(KeyError::Unavailable)));

    source.serve(&[&ISSUERS_KEY]);
    clock.advance(seconds(30));
    cache.key(id(&ISSUERS_KEY)).await.expect("the source is back");
}

#[tokio::test(start_paused = true)]
async fn a_source_that_hangs_is_given_up_after_three_seconds() {
    let source = ScriptedSource::down();
    source.hang();
    let (cache, _) = cache(&source);
    let begun = tokio::time::Instant::now();
    assert!(matches!(cache.key(id(&ISSUERS_KEY)).await, Err(KeyError::Unavailable)));
    assert_eq!(begun.elapsed().as_secs(), 3);
    assert_eq!(cache.check().await, Err(KeySourceError::TimedOut));
}

#[tokio::test(start_paused = true)]
async fn a_source_known_to_hang_delays_nobody_who_has_a_key() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, clock) = cache(&source);
    cache.key(id(&ISSUERS_KEY)).await.unwrap();
    source.hang();
    clock.advance(hours(2));
    cache.key(id(&ISSUERS_KEY)).await.expect("stale after the time-out");

    clock.advance(seconds(30));
    let begun = tokio::time::Instant::now();
    cache.key(id(&ISSUERS_KEY)).await.expect("stale at once");
    assert_eq!(begun.elapsed(), Duration::ZERO);
    background().await;
    assert_eq!(source.fetches(), 3, "tried again in the background");
}

#[tokio::test]
async fn a_caller_that_hangs_up_does_not_cancel_the_fetch_of_the_others() {
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let (cache, _) = cache(&source);
    let mut first = Box::pin(cache.key(id(&ISSUERS_KEY)));
    assert!(poll!(&mut first).is_pending());
    drop(first);
    cache.key(id(&ISSUERS_KEY)).await.expect("the fetch went on");
    assert_eq!(source.fetches(), 1);
}

#[tokio::test]
async fn tokens_are_not_called_invalid_when_their_key_can_not_be_had() {
    let clock = TestClock::new();
    let auth = authenticator(ScriptedSource::down(), &clock);
    let error = auth.verify(&sign(&claims(&clock))).await.expect_err("no keys");
    assert_eq!((error.code().as_str(), error.code().info().status), ("AUTH_UNAVAILABLE", 503));
}
