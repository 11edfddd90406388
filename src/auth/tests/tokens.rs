//! Which tokens are good.

use chrono::DateTime;
use serde_json::{Value, json};

use super::*;
use crate::auth::{Identity, base64url};

/// The outcome for a token with these claims, signed by the issuer.
async fn verify(claim: impl FnOnce(Value) -> Value) -> Result<Identity, AuthError> {
    let clock = TestClock::new();
    let token = sign(&claim(claims(&clock)));
    authenticator(key_set(&[&ISSUERS_KEY]), &clock).verify(&token).await
}

/// The outcome for a token whose expiry is at this distance from now; likewise for the other times.
async fn verify_time(claim: &str, from_now: i64) -> Result<Identity, AuthError> {
    let clock = TestClock::new();
    let token = sign(&with(claims(&clock), claim, clock.now().timestamp() + from_now));
    authenticator(key_set(&[&ISSUERS_KEY]), &clock).verify(&token).await
}

async fn verify_signed_as(token: impl FnOnce(&Value, &str) -> String) -> Result<Identity, AuthError> {
    let clock = TestClock::new();
    let kid = ISSUERS_KEY.jwk()["kid"].as_str().expect("a key id").to_owned();
    let token = token(&claims(&clock), &kid);
    authenticator(key_set(&[&ISSUERS_KEY]), &clock).verify(&token).await
}

fn refused(outcome: Result<Identity, AuthError>) -> &'static str {
    match outcome {
        Err(AuthError::InvalidToken { reason }) => reason,
        other => panic!("should be an invalid token: {other:?}"),
    }
}

#[tokio::test]
async fn a_good_token_tells_who_and_until_when() {
    let clock = TestClock::new();
    let claims = claims(&clock);
    let identity = authenticator(key_set(&[&ISSUERS_KEY]), &clock).verify(&sign(&claims)).await.unwrap();
    assert_eq!(identity.clerk_id, "user_ada");
    assert_eq!(identity.session_id.as_deref(), Some("sess_1"));
    assert_eq!(Some(identity.expires_at), DateTime::from_timestamp(claims["exp"].as_i64().unwrap(), 0));
}

#[tokio::test]
async fn claims_that_may_be_absent() {
    verify(|claims| without(claims, "azp")).await.expect("native clients have no origin");
    verify(|claims| without(claims, "sts")).await.expect("older tokens have no status");
    let identity = verify(|claims| without(claims, "sid")).await.expect("a session id is not needed");
    assert_eq!(identity.session_id, None);
}

#[tokio::test]
async fn claims_that_must_be_there() {
    for claim in ["iss", "sub", "exp", "nbf", "iat"] {
        assert_eq!(code(verify(|claims| without(claims, claim)).await), "TOKEN_INVALID", "without {claim}");
    }
    assert_eq!(refused(verify(|claims| with(claims, "sub", "")).await), "it names nobody");
}

#[tokio::test]
async fn tokens_meant_for_others_are_refused() {
    let foreign_issuer = verify(|claims| with(claims, "iss", "https://clerk.example.com/")).await;
    assert_eq!(refused(foreign_issuer), "it is from another issuer");
    let foreign_party = verify(|claims| with(claims, "azp", "https://evil.example.net")).await;
    assert_eq!(refused(foreign_party), "it was issued to another application");
    assert_eq!(code(verify(|claims| with(claims, "aud", "another-api")).await), "TOKEN_INVALID");
}

#[tokio::test]
async fn only_active_sessions_are_accepted() {
    for status in [json!("pending"), json!("abandoned"), Value::Null] {
        assert_eq!(refused(verify(|claims| with(claims, "sts", status)).await), "its session is not active");
    }
}

#[tokio::test]
async fn expiry_tolerates_five_seconds_of_skew() {
    verify_time("exp", -5).await.expect("within the tolerance");
    assert_eq!(code(verify_time("exp", -6).await), "TOKEN_EXPIRED");
    // Beyond a minute clerk-rs refuses before our own check.
    assert_eq!(code(verify_time("exp", -300).await), "TOKEN_EXPIRED");
}

#[tokio::test]
async fn a_token_of_the_future_tolerates_five_seconds_of_skew() {
    for claim in ["nbf", "iat"] {
        verify_time(claim, 5).await.expect("within the tolerance");
        assert_eq!(refused(verify_time(claim, 6).await), "it is not in force yet", "{claim}");
    }
    assert_eq!(code(verify_time("nbf", 300).await), "TOKEN_INVALID");
}

#[tokio::test]
async fn a_forged_signature_is_refused() {
    // Signed by somebody else under the issuer's key id.
    let forged = verify_signed_as(|claims, kid| {
        OTHER_KEY.sign_with_header(&json!({ "alg": "RS256", "typ": "JWT", "kid": kid }), claims).unwrap()
    });
    assert_eq!(code(forged.await), "TOKEN_INVALID");

    // The claims of one token under the signature of another.
    let swapped = verify_signed_as(|claims, _| {
        let (one, other) = (sign(claims), sign(&with(claims.clone(), "sub", "user_mallory")));
        let (header, _) = one.split_once('.').unwrap();
        let payload = other.split('.').nth(1).unwrap();
        let (_, signature) = one.rsplit_once('.').unwrap();
        format!("{header}.{payload}.{signature}")
    });
    assert_eq!(code(swapped.await), "TOKEN_INVALID");
}

#[tokio::test]
async fn other_algorithms_are_refused() {
    for alg in ["none", "None", "HS256", "RS512", "PS256", "ES256"] {
        let token = verify_signed_as(|claims, kid| {
            ISSUERS_KEY.sign_with_header(&json!({ "alg": alg, "typ": "JWT", "kid": kid }), claims).unwrap()
        });
        assert_eq!(refused(token.await), "it is not signed with RS256", "{alg}");
    }
}

#[tokio::test]
async fn the_public_key_is_no_shared_secret() {
    let confused = verify_signed_as(|claims, kid| {
        let header = json!({ "alg": "HS256", "typ": "JWT", "kid": kid });
        let message = format!("{}.{}", base64url(header.to_string()), base64url(claims.to_string()));
        let secret = ISSUERS_KEY.jwk()["n"].as_str().unwrap();
        let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, secret.as_bytes());
        format!("{message}.{}", base64url(aws_lc_rs::hmac::sign(&key, message.as_bytes())))
    });
    assert_eq!(code(confused.await), "TOKEN_INVALID");

    let unsigned = verify_signed_as(|claims, kid| {
        let header = json!({ "alg": "none", "kid": kid });
        format!("{}.{}.", base64url(header.to_string()), base64url(claims.to_string()))
    });
    assert_eq!(code(unsigned.await), "TOKEN_INVALID");
}

#[tokio::test]
async fn what_the_issuer_signs_for_other_purposes_is_refused() {
    let header = |extra: Value| {
        verify_signed_as(move |claims, kid| {
            let mut header = json!({ "alg": "RS256", "kid": kid });
            header.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
            ISSUERS_KEY.sign_with_header(&header, claims).unwrap()
        })
    };
    header(json!({})).await.expect("the type is optional");
    assert_eq!(refused(header(json!({ "typ": "at+jwt" })).await), "it is not a session token");
    let extension = header(json!({ "crit": ["b64"], "b64": false })).await;
    assert_eq!(refused(extension), "it asks for an extension that is not supported");
    assert_eq!(refused(header(json!({ "kid": null })).await), "it does not name its key");
}

#[tokio::test]
async fn what_is_no_token_is_refused_without_asking_the_issuer() {
    let clock = TestClock::new();
    let source = ScriptedSource::serving(&[&ISSUERS_KEY]);
    let auth = authenticator(source.clone(), &clock);
    let huge = sign(&with(claims(&clock), "padding", "x".repeat(8 * 1024)));
    for token in ["", ".", "..", "a.b.c", "🦀.🦀.🦀", "eyJhbGciOiJSUzI1NiJ9", huge.as_str()] {
        assert_eq!(code(auth.verify(token).await), "TOKEN_INVALID");
    }
    assert_eq!(source.fetches(), 0);

    // With nothing but its size changed it is good: the size is what was refused.
    let large = sign(&with(claims(&clock), "padding", "x".repeat(4 * 1024)));
    auth.verify(&large).await.expect("large, but within the limit");
}

#[tokio::test]
async fn nothing_of_a_token_or_a_person_is_in_debug_output() {
    let clock = TestClock::new();
    let identity =
        authenticator(key_set(&[&ISSUERS_KEY]), &clock).verify(&sign(&claims(&clock))).await.unwrap();
    let shown = format!("{identity:?}");
    assert!(!shown.contains("ada") && !shown.contains("sess_1"), "{shown}");
}
